//! vCard files.

use crate::import::*;

fn read(text: &str) -> Cards {
    read_vcards(text.as_bytes()).unwrap()
}

#[test]
fn version_2_1_with_bare_types_and_quoted_printable() {
    let cards = read(concat!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\n",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;Jos=C3=A9;;;\r\n",
        "FN;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 Mu=C3=B1oz\r\n",
        "NOTE;ENCODING=QUOTED-PRINTABLE:gate code first=0D=0Athen the side =\r\ndoor; ring twice=0D=\r\n=0A\r\n",
        "TEL;CELL;PREF:555 0100\r\nTEL;WORK;FAX:555 0101\r\n",
        "ADR;HOME:;Flat 2;5 Mill Lane;Leeds;;LS1 4AP;UK\r\n",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJ\r\n RgABAQAA\r\n\r\n",
        "EMAIL;PREF;INTERNET:jose@x.example\r\nEND:VCARD\r\n",
    ));
    let card = &cards.cards[0];
    assert_eq!((card.name.given.as_str(), card.name.family.as_str()), ("José", "Muñoz"));
    assert_eq!(card.display.as_deref(), Some("José Muñoz"));
    assert_eq!(card.note.as_deref(), Some("gate code first\nthen the side door; ring twice"));
    let phones: Vec<_> = card.phones.iter().map(|phone| (phone.value.as_str(), phone.preferred)).collect();
    assert_eq!(phones, [("555 0100", true), ("555 0101", false)]);
    assert_eq!(card.phones[1].kinds, ["work", "fax"]);
    assert_eq!(card.emails[0].value, "jose@x.example");
    let home = &card.addresses[0];
    assert_eq!((home.street.as_str(), home.city.as_str()), ("Flat 2\n5 Mill Lane", "Leeds"));
    assert_eq!((home.postcode.as_str(), home.country.as_str()), ("LS1 4AP", "UK"));
    assert!(cards.problems.is_empty() && cards.notes.is_empty());
}

#[test]
fn version_3_with_folds_groups_and_labels() {
    let cards = read(concat!(
        "\u{feff}BEGIN:VCARD\nVERSION:3.0\nFN:Kerr\\, Ann\nN:Kerr;Ann;Mary,Jo;Dr.;\nORG:Kerr & Co.;Yard\n",
        "item1.TEL:555\n  0102\nitem1.X-ABLabel:_$!<Mobile>!$_\n",
        "item2.EMAIL;TYPE=INTERNET,pref:ann@x.ex\n ample\nCATEGORIES:vip,gas\n",
        "NOTE:one\\ntwo\nNOTE:three\nGEO:51.5;-0.1\nX-ABShowAs:COMPANY\nend:vcard\n",
    ));
    let card = &cards.cards[0];
    assert_eq!(card.display.as_deref(), Some("Kerr, Ann"));
    assert_eq!(card.name.additional, "Mary, Jo");
    assert_eq!(
        (card.organisation.as_deref(), &card.units[..]),
        (Some("Kerr & Co."), &["Yard".to_owned()][..])
    );
    assert_eq!((card.phones[0].value.as_str(), card.phones[0].kinds[0].as_str()), ("555 0102", "mobile"));
    assert_eq!((card.emails[0].value.as_str(), card.emails[0].preferred), ("ann@x.example", true));
    assert_eq!(card.categories, ["vip", "gas"]);
    assert_eq!(card.note.as_deref(), Some("one\ntwo\nthree"));
    assert_eq!(card.position.as_deref(), Some("51.5,-0.1"));
    assert!(card.is_organisation);
}

#[test]
fn version_4_with_schemes_and_ranks() {
    let cards = read(concat!(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Obi Cooling\r\nUID:urn:uuid:1\r\n",
        "TEL;VALUE=uri;TYPE=\"voice,work\";PREF=1:tel:+44-20-7946-0000\r\n",
        "EMAIL;PREF=2:office@x.example\r\nGEO:geo:51.5,-0.1;u=35\r\n",
        "ADR;TYPE=work:;;1 Dock Road\\, Unit 4;London;;E1 6AN;\r\nEND:VCARD\r\n",
    ));
    let card = &cards.cards[0];
    assert_eq!((card.uid.as_deref(), card.is_organisation), (Some("urn:uuid:1"), true));
    assert_eq!(card.phones[0].value, "+44-20-7946-0000");
    assert_eq!((&card.phones[0].kinds[..], card.phones[0].preferred), (&["work".to_owned()][..], true));
    assert!(!card.emails[0].preferred);
    assert_eq!(card.addresses[0].street, "1 Dock Road, Unit 4");
    assert_eq!(card.position.as_deref(), Some("51.5,-0.1"));
}

#[test]
fn broken_files_lose_no_card() {
    let cards = read(concat!(
        "hello\nthere\nBEGIN:VCARD\nVERSION:3.0\nFN:Open\nTEL:1\n",
        "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Clerk\nEND:VCARD\nTEL:2\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nFN:Last\nTEL:3",
    ));
    let names: Vec<_> = cards.cards.iter().map(|card| (card.line, card.display.as_deref())).collect();
    assert_eq!(names, [(3, Some("Open")), (7, Some("Boss")), (19, Some("Last"))]);
    let phones: Vec<_> = cards.cards.iter().map(|card| card.phones[0].value.as_str()).collect();
    assert_eq!(phones, ["1", "2", "3"]);
    assert_eq!((cards.problems.len(), cards.problems[0].row), (1, 1));
    let notes: Vec<_> = cards.notes.iter().map(|note| note.row).collect();
    assert_eq!(notes, [3, 16, 19]);
}

#[test]
fn old_macintosh_line_ends_and_latin_1() {
    let text = "BEGIN:VCARD\rVERSION:2.1\rFN:Jörg Müller\rADR;WORK:;;Hauptstraße 3;Köln;;50667;\rEND:VCARD\r";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let cards = read_vcards(&bytes).unwrap();
    assert_eq!(cards.encoding.name, "windows-1252");
    assert_eq!(cards.cards[0].display.as_deref(), Some("Jörg Müller"));
    assert_eq!(cards.cards[0].addresses[0].street, "Hauptstraße 3");
}

#[test]
fn caps_hold_for_what_is_read_and_not_for_photographs() {
    let photo = format!("BEGIN:VCARD\nFN:Ann\nPHOTO;ENCODING=b:{}\nEND:VCARD\n", "QUJD".repeat(30_000));
    assert_eq!(read(&photo).cards.len(), 1);
    let note = format!("BEGIN:VCARD\nFN:Ann\nNOTE:{}\nEND:VCARD\n", "x".repeat(MAX_FIELD_BYTES + 1));
    let refused = read_vcards(note.as_bytes()).unwrap_err();
    assert_eq!(refused, Unreadable::FieldTooLong { line: 1, column: "NOTE".into() });
    assert_eq!(read_vcards(b"name,phone\n").unwrap_err(), Unreadable::NoCard);
}

#[test]
fn many_groups_and_notes_end_in_time() {
    let lines: String = "a1.TEL:1\na1.X-ABLabel:Yard\nNOTE:x\n".repeat(50_000);
    let cards = read(&format!("BEGIN:VCARD\n{lines}END:VCARD\n"));
    assert_eq!(cards.cards[0].phones.len(), 50_000);
    assert_eq!(cards.cards[0].phones[49_999].kinds, ["yard"]);
}

#[test]
fn characters_cut_by_folds_and_properties_in_encodings_of_their_own() {
    let cut = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jos\xc3\r\n \xa9 Mu\xc3\xb1oz\r\nNOTE:ring\xe2\x80\r\n \x93twice\r\nEND:VCARD\r\n";
    let cards = read_vcards(cut).unwrap();
    assert_eq!((cards.encoding.name, cards.encoding.guessed), ("UTF-8", false));
    assert_eq!(cards.cards[0].display.as_deref(), Some("José Muñoz"));
    assert_eq!(cards.cards[0].note.as_deref(), Some("ring–twice"));
    let mixed = concat!(
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8:J\u{f6}rg\nORG;CHARSET=ISO-8859-1:",
        "@\nTITLE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:K=E4lte\n",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:5 =80\nEND:VCARD\n"
    );
    let (before, after) = mixed.split_once('@').unwrap();
    let cards = read_vcards(&[before.as_bytes(), b"M\xfcller", after.as_bytes()].concat()).unwrap();
    let card = &cards.cards[0];
    assert_eq!((card.display.as_deref(), card.organisation.as_deref()), (Some("Jörg"), Some("Müller")));
    assert_eq!((card.title.as_deref(), card.note.as_deref()), (Some("Kälte"), Some("5 €")));
}

#[test]
fn types_and_groups_in_every_spelling() {
    let cards = read(concat!(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nTEL;TYPE=\"cell,work\":1\nTEL;TYPE=CELL;TYPE=home:2\n",
        "tel;type=iPhone;type=pref:3\nTEL;X-Assistant:4\nITEM1.TEL:5\nitem1.X-ABLabel:Gate house\n",
        "N:O\\;Neil;A\\,B;;;\nADR;TYPE=home;LABEL=\"1 High St: left\":;;1 High\\nSt;Leeds;;;\nEND:VCARD\n",
    ));
    let card = &cards.cards[0];
    let kinds: Vec<_> =
        card.phones.iter().map(|phone| (phone.value.as_str(), phone.kinds.join("+"))).collect();
    let wanted =
        [("1", "cell+work"), ("2", "cell+home"), ("3", "iphone"), ("4", "x-assistant"), ("5", "gate house")];
    assert_eq!(kinds, wanted.map(|(number, kinds)| (number, kinds.to_owned())));
    assert!(card.phones[2].preferred);
    assert_eq!((card.name.family.as_str(), card.name.given.as_str()), ("O;Neil", "A,B"));
    assert_eq!(
        (card.addresses[0].street.as_str(), card.addresses[0].kinds.join("+").as_str()),
        ("1 High\nSt", "home")
    );
}
