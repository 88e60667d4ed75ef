use chrono::NaiveTime;
use proptest::prelude::*;

use crate::fixture::*;
use crate::*;

fn road(gap: i64, travel: i64) -> Travel {
    Travel { gap, travel, guess: false }
}

#[test]
fn travel_is_from_the_visit_before_on_the_same_day() {
    // Elm Street and Park Avenue lie 11.12 km apart in a straight line: 21.7 minutes by road, so 22.
    let after = |start: &str| given().placed().other_visit(2, start, 60, DANA);
    let travel = |given: &Given| travel_between(&given.slice, VisitId(2), &given.slice.visits[&VisitId(2)]);
    assert_eq!(travel(&after("24 11:21")), Some(road(21, 22)));
    assert!(travel(&after("24 11:21")).unwrap().is_tight());
    assert!(!travel(&after("24 11:22")).unwrap().is_tight());
    assert!(travel(&after("24 11:00")).unwrap().is_tight());
    assert!(!travel(&after("24 10:59")).unwrap().is_tight());
    assert_eq!(travel(&after("25 11:00")), None);
    let unknown = after("24 11:00").with(|s| s.sites.get_mut(&PARK_AVENUE).unwrap().position = None);
    assert_eq!(travel(&unknown), None);
}

#[test]
fn travel_looks_at_the_gap_after_and_at_every_member() {
    let ahead = |start: &str| given().placed().other_visit(2, start, 60, DANA);
    let to_next = |given: &Given| travel_after(&given.slice, VISIT, given.visit());
    assert_eq!(to_next(&ahead("24 11:21")), Some(road(21, 22)));
    assert!(!to_next(&ahead("24 11:22")).unwrap().is_tight());
    assert!(!to_next(&ahead("24 10:59")).unwrap().is_tight());
    assert_eq!(to_next(&ahead("25 11:00")), None);
    assert_eq!(to_next(&ahead("24 08:00")), None);
    // Dana has time enough, her helper does not; nor does a clash of hers hide that.
    let helped = |start: &str| {
        let crew = Crew { lead: DANA, helpers: vec![TOM] };
        let both = given().placed().other_visit(2, start, 60, DANA).other_visit(3, "24 11:10", 60, TOM);
        both.with_visit(|visit| visit.crew = Some(crew))
    };
    for start in ["24 13:00", "24 10:30"] {
        assert_eq!(to_next(&helped(start)), Some(road(10, 22)), "{start}");
        let before = |id| travel_between(&helped(start).slice, id, &helped(start).slice.visits[&id]);
        assert_eq!(before(VisitId(3)), Some(road(10, 22)), "{start}");
    }
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn position(latitude: f64, longitude: f64) -> Position {
    Position::new(latitude, longitude).unwrap()
}

#[test]
fn london_to_brighton_takes_two_and_a_half_hours_at_town_speed() {
    let london = Position::new(51.5074, -0.1278);
    let brighton = Position::new(50.8225, -0.1372);
    let minutes = travel_minutes(london, brighton).unwrap();
    assert!((140..=155).contains(&minutes), "{minutes}");
    assert_eq!(travel_minutes(london, london), Some(0));
    assert_eq!(travel_minutes(london, None), None);
}

#[test]
fn speeds_hold_from_their_time_until_the_next_and_over_midnight() {
    let speeds = Speeds::by_time(vec![
        (time(16, 0), 25.0),
        (time(7, 0), 20.0),
        (time(9, 30), 40.0),
        (time(19, 0), 50.0),
    ])
    .unwrap();
    for (at, kmh) in [
        (time(0, 0), 50.0),
        (time(6, 59), 50.0),
        (time(7, 0), 20.0),
        (time(9, 29), 20.0),
        (time(9, 30), 40.0),
        (time(16, 0), 25.0),
        (time(23, 59), 50.0),
    ] {
        assert!((speeds.at(at) - kmh).abs() < f64::EPSILON, "{at}");
    }
    for (from, until, slowest) in [
        (time(8, 0), time(17, 0), 20.0),
        (time(10, 0), time(17, 0), 25.0),
        (time(10, 0), time(16, 0), 40.0),
        (time(20, 0), time(7, 0), 50.0),
        (time(20, 0), time(7, 1), 20.0),
        (time(12, 0), time(12, 0), 20.0),
    ] {
        let at = speeds.slowest(from, until);
        assert!((speeds.at(at) - slowest).abs() < f64::EPSILON, "{from} {until}");
    }
}

#[test]
fn speeds_that_make_no_sense_are_none() {
    assert_eq!(Speeds::by_time(Vec::new()), None);
    assert_eq!(Speeds::by_time(vec![(time(7, 0), 20.0), (time(7, 0), 30.0)]), None);
    for kmh in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(Speeds::steady(kmh), None, "{kmh}");
    }
}

/// Kerr's visit at 09:00 for two hours and another at Park Avenue from that time on.
fn two(start: &str) -> Given {
    given().placed().other_visit(2, start, 60, DANA)
}

fn between(given: &Given) -> Option<Travel> {
    travel_between(&given.slice, VisitId(2), &given.slice.visits[&VisitId(2)])
}

#[test]
fn the_speed_is_that_of_the_local_time_of_setting_off() {
    let rush = |from: NaiveTime| {
        let speeds = Speeds::by_time(vec![(NaiveTime::MIN, 40.0), (from, 20.0)]).unwrap();
        let straight = StraightLine { speeds, ..StraightLine::default() };
        two("24 13:00").with(|slice| slice.roads = Roads { straight, known: None }.into())
    };
    // Kerr's ends at 11:00.
    assert_eq!(between(&rush(time(11, 0))), Some(road(120, 44)));
    assert_eq!(between(&rush(time(11, 1))), Some(road(120, 22)));
    let in_berlin = |given: Given| given.with(|s| s.business.as_mut().unwrap().zone = Tz::Europe__Berlin);
    assert_eq!(between(&in_berlin(rush(time(12, 0)))), Some(road(120, 44)));
    assert_eq!(between(&in_berlin(rush(time(12, 1)))), Some(road(120, 22)));
}

#[test]
fn a_known_way_goes_before_the_straight_line_and_one_way_only() {
    let (elm, park) = (position(51.50, -0.1), position(51.60, -0.1));
    let mut known = KnownRoads::new(RoadSource::Matrix);
    known.insert(elm.into(), park.into(), 31 * 60 + 1);
    let roads = Roads { straight: StraightLine::default(), known: Some(known.into()) };
    let given = two("24 13:00").with(|slice| slice.roads = roads.clone().into());
    assert_eq!(between(&given), Some(road(120, 32)));
    let back = roads.between(park, elm, time(9, 0));
    assert_eq!(back, Estimate { minutes: 22, guess: true });
    // The same place, to about ten metres, is no way at all.
    let beside = position(51.600_02, -0.099_98);
    assert_eq!(roads.between(park, beside, time(9, 0)), Estimate::default());
    assert_eq!(Roads::default().between(park, elm, time(9, 0)), Estimate { minutes: 22, guess: false });
}

#[test]
fn a_site_without_a_position_is_where_its_postcode_is_else_in_the_middle_of_its_zone() {
    let mut places = Places::default();
    let row = |postcode: &str, country: &str, latitude| PlaceRow {
        country: country.into(),
        postcode: postcode.into(),
        name: String::new(),
        position: position(latitude, -0.1),
    };
    places.add(&row("N7", "GB", 51.55));
    places.add(&row("N7", "GB", 51.57));
    places.add_to_zone("North", position(51.7, -0.1));
    let at = |postcode: &str, zone: &str, places: &Places| {
        let given = two("24 13:00").with(|slice| {
            let site = slice.sites.get_mut(&PARK_AVENUE).unwrap();
            (site.position, site.address.postcode, site.zone) = (None, postcode.into(), zone.into());
            slice.places = places.clone();
        });
        let place = place_of(&given.slice, &given.slice.visits[&VisitId(2)]);
        (place.map(|place| place.basis), between(&given).map(|travel| (travel.travel, travel.guess)))
    };
    // 6.67 km in a straight line are 13.01 minutes.
    assert_eq!(at("n7 6pa", "north", &places), (Some(Basis::Postcode), Some((14, true))));
    assert_eq!(at("N9 1AA", "NORTH ", &places), (Some(Basis::Zone), Some((44, true))));
    assert_eq!(at("N9 1AA", "", &places), (None, None));
    assert_eq!(at("N7", "North", &Places::default()), (None, None));
}

#[test]
fn a_postcode_of_several_countries_needs_one() {
    let mut places = Places::default();
    for (country, latitude) in [("NZ", -36.9), ("DK", 55.7)] {
        let place = position(latitude, 10.0);
        let row = PlaceRow {
            country: country.into(),
            postcode: "1010".into(),
            name: String::new(),
            position: place,
        };
        places.add(&row);
    }
    let found = |country: &str| {
        let address = Address { postcode: "1010".into(), country: country.into(), ..Address::default() };
        places.of_address(&address).map(|position| position.latitude)
    };
    assert_eq!(found("Danmark"), Some(55.7));
    assert_eq!(found("nz"), Some(-36.9));
    assert_eq!(found("Atlantis"), None);
    assert_eq!(found("DE"), None);
    assert_eq!(found(""), None);
}

#[test]
fn postcodes_are_compared_without_case_and_gaps_and_by_their_larger_area() {
    for (postcode, keys) in [
        (" sw1a 1aa ", &["SW1A1AA", "SW1A"][..]),
        ("N7 6PA", &["N76PA", "N7"]),
        ("K1A 0B1", &["K1A0B1", "K1A"]),
        ("k1a", &["K1A"]),
        ("D02 X285", &["D02X285", "D02"]),
        ("D6W XK28", &["D6WXK28", "D6W"]),
        ("90012-1234", &["900121234", "90012"]),
        ("90012", &["90012"]),
        ("00-950", &["00950"]),
        ("1012 AB", &["1012AB", "1012"]),
        ("1010", &["1010"]),
        ("", &[]),
        ("—", &[]),
    ] {
        assert_eq!(postcode_keys(postcode), keys, "{postcode}");
    }
    assert!(postcode_keys("A65 F4AB").contains(&"A65".to_owned()));
}

#[test]
fn countries_are_known_by_code_and_by_name() {
    for (said, code) in [
        ("us", Some("US")),
        ("UK", Some("GB")),
        (" United Kingdom ", Some("GB")),
        ("España", Some("ES")),
        ("New Zealand", Some("NZ")),
        ("Narnia", None),
        ("", None),
    ] {
        assert_eq!(country_code(said).as_deref(), code, "{said}");
    }
}

#[test]
fn the_first_way_of_the_day_is_from_home_and_the_last_one_to_it() {
    let at_home = |given: Given| {
        given.with(|slice| {
            slice.technicians.get_mut(&DANA).unwrap().home_position = Position::new(51.45, -0.1);
        })
    };
    let given = at_home(two("24 13:00"));
    let (kerrs, other) = (given.visit().clone(), given.slice.visits[&VisitId(2)].clone());
    let estimate = |minutes| Estimate { minutes, guess: false };
    let way = |stop, gap, minutes| Some(Way { stop, gap, travel: estimate(minutes) });
    assert_eq!(way_before(&given.slice, VISIT, &kerrs, DANA), way(Stop::Home, None, 11));
    assert_eq!(way_after(&given.slice, VISIT, &kerrs, DANA), way(Stop::Visit(VisitId(2)), Some(120), 22));
    assert_eq!(way_before(&given.slice, VisitId(2), &other, DANA), way(Stop::Visit(VISIT), Some(120), 22));
    assert_eq!(way_after(&given.slice, VisitId(2), &other, DANA), way(Stop::Home, None, 33));
    assert_eq!(way_before(&given.slice, VISIT, &kerrs, TOM), None);
    // Home by its postcode.
    let moved = given.with(|slice| {
        let dana = slice.technicians.get_mut(&DANA).unwrap();
        (dana.home_position, dana.home.postcode) = (None, "SE1 9GF".into());
        let row = PlaceRow {
            country: "GB".into(),
            postcode: "SE1".into(),
            name: String::new(),
            position: position(51.45, -0.1),
        };
        slice.places.add(&row);
    });
    let home = way_before(&moved.slice, VISIT, &kerrs, DANA).unwrap();
    assert_eq!((home.stop, home.travel), (Stop::Home, Estimate { minutes: 11, guess: true }));
}

proptest! {
    #[test]
    fn a_matrix_holds_whenever_one_sets_off(
        steps in prop::collection::btree_map(0_u32..1440, 5_u32..90, 1..5),
        from in 0_u32..1440,
        length in 1_u32..1440,
        after in 0_u32..1440,
        places in prop::collection::vec((51.0..52.0, -1.0..1.0), 2..4),
    ) {
        let clock = |minute: u32| time(minute % 1440 / 60, minute % 60);
        let steps = steps.iter().map(|(at, kmh)| (clock(*at), f64::from(*kmh))).collect();
        let straight = StraightLine { speeds: Speeds::by_time(steps).unwrap(), ..StraightLine::default() };
        let roads = Roads { straight, known: None };
        let places: Vec<Position> = places.iter().map(|(lat, lng)| position(*lat, *lng)).collect();
        let matrix = roads.matrix(&places, clock(from), clock(from + length));
        let at = clock(from + after % length);
        for (a, from) in places.iter().enumerate() {
            for (b, to) in places.iter().enumerate() {
                prop_assert!(roads.between(*from, *to, at).minutes <= matrix[a * places.len() + b]);
            }
        }
    }
}
