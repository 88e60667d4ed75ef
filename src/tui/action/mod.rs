//! The one table of everything a key can do.
//!
//! The keymap, the hint line, the help, the palette and the documents are made from [`TABLE`];
//! an action that is not in it does not exist.

mod available;
mod recent;
mod table;

pub use available::{Available, Situation, Unavailable, stays_out_of_drafts};
pub use recent::recent_actions;
pub(crate) use recent::remember;
pub use table::{Action, TABLE};

/// Where an action can be pressed: a view, or a dialog that has the keys to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of today.
    Today,
    /// The lanes of the calendar, and its tray.
    Calendar,
    /// The days of the calendar's week or month.
    Cells,
    /// The board.
    Board,
    /// The list of clients.
    Clients,
    /// One job or client, opened.
    Detail,
    /// The preview of a move in the calendar.
    Moving,
    /// A line that is being typed.
    Line,
    /// A list to choose from, with a filter that is being typed.
    Menu,
    /// A question to be answered yes or no.
    Confirm,
    /// A form that is being filled in.
    Form,
    /// Two records side by side.
    Compare,
    /// What becomes of a day when somebody is late, and what can be done.
    Late,
    /// The help.
    Help,
    /// The columns of a file to be imported.
    ImportColumns,
    /// A dry run, an import or a search for the best plan under way.
    ImportRunning,
    /// What an import would do.
    ImportReport,
    /// What keeps a file from being imported: rows that are wrong.
    ImportRejected,
    /// What an import did.
    ImportDone,
}

impl Context {
    /// Every context.
    pub const ALL: &'static [Context] = &[
        Context::Today,
        Context::Calendar,
        Context::Cells,
        Context::Board,
        Context::Clients,
        Context::Detail,
        Context::Moving,
        Context::Line,
        Context::Menu,
        Context::Confirm,
        Context::Form,
        Context::Compare,
        Context::Late,
        Context::Help,
        Context::ImportColumns,
        Context::ImportRunning,
        Context::ImportReport,
        Context::ImportRejected,
        Context::ImportDone,
    ];

    /// Says whether plain characters are typed here, so that none may be bound.
    pub const fn takes_text(self) -> bool {
        matches!(self, Context::Line | Context::Menu | Context::Form)
    }

    /// Says whether `1` to `9` are views here; a count then begins with `0` (`03j`).
    pub const fn digits_are_views(self) -> bool {
        matches!(
            self,
            Context::Today
                | Context::Calendar
                | Context::Cells
                | Context::Board
                | Context::Clients
                | Context::Detail
        )
    }

    /// Gives the name shown in the help.
    pub const fn name(self) -> &'static str {
        match self {
            Context::Today => "Today",
            Context::Calendar => "Calendar",
            Context::Cells => "Week and month",
            Context::Board => "Board",
            Context::Clients => "Clients",
            Context::Detail => "Details",
            Context::Moving => "Moving",
            Context::Line => "Typing",
            Context::Menu => "Choosing",
            Context::Confirm => "Question",
            Context::Form => "Form",
            Context::Compare => "Side by side",
            Context::Late => "Running late",
            Context::Help => "Help",
            Context::ImportColumns => "Import: columns",
            Context::ImportRunning => "Import or search: under way",
            Context::ImportReport => "Import: dry run",
            Context::ImportRejected => "Import: rows that are wrong",
            Context::ImportDone => "Import: done",
        }
    }
}

/// A heading of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Between views.
    Views,
    /// Through days.
    Days,
    /// Within a view.
    Around,
    /// Marks for several at once.
    Marks,
    /// Planning.
    Plan,
    /// The move preview.
    Moving,
    /// The state of visits and jobs.
    State,
    /// Clients and jobs as records.
    Records,
    /// Undo, search, help and the program itself.
    Desk,
    /// Typing, choosing and answering.
    Dialogs,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: &'static [Group] = &[
        Group::Views,
        Group::Days,
        Group::Around,
        Group::Marks,
        Group::Plan,
        Group::Moving,
        Group::State,
        Group::Records,
        Group::Desk,
        Group::Dialogs,
    ];

    /// Gives the heading.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Views => "Views",
            Group::Days => "Days",
            Group::Around => "Moving around",
            Group::Marks => "Several at once",
            Group::Plan => "Planning",
            Group::Moving => "While moving a visit",
            Group::State => "State of the work",
            Group::Records => "Records",
            Group::Desk => "Desk",
            Group::Dialogs => "Typing and choosing",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its name in the config: stable, kebab-case.
    pub id: &'static str,
    /// Its keys unless the config says otherwise, each a sequence as read by [`crate::key::Sequence`].
    pub keys: &'static [&'static str],
    /// Its word in the hint line; empty keeps it out of there.
    pub hint: &'static str,
    /// Its name in the palette.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// Its heading in the help.
    pub group: Group,
    /// Where it can be pressed.
    pub contexts: &'static [Context],
    /// When it can be done there, and why not.
    pub available: fn(&Situation<'_>) -> Available,
}

impl Entry {
    /// Says why it cannot be done now; none when it can.
    pub fn why_not(&self, situation: &Situation<'_>) -> Option<Unavailable> {
        if !self.contexts.contains(&situation.context) {
            let names: Vec<&str> = self.contexts.iter().map(|context| context.name()).collect();
            return Some(Unavailable::because(format!("it belongs to {}", names.join(", "))));
        }
        available::outside_of_drafts(self.action, situation).and_then(|()| (self.available)(situation)).err()
    }
}

impl Action {
    /// Gives the row of this action.
    pub fn entry(self) -> &'static Entry {
        &TABLE[self as usize]
    }

    /// Finds an action by its name in the config.
    pub fn of_id(id: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.id == id).map(|entry| entry.action)
    }
}

/// Gives the rows that can be pressed in a context, in the order of the table.
pub fn within(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.contexts.contains(&context))
}

#[cfg(test)]
mod tests;
