//! Forms: a record filled in field by field. Nothing here reaches the store; what a form comes to is a
//! command, and what it wants to know is asked through [`Form::wants`].

mod codec;
mod draft;
mod draw;
mod field;
mod offer;
mod row;
mod save;
mod spec;
mod table;

#[cfg(test)]
mod tests;

use app::EntryView;
use domain::{Command, EntityKind, EntityRef, NewClient};

use field::{Editor, Field};
use offer::Offers;

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
    /// What a line said of a client that is to be made from here.
    said_client: Option<SaidClient>,
}

/// What a line said of a client that does not exist yet.
#[derive(Debug, Clone)]
struct SaidClient {
    new: NewClient,
    /// How the client is reached, as it stands in the description of the job until the client has it.
    reached: String,
}

impl Form {
    /// Opens a form on a record, or on an empty one of a kind. None for a kind that has no form.
    pub fn open(about: About, view: &EntryView, ground: Ground) -> Option<Self> {
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
            said_client: None,
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

    /// Takes a client that a line told of: by name, and for a form of the client all the rest. How the client is
    /// reached stands in the description meanwhile, so that it is not lost with another client.
    pub fn say_client(&mut self, new: NewClient, reached: String) {
        self.fill("client", &new.client.name);
        let described = [reached.as_str(), &self.text("description")].map(str::trim).map(str::to_owned);
        let parts: Vec<String> = described.into_iter().filter(|part| !part.is_empty()).collect();
        self.fill("description", &parts.join("; "));
        self.said_client = Some(SaidClient { new, reached });
    }

    /// What is known of a record that is to be made from a field of this form, beside its name.
    pub fn known_of(&self, kind: EntityKind) -> Option<Entry> {
        let said = self
            .said_client
            .as_ref()
            .filter(|said| kind == EntityKind::Client && !said.reached.is_empty())?;
        Some(Entry::of_new_client(said.new.clone()))
    }

    /// The client was made, with its first site when it has one: the job is there, and the description need not
    /// say what was said of the client too.
    pub fn made_client(&mut self, site: Option<EntityRef>) {
        if let Some(site) = site {
            let street = self.said_client.as_ref().and_then(|said| said.new.sites.first());
            let label = street.map_or_else(String::new, |site| site.address.line());
            self.ground.names.insert(site, label);
            self.fill("site", &self.ground.say(site));
        }
        let Some(said) = self.said_client.take().filter(|said| !said.reached.is_empty()) else { return };
        if let Some(rest) = self.text("description").strip_prefix(&said.reached) {
            let rest = rest.trim_start_matches([';', ' ']).to_owned();
            self.fill("description", &rest);
        }
    }

    /// What a record made from a field of this form belongs to.
    pub fn parent_for(&self, kind: EntityKind) -> Option<EntityRef> {
        self.client().map(EntityRef::from).filter(|_| kind == EntityKind::Site)
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

    /// Tab: takes what is suggested, else goes to the next field.
    pub fn accept_or_next(&mut self) -> Pressed {
        if let Some(row) = self.offers.as_ref().map(|offers| offers.picked.unwrap_or(0)) {
            return self.take_offer(row);
        }
        self.go(1);
        Pressed::Quiet
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

    /// Whether Save has the keys.
    pub fn is_at_save(&self) -> bool {
        self.focus >= self.fields.len()
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
