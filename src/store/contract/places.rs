use std::collections::BTreeSet;

use domain::{ClientId, PlaceRow, Position, Site, SiteId};

use super::bench::*;
use crate::PlacesPut;

fn place(postcode: &str, country: &str, name: &str, latitude: f64) -> PlaceRow {
    let position = Position::new(latitude, -0.1).unwrap();
    PlaceRow { postcode: postcode.into(), country: country.into(), name: name.into(), position }
}

fn put(bench: &mut Bench, places: &[PlaceRow]) -> PlacesPut {
    let mut tx = bench.writer().begin().unwrap();
    let put = tx.put_places(places).unwrap();
    tx.commit().unwrap();
    put
}

fn of(bench: &Bench, postcodes: &[&str]) -> Vec<PlaceRow> {
    let postcodes: BTreeSet<String> = postcodes.iter().map(|&code| code.to_owned()).collect();
    bench.read(|reader| reader.places_of(&postcodes))
}

pub(super) fn places_are_put_once_moved_found_and_taken_away(bench: &mut Bench) {
    assert!(!bench.read(|reader| reader.has_places()));
    let (north, south) = (place("N7", "GB", "Holloway", 51.55), place("SE1", "GB", "Southwark", 51.5));
    let places =
        [north.clone(), place("N7", "GB", "Barnsbury", 51.54), south.clone(), place("N7", "", "?", 1.0)];
    let counts = |created, updated, matched| PlacesPut { created, updated, matched };
    assert_eq!(put(bench, &places), counts(4, 0, 0));
    assert_eq!(put(bench, &places), counts(0, 0, 4));
    let moved = place("N7", "GB", "Holloway", 51.555_555_5);
    assert_eq!(put(bench, &[moved.clone(), south.clone()]), counts(0, 1, 1));
    let found = of(bench, &["N7", "W1"]);
    assert_eq!(found.len(), 3);
    assert!(found.contains(&moved) && !found.contains(&north));
    assert_eq!(bench.read(|reader| reader.place_counts()), [(String::new(), 1), ("GB".to_owned(), 3)]);
    bench.restart();
    assert_eq!(of(bench, &["SE1"]), [south]);
    let mut tx = bench.writer().begin().unwrap();
    assert_eq!(tx.remove_places("GB").unwrap(), 3);
    drop(tx);
    assert_eq!(of(bench, &["N7"]).len(), 3, "dropped without a commit");
    let mut tx = bench.writer().begin().unwrap();
    assert_eq!(tx.remove_places("GB").unwrap(), 3);
    tx.commit().unwrap();
    assert_eq!(of(bench, &["N7", "SE1"]).len(), 1);
    assert_eq!(put(bench, &places), counts(3, 0, 1));
}

pub(super) fn the_middle_of_a_zone_follows_its_sites(bench: &mut Bench) {
    bench.put(ClientId(1), client("Kerr"));
    let site = |zone: &str, latitude: Option<f64>| Site {
        client: ClientId(1),
        name: "a".into(),
        zone: zone.into(),
        position: latitude.and_then(|latitude| Position::new(latitude, -0.5)),
        ..Site::default()
    };
    let sites =
        [("North", Some(51.0)), ("NORTH", Some(52.0)), ("north", None), ("East", None), ("", Some(1.0))];
    for (id, (zone, latitude)) in (1..).zip(sites) {
        bench.put(SiteId(id), site(zone, latitude));
    }
    let zones: BTreeSet<String> = ["North", "East", "West"].map(str::to_owned).into();
    let middle = |bench: &Bench| bench.read(|reader| reader.middles_of_zones(&zones));
    let at = |latitude| vec![("North".to_owned(), Position::new(latitude, -0.5).unwrap())];
    assert_eq!(middle(bench), at(51.5));
    bench.put(SiteId(1), site("north", Some(50.0)));
    assert_eq!(middle(bench), at(51.0));
    bench.remove(SiteId(1));
    assert_eq!(middle(bench), at(52.0));
}
