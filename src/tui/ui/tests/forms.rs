//! Forms by scripted keys: filled in, completed, refused, left and come back to.

use domain::{ClientId, EntityRef, ServiceId, SiteId, Visit};

use super::*;

impl Script {
    /// Types plain text, key by key.
    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let deeds = self.ui.update(Event::Key(crate::key::Chord::plain(crate::key::Key::Char(letter))));
            self.perform(deeds);
        }
        self
    }

    /// The dialogs alone, whatever is behind them.
    fn form(&self) -> String {
        let size = self.ui.shared.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let pane = Rect::new(0, 1, size.width, size.height - 2);
        for dialog in self.ui.dialogs() {
            dialog.draw(&mut buffer, pane, &self.ui.shared);
        }
        let row =
            |y| (0..size.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..size.height).map(row).collect::<Vec<_>>().join("\n")
    }

    /// Goes on to the field of this label.
    #[track_caller]
    fn goes_to(&mut self, label: &str) -> &mut Self {
        let here = format!(">{label}");
        for _ in 0..40 {
            if self.screen().contains(&here) {
                return self;
            }
            self.press("Tab");
        }
        panic!("no field is called {label}:\n{}", self.screen());
    }

    fn record(&self, entity: impl Into<EntityRef>) -> Record {
        self.app.show(entity.into()).unwrap().record
    }
}

#[test]
fn forms_fit_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let mut script = Script::begin(columns, rows);
        script.press("4 e");
        insta::assert_snapshot!(format!("form_client_{columns}x{rows}"), script.form());
        script.press("Esc + j").types("Boiler no heat").press("Tab").types("x").press("Ctrl-s");
        insta::assert_snapshot!(format!("form_job_{columns}x{rows}"), script.form());
        script.press("Esc g t Enter Tab Tab Tab").types("24 dec..26 dec = holiday");
        insta::assert_snapshot!(format!("form_technician_{columns}x{rows}"), script.form());
        script.press("Esc Esc g b");
        insta::assert_snapshot!(format!("form_business_{columns}x{rows}"), script.form());
    }
}

#[test]
fn a_client_is_edited_and_the_edit_is_undone() {
    let mut script = Script::begin(80, 24);
    script.press("4 e").sees("Client C-2 J. Patel").press("Ctrl-u").types("Jo Patel");
    script.press("Tab").types("mobile=07700 900123").press("Ctrl-s").sees("Edited client C-2 Jo Patel");
    assert!(script.ui.dialogs().is_empty());
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    assert_eq!((client.name.as_str(), client.phones[0].label.as_str()), ("Jo Patel", "mobile"));
    script.press("z").sees("Undone");
    assert_eq!(script.record(ClientId(2)).label(), "J. Patel");
}

#[test]
fn save_goes_to_the_first_error_and_keeps_the_rest() {
    let mut script = Script::begin(80, 24);
    script.press("4 e Ctrl-u Tab").types("none at all").press("Ctrl-s");
    script.sees("is missing").sees("is not a telephone number").sees("not saved: mend 2 fields");
    script.types("Patel").sees_no("is missing").press("Ctrl-s").sees("not saved: mend 1 field");
    script.press("Ctrl-u").types("0113 496 0000").press("Ctrl-s").sees("Edited client C-2 Patel");
}

#[test]
fn enter_never_both_accepts_and_saves() {
    let mut script = Script::begin(80, 24);
    let before = script.app.last_operation().unwrap();
    script.press("4 + j").types("Leak").press("Shift-Tab").types("40 J. P").sees("> 40 J. Patel Avenue");
    script.press("Enter").sees("S-2 40 J. Patel Avenue").sees_no("create “");
    for _ in 0..20 {
        script.press("Enter");
    }
    assert_eq!(script.app.last_operation().unwrap(), before);
    script.press("Shift-Tab Shift-Tab");
    while !script.screen().contains("> Save") && script.app.last_operation().unwrap() == before {
        script.press("Tab");
        if script.ui.dialogs().is_empty() {
            break;
        }
        if saved_is_next(&script) {
            script.press("Enter");
            break;
        }
    }
    script.sees("Added J-4");
}

fn saved_is_next(script: &Script) -> bool {
    matches!(script.ui.dialogs().last(), Some(Dialog::Form(form)) if form.is_at_save())
}

#[test]
fn a_new_client_of_a_line_is_made_from_its_form_with_all_that_was_said() {
    let mut script = Script::begin(80, 24);
    script.press("3 c").types("leak, Zeb Quux, 12 High St, Leeds, 07700 900999 :: key under mat");
    script.press("Ctrl-o").sees("12 High St, Leeds, 07700 900999; key under mat").sees("create “Zeb Quux”");
    script.press("Tab").sees("New client").sees("Phones          07700 900999").sees("Town            Leeds");
    script.press("Ctrl-s").sees("C-3 Zeb Quux").sees("S-3 12 High St, Leeds");
    script.sees("Description   key under mat").press("Ctrl-s").sees("Added J-4");
    let card = script.app.job_card(JobId(4)).unwrap();
    assert_eq!(card.place.unwrap().address, "12 High St, Leeds");
}

#[test]
fn a_pasted_line_break_never_saves() {
    let mut script = Script::begin(80, 24);
    let before = script.app.last_operation().unwrap();
    script.press("4 e").say("a\nb\n\n").sees("J. Patela b");
    assert_eq!(script.app.last_operation().unwrap(), before);
    assert_eq!(script.ui.dialogs().len(), 1);
}

#[test]
fn what_is_left_is_kept_and_can_be_thrown_away() {
    let mut script = Script::begin(80, 24);
    script.press("4 e").types(" junior").press("Esc").sees("comes back with the form");
    script.press("e").sees("J. Patel junior").sees("your draft is back");
    script.press("Ctrl-x").sees_no("junior").press("Esc e").sees_no("junior").sees_no("draft is back");
    let kept: Vec<&Deed> = script.other.iter().filter(|deed| matches!(deed, Deed::KeepDraft(_))).collect();
    assert!(matches!(kept.last(), Some(Deed::KeepDraft((key, None))) if key == "edit C-2"), "{kept:?}");
}

#[test]
fn a_draft_of_an_earlier_run_is_offered() {
    let mut script = Script::begin(80, 24);
    let draft = [("name".to_owned(), "Patel & Sons".to_owned())].into();
    script.ui.take_drafts([("edit C-2".to_owned(), draft)].into());
    script.press("4 e").sees("Patel & Sons").sees("your draft is back").press("Ctrl-s").sees("Edited client");
    assert_eq!(script.other.last(), Some(&Deed::KeepDraft(("edit C-2".to_owned(), None))));
}

#[test]
fn what_somebody_else_changed_is_told_and_what_was_typed_is_kept() {
    let mut script = Script::begin(80, 24);
    script.press("4 e").types(" junior");
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    let changed = Client { name: "Jay Patel".to_owned(), tags: vec!["vip".to_owned()], ..client };
    script.app.run(Command::Edit(ClientId(2).into(), changed.into())).unwrap();
    script.press("Ctrl-s").sees("changed meanwhile to “Jay Patel”").sees("J. Patel junior").sees("vip");
    script.press("Ctrl-s").sees("Edited client C-2 J. Patel junior");
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    assert_eq!((client.name.as_str(), client.tags.len()), ("J. Patel junior", 1));
}

#[test]
fn a_client_is_made_from_the_field_of_a_job_and_comes_back() {
    let mut script = Script::begin(120, 40);
    script.press("3 c").types("No heat, Kerr").press("Ctrl-o").sees("New job").sees("No heat");
    script.sees("create “Kerr”").press("Tab").sees("New client").sees("Kerr");
    script.press("Tab").types("0113 496 0000").press("Ctrl-s").sees("New job").sees("C-3 Kerr");
    script.press("Ctrl-s").sees("Added J-4 No heat");
    let Record::Job(job) = script.record(JobId(4)) else { panic!("no job") };
    assert_eq!((job.client, job.title.as_str()), (ClientId(3), "No heat"));
    script.press("c").sees_no("> No heat");
}

#[test]
fn the_full_form_has_what_the_line_said() {
    let mut script = Script::begin(120, 40);
    script.press("2 c").say("boiler no heat, Jones @dana 14:30 for 2h !urgent #leak :: key under mat");
    script.press("Ctrl-o").sees("C-1 Jones").sees("T-1 Dana Price").sees("2026-11-24 14:30 for 2h");
    script.sees("urgent").sees("leak").sees("key under mat").press("Ctrl-s").sees("Added J-4");
    let card = script.app.job_card(JobId(4)).unwrap();
    assert_eq!(card.visits[0].minutes, 120);
    assert_eq!(card.line.stage, Stage::Scheduled);
}

#[test]
fn new_clients_and_technicians_go_on_in_a_form() {
    let mut script = Script::begin(80, 24);
    script.press("4 c").say("Kerr, 14 Elm St, Leeds, 07700 900123").press("Ctrl-o").sees("New client");
    script.sees("14 Elm St").sees("07700 900123").press("Ctrl-s").sees("Added client C-3 Kerr");
    script.press(". t").say("Mei Lin #gas:3").press("Ctrl-o").sees("gas:3").press("Ctrl-s");
    script.sees("Added technician T-3 Mei Lin");
}

#[test]
fn sites_contacts_and_equipment_are_added_from_the_card() {
    let mut script = Script::begin(80, 24);
    script.press("4 + s").types("Depot").press("Ctrl-s").sees("Added site S-3 Depot");
    assert!(matches!(script.record(SiteId(3)), Record::Site(site) if site.client == ClientId(2)));
    script.press("+ c").types("Ann").press("Ctrl-s").sees("Added contact CT-1 Ann");
    // It has two sites now, so none of them is taken for granted.
    script.press("+ e").types("combi boiler").press("Tab").types("depot").sees("> Depot").press("Tab Ctrl-s");
    script.sees("Added equipment E-1 combi boiler");
}

#[test]
fn what_is_new_for_a_client_with_one_site_stands_there() {
    let mut script = Script::begin(80, 24);
    script.press("4 + e").sees("S-2 40 J. Patel Avenue").types("combi boiler").press("Ctrl-s");
    script.sees("Added equipment E-1 combi boiler");
    let equipment = EntityRef { kind: EntityKind::Equipment, id: 1 };
    assert!(matches!(script.record(equipment), Record::Equipment(combi) if combi.site == SiteId(2)));
}

#[test]
fn services_are_added_edited_and_removed_by_name() {
    let mut script = Script::begin(80, 24);
    script.press("g s Enter").sees("New service").types("Boiler service").press("Ctrl-s");
    script.sees("Added service SV-1 Boiler service");
    script.press("g s Enter").sees("Service SV-1 Boiler service").press("Tab").types("boil").press("Ctrl-s");
    assert!(matches!(script.record(ServiceId(1)), Record::Service(service) if service.code == "boil"));
    script.press("g s Enter F8").sees("Remove service SV-1 Boiler service?").press("y");
    script.sees("Removed service SV-1");
    assert!(script.ui.dialogs().is_empty());
}

#[test]
fn a_visit_is_edited_and_a_clash_asks_for_a_reason() {
    let mut script = Script::begin(80, 24);
    script.app.run(Command::AddVisit(JobId(1), Placement::default(), 60, String::new())).unwrap();
    script.press("2 e").sees("Visit V-1").press("Tab Tab Ctrl-u").types("3h").press("Ctrl-s");
    script.sees("Moved V-1");
    script.press("e Tab Tab Tab").types("ravi").press("Tab Ctrl-s").sees("A reason").types("two needed");
    script.press("Enter");
    assert!(script.ui.dialogs().is_empty(), "{}", script.screen());
    let Record::Visit(Visit { crew: Some(crew), minutes, .. }) = script.record(domain::VisitId(1)) else {
        panic!("no crew")
    };
    assert_eq!((crew.members().count(), minutes), (2, 180));
}

#[test]
fn the_line_completes_technicians_and_clients() {
    let mut script = Script::begin(80, 24);
    script.press("3 c").types("leak, jo").sees("Tab: Jones").press("Tab").sees("> leak, Jones");
    script.types("@da").sees("Tab: Dana Price").press("Tab").sees("@\"Dana Price\"").sees("Dana Price");
    script.press("Enter").sees("Added J-4");
}

#[test]
fn the_settings_of_the_business_are_edited() {
    let mut script = Script::begin(80, 24);
    script.press("g b").types(" Ltd").press("Ctrl-s").sees("Edited business");
    assert_eq!(script.app.business().unwrap().name, "Kerr & Co Ltd");
    script.press("Esc").sees("Kerr & Co Ltd  Tue").press("z").sees("Undone: Edited business");
    script.sees("Kerr & Co  Tue");
}

#[test]
fn settings_that_another_process_changed_are_those_of_the_screen() {
    let mut script = Script::begin(80, 24);
    let known = script.app.business().unwrap();
    let moved = domain::Business { name: "Kerr Lisbon".into(), zone: Tz::Asia__Tokyo, ..known };
    script.app.run(Command::Edit(EntityRef::from(domain::BusinessId(1)), Record::Business(moved))).unwrap();
    script.sees("11:20");
    let deeds = script.ui.update(Event::Notice);
    script.perform(deeds);
    script.sees("Kerr Lisbon").sees("20:20");
}

#[test]
fn a_form_shows_what_happened_to_its_record() {
    let mut script = Script::begin(80, 24);
    script.press("g t Enter").press("F7").sees("Dana Price").sees("Added technician");
    assert!(script.ui.dialogs().is_empty());
    script.press("Esc g b F7").sees("1 operation");
    script.press("Esc 4 c").press("Esc").press("+ s F7").sees("not saved yet");
}

#[test]
fn whole_days_of_an_event_have_dates_as_everywhere() {
    let mut script = Script::begin(80, 24);
    script.press("4 . e").say("24 dec..31 dec").press("Ctrl-s").sees("Added event");
    script.press("g v").sees("Thu 24 Dec - Thu 31 Dec  everybody").press("Esc");
    script.press("4 . e").say("2 jan").press("Ctrl-s").sees("Added event");
    script.press("g v").sees("Sat 2 Jan 2027  everybody");
}

#[test]
fn what_is_typed_after_an_error_takes_the_place_of_the_wrong_name() {
    let mut script = Script::begin(80, 24);
    script.press("4 e");
    script.goes_to("Wants");
    script.types("zzz").press("Ctrl-s").sees("“zzz” is no technician yet");
    script.types("da").sees_no("zzz").sees("Dana Price").press("Tab").types("qq, ravi");
    script.press("Tab Ctrl-s").sees("“qq” is no technician yet").press("Backspace");
    script.sees_no("qq").press("Ctrl-s").sees("Edited client");
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    assert_eq!(client.preferred, [TechnicianId(1), TechnicianId(2)]);
}

#[test]
fn what_a_draft_names_is_known_again_when_it_comes_back() {
    let mut script = Script::begin(80, 24);
    script.press("4 e").goes_to("Wants").types("da").press("Tab").types("ravi").press("Tab Esc");
    script.press("e").sees("your draft is back").press("Ctrl-s").sees("Edited client");
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    assert_eq!(client.preferred, [TechnicianId(1), TechnicianId(2)]);
}

#[test]
fn a_refusal_calls_technicians_by_their_names() {
    let mut script = Script::begin(80, 24);
    let Record::Client(client) = script.record(ClientId(2)) else { panic!("no client") };
    let barred = Client { barred: vec![TechnicianId(2)], ..client };
    script.app.run(Command::Edit(ClientId(2).into(), barred.into())).unwrap();
    script.press("4 e");
    script.goes_to("Insists on");
    script.types("ravi").press("Tab Ctrl-s").sees("Ravi Shah is both insisted on and not wanted");
    script.sees_no("T-2 is both").types("da").press("Tab").sees("T-2 Ravi Shah, T-1 Dana Price");
}

#[test]
fn a_site_stands_in_a_form_with_its_town() {
    let mut script = Script::begin(120, 40);
    let mut counter = Site { client: ClientId(2), name: "Trade counter".to_owned(), ..Site::default() };
    (counter.address.street, counter.address.city) = ("2 Mill Lane".to_owned(), "Leeds".to_owned());
    script.app.run(Command::Add(counter.into())).unwrap();
    script.press("3 e");
    script.goes_to("Collect at");
    script.types("counter").press("Tab").sees("S-3 Trade counter, 2 Mill Lane, Leeds");
    script.press("Ctrl-s").sees("Edited job").press("e").sees("S-3 Trade counter, 2 Mill Lane, Leeds");
}

#[test]
fn an_event_is_added_found_again_changed_and_removed() {
    let mut script = Script::begin(100, 30);
    script.press("2 . e").sees("New event").types("fri 2-4pm").press("Tab").types("van service");
    script.press("Ctrl-s").sees("Added event EV-1 van service");
    let event: domain::Event = script.record(domain::EventId(1)).try_into().unwrap();
    assert_eq!(event.kind, domain::EventKind::VanService, "as its title says");
    assert!(event.technician.is_some(), "of the lane in front");
    script.press("g v").sees("Fri 27 Nov 14:00-16:00  Dana Price  van service").sees("New event");
    script.press("Enter").sees("Event EV-1 van service").types("x").press("Ctrl-s").sees("not saved");
    script.press("Esc g v Enter").sees("Event EV-1");
}
