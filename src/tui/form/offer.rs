//! Suggestions under the field that has the keys: asked for, shown, taken.

use app::{Suggestion, Wanted};
use domain::{ClientId, EntityKind};

use super::{Form, Pressed, codec};
use crate::ask::Ask;

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

impl Form {
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

    pub(super) fn client(&self) -> Option<ClientId> {
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
            !matches!(now, Wanted::Site(None) | Wanted::AnySite)
        });
        let same = |one: &Suggestion| one.entity.is_none() && one.label == text;
        let found: Vec<Suggestion> = found.into_iter().filter(|one| !same(one)).collect();
        let offers = Offers { text: text.to_owned(), found, creates, picked: is_record.then_some(0) };
        self.offers = (offers.rows() > 0).then_some(offers);
    }

    pub(super) fn take_offer(&mut self, row: usize) -> Pressed {
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
}
