//! What the business added: fields on records and labels under stages.

use domain::*;

use super::bench::{Bench, client, furnish, job, site};
use crate::JobFilter;

fn fields(values: &[(&str, FieldValue)]) -> Fields {
    values.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect()
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.into())
}

fn number(text: &str) -> FieldValue {
    FieldKind::Number.read(text).unwrap()
}

pub(super) fn values_are_kept_found_and_taken_back(bench: &mut Bench) {
    furnish(bench);
    let before = bench.dump();
    let values = [
        ("boiler_key", text("turquoise")),
        ("depth", number("-1.25")),
        ("huge", number("18446744073709551615")),
        ("since", text("2026-11-24")),
        ("vat", FieldValue::YesNo(true)),
    ];
    let equipment =
        Equipment { site: SiteId(1), name: "combi".into(), fields: fields(&values), ..Equipment::default() };
    let edits = [
        bench.put(ClientId(1), Client { fields: fields(&values), ..client("Kerr & Sons") }),
        bench.put(SiteId(1), Site { fields: fields(&values), ..site(1, "5 High Street") }),
        bench.put(EquipmentId(1), equipment),
        bench.put(JobId(1), Job { fields: fields(&values), ..job(1, "No heat") }),
    ];
    bench.restart();
    let after = bench.dump();
    for entity in [ClientId(1).into(), SiteId(1).into(), EquipmentId(1).into(), JobId(1).into()] {
        let stored = bench.read(|r| r.get(entity)).unwrap().record;
        assert_eq!(stored.fields(), Some(&fields(&values)), "{entity}");
    }
    for word in ["turquoise", "turq", "1.25", "2026-11-24"] {
        let found = bench.read(|r| r.search(word, 20));
        assert_eq!(found.len(), 4, "{word}: {found:?}");
    }
    assert!(bench.read(|r| r.search("yes", 20)).is_empty());

    let undone: Vec<i64> = edits.iter().rev().map(|edit| bench.undo(*edit)).collect();
    assert_eq!(bench.dump(), before);
    assert!(bench.read(|r| r.search("turquoise", 20)).is_empty());
    for operation in undone.into_iter().rev() {
        bench.undo(operation);
    }
    assert_eq!(bench.dump(), after);
    assert_eq!(bench.read(|r| r.search("turquoise", 20)).len(), 4);
}

pub(super) fn jobs_are_listed_by_value_and_by_label(bench: &mut Bench) {
    furnish(bench);
    let labelled = |stage, label: &str| Some(Substatus { stage, label: label.into() });
    let values = [("po", text("4711")), ("depth", number("3")), ("paid", FieldValue::YesNo(false))];
    bench.put(
        JobId(1),
        Job { fields: fields(&values), substatus: labelled(Stage::Scheduled, "chase"), ..job(1, "No heat") },
    );
    bench.put(
        JobId(2),
        Job {
            fields: fields(&[("po", text("0")), ("depth", number("2.5"))]),
            substatus: labelled(Stage::ToSchedule, "wait"),
            ..job(1, "Tap")
        },
    );
    let stage = |id: u64| bench.read(|r| r.jobs_in_stage(Stage::ToSchedule, 9, 0)).contains(&JobId(id));
    // The label of the second holds in the stage it is in, that of the first is of another stage than its own.
    assert!(stage(2));
    let held = if stage(1) { &[][..] } else { &[1][..] };
    let by = |fields: &[(&str, FieldValue)]| JobFilter {
        fields: fields.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect(),
        ..JobFilter::default()
    };
    let label = |label: &str| JobFilter { substatuses: vec![label.into()], ..JobFilter::default() };
    for (filter, expected) in [
        (by(&[("po", text("4711"))]), &[1][..]),
        (by(&[("po", number("4711"))]), &[]),
        (by(&[("depth", number("3"))]), &[1]),
        (by(&[("depth", number("2.50"))]), &[2]),
        (by(&[("paid", FieldValue::YesNo(false))]), &[1]),
        (by(&[("paid", FieldValue::YesNo(true))]), &[]),
        (by(&[("po", text("4711")), ("depth", number("2.5"))]), &[]),
        (label("wait"), &[2]),
        (label("chase"), held),
        (label("nothing"), &[]),
    ] {
        let (ids, total) = bench.read(|r| r.jobs(&filter, 10, 0));
        assert_eq!(ids, expected.iter().map(|id| JobId(*id)).collect::<Vec<_>>(), "{filter:?}");
        assert_eq!(total, expected.len() as u64, "{filter:?}");
    }
}
