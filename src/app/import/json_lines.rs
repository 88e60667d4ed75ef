//! JSON lines (one object a line), or one JSON array of objects, into a table.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::encoding::Encoding;
use super::problem::{MAX_COLUMNS, MAX_DEPTH, MAX_FIELD_BYTES, RowError, Unreadable};
use super::table::{Row, Table, Volume, unique_names};

/// The longest name of one field, in bytes; a column's name joins those on its way.
const MAX_NAME_BYTES: usize = 1024;

/// Whether the text begins like JSON objects, or is an array of anything, rather than a table.
pub(super) fn looks_like_json(text: &str) -> bool {
    let text = text.trim();
    let inside = text.strip_prefix('[').unwrap_or(text).trim_start();
    let is_array = text.starts_with('[') && text.ends_with(']');
    is_array && inside.starts_with(['"', '[', ']'])
        || inside.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads the objects; nested ones are flattened by dots, lists of plain values joined by `;`.
///
/// A line that is not an object is a problem with its place; the other lines are still read.
pub(super) fn read_json_lines(text: &str, encoding: Encoding) -> Result<Table, Unreadable> {
    let mut gathered = Gathered::new(Table::empty(encoding, None, first_filled_line(text)));
    if text.trim_start().starts_with('[') {
        gathered.add_array(text)?;
    } else {
        for (line, text) in (1..).zip(text.lines()) {
            if !text.trim().is_empty() {
                gathered.add_line(line, text)?;
            }
        }
    }
    gathered.into_table()
}

fn first_filled_line(text: &str) -> u64 {
    (1..).zip(text.lines()).find(|(_, line)| !line.trim().is_empty()).map_or(1, |(number, _)| number)
}

/// Rows whose columns are still being found.
struct Gathered {
    table: Table,
    places: HashMap<String, usize>,
    volume: Volume,
}

impl Gathered {
    fn new(table: Table) -> Self {
        Gathered { table, places: HashMap::new(), volume: Volume::default() }
    }

    fn add_line(&mut self, line: u64, text: &str) -> Result<(), Unreadable> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let node = NodeSeed { depth: 0 }.deserialize(&mut reader).and_then(|node| {
            reader.end()?;
            Ok(node)
        });
        match node {
            Ok(node) => self.add_node(line, node),
            Err(error) => {
                let reason = format!("not a JSON object: {}", without_place(&error));
                self.table.problems.push(RowError::of_row(line, reason));
                Ok(())
            }
        }
    }

    /// Reads a whole array; its objects are numbered by the line that the array starts on plus
    /// their place, since JSON keeps no lines.
    fn add_array(&mut self, text: &str) -> Result<(), Unreadable> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let node = NodeSeed { depth: 0 }.deserialize(&mut reader).and_then(|node| {
            reader.end()?;
            Ok(node)
        });
        match node {
            Ok(Node::List(items)) => {
                for (line, item) in (self.table.header_line..).zip(items) {
                    self.add_node(line, item)?;
                }
            }
            Ok(Node::Plain(_) | Node::Object(_)) => {}
            Err(error) => {
                let line = u64::try_from(error.line()).unwrap_or(1).max(1);
                let reason = format!("not valid JSON: {}", without_place(&error));
                self.table.problems.push(RowError::of_row(line, reason));
            }
        }
        Ok(())
    }

    fn add_node(&mut self, line: u64, node: Node) -> Result<(), Unreadable> {
        let Node::Object(fields) = node else {
            let reason = "not a JSON object; every line must be one, such as {\"name\": \"Kerr\"}";
            self.table.problems.push(RowError::of_row(line, reason));
            return Ok(());
        };
        let mut flat = Vec::new();
        flatten("", Node::Object(fields), &mut flat);
        if flat.len() > MAX_COLUMNS {
            return Err(Unreadable::TooManyColumns { line });
        }
        let mut cells = vec![String::new(); self.places.len()];
        for (name, value) in flat {
            if value.len() > MAX_FIELD_BYTES {
                return Err(Unreadable::FieldTooLong { line, column: name });
            }
            let next = self.places.len();
            let place = *self.places.entry(name.clone()).or_insert(next);
            if place == next {
                self.table.header.push(name);
                if next >= MAX_COLUMNS {
                    return Err(Unreadable::TooManyColumns { line });
                }
            }
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            cells[place] = value;
        }
        self.volume.add_row(line, cells.len())?;
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.table.rows.push(Row { line, cells });
        }
        Ok(())
    }

    fn into_table(self) -> Result<Table, Unreadable> {
        let mut table = self.table;
        if table.header.is_empty() && table.problems.is_empty() {
            return Err(Unreadable::NoHeader);
        }
        let (line, width) = (table.header_line, table.header.len());
        // Early rows don't know of columns that later rows bring; the cells of both are counted here.
        let mut volume = Volume::default();
        for row in &mut table.rows {
            volume.add_row(row.line, width)?;
            row.cells.resize(width, String::new());
        }
        let names = std::mem::take(&mut table.header);
        table.header = unique_names(names, |reason| table.notes.push(RowError::of_row(line, reason)));
        Ok(table)
    }
}

/// The parser's message without its own line and column, which count inside one line only.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.clone(), |at| text[..at].to_owned())
}

/// A JSON value whose plain parts are text and whose fields keep the file's order.
enum Node {
    Plain(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Names every plain part by its way; stops once there are more than a table may have columns.
fn flatten(prefix: &str, node: Node, flat: &mut Vec<(String, String)>) {
    if flat.len() > MAX_COLUMNS {
        return;
    }
    let under = |name: &str| {
        if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
    };
    match node {
        Node::Plain(text) => flat.push((prefix.to_owned(), text)),
        Node::List(items) if items.iter().all(|item| matches!(item, Node::Plain(_))) => {
            let texts = items.into_iter().filter_map(|item| match item {
                Node::Plain(text) => Some(text),
                Node::List(_) | Node::Object(_) => None,
            });
            flat.push((prefix.to_owned(), texts.collect::<Vec<_>>().join(";")));
        }
        Node::List(items) => {
            for (number, item) in (1..).zip(items) {
                flatten(&under(&number.to_string()), item, flat);
            }
        }
        Node::Object(fields) => {
            for (name, value) in fields {
                flatten(&under(name.trim()), value, flat);
            }
        }
    }
}

/// Reads a [`Node`], refusing one nested deeper than [`MAX_DEPTH`].
#[derive(Clone, Copy)]
struct NodeSeed {
    depth: usize,
}

impl NodeSeed {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format!("nested deeper than {MAX_DEPTH}")));
        }
        Ok(NodeSeed { depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Node, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed {
    type Value = Node;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Plain(String::new()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Plain(value.to_string()))
    }

    /// Beyond 2^53 not every whole number can be told from its neighbours: an id would be lost.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        if value.abs() >= 9_007_199_254_740_992.0 {
            return Err(E::custom("a number is too large to be kept exactly; write it in quotes"));
        }
        Ok(Node::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Plain(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut object = Vec::new();
        while let Some(name) = fields.next_key::<String>()? {
            if name.len() > MAX_NAME_BYTES {
                return Err(A::Error::custom("a field's name is longer than 1 KiB"));
            }
            object.push((name, fields.next_value_seed(inside)?));
        }
        Ok(Node::Object(object))
    }
}
