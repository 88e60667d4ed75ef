//! `find`: anything by its words.

use app::view::Found;
use clap::Args;

use crate::args::{AsOf, count_of};
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// Name, phone, address, e-mail, serial, title or note, or a part of one; several words must all be there
    #[arg(required = true)]
    text: Vec<String>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = count_of)]
    limit: usize,
    #[command(flatten)]
    past: AsOf,
}

impl Find {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_at(&self.past)?;
        let text = self.text.join(" ");
        let found = desk.app.find(&text, self.limit)?;
        session.output.answer(&found, |page| {
            let row = |one: &Found| {
                let client = one.client.as_ref().filter(|client| client.name != one.label);
                let client = client.map_or_else(String::new, |client| client.name.clone());
                vec![one.id.to_string(), one.kind.to_owned(), one.label.clone(), client]
            };
            let rows: Vec<Vec<String>> = found.results.iter().map(row).collect();
            page.table(&["id", "kind", "label", "client"], &rows, &format!("nothing has “{text}”"));
        })
    }
}
