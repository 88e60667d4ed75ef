//! Equipment out of tables.

use domain::{EntityKind, Equipment};

use super::{all, brought, clients, desk, options, rejected, said, sites};
use crate::App;
use crate::import::ImportKind::{Clients, Equipment as Things};

fn equipment(app: &App) -> Vec<Equipment> {
    all(app, EntityKind::Equipment).into_iter().map(|record| record.try_into().unwrap()).collect()
}

#[test]
fn it_goes_to_the_site_that_its_row_names() {
    let mut app = desk();
    brought(&mut app, Clients, "id,name,site_id,street,city\n1,Kerr,S9,1 High St,Leeds\n", &options(&[]));
    let file = "Asset ID,Asset,Manufacturer,Model Number,Serial Number,Install Date,Warranty Expires,Customer,Location ID,Address,City\n\
        A1,Combi boiler,Worcester,8000,W-77,2024-05-01,2031-04-30,Kerr,S9,,\n\
        A2,Heat pump,Vaillant,,V-1,,,Ash & Sons,,2 Mill Ln,Leeds\n\
        A3,Cylinder,,,,,,Kerr,,,\n";
    let report = brought(&mut app, Things, file, &options(&[]));
    let found = equipment(&app);
    assert_eq!((report.created, found.len(), clients(&app).len(), sites(&app).len()), (3, 3, 2, 2));
    let boiler = &found[0];
    assert_eq!((boiler.site.0, boiler.make.as_str(), boiler.serial.as_str()), (1, "Worcester", "W-77"));
    assert_eq!(boiler.warranty_until.unwrap().to_string(), "2031-04-30");
    // A client's only site need not be named.
    assert_eq!((found[1].site.0, found[2].site.0), (2, 1));
}

#[test]
fn it_is_known_again_by_its_serial_number_and_else_by_its_name() {
    let mut app = desk();
    let file = "name,serial,client,street\nBoiler,W-1,Kerr,1 High St\nBoiler,W-2,Kerr,1 High St\nTank,,Kerr,1 High St\n";
    brought(&mut app, Things, file, &options(&[]));
    let more =
        "name,serial,model,client,street\nCombi boiler,W-2,8000,Kerr,1 High St\ntank,,T5,Kerr,1 High St\n";
    let report = brought(&mut app, Things, more, &options(&[]));
    assert_eq!((report.created, report.updated, equipment(&app).len()), (0, 2, 3));
    assert_eq!((equipment(&app)[1].model.as_str(), equipment(&app)[2].model.as_str()), ("8000", "T5"));
}

#[test]
fn a_row_without_a_place_is_wrong() {
    let mut app = desk();
    brought(&mut app, Clients, "name,street\nKerr,1 High St\nKerr,2 Mill Ln\nAsh,\n", &options(&[]));
    let file = "name,client\nBoiler,Kerr\nTank,Ash\nPump,Nobody\nFan,\n,Kerr\n";
    let errors = said(&rejected(&mut app, Things, file, &options(&[])).errors);
    for (error, part) in errors.iter().zip([
        "its client has several sites",
        "its client has no site",
        "there is no client “Nobody”",
        "the row names neither a site that is on record nor a client",
        "the row names no piece of equipment",
    ]) {
        assert!(error.contains(part), "{errors:#?}");
    }
    assert_eq!(errors.len(), 5);
}
