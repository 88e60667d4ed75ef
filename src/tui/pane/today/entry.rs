//! What today lists: one entry for each thing that can be selected, in three sections.

use app::view::{AttentionLine, TodayView, TrayLine, WhereLine};
use domain::{EntityRef, Mark, TechnicianId, VisitId};

use crate::action::Action;
use crate::ask::Target;
use crate::pane::phrase;
use crate::pane::row::Cell;
use crate::pane::target;
use crate::shared::Shared;
use crate::theme::Role;

/// Under so many columns a line has no room for every cell.
const NARROW: u16 = 60;

/// From so many columns on there is room for whole names.
const ROOMY: u16 = 100;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Key {
    /// A visit that needs attention.
    Attention(VisitId),
    /// A technician.
    Where(TechnicianId),
    /// A visit in the tray.
    Tray(VisitId),
}

impl Key {
    /// Whether it stands for a record.
    pub(super) fn is_about(self, record: EntityRef) -> bool {
        match self {
            Key::Attention(visit) | Key::Tray(visit) => record == visit.into(),
            Key::Where(technician) => record == technician.into(),
        }
    }

    fn section(self) -> Section {
        match self {
            Key::Attention(_) => Section::Attention,
            Key::Where(_) => Section::Where,
            Key::Tray(_) => Section::Tray,
        }
    }
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// What needs attention.
    Attention,
    /// Where everybody is.
    Where,
    /// What has no place yet.
    Tray,
}

impl Section {
    const ALL: [Section; 3] = [Section::Attention, Section::Where, Section::Tray];

    /// Its heading; of the tray with how many a filter leaves of those that were looked at.
    pub(super) fn title(self, view: &TodayView, looked_at: Option<usize>) -> String {
        match self {
            Section::Attention => format!("Needs attention {}", view.attention.len()),
            Section::Where if view.is_solo => "Now and next".to_owned(),
            Section::Where => format!("Where everybody is {}", view.technicians.len()),
            Section::Tray if let Some(looked_at) = looked_at => {
                phrase::tray_of(view.tray.len(), looked_at, view.tray_total)
            }
            Section::Tray if view.tray_total > view.tray.len() as u64 => {
                format!("Tray {}, the first {}", view.tray_total, view.tray.len())
            }
            Section::Tray => format!("Tray {}", view.tray_total),
        }
    }

    /// What is said when it is empty.
    pub(super) fn nothing(self, view: &TodayView, shared: &Shared) -> String {
        match self {
            Section::Attention if !shared.filter.is_empty() => "nothing here passes the filter".to_owned(),
            Section::Attention if view.tray_total > 0 => {
                format!("nothing late or in the way; {} in the tray below wait for a place", view.tray_total)
            }
            Section::Attention => "nothing: today runs as planned".to_owned(),
            Section::Where | Section::Tray if !shared.filter.is_empty() => {
                "nothing here passes the filter".to_owned()
            }
            Section::Where => {
                format!("no technicians yet: {} adds one", shared.key_of(Action::NewTechnician))
            }
            Section::Tray => format!(
                "nothing waits for a time or a technician: {} takes a job",
                shared.key_of(Action::New)
            ),
        }
    }
}

/// One line that can be selected.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// What it is about.
    pub(super) key: Key,
    /// What actions on it are about; none for a technician without a visit.
    pub(super) target: Option<Target>,
    /// How it is called above its details.
    pub(super) title: String,
    /// The sign at the left, and how it is drawn.
    sign: (String, Role),
    /// When: at most eleven cells.
    when: String,
    /// Who, or how they stand; none where one works alone.
    who: Option<String>,
    /// The rest.
    text: String,
}

impl Entry {
    /// The cells of its line at a width.
    pub(super) fn cells(&self, width: u16) -> Vec<Cell> {
        let name = if width >= ROOMY { 18 } else { 10 };
        let mut cells = vec![Cell::new(&self.sign.0, self.sign.1, name)];
        if width >= NARROW {
            cells.push(Cell::new(&self.when, Role::Text, 11));
            cells.extend(self.who.iter().map(|who| Cell::new(who, Role::Text, name)));
        }
        cells.push(Cell::new(&self.text, Role::Text, 0));
        cells
    }
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The heading of a section.
    Heading(Section),
    /// That a section is empty.
    Nothing(Section),
    /// The entry of that place.
    Entry(usize),
}

impl Shown {
    /// Whether it is a heading.
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Shown::Heading(_))
    }
}

/// Makes the entries of a day.
pub(super) fn entries(view: &TodayView, shared: &Shared) -> Vec<Entry> {
    let solo = view.is_solo;
    let attention = view.attention.iter().map(|line| attention_entry(line, solo, shared));
    let technicians = view.technicians.iter().map(|line| where_entry(line, solo, shared));
    let tray = view.tray.iter().map(|line| tray_entry(line, solo, shared));
    attention.chain(technicians).chain(tray).collect()
}

/// The lines of the list: each section with its heading.
pub(super) fn shown_lines(entries: &[Entry]) -> Vec<Shown> {
    let mut lines = Vec::with_capacity(entries.len() + 6);
    for section in Section::ALL {
        lines.push(Shown::Heading(section));
        let before = lines.len();
        let own = entries.iter().enumerate().filter(|(_, entry)| entry.key.section() == section);
        lines.extend(own.map(|(place, _)| Shown::Entry(place)));
        if lines.len() == before {
            lines.push(Shown::Nothing(section));
        }
    }
    lines
}

/// The first entry of the next section that has one, the first of all after the last.
pub(super) fn next_section(entries: &[Entry], place: usize) -> Option<usize> {
    let here = entries.get(place)?.key.section();
    let later = entries.iter().skip(place).position(|entry| entry.key.section() != here);
    Some(later.map_or(0, |later| place + later))
}

fn attention_entry(line: &AttentionLine, is_solo: bool, shared: &Shared) -> Entry {
    let (visit, today) = (&line.visit, shared.today());
    let when = visit.planned().map_or_else(String::new, |span| phrase::brief_span(span, today));
    let label = phrase::drafted(phrase::visit_label(visit), visit.drafted);
    let who = phrase::crew(&visit.technicians);
    // Who works alone goes to every visit that anybody goes to.
    let nobody = if is_solo && visit.technicians.is_empty() { "no technician" } else { "" };
    Entry {
        key: Key::Attention(visit.id),
        target: Some(target::of_visit(visit)),
        sign: (phrase::mark_tag(line.mark).to_owned(), phrase::mark_role(line.mark)),
        when,
        who: (!is_solo).then_some(who),
        text: phrase::joined(&[&label, &phrase::joined(&[nobody, &line.reason], ", ")], ": "),
        title: label,
    }
}

fn where_entry(line: &WhereLine, is_solo: bool, shared: &Shared) -> Entry {
    let today = shared.today();
    let at = |at: Option<app::view::Local>| at.map_or_else(String::new, |at| phrase::moment(at, today));
    let now =
        line.present.as_ref().map(|visit| format!("{}, to {}", phrase::visit_label(visit), at(visit.end)));
    let next = line.next.as_ref().map(|visit| format!("{} {}", at(visit.start), phrase::visit_label(visit)));
    let text = match (now, next) {
        (Some(now), Some(next)) => format!("{now}; then {next}"),
        (Some(now), None) => format!("{now}; then nothing"),
        (None, Some(next)) => format!("next {next}"),
        (None, None) => "nothing more today".to_owned(),
    };
    let visit = line.present.as_ref().or(line.next.as_ref());
    let state = line.present.as_ref().map_or("free", |visit| visit.state.word()).to_owned();
    let (sign, who) = if is_solo { (state, None) } else { (line.technician.name.clone(), Some(state)) };
    Entry {
        key: Key::Where(line.technician.id),
        target: visit.map(target::of_visit),
        sign: (sign, Role::Accent),
        when: format!("done {}/{}", line.done, line.visits),
        who,
        text,
        title: format!("{}, done {} of {}", line.technician.name, line.done, line.visits),
    }
}

fn tray_entry(line: &TrayLine, is_solo: bool, shared: &Shared) -> Entry {
    let job = &line.job;
    let target = target::of_tray(line);
    let urgent = phrase::priority_tag(job.priority);
    let is_broken = job.marks.contains(&Mark::PromiseBroken);
    let (sign, role) = match job.marks.first() {
        // What is owed already comes before how pressing it was.
        Some(_) if is_broken => {
            (phrase::mark_tag(Mark::PromiseBroken), phrase::mark_role(Mark::PromiseBroken))
        }
        Some(mark) if urgent.is_empty() => (phrase::mark_tag(*mark), phrase::mark_role(*mark)),
        Some(_) | None => (urgent, phrase::priority_role(job.priority)),
    };
    let length = phrase::length(job.minutes);
    let promise = phrase::open_promise(job, shared.now);
    let missing = if line.missing == "technician" { "no one" } else { "no slot" };
    let not_given = if is_solo && line.missing == "technician" { "no technician" } else { "" };
    Entry {
        key: Key::Tray(line.visit),
        sign: (sign.to_owned(), role),
        when: promise.map_or_else(String::new, |term| phrase::brief_term(term, shared.today())),
        who: (!is_solo).then(|| missing.to_owned()),
        text: phrase::joined(
            &[
                &phrase::drafted(&target.label, job.drafted),
                if is_broken { urgent } else { "" },
                &length,
                &job.skills.join(", "),
                not_given,
            ],
            "  ",
        ),
        title: target.label.clone(),
        target: Some(target),
    }
}
