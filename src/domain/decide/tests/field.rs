use std::sync::Arc;

use crate::fixture::*;
use crate::*;

fn field(on: FieldOn, id: &str, kind: FieldKind, required: bool) -> FieldDefinition {
    FieldDefinition { on, id: id.into(), label: format!("The {id}"), kind, required, in_lists: false }
}

/// The usual world with a choice on sites, a number on jobs, a required text on clients, and two labels.
fn with_own() -> Given {
    let colours = FieldKind::Choice(vec!["blue".into(), "red".into()]);
    let own = Definitions {
        fields: vec![
            field(FieldOn::Site, "boiler_key", colours, false),
            field(FieldOn::Job, "po_number", FieldKind::Number, false),
            field(FieldOn::Client, "account_code", FieldKind::Text, true),
        ],
        substatuses: [
            (Stage::ToSchedule, vec!["waiting for landlord".into(), "Asap".into()]),
            (Stage::Closed, vec!["archived".into()]),
        ]
        .into(),
    };
    let mut given = given();
    given.context.definitions = Arc::new(own);
    given
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.into())
}

fn site_with(given: &Given, id: &str, value: FieldValue) -> Command {
    let mut site = given.slice.sites[&ELM_STREET].clone();
    site.fields.insert(id.into(), value);
    Command::Edit(ELM_STREET.into(), site.into())
}

#[test]
fn a_value_must_be_of_a_defined_field_and_of_its_kind() {
    let given = with_own();
    let (_, after) = given.when(site_with(&given, "boiler_key", text("blue"))).allowed();
    assert_eq!(after.sites[&ELM_STREET].fields["boiler_key"], text("blue"));

    let green = given.when(site_with(&given, "boiler_key", text("green")));
    let refusal = green.refused("boiler_key: “green” cannot stand in a choice field");
    assert_eq!(
        (refusal.field(), refusal.mends()[0].sentence.as_str()),
        (Some("boiler_key"), "choose blue or red")
    );
    let unknown =
        given.when(site_with(&given, "colour", text("red"))).refused("colour: is no field of a site");
    assert!(unknown.mends()[0].sentence.contains("choose boiler_key, or define it"), "{:?}", unknown.mends());

    let bare = self::given();
    let none = bare.when(site_with(&bare, "colour", text("red"))).refused("colour: is no field of a site");
    assert!(none.mends()[0].sentence.contains("[[field]] with on = \"site\" and id = \"colour\""));
}

#[test]
fn a_value_whose_field_is_gone_stays_and_may_be_taken_off() {
    let old = |slice: &mut Slice| {
        let site = slice.sites.get_mut(&ELM_STREET).unwrap();
        site.fields.extend([("gone".into(), text("kept")), ("boiler_key".into(), text("yellow"))]);
    };
    let given = with_own().with(old);
    let mut site = given.slice.sites[&ELM_STREET].clone();
    site.zone = "North".into();
    let given = given.after(Command::Edit(ELM_STREET.into(), site.clone().into()));
    assert_eq!(given.slice.sites[&ELM_STREET].fields["gone"], text("kept"));
    given.when(site_with(&given, "gone", text("other"))).refused("gone: is no field of a site");
    site.fields.clear();
    let (_, after) = given.when(Command::Edit(ELM_STREET.into(), site.into())).allowed();
    assert!(after.sites[&ELM_STREET].fields.is_empty());
}

#[test]
fn a_required_field_is_asked_of_new_records_and_kept_on_old_ones() {
    let given = with_own();
    let new = |fields: Fields| Client { name: "Jones".into(), fields, ..Client::default() };
    let bare = Command::AddClient(Box::new(NewClient { client: new(Fields::new()), ..NewClient::default() }));
    let refusal = given.when(bare).refused("account_code: is missing: every client has “The account_code”");
    assert!(refusal.mends()[0].sentence.contains("--set account_code="));
    let filled = new([("account_code".to_owned(), text("J7"))].into());
    let given = given.after(Command::Add(filled.clone().into()));

    // An old client that never had it can still be edited; one that has it keeps it.
    let old = Client { preferences: "shoes off".into(), ..given.slice.clients[&KERR].clone() };
    given.when(Command::Edit(KERR.into(), old.into())).allowed();
    let emptied = Client { fields: Fields::new(), ..filled };
    given.when(Command::Edit(ClientId(3).into(), emptied.into())).refused("account_code: is missing");
}

#[test]
fn an_import_brings_values_as_they_are() {
    let given = given();
    let mut client = given.slice.clients[&KERR].clone();
    client.fields.insert("from_elsewhere".into(), text("7"));
    let brought = Brought { entity: KERR.into(), record: client.into() };
    let (_, after) = given.when(Command::Import(vec![brought], "a backup".into())).allowed();
    assert_eq!(after.clients[&KERR].fields["from_elsewhere"], text("7"));
}

#[test]
fn a_label_stands_under_the_stage_that_the_job_is_in() {
    let label = |label: &str| Command::SetSubstatus(JOB, Some(label.into()));
    let given = with_own();
    let other = given.when(label("part ordered")).refused("“part ordered” is no label under to schedule");
    assert!(
        other.mends()[0].sentence.starts_with("choose waiting for landlord or Asap"),
        "{:?}",
        other.mends()
    );
    let given = given.after(label(" ASAP "));
    assert_eq!(given.job().substatus_in(Stage::ToSchedule), Some("Asap"));
    given.when(label("asap")).refused("J-1 is “Asap” already");

    // Scheduled, the label is a memory; back in the tray it holds again.
    let placed = given.clone().placed();
    assert_eq!((placed.stage(), placed.job().substatus_in(placed.stage())), (Stage::Scheduled, None));
    let none = placed.when(label("Asap")).refused("“Asap” is no label under scheduled");
    assert!(none.mends()[0].sentence.contains("[substatus] with scheduled = "), "{:?}", none.mends());
    let back = placed.after(Command::ToTray(VISIT));
    assert_eq!(back.job().substatus_in(back.stage()), Some("Asap"));

    let cleared = back.after(Command::SetSubstatus(JOB, None));
    assert_eq!(cleared.job().substatus, None);
    cleared.when(Command::SetSubstatus(JOB, None)).refused("J-1 has no substatus");
}

#[test]
fn an_edit_and_a_new_job_leave_the_label_to_its_command() {
    let given = with_own();
    let substatus = Some(Substatus { stage: Stage::ToSchedule, label: "Asap".into() });
    let job = Job { substatus, ..given.job().clone() };
    given.when(Command::Edit(JOB.into(), job.clone().into())).refused("substatus: cannot be edited");
    given
        .when(Command::AddJob(Box::new(NewJob { job, placements: Vec::new() })))
        .refused("substatus: is set on a new job");
}
