//! Drawing the calendar from what it holds.

use std::collections::BTreeMap;

use app::view::{DayCounts, DayView, VisitLine};
use domain::VisitId;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::agenda::{self, Entry};
use super::detail::{self, Details};
use super::lanes::{Lit, drawn, name_of};
use super::layout::Places;
use super::reach::Reach;
use super::scale::minute_of;
use super::state::{Calendar, Focus, stretch};
use super::{month, tray, week};
use crate::action::Action;
use crate::pane::counts::{day_of, fitting, left_out_sign};
use crate::pane::phrase;
use crate::shared::Shared;
use crate::text::{fill, put, width_of};
use crate::theme::Role;
use crate::widget::lane::{self, Day, gutter, lanes_that_fit, out_of_sight};
use crate::widget::list::{self, List, Row};
use crate::widget::scroll::keep_in_view;
use crate::widget::{after, first, line};

/// Draws the pane.
pub(super) fn calendar(calendar: &Calendar, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    match calendar.reach {
        Reach::Day => day(calendar, buffer, area, shared),
        Reach::Week => week::draw(calendar, buffer, area, shared),
        Reach::Month => month::draw(calendar, buffer, area, shared),
    }
}

/// Says what is on its way.
pub(super) fn say_loading(calendar: &Calendar, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let text = format!("Loading {}", calendar.date.format("%a %-d %b"));
    put(buffer, area, &text, shared.theme.style(Role::Dim), shared.theme.glyphs.ellipsis);
}

fn day(calendar: &Calendar, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let Some(view) = &calendar.view else {
        say_loading(calendar, buffer, area, shared);
        return;
    };
    let places = calendar.places(area);
    lanes(calendar, view, buffer, &places, shared);
    list_part(calendar, view, buffer, &places, shared);
    detail_part(calendar, view, buffer, &places, shared);
}

fn lanes(calendar: &Calendar, view: &DayView, buffer: &mut Buffer, places: &Places, shared: &Shared) {
    let range = calendar.range();
    let is_marked = |id| calendar.marks.has(id) || range.contains(&id);
    let moving = calendar.moving.as_ref().map(|moving| (moving.lane, moving.id));
    let selected = match calendar.focus {
        Focus::Lanes => calendar.lane.zip(calendar.visit),
        Focus::Tray => None,
    };
    let first_hour = calendar.first_hour_in(places.lanes.width);
    let lit = Lit {
        date: view.date,
        now: shared.now,
        from: first_hour * 60,
        selected: moving.or(selected),
        slice: &view.slice,
        is_marked: &is_marked,
    };
    let all = calendar.lanes();
    let first_lane = calendar.first_lane_in(places.lanes.height);
    let seen = all.iter().skip(first_lane).take(lanes_that_fit(places.lanes.height));
    let shown: Vec<lane::Lane> = seen.map(|lane| drawn(lane, &lit)).collect();
    let day = Day {
        lanes: &shown,
        first_lane: 0,
        focus: calendar.lane_place().and_then(|place| place.checked_sub(first_lane)),
        first_hour,
        zoom: calendar.zoom_at(places.lanes.width),
        now: (shared.today() == view.date).then(|| minute_of(shared.now, view.date)),
    };
    let spans = all.iter().flat_map(|lane| &lane.visits).filter_map(|visit| stretch(visit, view.date));
    let beyond = out_of_sight(spans, first_hour, day.zoom, places.lanes.width);
    header(calendar, view, buffer, places.header, beyond, shared);
    if all.is_empty() {
        let add = shared.key_of(Action::NewTechnician);
        let none = format!(" No technician yet: {add} adds one");
        let text = if calendar.filter.is_empty() {
            none
        } else {
            " No visit of this day passes the filter".to_owned()
        };
        put(buffer, places.lanes, &text, shared.theme.style(Role::Dim), shared.theme.glyphs.ellipsis);
        return;
    }
    lane::draw(buffer, places.lanes, &day, &shared.theme);
    let corner = first(line(places.lanes, 0), gutter(places.lanes.width) - 1);
    say_part(first_lane, lanes_that_fit(places.lanes.height), all.len(), buffer, corner, shared);
}

/// Says in the corner over the names which of all technicians are seen, when it is not all of them: `4-8/12`.
pub(super) fn say_part(
    from: usize,
    fit: usize,
    total: usize,
    buffer: &mut Buffer,
    corner: Rect,
    shared: &Shared,
) {
    if fit >= total {
        return;
    }
    let (from, to) = (from + 1, (from + fit).min(total));
    let short = format!("{from}/{total}");
    let long = format!("{from}-{to}/{total}");
    let forms = [format!(" {long}"), long, format!(" {short}"), short];
    let forms = if from < to { &forms[..] } else { &forms[2..] };
    if let Some(part) = forms.iter().find(|form| form.len() <= usize::from(corner.width)) {
        put(buffer, corner, part, shared.theme.style(Role::Accent), "");
    }
}

/// The day and how it stands; what is out of sight at the right.
fn header(
    calendar: &Calendar,
    view: &DayView,
    buffer: &mut Buffer,
    row: Rect,
    (earlier, later): (usize, usize),
    shared: &Shared,
) {
    let theme = &shared.theme;
    let beyond = match (earlier, later) {
        (0, 0) => String::new(),
        (earlier, 0) => format!("<{earlier} earlier"),
        (0, later) => format!("later {later}>"),
        (earlier, later) => format!("<{earlier} earlier  later {later}>"),
    };
    let mut words = header_words(calendar, view);
    let others = words.split_off(2);
    let mut at = row;
    for (role, text) in words {
        let used = put(buffer, at, &text, theme.style(role), theme.glyphs.ellipsis);
        at = after(at, used + 2);
    }
    let cells = u16::try_from(width_of(&beyond)).unwrap_or(u16::MAX);
    let cells = if cells <= at.width { cells } else { 0 };
    put(buffer, after(at, at.width - cells), &beyond, theme.style(Role::Accent), "");
    // What matters most comes first; the last needs no gap after it where nothing stands at the right.
    let room = usize::from(at.width - cells) + if cells == 0 { 2 } else { 0 };
    let widths: Vec<usize> = others.iter().map(|(_, text)| width_of(text)).collect();
    let fitting = fitting(&widths, 2, room);
    let left_out = (fitting < others.len()).then(|| (Role::Hint, left_out_sign(others.len() - fitting)));
    for (role, text) in others.into_iter().take(fitting).chain(left_out) {
        let used = put(buffer, at, text.trim_start(), theme.style(role), theme.glyphs.ellipsis);
        at = after(at, used + 2);
    }
}

fn header_words(calendar: &Calendar, view: &DayView) -> Vec<(Role, String)> {
    let counts = counts(calendar, view);
    let DayCounts { visits, done, late, clash, tight, off_shift, skill_gap, crew_short, unconfirmed, tray } =
        counts;
    let date = view.date.format("%a %-d %b").to_string();
    let mut words = Vec::new();
    if calendar.date != view.date {
        words.push((Role::Dim, format!("loading {};", calendar.date.format("%a %-d %b"))));
    }
    words.extend([(Role::Header, date), (Role::Text, day_of(visits, !calendar.filter.is_empty()))]);
    let hours = domain::local_day(view.date, super::moving::view_zone(view)).minutes() / 60;
    let some = |count: usize, role, word: &str| (count > 0).then(|| (role, format!("{count} {word}")));
    if hours != 24 {
        words.push((Role::Warn, format!("{hours} HOURS")));
    }
    words.extend(some(calendar.aimed_count(), Role::Marked, "marked"));
    words.extend(some(late, Role::Late, "LATE"));
    words.extend(some(clash, Role::Clash, "CLASH"));
    words.extend(some(tight, Role::Warn, "TIGHT"));
    words.extend(some(skill_gap, Role::Warn, "SKILL"));
    words.extend(some(crew_short, Role::Warn, "SHORT"));
    words.extend(some(off_shift, Role::Warn, "OFF"));
    words.push((Role::Text, format!("{tray} in tray")));
    words.extend(some(done, Role::Ok, "done"));
    words.extend(some(unconfirmed, Role::Warn, "unconfirmed"));
    words
}

/// How the day stands; while something is moved, how it would.
fn counts(calendar: &Calendar, view: &DayView) -> DayCounts {
    let Some(moving) = &calendar.moving else { return view.counts };
    let mut seen: BTreeMap<VisitId, &VisitLine> = BTreeMap::new();
    for visit in moving.lanes.iter().flat_map(|lane| &lane.visits) {
        seen.insert(visit.id, visit);
    }
    DayCounts::of(seen.into_values(), view.counts.tray)
}

/// A rule with a title in it.
pub(super) fn title(buffer: &mut Buffer, row: Rect, text: &str, focused: bool, shared: &Shared) {
    let theme = &shared.theme;
    let dashes = theme.glyphs.rule.repeat(usize::from(row.width));
    fill(buffer, row, &dashes, theme.style(Role::Border), "");
    let room = after(row, 2);
    let room = Rect { width: room.width.saturating_sub(1), ..room };
    let role = if focused { Role::Header } else { Role::Accent };
    put(buffer, room, &format!(" {text} "), theme.style(role), theme.glyphs.ellipsis);
}

/// The tray; on a small screen the visits of the lane, unless the tray has the keys. Where one works alone, both.
fn list_part(calendar: &Calendar, view: &DayView, buffer: &mut Buffer, places: &Places, shared: &Shared) {
    let in_tray = calendar.focus == Focus::Tray;
    if places.is_narrow && !in_tray {
        agenda_part(calendar, buffer, (places.list_title, places.list), shared);
        return;
    }
    if !places.agenda.is_empty() {
        agenda_part(calendar, buffer, (places.agenda_title, places.agenda), shared);
    }
    title(buffer, places.list_title, &tray_title(calendar, view, shared), in_tray, shared);
    let lines = calendar.tray();
    let first = calendar.first_tray_in(places.list.height);
    let range = calendar.range();
    let seen = lines.iter().skip(first).take(usize::from(places.list.height));
    let rows: Vec<Row> = seen
        .map(|line| {
            let is_marked = calendar.marks.has(line.visit) || range.contains(&line.visit);
            tray::row(line, is_marked, view, places.list.width)
        })
        .collect();
    let list = List {
        headings: &tray::headings(places.list.width, &lines),
        rows: &rows,
        start: first,
        total: lines.len(),
        first,
        selected: calendar.tray_place().filter(|_| in_tray),
        empty: if view.tray_total == 0 {
            " The tray is empty: every visit has a time and a technician."
        } else {
            " No line of the tray passes the filter."
        },
    };
    list::draw(buffer, places.list, &list, &shared.theme);
}

fn tray_title(calendar: &Calendar, view: &DayView, shared: &Shared) -> String {
    let shown = calendar.tray().len();
    let total = usize::try_from(view.tray_total).unwrap_or(usize::MAX);
    let tray = if calendar.filter.is_empty() && shown == total {
        format!("Tray {total}")
    } else if calendar.filter.is_empty() {
        format!("Tray {total}, the first {shown}")
    } else {
        phrase::tray_of(shown, calendar.tray_looked_at, view.tray_total)
    };
    let keys = shared.key_of(Action::NextPane);
    if calendar.focus == Focus::Lanes {
        return format!("{tray} ({keys})");
    }
    let lane = calendar.focused_lane().filter(|_| calendar.lane_technician().is_some());
    let assign = lane.map_or_else(String::new, |lane| {
        format!("  {}: assign to {}", shared.key_of(Action::AssignLane), name_of(lane))
    });
    format!("{tray} ({keys}: lanes){assign}")
}

/// The visits of a lane down, with what lies between them.
fn agenda_part(calendar: &Calendar, buffer: &mut Buffer, (top, area): (Rect, Rect), shared: &Shared) {
    let lane = calendar.focused_lane();
    let name = lane.map_or("nobody", name_of);
    let keys = shared.key_of(Action::NextPane);
    let focused = calendar.focus == Focus::Lanes;
    let name = if focused { format!("{name} ({keys}: tray)") } else { name.to_owned() };
    title(buffer, top, &name, focused, shared);
    let entries = calendar.agenda(shared);
    let selected = calendar.agenda_place(&entries);
    let range = calendar.range();
    let marked = |id: VisitId| calendar.marks.has(id) || range.contains(&id);
    let is_marked = |entry: &Entry<'_>| entry.visit().is_some_and(|(_, id)| marked(id));
    let rows: Vec<Row> = entries.iter().map(|entry| agenda::row(entry, is_marked(entry))).collect();
    let has_visits = entries.iter().any(|entry| entry.visit().is_some());
    let list = List {
        headings: &agenda::headings(area.width),
        rows: if has_visits { &rows } else { &[] },
        start: 0,
        total: if has_visits { rows.len() } else { 0 },
        first: keep_in_view(0, selected, usize::from(area.height), rows.len()),
        selected: selected.filter(|_| focused),
        empty: " no visits this day",
    };
    list::draw(buffer, area, &list, &shared.theme);
}

fn details(calendar: &Calendar, view: &DayView, shared: &Shared) -> Option<Details> {
    if let Some(moving) = &calendar.moving {
        return Some(detail::of_move(moving, view));
    }
    match calendar.focus {
        Focus::Lanes => calendar.selected_visit().map(|visit| detail::of_visit(visit, view, shared.now)),
        Focus::Tray => calendar.selected_tray().map(|line| detail::of_tray(line, view)),
    }
}

fn detail_part(calendar: &Calendar, view: &DayView, buffer: &mut Buffer, places: &Places, shared: &Shared) {
    let area = places.detail;
    let Some(details) = details(calendar, view, shared) else {
        title(buffer, places.detail_title, "Nothing selected", false, shared);
        return;
    };
    title(buffer, places.detail_title, &details.title, calendar.moving.is_some(), shared);
    let theme = &shared.theme;
    let room = Rect { width: area.width.saturating_sub(2), ..after(area, 1) };
    let width = usize::from(room.width);
    let all: Vec<(Role, String)> = details
        .lines
        .iter()
        .flat_map(|said| wrapped(&said.text, width).into_iter().map(|text| (said.role, text)))
        .collect();
    let rows = usize::from(area.height);
    for (place, (role, text)) in all.iter().take(rows).enumerate() {
        put(buffer, line(room, place), text, theme.style(*role), theme.glyphs.ellipsis);
    }
    if all.len() > rows && rows > 0 {
        let more = format!(" +{} more ", all.len() - rows);
        let cells = u16::try_from(more.len()).unwrap_or(u16::MAX);
        let row = line(area, rows - 1);
        put(buffer, after(row, row.width.saturating_sub(cells)), &more, theme.style(Role::Hint), "");
    }
}

/// Breaks a text into lines of at most so many cells: between its parts (two blanks) where they fit whole, else
/// between words; a longer word keeps a line of its own.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split("  ").filter(|part| !part.is_empty()) {
        let pieces: Vec<&str> = if width_of(part) <= width { vec![part] } else { part.split(' ').collect() };
        for (place, piece) in pieces.into_iter().enumerate() {
            let gap = if place == 0 { "  " } else { " " };
            match lines.last_mut() {
                Some(last) if width_of(last) + gap.len() + width_of(piece) <= width => {
                    last.push_str(gap);
                    last.push_str(piece);
                }
                Some(_) | None => lines.push(piece.to_owned()),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_broken_between_words() {
        assert_eq!(
            wrapped("Dana  13:00-15:00 (2h)  confirmed", 20),
            ["Dana", "13:00-15:00 (2h)", "confirmed"]
        );
        assert_eq!(wrapped("a bc def", 4), ["a bc", "def"]);
        assert_eq!(wrapped("unbreakably", 4), ["unbreakably"]);
        assert_eq!(wrapped("家家 家", 5), ["家家", "家"]);
        assert!(wrapped("", 4).is_empty());
    }
}
