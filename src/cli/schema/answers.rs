//! The type that each verb answers with: one line a verb.

use app::import::{CalendarReport, ImportReport, PlacesRemoved, PlacesReport};
use app::view::{
    BoardView, ClientCard, ClientList, DayView, FindView, JobCard, JobList, LogView, MonthView, TimelineView,
    TodayView, UndoView, VisitList, WeekView,
};
use app::{
    Backup, CaptureView, DraftDiff, DraftLine, DraftView, Health, LateView, MergeView, OptimiseReport,
    Outcome, SlotList,
};
use domain::{Business, Contact, Equipment, Event, Service, Site, Technician};

use super::shapes::{
    Checklist, ConfigEdit, ConfigPath, ConfigShow, Demo, Duplicates, Export, Init, JobWhy, Shown,
    Substatuses, Tray, VisitShow, VisitWhy, list_of,
};
use super::{Make, either, either_of_three, of};
use crate::several::SeveralOutcome;
use crate::verb::backup::BackupList;
use crate::verb::completions::CompletionScript;
use crate::verb::config_keys::KeyList;
use crate::verb::draft::DraftList;
use crate::verb::filter::{FilterList, NamedFilter};
use crate::verb::late::LateDraft;
use crate::verb::man::Manual;
use crate::verb::migrate::MigrateAnswer;
use crate::verb::place::PlaceList;
use crate::verb::restore::RestoreAnswer;

/// The verbs that change something and answer with what was done.
const CHANGES: &[&str] = &[
    "business edit",
    "client add",
    "client edit",
    "client remove",
    "contact add",
    "contact edit",
    "contact remove",
    "site add",
    "site edit",
    "site remove",
    "equipment add",
    "equipment edit",
    "equipment remove",
    "technician add",
    "technician edit",
    "technician remove",
    "event add",
    "event edit",
    "event remove",
    "service add",
    "service edit",
    "service remove",
    "job edit",
    "job remove",
    "job schedule",
    "visit edit",
    "visit remove",
    "redo",
    "draft undo",
    "draft redo",
    "draft drop",
    "draft commit",
];

/// The verbs that change several records as one operation, and answer with what was done and left out.
const CHANGES_OF_SEVERAL: &[&str] = &[
    "client note",
    "client tag",
    "site tag",
    "technician tag",
    "job tag",
    "job release",
    "job hold",
    "job complete",
    "job verify",
    "job close",
    "job reopen",
    "job cancel",
    "job note",
    "job promise",
    "job invoice",
    "invoice mark",
    "visit add",
    "visit schedule",
    "visit assign",
    "visit unassign",
    "visit move",
    "visit to-tray",
    "visit reschedule",
    "visit confirm",
    "visit dispatch",
    "visit en-route",
    "visit on-site",
    "visit done",
    "visit cancel",
    "visit pin",
    "visit unpin",
];

/// Every verb with its answer.
pub(super) fn answers() -> Vec<(&'static str, Make)> {
    let changes = CHANGES.iter().map(|verb| (*verb, of::<Outcome> as Make));
    let several = CHANGES_OF_SEVERAL.iter().map(|verb| (*verb, of::<SeveralOutcome> as Make));
    changes.chain(several).chain(records()).chain(others()).collect()
}

/// What the verbs of records list and show.
fn records() -> Vec<(&'static str, Make)> {
    vec![
        ("business show", of::<Shown<Business>>),
        ("contact list", |to| list_of::<Contact>("contacts", to)),
        ("contact show", of::<Shown<Contact>>),
        ("site list", |to| list_of::<Site>("sites", to)),
        ("site show", of::<Shown<Site>>),
        ("equipment list", |to| list_of::<Equipment>("equipment", to)),
        ("equipment show", of::<Shown<Equipment>>),
        ("technician list", |to| list_of::<Technician>("technicians", to)),
        ("technician show", of::<Shown<Technician>>),
        ("event list", |to| list_of::<Event>("events", to)),
        ("event show", of::<Shown<Event>>),
        ("service list", |to| list_of::<Service>("services", to)),
        ("service show", of::<Shown<Service>>),
    ]
}

fn others() -> Vec<(&'static str, Make)> {
    vec![
        ("init", of::<Init>),
        ("demo", of::<Demo>),
        ("config path", of::<ConfigPath>),
        ("config show", of::<ConfigShow>),
        ("config keys", of::<KeyList>),
        ("completions", of::<CompletionScript>),
        ("man", of::<Manual>),
        ("config edit", of::<ConfigEdit>),
        ("doctor", of::<Health>),
        ("backup", of::<Backup>),
        ("backup list", of::<BackupList>),
        ("restore", of::<RestoreAnswer>),
        ("migrate", of::<MigrateAnswer>),
        ("client list", of::<ClientList>),
        ("client show", of::<ClientCard>),
        ("client merge", either::<MergeView, Outcome>),
        ("client duplicates", of::<Duplicates>),
        ("job add", either::<CaptureView, Outcome>),
        ("job list", of::<JobList>),
        ("job show", of::<JobCard>),
        ("job check", either::<Checklist, Outcome>),
        ("job substatus", either::<Substatuses, SeveralOutcome>),
        ("job why", of::<JobWhy>),
        ("visit list", of::<VisitList>),
        ("visit show", of::<VisitShow>),
        ("visit why", of::<VisitWhy>),
        ("day", of::<DayView>),
        ("week", of::<WeekView>),
        ("month", of::<MonthView>),
        ("today", of::<TodayView>),
        ("board", of::<BoardView>),
        ("tray", of::<Tray>),
        ("slots", either::<SlotList, Outcome>),
        ("late", either_of_three::<LateView, Outcome, LateDraft>),
        ("find", of::<FindView>),
        ("draft new", of::<DraftLine>),
        ("draft list", of::<DraftList>),
        ("draft show", of::<DraftView>),
        ("draft diff", of::<DraftDiff>),
        ("draft optimise", of::<OptimiseReport>),
        ("draft discard", of::<DraftLine>),
        ("filter list", of::<FilterList>),
        ("filter show", of::<NamedFilter>),
        ("filter save", of::<NamedFilter>),
        ("filter remove", of::<NamedFilter>),
        ("undo", either::<UndoView, Outcome>),
        ("log", either::<LogView, TimelineView>),
        ("import", either_of_three::<ImportReport, CalendarReport, PlacesReport>),
        ("place list", of::<PlaceList>),
        ("place remove", of::<PlacesRemoved>),
        ("export", of::<Export>),
    ]
}
