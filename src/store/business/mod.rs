//! The business's row; there is one.

use domain::{Business, BusinessId};
use rusqlite::types::Value;

use crate::row::Entity;

impl Entity for Business {
    type Id = BusinessId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}
