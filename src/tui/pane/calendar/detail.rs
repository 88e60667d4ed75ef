//! What is said of the selected visit, line of the tray, or move.

use app::view::{DayView, Guessed, Local, LocalSpan, TermLine, TrayLine, VisitLine};
use domain::{Basis, Finding, Mark, Rule, Span, Term, Travel, Visit, describe_span, say_delay, travel_after};

use super::lanes::minutes_late;
use super::moving::{Moving, names, view_zone};
use super::scale::times;
use super::target::{address_of, phone_of, title_of};
use crate::pane::phrase;
use crate::theme::Role;

/// Something said, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) role: Role,
    pub(super) text: String,
}

fn say(role: Role, text: impl Into<String>) -> Said {
    Said { role, text: text.into() }
}

fn joined(parts: &[&str]) -> String {
    phrase::joined(parts, "  ")
}

/// A title and what is said under it, the most pressing first.
pub(super) struct Details {
    pub(super) title: String,
    pub(super) lines: Vec<Said>,
}

/// What is said of a visit.
pub(super) fn of_visit(visit: &VisitLine, view: &DayView, now: Local) -> Details {
    let mut lines = vec![say(Role::Text, summary(visit, view))];
    lines.extend(visit.findings.iter().map(found));
    lines.extend(visit.marks.iter().filter_map(|mark| sentence(*mark, visit, now)));
    let roads = [before(visit), after(visit, view)];
    let tight = |road: &&Road| road.is_tight();
    lines.extend(
        roads.iter().flatten().filter(tight).map(|road| say(Role::Warn, format!("! {}", road.text()))),
    );
    lines.extend(told(visit, view));
    let phone = phone_of(visit.client.id, &view.slice);
    let site = visit.site.as_ref().map_or("", |site| site.name.as_str());
    let place = phrase::place_name(site, &visit.address);
    lines.push(say(Role::Text, joined(&[&visit.client.name, &phone, place, &visit.address])));
    let guess = visit.located_by.and_then(Basis::guess);
    lines.extend(guess.map(|guess| say(Role::Dim, format!("position not given; taken to be {guess}"))));
    lines.extend(
        roads.iter().flatten().filter(|road| !road.is_tight()).map(|road| say(Role::Dim, road.text())),
    );
    lines.extend(view.slice.visits.get(&visit.id).into_iter().flat_map(overridden));
    Details { title: phrase::visit_label(visit), lines }
}

fn summary(visit: &VisitLine, view: &DayView) -> String {
    let crew = phrase::people(&visit.technicians);
    let when = match (visit.start, visit.end) {
        (Some(start), Some(end)) => {
            format!("{} ({})", times(start, end, view.date), phrase::length(visit.minutes))
        }
        (Some(_) | None, _) => format!("no time ({})", phrase::length(visit.minutes)),
    };
    let state = phrase::state(&visit.state);
    let arrived = visit.arrived.map_or_else(String::new, |at| format!("there {}", phrase::clock(at)));
    let ended = visit.ended.map_or_else(String::new, |at| format!("over {}", phrase::clock(at)));
    let pinned = if visit.pinned { "pinned" } else { "" };
    let drafted = if visit.drafted { "+ in the draft" } else { "" };
    joined(&[drafted, &crew, &when, &state, &arrived, &ended, phrase::priority_tag(visit.priority), pinned])
}

fn found(finding: &Finding) -> Said {
    let role = if finding.rule == Rule::Clash { Role::Clash } else { Role::Warn };
    say(role, format!("! {}", finding.sentence))
}

/// A mark in a sentence, unless a finding says it already.
fn sentence(mark: Mark, visit: &VisitLine, now: Local) -> Option<Said> {
    let over = visit.end.map_or(0, |end| (now - end).num_minutes());
    Some(match mark {
        Mark::Late => say(
            Role::Late,
            format!("! late by {}, {}", say_delay(minutes_late(visit, now)), visit.state.word()),
        ),
        Mark::RunningOver => say(Role::Late, format!("! running over by {}", say_delay(over))),
        Mark::Delayed => say(Role::Late, "! the plan can no longer keep the promise"),
        Mark::PromiseBroken => say(Role::Clash, "! the promise was broken"),
        Mark::PartsShort => say(Role::Warn, "! a part it needs is not there"),
        Mark::SlaRisk => say(Role::Warn, "! an issue clock is about to end"),
        Mark::Unconfirmed => say(Role::Warn, "? the client has not confirmed"),
        Mark::ToInvoice => say(Role::Text, "to be invoiced"),
        Mark::OverdueFollowUp => say(Role::Warn, "! a follow-up is overdue"),
        Mark::Clash | Mark::OffShift | Mark::SkillGap | Mark::CrewShort | Mark::Tight => return None,
    })
}

/// The travel before or after a visit, and the time there is for it.
struct Road {
    name: String,
    travel: Travel,
}

impl Road {
    fn is_tight(&self) -> bool {
        self.travel.is_tight()
    }

    fn text(&self) -> String {
        let Travel { gap, travel, guess } = self.travel;
        let short = if self.is_tight() { format!(", {} min short", travel - gap) } else { String::new() };
        let gap = match u32::try_from(gap) {
            Ok(0) | Err(_) => "no gap".to_owned(),
            Ok(gap) => format!("a gap of {}", phrase::length(gap)),
        };
        let about = if guess { "~" } else { "" };
        format!("{}: {about}{travel} min of travel in {gap}{short}", self.name)
    }
}

fn before(visit: &VisitLine) -> Option<Road> {
    let (gap, travel, guess) =
        (visit.gap_before?, visit.travel_before?, visit.guessed.contains(&Guessed::TravelBefore));
    let travel = Travel { gap, travel, guess };
    Some(Road { name: "before it".to_owned(), travel })
}

fn after(visit: &VisitLine, view: &DayView) -> Option<Road> {
    let live = view.slice.visits.get(&visit.id).filter(|visit| visit.state.is_live())?;
    let travel = travel_after(&view.slice, visit.id, live)?;
    Some(Road { name: "after it".to_owned(), travel })
}

/// What the client was told about the visit, and of the job when that is something else.
fn told(visit: &VisitLine, view: &DayView) -> Vec<Said> {
    let window = visit.window.map(|window| times(window.start, window.end, view.date));
    let mut lines: Vec<Said> = match (window, visit.told) {
        (Some(window), true) => vec![say(Role::Text, format!("told {window}"))],
        (Some(window), false) => vec![say(Role::Dim, format!("arrival {window}, not told yet"))],
        (None, _) => Vec::new(),
    };
    let own = view.slice.visits.get(&visit.id).and_then(|visit| visit.window).map(Term::Window);
    let term = view.slice.jobs.get(&visit.job).and_then(|job| job.current_term());
    if let Some(term) = term.filter(|term| own != Some(**term)) {
        let term = app::view::term_line(term, view_zone(view));
        lines.push(say(Role::Text, format!("promised {}", promise(&term, view))));
    }
    lines
}

/// A promise in words: `13:00-15:00`, `by 17:00`.
pub(super) fn promise(term: &TermLine, view: &DayView) -> String {
    match term {
        TermLine::Window(window) => times(window.start, window.end, view.date),
        TermLine::By(due) if due.date_naive() == view.date => due.format("by %H:%M").to_string(),
        TermLine::By(due) => due.format("by %a %-d %b %H:%M").to_string(),
    }
}

fn overridden(visit: &Visit) -> Vec<Said> {
    let line =
        |o: &domain::Override| say(Role::Dim, format!("overridden: {} ({}: {})", o.sentence, o.by, o.reason));
    visit.overrides.iter().rev().map(line).collect()
}

/// What is said of a line of the tray.
pub(super) fn of_tray(line: &TrayLine, view: &DayView) -> Details {
    let job = &line.job;
    let needs =
        if job.skills.is_empty() { String::new() } else { format!("needs {}", job.skills.join(", ")) };
    let promised = job.promise.map_or_else(String::new, |term| format!("promised {}", promise(&term, view)));
    let missing = format!("no {}", line.missing.replace(" and ", ", no "));
    let length = phrase::length(job.minutes);
    let crew = if job.technicians.is_empty() { String::new() } else { phrase::people(&job.technicians) };
    let first = joined(&[&crew, &missing, &length, phrase::priority_tag(job.priority), &needs, &promised]);
    let mut lines = vec![say(Role::Text, first)];
    lines.extend(job.marks.iter().filter_map(|mark| match mark {
        Mark::PromiseBroken => Some(say(Role::Clash, "! the promise was broken")),
        Mark::Late | Mark::Delayed => Some(say(Role::Late, format!("! {}", mark.name()))),
        Mark::PartsShort => Some(say(Role::Warn, "! a part it needs is not there")),
        Mark::SlaRisk => Some(say(Role::Warn, "! an issue clock is about to end")),
        Mark::OverdueFollowUp => Some(say(Role::Warn, "! a follow-up is overdue")),
        Mark::RunningOver
        | Mark::Clash
        | Mark::Tight
        | Mark::OffShift
        | Mark::SkillGap
        | Mark::CrewShort
        | Mark::Unconfirmed
        | Mark::ToInvoice => None,
    }));
    let (phone, address) = (phone_of(job.client.id, &view.slice), address_of(job.id, &view.slice));
    let site = job.site.as_ref().map_or("", |site| site.name.as_str());
    lines.push(say(
        Role::Text,
        joined(&[&job.client.name, &phone, phrase::place_name(site, &address), &address]),
    ));
    let about = view.slice.jobs.get(&job.id).map_or("", |job| job.description.as_str());
    if !about.is_empty() {
        lines.push(say(Role::Dim, about.replace('\n', " ")));
    }
    Details { title: format!("{} {}, {}", line.visit, title_of(line), job.client.name), lines }
}

/// What is said of a move, as it stands at the moment.
pub(super) fn of_move(moving: &Moving, view: &DayView) -> Details {
    let zone = view_zone(view);
    let place = |visit: &Visit| {
        let when = visit.span().map_or_else(|| "no time".to_owned(), |span| span_times(&span, view));
        match (&visit.crew, visit.span()) {
            (None, None) => "in the tray".to_owned(),
            (Some(_), _) | (None, Some(_)) => format!("{} {when}", names(visit.crew.as_ref(), view)),
        }
    };
    let length = phrase::length(moving.minutes());
    let mut lines = vec![say(
        Role::Accent,
        joined(&[&format!("to {} ({length})", place(&moving.visit)), &format!("was {}", place(&moving.was))]),
    )];
    // The rule's sentence on the told window is said below, with what will be asked about it.
    let own = moving.was.window.filter(|_| moving.was.told_at.is_some());
    let own = own.map(|window| format!("the client was told {}", describe_span(&window, zone)));
    let asked: Vec<&Finding> = moving.findings.iter().filter(|f| Some(&f.sentence) != own.as_ref()).collect();
    lines.extend(asked.iter().map(|finding| found(finding)));
    lines.extend(window(moving, view));
    lines.extend(message(moving, view));
    if moving.was.pinned {
        lines.push(say(Role::Warn, "! it is pinned where it is; committing asks for a reason"));
    }
    let to_next =
        moving.next().and_then(|next| Some(Road { name: format!("to {}", next.id), ..before(next)? }));
    // Where both overlap, the clash says it.
    let roads = moving.line().and_then(before).into_iter().chain(to_next).filter(|road| road.travel.gap >= 0);
    let roads: Vec<Road> = roads.collect();
    if asked.is_empty() && !moving.was.pinned && !roads.iter().any(Road::is_tight) {
        lines.push(say(Role::Ok, "no clash, nothing else in the way"));
    }
    for road in roads {
        lines.push(say(if road.is_tight() { Role::Warn } else { Role::Dim }, road.text()));
    }
    Details { title: format!("Moving {}", moving.target().label), lines }
}

fn span_times(span: &Span, view: &DayView) -> String {
    let local = LocalSpan::of(*span, view_zone(view));
    times(local.start, local.end, view.date)
}

/// What the client would hear of it: who was told a time that no longer holds is told the new one.
fn message(moving: &Moving, view: &DayView) -> Option<Said> {
    let start = moving.visit.span()?.start;
    let told = moving.was.window.filter(|_| moving.was.told_at.is_some())?;
    let client = view.slice.jobs.get(&moving.was.job).map(|job| job.client)?;
    let name = app::view::name_client(&view.slice, client).name;
    let is_kept = told.contains(start);
    Some(if is_kept {
        say(Role::Dim, format!("{name} is told nothing: the time they know still holds"))
    } else {
        say(Role::Warn, format!("{name} had been told a time and will be told the new one"))
    })
}

/// Whether what the client was told about the visit still holds.
fn window(moving: &Moving, view: &DayView) -> Option<Said> {
    let start = moving.visit.span()?.start;
    let told = moving.was.window.filter(|_| moving.was.told_at.is_some())?;
    if told.contains(start) {
        return Some(say(Role::Ok, format!("told {}: still holds", span_times(&told, view))));
    }
    let last = view.slice.jobs.get(&moving.was.job).and_then(|job| job.current_term());
    if let Some(Term::Window(promised)) =
        last.filter(|term| matches!(term, Term::Window(w) if w.contains(start)))
    {
        return Some(say(Role::Ok, format!("promised {}: holds", span_times(promised, view))));
    }
    let ask = "no longer holds; committing asks keep, shift or re-promise";
    Some(say(Role::Warn, format!("! told {}: {ask}", span_times(&told, view))))
}
