//! How somebody is reached: telephone numbers, e-mail addresses, channels.

use clap::Args;
use domain::{Channel, Phone, read_phone};

use super::{list_of, put_list};
use crate::choice::Choices;

/// Telephone numbers and e-mail addresses; each list replaces the one that was there.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ReachArgs {
    /// A telephone number, also as mobile=07700 900123; may be repeated
    #[arg(long = "phone", value_name = "[LABEL=]NUMBER")]
    phones: Vec<String>,
    /// An e-mail address; may be repeated
    #[arg(long = "email", value_name = "ADDRESS")]
    emails: Vec<String>,
}

impl ReachArgs {
    /// Puts the lists that were given in their places.
    pub(crate) fn apply(&self, phones: &mut Vec<Phone>, emails: &mut Vec<String>) {
        put_phones(phones, &self.phones);
        put_list(emails, &self.emails);
    }
}

/// Telephone numbers as given: `01273 555 0100` or `mobile=07700 900123`.
fn put_phones(field: &mut Vec<Phone>, values: &[String]) {
    if values.is_empty() {
        return;
    }
    *field = list_of(values).iter().map(|phone| read_phone(phone)).collect();
}

/// How somebody may be reached.
pub(crate) const CHANNELS: Choices<Channel> = &[
    (Channel::Phone, "phone", "By telephone call"),
    (Channel::Text, "text", "By text message"),
    (Channel::Email, "email", "By e-mail"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_may_have_labels() {
        let mut phones = Vec::new();
        put_phones(&mut phones, &["mobile = 07700 900123".to_owned(), "01273 555 0100".to_owned()]);
        assert_eq!(domain::show_phones(&phones), "07700 900123 (mobile), 01273 555 0100");
    }
}
