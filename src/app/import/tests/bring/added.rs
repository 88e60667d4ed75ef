//! Columns that feed fields which the business added.

use domain::{Definitions, FieldDefinition, FieldKind, FieldOn, FieldValue, Fields};
use serde_json::json;

use super::{brought, clients, desk, jobs, options, rejected, said, sites};
use crate::App;
use crate::import::ImportKind::{Clients, Jobs};
use crate::import::{ImportOptions, RowError, preview_import};

fn own() -> App {
    let field = |on, id: &str, label: &str, kind, required| FieldDefinition {
        on,
        id: id.into(),
        label: label.into(),
        kind,
        required,
        in_lists: false,
    };
    let colours = FieldKind::Choice(vec!["blue".into(), "red".into()]);
    let fields = vec![
        field(FieldOn::Client, "account_code", "Account code", FieldKind::Text, true),
        field(FieldOn::Client, "vat", "VAT registered", FieldKind::YesNo, false),
        field(FieldOn::Site, "boiler_key", "Boiler key", colours, false),
        field(FieldOn::Job, "agreed_on", "Agreed on", FieldKind::Date, false),
        field(FieldOn::Job, "depth", "Depth (m)", FieldKind::Number, false),
    ];
    desk().with_definitions(Definitions { fields, ..Definitions::default() }.into())
}

fn values(fields: &Fields) -> serde_json::Value {
    json!(fields)
}

#[test]
fn columns_feed_them_by_id_label_and_map() {
    let mut app = own();
    let file =
        "name,address,ACCOUNT_CODE,Vat Registered,key colour\nKerr,14 Elm St,K7,x,BLUE\nLane,2 Oak Rd,,n,\n";
    let report = brought(&mut app, Clients, file, &options(&["key colour=field:boiler_key"]));
    assert_eq!(values(&clients(&app)[0].fields), json!({"account_code": "K7", "vat": true}));
    assert_eq!(values(&clients(&app)[1].fields), json!({"vat": false}));
    assert_eq!(values(&sites(&app)[0].fields), json!({"boiler_key": "blue"}));
    assert_eq!(said(&report.warnings), ["3 ACCOUNT_CODE it is empty, and every client has “Account code”"]);
    let columns: Vec<(&str, &str)> =
        report.recognised.columns.iter().map(|u| (u.column.as_str(), u.field.as_str())).collect();
    assert!(columns.contains(&("key colour", "field:site.boiler_key")), "{columns:?}");
    assert!(report.unmapped.is_empty(), "{:?}", report.unmapped);
}

#[test]
fn a_required_one_that_no_column_feeds_is_remarked_on_once() {
    let mut app = own();
    let report = brought(&mut app, Clients, "name,vat\nKerr,y\nLane,n\n", &options(&[]));
    let remark = "no column has “Account code”, which every client has; if one does, say --map COLUMN=field:client.account_code";
    let said = |remarks: &[RowError]| -> Vec<String> {
        remarks.iter().map(|remark| remark.reason.clone()).collect()
    };
    assert_eq!(said(&report.warnings), [remark]);
    let options = ImportOptions { definitions: app.definitions().clone(), ..options(&[]) };
    let preview = preview_import(Clients, b"name,code\nKerr,K7\n", &options).unwrap();
    assert_eq!(said(&preview.notes), [remark]);
    assert_eq!(preview.label_of("field:client.account_code"), "Account code");
    assert_eq!(preview.label_of("first_name"), "first name");
}

#[test]
fn a_later_file_changes_what_it_says_and_leaves_the_rest() {
    let mut app = own();
    brought(&mut app, Clients, "id,name,account_code,vat\n1,Kerr,K7,y\n", &options(&[]));
    brought(&mut app, Clients, "id,name,account_code,vat\n1,Kerr,K8,\n", &options(&[]));
    assert_eq!(values(&clients(&app)[0].fields), json!({"account_code": "K8", "vat": true}));
}

#[test]
fn dates_stand_in_the_order_of_their_column() {
    let mut app = own();
    let file = "client,title,agreed on,depth (m)\nKerr,Boiler,25/11/2026,1.50\nKerr,Tap,03/04/2026,-2\n";
    brought(&mut app, Jobs, file, &options(&[]));
    let fields: Vec<serde_json::Value> = jobs(&app).iter().map(|job| values(&job.fields)).collect();
    assert_eq!(
        fields,
        [json!({"agreed_on": "2026-11-25", "depth": 1.5}), json!({"agreed_on": "2026-04-03", "depth": -2}),]
    );
    let open = "client,title,agreed_on\nKerr,Boiler,03/04/2026\n";
    let report = rejected(&mut app, Jobs, open, &options(&[]));
    assert!(said(&report.errors)[0].starts_with("2 agreed_on "), "{:?}", report.errors);
}

#[test]
fn a_cell_that_is_no_value_is_an_error_with_line_column_and_reason() {
    let mut app = own();
    let file = "name,address,account_code,boiler_key,vat\nKerr,14 Elm St,K7,green,perhaps\n";
    let report = rejected(&mut app, Clients, file, &options(&[]));
    let messages = said(&report.errors);
    assert!(messages.iter().any(|m| m.starts_with("2 vat ")), "{messages:?}");
    let key = "2 boiler_key “green” is not one of its choices; choose blue or red";
    assert!(messages.iter().any(|m| m == key), "{messages:?}");

    let depth = rejected(&mut app, Jobs, "client,title,depth\nKerr,Tap,1,5m\n", &options(&[]));
    assert!(!depth.errors.is_empty());
    let lost = rejected(&mut app, Clients, "name,boiler_key\nKerr,blue\n", &options(&[]));
    assert!(said(&lost.errors)[0].contains("fields of a site and no site"), "{:?}", lost.errors);
}

#[test]
fn a_mapping_to_no_such_field_names_those_there_are() {
    let mut app = own();
    let report = rejected(&mut app, Clients, "name,k\nKerr,blue\n", &options(&["k=field:colour"]));
    let message = &said(&report.errors)[0];
    assert!(message.contains("there is no field “field:colour” for clients"), "{message}");
    assert!(message.contains("field:site.boiler_key") && message.contains("field:client.vat"), "{message}");
    let kept = FieldValue::Text("red".into());
    brought(
        &mut app,
        Clients,
        "name,address,k\nKerr,14 Elm St,red\n",
        &options(&["k=field:site.Boiler key"]),
    );
    assert_eq!(sites(&app)[0].fields["boiler_key"], kept);
}
