//! Completion and highlighting.

use app::FilterNames;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::menu::FilterKind;
use super::*;

fn names() -> FilterNames {
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    FilterNames {
        technicians: texts(&["Dana Price", "David Hill", "Ravi Shah"]),
        services: texts(&["Boiler service", "EICR"]),
        zones: texts(&["north", "north east"]),
        tags: texts(&["gas", "vip"]),
    }
}

fn offers(before: &str) -> Vec<String> {
    complete(before, &names()).offers
}

#[test]
fn the_term_before_the_cursor_is_completed() {
    for (before, wanted) in [
        ("@da", vec!["@\"Dana Price\"", "@\"David Hill\""]),
        ("!late @pri", vec!["@\"Dana Price\""]),
        ("#", vec!["#gas", "#vip"]),
        ("!la", vec!["!late"]),
        ("!to-inv", vec!["!to_invoice"]),
        ("!urg", vec!["!urgent"]),
        ("zone:north", vec!["zone:\"north east\""]),
        ("svc:boi", vec!["svc:\"Boiler service\""]),
        ("stage:to", vec!["stage:to_schedule"]),
        ("tag:v", vec!["tag:vip"]),
        ("-#v", vec!["-#vip"]),
        ("-zone:north", vec!["-zone:\"north east\""]),
        ("-st", vec!["-stage:"]),
        ("zo", vec!["zone:"]),
        ("st", vec!["stage:"]),
        ("z", vec![]),
        ("boiler no heat", vec![]),
        ("", vec![]),
        ("@dana ", vec![]),
    ] {
        assert_eq!(offers(before), wanted, "{before}");
    }
    assert_eq!(complete("#gas zone:\"north e", &names()).from, 5, "a blank inside quotes parts nothing");
}

#[test]
fn every_offer_reads_as_a_filter() {
    for before in ["@", "#", "!", "zone:", "svc:", "stage:", "mark:"] {
        let offers = offers(before);
        assert!(!offers.is_empty(), "{before}");
        for offer in offers {
            let filter: app::Filter = offer.parse().unwrap_or_else(|error| panic!("{offer}: {error}"));
            assert!(!filter.is_empty(), "{offer}");
        }
    }
}

#[test]
fn words_are_lit_whatever_the_case_and_the_width_of_letters() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 2));
    buffer.set_string(0, 0, "日本 Tap drip, tap again", Style::new());
    buffer.set_string(0, 1, "nothing of it", Style::new());
    let area = buffer.area;
    highlight(&mut buffer, area, &["TAP".to_owned(), "i".to_owned()]);
    let lit: Vec<u16> = (0..24).filter(|x| buffer[(*x, 0)].modifier.contains(Modifier::UNDERLINED)).collect();
    assert_eq!(lit, [5, 6, 7, 15, 16, 17]);
    assert!((0..24).all(|x| buffer[(x, 1)].modifier.is_empty()));
}

#[test]
fn menus_lead_to_terms_and_back() {
    let mut filter = app::Filter::default();
    let (rows, _) = values_menu(FilterKind::Tag, &filter, &names());
    let FilterRow::Term(term) = rows[1].clone() else { panic!("a term") };
    filter.toggle((*term).clone());
    assert_eq!(filter.to_string(), "#vip");
    filter.toggle(*term);
    assert!(filter.is_empty());
    let mut saved = app::SavedFilters::default();
    saved.read("mine", "!late").unwrap();
    let (rows, _) = kinds_menu(&filter, &saved, false);
    assert_eq!(rows[0], FilterRow::Use("mine".to_owned()));
    assert!(!rows.contains(&FilterRow::ShowAll) && !rows.contains(&FilterRow::ForgetOne));
}
