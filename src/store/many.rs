//! Rows of one table on their way in, many in one statement.
//!
//! A statement that fires a trigger has SQLite copy every page that it touches first, so that it can be taken back
//! alone. For thousands of jobs one by one, that takes several times as long as writing them.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::StoreError;
use crate::row::run;

/// So many rows are written at once.
const TOGETHER: usize = 32;

/// Rows that wait for enough others to be written with; what waits is lost without [`ManyRows::write`].
pub(crate) struct ManyRows<'c> {
    conn: &'c Connection,
    /// The statement for one row.
    sql: &'static str,
    /// The statement for many rows; none until it is needed, and when the one for one row is of another form.
    together: Option<String>,
    /// How many values a row has.
    width: usize,
    values: Vec<Value>,
}

impl<'c> ManyRows<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        ManyRows { conn, sql: "", together: None, width: 0, values: Vec::new() }
    }

    /// The connection, for what is written row by row.
    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Adds a row for a statement `insert … values ($1, …) …`; rows of another statement are written first.
    pub(crate) fn add(
        &mut self,
        sql: &'static str,
        row: impl IntoIterator<Item = Value>,
    ) -> Result<(), StoreError> {
        if self.sql != sql {
            self.write()?;
            (self.sql, self.width, self.together) = (sql, 0, None);
        }
        let waiting = self.values.len();
        self.values.extend(row);
        if self.width == 0 {
            self.width = self.values.len();
        }
        debug_assert_eq!(
            self.values.len(),
            waiting + self.width,
            "rows of a statement have as many values each"
        );
        if self.values.len() < self.width * TOGETHER {
            return Ok(());
        }
        // Most operations have fewer rows than this and never need the statement for many.
        if self.together.is_none() {
            self.together = together(sql, self.width);
        }
        match &self.together {
            Some(together) => drop(run(self.conn, together, params_from_iter(self.values.drain(..)))?),
            None => self.write()?,
        }
        Ok(())
    }

    /// Writes what waits.
    pub(crate) fn write(&mut self) -> Result<(), StoreError> {
        for row in self.values.chunks(self.width.max(1)) {
            run(self.conn, self.sql, params_from_iter(row))?;
        }
        self.values.clear();
        Ok(())
    }
}

/// The statement for [`TOGETHER`] rows; none when the one for one row is of another form.
fn together(sql: &str, width: usize) -> Option<String> {
    let (head, rest) = sql.split_once("values (")?;
    let (_, tail) = rest.split_once(')')?;
    let row = format!("({})", vec!["?"; width].join(", "));
    Some(format!("{head}values {}{tail}", vec![row; TOGETHER].join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUT: &str =
        "insert into pair (one, two)\nvalues ($1, $2)\non conflict (one) do update set two = excluded.two";

    fn table() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("create table pair (one integer primary key, two integer)").unwrap();
        conn
    }

    #[test]
    fn every_row_is_written_however_many_there_are() {
        for count in [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER] {
            let conn = table();
            let mut rows = ManyRows::new(&conn);
            for number in 0..i64::try_from(count).unwrap() {
                rows.add(PUT, [Value::from(number), Value::from(number + 7)]).unwrap();
            }
            rows.write().unwrap();
            let sql = "select count(*) from pair where two = one + 7";
            let written: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(usize::try_from(written).unwrap(), count);
        }
    }

    #[test]
    fn rows_of_another_statement_do_not_wait_together() {
        let conn = table();
        let mut rows = ManyRows::new(&conn);
        rows.add(PUT, [Value::from(1), Value::from(1)]).unwrap();
        rows.add("insert into pair (one) values ($1)", [Value::from(2)]).unwrap();
        rows.add(PUT, [Value::from(1), Value::from(9)]).unwrap();
        rows.write().unwrap();
        let dump: String = conn
            .query_row("select group_concat(one || ':' || coalesce(two, '-')) from pair", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(dump, "1:9,2:-");
    }

    #[test]
    fn the_statement_of_each_kind_has_a_form_for_many() {
        for put in [
            include_str!("business/put.sql"),
            include_str!("client/put.sql"),
            include_str!("contact/put.sql"),
            include_str!("site/put.sql"),
            include_str!("equipment/put.sql"),
            include_str!("technician/put.sql"),
            include_str!("service/put.sql"),
            include_str!("job/put.sql"),
            include_str!("visit/put.sql"),
            include_str!("event/put.sql"),
            include_str!("note/put.sql"),
            include_str!("journal/put_change.sql"),
        ] {
            let width = put.matches('$').count();
            let many = together(put, width).unwrap();
            assert_eq!(many.matches('?').count(), width * TOGETHER, "{many}");
            assert!(!many.contains('$'), "{many}");
        }
    }
}
