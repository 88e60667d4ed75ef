//! Narrowing the views: the line, the menu, and filters kept under names.

use app::{Filter, FilterError, SavedFilters};

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::Ask;
use crate::dialog::{Dialog, LineFor, MenuFor};
use crate::filter::{FilterChange, FilterRow, Filters, GRAMMAR, complete, kinds_menu, values_menu};
use crate::widget::line_edit::LineEdit;
use crate::widget::menu::{Choice, Menu};

impl Ui {
    /// Takes the filters that are kept and those of the configuration.
    pub fn know_filters(&mut self, kept: SavedFilters, configured: SavedFilters) {
        self.filters.kept = kept;
        self.filters.configured = configured;
    }

    /// The filters known to the screen.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Narrows every view to a filter; an empty one shows all.
    pub(super) fn narrow(&mut self, filter: Filter) -> Vec<Deed> {
        if self.shared.filter == filter {
            return Vec::new();
        }
        self.shared.filter = filter;
        self.fresh.forget();
        let mut effects = Vec::new();
        for (view, _) in super::View::TABS {
            let (pane, shared) = self.pane_of(view);
            let theirs = pane.filter(shared);
            // The views behind ask when they come to the front.
            if view == self.view {
                effects = theirs;
            }
        }
        let deeds = self.follow(effects);
        self.await_load(deeds)
    }

    /// Takes the filter away; when there is none, says so.
    pub(super) fn show_all(&mut self) -> Vec<Deed> {
        if self.shared.filter.is_empty() {
            let search = self.key_of(Action::Search);
            self.say(format!("No filter is set: all is shown; {search} sets one"));
            return Vec::new();
        }
        self.narrow(Filter::default())
    }

    /// The line of the filter, with what it says now.
    pub(super) fn ask_filter(&mut self) -> Vec<Deed> {
        self.filters.before = self.shared.filter.clone();
        let text = self.shared.filter.to_string();
        let text = if text.is_empty() { text } else { format!("{text} ") };
        let prompt = "Filter (Enter keeps it, Esc leaves all as it was)";
        self.dialogs.push(Dialog::Line {
            purpose: LineFor::Search,
            prompt: prompt.to_owned(),
            edit: LineEdit::of(&text),
            read_back: vec![GRAMMAR.to_owned()],
            message: None,
        });
        vec![Deed::Ask(Ask::FilterNames)]
    }

    /// The line has changed: what reads as a filter is in force at once.
    pub(super) fn filter_typed(&mut self) -> Vec<Deed> {
        let Some(Dialog::Line { edit, read_back, message, .. }) = self.dialogs.last_mut() else {
            return Vec::new();
        };
        let offers = complete(edit.before_cursor(), &self.filters.names).offers;
        *read_back = if offers.is_empty() {
            vec![GRAMMAR.to_owned()]
        } else {
            vec![format!("Tab: {}", offers.join("  "))]
        };
        let read: Result<Filter, FilterError> = edit.text().parse();
        match read {
            Ok(filter) => self.narrow(filter),
            // A term that is being typed is not wrong yet.
            Err(error) => {
                let unfinished = matches!(error, FilterError::Empty { .. }) || !offers.is_empty();
                *message = (!unfinished).then(|| error.to_string());
                Vec::new()
            }
        }
    }

    /// Takes the first offer for the term before the cursor.
    pub(super) fn accept_offer(&mut self) -> Vec<Deed> {
        let Some(Dialog::Line { purpose: LineFor::Search, edit, .. }) = self.dialogs.last_mut() else {
            return Vec::new();
        };
        let found = complete(edit.before_cursor(), &self.filters.names);
        let Some(offer) = found.offers.first() else { return Vec::new() };
        let is_field = offer.ends_with(':');
        edit.complete(found.from, offer);
        if !is_field {
            edit.paste(" ");
        }
        self.filter_typed()
    }

    /// The line is left: the filter is as it was before.
    pub(super) fn leave_filter(&mut self) -> Vec<Deed> {
        let before = std::mem::take(&mut self.filters.before);
        self.narrow(before)
    }

    /// The line is kept, if it reads as a filter.
    pub(super) fn keep_line(&mut self, text: &str) -> Vec<Deed> {
        match text.parse::<Filter>() {
            Ok(filter) => {
                self.dialogs.pop();
                self.narrow(filter)
            }
            Err(error) => self.complain_in_line(error.to_string()),
        }
    }

    /// The menu that a filter is built from.
    pub(super) fn offer_filters(&mut self) -> Vec<Deed> {
        let can_forget = self.filters.kept.iter().next().is_some();
        let (rows, menu) = kinds_menu(&self.shared.filter, &self.filters.all(), can_forget);
        self.dialogs.push(Dialog::Menu(MenuFor::Filter(rows), menu));
        vec![Deed::Ask(Ask::FilterNames)]
    }

    /// A row of a filter menu was chosen.
    pub(super) fn choose_filter(&mut self, row: FilterRow) -> Vec<Deed> {
        self.dialogs.pop();
        match row {
            FilterRow::Kind(kind) => {
                let (rows, menu) = values_menu(kind, &self.shared.filter, &self.filters.names);
                if rows.is_empty() {
                    return self.refuse("there is none of these yet");
                }
                self.show(Dialog::Menu(MenuFor::Filter(rows), menu))
            }
            FilterRow::Term(term) => {
                let mut filter = self.shared.filter.clone();
                filter.toggle(*term);
                self.narrow(filter)
            }
            FilterRow::Use(name) => {
                let filter = self.filters.all().get(&name).cloned().unwrap_or_default();
                self.narrow(filter)
            }
            FilterRow::Forget(name) => {
                self.say(format!("The filter {name} is forgotten"));
                self.change_filters(FilterChange::Forget(name))
            }
            FilterRow::Keep => {
                self.show(Dialog::ask(LineFor::FilterName, "Keep this filter under which name?"))
            }
            FilterRow::ForgetOne => {
                let names: Vec<String> = self.filters.kept.iter().map(|(name, _)| name.to_owned()).collect();
                let choice = |name: &String| Choice { label: name.clone(), ..Choice::default() };
                let menu = Menu::new("Forget which filter?", names.iter().map(choice).collect());
                let rows = names.into_iter().map(FilterRow::Forget).collect();
                self.show(Dialog::Menu(MenuFor::Filter(rows), menu))
            }
            FilterRow::Type => self.ask_filter(),
            FilterRow::ShowAll => self.narrow(Filter::default()),
        }
    }

    /// Keeps the filter in force under a name.
    pub(super) fn keep_filter(&mut self, name: &str) -> Vec<Deed> {
        self.dialogs.pop();
        let key = self.key_of(Action::FilterMenu);
        self.say(format!("Kept as {}; {key} lists it", name.trim()));
        self.change_filters(FilterChange::Put(name.to_owned(), Box::new(self.shared.filter.clone())))
    }

    fn change_filters(&mut self, change: FilterChange) -> Vec<Deed> {
        change.apply(&mut self.filters.kept);
        vec![Deed::KeepFilters(change)]
    }

    /// Takes the kept filters as they are in their file now.
    pub fn renew_filters(&mut self, kept: SavedFilters) {
        self.filters.kept = kept;
    }
}
