mod day;
mod dice;
mod full;
mod given;
mod property;
mod who;
