use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use chrono::NaiveTime;
use domain::{Currency, Estimate, Position, Tz};

use super::*;
use crate::{Clock, usual_business};

/// What the server does with the next request.
enum Deed {
    /// Answers with a status and a body.
    Answer(u16, String),
    /// Answers with seconds for each way, as many as were asked for.
    Table(u32),
    /// Sends the client elsewhere.
    Redirect(SocketAddr),
    /// Says nothing for as long as the other end holds the line.
    Silence,
}

/// A server that does one deed for each request, and gives what was asked.
struct Server {
    address: SocketAddr,
    asked: Receiver<String>,
}

impl Server {
    fn doing(deeds: impl IntoIterator<Item = Deed>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, asked) = channel();
        let deeds: VecDeque<Deed> = deeds.into_iter().collect();
        thread::spawn(move || serve(&listener, deeds, &tell));
        Server { address, asked }
    }

    fn settings(&self, cache: Option<&Path>) -> TravelSettings {
        let server = RoadServer {
            url: format!("http://{}/osrm", self.address),
            timeout_ms: 400,
            cache: cache.map(Path::to_owned),
        };
        TravelSettings { from: RoadsFrom::Server(server), ..TravelSettings::default() }
    }

    /// The requests so far.
    fn asked(&self) -> Vec<String> {
        self.asked.try_iter().collect()
    }
}

fn serve(listener: &TcpListener, mut deeds: VecDeque<Deed>, tell: &Sender<String>) {
    while let Some(deed) = deeds.pop_front() {
        let Ok((stream, _)) = listener.accept() else { return };
        let Some(target) = target_of(&stream) else { return };
        let answer = match deed {
            Deed::Answer(status, body) => answer(status, "", &body),
            Deed::Table(seconds) => answer(200, "", &table(&target, seconds)),
            Deed::Redirect(address) => answer(302, &format!("Location: http://{address}/\r\n"), ""),
            Deed::Silence => String::new(),
        };
        tell.send(target).unwrap();
        let mut stream = stream;
        stream.write_all(answer.as_bytes()).unwrap();
        if answer.is_empty() {
            // Ends when the other one gives up.
            let _ended = std::io::copy(&mut stream, &mut std::io::sink());
        }
    }
}

/// The target of a request, once its head was read.
fn target_of(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    first.split(' ').nth(1).map(str::to_owned)
}

fn answer(status: u16, head: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// A table of the size that was asked for.
fn table(target: &str, seconds: u32) -> String {
    let count = |name: &str| {
        let list = target.split(['?', '&']).find_map(|part| part.strip_prefix(name)).unwrap();
        list.split(';').count()
    };
    let row = vec![f64::from(seconds) - 0.5; count("destinations=")];
    serde_json::json!({ "code": "Ok", "durations": vec![row; count("sources=")] }).to_string()
}

fn desk(settings: &TravelSettings) -> App {
    let business = usual_business("Northside", Tz::Europe__London, Currency::new("GBP").unwrap());
    let app = App::in_memory(business, Clock::Fixed(now()), "Mia").unwrap();
    app.with_travel(settings).unwrap()
}

fn now() -> domain::Moment {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

fn at(latitude: f64) -> Position {
    Position::new(latitude, -0.1).unwrap()
}

/// How long the way between two places 11 km apart takes by what is known.
fn between(app: &App) -> (i64, bool) {
    let Estimate { minutes, guess } = app.store.roads().between(at(51.5), at(51.6), NaiveTime::MIN);
    (minutes, guess)
}

const STRAIGHT: (i64, bool) = (22, true);

#[test]
fn a_server_is_asked_once_and_its_answers_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache/truckroll");
    let server = Server::doing([Deed::Table(1_861)]);
    let settings = server.settings(Some(&cache));
    let mut app = desk(&settings);
    assert_eq!(between(&app), STRAIGHT);
    assert_eq!(app.warm_roads(&[at(51.5), at(51.6), at(51.500_01)]), RoadStanding::Learnt(2));
    assert_eq!(
        server.asked(),
        ["/osrm/table/v1/driving/-0.1000,51.5000;-0.1000,51.6000;-0.1000,51.5000;-0.1000,51.6000\
          ?annotations=duration&sources=0;1&destinations=2;3"]
    );
    assert_eq!(between(&app), (32, false));
    assert_eq!(app.warm_roads(&[at(51.6), at(51.5)]), RoadStanding::Known);
    // Another run knows them without asking, and the file is the owner's alone.
    assert_eq!(between(&desk(&settings)), (32, false));
    let files: Vec<_> = std::fs::read_dir(&cache).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(cache.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn what_is_not_a_proper_answer_is_a_straight_line_and_is_said_once() {
    let ok = |durations: &str| Deed::Answer(200, format!("{{\"code\":\"Ok\",\"durations\":{durations}}}"));
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    for (deed, said) in [
        (Deed::Silence, "did not answer in time"),
        (Deed::Answer(500, "oh no".into()), "answers 500"),
        (
            Deed::Answer(400, "{\"code\":\"TooBig\",\"message\":\"Too many\"}".into()),
            "answers 400 (TooBig: Too many)",
        ),
        (Deed::Answer(200, "<html>".into()), "answers with something that is no table of ways"),
        (Deed::Answer(200, "{\"code\":\"NoTable\",\"message\":\"none\"}".into()), "answers NoTable: none"),
        (ok("[[0,10]]"), "answers with a table of another size than was asked for"),
        (ok("[[0,10],[10]]"), "answers with a table of another size than was asked for"),
        (ok("[]"), "answers with a table of another size than was asked for"),
        (Deed::Redirect(elsewhere.local_addr().unwrap()), "sends us elsewhere, which is not followed"),
    ] {
        let server = Server::doing([deed]);
        let mut app = desk(&server.settings(None));
        let standing = app.warm_roads(&[at(51.5), at(51.6)]);
        assert_eq!(standing, RoadStanding::Failed(said.to_owned()));
        assert!(
            standing.note().unwrap().starts_with(&format!("the road server {said}; straight lines stand in"))
        );
        assert_eq!(between(&app), STRAIGHT, "{said}");
        // It is left alone for a while, without a word.
        assert_eq!(app.warm_roads(&[at(51.5), at(51.6)]), RoadStanding::Resting);
        assert_eq!(app.warm_roads(&[at(51.5), at(51.6)]).note(), None);
        assert_eq!(server.asked().len(), 1, "{said}");
    }
    elsewhere.set_nonblocking(true).unwrap();
    assert!(elsewhere.accept().is_err(), "a redirect was followed");
}

#[test]
fn a_server_that_is_not_there_says_so() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = RoadServer { url: format!("http://{address}"), timeout_ms: 400, cache: None };
    let mut app = desk(&TravelSettings { from: RoadsFrom::Server(server), ..TravelSettings::default() });
    let RoadStanding::Failed(said) = app.warm_roads(&[at(51.5), at(51.6)]) else { panic!("nobody is there") };
    assert!(said.starts_with("cannot be asked"), "{said}");
}

#[test]
fn ways_that_are_not_found_or_not_believed_stay_straight_lines_and_are_not_asked_for_again() {
    let body = "{\"code\":\"Ok\",\"durations\":[[0,null],[-5,0]]}";
    let server = Server::doing([Deed::Answer(200, body.into())]);
    let mut app = desk(&server.settings(None));
    let places = [at(51.5), at(51.6)];
    assert_eq!(app.warm_roads(&places), RoadStanding::Learnt(0));
    assert_eq!(between(&app), STRAIGHT);
    assert_eq!(app.warm_roads(&places), RoadStanding::Known);
}

#[test]
fn many_places_are_asked_for_in_parts_and_only_where_a_way_is_missing() {
    let server = Server::doing((0..5).map(|_| Deed::Table(600)));
    let mut app = desk(&server.settings(None));
    let places: Vec<Position> = (0..60).map(|place| at(51.0 + f64::from(place) / 100.0)).collect();
    assert_eq!(app.warm_roads(&places), RoadStanding::Learnt(60 * 59));
    assert_eq!(server.asked().len(), 4);
    let known: Vec<Position> = places[..10].iter().copied().chain([at(40.0)]).collect();
    assert_eq!(app.warm_roads(&known), RoadStanding::Learnt(11 * 10));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn nobody_is_asked_without_a_server() {
    let mut app = desk(&TravelSettings::default());
    assert_eq!(app.warm_roads(&[at(51.5), at(51.6)]), RoadStanding::Known);
    let today = now().date_naive();
    assert_eq!(app.warm_roads_for(today, today, &[]).unwrap(), RoadStanding::Known);
    assert_eq!(between(&app), (22, false));
}

#[test]
fn the_places_of_a_day_are_homes_and_sites() {
    let server = Server::doing((0..4).map(|_| Deed::Table(600)));
    let demo = crate::fixture::demo(7, now(), "Mia");
    let mut app = demo.with_travel(&server.settings(None)).unwrap();
    let today = app.today_date().unwrap();
    let RoadStanding::Learnt(ways) = app.warm_roads_for(today, today, &[]).unwrap() else {
        panic!("it answers")
    };
    assert!(ways > 100, "{ways}");
    let day = app.day(today).unwrap();
    let lines = day.lanes.iter().flat_map(|lane| &lane.visits);
    let travels: Vec<i64> = lines.filter_map(|visit| visit.travel_before).collect();
    assert!(!travels.is_empty() && travels.iter().all(|minutes| [0, 10].contains(minutes)), "{travels:?}");
}

#[test]
fn a_cache_that_is_old_foreign_or_broken_is_as_if_it_were_empty() {
    let folder = tempfile::tempdir().unwrap();
    let url = "http://roads.lan";
    let point = |latitude| domain::Point::from(at(latitude));
    let way = (point(51.5), point(51.6), 600);
    let keep = |url: &str, ways: &[cache::KnownWay]| cache::keep(folder.path(), url, now(), ways).unwrap();
    let known =
        |url: &str, days: i64| cache::read(folder.path(), url, now() + chrono::Duration::days(days)).len();
    keep(url, &[way]);
    keep(url, &[(point(51.6), point(51.5), 700), (point(51.5), point(51.6), 650)]);
    assert_eq!((known(url, 0), known(url, 60), known(url, 61), known(url, -1)), (2, 2, 0, 0));
    let roads = cache::read(folder.path(), url, now());
    assert_eq!(roads.seconds(point(51.5), point(51.6)), Some(650));
    assert_eq!(known("http://other.lan", 0), 0);
    let path = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    for text in
        ["", "truckroll-roads-1 x http://roads.lan\n", "truckroll-roads-1 20781 http://roads.lan\n1 2 3\n"]
    {
        std::fs::write(&path, text).unwrap();
        assert_eq!(known(url, 0), 0, "{text}");
    }
    std::fs::write(&path, [0xff, 0xfe]).unwrap();
    keep(url, &[way]);
    assert_eq!(known(url, 0), 1);
}

#[test]
fn a_cache_keeps_the_newest_hundred_thousand_ways() {
    let folder = tempfile::tempdir().unwrap();
    let point = |number: i32| domain::Point { latitude: number, longitude: 0 };
    let ways = |from: i32, count: i32| -> Vec<cache::KnownWay> {
        (from..from + count).map(|number| (point(number), point(-1), 60)).collect()
    };
    cache::keep(folder.path(), "http://a", now(), &ways(0, 99_990)).unwrap();
    cache::keep(folder.path(), "http://a", now(), &ways(200_000, 20)).unwrap();
    let roads = cache::read(folder.path(), "http://a", now());
    assert_eq!(roads.len(), 100_000);
    let knows = |number| roads.seconds(point(number), point(-1)).is_some();
    assert_eq!((knows(9), knows(10), knows(200_019)), (false, true, true));
}

fn matrix(text: &str) -> Result<KnownRoads, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ways.csv");
    std::fs::write(&path, text).unwrap();
    let place = format!("the matrix file {}", path.display());
    read_matrix(&path).map_err(|error| error.to_string().replace(&place, "F"))
}

#[test]
fn a_matrix_file_is_read_with_the_way_back_where_it_has_none() {
    let text = "from_lat,from_lng,to_lat,to_lng,minutes\n51.5,-0.1,51.6,-0.1,31.5\n51.6,-0.1,51.5,-0.1,40\n\
                51.5,-0.1,51.7,-0.1,55\n";
    let roads = matrix(text).unwrap();
    let point = |latitude| domain::Point::from(at(latitude));
    let minutes = |from, to| roads.seconds(point(from), point(to));
    assert_eq!((minutes(51.5, 51.6), minutes(51.6, 51.5)), (Some(1_890), Some(2_400)));
    assert_eq!((minutes(51.5, 51.7), minutes(51.7, 51.5)), (Some(3_300), Some(3_300)));
    assert_eq!(minutes(51.6, 51.7), None);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ways.csv");
    std::fs::write(&path, text).unwrap();
    let app = desk(&TravelSettings { from: RoadsFrom::Matrix(path), ..TravelSettings::default() });
    assert_eq!(between(&app), (32, false));
    let unknown = app.store.roads().between(at(51.6), at(51.7), NaiveTime::MIN);
    assert_eq!(unknown, Estimate { minutes: 22, guess: true });
}

#[test]
fn a_matrix_file_that_is_wrong_says_where() {
    let head = "from_lat,from_lng,to_lat,to_lng,minutes\n51.5,-0.1,51.6,-0.1,31\n";
    for (text, said) in [
        (
            "from,to,minutes\na,b,1\n".to_owned(),
            "F:1: there is no column from_lat; the header must have from_lat",
        ),
        (format!("{head}51.5,-0.1,north,-0.1,3\n"), "F:3: to_lat: \"north\" is not a number"),
        (format!("{head}51.5,-0.1,,,3\n"), "F:3: to_lat: a position is missing"),
        (format!("{head}51.5,-0.1,51.7,-0.1,-3\n"), "F:3: minutes: write the minutes as a number from 0"),
        (format!("{head}51.5,-0.1,51.7,-0.1,\n"), "F:3: minutes: write the minutes"),
        (format!("{head}91.5,-0.1,51.7,-0.1,4\n"), "F:3: from_lat: the latitude 91.5 is not between"),
        (String::new(), "F: the file is empty"),
    ] {
        let failure = matrix(&text).unwrap_err();
        assert!(failure.starts_with(said), "{text}: {failure}");
    }
    let missing = read_matrix(Path::new("/nowhere/ways.csv")).unwrap_err().to_string();
    assert!(missing.starts_with("the matrix file /nowhere/ways.csv: cannot be read"), "{missing}");
}
