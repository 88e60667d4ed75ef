//! Jobs out of tables.

use domain::{EntityKind, InvoiceStatus, Priority, Term, VerifiedBy, VisitState};

use super::{all, brought, clients, desk, jobs, options, said, sites, visits};
use crate::import::ImportKind::{Clients, Jobs, Technicians};
use crate::import::ImportOptions;

fn of_city() -> ImportOptions {
    ImportOptions { client: Some("City".into()), ..options(&[]) }
}

#[test]
fn technicians_sites_and_orders_fit_together() {
    let mut app = desk();
    brought(&mut app, Technicians, "technician_id,technician\n1,Ann\n2,Bo\n", &options(&[]));
    let owner = ImportOptions { client: Some("Fake Energy".into()), ..options(&[]) };
    brought(&mut app, Clients, "site_id,site_name,site_lat,site_lng\n001,Depot,53.8,-1.5\n", &owner);
    let file = "work_order_id,customer,site_id,city,issue,technician,status,priority,created_date,estimated_hours,notes\n\
        1,Fake Energy,001,Leeds,Battery,ann,Open,P1,2026-06-08 08:00,3,Hot\n\
        2,Fake Energy,001,Leeds,Fan,Bo,In Progress,P5,2026-06-08 09:00,0,\n\
        3,Fake Energy,001,Leeds,Rack,Cy,Closed,P2,2026-06-08 10:00,1,\n";
    let report = brought(&mut app, Jobs, file, &options(&[]));
    assert_eq!((clients(&app).len(), sites(&app).len(), report.created), (1, 1, 3));
    let found = jobs(&app);
    assert_eq!(
        (found[0].priority, found[0].duration_minutes, found[0].title.as_str()),
        (Priority::Urgent, Some(180), "Battery")
    );
    assert_eq!(
        (found[1].tags.as_slice(), found[1].duration_minutes),
        (&["in progress".to_owned()][..], None)
    );
    assert_eq!(found[2].tags, ["Cy"]);
    // A technician without a time is a crew in the tray; what is closed without a plan had no visit that we know of.
    let trips = visits(&app);
    assert_eq!(trips.len(), 2);
    assert!(trips[0].slot.is_none() && trips[0].crew.is_some() && trips[0].minutes == 180);
    assert_eq!(all(&app, EntityKind::Note).len(), 1);
    let warnings = said(&report.warnings);
    assert!(
        warnings[0].starts_with("4 status the job is over but the row has no closing time"),
        "{warnings:?}"
    );
    assert!(warnings[1].contains("there is no technician “Cy”"), "{warnings:?}");
}

#[test]
fn a_site_of_another_client_becomes_one_of_the_named_client_too() {
    let mut app = desk();
    brought(&mut app, Clients, "site_id,site_name,city,street\n001,Depot,Leeds,1 High St\n", &options(&[]));
    let file = "id,customer,site_id,title\n1,Fake Energy,001,Battery\n2,Fake Energy,001,Fan\n";
    let report = brought(&mut app, Jobs, file, &options(&[]));
    assert_eq!(report.warnings.len(), 2);
    let places = sites(&app);
    assert_eq!(places.len(), 2);
    assert_eq!((places[0].address.clone(), places[0].client.0), (places[1].address.clone(), 1));
    assert_eq!((jobs(&app)[0].site, jobs(&app)[0].client), (jobs(&app)[1].site, places[1].client));
}

#[test]
fn a_row_without_a_client_is_its_sites_clients() {
    let mut app = desk();
    brought(&mut app, Clients, "id,name,city\n1,ACME,Leeds\n2,Bob,Hull\n", &options(&[]));
    brought(&mut app, Technicians, "id,name\n1,Ann\n", &options(&[]));
    let file = "\u{feff}id,technician_id,location_id,time,duration,price\r\n1,1,2,1/1/25 6:00,60,120\r\n2,1,1,1/1/25 6:30,90,144.5";
    brought(&mut app, Jobs, file, &options(&[]));
    let (found, trips) = (jobs(&app), visits(&app));
    assert_eq!((found[0].client.0, found[1].client.0, found[1].price.unwrap().minor), (2, 1, 14_450));
    assert_eq!(trips[0].span().unwrap().minutes(), 60);
    assert_eq!(trips[1].slot.unwrap().local_start.to_string(), "2025-01-01 06:30:00");
    assert!(trips.iter().all(|visit| visit.is_placed() && visit.state == VisitState::Planned));
}

#[test]
fn history_comes_in_closed_and_never_asks_for_a_bill() {
    let mut app = desk();
    brought(&mut app, Technicians, "name\nAnn\n", &options(&[]));
    let file = "id,type,status,created,scheduled,closed,technician,resolution,address,zip,latitude,longitude\n\
        1,Graffiti,Closed,1/13/20 0:05,1/14/20 9:00,1/14/20 8:43,Ann,Painted over,\"16 W Oak Ave, 91406\",91406,34.1,-118.4\n\
        2,Dumping,Cancelled,1/13/20 0:05,,1/15/20 10:00,,,\"16 W OAK AVE, 91406\",91406,,\n\
        3,Dumping,Completed,1/13/20 10:05,,1/12/20 9:00,,,,,34.2,-118.5\n";
    let report = brought(&mut app, Jobs, file, &of_city());
    let found = jobs(&app);
    let completion = found[0].completion.as_ref().unwrap();
    assert_eq!((completion.outcome.as_str(), found[0].invoice), ("Painted over", InvoiceStatus::NotBillable));
    assert_eq!(found[0].verification.as_ref().unwrap().how, VerifiedBy::Check("closed in old".into()));
    assert_eq!(found[0].closed_at.unwrap().to_rfc3339(), "2020-01-14T08:43:00+00:00");
    assert_eq!(found[1].cancellation.as_ref().unwrap().asked_by, "not recorded");
    assert_eq!((found[0].site, sites(&app).len()), (found[1].site, 2));
    assert_eq!(sites(&app)[0].address.street, "16 W Oak Ave");
    // Only a job with a technician and a time had a visit.
    let trips = visits(&app);
    assert!(trips.len() == 1 && matches!(trips[0].state, VisitState::Done(_)));
    assert_eq!(
        said(&report.warnings),
        ["4 closed the job was closed before it was created; both times are kept as given"]
    );
}

#[test]
fn dates_alone_are_due_by_the_end_of_the_day_and_plan_no_time() {
    let mut app = desk();
    let file = "id,client,title,due_date,scheduled_date,prioridad,estado\n1,Kerr,Boiler,2026-12-01,2026-11-30,Alta,Abierta\n";
    brought(&mut app, Jobs, file, &options(&[]));
    let job = jobs(&app).remove(0);
    assert_eq!(job.promises[0].term, Term::By("2026-12-02T00:00:00Z".parse().unwrap()));
    assert_eq!(job.priority, Priority::High);
    let visit = visits(&app).remove(0);
    assert_eq!((visit.slot, visit.purpose.as_str()), (None, "planned for 30 Nov 2026"));
}

#[test]
fn date_and_time_may_stand_apart() {
    let mut app = desk();
    let file = "id,client,title,date,start time,end time\n1,Kerr,Boiler,13/12/2026,9:30 AM,11:00\n";
    brought(&mut app, Jobs, file, &options(&[]));
    let slot = visits(&app).remove(0).slot.unwrap();
    assert_eq!((slot.local_start.to_string(), slot.span.minutes()), ("2026-12-13 09:30:00".to_owned(), 90));
}

#[test]
fn rows_without_ids_are_known_again_by_what_they_say() {
    let mut app = desk();
    let file = "client,title,created\nKerr,Boiler,2026-11-01 09:00\nKerr,Boiler,2026-11-01 09:00\nLane,Tap,2026-11-02 10:00\n";
    let report = brought(&mut app, Jobs, file, &options(&[]));
    assert_eq!((report.created, clients(&app).len()), (3, 2));
}

#[test]
fn a_position_in_one_cell_and_words_that_are_not_known() {
    let mut app = desk();
    let file = "id,title,status,priority,location\n1,A,Baffled,Odd,\"(40.778299426966676, -73.97875468397622)\"\n2,B,Open,,\"42 Cross St  Boston\"\n3,C,New,2,-\n";
    let report = brought(&mut app, Jobs, file, &of_city());
    let places = sites(&app);
    assert!(places[0].position.is_some() && places[0].address.is_empty());
    assert_eq!(places[1].address.street, "42 Cross St Boston");
    let found = jobs(&app);
    assert_eq!(
        (found[0].tags.as_slice(), found[2].site, found[2].priority),
        (&["baffled".to_owned()][..], None, Priority::High)
    );
    assert_eq!(report.warnings.len(), 2);
}

#[test]
fn facts_on_record_are_reported_and_not_rewritten() {
    let mut app = desk();
    brought(&mut app, Jobs, "id,client,title,status\n1,Kerr,Boiler,Open\n", &options(&[]));
    let file = "id,client,title,status,closed\n1,Kerr,Boiler out,Closed,2026-11-20 10:00\n";
    let report = brought(&mut app, Jobs, file, &options(&[]));
    assert_eq!(
        (report.updated, jobs(&app)[0].completion.is_none(), jobs(&app)[0].title.as_str()),
        (1, true, "Boiler out")
    );
    assert!(said(&report.warnings)[0].contains("truckroll job complete J-1"));
}
