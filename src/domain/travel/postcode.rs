//! Postcodes as they are compared, and the shorter codes that stand for them in place files.

/// A postcode as it is compared: letters and digits only, in capitals.
pub fn postcode_key(postcode: &str) -> String {
    postcode.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// The keys under which a postcode may stand in a place file, the most exact first: itself, then the part that
/// GeoNames has for the larger area (GB "SW1A 1AA" → "SW1A", CA "K1A 0B1" → "K1A", IE "D02 X285" → "D02", US ZIP+4 →
/// ZIP, NL "1012 AB" → "1012"). Which country's form it is, is told by its shape; empty for none.
pub fn postcode_keys(postcode: &str) -> Vec<String> {
    let whole = postcode_key(postcode);
    let shape: String = whole.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
    let length = whole.len();
    let mut keys = Vec::new();
    if shape == "999999999" {
        keys.push(5);
    }
    if shape == "A9A9A9" || (length == 7 && is_routing_key(&whole[..3], &shape[..3])) {
        keys.push(3);
    }
    if shape == "9999AA" {
        keys.push(4);
    }
    if (5..=7).contains(&length) && shape.starts_with('A') && shape.ends_with("9AA") {
        // The British one first: an Irish code may look the same, but its routing key then is no British district.
        keys.insert(0, length - 3);
    }
    let shorter = keys.into_iter().map(|length| whole[..length].to_owned()).collect::<Vec<_>>();
    std::iter::once(whole.clone()).chain(shorter).filter(|key| !key.is_empty()).collect()
}

/// An Irish routing key is a letter and two digits, but for D6W.
fn is_routing_key(key: &str, shape: &str) -> bool {
    shape == "A99" || key == "D6W"
}

/// What people call the countries whose place files are used most, beside their codes.
const NAMES: [(&str, &str); 34] = [
    ("america", "US"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("belgique", "BE"),
    ("belgium", "BE"),
    ("canada", "CA"),
    ("danmark", "DK"),
    ("denmark", "DK"),
    ("deutschland", "DE"),
    ("england", "GB"),
    ("españa", "ES"),
    ("france", "FR"),
    ("germany", "DE"),
    ("great britain", "GB"),
    ("india", "IN"),
    ("ireland", "IE"),
    ("italia", "IT"),
    ("italy", "IT"),
    ("nederland", "NL"),
    ("netherlands", "NL"),
    ("new zealand", "NZ"),
    ("northern ireland", "GB"),
    ("schweiz", "CH"),
    ("scotland", "GB"),
    ("spain", "ES"),
    ("suisse", "CH"),
    ("switzerland", "CH"),
    ("u.s.a.", "US"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("wales", "GB"),
];

/// The ISO code of a country as people write it; none when it is empty or not known.
pub fn country_code(country: &str) -> Option<String> {
    let name = country.trim().to_lowercase();
    if let Ok(found) = NAMES.binary_search_by_key(&name.as_str(), |(name, _)| name) {
        return Some(NAMES[found].1.to_owned());
    }
    (name.len() == 2 && name.chars().all(|c| c.is_ascii_alphabetic())).then(|| name.to_uppercase())
}
