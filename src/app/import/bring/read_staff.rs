//! Rows about technicians and services, and what both have: skills and prices.

use domain::{Currency, Money, Skill};

use super::cells::Cells;
use super::draft::{ServiceDraft, TechnicianDraft};
use super::field::Field;
use crate::import::{Amount, read_amount, read_count};

/// Reads a row about a technician; none when it is wrong, and then it has said why.
pub(super) fn read_technician(cells: &mut Cells<'_>) -> Option<TechnicianDraft> {
    let parts = [Field::FirstName, Field::LastName];
    let parts: Vec<String> = parts.into_iter().filter_map(|field| cells.line_of(field)).collect();
    let name = cells.line_of(Field::Name).or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    let Some(name) = name else {
        cells.fail_row("the row names no technician");
        return None;
    };
    let draft = TechnicianDraft {
        line: cells.line(),
        key: cells.line_of(Field::Id),
        name,
        skills: skills(cells),
        departments: cells.list(Field::Departments),
        phones: cells.phones(),
        emails: cells.emails(),
        home: cells.addresses().into_iter().next().map(|(address, _)| address).unwrap_or_default(),
        home_position: cells.position(),
        daily_limit: cells.read(Field::DailyLimit, read_count).filter(|limit| *limit > 0),
        tags: cells.list(Field::Tags),
        notes: cells.joined(Field::Notes),
        inactive: cells.inactive(),
    };
    cells.errors.is_empty().then_some(draft)
}

/// Reads a row about a service; none when it is wrong, and then it has said why.
pub(super) fn read_service(cells: &mut Cells<'_>, currency: Currency) -> Option<ServiceDraft> {
    let Some(name) = cells.line_of(Field::Name) else {
        cells.fail_row("the row names no service");
        return None;
    };
    let draft = ServiceDraft {
        line: cells.line(),
        key: cells.line_of(Field::Id),
        name,
        code: cells.line_of(Field::Code).unwrap_or_default(),
        scope: cells.joined(Field::Scope).unwrap_or_default(),
        exclusions: cells.joined(Field::Exclusions).unwrap_or_default(),
        conditions: cells.joined(Field::Conditions).unwrap_or_default(),
        minutes: cells.minutes(),
        skills: skills(cells),
        crew_size: cells.read(Field::CrewSize, read_count).filter(|size| *size > 0),
        price: price(cells, currency),
        inactive: cells.inactive(),
    };
    cells.errors.is_empty().then_some(draft)
}

/// The skills of a row: `gas`, `gas:3`, in a list.
pub(super) fn skills(cells: &mut Cells<'_>) -> Vec<Skill> {
    let mut skills: Vec<Skill> = Vec::new();
    let column = cells.first(Field::Skills).map_or(0, |(column, _)| column);
    for entry in cells.list(Field::Skills) {
        match skill_of(&entry) {
            Ok(skill) if skills.iter().any(|known| known.name.eq_ignore_ascii_case(&skill.name)) => {}
            Ok(skill) => skills.push(skill),
            Err(reason) => cells.fail(column, reason),
        }
    }
    skills
}

fn skill_of(entry: &str) -> Result<Skill, String> {
    let (name, level) = entry.rsplit_once(':').unwrap_or((entry, "1"));
    let level = level.trim().parse::<u8>().ok().filter(|level| (1..=5).contains(level));
    match (name.trim(), level) {
        (name, Some(level)) if !name.is_empty() => Ok(Skill { name: name.to_owned(), level }),
        _ => Err(format!("“{entry}” is no skill with a level from 1 to 5; write it as gas or gas:3")),
    }
}

/// The price of a row in the business's currency; another currency is an error.
pub(super) fn price(cells: &mut Cells<'_>, own: Currency) -> Option<Money> {
    let column = cells.first(Field::Price)?.0;
    let amount = cells.read(Field::Price, read_amount)?;
    let said = cells.line_of(Field::Currency);
    for currency in said.iter().chain(&amount.currency) {
        if !is_currency(currency, own) {
            let reason = format!("the price is in {currency}, the business's currency is {}", own.code());
            cells.fail(column, format!("{reason}; leave the column out with --map COLUMN= or convert it"));
            return None;
        }
    }
    let minor = minor(&amount, own);
    if minor.is_none() {
        cells.fail(column, "the price is too large");
    }
    minor.map(|minor| Money { minor, currency: own })
}

fn minor(amount: &Amount, own: Currency) -> Option<i64> {
    amount.minor(u32::try_from(own.digits()).ok()?)
}

/// Whether a sign or code can stand for the business's currency.
fn is_currency(text: &str, own: Currency) -> bool {
    let code = own.code();
    match text.trim() {
        "£" => matches!(code, "GBP" | "GIP" | "FKP" | "EGP" | "LBP" | "SYP"),
        "€" => code == "EUR",
        sign if sign.ends_with('$') => {
            let dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "JMD", "BBD", "FJD", "NAD"];
            let pesos = ["MXN", "COP", "ARS", "CLP", "UYU", "DOP"];
            dollars.contains(&code) || pesos.contains(&code)
        }
        "¥" => matches!(code, "JPY" | "CNY"),
        other => Currency::new(other) == Some(own),
    }
}
