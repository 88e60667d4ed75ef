//! Technicians out of tables.

use super::{brought, desk, options, technicians};
use crate::import::ImportKind::Technicians;

#[test]
fn skills_homes_and_limits() {
    let mut app = desk();
    let file = "technician_id,technician,home_city,home_state,skills,max_daily_orders,home_lat,home_lng,available_today\n\
        1,Carlos Reyes,San Diego,California,Battery;Gas:3;battery,4,32.7157,-117.1611,Yes\n2,Maya Torres,-,,,-1,-1,-1,No\n";
    let report = brought(&mut app, Technicians, file, &options(&[]));
    assert_eq!(report.unmapped, ["available_today"]);
    let found = technicians(&app);
    let skills: Vec<(&str, u8)> =
        found[0].skills.iter().map(|skill| (skill.name.as_str(), skill.level)).collect();
    assert_eq!(skills, [("Battery", 1), ("Gas", 3)]);
    assert_eq!((found[0].daily_limit, found[0].home.line()), (Some(4), "San Diego, California".to_owned()));
    assert!(found[0].home_position.is_some() && found[1].home_position.is_none());
    assert_eq!(
        (found[1].daily_limit, found[1].home.is_empty(), found[1].hours.is_empty()),
        (None, true, false)
    );
}

#[test]
fn a_name_is_known_again_whatever_its_case() {
    let mut app = desk();
    brought(&mut app, Technicians, "name\nAnn Kerr\n", &options(&[]));
    let report = brought(&mut app, Technicians, "id,name,email\n7,ann  kerr,ann@x.example\n", &options(&[]));
    assert_eq!((report.updated, technicians(&app).len()), (1, 1));
    assert_eq!(technicians(&app)[0].external[0].key, "7");
}
