//! How values stand in a field: each codec says a value as a text and reads it back.

use app::{Booked, Wanted, booked};
use chrono::NaiveDate;
use domain::{
    Channel, CheckLine, ChecklistItem, ClientId, Crew, Currency, DateOrder, DayException, EntityKind,
    EntityRef, Money, PartLine, Phone, Position, Priority, SaidError, ServiceId, SiteId, Skill, Slot,
    TechnicianId, Term, Tz, WeekHours, WhenError, place_local, read_date, read_minutes, read_when,
    say_minutes,
};

use super::spec::{Ground, Kind};
use crate::dialog::read_parts;

/// A way to write values of a type in a field.
pub(super) struct Codec<T> {
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

fn unread(error: &WhenError) -> String {
    error.to_string()
}

fn words(choices: &[&str]) -> Kind {
    Kind::Choice(choices.iter().map(|&word| word.to_owned()).collect())
}

/// Puts the choice of that word.
fn put_choice<T: Clone>(slot: &mut T, text: &str, choices: &[(&str, T)]) -> Put {
    match choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim())) {
        Some((_, value)) => {
            *slot = value.clone();
            Ok(())
        }
        None => {
            let all: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            Err(format!("“{}” is none of {}", text.trim(), all.join(", ")))
        }
    }
}

fn say_choice<T: PartialEq>(value: &T, choices: &[(&str, T)]) -> String {
    choices.iter().find(|(_, other)| other == value).map_or_else(String::new, |(word, _)| (*word).to_owned())
}

/// A line of text, without the blanks at its ends.
pub(super) fn line() -> Codec<String> {
    Codec { kind: Kind::Line, example: "", say: |text, _| text.clone(), put: put_text }
}

/// A text of several lines.
pub(super) fn lines() -> Codec<String> {
    Codec { kind: Kind::Lines, example: "", say: |text, _| text.clone(), put: put_text }
}

fn put_text(slot: &mut String, text: &str, _: &Ground) -> Put {
    text.trim().clone_into(slot);
    Ok(())
}

/// Yes or no.
pub(super) fn flag() -> Codec<bool> {
    const CHOICES: [(&str, bool); 2] = [("no", false), ("yes", true)];
    Codec {
        kind: words(&["no", "yes"]),
        example: "",
        say: |value, _| say_choice(value, &CHOICES),
        put: |slot, text, _| put_choice(slot, text, &CHOICES),
    }
}

/// Labels, departments: words with commas between.
pub(super) fn tags(wanted: Wanted) -> Codec<Vec<String>> {
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
pub(super) fn emails() -> Codec<Vec<String>> {
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
pub(super) fn phones() -> Codec<Vec<Phone>> {
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
    ("phone", Some(Channel::Phone)),
    ("text", Some(Channel::Text)),
    ("email", Some(Channel::Email)),
];

/// How somebody wants to be reached.
pub(super) fn channel() -> Codec<Option<Channel>> {
    Codec {
        kind: words(&CHANNELS.map(|(word, _)| word)),
        example: "",
        say: |value, _| say_choice(value, &CHANNELS),
        put: |slot, text, _| put_choice(slot, text, &CHANNELS),
    }
}

/// Channels that somebody has refused.
pub(super) fn channels() -> Codec<Vec<Channel>> {
    Codec {
        kind: Kind::Line,
        example: "phone, text, email",
        say: |all, _| all.iter().map(|one| say_choice(&Some(*one), &CHANNELS)).collect::<Vec<_>>().join(", "),
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
pub(super) fn skills() -> Codec<Vec<Skill>> {
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
pub(super) fn hours() -> Codec<WeekHours> {
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
pub(super) fn exceptions() -> Codec<Vec<DayException>> {
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

/// A day, or none.
pub(super) fn date() -> Codec<Option<NaiveDate>> {
    Codec {
        kind: Kind::Line,
        example: "25 nov 2026, fri, 2026-11-25",
        say: |date, _| date.map_or_else(String::new, |date| date.to_string()),
        put: |slot, text, ground| {
            let text = text.trim();
            *slot = if text.is_empty() {
                None
            } else {
                Some(read_date(text, &ground.context).map_err(|error| unread(&error))?)
            };
            Ok(())
        },
    }
}

/// A length in minutes; empty is 0.
pub(super) fn length() -> Codec<u32> {
    Codec {
        kind: Kind::Line,
        example: "1h30, 90m",
        say: |minutes, _| if *minutes == 0 { String::new() } else { say_minutes(i64::from(*minutes)) },
        put: |slot, text, _| {
            *slot = read_length(text)?.unwrap_or(0);
            Ok(())
        },
    }
}

/// A length in minutes, or none.
pub(super) fn length_or_none() -> Codec<Option<u32>> {
    Codec {
        kind: Kind::Line,
        example: "1h30, 90m; empty: as its services say",
        say: |minutes, _| minutes.map_or_else(String::new, |minutes| say_minutes(i64::from(minutes))),
        put: |slot, text, _| {
            *slot = read_length(text)?;
            Ok(())
        },
    }
}

fn read_length(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    read_minutes(text).map(Some).map_err(|error| unread(&error))
}

/// A whole number, 0 when empty.
pub(super) fn number() -> Codec<u32> {
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
pub(super) fn number_or_none() -> Codec<Option<u32>> {
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
    text.parse().map(Some).map_err(|_| format!("“{text}” is not a whole number"))
}

/// An amount in the business's currency, or none.
pub(super) fn money() -> Codec<Option<Money>> {
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
pub(super) fn position() -> Codec<Option<Position>> {
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
pub(super) fn parts() -> Codec<Vec<PartLine>> {
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
pub(super) fn checklist() -> Codec<Vec<ChecklistItem>> {
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
pub(super) fn check_lines() -> Codec<Vec<CheckLine>> {
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
pub(super) fn priority() -> Codec<Priority> {
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
pub(super) fn zone() -> Codec<Tz> {
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
pub(super) fn currency() -> Codec<Currency> {
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
pub(super) fn week_start() -> Codec<bool> {
    const CHOICES: [(&str, bool); 2] = [("monday", true), ("sunday", false)];
    Codec {
        kind: words(&["monday", "sunday"]),
        example: "",
        say: |value, _| say_choice(value, &CHOICES),
        put: |slot, text, _| put_choice(slot, text, &CHOICES),
    }
}

/// How 3/4 is read.
pub(super) fn date_order() -> Codec<Option<DateOrder>> {
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

/// What the client was told: an arrival window, or `by` and a time.
pub(super) fn promise() -> Codec<Option<Term>> {
    Codec {
        kind: Kind::Line,
        example: "fri 2-4pm, tmw am, by thu 17:00",
        say: |term, ground| term.as_ref().map_or_else(String::new, |term| say_term(term, ground)),
        put: |slot, text, ground| {
            let text = text.trim();
            *slot = if text.is_empty() { None } else { Some(read_term(text, ground)?) };
            Ok(())
        },
    }
}

fn say_term(term: &Term, ground: &Ground) -> String {
    let zone = ground.business.zone;
    let local = |at: domain::Moment| at.with_timezone(&zone).naive_local();
    match term {
        Term::By(due) => format!("by {}", local(*due).format("%Y-%m-%d %H:%M")),
        Term::Window(window) => {
            let (from, to) = (local(window.start), local(window.end));
            if from.date() == to.date() {
                format!("{}-{}", from.format("%Y-%m-%d %H:%M"), to.format("%H:%M"))
            } else {
                let length = say_minutes(window.minutes());
                format!("{} for {length}", from.format("%Y-%m-%d %H:%M"))
            }
        }
    }
}

fn read_term(text: &str, ground: &Ground) -> Result<Term, String> {
    let by = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map(|_| text[3..].trim());
    let when = read_when(by.unwrap_or(text), &ground.context).map_err(|error| unread(&error))?;
    let moment = |local| place_local(local, ground.business.zone).moment();
    if by.is_some() {
        let starts = when.start(&ground.context).filter(|_| when.time != domain::WhenTime::None);
        let ends = when.end(&ground.context).or(starts);
        let due = ends.or_else(|| Some(when.date?.and_time(ground.context.day_to)));
        return due.map(|due| Term::By(moment(due))).ok_or_else(|| format!("“{text}” names no day"));
    }
    match booked(&when, &ground.context, &ground.business, ground.business.window_minutes) {
        Booked::Slot(span) => Ok(Term::Window(span)),
        Booked::Told(term) => Ok(term),
        Booked::Nothing => Err(format!("“{text}” names no day or time: write it as fri 2-4pm or by thu")),
    }
}

/// A planned start and end, or none.
pub(super) fn slot() -> Codec<Option<Slot>> {
    Codec {
        kind: Kind::Line,
        example: "tmw 9am, fri 14:30 for 2h; empty: in the tray",
        say: |slot, _| say_slot(slot.as_ref()),
        put: |slot, text, ground| put_slot(slot, text, ground, ground.business.visit_minutes),
    }
}

pub(super) fn say_slot(slot: Option<&Slot>) -> String {
    let said = |slot: &Slot| {
        format!("{} for {}", slot.local_start.format("%Y-%m-%d %H:%M"), say_minutes(slot.span.minutes()))
    };
    slot.map_or_else(String::new, said)
}

/// Puts a planned start and end; `usual` is the length in minutes when the words name none.
pub(super) fn put_slot(slot: &mut Option<Slot>, text: &str, ground: &Ground, usual: u32) -> Put {
    let text = text.trim();
    if text.is_empty() {
        *slot = None;
        return Ok(());
    }
    let when = read_when(text, &ground.context).map_err(|error| unread(&error))?;
    match booked(&when, &ground.context, &ground.business, usual) {
        Booked::Slot(span) => {
            *slot = Some(Slot::of_span(span, ground.business.zone));
            Ok(())
        }
        Booked::Told(_) | Booked::Nothing => {
            Err(format!("“{text}” names no time of day: add one such as 9am"))
        }
    }
}

/// The client it belongs to.
pub(super) fn client() -> Codec<ClientId> {
    Codec {
        kind: Kind::One(Wanted::Client),
        example: "a name, a number or an address",
        say: |id, ground| if id.0 == 0 { String::new() } else { ground.say((*id).into()) },
        put: |slot, text, ground| {
            *slot = ClientId(read_one(text, EntityKind::Client, ground)?.unwrap_or(0));
            Ok(())
        },
    }
}

/// The site it is at.
pub(super) fn site() -> Codec<SiteId> {
    Codec {
        kind: Kind::One(Wanted::Site(None)),
        example: "an address or a name",
        say: |id, ground| if id.0 == 0 { String::new() } else { ground.say((*id).into()) },
        put: |slot, text, ground| {
            *slot = SiteId(read_one(text, EntityKind::Site, ground)?.unwrap_or(0));
            Ok(())
        },
    }
}

/// The site, or none yet.
pub(super) fn site_or_none() -> Codec<Option<SiteId>> {
    Codec {
        kind: Kind::One(Wanted::Site(None)),
        example: "an address or a name of the client's",
        say: |id, ground| id.map_or_else(String::new, |id| ground.say(id.into())),
        put: |slot, text, ground| {
            *slot = read_one(text, EntityKind::Site, ground)?.map(SiteId);
            Ok(())
        },
    }
}

/// Technicians after each other.
pub(super) fn technicians() -> Codec<Vec<TechnicianId>> {
    Codec {
        kind: Kind::Many(Wanted::Technician),
        example: "names, with commas between",
        say: |ids, ground| ids.iter().map(|id| ground.say((*id).into())).collect::<Vec<_>>().join(", "),
        put: |slot, text, ground| {
            let read = read_many(text, EntityKind::Technician, ground)?;
            *slot = read.into_iter().map(TechnicianId).collect();
            Ok(())
        },
    }
}

/// Who goes: the lead first, then the helpers.
pub(super) fn crew() -> Codec<Option<Crew>> {
    Codec {
        kind: Kind::Many(Wanted::Technician),
        example: "the lead first, then helpers",
        say: |crew, ground| {
            let members = crew.iter().flat_map(Crew::members).map(|id| ground.say(id.into()));
            members.collect::<Vec<_>>().join(", ")
        },
        put: |slot, text, ground| {
            let mut read = read_many(text, EntityKind::Technician, ground)?.into_iter().map(TechnicianId);
            *slot = read.next().map(|lead| Crew { lead, helpers: read.collect() });
            Ok(())
        },
    }
}

/// Entries of the price book.
pub(super) fn services() -> Codec<Vec<ServiceId>> {
    Codec {
        kind: Kind::Many(Wanted::Service),
        example: "names or codes, with commas between",
        say: |ids, ground| ids.iter().map(|id| ground.say((*id).into())).collect::<Vec<_>>().join(", "),
        put: |slot, text, ground| {
            *slot = read_many(text, EntityKind::Service, ground)?.into_iter().map(ServiceId).collect();
            Ok(())
        },
    }
}

/// The number of the one record named; none when the text is empty.
fn read_one(text: &str, kind: EntityKind, ground: &Ground) -> Result<Option<u64>, String> {
    match read_many(text, kind, ground)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(format!("names more than one {}", kind.word())),
    }
}

/// The numbers of the records named, each once: `T-1 Dana Price, T-2 Ravi Shah`.
pub(super) fn read_many(text: &str, kind: EntityKind, ground: &Ground) -> Result<Vec<u64>, String> {
    let mut found: Vec<u64> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (entity, after) = take_named(rest, kind, ground)?;
        if !found.contains(&entity.id) {
            found.push(entity.id);
        }
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    Ok(found)
}

/// The record that a text begins with, by its id and the name that belongs to it, and what follows.
fn take_named<'t>(text: &'t str, kind: EntityKind, ground: &Ground) -> Result<(EntityRef, &'t str), String> {
    let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
    let (id, after) = text.split_at(end);
    let unknown = || {
        let said = text.split(',').next().unwrap_or(text).trim();
        format!("“{said}” is no {} yet: type part of the name and take one of the list", kind.word())
    };
    let entity: EntityRef = id.parse().map_err(|_| unknown())?;
    if entity.kind != kind {
        return Err(format!("{entity} is a {}, not a {}", entity.kind.word(), kind.word()));
    }
    let name = ground.names.get(&entity).map(|name| name.replace('\n', " "));
    let after = after.trim_start();
    let rest = name.as_deref().and_then(|name| after.strip_prefix(name)).unwrap_or(after);
    if rest.trim_start().is_empty() || rest.trim_start().starts_with(',') {
        return Ok((entity, rest));
    }
    Err(unknown())
}
