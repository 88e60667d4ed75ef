//! The filter built from lists: what to narrow by, then which.

use app::{Filter, FilterNames, SavedFilters};
use domain::{Mark, Priority, Stage};

use crate::widget::menu::{Choice, Menu};

/// By what a filter narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// Who goes.
    Technician,
    /// What is sold.
    Service,
    /// Where.
    Zone,
    /// A free label.
    Tag,
    /// What needs attention.
    Mark,
    /// How soon it matters.
    Priority,
    /// Where the job stands.
    Stage,
}

/// What a row of a filter menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterRow {
    /// Lists the values of a kind.
    Kind(FilterKind),
    /// Adds a term, or takes it away.
    Term(Box<Filter>),
    /// Uses the filter kept under a name.
    Use(String),
    /// Forgets the filter kept under a name.
    Forget(String),
    /// Keeps the filter in force under a name.
    Keep,
    /// Lists the kept filters that can be forgotten.
    ForgetOne,
    /// Types the line instead.
    Type,
    /// Takes the filter away.
    ShowAll,
}

impl FilterKind {
    const ALL: [FilterKind; 7] = [
        FilterKind::Technician,
        FilterKind::Service,
        FilterKind::Zone,
        FilterKind::Tag,
        FilterKind::Mark,
        FilterKind::Priority,
        FilterKind::Stage,
    ];

    fn title(self) -> &'static str {
        match self {
            FilterKind::Technician => "Technician",
            FilterKind::Service => "Service",
            FilterKind::Zone => "Zone",
            FilterKind::Tag => "Tag",
            FilterKind::Mark => "Mark",
            FilterKind::Priority => "Priority",
            FilterKind::Stage => "Stage",
        }
    }

    /// Every value with what it is called.
    fn terms(self, names: &FilterNames) -> Vec<(String, Filter)> {
        let named = |values: &[String], term: fn(String) -> Filter| -> Vec<(String, Filter)> {
            values.iter().map(|value| (value.clone(), term(value.clone()))).collect()
        };
        let none = Filter::default;
        match self {
            FilterKind::Technician => {
                named(&names.technicians, |value| Filter { technicians: vec![value], ..Filter::default() })
            }
            FilterKind::Service => {
                named(&names.services, |value| Filter { services: vec![value], ..Filter::default() })
            }
            FilterKind::Zone => {
                named(&names.zones, |value| Filter { zones: vec![value], ..Filter::default() })
            }
            FilterKind::Tag => named(&names.tags, |value| Filter { tags: vec![value], ..Filter::default() }),
            FilterKind::Mark => {
                let term =
                    |mark: Mark| (mark.name().replace('_', " "), Filter { marks: vec![mark], ..none() });
                Mark::ALL.map(term).to_vec()
            }
            FilterKind::Priority => {
                let term = |priority: Priority| {
                    (priority.word().to_owned(), Filter { priorities: vec![priority], ..none() })
                };
                Priority::ALL.map(term).to_vec()
            }
            FilterKind::Stage => {
                let term =
                    |stage: Stage| (stage.title().to_owned(), Filter { stages: vec![stage], ..none() });
                Stage::ALL.map(term).to_vec()
            }
        }
    }
}

/// What to narrow by, and the filters that are kept.
pub fn kinds_menu(filter: &Filter, saved: &SavedFilters, can_forget: bool) -> (Vec<FilterRow>, Menu) {
    let mut rows: Vec<(FilterRow, Choice)> = Vec::new();
    let row = |label: &str, aside: String| Choice { label: label.to_owned(), aside, ..Choice::default() };
    for (name, kept) in saved.iter() {
        rows.push((FilterRow::Use(name.to_owned()), row(name, kept.to_string())));
    }
    for kind in FilterKind::ALL {
        rows.push((
            FilterRow::Kind(kind),
            row(&format!("By {}", kind.title().to_lowercase()), String::new()),
        ));
    }
    rows.push((FilterRow::Type, row("Type it", String::new())));
    if !filter.is_empty() {
        rows.push((FilterRow::ShowAll, row("Show all", String::new())));
        rows.push((FilterRow::Keep, row("Keep it under a name", filter.to_string())));
    }
    if can_forget {
        rows.push((FilterRow::ForgetOne, row("Forget a kept one", String::new())));
    }
    let (rows, choices) = rows.into_iter().unzip();
    (rows, Menu::new("Filter", choices))
}

/// The values of a kind; those in force are named so, and chosen again they are taken away.
pub fn values_menu(kind: FilterKind, filter: &Filter, names: &FilterNames) -> (Vec<FilterRow>, Menu) {
    let choice = |(label, term): (String, Filter)| {
        let aside =
            if filter.has(&term) { "in force: choose it to take it away".to_owned() } else { String::new() };
        (FilterRow::Term(Box::new(term)), Choice { label, aside, ..Choice::default() })
    };
    let (rows, choices) = kind.terms(names).into_iter().map(choice).unzip();
    (rows, Menu::new(kind.title(), choices))
}
