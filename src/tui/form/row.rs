//! The rows of a field table: each says a field of a record as text and puts a text back into it.

use super::codec::Codec;
use super::spec::{Ground, Spec};

type Say<R> = Box<dyn Fn(&R, &Ground) -> String>;
type Put<R> = Box<dyn Fn(&mut R, &str, &Ground) -> Result<(), String>>;

/// One field of a record of type `R`.
pub(super) struct Row<R> {
    /// What it is.
    pub(super) spec: Spec,
    say: Say<R>,
    put: Put<R>,
}

/// A text that could not be put into its field: the place of the field, and what is wrong.
pub(super) type Wrong = (usize, String);

impl<R: Clone + 'static> Row<R> {
    /// A field at a place in the record, written as its codec has it.
    pub(super) fn new<T: 'static>(
        name: &str,
        label: &str,
        codec: Codec<T>,
        at: fn(&mut R) -> &mut T,
    ) -> Self {
        let Codec { kind, example, say, put } = codec;
        Row {
            spec: Spec {
                name: name.to_owned(),
                label: label.to_owned(),
                kind,
                example: example.to_owned(),
                required: false,
            },
            say: Box::new(move |record, ground| say(at(&mut record.clone()), ground)),
            put: Box::new(move |record, text, ground| put(at(record), text, ground)),
        }
    }

    /// A field that is said and put by functions of its own.
    pub(super) fn with(
        spec: Spec,
        say: impl Fn(&R, &Ground) -> String + 'static,
        put: impl Fn(&mut R, &str, &Ground) -> Result<(), String> + 'static,
    ) -> Self {
        Row { spec, say: Box::new(say), put: Box::new(put) }
    }

    /// The same field, which must be filled in.
    #[must_use]
    pub(super) fn required(mut self) -> Self {
        self.spec.required = true;
        self
    }

    /// The same field, only shown.
    #[must_use]
    pub(super) fn fixed_if(mut self, fixed: bool) -> Self {
        if fixed {
            self.spec.kind = super::spec::Kind::Fixed;
        }
        self
    }

    /// The same field, with an example of its own.
    #[must_use]
    pub(super) fn such_as(mut self, example: &str) -> Self {
        example.clone_into(&mut self.spec.example);
        self
    }
}

/// Says every field of a record.
pub(super) fn say_all<R>(rows: &[Row<R>], record: &R, ground: &Ground) -> Vec<String> {
    rows.iter().map(|row| (row.say)(record, ground)).collect()
}

/// Puts the texts that were changed into a record; gives every field that could not be read.
///
/// What was not touched stays as it is in the record, even where its text would read back differently.
pub(super) fn read_all<R: Clone>(
    rows: &[Row<R>],
    record: &R,
    texts: &[Option<String>],
    ground: &Ground,
) -> Result<R, Vec<Wrong>> {
    let mut read = record.clone();
    let mut wrong = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let said = texts.get(place).cloned().flatten();
        let is_blank = |text: &str| text.trim().is_empty();
        let blank = said.as_deref().map_or_else(|| is_blank(&(row.say)(record, ground)), is_blank);
        if row.spec.required && blank {
            wrong.push((place, "is missing".to_owned()));
        } else if let Some(text) = said
            && let Err(message) = (row.put)(&mut read, &text, ground)
        {
            wrong.push((place, message));
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}
