mod property;
mod table;
mod world;
