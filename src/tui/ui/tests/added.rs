//! What the business added by its configuration: labels under stages, and fields of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{ClientId, Definitions, FieldDefinition, FieldKind, FieldOn, FieldValue};

use super::*;

fn field(on: FieldOn, id: &str, label: &str, required: bool) -> FieldDefinition {
    FieldDefinition {
        on,
        id: id.to_owned(),
        label: label.to_owned(),
        kind: FieldKind::Text,
        required,
        in_lists: true,
    }
}

/// The usual firm with an account number for every client, a purchase order for jobs, and two labels.
fn configured(columns: u16, rows: u16) -> Script {
    let Script { mut ui, app, sequence, other } = Script::begin(columns, rows);
    let labels = vec!["waiting for landlord".to_owned(), "chase".to_owned()];
    let definitions = Arc::new(Definitions {
        fields: vec![
            field(FieldOn::Client, "account", "Account no.", true),
            field(FieldOn::Job, "po", "PO number", false),
        ],
        substatuses: BTreeMap::from([(Stage::ToSchedule, labels)]),
    });
    ui.shared.definitions = definitions.clone();
    let mut script = Script { ui, app: app.with_definitions(definitions), sequence, other };
    let Record::Client(mut client) = script.app.show(ClientId(1).into()).unwrap().record else {
        panic!("it is a client")
    };
    client.fields.insert("account".to_owned(), FieldValue::Text("K-7".to_owned()));
    script.app.run(Command::Edit(ClientId(1).into(), client.into())).unwrap();
    let Record::Job(mut job) = script.app.show(JobId(3).into()).unwrap().record else {
        panic!("it is a job")
    };
    job.fields.insert("po".to_owned(), FieldValue::Text("A 47".to_owned()));
    script.app.run(Command::Edit(JobId(3).into(), job.into())).unwrap();
    script
}

#[test]
fn a_label_is_chosen_shown_and_taken_off() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut script = configured(columns, rows);
        script.press("3");
        go_to(&mut script, 3);
        script.press(". l");
        insta::assert_snapshot!(format!("label_menu_{columns}x{rows}"), script.screen());
        script.press("Enter");
        go_to(&mut script, 3);
        insta::assert_snapshot!(format!("label_on_board_{columns}x{rows}"), script.screen());
        script.press("Enter").sees("(waiting for landlord)").sees("A 47");
        script.press(". l Down Down Enter").sees_no("(waiting for landlord)");
        script.press("z").sees("(waiting for landlord)");
    }
}

#[test]
fn an_own_field_has_its_own_column_where_there_is_none_for_tags() {
    let mut script = configured(120, 40);
    let Record::Client(mut client) = script.app.show(ClientId(1).into()).unwrap().record else {
        panic!("it is a client")
    };
    client.tags = vec!["landlord".to_owned()];
    script.app.run(Command::Edit(ClientId(1).into(), client.into())).unwrap();
    script.press("4").sees("Account no.").sees("K-7");
    let screen = script.screen();
    let row = screen.lines().find(|row| row.starts_with(" Jones")).unwrap();
    assert!(row.contains("K-7") && !row.contains("landlord"), "{row}");
}

#[test]
fn own_fields_stand_on_the_card_in_the_form_and_in_the_list() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut script = configured(columns, rows);
        script.press("4 / ").say("jones").press("Enter");
        script.press("Enter").sees("Account no.: K-7");
        insta::assert_snapshot!(format!("client_with_own_field_{columns}x{rows}"), script.screen());
        script.press("e").sees("Account no.").sees("K-7");
        insta::assert_snapshot!(format!("form_with_own_field_{columns}x{rows}"), script.screen());
    }
}

#[test]
fn a_line_that_lacks_a_required_field_names_the_form() {
    let mut script = configured(80, 24);
    script.press("4 c").say("Smith, 2 Oak Rd").press("Enter");
    script.sees("Account no.").sees("Ctrl-o opens the form").sees("Smith, 2 Oak Rd").sees_no("--set");
    script.press("Ctrl-o").sees("Account no.").sees("Smith");
}

#[test]
fn the_log_opens_what_was_done_and_takes_it_back() {
    let mut script = configured(80, 24);
    script.press("g L").sees("Log").sees("mia: Edited").sees("O-10");
    // The newest is the job's field.
    script.press("j Enter").sees("J-3 No heat");
    script.press("Esc U").sees("Take back O-10").press("y").sees("Undone");
    script.press("g L").sees("(undone)").sees("U undo this");
}
