//! The palette and what is chosen in it.

use app::Place;
use domain::WhenContext;

use super::{Deed, Ui, View};
use crate::ask::Ask;
use crate::dialog::Dialog;
use crate::palette::{Goal, PLACES, Palette, Row};

/// So many actions are remembered as used last.
const RECENT: usize = 5;

impl Ui {
    /// Opens the palette of everything.
    pub(super) fn open_palette(&mut self) -> Vec<Deed> {
        let targets = self.targets();
        let situation = self.situation(&targets);
        let palette = Palette::commands(
            &self.shared.keymap,
            &situation,
            &self.recent,
            self.palette_offers(),
            self.when_context(),
        );
        self.show(Dialog::Palette(Box::new(palette)))
    }

    /// Opens the palette of numbers, days and names.
    pub(super) fn open_go_to(&mut self) -> Vec<Deed> {
        let palette = Palette::go_to(self.when_context());
        self.show(Dialog::Palette(Box::new(palette)))
    }

    /// What the palette offers beside actions and records: the filters that have a name.
    fn palette_offers(&self) -> Vec<Row> {
        let row = |(name, filter): (&str, &app::Filter)| Row {
            label: format!("Filter {name}"),
            about: filter.to_string(),
            aside: "filter".to_owned(),
            refused: false,
            goal: Goal::Filter(name.to_owned()),
        };
        self.filters.all().iter().map(row).collect()
    }

    /// What typed days are read against.
    fn when_context(&self) -> WhenContext {
        let business = &self.shared.business;
        let mut context = WhenContext::new(self.shared.now.naive_local(), business.zone);
        context.order = business.date_order;
        context
    }

    /// The text of the palette was touched: its records are asked for when it has changed.
    pub(super) fn palette_typed(&mut self, changed: bool) -> Vec<Deed> {
        match self.dialogs.last() {
            Some(Dialog::Palette(palette)) if changed && !palette.text().is_empty() => {
                vec![Deed::Ask(Ask::Locate { text: palette.text().to_owned(), limit: PLACES })]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The records of a text have come.
    pub(super) fn take_places(&mut self, text: &str, places: Vec<Place>) -> Vec<Deed> {
        let Some(Dialog::Palette(palette)) = self.dialogs.last_mut() else { return Vec::new() };
        let goal = palette.take(text, places);
        self.reach(goal)
    }

    /// Goes where a row leads, the palette closed; without a goal it stays open.
    pub(super) fn reach(&mut self, goal: Option<Goal>) -> Vec<Deed> {
        let Some(goal) = goal else { return Vec::new() };
        self.dialogs.pop();
        match goal {
            Goal::Act(action) => {
                self.recent.retain(|other| *other != action);
                self.recent.insert(0, action);
                self.recent.truncate(RECENT);
                self.act(action, None)
            }
            Goal::Open(opened) => self.open(opened),
            Goal::Day(date) => {
                let mut deeds = self.go(View::Calendar);
                let effects = self.calendar.show_date(date, &self.shared);
                deeds.extend(self.follow(effects));
                deeds
            }
            Goal::Lane(technician) => {
                let deeds = self.go(View::Calendar);
                self.calendar.show_technician(technician, &self.shared);
                deeds
            }
            Goal::Filter(name) => {
                let filter = self.filters.all().get(&name).cloned().unwrap_or_default();
                self.narrow(filter)
            }
            Goal::Nowhere(why) => {
                self.fail(why);
                Vec::new()
            }
        }
    }

    /// Shows the next theme, without a restart.
    pub(super) fn next_theme(&mut self) -> Vec<Deed> {
        self.shared.theme = self.shared.theme.next();
        let name = self.shared.theme.name();
        self.say(format!("Theme {name}; keep it with theme = \"{name}\" under [screen] in the config"));
        vec![Deed::Redraw]
    }
}
