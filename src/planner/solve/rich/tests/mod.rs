mod day;
mod dice;
mod full;
mod given;
mod limits;
mod property;
mod tidy;
mod who;
