//! What waits: the tray, and jobs on hold that nobody has been to.

use chrono::{Days, Duration, DurationRound, NaiveDate};
use domain::{HoldReason, Moment, Priority, Promise, Span, Term, arrival_window, local_day};

use super::DISPATCHER;
use super::draft::{Draft, unplaced};
use super::ground::Ground;
use super::outcome::hold;
use super::story::Story;
use super::trade::offer_of;

/// A job that waits for a slot.
struct Waiting {
    code: &'static str,
    title: &'static str,
    text: &'static str,
    priority: Priority,
    /// Minutes since the client asked.
    asked: i64,
    /// Promised within so many days; none when nothing was promised.
    within: Option<u64>,
    tag: &'static str,
}

const TRAY: [Waiting; 5] = [
    Waiting {
        code: "PLB-LEAK",
        title: "Water through the kitchen ceiling",
        text: "Comes after each shower upstairs. Bucket under it, electrics off in the kitchen.",
        priority: Priority::High,
        asked: 65,
        within: Some(1),
        tag: "",
    },
    Waiting {
        code: "EL-FAULT",
        title: "Half the sockets dead, fridges on an extension",
        text: "Started after the storm. Open until 18:00.",
        priority: Priority::High,
        asked: 150,
        within: None,
        tag: "",
    },
    Waiting {
        code: "GAS-CERT",
        title: "Gas safety record, old one ends this month",
        text: "Tenant is in after 15:00 and at weekends.",
        priority: Priority::Normal,
        asked: 2_900,
        within: Some(6),
        tag: "landlord",
    },
    Waiting {
        code: "HEAT-RAD",
        title: "Price accepted: replace bathroom radiator",
        text: "Radiator is in our store, shelf 4.",
        priority: Priority::Low,
        asked: 4_400,
        within: None,
        tag: "quoted",
    },
    Waiting {
        code: "PLB-SHOWER",
        title: "Shower runs cold after two minutes",
        text: "",
        priority: Priority::Normal,
        asked: 1_500,
        within: None,
        tag: "",
    },
];

/// Writes the tray and the jobs on hold.
pub(super) fn write_waiting(ground: &Ground, story: &mut Story) {
    no_heat(ground, story);
    for waiting in &TRAY {
        let mut draft = asked(ground, story, waiting.code, waiting.asked);
        waiting.title.clone_into(&mut draft.job.title);
        waiting.text.clone_into(&mut draft.job.description);
        draft.job.priority = waiting.priority;
        draft.job.tags = Some(waiting.tag.to_owned()).filter(|tag| !tag.is_empty()).into_iter().collect();
        if let Some(days) = waiting.within {
            let due = ground.at(ground.today + Days::new(days), 17, 0);
            promise(&mut draft, Term::By(due));
        }
        put_in_tray(ground, story, draft);
    }
    without_technician(ground, story);
    for (code, reason, since, look_again) in
        [("HEAT-FLUSH", HoldReason::Client, 6, 1), ("EL-CU", HoldReason::Credit, 12, 0)]
    {
        let mut draft = asked(ground, story, code, since * 24 * 60);
        let at = draft.job.agreed_at + Duration::minutes(45);
        hold(ground, &mut draft, reason, at, look_again);
        story.drafts.push(draft);
    }
}

/// The call that cannot wait: promised for today.
fn no_heat(ground: &Ground, story: &mut Story) {
    let mut draft = asked(ground, story, "GAS-REP", 25);
    "No heat, infant in the house".clone_into(&mut draft.job.title);
    "Boiler shows F.28, reset three times. Baby is four weeks old, one fan heater."
        .clone_into(&mut draft.job.description);
    draft.job.priority = Priority::Urgent;
    draft.tag("vulnerable");
    // Within four hours or so, and still today but in its last hour.
    let hours = (ground.now + Duration::hours(4)).duration_trunc(Duration::hours(1)).unwrap_or(ground.now);
    let today = local_day(ground.today, ground.zone()).end - Duration::minutes(1);
    promise(&mut draft, Term::By(hours.min(today).max(ground.now + Duration::minutes(45))));
    put_in_tray(ground, story, draft);
}

/// A slot was kept for the client, but nobody has been found to go.
fn without_technician(ground: &Ground, story: &mut Story) {
    let mut draft = asked(ground, story, "EL-EICR", 5_700);
    let Some(span) = Span::of_minutes(ground.at(tomorrow(ground), 10, 0), 180) else { return };
    let mut visit = unplaced(span.minutes());
    visit.slot = Some(ground.slot(span));
    visit.window = arrival_window(span.start, ground.business.window_minutes);
    draft.visits.push(visit);
    draft.note(ground.now - Duration::minutes(180), DISPATCHER, "Ravi is full, ask Mei or move it");
    story.drafts.push(draft);
}

fn tomorrow(ground: &Ground) -> NaiveDate {
    ground.today + Days::new(1)
}

fn asked(ground: &Ground, story: &mut Story, code: &str, minutes_ago: i64) -> Draft {
    let site = story.chance.below(ground.sites.len());
    let at: Moment = ground.now - Duration::minutes(minutes_ago);
    Draft::new(ground, &mut story.chance, site, offer_of(code), at)
}

fn promise(draft: &mut Draft, term: Term) {
    let at = draft.job.agreed_at + Duration::minutes(4);
    draft.job.promises.push(Promise { term, at, by: DISPATCHER.to_owned() });
}

fn put_in_tray(ground: &Ground, story: &mut Story, mut draft: Draft) {
    let minutes = ground.services[draft.offer].duration_minutes;
    let visit = unplaced(i64::from(minutes));
    draft.visits.push(visit);
    story.drafts.push(draft);
}
