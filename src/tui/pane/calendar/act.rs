//! What the actions do in the calendar.

use chrono::{Datelike, Days, NaiveDate};
use domain::{Command, Crew, VisitId};

use super::lanes::{LaneKey, name_of};
use super::moving::{begin, free_start, view_zone};
use super::scale::minute_of;
use super::state::{Calendar, Focus};
use crate::action::Action;
use crate::effect::Effect;
use crate::pane::{Handled, Pane};
use crate::shared::Shared;

impl Calendar {
    /// The day, the hours and the work on what is selected.
    pub(super) fn act_on_day(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let times = i64::from(count.unwrap_or(1));
        let by = isize::try_from(times).unwrap_or(1);
        match action {
            Action::DayBack => self.go_days(-times, shared),
            Action::DayOn => self.go_days(times, shared),
            Action::WeekBack => self.go_days(-7 * times, shared),
            Action::WeekOn => self.go_days(7 * times, shared),
            Action::DayToday => self.go_to_date(shared.today(), shared),
            Action::HoursEarlier => self.quietly(|calendar| calendar.scroll_hours(-by, shared)),
            Action::HoursLater => self.quietly(|calendar| calendar.scroll_hours(by, shared)),
            Action::ZoomIn => self.zoom_to(self.zoom_at(shared.size.width).nearer(), shared),
            Action::ZoomOut => self.zoom_to(self.zoom_at(shared.size.width).farther(), shared),
            // Several are moved by the same amount, which is asked for.
            Action::Move if self.aimed_count() > 1 => Handled::No,
            Action::Move => self.begin_move(shared),
            Action::AssignLane => self.assign_to_lane(),
            _ => Handled::No,
        }
    }

    /// Going around and marking.
    pub(super) fn act_around(
        &mut self,
        action: Action,
        by: isize,
        count: Option<u32>,
        shared: &Shared,
    ) -> Handled {
        let half = self.half_page(shared).saturating_mul(by);
        match action {
            Action::Down => self.quietly(|calendar| calendar.go_down(by, shared)),
            Action::Up => self.quietly(|calendar| calendar.go_down(-by, shared)),
            Action::Left => self.quietly(|calendar| calendar.go_right(-by, shared)),
            Action::Right => self.quietly(|calendar| calendar.go_right(by, shared)),
            Action::First => {
                let place = count.map_or(0, |count| count.saturating_sub(1) as usize);
                self.quietly(|calendar| calendar.go_to(place, shared))
            }
            Action::Last => self.quietly(|calendar| calendar.go_down(isize::MAX / 2, shared)),
            Action::HalfDown => self.quietly(|calendar| calendar.go_down(half, shared)),
            Action::HalfUp => self.quietly(|calendar| calendar.go_down(-half, shared)),
            Action::NextPane => said(self.next_pane()),
            Action::NextMatch => said(self.next_match(by, shared)),
            Action::PreviousMatch => said(self.next_match(-by, shared)),
            Action::Mark => self.quietly(|calendar| calendar.mark_selected(shared)),
            Action::MarkRange => self.quietly(Calendar::mark_range),
            Action::MarkAll => self.quietly(Calendar::mark_all),
            Action::Open => self.open(),
            Action::Back => self.back(shared),
            _ => Handled::No,
        }
    }

    fn quietly(&mut self, go: impl FnOnce(&mut Self)) -> Handled {
        go(self);
        Handled::quietly()
    }

    pub(super) fn go_days(&mut self, days: i64, shared: &Shared) -> Handled {
        let by = Days::new(days.unsigned_abs());
        let date = if days < 0 { self.date.checked_sub_days(by) } else { self.date.checked_add_days(by) };
        match date {
            Some(date) => self.go_to_date(date, shared),
            None => refuse("the calendar ends there"),
        }
    }

    pub(super) fn go_to_date(&mut self, date: NaiveDate, shared: &Shared) -> Handled {
        if !(1..=9999).contains(&date.year()) {
            return refuse("the calendar ends there");
        }
        self.end_range();
        self.date = date;
        self.follows_today = date == shared.today();
        if self.is_at_hand(date, shared) {
            return Handled::quietly();
        }
        Handled::with(Effect::Ask(self.ask_for(date)))
    }

    fn zoom_to(&mut self, zoom: crate::widget::lane::Zoom, shared: &Shared) -> Handled {
        self.zoom = Some(zoom);
        self.show_hours(shared);
        Handled::quietly()
    }

    pub(super) fn open(&self) -> Handled {
        let opened = self.selected().and_then(|(_, target, _)| target.opens());
        opened.map_or_else(|| refuse(self.nothing()), |opened| Handled::with(Effect::Open(opened)))
    }

    /// Ends a range, then takes the marks away, then leaves the tray, then the day for where it was opened.
    fn back(&mut self, shared: &Shared) -> Handled {
        if self.marks.range_from.is_some() {
            self.end_range();
            return Handled::quietly();
        }
        if self.marks.count() > 0 {
            self.marks.clear();
            return Handled::quietly();
        }
        if self.focus == Focus::Tray {
            self.focus = Focus::Lanes;
            return Handled::quietly();
        }
        match self.cells.opened_from.take() {
            Some(reach) => self.show(reach, shared),
            None => Handled::No,
        }
    }

    /// Gives the marked or selected visits to the technician of the focused lane.
    fn assign_to_lane(&mut self) -> Handled {
        let lane = self.focused_lane();
        let Some((id, name)) = lane.and_then(|lane| Some((LaneKey::of(lane).technician()?, name_of(lane))))
        else {
            return refuse("no technician's lane is focused: Tab goes to the lanes, j and k between them");
        };
        let name = name.to_owned();
        let aimed = self.aimed_at();
        if aimed.is_empty() {
            return refuse("nothing is selected: mark visits, or Tab to the tray, then assign");
        }
        let crew_of = |visit: VisitId| self.view.as_ref()?.slice.visits.get(&visit)?.crew.as_ref();
        let command = |visit: VisitId| {
            let (now, becomes) = (crew_of(visit), Crew::led_by(id, crew_of(visit)));
            (now != Some(&becomes)).then_some(Command::Assign(visit, becomes))
        };
        let commands: Vec<Command> = aimed.iter().filter_map(|(visit, _)| command(*visit)).collect();
        if commands.is_empty() {
            return refuse(format!("{name} has it already: mark others first, or Tab to the tray"));
        }
        Handled::with(Effect::Run(Command::all(commands)))
    }

    pub(super) fn begin_move(&mut self, shared: &Shared) -> Handled {
        let Some((_, target, _)) = self.selected() else { return refuse(self.nothing()) };
        let Some(view) = &self.view else { return refuse("the day is still loading") };
        let zone = view_zone(view);
        let lane = self.lane.unwrap_or(LaneKey::Nobody);
        let minutes = i32::try_from(target.minutes).unwrap_or(60);
        let now = minute_of(shared.now, view.date);
        let from = if shared.today() == view.date { now } else { 0 };
        // One that has a technician goes to their lane, whichever is focused.
        let own = target.visit.and_then(|(id, _)| view.slice.visits.get(&id)?.crew.clone());
        let key = own.map_or(lane, |crew| LaneKey::Of(crew.lead));
        let its_lane = view.lanes.iter().find(|lane| key != LaneKey::Nobody && LaneKey::of(lane) == key);
        let free = free_start(its_lane, from, minutes, view.date);
        // Without a lane there are no hours to look at: not before the day begins on the screen.
        let free = if key == LaneKey::Nobody { free.max(self.first_hour * 60) } else { free };
        match begin(view, target, lane, free, zone) {
            Ok(moving) => {
                self.end_range();
                self.moving = Some(Box::new(moving));
                self.show_hours(shared);
                self.settle(shared);
                Handled::quietly()
            }
            Err(why) => refuse(why),
        }
    }

    /// What keys do while a visit is moved; the day behind it stands still.
    pub(super) fn act_moving(&mut self, action: Action, by: isize, shared: &Shared) -> Handled {
        let by_minutes = |step: i64| step.saturating_mul(by as i64);
        let is_solo = self.is_solo();
        let shown: Vec<LaneKey> = self.lanes().iter().map(|lane| LaneKey::of(lane)).collect();
        let (Some(moving), Some(view)) = (&mut self.moving, &self.view) else { return Handled::No };
        let moved = match action {
            Action::QuarterBack => moving.step_start(by_minutes(-15), view),
            Action::QuarterOn => moving.step_start(by_minutes(15), view),
            Action::HourBack => moving.step_start(by_minutes(-60), view),
            Action::HourOn => moving.step_start(by_minutes(60), view),
            // Where one works alone the day runs down, and there is nobody beside.
            Action::LaneDown if is_solo => moving.step_start(by_minutes(15), view),
            Action::LaneUp if is_solo => moving.step_start(by_minutes(-15), view),
            Action::LaneDown => moving.step_lane(by, &shown, view),
            Action::LaneUp => moving.step_lane(-by, &shown, view),
            Action::Shorter => moving.step_length(by_minutes(-15), view),
            Action::Longer => moving.step_length(by_minutes(15), view),
            Action::TypeTime => return Handled::with(Effect::TypeTime),
            Action::CommitMove => return self.commit(),
            Action::LeaveMove => return self.leave_move(shared),
            _ => return Handled::No,
        };
        self.show_hours(shared);
        self.settle(shared);
        moved.map_or_else(refuse, |()| Handled::quietly())
    }

    /// Stores the move as one operation; the preview stays until the day is loaded with it.
    pub(super) fn commit(&mut self) -> Handled {
        let Some(moving) = &mut self.moving else { return Handled::No };
        if let Some(command) = moving.command() {
            moving.is_committed = true;
            return Handled::with(Effect::Run(command));
        }
        let said = format!("{} stays where it was", moving.id);
        self.moving = None;
        Handled::with(Effect::Say(said))
    }

    pub(super) fn leave_move(&mut self, shared: &Shared) -> Handled {
        (self.moving, self.drag) = (None, None);
        self.settle(shared);
        Handled::quietly()
    }

    /// Looks at a move again after the day was loaded: it is over once it is stored, or cannot go on.
    pub(super) fn rebase_moving(&mut self) {
        let (Some(mut moving), Some(view)) = (self.moving.take(), &self.view) else { return };
        if moving.is_committed && moving.is_stored_in(view) {
            // The keys stay where they were: who empties the tray goes on with its next line.
            self.drag = None;
            (self.lane, self.visit) = (Some(moving.lane), Some(moving.id));
            if let Some((start, _)) = moving.minutes_of_day(view.date) {
                self.cursor = start;
            }
            return;
        }
        let is_live = view.slice.visits.get(&moving.id).is_some_and(|visit| visit.state.is_live());
        if is_live {
            moving.rebuild(view, view_zone(view));
            self.moving = Some(moving);
        }
    }
}

pub(super) fn refuse(why: impl Into<String>) -> Handled {
    Handled::with(Effect::Refuse(why.into()))
}

fn said(done: Result<(), impl Into<String>>) -> Handled {
    done.map_or_else(refuse, |()| Handled::quietly())
}
