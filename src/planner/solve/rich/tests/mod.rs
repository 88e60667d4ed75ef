mod dice;
mod property;
