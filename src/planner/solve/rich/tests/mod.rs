mod day;
mod dice;
mod given;
mod property;
mod who;
