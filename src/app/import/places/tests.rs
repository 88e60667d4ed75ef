use domain::{
    Address, Client, ClientId, Command, Currency, Job, JobId, NewJob, PlaceRow, Position, Record, Site,
    SiteId, Technician, TechnicianId, Tz, VisitId,
};

use super::*;
use crate::{Clock, usual_business};

const GEONAMES: &str = "GB\tN7\tHolloway\tEngland\tENG\tGreater London\t\t\t\t51.55\t-0.11\t4\n\
                        GB\tN7\tBarnsbury\tEngland\tENG\tGreater London\t\t\t\t51.57\t-0.13\t4\n\
                        GB\tSE1\tO\"Hara\tEngland\tENG\tGreater London\t\t\t\t51.5\t-0.09\n";

fn desk() -> App {
    let business = usual_business("Northside", Tz::Europe__London, Currency::new("GBP").unwrap());
    App::in_memory(business, Clock::Fixed("2026-11-24T08:00:00Z".parse().unwrap()), "Mia").unwrap()
}

fn import(app: &mut App, text: &str) -> PlacesReport {
    import_as(app, text, &PlaceOptions::default())
}

fn import_as(app: &mut App, text: &str, options: &PlaceOptions) -> PlacesReport {
    app.import_places(text.as_bytes(), options).unwrap()
}

/// Rows, and how many were created, updated, matched and skipped.
fn counts(report: &PlacesReport) -> [u64; 5] {
    [report.rows, report.created, report.updated, report.matched, report.skipped]
}

fn kept(app: &App, postcode: &str) -> Vec<PlaceRow> {
    let postcodes = [postcode.to_owned()].into();
    app.store.read(|reader| Ok::<_, crate::AppError>(reader.places_of(&postcodes)?)).unwrap()
}

#[test]
fn a_file_of_geonames_comes_in_once_and_again_changes_nothing() {
    let mut app = desk();
    let report = import(&mut app, GEONAMES);
    assert_eq!((counts(&report), report.operation), ([3, 3, 0, 0, 0], None));
    assert_eq!(report.recognised.layout, "GeoNames postal codes");
    assert_eq!(
        report.lines()[0],
        "Imported 3 places (GB). Places are reference data: undo does not take them back."
    );
    assert_eq!(counts(&import(&mut app, GEONAMES)), [3, 0, 0, 3, 0]);
    let moved = GEONAMES.replace("51.5\t", "51.51\t");
    assert_eq!(counts(&import(&mut app, &moved)), [3, 0, 1, 2, 0]);
    assert_eq!(kept(&app, "SE1")[0].position, Position::new(51.51, -0.09).unwrap());
    assert_eq!(kept(&app, "SE1")[0].name, "O\"Hara");
    assert_eq!(app.places().unwrap(), [CountryCount { country: "GB".into(), places: 3 }]);
}

#[test]
fn a_rehearsal_writes_nothing_and_what_was_taken_away_comes_again() {
    let mut app = desk();
    let dry = PlaceOptions { dry_run: true, ..PlaceOptions::default() };
    let report = import_as(&mut app, GEONAMES, &dry);
    assert_eq!(counts(&report), [3, 3, 0, 0, 0]);
    assert_eq!(report.lines()[0], "3 places (GB) would be imported; nothing was written.");
    assert!(app.places().unwrap().is_empty());
    import(&mut app, GEONAMES);
    assert_eq!(app.remove_places(" gb ").unwrap(), PlacesRemoved { country: "GB".into(), removed: 3 });
    assert!(app.remove_places("GB").unwrap_err().to_string().contains("there are no places of “GB”"));
    assert_eq!(counts(&import(&mut app, GEONAMES)), [3, 3, 0, 0, 0]);
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    for (text, country) in [
        ("country_code,zipcode,place,state,latitude,longitude\nCA,K1A,Ottawa,ON,45.4,-75.7\n", "CA"),
        ("code,city,state,county,lat,lon\nK1A,Ottawa,ON,,45.4,-75.7\n", ""),
        ("PLZ;Ort;Koordinaten;Land\n K1a ;Ottawa;x;Canada\n", "?"),
        ("Postal Code\tPlace Name\tLocation\tCountry\nK1A\tOttawa\tPOINT (-75.7 45.4)\tCanada\n", "CA"),
        ("{\"postcode\":\"k1a\",\"name\":\"Ottawa\",\"latitude\":45.4,\"longitude\":-75.7}\n", ""),
    ] {
        let mut app = desk();
        let report = import(&mut app, text);
        if country == "?" {
            assert!(report.rejected);
            assert_eq!(
                report.errors[0].reason,
                "no column is the latitude; say which with --map 'COLUMN=latitude' (the columns are PLZ, Ort, \
                 Koordinaten, Land)"
            );
            continue;
        }
        assert_eq!(counts(&report), [1, 1, 0, 0, 0], "{text}: {:?}", report.errors);
        let position = Position::new(45.4, -75.7).unwrap();
        let row =
            PlaceRow { country: country.into(), postcode: "K1A".into(), name: "Ottawa".into(), position };
        assert_eq!(kept(&app, "K1A"), [row]);
    }
}

#[test]
fn columns_and_the_country_can_be_said() {
    let mut app = desk();
    let text = "id,Wo,N,O\n501,Holtsville,40.9,-72.6\n";
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let map = vec![pair("ID", "postcode"), pair("wo", "name"), pair("N", "latitude"), pair("O", "longitude")];
    let options = PlaceOptions { map, country: Some("US".into()), ..PlaceOptions::default() };
    assert_eq!(counts(&import_as(&mut app, text, &options)), [1, 1, 0, 0, 0]);
    // The zeros that a spreadsheet took off are back.
    assert_eq!(kept(&app, "00501")[0].name, "Holtsville");
    let wrong = PlaceOptions { map: vec![pair("Id", "zip+4"), pair("X", "name")], ..PlaceOptions::default() };
    let report = import_as(&mut app, text, &wrong);
    let reasons: Vec<&str> = report.errors.iter().map(|error| error.reason.as_str()).collect();
    assert!(reasons[0].starts_with("“zip+4” is no field of a place; there are country, postcode, name"));
    assert!(reasons.contains(&"--map names the column “X”, which is not in the file"), "{reasons:?}");
}

#[test]
fn bad_rows_name_line_and_column_and_nothing_comes_in() {
    let mut app = desk();
    let bad = "country,postcode,latitude,longitude\nGB,N7,51.5,-0.1\nGB,N8,north,-0.1\nNarnia,N9,1,1\nGB,N1,-0.1,151.5\n\
               GB,,51,0\nGB,N6,,\nGB,N7,51.7,-0.1\nGB,N5,-0.1,191.5\n";
    let report = import(&mut app, bad);
    let at = |error: &crate::import::RowError| (error.row, error.column.clone().unwrap_or_default());
    let places: Vec<(u64, String)> = report.errors.iter().map(at).collect();
    assert_eq!(places, [(3, "latitude".into()), (4, "country".into()), (9, "latitude".into())]);
    assert_eq!(report.errors[0].reason, "\"north\" is not a number");
    assert!(report.rejected && app.places().unwrap().is_empty());
    assert_eq!(report.lines()[0], "Nothing was imported: 3 of 8 rows are wrong.");
    let skipping = PlaceOptions { skip_bad: true, ..PlaceOptions::default() };
    let report = import_as(&mut app, bad, &skipping);
    // Two blanks, three bad ones, and one that says again where N7 is.
    assert_eq!(counts(&report), [8, 2, 0, 0, 6]);
    let middle = kept(&app, "N7")[0].position.latitude;
    assert!((middle - 51.6).abs() < 1e-9, "{middle}");
}

#[test]
fn rows_that_are_left_out_name_their_own_line() {
    let text = "country,postcode,latitude,longitude\nGB,N7,51.5,-0.1\nGB,,51,0\nGB,N6,,\nGB,,51,0\nGB,,,\n";
    let report = import(&mut desk(), text);
    assert_eq!(counts(&report), [5, 1, 0, 0, 4]);
    assert_eq!(report.notes.iter().map(|note| note.row).collect::<Vec<_>>(), [3, 4, 5, 6]);
    let said = report.lines().join("\n");
    assert!(
        said.contains("\n  lines 3, 5: no postcode; left out\n  line 4: no position; left out\n"),
        "{said}"
    );
    assert!(said.contains("\n  line 6: neither a postcode nor a position; left out"), "{said}");
}

#[test]
fn many_postcodes_at_one_point_are_worth_a_look() {
    let rows = |count: u32| {
        let row = |zip: u32| format!("{zip:05},33.786594,-118.298662");
        (0..count).map(row).collect::<Vec<_>>().join("\n")
    };
    let head = "zip,lat,lng\n00100,34.0,-118.0\n";
    let report = import(&mut desk(), &format!("{head}{}", rows(24)));
    assert!(report.warnings.is_empty());
    let report = import(&mut desk(), &format!("{head}{}", rows(25)));
    assert_eq!(
        report.warnings[0].reason,
        "25 postcodes lie at one point: the file has the middle of a larger area for them, so travel between them will \
         seem to take no time"
    );
}

#[test]
fn rows_of_another_width_and_too_many_rows_are_refused() {
    let mut app = desk();
    let report = import(&mut app, &format!("{GEONAMES}GB\tN1\n"));
    assert_eq!((report.errors[0].row, report.rejected), (4, true));
    assert_eq!(report.errors[0].reason, "the row has 2 cells, the file 12");
    let row = "GB\tN7\tHolloway\t\t\t\t\t\t\t51.55\t-0.11\t4\n";
    let report = import(&mut app, &row.repeat(crate::import::MAX_ROWS + 1));
    assert_eq!(
        report.errors[0].reason,
        "line 100001: more than 100,000 rows; split the file and import the parts one after another"
    );
    assert!(import(&mut app, "").rejected);
}

fn site(postcode: &str, zone: &str, position: Option<Position>) -> Record {
    let address = Address { postcode: postcode.into(), ..Address::default() };
    Record::Site(Site {
        client: ClientId(1),
        name: "Home".into(),
        address,
        zone: zone.into(),
        position,
        ..Site::default()
    })
}

/// Dana's home is in N7; Kerr has a site with a position, one by its postcode and one by its zone alone.
fn furnished() -> App {
    let mut app = desk();
    let mut add = |record: Record| drop(app.run(Command::Add(record)).unwrap());
    let home = Address { postcode: "n7 6pa".into(), ..Address::default() };
    add(Record::Technician(Technician { name: "Dana".into(), home, ..Technician::default() }));
    add(Record::Client(Client { name: "Kerr".into(), ..Client::default() }));
    add(site("", "North", Position::new(51.6, -0.1)));
    add(site("SE1 9GF", "North", None));
    add(site("", "NORTH", None));
    let mut jobs = Vec::new();
    for id in 1..=3 {
        let mut job = Job::new(ClientId(1), "Boiler", "2026-11-24T08:00:00Z".parse().unwrap());
        job.site = Some(SiteId(id));
        jobs.push(job);
    }
    for job in jobs {
        app.run(Command::AddJob(Box::new(NewJob { job, placements: Vec::new() }))).unwrap();
    }
    app
}

fn located(app: &App, job: u64) -> Option<domain::Located> {
    let slice = app.store.read(|reader| {
        let mut loader = crate::load::Loader::new(reader)?;
        loader.jobs(&[JobId(job)])?;
        Ok::<_, crate::AppError>(loader.finish().slice)
    });
    domain::place_of_site(&slice.unwrap(), SiteId(job))
}

#[test]
fn slices_have_the_places_that_their_sites_and_homes_need() {
    let mut app = furnished();
    assert_eq!(located(&app, 2).map(|place| place.basis), Some(domain::Basis::Zone));
    import(&mut app, GEONAMES);
    let basis = |job| located(&app, job).map(|place| place.basis);
    assert_eq!(basis(1), Some(domain::Basis::Own));
    assert_eq!(basis(2), Some(domain::Basis::Postcode));
    assert_eq!(basis(3), Some(domain::Basis::Zone));
    assert_eq!(located(&app, 2).unwrap().position, Position::new(51.5, -0.09).unwrap());
    assert_eq!(located(&app, 3).unwrap().position, Position::new(51.6, -0.1).unwrap());
    let visit = VisitId(1);
    let candidate = &app.candidates(visit).unwrap()[0];
    assert_eq!(candidate.technician.id, TechnicianId(1));
    assert!(candidate.travel_from_home.is_some());
}
