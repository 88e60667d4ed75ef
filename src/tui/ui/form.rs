//! Forms on the screen: opened, filled in, saved, left with a draft, and opened from a field of another.

use std::mem::{Discriminant, discriminant};

use app::{CapturedEntry, EntryView, RecordLine, Request, Suggestion};
use domain::{Command, EntityKind, EntityRef};

use super::{Deed, Ui, View};
use crate::action::Action;
use crate::ask::{Ask, Opened, Target};
use crate::dialog::{Dialog, LineFor, MenuFor, Submitted, submit};
use crate::form::{About, Entry, Form, Ground, JobEntry, Pressed};
use crate::key::{Chord, Key};
use crate::pane::phrase;
use crate::text::capitalised;
use crate::widget::confirm::Question;
use crate::widget::menu::{Choice, Menu};

/// Fields that a page key goes past.
const PAGE: isize = 6;

/// What the record that is being loaded is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Opening {
    /// To open a form on it.
    Form(About),
    /// To open a form for a new record of this name, from a field of the form in front, with what is known of it.
    Nested(About, String, Option<Box<Entry>>),
    /// To open a form for a new record that a line has said something of already.
    Prefilled(About, Box<Entry>),
    /// To open a form for what was captured in the line in front.
    Captured,
    /// To tell the form in front what somebody else has changed.
    Merge,
}

impl Ui {
    /// The actions that open forms; none for others.
    pub(super) fn act_on_records(&mut self, action: Action) -> Option<Vec<Deed>> {
        let target = self.targets().into_iter().next();
        let client = target.as_ref().and_then(|target| target.client).map(|(id, _)| EntityRef::from(id));
        let job = target.as_ref().and_then(|target| target.job).map(|(id, _)| EntityRef::from(id));
        let record = target.as_ref().and_then(|target| target.record).map(|(entity, _)| entity);
        let site = record.filter(|entity| entity.kind == EntityKind::Site);
        Some(match action {
            Action::Edit => {
                if let Some(entity) = target.as_ref().and_then(Target::edited) {
                    self.open_form(About::edit(entity))
                } else {
                    let nothing = self.front_pane().nothing();
                    self.refuse(&nothing)
                }
            }
            Action::EditBusiness => {
                self.open_form(About::edit(EntityRef { kind: EntityKind::Business, id: 1 }))
            }
            Action::Technicians => vec![Deed::Ask(Ask::Book(EntityKind::Technician))],
            Action::Services => vec![Deed::Ask(Ask::Book(EntityKind::Service))],
            Action::Events => vec![Deed::Ask(Ask::Book(EntityKind::Event))],
            Action::AddEvent => {
                // The lane in front says whose it is, where there is one.
                let whose = self.lane_in_front().map(EntityRef::from);
                self.open_form(About::new(EntityKind::Event, whose))
            }
            Action::AddContact => self.open_new(EntityKind::Contact, client),
            Action::AddSite => self.open_new(EntityKind::Site, client),
            Action::AddEquipment => self.open_new(EntityKind::Equipment, site.or(client)),
            Action::AddJob => self.open_new(EntityKind::Job, client),
            Action::VisitForm => self.open_new(EntityKind::Visit, job),
            _ => return None,
        })
    }

    /// The technician whose lane is focused, while the calendar is shown.
    fn lane_in_front(&self) -> Option<domain::TechnicianId> {
        (self.view() == View::Calendar).then(|| self.calendar.lane_technician()).flatten()
    }

    /// Opens a form for a new record of another; without that other there is nothing to add it to.
    fn open_new(&mut self, kind: EntityKind, of: Option<EntityRef>) -> Vec<Deed> {
        if of.is_none() {
            return self.refuse("nothing is selected to add it to");
        }
        self.open_form(About::new(kind, of))
    }

    /// Loads what a form needs, which then opens.
    pub(super) fn open_form(&mut self, about: About) -> Vec<Deed> {
        // A form that cannot be saved is not worth filling in.
        if let Some(deeds) = self.refuse_in_draft(Action::Edit) {
            return deeds;
        }
        let ask = Ask::Entry(about.entity, self.named_for(&about));
        self.opening = Some(Opening::Form(about));
        vec![Deed::Ask(ask)]
    }

    /// Whose names a form needs beside those of its record: what a new one belongs to, and what its draft names.
    fn named_for(&self, about: &About) -> Vec<EntityRef> {
        let draft = self.drafts.get(&about.key());
        let texts = draft.into_iter().flat_map(|draft| draft.values());
        let words = texts.flat_map(|text| text.split(|c: char| c.is_whitespace() || c == ','));
        about.of.into_iter().chain(words.filter_map(|word| word.parse().ok())).collect()
    }

    /// Technicians or services to choose from, and a new one.
    pub(super) fn offer_book(&mut self, kind: EntityKind, lines: &[RecordLine]) -> Vec<Deed> {
        let new = Choice { label: format!("New {}", kind.word()), ..Choice::default() };
        let gone = if kind == EntityKind::Service { "not offered" } else { "has left" };
        let when = |line: &RecordLine| line.at.map(|at| phrase::event_time(at, &self.shared));
        let choice = |line: &RecordLine| Choice {
            label: [when(line), Some(line.label.clone())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("  "),
            aside: line.entity.to_string(),
            reasons: if line.inactive { gone.to_owned() } else { String::new() },
            ..Choice::default()
        };
        let mut abouts: Vec<About> = lines.iter().map(|line| About::edit(line.entity)).collect();
        abouts.push(About::new(kind, None));
        let choices = lines.iter().map(choice).chain([new]).collect();
        self.show(Dialog::Menu(MenuFor::Records(abouts), Menu::new(capitalised(kind.plural()), choices)))
    }

    /// The record is there: the form that it was loaded for.
    pub(super) fn take_entry(&mut self, view: EntryView) -> Vec<Deed> {
        let mut deeds = self.open_loaded(view);
        deeds.extend(self.press_ahead());
        deeds
    }

    fn open_loaded(&mut self, view: EntryView) -> Vec<Deed> {
        match self.opening.take() {
            Some(Opening::Form(about)) => {
                let ground = self.ground(&view);
                self.show_form(Form::open(about, &view, ground), true)
            }
            Some(Opening::Nested(about, name, known)) => {
                let ground = self.ground(&view);
                let form = Form::open(about, &view, ground).map(|mut form| {
                    form.returns = true;
                    if let Some(known) = known {
                        form.prefill(&known);
                    }
                    let field = if form.about.kind == EntityKind::Site { "street" } else { "name" };
                    form.fill(field, &name);
                    form
                });
                self.show_form(form, false)
            }
            Some(Opening::Prefilled(about, entry)) => {
                let ground = self.ground(&view);
                let form = Form::open(about, &view, ground).map(|mut form| {
                    form.prefill(&entry);
                    form
                });
                self.show_form(form, false)
            }
            Some(Opening::Merge) => {
                if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
                    form.merge(view);
                }
                Vec::new()
            }
            Some(Opening::Captured) | None => Vec::new(),
        }
    }

    /// Keys typed while a form, a question or the list that a filter leaves is being loaded are for it; Esc waits
    /// no longer for a list or a question.
    pub(super) fn waits_for_form(&mut self, chord: Chord) -> bool {
        if self.awaited.is_some() && chord == Chord::plain(Key::Esc) {
            self.awaited = None;
            self.ahead.clear();
            return false;
        }
        let awaits = self.awaited.is_some() && self.dialogs.is_empty();
        let waits = awaits || self.opening.as_ref().is_some_and(|opening| *opening != Opening::Merge);
        if waits {
            self.ahead.push(chord);
        }
        waits
    }

    /// Keys wait for the first load of these.
    pub(super) fn await_load(&mut self, deeds: Vec<Deed>) -> Vec<Deed> {
        let loads = |deed: &Deed| match deed {
            Deed::Ask(ask) if ask.is_load() => Some(discriminant(ask)),
            _ => None,
        };
        self.awaited = deeds.iter().find_map(loads).or(self.awaited);
        deeds
    }

    /// Whether keys wait for this load.
    pub(super) fn awaits(&self, kind: Discriminant<Ask>) -> bool {
        self.awaited == Some(kind)
    }

    /// What was waited for is there, or cannot be: the keys typed meanwhile are pressed.
    pub(super) fn arrived(&mut self, kind: Discriminant<Ask>) -> Vec<Deed> {
        if !self.awaits(kind) {
            return Vec::new();
        }
        self.awaited = None;
        if self.opening.is_some() { Vec::new() } else { self.press_ahead() }
    }

    /// Presses what was typed while the form was being loaded.
    pub(super) fn press_ahead(&mut self) -> Vec<Deed> {
        let ahead = std::mem::take(&mut self.ahead);
        ahead.into_iter().flat_map(|chord| self.press(chord)).collect()
    }

    /// What was to be opened could not be loaded.
    pub(super) fn opens_nothing(&mut self) {
        self.opening = None;
        self.ahead.clear();
    }

    /// A captured line was read: its form, with all that was read of it.
    pub(super) fn take_captured_entry(&mut self, captured: CapturedEntry) -> Vec<Deed> {
        let CapturedEntry { view, job, placement, new_client, reached, note, when_typed } = captured;
        let ground = self.ground(&view);
        let entry = Entry::Job(Box::new(JobEntry::new(job).placed(placement)));
        let form = Form::open(About::new(EntityKind::Job, None), &view, ground).map(|mut form| {
            form.prefill(&entry);
            let typed = [("description", note), ("slot", when_typed)];
            for (name, text) in typed.iter().filter(|(_, text)| !text.is_empty()) {
                form.fill(name, text);
            }
            if let Some(new) = new_client {
                form.say_client(new, reached);
            }
            form
        });
        self.opening = None;
        self.dialogs.pop();
        let mut deeds = self.keep_capture("");
        deeds.extend(self.show_form(form, false));
        deeds.extend(self.form_typed());
        deeds.extend(self.press_ahead());
        deeds
    }

    fn show_form(&mut self, form: Option<Form>, restores: bool) -> Vec<Deed> {
        let Some(mut form) = form else { return self.refuse("it has no form") };
        if let Some(draft) = self.drafts.get(&form.key()).filter(|_| restores) {
            form.restore(draft);
        }
        self.show(Dialog::Form(Box::new(form)))
    }

    fn ground(&self, view: &EntryView) -> Ground {
        Ground {
            context: view.context,
            business: self.shared.business.clone(),
            names: names_in(view),
            durations: view.durations.clone(),
            now: self.clock.now(),
            actor: self.actor.clone(),
            definitions: (*self.shared.definitions).clone(),
        }
    }

    /// Whether the line in front has a whole form.
    pub(super) fn line_has_form(&self) -> bool {
        let Some(Dialog::Line { purpose, .. }) = self.dialogs.last() else { return false };
        matches!(purpose, LineFor::Capture | LineFor::NewClient | LineFor::NewTechnician)
    }

    /// The whole form for what is being typed in a line.
    pub(super) fn open_full_form(&mut self) -> Vec<Deed> {
        let Some(Dialog::Line { purpose, edit, .. }) = self.dialogs.last() else { return Vec::new() };
        let (purpose, text) = (purpose.clone(), edit.text().trim().to_owned());
        match purpose {
            LineFor::Capture => {
                self.opening = Some(Opening::Captured);
                vec![Deed::Ask(Ask::CapturedEntry { line: text, day: self.calendar_day() })]
            }
            LineFor::NewClient => self.form_of_line(EntityKind::Client, &purpose, &text),
            LineFor::NewTechnician => self.form_of_line(EntityKind::Technician, &purpose, &text),
            _ => self.refuse("this line has no form"),
        }
    }

    fn form_of_line(&mut self, kind: EntityKind, purpose: &LineFor, text: &str) -> Vec<Deed> {
        let said = match submit(purpose, text, self.clock.now(), &self.shared) {
            Submitted::Run(Command::AddClient(new), _) => Some(Entry::of_new_client(*new)),
            Submitted::Run(Command::Add(record), _) => Entry::of_record(&record),
            _ => None,
        };
        self.dialogs.pop();
        let about = About::new(kind, None);
        let ask = entry_of(&about);
        self.opening = Some(match said {
            Some(entry) => Opening::Prefilled(about, Box::new(entry)),
            None => Opening::Form(about),
        });
        vec![Deed::Ask(ask)]
    }

    /// The actions of a form in front; none when there is no form, or for actions of every dialog.
    pub(super) fn act_in_form(&mut self, action: Action) -> Option<Vec<Deed>> {
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return None };
        let pressed = match action {
            Action::FieldNext => form.accept_or_next(),
            Action::FieldEnter => form.enter(),
            Action::FormSave => Pressed::Save,
            Action::FieldPrevious => {
                form.go(-1);
                Pressed::Quiet
            }
            Action::FieldDown | Action::FieldUp => {
                form.step(action == Action::FieldDown);
                Pressed::Quiet
            }
            Action::FieldsDown | Action::FieldsUp => {
                form.go(if action == Action::FieldsDown { PAGE } else { -PAGE });
                Pressed::Quiet
            }
            Action::FieldList => return Some(form.wants(true).map(Deed::Ask).into_iter().collect()),
            Action::FormDiscard => {
                form.discard();
                Pressed::Quiet
            }
            Action::FormHistory => return Some(self.open_history_of_form()),
            Action::FormRemove => return Some(self.ask_remove_of_form()),
            Action::Leave => return Some(self.leave_form()),
            _ => return None,
        };
        let mut deeds = self.keep_form();
        deeds.extend(match pressed {
            Pressed::Quiet => Vec::new(),
            Pressed::Save => self.save_form(),
            Pressed::Create(kind, name) => self.create_nested(kind, name),
        });
        Some(deeds)
    }

    /// What was typed is kept, and suggestions for it are asked for.
    pub(super) fn form_typed(&mut self) -> Vec<Deed> {
        let wants = match self.dialogs.last() {
            Some(Dialog::Form(form)) => form.wants(false),
            _ => None,
        };
        let mut deeds = self.keep_form();
        deeds.extend(wants.map(Deed::Ask));
        deeds
    }

    /// Keeps the draft of the form in front, if it is another than before.
    fn keep_form(&mut self) -> Vec<Deed> {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return Vec::new() };
        // What is made for another form is part of that one's draft once it is made.
        self.keep_draft(form.key(), form.draft())
    }

    /// Remembers a draft, here and in the file.
    pub(super) fn keep_draft(&mut self, key: String, draft: Option<crate::form::Draft>) -> Vec<Deed> {
        if self.drafts.get(&key) == draft.as_ref() {
            return Vec::new();
        }
        match draft.clone() {
            Some(draft) => drop(self.drafts.insert(key.clone(), draft)),
            None => drop(self.drafts.remove(&key)),
        }
        vec![Deed::KeepDraft((key, draft))]
    }

    fn leave_form(&mut self) -> Vec<Deed> {
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return Vec::new() };
        if form.close_offers() {
            return Vec::new();
        }
        let kept = form.draft().is_some();
        self.dialogs.pop();
        if kept {
            self.say("Not saved; what was typed is kept and comes back with the form");
        }
        Vec::new()
    }

    fn save_form(&mut self) -> Vec<Deed> {
        let now = self.clock.now();
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return Vec::new() };
        let request = form.save(now);
        request.map(|request| Deed::Ask(Ask::Run(Box::new(request)))).into_iter().collect()
    }

    fn create_nested(&mut self, kind: EntityKind, name: String) -> Vec<Deed> {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return Vec::new() };
        let of = form.parent_for(kind);
        let about = About::new(kind, of);
        let ask = entry_of(&about);
        let known = form.known_of(kind).map(Box::new);
        self.opening = Some(Opening::Nested(about, name, known));
        vec![Deed::Ask(ask)]
    }

    /// A question about the record that the form in front is about.
    fn ask_remove_of_form(&mut self) -> Vec<Deed> {
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return Vec::new() };
        let Some((request, text)) = form.removes() else {
            return self.refuse("it is not saved yet: Esc leaves it, Ctrl-x empties it");
        };
        self.ask_removal(&text, request)
    }

    /// What happened to the record of the form; what was typed is kept as when the form is left.
    fn open_history_of_form(&mut self) -> Vec<Deed> {
        let entity = match self.dialogs.last() {
            Some(Dialog::Form(form)) => form.entity(),
            Some(_) | None => None,
        };
        let Some(entity) = entity else {
            return self.refuse("it is not saved yet, so nothing has happened to it");
        };
        let mut deeds = self.keep_form();
        // Forms behind have their drafts kept already.
        self.dialogs.clear();
        deeds.extend(self.open(Opened::History(entity)));
        deeds
    }

    pub(super) fn ask_removal(&mut self, text: &str, request: Request) -> Vec<Deed> {
        let question = Question {
            text: text.to_owned(),
            consequences: vec!["what belongs to it alone goes with it".to_owned()],
            answers: "y remove it   n leave it".to_owned(),
        };
        self.show(Dialog::Confirm(question, Box::new(request)))
    }

    /// Suggestions came: for the form in front, or the line.
    pub(super) fn take_suggestions(&mut self, ask: &Ask, found: Vec<Suggestion>) -> Vec<Deed> {
        let Ask::Suggest { wanted, text } = ask else { return Vec::new() };
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.offer(wanted, text, found);
            return Vec::new();
        }
        self.offer_in_line(wanted, text, found);
        Vec::new()
    }

    /// A command was carried out: if it was that of a form, the form is done, and its draft with it.
    pub(super) fn form_saved(&mut self, command: &Command, outcome: &app::Outcome) -> Vec<Deed> {
        let sent = |dialog: &Dialog| matches!(dialog, Dialog::Form(form) if form.is_sent(command));
        let Some(place) = self.dialogs.iter().rposition(sent) else { return Vec::new() };
        let Dialog::Form(form) = self.dialogs.remove(place) else { return Vec::new() };
        self.dialogs.truncate(place);
        let mut deeds = self.keep_draft(form.key(), None);
        if let Some(entity) = outcome.first(form.about.kind).filter(|_| form.returns)
            && let Some(Dialog::Form(below)) = self.dialogs.last_mut()
        {
            // The summary names the record as it was stored: “Added client C-4 Kerr”.
            let label = outcome.summary.split_once(&format!("{entity} ")).map_or("", |(_, label)| label);
            below.put(&Suggestion { entity: Some(entity), label: label.to_owned(), aside: String::new() });
            if entity.kind == EntityKind::Client {
                below.made_client(outcome.first(EntityKind::Site));
            }
            deeds.extend(self.keep_form());
        }
        deeds
    }

    /// A command was not carried out; says whether it was that of a form, which then says why.
    pub(super) fn form_refused(
        &mut self,
        command: &Command,
        failure: &crate::ask::Failure,
    ) -> Option<Vec<Deed>> {
        let form = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Form(form) if form.is_sent(command) => Some(form),
            _ => None,
        })?;
        let mend = failure.mends.first().map(|mend| mend.sentence.as_str());
        let text =
            [Some(failure.message.as_str()), mend].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let asks = matches!(
            failure.refusal,
            Some(domain::Refusal::SoftGuards { .. } | domain::Refusal::WindowTold { .. })
        );
        if asks {
            form.refused(None, "not saved yet");
            return None;
        }
        if !form.refused(failure.refusal.as_ref(), &text) {
            return Some(Vec::new());
        }
        let about = form.about.clone();
        self.opening = Some(Opening::Merge);
        Some(vec![Deed::Ask(entry_of(&about))])
    }
}

/// What is loaded for a form: the record, or the names of what a new one belongs to.
fn entry_of(about: &About) -> Ask {
    Ask::Entry(about.entity, about.of.into_iter().collect())
}

/// The names of what a record refers to, and its own.
fn names_in(view: &EntryView) -> std::collections::BTreeMap<EntityRef, String> {
    let own = view.entity.zip(view.record.as_ref()).map(|(entity, record)| (entity, record.label()));
    view.names.clone().into_iter().chain(own).collect()
}
