//! Parts used, as people type them.

use domain::PartLine;

/// Reads `2 valves, 1 x washer, tape`: a number before a name counts it, a name alone is one.
/// Blank text or `none` means that none were used.
pub fn read_parts(text: &str) -> Vec<PartLine> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("none") {
        return Vec::new();
    }
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(read_part).collect()
}

fn read_part(text: &str) -> PartLine {
    let counted = text.split_once(char::is_whitespace).and_then(|(count, name)| {
        let quantity: u32 = count.trim_end_matches(['x', 'X']).parse().ok().filter(|count| *count > 0)?;
        let name = name.trim().strip_prefix("x ").unwrap_or(name.trim()).trim();
        (!name.is_empty()).then(|| PartLine { name: name.to_owned(), quantity })
    });
    counted.unwrap_or_else(|| PartLine { name: text.to_owned(), quantity: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_read_as_people_count_them() {
        let read = |text| read_parts(text).into_iter().map(|p| (p.quantity, p.name)).collect::<Vec<_>>();
        let part = |quantity, name: &str| (quantity, name.to_owned());
        assert_eq!(
            read("2 valves, 1 x washer,tape"),
            [part(2, "valves"), part(1, "washer"), part(1, "tape")]
        );
        assert_eq!(read("3x 15mm elbow"), [part(3, "15mm elbow")]);
        assert_eq!(read("15mm elbow"), [part(1, "15mm elbow")]);
        assert_eq!(read(" none "), []);
        assert_eq!(read("0 valves"), [part(1, "0 valves")]);
    }
}
