//! Today: what needs attention, where everybody is, what has no place yet; details of the selected.

mod details;
mod entry;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use app::view::{JobCard, TodayView, WhereLine};
use domain::{Fact, JobId};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::counts::draw_counts;
use crate::pane::marks::Marks;
use crate::pane::motion::{motion_of, next_match, nothing_searched, round};
use crate::pane::page::{draw_heading, draw_page};
use crate::pane::row::{Lit, draw_cells};
use crate::pane::split::{area_of, divide, draw_rule};
use crate::pane::{Handled, Pane};
use crate::shared::Shared;
use crate::text::fill;
use crate::theme::Role;
use crate::widget::line;
use crate::widget::scroll::{follow, keep_in_view};

use entry::{Entry, Key, Shown, entries, shown_lines};

/// From so many columns on, details stand at the right.
const WIDE: u16 = 110;
/// Details take at most so many lines below the list.
const TALLEST: u16 = 9;

/// The pane of today.
#[derive(Debug, Default)]
pub struct Today {
    /// All of today.
    whole: Option<Box<TodayView>>,
    /// What of it passes the filter.
    view: Option<Box<TodayView>>,
    /// What can be selected, in order: the filter's choice of the view.
    entries: Vec<Entry>,
    selected: Option<Key>,
    /// Where the selection stands, for when what was selected is gone.
    place: usize,
    /// The first line shown, headings counted.
    top: usize,
    marks: Marks<Key, Target>,
    /// The job to go to once it is listed.
    seeking: Option<JobId>,
    /// The job of the selected, for its phones and promise.
    card: Option<Box<JobCard>>,
}

impl Today {
    /// Makes the pane with nothing loaded.
    pub fn new() -> Self {
        Today::default()
    }

    fn selected_entry(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| Some(entry.key) == self.selected)
    }

    /// The job of what is selected.
    fn selected_job(&self) -> Option<JobId> {
        self.selected_entry()?.target.as_ref()?.job.map(|(job, _)| job)
    }

    /// The card of that job, once it came.
    fn selected_card(&self) -> Option<&JobCard> {
        self.card.as_deref().filter(|card| Some(card.line.id) == self.selected_job())
    }

    /// The keys and targets listed, in order.
    fn listed(&self) -> Vec<(Key, Target)> {
        let known = |entry: &Entry| Some((entry.key, entry.target.clone()?));
        self.entries.iter().filter_map(known).collect()
    }

    /// Makes the entries again and keeps the selection by key, else by place.
    fn list_again(&mut self, shared: &Shared) {
        self.view = self.whole.as_ref().map(|whole| Box::new((**whole).clone().narrowed(&shared.filter)));
        let Some(view) = &self.view else { return };
        self.entries = entries(view, shared);
        self.find_sought();
        let place = self.entries.iter().position(|entry| Some(entry.key) == self.selected);
        let last = self.entries.len().saturating_sub(1);
        self.place = place.unwrap_or(self.place.min(last));
        self.selected = self.entries.get(self.place).map(|entry| entry.key);
        let listed = self.listed();
        self.marks.retain(|key| listed.iter().any(|(of, _)| *of == key));
        self.marks.refresh(listed.iter().map(|(key, target)| (*key, target)));
        self.look(shared);
    }

    /// Selects the job that is sought, in the tray rather than elsewhere, if it is listed.
    fn find_sought(&mut self) {
        let Some(job) = self.seeking else { return };
        let is_it = |entry: &&Entry| {
            let target = entry.target.as_ref();
            target.and_then(|target| target.job).is_some_and(|(id, _)| id == job)
        };
        // What is selected already is not left for another entry of the same job.
        let kept = self.selected_entry().filter(is_it);
        let found = kept.or_else(|| self.entries.iter().rev().find(is_it)).map(|entry| entry.key);
        if found.is_some() {
            (self.selected, self.seeking) = (found, None);
        }
    }

    /// Scrolls so that the selected line is seen, its heading too when it comes right after it.
    fn look(&mut self, shared: &Shared) {
        let room = usize::from(divide(area_of(shared), WIDE, TALLEST).list.height);
        self.top = self.top_for(room);
    }

    fn top_for(&self, room: usize) -> usize {
        let lines = shown_lines(&self.entries);
        let at = lines.iter().position(|line| *line == Shown::Entry(self.place));
        let heading = at.and_then(|at| at.checked_sub(1)).filter(|above| lines[*above].is_heading());
        let top = follow(self.top, at, room, lines.len());
        let top = keep_in_view(top, heading, room, lines.len());
        keep_in_view(top, at, room, lines.len())
    }

    fn select(&mut self, place: usize, shared: &Shared) -> Handled {
        let Some(entry) = self.entries.get(place) else {
            return Handled::quietly();
        };
        self.place = place;
        self.selected = Some(entry.key);
        self.look(shared);
        Handled::Yes(self.follow_up(shared).into_iter().map(Effect::Ask).collect())
    }

    fn mark(&mut self, action: Action, shared: &Shared) -> Handled {
        let listed = self.listed();
        match action {
            Action::MarkAll => self.marks.toggle_all(&listed),
            Action::MarkRange => self.marks.toggle_range(&listed, self.selected),
            // The only other mark is that of the selected.
            _ => {
                if let Some((key, target)) = listed.into_iter().find(|(key, _)| Some(*key) == self.selected) {
                    self.marks.toggle(key, target);
                }
                return self.select((self.place + 1).min(self.entries.len().saturating_sub(1)), shared);
            }
        }
        Handled::quietly()
    }

    /// How many lines of the tray the filter was held against; none without a filter.
    fn looked_at(&self, shared: &Shared) -> Option<usize> {
        let whole = self.whole.as_ref().filter(|_| !shared.filter.is_empty());
        whole.map(|whole| whole.tray.len())
    }

    fn draw_list(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let lines = shown_lines(&self.entries);
        let held = self.marks.held(|| self.listed(), self.selected);
        let top = self.top_for(usize::from(area.height));
        for (row, shown) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
            let row = line(area, row);
            match shown {
                Shown::Heading(section) => {
                    let title = self
                        .view
                        .as_ref()
                        .map_or_else(String::new, |view| section.title(view, self.looked_at(shared)));
                    draw_heading(buffer, row, &title, theme);
                }
                Shown::Nothing(section) => {
                    let nothing =
                        self.view.as_ref().map_or_else(String::new, |view| section.nothing(view, shared));
                    let text = format!("   {nothing}");
                    fill(buffer, row, &text, theme.style(Role::Dim), theme.glyphs.ellipsis);
                }
                Shown::Entry(place) => {
                    let entry = &self.entries[*place];
                    let selected = Some(entry.key) == self.selected;
                    let lit = Lit { selected, marked: held.contains_key(&entry.key) };
                    draw_cells(buffer, row, &entry.cells(row.width), lit, theme);
                }
            }
        }
    }

    fn draw_details(&self, buffer: &mut Buffer, rule: Rect, area: Rect, shared: &Shared) {
        let (Some(view), Some(entry)) = (&self.view, self.selected_entry()) else {
            return draw_rule(buffer, rule, "", &shared.theme);
        };
        draw_rule(buffer, rule, &entry.title, &shared.theme);
        let page = details::page(view, entry, self.selected_card(), rule.width == 1, shared);
        draw_page(buffer, area, &page.lay_out(area.width), 0, None, &shared.theme);
    }
}

impl Pane for Today {
    fn context(&self) -> Context {
        Context::Today
    }

    fn wants(&self, _shared: &Shared) -> Vec<Ask> {
        std::iter::once(Ask::Today).chain(self.selected_job().map(Ask::Job)).collect()
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Today(view) = answer {
            self.whole = Some(view.clone());
            self.list_again(shared);
            self.seeking = None;
        }
        if let Answer::Job(card) = answer
            && self.selected_job() == Some(card.line.id)
        {
            self.card = Some(card.clone());
        }
        if let Answer::Done(outcome) = answer {
            // What was added stands beside the job that it was added to.
            let added = matches!(outcome.kind, Fact::VisitAdded | Fact::NoteWritten);
            let is_done = |key: Key, target: &Target| {
                added
                    || target.job.is_some_and(|(job, _)| outcome.touches(job))
                    || outcome.changed.iter().any(|touched| key.is_about(touched.id))
                    || target.visit.is_some_and(|(visit, _)| outcome.touches(visit))
            };
            let (listed, selected) = (self.listed(), self.selected);
            self.marks.done(&listed, selected, is_done);
        }
    }

    fn follow_up(&mut self, _shared: &Shared) -> Vec<Ask> {
        let missing = self.selected_job().filter(|_| self.selected_card().is_none());
        missing.map(Ask::Job).into_iter().collect()
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let room = usize::from(divide(area_of(shared), WIDE, TALLEST).list.height);
        if let Some(by) = next_match(action, count) {
            if shared.filter.is_empty() {
                return Handled::with(Effect::Refuse(nothing_searched(shared)));
            }
            let place = round(self.place, by, self.entries.len());
            return place.map_or_else(Handled::quietly, |place| self.select(place, shared));
        }
        if let Some(motion) = motion_of(action, count, room) {
            let place = motion.lead(self.selected.map(|_| self.place), self.entries.len());
            return place.map_or_else(Handled::quietly, |place| self.select(place, shared));
        }
        match action {
            Action::NextPane => {
                let place = entry::next_section(&self.entries, self.place);
                place.map_or_else(Handled::quietly, |place| self.select(place, shared))
            }
            Action::Open => {
                let opened = self.selected_entry().and_then(|entry| entry.target.as_ref()?.opens());
                let nothing = || Handled::with(Effect::Refuse(self.nothing()));
                opened.map_or_else(nothing, |opened| Handled::with(Effect::Open(opened)))
            }
            // There is nothing to the left or right.
            Action::Left | Action::Right => Handled::quietly(),
            Action::Mark | Action::MarkRange | Action::MarkAll => self.mark(action, shared),
            Action::Back if self.marks.clear() => Handled::quietly(),
            // Every other action is the loop's, on the targets.
            _ => Handled::No,
        }
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        match mouse.act {
            MouseAct::WheelDown => self.act(Action::Down, None, shared),
            MouseAct::WheelUp => self.act(Action::Up, None, shared),
            MouseAct::Press => {
                let list = divide(area, WIDE, TALLEST).list;
                if !list.contains(Position::new(mouse.column, mouse.row)) {
                    return Handled::No;
                }
                let lines = shown_lines(&self.entries);
                let at = self.top_for(usize::from(list.height)) + usize::from(mouse.row - list.y);
                match lines.get(at) {
                    // What is selected already is opened.
                    Some(Shown::Entry(place)) if *place == self.place => self.act(Action::Open, None, shared),
                    Some(Shown::Entry(place)) => self.select(*place, shared),
                    Some(Shown::Heading(_) | Shown::Nothing(_)) | None => Handled::quietly(),
                }
            }
            MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    fn targets(&self) -> Vec<Target> {
        let held = self.marks.held(|| self.listed(), self.selected);
        if !held.is_empty() {
            // A visit may need attention and be where its technician is: it is worked on once.
            let mut seen = BTreeSet::new();
            let all = held.into_values();
            return all.filter(|target| target.visit.is_none_or(|(id, _)| seen.insert(id))).collect();
        }
        self.selected_entry().and_then(|entry| entry.target.clone()).into_iter().collect()
    }

    fn nothing(&self) -> String {
        let lines = self.view.as_ref().map_or(&[][..], |view| &view.technicians);
        let about = |line: &&WhereLine| Some(Key::Where(line.technician.id)) == self.selected;
        let name = lines.iter().find(about).map(|line| &line.technician.name);
        name.map_or_else(
            || "nothing is selected".to_owned(),
            |name| format!("{name} has no visit to come today"),
        )
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        let split = divide(area, WIDE, TALLEST);
        let theme = &shared.theme;
        match &self.view {
            Some(view) => {
                let marked = self.marks.held(|| self.listed(), self.selected).len();
                let marked = (marked, !shared.filter.is_empty());
                draw_counts(buffer, split.head, &view.counts, marked, theme);
            }
            None => fill(buffer, split.head, " loading today", theme.style(Role::Dim), ""),
        }
        if self.view.is_some() && self.entries.is_empty() && !shared.filter.is_empty() {
            let text =
                format!(" nothing of today passes; {} shows all again", shared.key_of(Action::ShowAll));
            fill(buffer, line(split.list, 0), &text, theme.style(Role::Dim), theme.glyphs.ellipsis);
        } else if self.view.is_some() {
            self.draw_list(buffer, split.list, shared);
        }
        if !split.details.is_empty() {
            self.draw_details(buffer, split.rule, split.details, shared);
        }
        None
    }

    fn filter(&mut self, shared: &Shared) -> Vec<Effect> {
        self.list_again(shared);
        self.follow_up(shared).into_iter().map(Effect::Ask).collect()
    }

    fn seek(&mut self, job: JobId) {
        self.seeking = Some(job);
    }

    fn remember(&self) -> serde_json::Value {
        serde_json::json!({ "job": self.selected_job().map(|job| job.0), "entry": self.selected })
    }

    fn restore(&mut self, kept: &serde_json::Value, _shared: &Shared) {
        self.selected = serde_json::from_value(kept["entry"].clone()).unwrap_or_default();
        self.seeking = kept["job"].as_u64().map(JobId);
    }
}
