//! The clients as they are drawn, searched and read.

use app::App;
use domain::{Client, Command, Record};

use super::*;
use crate::ask::Opened;
use crate::pane::fixture::{
    self, KERR, SIZES, act, act_times, answer, desk, drawn, load, reversed, shared, shows, text_of,
};

fn loaded(desk: &mut App, shared: &Shared) -> Clients {
    let mut clients = Clients::new();
    load(&mut clients, desk, shared);
    clients
}

fn search(clients: &mut Clients, desk: &mut App, text: &str, shared: &Shared) {
    let words = text.split_whitespace().map(str::to_owned).collect();
    let shared = &Shared { filter: app::Filter { words, ..app::Filter::default() }, ..shared.clone() };
    for effect in clients.filter(shared) {
        let Effect::Ask(ask) = effect else { panic!("only asks") };
        answer(clients, desk, vec![ask], shared);
    }
}

fn select(clients: &mut Clients, desk: &mut App, id: ClientId, shared: &Shared) {
    act(clients, desk, Action::First, shared);
    while clients.list.selected != Some(id) {
        act(clients, desk, Action::Down, shared);
    }
}

#[test]
fn clients_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        let mut clients = loaded(&mut desk, &shared);
        select(&mut clients, &mut desk, KERR, &shared);
        shows("clients", &clients, &shared);
        act(&mut clients, &mut desk, Action::NextPane, &shared);
        act_times(&mut clients, &mut desk, Action::Down, Some(12), &shared);
        shows("clients-card", &clients, &shared);
    }
}

#[test]
fn no_clients_says_what_to_do() {
    let shared = shared(80, 24);
    let mut clients = Clients::new();
    assert!(text_of(&drawn(&clients, &shared)).contains("loading"));
    let mut desk = fixture::empty_desk();
    load(&mut clients, &mut desk, &shared);
    assert!(text_of(&drawn(&clients, &shared)).contains("no clients yet: c adds the first"));
    act(&mut clients, &mut desk, Action::Down, &shared);
    assert_eq!(clients.targets(), []);
}

#[test]
fn a_search_finds_by_what_belongs_to_a_client() {
    let mut desk = desk();
    let shared = shared(100, 24);
    let mut clients = loaded(&mut desk, &shared);
    for text in ["kerr", "900123", "elm st", "VX-0042", "mrs"] {
        search(&mut clients, &mut desk, text, &shared);
        assert_eq!(clients.list.selected, Some(KERR), "{text}");
        assert_eq!(clients.card().map(|card| card.id), Some(KERR), "the card came along for {text}");
    }
    search(&mut clients, &mut desk, "nobody", &shared);
    assert!(text_of(&drawn(&clients, &shared)).contains("nobody has"));
    assert_eq!(clients.targets(), []);
    search(&mut clients, &mut desk, "", &shared);
    assert_eq!(clients.list.total, 3);
}

#[test]
fn access_notes_are_hidden_until_asked_for_and_forgotten_after() {
    let mut desk = desk();
    let shared = shared(120, 40);
    let mut clients = loaded(&mut desk, &shared);
    select(&mut clients, &mut desk, KERR, &shared);
    let shows_code = |clients: &Clients| text_of(&drawn(clients, &shared)).contains("4711");
    assert!(!shows_code(&clients));
    act(&mut clients, &mut desk, Action::Access, &shared);
    assert!(shows_code(&clients));
    act(&mut clients, &mut desk, Action::Access, &shared);
    assert!(!shows_code(&clients));
    act(&mut clients, &mut desk, Action::Access, &shared);
    act(&mut clients, &mut desk, Action::Up, &shared);
    select(&mut clients, &mut desk, KERR, &shared);
    assert!(!shows_code(&clients), "another client was looked at in between");
}

#[test]
fn a_row_of_the_card_is_the_target_while_the_card_has_the_keys() {
    let mut desk = desk();
    let shared = shared(120, 40);
    let mut clients = loaded(&mut desk, &shared);
    select(&mut clients, &mut desk, KERR, &shared);
    assert_eq!(clients.targets()[0].phone, "07700 900123");
    act(&mut clients, &mut desk, Action::NextPane, &shared);
    act(&mut clients, &mut desk, Action::Down, &shared);
    assert!(clients.targets()[0].visit.is_some(), "what comes next stands first");
    act(&mut clients, &mut desk, Action::Down, &shared);
    assert_eq!(clients.targets()[0].phone, "07700 900999", "the contact's own number");
    act(&mut clients, &mut desk, Action::Down, &shared);
    let job = clients.targets()[0].job.unwrap().0;
    assert_eq!(act(&mut clients, &mut desk, Action::Open, &shared), [Effect::Open(Opened::Job(job))]);
    act(&mut clients, &mut desk, Action::Back, &shared);
    assert_eq!(act(&mut clients, &mut desk, Action::Open, &shared), [Effect::Open(Opened::Client(KERR))]);
}

#[test]
fn a_long_list_is_loaded_by_pages() {
    let mut desk = fixture::empty_desk();
    for place in 0..260 {
        let client = Client { name: format!("Client {place:03}"), ..Client::default() };
        desk.run(Command::Add(Record::Client(client))).unwrap();
    }
    let shared = shared(80, 24);
    let mut clients = loaded(&mut desk, &shared);
    for place in 0..260 {
        assert_eq!(clients.targets()[0].label, format!("C-{} Client {place:03}", place + 1));
        assert_eq!(reversed(&drawn(&clients, &shared)).len(), 1);
        act(&mut clients, &mut desk, Action::Down, &shared);
    }
    assert!(clients.list.rows.len() <= WINDOW);
    act(&mut clients, &mut desk, Action::First, &shared);
    act(&mut clients, &mut desk, Action::Last, &shared);
    assert_eq!(clients.card().map(|card| card.client.name.as_str()), Some("Client 259"));
}

#[test]
fn marks_make_targets() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut clients = loaded(&mut desk, &shared);
    act(&mut clients, &mut desk, Action::Mark, &shared);
    act(&mut clients, &mut desk, Action::Mark, &shared);
    assert_eq!(clients.targets().len(), 2);
    act(&mut clients, &mut desk, Action::MarkAll, &shared);
    assert_eq!(clients.targets().len(), 3);
    act(&mut clients, &mut desk, Action::Back, &shared);
    assert_eq!(clients.targets().len(), 1);
}

#[test]
fn a_click_on_what_is_selected_opens_it() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut clients = loaded(&mut desk, &shared);
    let area = Rect::new(0, 1, 80, shared.pane_height());
    let mut click = |row| clients.point(Mouse { act: MouseAct::Press, column: 5, row }, area, &shared);
    let opens =
        |handled| matches!(handled, Handled::Yes(effects) if matches!(effects[..], [Effect::Open(_)]));
    assert!(!opens(click(5)), "the first click selects");
    assert!(opens(click(5)));
}
