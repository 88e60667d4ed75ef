use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{Stage, WhenContext};

fn choice() -> FieldKind {
    FieldKind::Choice(vec!["blue".into(), "Red".into(), "rot".into()])
}

fn field(on: FieldOn, id: &str, kind: FieldKind) -> FieldDefinition {
    let label = format!("The {id}");
    FieldDefinition { on, id: id.into(), label, kind, required: false, in_lists: false }
}

#[test]
fn values_are_read_by_their_kind() {
    let read = |kind: FieldKind, text: &str| kind.read(text).map(|value| json!(value));
    for (kind, text, value) in [
        (FieldKind::Text, "  under the mat ", json!("under the mat")),
        (FieldKind::Number, "12", json!(12)),
        (FieldKind::Number, "-0.50", json!(-0.5)),
        (FieldKind::Number, "+3.0", json!(3)),
        (FieldKind::Number, "18446744073709551615", json!(u64::MAX)),
        (FieldKind::Number, "1e3", json!(1000)),
        (FieldKind::Date, "2026-11-24", json!("2026-11-24")),
        (FieldKind::YesNo, "Y", json!(true)),
        (FieldKind::YesNo, "false", json!(false)),
        (choice(), "RED", json!("Red")),
    ] {
        assert_eq!(read(kind, text), Ok(value), "{text}");
    }
}

#[test]
fn what_is_no_value_says_what_would_be_one() {
    for (kind, text, said, mend) in [
        (FieldKind::Text, " \n", "is empty", "a text"),
        (FieldKind::Number, "12,5", "“12,5” is not a number", "12.5"),
        (FieldKind::Number, "inf", "“inf” is not a number", "12.5"),
        (FieldKind::Number, "1e999", "“1e999” is not a number", "12.5"),
        (FieldKind::Number, "1-2", "“1-2” is not a number", "12.5"),
        (FieldKind::Number, "123456789012345678901", "more digits than a number keeps", "text field"),
        (FieldKind::Date, "24/11/2026", "“24/11/2026” is not a date", "2026-11-24"),
        (FieldKind::Date, "2026-02-30", "is not a date", "2026-11-24"),
        (FieldKind::Date, "+026-02-10", "is not a date", "2026-11-24"),
        (FieldKind::YesNo, "perhaps", "neither yes nor no", "yes or no"),
        (choice(), "green", "“green” is not one of its choices", "choose blue, Red or rot"),
    ] {
        let fault = kind.read(text).unwrap_err();
        assert!(fault.message.contains(said) && fault.mend.contains(mend), "{text}: {fault:?}");
    }
}

#[test]
fn a_person_may_say_a_date_as_a_day() {
    let context = WhenContext::new("2026-11-22T11:20:00".parse().unwrap(), chrono_tz::Europe::London);
    let said = |text: &str| FieldKind::Date.read_said(text, &context).map(|value| value.to_string());
    assert_eq!(said("tmw"), Ok("2026-11-23".into()));
    assert_eq!(said("1 dec"), Ok("2026-12-01".into()));
    assert_eq!(said("2020-01-05"), Ok("2020-01-05".into()));
    assert!(said("3/4").unwrap_err().message.contains("can mean"));
    assert!(said("").unwrap_err().message.contains("is empty"));
    assert_eq!(FieldKind::Text.read_said("tmw", &context), Ok(FieldValue::Text("tmw".into())));
}

#[test]
fn a_value_fits_its_own_kind_alone() {
    let text = |text: &str| FieldValue::Text(text.into());
    assert!(text("2026-11-24").fits(&FieldKind::Date) && !text("24 nov").fits(&FieldKind::Date));
    assert!(text("Red").fits(&choice()) && !text("red").fits(&choice()));
    assert!(!text("1").fits(&FieldKind::Number) && !text(" ").fits(&FieldKind::Text));
    assert!(!FieldValue::YesNo(true).fits(&FieldKind::Text));
}

#[test]
fn fields_are_found_by_id_or_label_and_said_in_their_order() {
    let fields = vec![
        field(FieldOn::Site, "boiler_key", choice()),
        field(FieldOn::Site, "age", FieldKind::Number),
        field(FieldOn::Job, "age", FieldKind::Text),
    ];
    let own = Definitions { fields, ..Definitions::default() };
    for name in ["boiler_key", " The Boiler_Key "] {
        assert_eq!(own.named(FieldOn::Site, name).map(|field| field.id.as_str()), Some("boiler_key"));
    }
    assert_eq!(own.named(FieldOn::Job, "boiler_key"), None);
    let values: Fields = [("age", "7"), ("boiler_key", "blue"), ("left", "kept")]
        .map(|(id, value)| (id.to_owned(), FieldValue::Text(value.to_owned())))
        .into();
    let said: Vec<(&str, String)> =
        own.said(FieldOn::Site, &values).into_iter().map(|(name, value)| (name, value.to_string())).collect();
    let expected = [("The boiler_key", "blue"), ("The age", "7"), ("left", "kept")];
    assert_eq!(said, expected.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn a_definition_may_not_take_a_name_that_records_have() {
    let own =
        |on, id: &str| Definitions { fields: vec![field(on, id, FieldKind::Text)], ..Definitions::default() };
    let records = crate::fixture::full_records();
    for (on, record) in records {
        for name in record.to_fields().unwrap().keys() {
            assert!(own(on, name).check().is_err(), "{on:?}: {name}");
        }
    }
    for (id, is_well) in
        [("po_2", true), ("_po", false), ("PO", false), ("2po", false), ("pö", false), ("", false)]
    {
        assert_eq!(own(FieldOn::Job, id).check().is_ok(), is_well, "{id}");
    }
}

#[test]
fn labels_stand_under_stages() {
    let labels = |labels: &[&str]| Definitions {
        substatuses: [(Stage::OnHold, labels.iter().map(|label| (*label).to_owned()).collect())].into(),
        ..Definitions::default()
    };
    assert_eq!(labels(&["part ordered", "bailiff"]).check(), Ok(()));
    for wrong in [&[][..], &["a", "A"], &[" a"], &[""], &["a\nb"], &[&"w".repeat(41)]] {
        let fault = labels(wrong).check().unwrap_err();
        assert_eq!(fault.place, DefinitionPlace::Substatus(Stage::OnHold), "{wrong:?}");
        assert!(fault.message.starts_with("substatus on_hold: "), "{fault}");
    }
}

fn any_kind() -> impl Strategy<Value = FieldKind> {
    let kinds = [FieldKind::Text, FieldKind::Number, FieldKind::Date, FieldKind::YesNo, choice()];
    prop::sample::select(kinds.to_vec())
}

/// Any value that can stand in a field of the kind.
fn any_value(kind: &FieldKind) -> BoxedStrategy<FieldValue> {
    let number = |text: String| FieldKind::Number.read(&text).unwrap();
    match kind {
        FieldKind::Text => "\\PC{0,40}[^\\s\u{1c}-\u{1f}]\\PC{0,3}"
            .prop_map(|text| FieldValue::Text(text.trim().to_owned()))
            .boxed(),
        FieldKind::Number => prop_oneof![
            any::<i64>().prop_map(move |whole| number(whole.to_string())),
            any::<u64>().prop_map(move |whole| number(whole.to_string())),
            (prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO)
                .prop_map(move |value| number(serde_json::Number::from_f64(value).unwrap().to_string())),
        ]
        .boxed(),
        FieldKind::Date => (0..80_000_i32)
            .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(700_000 + days).unwrap())
            .prop_map(|date| FieldValue::Text(date.to_string()))
            .boxed(),
        FieldKind::YesNo => any::<bool>().prop_map(FieldValue::YesNo).boxed(),
        FieldKind::Choice(choices) => {
            prop::sample::select(choices.clone()).prop_map(FieldValue::Text).boxed()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_the_same_after_text_and_after_json(
        (kind, value) in any_kind().prop_flat_map(|kind| { let value = any_value(&kind); (Just(kind), value) }),
    ) {
        prop_assert!(value.fits(&kind), "{value:?}");
        prop_assert_eq!(kind.read(&value.to_string()).unwrap(), value.clone());
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<FieldValue>(&json).unwrap(), value);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_mend(kind in any_kind(), text in "\\PC*|[0-9+.eE-]{0,30}") {
        match kind.read(&text) {
            Ok(value) => prop_assert!(value.fits(&kind), "{:?}", value),
            Err(fault) => prop_assert!(!fault.message.is_empty() && !fault.mend.is_empty()),
        }
    }
}
