//! How values stand in a field: each codec says a value as a text and reads it back.

mod event;
mod plan;
mod reference;

use app::Wanted;
use domain::{
    Channel, CheckLine, ChecklistItem, Currency, DateOrder, DayException, FloatingBreak, Money, PartLine,
    Phone, Position, Priority, SaidError, Skill, Tz, WeekHours,
};

use super::spec::{Ground, Kind};
use crate::dialog::read_parts;

pub(super) use event::{event_kind, event_kind_or_title, event_time, technician_or_everybody};
pub(super) use plan::{date, length, length_or_none, offers, promise, put_slot, say_slot, slot};
pub(super) use reference::{
    any_site_or_none, client, crew, read_many, services, site, site_or_none, technicians,
};

/// A way to write values of a type in a field.
pub(in crate::form) struct Codec<T> {
    pub(super) kind: Kind,
    pub(super) example: &'static str,
    pub(super) say: fn(&T, &Ground) -> String,
    pub(super) put: fn(&mut T, &str, &Ground) -> Result<(), String>,
}

type Put = Result<(), String>;

/// An error with the way to mend it, in one sentence under the field.
fn said(error: &SaidError) -> String {
    match error.mend() {
        "" => error.to_string(),
        mend => format!("{error}: {mend}"),
    }
}

fn words(choices: &[&str]) -> Kind {
    Kind::Choice(choices.iter().map(|&word| word.to_owned()).collect())
}

/// Puts the choice of that word.
fn put_choice<T: Clone>(slot: &mut T, text: &str, choices: &[(&str, T)]) -> Put {
    let Some((_, value)) = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim())) else {
        let all: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        return Err(format!("“{}” is none of {}", text.trim(), all.join(", ")));
    };
    *slot = value.clone();
    Ok(())
}

fn say_choice<T: PartialEq>(value: &T, choices: &[(&str, T)]) -> String {
    choices.iter().find(|(_, other)| other == value).map_or_else(String::new, |(word, _)| (*word).to_owned())
}

/// A line of text, without the blanks at its ends.
pub(in crate::form) fn line() -> Codec<String> {
    Codec { kind: Kind::Line, example: "", say: |text, _| text.clone(), put: put_text }
}

/// A text of several lines.
pub(in crate::form) fn lines() -> Codec<String> {
    Codec { kind: Kind::Lines, example: "", say: |text, _| text.clone(), put: put_text }
}

#[expect(clippy::unnecessary_wraps, reason = "every codec reads in this form")]
fn put_text(slot: &mut String, text: &str, _: &Ground) -> Put {
    text.trim().clone_into(slot);
    Ok(())
}

/// Yes or no.
pub(in crate::form) fn flag() -> Codec<bool> {
    const CHOICES: [(&str, bool); 2] = [("no", false), ("yes", true)];
    Codec {
        kind: words(&["no", "yes"]),
        example: "",
        say: |value, _| say_choice(value, &CHOICES),
        put: |slot, text, _| put_choice(slot, text, &CHOICES),
    }
}

/// Labels, departments: words with commas between.
pub(in crate::form) fn tags(wanted: Wanted) -> Codec<Vec<String>> {
    Codec {
        kind: Kind::Words(wanted),
        example: "words, with commas between",
        say: |tags, _| tags.join(", "),
        put: |slot, text, _| {
            *slot = domain::read_tags(text);
            Ok(())
        },
    }
}

/// E-mail addresses.
pub(in crate::form) fn emails() -> Codec<Vec<String>> {
    Codec {
        kind: Kind::Line,
        example: "name@example.com, other@example.com",
        say: |emails, _| emails.join(", "),
        put: |slot, text, _| {
            let read = domain::read_tags(text);
            let wrong = |email: &&String| !email.contains('@') || email.contains(char::is_whitespace);
            if let Some(email) = read.iter().find(wrong) {
                return Err(format!("“{email}” is not an e-mail address: write it as name@example.com"));
            }
            *slot = read;
            Ok(())
        },
    }
}

/// Telephone numbers.
pub(in crate::form) fn phones() -> Codec<Vec<Phone>> {
    Codec {
        kind: Kind::Line,
        example: "01273 555 0100, mobile=07700 900123",
        say: |phones, _| domain::say_phones(phones),
        put: |slot, text, _| {
            *slot = domain::read_phones(text).map_err(|error| said(&error))?;
            Ok(())
        },
    }
}

const CHANNELS: [(&str, Option<Channel>); 4] = [
    ("any", None),
    (Channel::Phone.word(), Some(Channel::Phone)),
    (Channel::Text.word(), Some(Channel::Text)),
    (Channel::Email.word(), Some(Channel::Email)),
];

/// How somebody wants to be reached.
pub(in crate::form) fn channel() -> Codec<Option<Channel>> {
    Codec {
        kind: words(&CHANNELS.map(|(word, _)| word)),
        example: "",
        say: |value, _| say_choice(value, &CHANNELS),
        put: |slot, text, _| put_choice(slot, text, &CHANNELS),
    }
}

/// Channels that somebody has refused.
pub(in crate::form) fn channels() -> Codec<Vec<Channel>> {
    Codec {
        kind: Kind::Line,
        example: "phone, text, email",
        say: |all, _| all.iter().map(|one| one.word()).collect::<Vec<_>>().join(", "),
        put: |slot, text, _| {
            let mut read = Vec::new();
            for word in domain::read_tags(text) {
                let mut one = None;
                put_choice(&mut one, &word, &CHANNELS[1..])?;
                read.extend(one);
            }
            *slot = read;
            Ok(())
        },
    }
}

/// Skills with their levels.
pub(in crate::form) fn skills() -> Codec<Vec<Skill>> {
    Codec {
        kind: Kind::Words(Wanted::Skill),
        example: "gas:3, plumbing (levels 1 to 5)",
        say: |skills, _| domain::say_skills(skills),
        put: |slot, text, _| {
            *slot = domain::read_skills(text).map_err(|error| said(&error))?;
            Ok(())
        },
    }
}

/// The hours of a week.
pub(in crate::form) fn hours() -> Codec<WeekHours> {
    Codec {
        kind: Kind::Line,
        example: "mon-fri 8-12,13-17; sat 9-12",
        say: |hours, _| domain::say_hours(hours),
        put: |slot, text, _| {
            *slot = domain::read_hours(text).map_err(|error| said(&error))?;
            Ok(())
        },
    }
}

/// Dates that differ from the week.
pub(in crate::form) fn exceptions() -> Codec<Vec<DayException>> {
    Codec {
        kind: Kind::Lines,
        example: "24 dec..31 dec = holiday; a line each, also 2 jan = 8-12",
        say: |all, _| domain::say_exceptions(all),
        put: |slot, text, ground| {
            *slot = domain::read_exceptions(text, &ground.context).map_err(|error| said(&error))?;
            Ok(())
        },
    }
}

/// Breaks that are taken when it suits.
pub(in crate::form) fn breaks() -> Codec<Vec<FloatingBreak>> {
    Codec {
        kind: Kind::Line,
        example: "30m 11:30-14:00; several with ; between",
        say: |breaks, _| domain::say_breaks(breaks),
        put: |slot, text, _| {
            *slot = domain::read_breaks(text).map_err(|error| said(&error))?;
            Ok(())
        },
    }
}

/// A whole number, 0 when empty.
pub(in crate::form) fn number() -> Codec<u32> {
    Codec {
        kind: Kind::Line,
        example: "",
        say: |number, _| number.to_string(),
        put: |slot, text, _| {
            *slot = read_number(text)?.unwrap_or(0);
            Ok(())
        },
    }
}

/// A whole number, or none.
pub(in crate::form) fn number_or_none() -> Codec<Option<u32>> {
    Codec {
        kind: Kind::Line,
        example: "a number; empty for no limit",
        say: |number, _| number.map_or_else(String::new, |number| number.to_string()),
        put: |slot, text, _| {
            *slot = read_number(text)?;
            Ok(())
        },
    }
}

fn read_number(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("“{text}” is not a whole number from 0"))
}

/// An amount in the business's currency, or none.
pub(in crate::form) fn money() -> Codec<Option<Money>> {
    Codec {
        kind: Kind::Line,
        example: "120 or 1,234.50",
        say: |price, _| price.map_or_else(String::new, |price| price.to_string()),
        put: |slot, text, ground| {
            let (text, currency) = (text.trim(), ground.business.currency);
            *slot = match Money::parse(text, currency) {
                _ if text.is_empty() => None,
                Some(price) => Some(price),
                None => {
                    let code = currency.code();
                    return Err(format!("“{text}” is not an amount in {code}: write it as 120 or 1,234.50"));
                }
            };
            Ok(())
        },
    }
}

/// Degrees north and east, or none.
pub(in crate::form) fn position() -> Codec<Option<Position>> {
    Codec {
        kind: Kind::Line,
        example: "50.8225,-0.1372",
        say: |position, _| position.as_ref().map_or_else(String::new, domain::say_position),
        put: |slot, text, _| {
            let text = text.trim();
            *slot = if text.is_empty() {
                None
            } else {
                Some(domain::read_position(text).map_err(|error| said(&error))?)
            };
            Ok(())
        },
    }
}

/// Parts with their quantities.
pub(in crate::form) fn parts() -> Codec<Vec<PartLine>> {
    Codec {
        kind: Kind::Line,
        example: "2 valves, 1 x washer, tape",
        say: |parts, _| parts.iter().map(say_part).collect::<Vec<_>>().join(", "),
        put: |slot, text, _| {
            *slot = read_parts(text);
            Ok(())
        },
    }
}

fn say_part(part: &PartLine) -> String {
    let counted = part.name.starts_with(|c: char| c.is_ascii_digit()) || part.quantity != 1;
    if counted { format!("{} {}", part.quantity, part.name) } else { part.name.clone() }
}

/// The checklist of a service: a line each, `!` before one that must be answered.
pub(in crate::form) fn checklist() -> Codec<Vec<ChecklistItem>> {
    Codec {
        kind: Kind::Lines,
        example: "a line each; ! before one that must be answered",
        say: |items, _| {
            items.iter().map(|item| say_check(&item.text, item.required)).collect::<Vec<_>>().join("\n")
        },
        put: |slot, text, _| {
            *slot = read_checks(text).map(|(text, required)| ChecklistItem { text, required }).collect();
            Ok(())
        },
    }
}

/// The checklist of a job, written as that of a service; a line that stays keeps its answer.
pub(in crate::form) fn check_lines() -> Codec<Vec<CheckLine>> {
    Codec {
        kind: Kind::Lines,
        example: "as its services have it; ! before a line that must be answered",
        say: |lines, _| {
            lines.iter().map(|line| say_check(&line.text, line.required)).collect::<Vec<_>>().join("\n")
        },
        put: |slot, text, _| {
            let mut before = std::mem::take(slot);
            for (text, required) in read_checks(text) {
                let known = before.iter().position(|line| line.text == text);
                let answer = known.and_then(|place| before.remove(place).answer);
                slot.push(CheckLine { text, required, answer });
            }
            Ok(())
        },
    }
}

fn say_check(text: &str, required: bool) -> String {
    let text = text.replace('\n', " ");
    if required { format!("! {text}") } else { text }
}

fn read_checks(text: &str) -> impl Iterator<Item = (String, bool)> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| match line.strip_prefix('!') {
        Some(rest) => (rest.trim().to_owned(), true),
        None => (line.to_owned(), false),
    })
}

/// How soon it matters.
pub(in crate::form) fn priority() -> Codec<Priority> {
    Codec {
        kind: words(&Priority::ALL.map(Priority::word)),
        example: "",
        say: |priority, _| priority.word().to_owned(),
        put: |slot, text, _| {
            put_choice(slot, text, &Priority::ALL.map(|priority| (priority.word(), priority)))
        },
    }
}

/// The zone of a business.
pub(in crate::form) fn zone() -> Codec<Tz> {
    Codec {
        kind: Kind::Line,
        example: "Europe/London",
        say: |zone, _| zone.name().to_owned(),
        put: |slot, text, _| {
            let mend = "is not a zone: give its IANA name, such as Europe/London";
            *slot = text.trim().parse().map_err(|_| format!("“{}” {mend}", text.trim()))?;
            Ok(())
        },
    }
}

/// The currency of a business.
pub(in crate::form) fn currency() -> Codec<Currency> {
    Codec {
        kind: Kind::Line,
        example: "GBP",
        say: |currency, _| currency.code().to_owned(),
        put: |slot, text, _| {
            let wrong = || format!("“{}” is not a currency: give three letters such as GBP", text.trim());
            *slot = Currency::new(text).ok_or_else(wrong)?;
            Ok(())
        },
    }
}

/// Whether the week starts on Monday.
pub(in crate::form) fn week_start() -> Codec<bool> {
    const CHOICES: [(&str, bool); 2] = [("monday", true), ("sunday", false)];
    Codec {
        kind: words(&["monday", "sunday"]),
        example: "",
        say: |value, _| say_choice(value, &CHOICES),
        put: |slot, text, _| put_choice(slot, text, &CHOICES),
    }
}

/// How 3/4 is read.
pub(in crate::form) fn date_order() -> Codec<Option<DateOrder>> {
    const CHOICES: [(&str, Option<DateOrder>); 4] = [
        ("ask", None),
        ("day month year", Some(DateOrder::Dmy)),
        ("month day year", Some(DateOrder::Mdy)),
        ("year month day", Some(DateOrder::Ymd)),
    ];
    Codec {
        kind: words(&CHOICES.map(|(word, _)| word)),
        example: "",
        say: |value, _| say_choice(value, &CHOICES),
        put: |slot, text, _| put_choice(slot, text, &CHOICES),
    }
}
