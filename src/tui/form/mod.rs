//! Forms: a record filled in field by field. Nothing here reaches the store; what a form comes to is a
//! command, and what it wants to know is asked through [`Form::wants`].

mod codec;
mod draft;
mod draw;
mod field;
mod row;
mod spec;
mod table;

#[cfg(test)]
mod tests;

use app::{EntryView, Request, Suggestion, Wanted};
use domain::{ClientId, Command, EntityKind, EntityRef};

use field::{Editor, Field};

use crate::ask::Ask;
use crate::key::Chord;

pub use draft::{Change, Draft, Drafts, Keeper};
pub use spec::{Ground, Kind, Spec};
pub use table::{ClientEntry, Entry, JobEntry, VisitEntry};

/// Suggestions under a field are at most so many.
pub const SUGGESTIONS: usize = 6;

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The kind of record.
    pub kind: EntityKind,
    /// The record that is edited; none for a new one.
    pub entity: Option<EntityRef>,
    /// What a new record belongs to.
    pub of: Option<EntityRef>,
}

impl About {
    /// An existing record.
    pub fn edit(entity: EntityRef) -> Self {
        About { kind: entity.kind, entity: Some(entity), of: None }
    }

    /// A new record, of another when it is known whose.
    pub fn new(kind: EntityKind, of: Option<EntityRef>) -> Self {
        About { kind, entity: None, of }
    }

    /// The name under which its draft is kept.
    pub fn key(&self) -> String {
        match (self.entity, self.of) {
            (Some(entity), _) => format!("edit {entity}"),
            (None, Some(of)) => format!("new {} of {of}", self.kind.word()),
            (None, None) => format!("new {}", self.kind.word()),
        }
    }
}

/// What is suggested for the field that has the keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Offers {
    /// What it was suggested for.
    pub(super) text: String,
    pub(super) found: Vec<Suggestion>,
    /// Whether a new record can be made of the text: the last row.
    pub(super) creates: Option<EntityKind>,
    /// The row that Enter takes; none until one is chosen where any text may stand.
    pub(super) picked: Option<usize>,
}

impl Offers {
    pub(super) fn rows(&self) -> usize {
        self.found.len() + usize::from(self.creates.is_some())
    }
}

/// What became of a key of the form.
#[derive(Debug, Clone, PartialEq)]
pub enum Pressed {
    /// Nothing more is to be done.
    Quiet,
    /// Save it.
    Save,
    /// Open a form for a new record of this kind, named like this; it comes back here.
    Create(EntityKind, String),
}

/// A form that is being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub about: About,
    title: String,
    version: i64,
    entry: Entry,
    ground: Ground,
    fields: Vec<Field>,
    /// The field that has the keys; the one after the last is Save.
    focus: usize,
    offers: Option<Offers>,
    /// What is said at the foot, and whether something is wrong.
    said: Option<(String, bool)>,
    /// The command that was sent and not yet carried out.
    sent: Option<Command>,
    saving: bool,
    /// Whether what was kept as a draft is shown.
    restored: bool,
    /// Whether it was opened from a field of the form below, which takes what it makes.
    pub returns: bool,
}

impl Form {
    /// Opens a form on a record, or on an empty one of a kind. None for a kind that has no form.
    pub fn open(about: About, view: EntryView, ground: Ground) -> Option<Self> {
        let entry = match &view.record {
            Some(record) => Entry::of_record(record)?,
            None => Entry::new(about.kind, about.of, &ground)?,
        };
        Some(Form::of_entry(about, entry, view.version, ground))
    }

    /// Opens a form on what is known of a record already.
    pub fn of_entry(about: About, entry: Entry, version: i64, ground: Ground) -> Self {
        let fields = entry.fields(&ground).into_iter().map(|(spec, said)| Field::new(spec, &said)).collect();
        let title = title(&about, &ground);
        let mut form = Form {
            about,
            title,
            version,
            entry,
            ground,
            fields,
            focus: 0,
            offers: None,
            said: None,
            sent: None,
            saving: false,
            restored: false,
            returns: false,
        };
        form.focus_on(form.first_to_fill());
        form
    }

    /// New records begin at the first field with nothing in it, those first that must have something; others
    /// at the first that can be changed.
    fn first_to_fill(&self) -> usize {
        let is_new = self.about.entity.is_none();
        let open = |field: &Field| !matches!(field.editor, Editor::Fixed(_));
        let empty = |field: &Field| is_new && open(field) && field.text().trim().is_empty();
        let wanted = self.fields.iter().position(|field| field.spec.required && empty(field));
        let wanted = wanted.or_else(|| self.fields.iter().position(empty));
        wanted.or_else(|| self.fields.iter().position(open)).unwrap_or(0)
    }

    /// The key of its draft.
    pub fn key(&self) -> String {
        self.about.key()
    }

    /// Puts a draft over what stands there, and says so.
    pub fn restore(&mut self, draft: &Draft) {
        for field in &mut self.fields {
            if let Some(text) = draft.get(&field.spec.name) {
                field.set(text);
            }
        }
        self.restored = self.fields.iter().any(|field| field.changed().is_some());
    }

    /// Throws away what was typed: every field as it was opened.
    pub fn discard(&mut self) {
        self.fields.iter_mut().for_each(Field::reset);
        self.restored = false;
        self.offers = None;
        self.said = Some(("shown as it was; nothing is kept of what was typed".to_owned(), false));
    }

    /// What was typed, by the names of the fields; none when nothing was.
    pub fn draft(&self) -> Option<Draft> {
        let typed = self.fields.iter().filter_map(|field| Some((field.spec.name.clone(), field.changed()?)));
        let draft: Draft = typed.collect();
        (!draft.is_empty()).then_some(draft)
    }

    /// Puts a text into the field of that name, as if it had been typed.
    pub fn fill(&mut self, name: &str, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.spec.name == name) {
            field.set(text);
        }
    }

    /// Fills in what is known of a new record already, as if it had been typed.
    pub fn prefill(&mut self, entry: &Entry) {
        for (spec, said) in entry.fields(&self.ground) {
            if self.text(&spec.name) != said {
                self.fill(&spec.name, &said);
            }
        }
        self.focus_on(self.first_to_fill());
    }

    /// What a record made from a field of this form belongs to.
    pub fn parent_for(&self, kind: EntityKind) -> Option<EntityRef> {
        self.client().map(EntityRef::from).filter(|_| kind == EntityKind::Site)
    }

    /// The command that removes the record, and the question before it; none for a new record.
    pub fn removes(&mut self) -> Option<(Request, String)> {
        let entity = self.about.entity?;
        let command = Command::Remove(entity);
        self.sent = Some(command.clone());
        let text = format!("Remove {} {}?", self.about.kind.word(), self.ground.say(entity));
        Some((Request { command, seen: vec![(entity, self.version)], override_reason: None }, text))
    }

    /// The text of the field of that name.
    pub fn text(&self, name: &str) -> String {
        let field = self.fields.iter().find(|field| field.spec.name == name);
        field.map_or_else(String::new, Field::text)
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Takes a key that no action took.
    pub fn press(&mut self, chord: Chord) {
        if let Some(field) = self.field()
            && field.press(chord)
        {
            self.typed();
        }
    }

    /// Takes pasted text; line breaks in it never save.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.field() {
            field.paste(text);
            self.typed();
        }
    }

    fn typed(&mut self) {
        self.said = None;
        self.offers = None;
        if let Some(field) = self.field()
            && !matches!(field.editor, Editor::Fixed(_))
        {
            field.message = None;
        }
    }

    /// What suggestions are wanted for what is being typed; nothing for nothing typed unless `all`.
    pub fn wants(&self, all: bool) -> Option<Ask> {
        let field = self.fields.get(self.focus)?;
        let wanted = field.spec.kind.wanted()?;
        let (_, text) = field.piece()?;
        (all || !text.is_empty()).then(|| Ask::Suggest { wanted: self.here(wanted), text })
    }

    /// Sites are those of the client that stands in the form.
    fn here(&self, wanted: &Wanted) -> Wanted {
        match wanted {
            Wanted::Site(_) => Wanted::Site(self.client()),
            other => other.clone(),
        }
    }

    fn client(&self) -> Option<ClientId> {
        let text = self.text("client");
        let typed = codec::read_many(&text, EntityKind::Client, &self.ground).ok();
        let of_text = typed.and_then(|ids| ids.first().copied()).map(ClientId);
        let of = self.about.of.filter(|entity| entity.kind == EntityKind::Client);
        of_text.or_else(|| self.entry.client()).or(of.map(|entity| ClientId(entity.id)))
    }

    /// Takes suggestions, if they are for what is being typed.
    pub fn offer(&mut self, wanted: &Wanted, text: &str, found: Vec<Suggestion>) {
        let Some(Ask::Suggest { wanted: now, text: typed }) = self.wants(true) else { return };
        if *wanted != now || typed != text {
            return;
        }
        let is_record = now.kind().is_some();
        let creates = now.kind().filter(|_| !text.is_empty()).filter(|_| {
            // A site is made for the client of this form.
            !matches!(now, Wanted::Site(None))
        });
        let same = |one: &Suggestion| one.entity.is_none() && one.label == text;
        let found: Vec<Suggestion> = found.into_iter().filter(|one| !same(one)).collect();
        let offers = Offers { text: text.to_owned(), found, creates, picked: is_record.then_some(0) };
        self.offers = (offers.rows() > 0).then_some(offers);
    }

    /// Tab: takes what is suggested, else goes to the next field.
    pub fn accept_or_next(&mut self) -> Pressed {
        match self.offers.as_ref().map(|offers| offers.picked.unwrap_or(0)) {
            Some(row) => self.take_offer(row),
            None => {
                self.go(1);
                Pressed::Quiet
            }
        }
    }

    /// Enter: takes the suggestion that is chosen; else a new line in a longer text, the next field in others,
    /// and on Save saves. It never does two of these.
    pub fn enter(&mut self) -> Pressed {
        if let Some(row) = self.offers.as_ref().and_then(|offers| offers.picked) {
            return self.take_offer(row);
        }
        if self.is_at_save() {
            return Pressed::Save;
        }
        if let Some(Field { editor: Editor::Lines(area), .. }) = self.field() {
            area.break_line();
            self.typed();
            return Pressed::Quiet;
        }
        self.go(1);
        Pressed::Quiet
    }

    fn take_offer(&mut self, row: usize) -> Pressed {
        let Some(offers) = self.offers.take() else { return Pressed::Quiet };
        match (offers.found.get(row), offers.creates) {
            (Some(suggestion), _) => {
                self.put(&suggestion.clone());
                Pressed::Quiet
            }
            (None, Some(kind)) => Pressed::Create(kind, offers.text),
            (None, None) => Pressed::Quiet,
        }
    }

    /// Puts a record into the field that has the keys: one suggested, or just made.
    pub fn put(&mut self, suggestion: &Suggestion) {
        if let Some(entity) = suggestion.entity {
            self.ground.names.insert(entity, suggestion.label.clone());
        }
        let is_client = suggestion.entity.is_some_and(|entity| entity.kind == EntityKind::Client);
        if let Some(field) = self.field() {
            field.take(suggestion);
            field.message = None;
        }
        self.offers = None;
        self.said = None;
        if is_client && self.about.kind == EntityKind::Job {
            // The site was that of another client.
            self.fill("site", "");
        }
    }

    /// Leaves the suggestions; says whether there were any.
    pub fn close_offers(&mut self) -> bool {
        self.offers.take().is_some()
    }

    /// A row down or up: in the suggestions, in a longer text, else to another field.
    pub fn step(&mut self, down: bool) {
        if let Some(offers) = &mut self.offers {
            let rows = offers.rows();
            offers.picked = match (offers.picked, down) {
                (None, true) => Some(0),
                (None, false) => None,
                (Some(row), true) => Some((row + 1) % rows.max(1)),
                (Some(row), false) => Some((row + rows.max(1) - 1) % rows.max(1)),
            };
            return;
        }
        if let Some(Field { editor: Editor::Lines(area), .. }) = self.field()
            && area.go(down)
        {
            return;
        }
        self.go(if down { 1 } else { -1 });
    }

    /// So many fields on, or back; round by Save.
    pub fn go(&mut self, by: isize) {
        self.offers = None;
        let last = self.fields.len();
        let next = match (by, self.focus) {
            (1, focus) if focus == last => 0,
            (-1, 0) => last,
            (by, focus) => focus.saturating_add_signed(by).min(last),
        };
        self.focus_on(next);
    }

    fn focus_on(&mut self, place: usize) {
        if let Some(field) = self.field() {
            field.leave();
        }
        self.focus = place;
        if let Some(field) = self.field() {
            field.enter();
        }
    }

    /// What is to be saved: none when a field cannot be read, which is then in front with its message, when
    /// nothing differs, or while it is being saved already.
    pub fn save(&mut self, now: domain::Moment) -> Option<Request> {
        if self.saving {
            return None;
        }
        self.offers = None;
        self.ground.now = now;
        self.fields.iter_mut().for_each(|field| field.message = None);
        let texts: Vec<Option<String>> = self.fields.iter().map(Field::changed).collect();
        let read = match self.entry.read(&texts, &self.ground) {
            Ok(read) => read,
            Err(wrong) => {
                self.complain(wrong);
                return None;
            }
        };
        let command = match self.about.entity {
            Some(entity) => read.changes(entity, &self.entry),
            None => Some(read.adds(&self.ground)),
        };
        let Some(command) = command else {
            self.said = Some(("nothing differs from what is kept".to_owned(), false));
            return None;
        };
        self.said = None;
        self.sent = Some(command.clone());
        self.saving = true;
        let seen = self.about.entity.map(|entity| (entity, self.version));
        Some(Request { command, seen: seen.into_iter().collect(), override_reason: None })
    }

    fn complain(&mut self, wrong: Vec<row::Wrong>) {
        let count = wrong.len();
        self.focus_on(wrong.first().map_or(self.focus, |(place, _)| *place));
        for (place, message) in wrong {
            if let Some(field) = self.fields.get_mut(place) {
                field.message = Some(message);
            }
        }
        let fields = if count == 1 { "1 field".to_owned() } else { format!("{count} fields") };
        self.said = Some((format!("not saved: mend {fields}"), true));
    }

    /// Whether Save has the keys.
    pub fn is_at_save(&self) -> bool {
        self.focus >= self.fields.len()
    }

    /// Whether a command that was carried out is the one of this form.
    pub fn is_sent(&self, command: &Command) -> bool {
        self.sent.as_ref() == Some(command)
    }

    /// The command goes again, changed by an answer to a question.
    pub fn sent_again(&mut self, command: &Command) {
        if self.sent.is_some() {
            self.sent = Some(command.clone());
            self.saving = true;
        }
    }

    /// It was not saved; what was typed stays. Says whether the record must be loaded again, because somebody
    /// else has changed it meanwhile.
    pub fn refused(&mut self, refusal: Option<&domain::Refusal>, message: &str) -> bool {
        self.saving = false;
        match refusal {
            Some(domain::Refusal::Invalid { field, message, mend }) => {
                let place = self.fields.iter().position(|known| known.spec.name == *field);
                match place {
                    Some(place) => self.complain(vec![(place, format!("{message}: {mend}"))]),
                    None => self.said = Some((format!("{field} {message}: {mend}"), true)),
                }
                false
            }
            Some(domain::Refusal::ChangedSince { .. }) => {
                self.said = Some((format!("not saved: {message}"), true));
                true
            }
            Some(_) | None => {
                self.said = Some((message.to_owned(), true));
                false
            }
        }
    }

    /// Takes the record as it is now: shown where nothing was typed, told where something was.
    pub fn merge(&mut self, view: EntryView) {
        let Some(entry) = view.record.as_ref().and_then(Entry::of_record) else { return };
        self.ground.names.extend(view.names);
        let fresh = entry.fields(&self.ground);
        for (field, (_, said)) in self.fields.iter_mut().zip(&fresh) {
            field.merge(said);
        }
        self.entry = entry;
        self.version = view.version;
        let differs = self.fields.iter().position(|field| field.news.is_some());
        self.focus_on(differs.unwrap_or(self.focus));
        let said = "not saved: somebody changed it meanwhile; look at the fields marked, then save again";
        self.said = Some((said.to_owned(), true));
    }
}

fn title(about: &About, ground: &Ground) -> String {
    let word = about.kind.word();
    match (about.entity, about.of) {
        (Some(entity), _) => {
            let mut head = word.to_owned();
            head[..1].make_ascii_uppercase();
            format!("{head} {}", ground.say(entity))
        }
        (None, Some(of)) => format!("New {word}, {}", ground.say(of)),
        (None, None) => format!("New {word}"),
    }
}
