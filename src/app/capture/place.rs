//! Which of a client's sites a line means: `Kerr at Oak Road`.

use domain::{Site, SiteId};
use store::{Stored, fold};

/// Splits the words about a client into who and where; nothing when no place is named.
pub(super) fn split_place(text: &str) -> Option<(&str, &str)> {
    let (who, place) = text.rsplit_once(" at ")?;
    let (who, place) = (who.trim(), place.trim());
    (!who.is_empty() && !place.is_empty()).then_some((who, place))
}

/// Finds the site of a client that is called by its id, or by words of its name or address; the error says which
/// sites there are.
pub(super) fn choose_site(
    client: &str,
    sites: &[(SiteId, Stored<Site>)],
    place: &str,
) -> Result<usize, String> {
    let by_id = sites.iter().position(|(id, _)| id.to_string().eq_ignore_ascii_case(place));
    if let Some(found) = by_id {
        return Ok(found);
    }
    let wanted = fold(place);
    let is_meant = |(_, (_, stored)): &(usize, &(SiteId, Stored<Site>))| {
        let site = &stored.record;
        [site.name.clone(), site.address.line()].iter().any(|said| fold(said).contains(&wanted))
    };
    let found: Vec<usize> = sites.iter().enumerate().filter(is_meant).map(|(at, _)| at).collect();
    let names = |places: &[usize]| {
        let said: Vec<String> = places.iter().take(4).map(|at| label(&sites[*at])).collect();
        said.join(" or ")
    };
    match found[..] {
        [one] => Ok(one),
        [] if sites.is_empty() => Err(format!("{client} has no site yet: leave “at {place}” out")),
        [] => {
            let all: Vec<usize> = (0..sites.len()).collect();
            Err(format!("{client} has no site “{place}”; it has {}", names(&all)))
        }
        _ => Err(format!("site “{place}” could be {}", names(&found))),
    }
}

fn label((id, stored): &(SiteId, Stored<Site>)) -> String {
    let site = &stored.record;
    let said = if site.name.is_empty() { site.address.line() } else { site.name.clone() };
    format!("{said} ({id})")
}

#[cfg(test)]
mod tests {
    use domain::{Client, Command, Currency, NewClient, Tz};

    use super::*;
    use crate::{App, Clock, usual_business};

    fn desk() -> App {
        let business = usual_business("Northside", Tz::Europe__London, Currency::new("GBP").unwrap());
        let clock = Clock::Fixed("2026-11-24T11:20:00Z".parse().unwrap());
        let mut desk = App::in_memory(business, clock, "Mia").unwrap();
        let site = |name: &str, street: &str| {
            let mut site = Site { name: name.to_owned(), ..Site::default() };
            site.address.street = street.to_owned();
            site
        };
        let sites = vec![site("", "14 Elm St"), site("Depot", "2 Oak Road"), site("", "4 Oak Road")];
        for (name, sites) in [("Kerr", sites), ("Hands at Work", vec![])] {
            let client = Client { name: name.to_owned(), ..Client::default() };
            let new = NewClient { client, contacts: vec![], sites };
            desk.run(Command::AddClient(Box::new(new))).unwrap();
        }
        desk
    }

    #[test]
    fn a_line_names_the_site_by_name_address_or_id() {
        let desk = desk();
        let read = |line: &str| desk.capture(line, None).unwrap();
        for (line, wanted) in [
            ("boiler, Kerr tmw 9am", "Client Kerr (14 Elm St, 1 of 3 sites; “at …” names another)"),
            ("boiler, Kerr at depot tmw 9am", "Client Kerr (2 Oak Road)"),
            ("boiler, Kerr at 4 Oak Road tmw 9am", "Client Kerr (4 Oak Road)"),
            ("boiler, C-1 at S-3", "Client Kerr (4 Oak Road)"),
            ("boiler, Hands at Work", "Client Hands at Work"),
            ("boiler, Jones at Home", "New client Jones at Home"),
        ] {
            let view = read(line);
            assert!(view.read_back.starts_with(&format!("{wanted} · ")), "{line}: {}", view.read_back);
            assert_eq!(view.problems, Vec::<String>::new(), "{line}");
        }
        for (line, wanted) in [
            ("boiler, Kerr at Oak Road", "site “Oak Road” could be Depot (S-2) or 4 Oak Road (S-3)"),
            (
                "boiler, Kerr at mill",
                "Kerr has no site “mill”; it has 14 Elm St (S-1) or Depot (S-2) or 4 Oak Road (S-3)",
            ),
            ("boiler, \"Hands at Work\" at mill", "Hands at Work has no site yet: leave “at mill” out"),
        ] {
            assert_eq!(read(line).problems, [wanted], "{line}");
        }
    }

    #[test]
    fn a_new_client_comes_with_what_was_said_of_it() {
        let mut desk = desk();
        let line = "boiler service, Zebediah Quux, 12 High St, Leeds, 07700 900999, fri pm";
        let said = desk.capture(line, None).unwrap().read_back;
        assert!(said.starts_with("New client Zebediah Quux (12 High St, Leeds, 07700 900999) · "), "{said}");
        desk.add_captured(line, None, None).unwrap();
        let card = desk.job_card(domain::JobId(1)).unwrap();
        assert_eq!(card.place.unwrap().address, "12 High St, Leeds");
        assert_eq!(card.line.title, "boiler service");
        let again = desk.capture("tap, Zebediah Quux, 12 High St, 07700900999", None).unwrap();
        assert_eq!((again.problems, again.new_client), (vec![], false));
        // What a known client is not known by is asked about.
        let other = desk.capture("tap, Zebediah Quux, 07700 900111", None).unwrap().problems;
        let wanted =
            "Zebediah Quux is known already, without 07700 900111: leave it out here and edit the client";
        assert_eq!(other, [wanted]);
        assert_eq!(
            desk.capture("tap, 07700 900999", None).unwrap().problems,
            ["name the client after a comma"]
        );
    }

    #[test]
    fn the_job_is_at_the_site_that_was_named() {
        let mut desk = desk();
        desk.add_captured("boiler, Kerr at depot", None, None).unwrap();
        let place = desk.job_card(domain::JobId(1)).unwrap().place.unwrap();
        assert_eq!(place.address, "2 Oak Road");
    }
}
