//! Search and names.

use domain::*;

use super::bench::{Bench, at, client, furnish, job, made, site, technician};

fn found(bench: &Bench, text: &str) -> Vec<String> {
    bench.read(|r| r.search(text, 20)).into_iter().map(|hit| hit.entity.to_string()).collect()
}

fn phone(number: &str) -> Vec<Phone> {
    vec![Phone { number: number.into(), label: String::new() }]
}

pub(super) fn any_part_of_a_word_is_found(bench: &mut Bench) {
    furnish(bench);
    let about = JobId(1).into();
    let note = Note { about, at: at("2026-11-21T10:00:00Z"), by: "ann".into(), text: "Key under mat".into() };
    let mo = Contact {
        client: ClientId(1),
        name: "Mo Farouk".into(),
        emails: vec!["mo@kerr.example".into()],
        ..Contact::default()
    };
    let boiler = Equipment {
        site: SiteId(1),
        name: "combi".into(),
        serial: "WB-0047-X".into(),
        ..Equipment::default()
    };
    bench.apply(&[made(NoteId(1), note), made(ContactId(1), mo), made(EquipmentId(1), boiler)]);
    for (text, expected) in [
        ("err & son", &["C-1", "J-1"][..]),
        ("igh str", &["S-1", "J-1"]),
        ("no heat", &["J-1"]),
        ("047-", &["E-1"]),
        ("o@kerr.ex", &["CT-1"]),
        ("under", &["N-1"]),
        ("dana", &["T-1"]),
        ("nobody", &[]),
        ("J-1", &["J-1"]),
        ("t-2", &["T-2"]),
        ("J-99", &[]),
        ("", &[]),
        ("   ", &[]),
    ] {
        assert_eq!(found(bench, text), expected, "{text}");
    }
    let hits = bench.read(|r| r.search("street", 20));
    assert_eq!(hits[0].label, "5 High Street");
}

pub(super) fn telephone_numbers_are_found_as_anyone_writes_them(bench: &mut Bench) {
    bench.put(ClientId(1), Client { phones: phone("(020) 7946-0123"), ..client("Kerr") });
    for text in [
        "020 7946 0123",
        "02079460123",
        "7946-0123",
        "(020) 7946-0123",
        "460123",
        "+44 20 7946 0123",
        "0044 20 7946 0123",
        "79460123",
        "020-7946.0123",
        "0123",
        "01",
        "kerr 7946",
    ] {
        assert_eq!(found(bench, text), ["C-1"], "{text}");
    }
    for text in ["020 7946 0124", "460124", "+44 20 7946 9123"] {
        assert_eq!(found(bench, text), [""; 0], "{text}");
    }
}

pub(super) fn accents_and_letter_case_do_not_matter(bench: &mut Bench) {
    for (id, name) in
        ["Müller", "STRASSE", "Łukasz Żółć", "Ngô Thị Ánh", "Søren", "O’Brien", "東京電力"].iter().enumerate()
    {
        bench.put(ClientId(id as u64 + 1), client(name));
    }
    for (text, expected) in [
        ("muller", "C-1"),
        ("MÜLL", "C-1"),
        ("mu\u{308}ller", "C-1"),
        ("straße", "C-2"),
        ("lukasz zolc", "C-3"),
        ("ngo", "C-4"),
        ("anh", "C-4"),
        ("soren", "C-5"),
        ("o'brien", "C-6"),
        ("o’br", "C-6"),
        ("br", "C-6"),
        ("東京", "C-7"),
        ("京", "C-7"),
        ("京電力", "C-7"),
    ] {
        assert_eq!(found(bench, text), [expected], "{text}");
    }
}

pub(super) fn one_or_two_letters_begin_a_word(bench: &mut Bench) {
    for (id, name) in ["Kerr & Sons", "Mark Low", "Anne-Marie Ek"].iter().enumerate() {
        bench.put(ClientId(id as u64 + 1), client(name));
    }
    for (text, expected) in [
        ("k", &["C-1"][..]),
        ("ma", &["C-3", "C-2"]),
        ("m", &["C-3", "C-2"]),
        ("ar", &[]),
        ("e", &["C-3"]),
        ("l ma", &["C-2"]),
        ("k so", &["C-1"]),
        ("k & s", &["C-1"]),
        ("m err", &[]),
    ] {
        assert_eq!(found(bench, text), expected, "{text}");
    }
}

pub(super) fn every_word_must_be_there(bench: &mut Bench) {
    bench.put(ClientId(1), Client { emails: vec!["office@kerr.example".into()], ..client("Kerr & Sons") });
    bench.put(ClientId(2), client("Kerr Builders"));
    assert_eq!(found(bench, "kerr"), ["C-2", "C-1"]);
    assert_eq!(found(bench, "sons kerr"), ["C-1"]);
    assert_eq!(found(bench, "office sons"), ["C-1"]);
    assert_eq!(found(bench, "office builders"), [""; 0]);
    // The end of one field and the start of the next are not one word.
    assert_eq!(found(bench, "sonsoffice"), [""; 0]);
}

pub(super) fn signs_are_never_syntax(bench: &mut Bench) {
    bench.put(ClientId(1), client("A \"quoted\" 100% name_with*signs AND more"));
    for text in [
        "\"",
        "\"\"\"",
        "*",
        "ker*",
        "AND",
        "OR NOT",
        "a AND",
        "NEAR(a b)",
        "text:a",
        "-a",
        "^a",
        "(",
        ")",
        "{}",
        "a\0b",
        "\0",
        "'; drop table client; --",
        "\u{1}\u{1}",
        "a\u{1}",
        "%",
        "_",
        "?1",
        "$1",
        ":x",
        "\\",
        "\u{202e}",
        "+",
        "+-()./",
        "....",
        "\u{301}",
        "\u{301}\u{302}\u{303}",
    ] {
        let answer = bench.store().read(|r| r.search(text, 20));
        assert!(answer.is_ok(), "{text:?}: {answer:?}");
    }
    let long = "word ".repeat(10_000) + &"x".repeat(100_000);
    assert!(bench.store().read(|r| r.search(&long, 20)).is_ok());
    for text in ["\"quoted\"", "100%", "with*signs", "and more", "name_with"] {
        assert_eq!(found(bench, text), ["C-1"], "{text}");
    }
    assert_eq!(found(bench, "name%signs"), [""; 0]);
}

pub(super) fn access_notes_are_not_found(bench: &mut Bench) {
    furnish(bench);
    bench.put(
        SiteId(1),
        Site { access_notes: "alarm 4711zebra".into(), parking: "yard".into(), ..site(1, "5 High Street") },
    );
    for text in ["4711", "zebra", "alarm", "47"] {
        assert_eq!(found(bench, text), [""; 0], "{text}");
    }
}

pub(super) fn it_follows_edits_removals_and_undo(bench: &mut Bench) {
    bench.put(ClientId(1), client("Kerr"));
    let edit = bench.put(ClientId(1), client("Adams"));
    assert_eq!((found(bench, "kerr").len(), found(bench, "adams").len()), (0, 1));
    let removal = bench.remove(ClientId(1));
    assert_eq!(found(bench, "adams").len(), 0);
    bench.undo(removal);
    assert_eq!(found(bench, "adams"), ["C-1"]);
    bench.undo(edit);
    assert_eq!((found(bench, "kerr").len(), found(bench, "adams").len()), (1, 0));
    bench.writer().optimise_search().unwrap();
    assert_eq!(found(bench, "kerr"), ["C-1"]);
}

pub(super) fn jobs_are_found_by_client_and_site(bench: &mut Bench) {
    furnish(bench);
    bench.put(JobId(2), job(1, "Leaking tap"));
    assert_eq!(found(bench, "kerr boiler"), ["J-1"]);
    assert_eq!(found(bench, "high boiler"), ["J-1"]);
    assert_eq!(found(bench, "sons tap"), ["J-2"]);
    let renamed = bench.put(ClientId(1), client("Adams"));
    assert_eq!(found(bench, "kerr"), [""; 0]);
    assert_eq!(found(bench, "adams"), ["C-1", "J-2", "J-1"]);
    bench.undo(renamed);
    assert_eq!(found(bench, "kerr tap"), ["J-2"]);
    bench.put(SiteId(1), site(1, "9 Mill Lane"));
    assert_eq!(found(bench, "mill boiler"), ["J-1"]);
    assert_eq!(found(bench, "street"), [""; 0]);
}

pub(super) fn each_kind_gets_its_share(bench: &mut Bench) {
    let mut changes: Vec<Change> = (1..=30).map(|id| made(ClientId(id), client("Smith"))).collect();
    changes.extend((1..=30).map(|id| made(JobId(id), job(1, "Smith's tap"))));
    changes.push(made(TechnicianId(1), technician("Smith")));
    bench.apply(&changes);
    let hits = bench.read(|r| r.search("smith", 10));
    let kinds: Vec<EntityKind> = hits.iter().map(|hit| hit.entity.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == EntityKind::Client).count(), 5);
    assert_eq!(kinds.iter().filter(|kind| **kind == EntityKind::Job).count(), 4);
    assert_eq!(hits[0].entity, ClientId(30).into());
    assert_eq!(hits[9].entity, TechnicianId(1).into());
    let jobs = bench.read(|r| r.search_kinds(&[EntityKind::Job], "smith", 10));
    assert_eq!((jobs.len(), jobs[0].entity), (10, JobId(30).into()));
    assert!(bench.read(|r| r.search("smith", 0)).is_empty());
}

pub(super) fn names_are_found_exactly_then_by_their_beginning(bench: &mut Bench) {
    for (id, name) in ["Kerr", "Kerr & Sons", "Anne Kerrigan", "Zoë"].iter().enumerate() {
        bench.put(ClientId(id as u64 + 1), client(name));
    }
    bench.put(ClientId(9), Client { phones: phone("555 100"), ..client("Parker") });
    let named = |text: &str| -> Vec<String> {
        bench.read(|r| r.named(EntityKind::Client, text)).into_iter().map(|(id, _)| id.to_string()).collect()
    };
    assert_eq!(named("kerr"), ["C-1"]);
    assert_eq!(named("ker"), ["C-1", "C-2"]);
    assert_eq!(named("kerri"), ["C-3"]);
    assert_eq!(named("sons"), ["C-2"]);
    assert_eq!(named("ZOE"), ["C-4"]);
    assert_eq!(named("arker"), [""; 0]);
    assert_eq!(named("555"), [""; 0]);
    assert_eq!(named("s"), ["C-2"]);
    assert_eq!(named(" "), [""; 0]);
    assert!(bench.read(|r| r.named(EntityKind::Visit, "kerr")).is_empty());
    assert_eq!(
        bench.read(|r| r.named(EntityKind::Client, "anne k")),
        [(ClientId(3).into(), "Anne Kerrigan".to_owned())]
    );
}
