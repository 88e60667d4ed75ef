//! Two clients become one.

use crate::fixture::*;
use crate::*;

fn phone(number: &str) -> Phone {
    Phone { number: number.into(), ..Phone::default() }
}

/// Kerr, and the same Kerr again with a job, a contact and a site at the same address.
fn twice() -> Given {
    let mut given = given().placed();
    let slice = &mut given.slice;
    let again = ClientId(7);
    let kerr = slice.clients[&KERR].clone();
    let at_street = |street: &str| Address { street: street.into(), ..Address::default() };
    let elm = Site { address: at_street("14 Elm St."), ..slice.sites[&ELM_STREET].clone() };
    slice.put(ELM_STREET.0, elm.into());
    slice.put(7, Client { name: "KERR".into(), phones: vec![phone("555 0199")], ..kerr }.into());
    let same = at_street("14 ELM ST");
    slice.put(7, Site { client: again, address: same, hazards: "dog".into(), ..Site::default() }.into());
    slice.put(8, Site { client: again, address: at_street("9 Oak Road"), ..Site::default() }.into());
    slice.put(7, Equipment { site: SiteId(7), name: "boiler".into(), ..Equipment::default() }.into());
    let mut job = Job::new(again, "Tap drip", at("20 10:00"));
    job.site = Some(SiteId(7));
    slice.put(7, job.into());
    let waits = Job { collect_at: Some(SiteId(7)), ..Job::new(PATEL, "Pump", at("20 10:00")) };
    slice.put(8, waits.into());
    slice.put(7, Visit::new(JobId(7), 60).into());
    let note = |about| Note { about, at: at("20 11:00"), by: "Dana".into(), text: "rings twice".into() };
    slice.put(7, note(again.into()).into());
    slice.put(8, note(SiteId(7).into()).into());
    given
}

fn merge(given: &Given, keep: ClientId, gone: ClientId) -> Command {
    let merged = merged_client(&given.slice.clients[&keep], &given.slice.clients[&gone]);
    Command::MergeClients { keep, gone, merged: Box::new(merged) }
}

#[test]
fn everything_of_the_one_becomes_the_others() {
    let given = twice();
    let (decision, after) = given.when(merge(&given, KERR, ClientId(7))).allowed();
    assert_eq!(decision.fact, Fact::ClientsMerged);
    assert_eq!(decision.summary, "Merged C-7 KERR into C-1 Kerr");
    assert!(!after.clients.contains_key(&ClientId(7)));
    assert!(after.clients[&KERR].phones.contains(&phone("555 0199")));
    // The same address is the same site; another one moves along.
    assert!(!after.sites.contains_key(&SiteId(7)));
    assert_eq!(after.sites[&ELM_STREET].hazards, "dog");
    assert_eq!(after.sites[&SiteId(8)].client, KERR);
    assert_eq!(after.equipment[&EquipmentId(7)].site, ELM_STREET);
    let job = &after.jobs[&JobId(7)];
    assert_eq!((job.client, job.site), (KERR, Some(ELM_STREET)));
    assert_eq!(after.jobs[&JobId(8)].collect_at, Some(ELM_STREET), "what waited there waits there");
    assert_eq!(after.notes[&NoteId(7)].about, KERR.into());
    assert_eq!(after.notes[&NoteId(8)].about, ELM_STREET.into());
}

#[test]
fn a_merge_can_be_taken_back() {
    let given = twice();
    let (decision, mut after) = given.when(merge(&given, KERR, ClientId(7))).allowed();
    for change in decision.changes.into_iter().rev().map(Change::inverse) {
        match change.after {
            Some(record) => after.put(change.entity.id, record),
            None => drop(after.remove(change.entity)),
        }
    }
    assert_eq!(after, given.slice);
}

#[test]
fn people_of_one_name_become_one_and_refusals_stay() {
    let mut given = twice();
    let person = |client, name: &str, number: &str, opt_outs| Contact {
        client,
        name: name.into(),
        phones: vec![phone(number)],
        opt_outs,
        ..Contact::default()
    };
    given.slice.put(7, person(KERR, "Ann Kerr", "1", vec![]).into());
    given.slice.put(8, person(ClientId(7), "ann kerr", "2", vec![Channel::Text]).into());
    given.slice.put(9, person(ClientId(7), "Bob", "3", vec![]).into());
    let (_, after) = given.when(merge(&given, KERR, ClientId(7))).allowed();
    let ann = &after.contacts[&ContactId(7)];
    assert_eq!((ann.phones.len(), ann.opt_outs.as_slice()), (2, [Channel::Text].as_slice()));
    assert!(!after.contacts.contains_key(&ContactId(8)));
    assert_eq!(after.contacts[&ContactId(9)].client, KERR);
}

#[test]
fn what_one_says_stands_and_what_the_other_adds_is_added() {
    let keep = Client {
        name: "Kerr".into(),
        phones: vec![phone("555-0100")],
        emails: vec!["ann@kerr.example".into()],
        preferences: "shoes off".into(),
        preferred: vec![DANA, RAVI],
        tags: vec!["vip".into()],
        inactive: true,
        ..Client::default()
    };
    let gone = Client {
        name: "Kerr Ltd".into(),
        phones: vec![phone("555 0100"), phone("555 0101")],
        emails: vec!["ANN@kerr.example".into(), "bob@kerr.example".into()],
        channel: Some(Channel::Phone),
        preferences: "call first\nshoes off".into(),
        barred: vec![RAVI],
        tags: vec!["VIP".into(), "estate".into()],
        ..Client::default()
    };
    let merged = merged_client(&keep, &gone);
    let expected = Client {
        phones: vec![phone("555-0100"), phone("555 0101")],
        emails: vec!["ann@kerr.example".into(), "bob@kerr.example".into()],
        channel: Some(Channel::Phone),
        preferences: "shoes off\ncall first".into(),
        preferred: vec![DANA],
        barred: vec![RAVI],
        tags: vec!["vip".into(), "estate".into()],
        inactive: false,
        ..keep.clone()
    };
    assert_eq!(merged, expected);
    assert_eq!(merged_client(&keep, &keep), keep);
}

#[test]
fn a_client_is_not_merged_with_itself_or_nobody() {
    let given = twice();
    given.when(merge(&given, KERR, KERR)).refused("is the same twice");
    let merged = Box::new(given.slice.clients[&KERR].clone());
    given
        .when(Command::MergeClients { keep: KERR, gone: ClientId(99), merged })
        .refused("there is no client C-99");
}
