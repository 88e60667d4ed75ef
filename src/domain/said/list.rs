//! Skills, telephone numbers, labels and positions, as they are typed one after another.

use super::SaidError;
use crate::{Phone, Position, Skill};

/// Cuts a list at its commas; what is empty is left out, and each is there once.
pub fn read_tags(text: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for part in text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if !list.iter().any(|other| other == part) {
            list.push(part.to_owned());
        }
    }
    list
}

/// Reads a skill with its level: `gas`, `gas:3`.
pub fn read_skill(text: &str) -> Result<Skill, SaidError> {
    let (name, level) = text.rsplit_once(':').unwrap_or((text, "1"));
    let level = level.trim().parse().ok().filter(|level| (1..=5).contains(level));
    match (name.trim(), level) {
        (name, Some(level)) if !name.is_empty() => Ok(Skill { name: name.to_owned(), level }),
        _ => {
            let message = format!("“{text}” is not a skill with a level from 1 to 5");
            Err(SaidError::wrong("skill", message, "write it as gas or gas:3"))
        }
    }
}

/// Reads skills: `gas:3, plumbing`.
pub fn read_skills(text: &str) -> Result<Vec<Skill>, SaidError> {
    read_tags(text).iter().map(|skill| read_skill(skill)).collect()
}

/// Says skills so that they read back: `gas:3, plumbing`.
pub fn say_skills(skills: &[Skill]) -> String {
    let say = |skill: &Skill| match skill.level {
        1 if !skill.name.contains(':') => skill.name.clone(),
        level => format!("{}:{level}", skill.name),
    };
    skills.iter().map(say).collect::<Vec<_>>().join(", ")
}

/// Reads a telephone number with or without what it is for: `01273 555 0100`, `mobile=07700 900123`.
pub fn read_phone(text: &str) -> Phone {
    match text.split_once('=') {
        Some((label, number)) => Phone { number: number.trim().to_owned(), label: label.trim().to_owned() },
        None => Phone { number: text.trim().to_owned(), label: String::new() },
    }
}

/// Reads telephone numbers: `mobile=07700 900123, 01273 555 0100`. Each has a digit.
pub fn read_phones(text: &str) -> Result<Vec<Phone>, SaidError> {
    let phones: Vec<Phone> = read_tags(text).iter().map(|phone| read_phone(phone)).collect();
    match phones.iter().find(|phone| crate::digits(&phone.number).is_empty()) {
        Some(phone) => {
            let message = format!("“{}” is not a telephone number", phone.number);
            Err(SaidError::wrong("phones", message, "write it as 01273 555 0100 or mobile=07700 900123"))
        }
        None => Ok(phones),
    }
}

/// Says telephone numbers so that they read back.
pub fn say_phones(phones: &[Phone]) -> String {
    let say = |phone: &Phone| {
        if phone.label.is_empty() {
            phone.number.clone()
        } else {
            format!("{}={}", phone.label, phone.number)
        }
    };
    phones.iter().map(say).collect::<Vec<_>>().join(", ")
}

/// Reads degrees north and east: `50.8225,-0.1372`.
pub fn read_position(text: &str) -> Result<Position, SaidError> {
    let degrees = |part: &str| part.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    let parts = text.split_once(',').and_then(|(north, east)| Some((degrees(north)?, degrees(east)?)));
    parts.and_then(|(north, east)| Position::new(north, east)).ok_or_else(|| {
        let message = format!("“{text}” is not a point on the globe");
        SaidError::wrong("position", message, "write degrees north and east: 50.8225,-0.1372")
    })
}

/// Says a position so that it reads back.
pub fn say_position(position: &Position) -> String {
    format!("{},{}", position.latitude, position.longitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skills_have_levels_and_read_back() {
        let skills = read_skills("gas:3, plumbing , gas safe : 2").unwrap();
        assert_eq!(say_skills(&skills), "gas:3, plumbing, gas safe:2");
        assert_eq!(read_skills(&say_skills(&skills)).unwrap(), skills);
        for wrong in ["gas:0", "gas:6", "gas:x", ":3"] {
            assert!(read_skills(wrong).is_err(), "{wrong}");
        }
        assert_eq!(say_skills(&[Skill { name: "a:b".into(), level: 1 }]), "a:b:1");
    }

    #[test]
    fn phones_may_have_labels_and_read_back() {
        let phones = read_phones("mobile = 07700 900123, 01273 555 0100").unwrap();
        assert_eq!(say_phones(&phones), "mobile=07700 900123, 01273 555 0100");
        assert_eq!(read_phones(&say_phones(&phones)).unwrap(), phones);
        assert!(read_phones("call her").is_err());
        assert_eq!(read_phones(" , ").unwrap(), []);
    }

    #[test]
    fn positions_are_on_the_globe_and_read_back() {
        let position = read_position("50.5, -0.25").unwrap();
        assert_eq!(position, Position { latitude: 50.5, longitude: -0.25 });
        assert_eq!(read_position(&say_position(&position)).unwrap(), position);
        for wrong in ["50.5", "91,0", "0,181", "NaN,0", "north,east", "inf,0"] {
            assert!(read_position(wrong).is_err(), "{wrong}");
        }
    }
}
