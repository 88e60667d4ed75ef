//! Keys, pastes and the mouse: to the dialog that has them, else to the pane, else to the desk's own actions.

use super::{Asking, Deed, Ui, View};
use crate::action::{Action, Context};
use crate::ask::{Ask, Target};
use crate::dialog::{Dialog, LineFor, Submitted, choose, scroll_of, submit};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::key::Chord;
use crate::keymap::Pressed;
use crate::merge::Merge;
use crate::pane::Handled;
use crate::widget::help;
use crate::widget::toast::Toast;

impl Ui {
    pub(super) fn press(&mut self, chord: Chord) -> Vec<Deed> {
        if self.is_too_small() && !self.can_leave(chord) {
            return Vec::new();
        }
        if self.waits_for_form(chord) {
            return Vec::new();
        }
        self.toast = None;
        // What is recorded by this key happened now, not at the last minute.
        self.set_now();
        let context = self.context();
        match self.shared.keymap.press(context, &mut self.pending, chord) {
            Pressed::Act(action, count) => self.act(action, count),
            Pressed::More | Pressed::Dropped => Vec::new(),
            Pressed::Unbound(chords) => self.type_or_say(context, chord, &chords),
        }
    }

    /// Under 40×12 nothing is shown, so nothing may be done unseen but to leave.
    fn is_too_small(&self) -> bool {
        self.shared.size.width < 40 || self.shared.size.height < 12
    }

    fn can_leave(&self, chord: Chord) -> bool {
        let leaves = [Action::Quit, Action::Suspend, Action::SuspendDialog];
        let keys = |action: &Action| self.shared.keymap.keys_of(*action).to_vec();
        leaves.iter().flat_map(keys).any(|sequence| sequence.chords() == [chord])
    }

    fn type_or_say(&mut self, context: Context, chord: Chord, chords: &[Chord]) -> Vec<Deed> {
        match self.dialogs.last_mut() {
            Some(Dialog::Line { edit, .. }) => {
                edit.press(chord);
                self.typed()
            }
            Some(Dialog::Menu(_, menu)) => {
                if menu.take_letter(chord) {
                    return self.choose();
                }
                menu.press(chord);
                Vec::new()
            }
            Some(Dialog::Palette(palette)) => {
                let changed = palette.press(chord);
                self.palette_typed(changed)
            }
            Some(Dialog::Import(_)) => self.press_in_import(chord),
            Some(Dialog::Form(form)) => {
                form.press(chord);
                self.form_typed()
            }
            Some(
                Dialog::Confirm(..)
                | Dialog::UndoOne(..)
                | Dialog::Discard(..)
                | Dialog::Optimise(_)
                | Dialog::Merge(_)
                | Dialog::Late(_)
                | Dialog::Help { .. }
                | Dialog::Read { .. },
            ) => Vec::new(),
            None => {
                let keys: Vec<String> = chords.iter().map(ToString::to_string).collect();
                let help = self.key_of(Action::Help);
                self.fail(format!(
                    "{} does nothing in {}; {help} lists every key",
                    keys.join(" "),
                    context.name()
                ));
                Vec::new()
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Deed> {
        match self.dialogs.last_mut() {
            Some(Dialog::Line { edit, .. }) => {
                edit.paste(text);
                self.typed()
            }
            Some(Dialog::Menu(_, menu)) => {
                menu.paste(text);
                Vec::new()
            }
            Some(Dialog::Palette(palette)) => {
                let changed = palette.paste(text);
                self.palette_typed(changed)
            }
            Some(Dialog::Import(_)) => self.paste_in_import(text),
            Some(Dialog::Form(form)) => {
                form.paste(text);
                self.form_typed()
            }
            Some(
                Dialog::Confirm(..)
                | Dialog::UndoOne(..)
                | Dialog::Discard(..)
                | Dialog::Optimise(_)
                | Dialog::Merge(_)
                | Dialog::Late(_)
                | Dialog::Help { .. }
                | Dialog::Read { .. },
            )
            | None => Vec::new(),
        }
    }

    /// The line has changed: read it back, or filter as it is typed.
    pub(super) fn typed(&mut self) -> Vec<Deed> {
        let Some(Dialog::Line { purpose, edit, message, read_back, .. }) = self.dialogs.last_mut() else {
            return Vec::new();
        };
        *message = None;
        let text = edit.text().to_owned();
        match purpose {
            LineFor::Capture if text.trim().is_empty() => {
                // What was read of a line that is gone would be taken for what is saved.
                *read_back = vec![super::work::EXAMPLE.to_owned()];
                self.line_offer = None;
                self.keep_capture("")
            }
            LineFor::Capture => {
                let day = self.calendar_day();
                let mut deeds = self.keep_capture(&text);
                deeds.push(Deed::Ask(Ask::Capture { line: text, day }));
                deeds.extend(self.suggest_in_line());
                deeds
            }
            LineFor::Search => self.filter_typed(),
            LineFor::Schedule(_)
            | LineFor::Reschedule(_)
            | LineFor::Promise(_)
            | LineFor::MoveTime
            | LineFor::Hold(..) => {
                let purpose = purpose.clone();
                let (minutes, day) = (self.minutes_of(&purpose), self.day_of(&purpose));
                vec![Deed::Ask(Ask::ReadTime { text, day, minutes })]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Deed> {
        if !self.dialogs.is_empty() || self.is_too_small() {
            return Vec::new();
        }
        if mouse.row == 0 && mouse.act == MouseAct::Press {
            let tab = crate::draw::tab_at(mouse.column);
            return tab.map_or_else(Vec::new, |view| self.go(view));
        }
        let area = self.pane_area();
        let (pane, shared) = self.front();
        match pane.point(mouse, area, shared) {
            Handled::Yes(effects) => self.follow(effects),
            Handled::No => Vec::new(),
        }
    }

    /// The key to show for an action.
    pub(super) fn key_of(&self, action: Action) -> String {
        self.shared.key_of(action)
    }

    pub(super) fn act(&mut self, action: Action, count: Option<u32>) -> Vec<Deed> {
        crate::action::remember(action);
        if !self.dialogs.is_empty() {
            return self.act_in_dialog(action);
        }
        if matches!(action, Action::Mark | Action::MarkRange | Action::MarkAll) && self.targets().is_empty() {
            return self.refuse_for_nothing();
        }
        if let Some(deeds) = self.refuse_in_draft(action) {
            return deeds;
        }
        let (pane, shared) = self.front();
        if let Handled::Yes(effects) = pane.act(action, count, shared) {
            return self.follow(effects);
        }
        if action == Action::Late {
            return self.ask_late(count);
        }
        if let Some(deeds) = self.act_on_draft(action) {
            return deeds;
        }
        if let Some(deeds) = self.act_on_view(action) {
            return deeds;
        }
        let deeds = self.work(action);
        self.await_load(deeds)
    }

    /// The actions of the screen itself.
    fn act_on_view(&mut self, action: Action) -> Option<Vec<Deed>> {
        Some(match action {
            Action::GoToday => self.go(View::Today),
            Action::GoCalendar => self.go(View::Calendar),
            Action::GoBoard => self.go(View::Board),
            Action::GoClients => self.go(View::Clients),
            Action::GoLast => self.go(self.last_view),
            Action::ShowDay
            | Action::ShowWeek
            | Action::ShowMonth
            | Action::DayBack
            | Action::DayOn
            | Action::WeekBack
            | Action::WeekOn
            | Action::DayToday => {
                // Another day is seen in the calendar.
                let mut deeds = self.go(View::Calendar);
                deeds.extend(self.act(action, None));
                deeds
            }
            // What a filter leaves are the matches.
            Action::NextMatch => self.act(Action::Down, None),
            Action::PreviousMatch => self.act(Action::Up, None),
            Action::Back => {
                self.opened.pop();
                self.load_what_lacks()
            }
            Action::Open => {
                let opened = self.targets().first().and_then(crate::ask::Target::opens);
                match opened {
                    Some(opened) => self.open(opened),
                    None => self.refuse_for_nothing(),
                }
            }
            Action::Import => self.begin_import(),
            Action::Undo => vec![Deed::Ask(Ask::Undo)],
            Action::Redo => vec![Deed::Ask(Ask::Redo)],
            Action::Help => self.show_help(),
            Action::Palette => self.open_palette(),
            Action::GoTo => self.open_go_to(),
            Action::Log => self.open(crate::ask::Opened::Log),
            Action::NextTheme => self.next_theme(),
            Action::Search => self.ask_filter(),
            Action::FilterMenu => self.offer_filters(),
            Action::ShowAll => self.show_all(),
            Action::Mouse => vec![Deed::ToggleMouse],
            Action::Redraw => vec![Deed::Redraw],
            Action::Suspend => vec![Deed::Suspend],
            Action::Quit => vec![Deed::Quit],
            _ => return None,
        })
    }

    pub(super) fn show(&mut self, mut dialog: Dialog) -> Vec<Deed> {
        self.bring_back(&mut dialog);
        self.dialogs.push(dialog);
        Vec::new()
    }

    /// What effects of a pane come to.
    pub(super) fn follow(&mut self, effects: Vec<Effect>) -> Vec<Deed> {
        let mut deeds = Vec::new();
        for effect in effects {
            deeds.extend(match effect {
                Effect::Ask(ask) => vec![Deed::Ask(ask)],
                Effect::Run(command) => {
                    let targets = self.targets();
                    super::run(command, &targets)
                }
                Effect::Act(action) => {
                    let deeds = self.work(action);
                    self.await_load(deeds)
                }
                Effect::Open(opened) => self.open(opened),
                Effect::Say(text) => {
                    self.toast = Some(Toast { text, undo: String::new(), failed: false });
                    Vec::new()
                }
                Effect::Refuse(text) => {
                    self.fail(text);
                    Vec::new()
                }
                Effect::TypeTime => {
                    self.show(Dialog::ask(LineFor::MoveTime, "Move to when? (14:30, fri 9am)"))
                }
                Effect::Copy(text) => vec![Deed::Copy(text)],
            });
        }
        deeds
    }

    fn act_in_dialog(&mut self, action: Action) -> Vec<Deed> {
        if let Some(deeds) = self.act_in_import(action) {
            return deeds;
        }
        if let Some(deeds) = self.act_in_search(action) {
            return deeds;
        }
        if let Some(deeds) = self.act_in_form(action) {
            return deeds;
        }
        if let Some(deeds) = self.act_in_late(action) {
            return deeds;
        }
        let page = isize::try_from(self.shared.size.height / 2).unwrap_or(1);
        match action {
            Action::Leave | Action::CloseHelp | Action::No => self.leave(),
            Action::SuspendDialog => vec![Deed::Suspend],
            Action::HelpTyping => self.show_help(),
            Action::Submit => self.submit(),
            Action::FullForm => self.open_full_form(),
            Action::CompleteLine => match self.dialogs.last() {
                Some(Dialog::Line { purpose: LineFor::Search, .. }) => self.accept_offer(),
                Some(_) | None => self.complete_line(),
            },
            Action::Choose => self.choose(),
            Action::Yes => match self.dialogs.pop() {
                Some(Dialog::Confirm(_, request)) => vec![Deed::Ask(Ask::Run(request))],
                Some(Dialog::UndoOne(_, operation)) => vec![Deed::Ask(Ask::UndoOne(operation))],
                Some(Dialog::Discard(_, draft)) => vec![Deed::Ask(Ask::DiscardDraft(draft))],
                _ => Vec::new(),
            },
            Action::DoMerge | Action::SwapMerge => self.merge(action),
            Action::NextChoice => self.step(1),
            Action::PreviousChoice => self.step(-1),
            Action::ChoicesDown => self.step(page / 2),
            Action::ChoicesUp => self.step(-page / 2),
            Action::DetailsDown => self.read_on(1),
            Action::DetailsUp => self.read_on(-1),
            _ => {
                // A line of the page before stays in sight.
                let page = isize::try_from(self.page()).unwrap_or(isize::MAX) - 1;
                scroll_of(action, page).map_or_else(Vec::new, |by| self.scroll(by))
            }
        }
    }

    /// How many lines of a text are seen at once in the frame of a dialog that covers the view.
    fn page(&self) -> usize {
        usize::from(self.shared.pane_height().saturating_sub(2)).max(1)
    }

    /// Shows every key; what cannot be done now has its reason beside it.
    pub(super) fn show_help(&mut self) -> Vec<Deed> {
        let targets = self.targets();
        let barred = help::barred(&self.situation(&targets));
        self.show(Dialog::Help { from: 0, barred })
    }

    /// Leaves a dialog; leaving the search shows everything again.
    fn leave(&mut self) -> Vec<Deed> {
        self.asking = None;
        match self.dialogs.pop() {
            Some(Dialog::Line { purpose: LineFor::Search, .. }) => self.leave_filter(),
            Some(dialog) => {
                if self.keep_line_left(dialog) {
                    self.say("Not done; what was typed is kept and comes back with the question");
                }
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn step(&mut self, by: isize) -> Vec<Deed> {
        match self.dialogs.last_mut() {
            Some(Dialog::Menu(_, menu)) => menu.go(by),
            Some(Dialog::Palette(palette)) => palette.go(by),
            Some(
                Dialog::Line { .. }
                | Dialog::Confirm(..)
                | Dialog::UndoOne(..)
                | Dialog::Discard(..)
                | Dialog::Optimise(_)
                | Dialog::Import(_)
                | Dialog::Form(_)
                | Dialog::Merge(_)
                | Dialog::Late(_)
                | Dialog::Help { .. }
                | Dialog::Read { .. },
            )
            | None => {}
        }
        Vec::new()
    }

    fn scroll(&mut self, by: isize) -> Vec<Deed> {
        let Some(dialog) = self.dialogs.last() else { return Vec::new() };
        let last = dialog.length(&self.shared).saturating_sub(self.page());
        if let Some(
            Dialog::Help { from, .. } | Dialog::Read { from, .. } | Dialog::Merge(Merge { from, .. }),
        ) = self.dialogs.last_mut()
        {
            *from = from.saturating_add_signed(by).min(last);
        }
        Vec::new()
    }

    fn submit(&mut self) -> Vec<Deed> {
        let Some(Dialog::Line { purpose, edit, .. }) = self.dialogs.last() else { return Vec::new() };
        let now = self.clock.now();
        let (purpose, text) = (purpose.clone(), edit.text().to_owned());
        let submitted = match submit(&purpose, &text, now, &self.shared) {
            Submitted::Ask(Ask::AddCaptured { line, reason, .. }) => {
                Submitted::Ask(Ask::AddCaptured { line, reason, day: self.calendar_day() })
            }
            Submitted::Ask(Ask::When { text, .. }) => {
                let (minutes, day) = (self.minutes_of(&purpose), self.day_of(&purpose));
                Submitted::Ask(Ask::When { text, minutes, day })
            }
            other => other,
        };
        self.settle(submitted)
    }

    /// The length that a time without one gets: that of the visit it is for.
    fn minutes_of(&self, purpose: &LineFor) -> u32 {
        let of_first = |targets: &[Target]| targets.first().map(|target| target.minutes);
        let own = match purpose {
            LineFor::MoveTime => self.calendar.moving_minutes(),
            LineFor::Schedule(targets) | LineFor::Reschedule(targets) => of_first(targets),
            _ => of_first(&self.targets()),
        };
        own.filter(|minutes| *minutes > 0).unwrap_or(self.shared.business.visit_minutes)
    }

    /// The day that a time without a day falls on, while a day is looked at.
    fn day_of(&self, purpose: &LineFor) -> Option<chrono::NaiveDate> {
        match purpose {
            LineFor::MoveTime | LineFor::Schedule(_) | LineFor::Reschedule(_) => self.calendar_day(),
            _ => None,
        }
    }

    pub(super) fn calendar_day(&self) -> Option<chrono::NaiveDate> {
        (self.view == View::Calendar && self.opened.is_empty()).then(|| self.calendar.date())
    }

    fn choose(&mut self) -> Vec<Deed> {
        if let Some(Dialog::Palette(palette)) = self.dialogs.last_mut() {
            let goal = palette.choose();
            return self.reach(goal);
        }
        let Some(Dialog::Menu(purpose, menu)) = self.dialogs.last() else { return Vec::new() };
        let Some(row) = menu.selected() else { return Vec::new() };
        let submitted = choose(purpose, row, self.clock.now());
        self.settle(submitted)
    }

    pub(super) fn settle(&mut self, submitted: Submitted) -> Vec<Deed> {
        match submitted {
            Submitted::Run(command, targets) => {
                self.send_line();
                let targets = if targets.is_empty() { self.targets() } else { targets };
                super::run(command, &targets)
            }
            Submitted::Again(request) => {
                self.dialogs.pop();
                if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
                    form.sent_again(&request.command);
                }
                vec![Deed::Ask(Ask::Run(request))]
            }
            Submitted::Ask(ask) => {
                self.close_late(&ask);
                vec![Deed::Ask(ask)]
            }
            Submitted::BestTimes(target, about) => {
                self.dialogs.pop();
                self.ask_slots(&target, about, true)
            }
            Submitted::Candidates(targets) => {
                self.dialogs.pop();
                match targets.first().and_then(|target| target.visit) {
                    Some((visit, _)) => self.ask_candidates(visit, super::Asking::Assign(targets)),
                    None => Vec::new(),
                }
            }
            Submitted::Next(mut dialog) => {
                self.dialogs.pop();
                dialog.say_about(&super::work::label_of(&self.targets()));
                self.show(dialog)
            }
            Submitted::Form(about) => {
                self.dialogs.pop();
                self.open_form(about)
            }
            Submitted::Filter(text) => self.keep_line(&text),
            Submitted::KeepFilter(name) => self.keep_filter(&name),
            Submitted::ChooseFilter(row) => self.choose_filter(row),
            Submitted::ChooseDraft(row) => self.choose_draft(row),
            Submitted::Missing(what) => self.complain_in_line(what.to_owned()),
        }
    }

    /// Says in the line in front what is wrong with it.
    pub(super) fn complain_in_line(&mut self, what: String) -> Vec<Deed> {
        if let Some(Dialog::Line { message, .. }) = self.dialogs.last_mut() {
            *message = Some(what);
        }
        Vec::new()
    }

    pub(super) fn ask_candidates(&mut self, visit: domain::VisitId, asking: Asking) -> Vec<Deed> {
        self.asking = Some(asking);
        vec![Deed::Ask(Ask::Candidates(visit))]
    }
}
