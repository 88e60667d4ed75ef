//! A lateness with everything that can be done about it, as plain data.

use chrono::NaiveDate;
use domain::{
    Arrangement, ClientId, Command, EntityRef, TechnicianId, VisitId, describe_moment, say_minutes,
};
use planner::late::{Cascade, Effects, LateAsk, Repair, RepairKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::line::lines_of;
use super::text::texts_of;
use super::{LateAnchor, LateLine, LateText};
use crate::Loaded;
use crate::view::{Local, Named, local, name_client, name_technician};

/// What a repair does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateKind {
    /// Everybody waits; whose window or due-by is broken is told a new one.
    Promise,
    /// Everybody waits; what was told stands and is missed.
    Keep,
    /// A visit goes to somebody else.
    Give,
    /// Two visits change hands.
    Swap,
    /// A visit goes to the tray.
    Tray,
    /// The rest of the day is planned anew.
    Replan,
}

/// What a repair comes to, beside doing nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LateEffects {
    /// Visits whose clients were told what is not kept when nobody does anything.
    pub broken_before: u32,
    /// The same with the repair; what was told first counts, not what is told anew.
    pub broken_after: u32,
    /// Visits that nobody goes to today any more.
    pub unserved: u32,
    /// Minutes of work outside of free time that the lateness causes when nobody does anything.
    pub overtime_before: i64,
    /// The same with the repair; below nothing when it spares more.
    pub overtime_after: i64,
    /// Minutes of travel that it adds, or spares when below nothing.
    pub travel_minutes: i64,
    /// Visits whose time or crew it changes.
    pub visits_changed: u32,
    /// Clients to tell.
    pub clients: Vec<Named<ClientId>>,
    /// Technicians to tell.
    pub technicians: Vec<Named<TechnicianId>>,
}

/// So many people are named; more are counted.
const MOST_NAMED: usize = 4;

impl LateEffects {
    /// Whom to tell, clients first: by name while they are few. Empty for nobody.
    pub fn whom_to_tell(&self) -> String {
        let clients = self.clients.iter().map(|client| client.name.as_str());
        let names: Vec<&str> = clients.chain(self.technicians.iter().map(|who| who.name.as_str())).collect();
        if names.len() <= MOST_NAMED {
            return names.join(", ");
        }
        let count = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!("1 {what}")),
            more => Some(format!("{more} {what}s")),
        };
        let parts = [count(self.clients.len(), "client"), count(self.technicians.len(), "technician")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }
}

/// Something that can be done about a lateness.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LateRepair {
    /// Its place, from 1: the best is first.
    pub number: usize,
    /// What it does.
    pub kind: LateKind,
    /// The same in one sentence.
    pub sentence: String,
    /// What it comes to.
    pub effects: LateEffects,
    /// The visits that the lateness or the repair touches, as they become.
    pub visits: Vec<LateLine>,
    /// What the rules find: it is refused without a reason.
    pub needs_reason: Vec<String>,
    /// What to tell whom.
    pub texts: Vec<LateText>,
    /// Where the visits go.
    #[serde(skip)]
    pub(crate) arrangements: Vec<Arrangement>,
    /// What does it: the places, and what is promised beside them.
    #[serde(skip)]
    pub(crate) command: Command,
    /// Those visits, and the jobs that are promised something, as they were seen.
    #[serde(skip)]
    pub(crate) seen: Vec<(EntityRef, i64)>,
    /// What the places alone are called as a step of a draft.
    #[serde(skip)]
    pub(crate) what_in_draft: String,
    /// What a draft of it is called.
    #[serde(skip)]
    pub(crate) draft_name: String,
}

/// A technician who is running late, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LateView {
    /// Who.
    pub technician: Named<TechnicianId>,
    /// By how many minutes.
    pub minutes: u32,
    /// The present moment.
    pub now: Local,
    /// The day.
    pub date: NaiveDate,
    /// How it stands, in one sentence.
    pub sentence: String,
    /// Where the technician is; none when there is nothing more to do today.
    pub anchor: Option<LateAnchor>,
    /// The visits that are held up when nobody does anything.
    pub cascade: Vec<LateLine>,
    /// Who else waits, and for whom.
    pub held_up: Vec<String>,
    /// Minutes of work outside of free time that it causes.
    pub overtime_minutes: i64,
    /// Visits that ended by the plan and that nobody has begun: what became of them is to be said.
    pub unsaid: Vec<VisitId>,
    /// What can be done, the best first.
    pub repairs: Vec<LateRepair>,
}

pub(super) fn build(loaded: &Loaded, ask: &LateAsk, cascade: &Cascade, repairs: &[Repair]) -> LateView {
    let zone = loaded.zone();
    let technician = name_technician(&loaded.slice, ask.technician);
    let lines = lines_of(loaded, &cascade.held);
    let held_up = cascade.held_up.iter().map(|held| {
        let (name, visit) = (name_technician(&loaded.slice, held.technician).name, held.visit);
        format!("{name} waits {} for {visit}", say_minutes(held.minutes))
    });
    LateView {
        minutes: ask.minutes,
        now: local(ask.now, zone),
        date: ask.now.with_timezone(&zone).date_naive(),
        sentence: sentence(&technician.name, ask.minutes, cascade),
        anchor: cascade.anchor.as_ref().map(LateAnchor::of),
        cascade: lines,
        held_up: held_up.collect(),
        overtime_minutes: cascade.overtime,
        unsaid: cascade.unsaid.clone(),
        repairs: (1..).zip(repairs).map(|(number, repair)| repair_of(loaded, ask, number, repair)).collect(),
        technician,
    }
}

fn sentence(name: &str, minutes: u32, cascade: &Cascade) -> String {
    let late = say_minutes(minutes.into());
    if cascade.anchor.is_none() {
        return format!("{name} has nothing to do for the rest of today: nothing waits for them");
    }
    let broken = cascade.held.iter().filter(|held| !held.broken.is_empty()).count();
    let gone = cascade.held.iter().filter(|held| held.becomes.is_none()).count();
    let mut parts = vec![counted(cascade.held.len(), "visit", "held up")];
    parts.push(if broken == 0 {
        "no promise broken".to_owned()
    } else {
        counted(broken, "promise", "broken")
    });
    if gone > 0 {
        parts.push(counted(gone, "visit", "without anybody"));
    }
    if cascade.overtime > 0 {
        parts.push(format!("{} overtime", say_minutes(cascade.overtime)));
    }
    format!("{name} is running {late} late: {}", parts.join(", "))
}

fn counted(count: usize, what: &str, how: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending} {how}")
}

fn repair_of(loaded: &Loaded, ask: &LateAsk, number: usize, repair: &Repair) -> LateRepair {
    let name = name_technician(&loaded.slice, ask.technician).name;
    let late = say_minutes(ask.minutes.into());
    let visits = repair.arrangements.iter().map(|arrangement| EntityRef::from(arrangement.visit));
    let jobs = repair.dues.keys().map(|job| EntityRef::from(*job));
    let seen = visits.chain(jobs).map(|entity| (entity, loaded.version(entity)));
    let what = format!("{name} {late} late, {}", in_short(loaded, &repair.kind));
    LateRepair {
        number,
        kind: kind_of(&repair.kind),
        sentence: repair.sentence.clone(),
        effects: effects_of(loaded, &repair.effects),
        visits: lines_of(loaded, &repair.held),
        needs_reason: repair.asks.iter().map(|(_, finding)| finding.sentence.clone()).collect(),
        texts: texts_of(loaded, ask, repair),
        arrangements: repair.arrangements.clone(),
        seen: seen.collect(),
        what_in_draft: format!("{what}{}", still_to_promise(loaded, ask, repair)),
        command: repair.command(what),
        draft_name: format!("{} {late} late", name.chars().take(LONGEST_NAME).collect::<String>()),
    }
}

/// So many letters of a technician's name stand in the name of a draft.
const LONGEST_NAME: usize = 40;

fn kind_of(kind: &RepairKind) -> LateKind {
    match kind {
        RepairKind::Promise => LateKind::Promise,
        RepairKind::Keep => LateKind::Keep,
        RepairKind::Give { .. } => LateKind::Give,
        RepairKind::Swap { .. } => LateKind::Swap,
        RepairKind::Tray { .. } => LateKind::Tray,
        RepairKind::Replan => LateKind::Replan,
    }
}

fn in_short(loaded: &Loaded, kind: &RepairKind) -> String {
    let name = |who: &TechnicianId| name_technician(&loaded.slice, *who).name;
    match kind {
        RepairKind::Promise => "all shifted".to_owned(),
        RepairKind::Keep => "all shifted, windows kept".to_owned(),
        RepairKind::Give { visit, to } => format!("{visit} to {}", name(to)),
        RepairKind::Swap { visit, other, with } => format!("{visit} for {other} of {}", name(with)),
        RepairKind::Tray { visit } => format!("{visit} to the tray"),
        RepairKind::Replan => "the rest of the day planned anew".to_owned(),
    }
}

/// `, J-2 by Tue 24 Nov 11:40 still to be promised`: what a draft cannot hold, so that it is not forgotten.
fn still_to_promise(loaded: &Loaded, ask: &LateAsk, repair: &Repair) -> String {
    let by = |due| describe_moment(due, loaded.zone(), ask.now);
    let dues = repair.dues.iter().map(|(job, due)| format!(", {job} by {} still to be promised", by(*due)));
    dues.collect::<Vec<_>>().concat()
}

fn effects_of(loaded: &Loaded, effects: &Effects) -> LateEffects {
    let slice = &loaded.slice;
    LateEffects {
        broken_before: effects.broken_before,
        broken_after: effects.broken_after,
        unserved: effects.unserved,
        overtime_before: effects.overtime_before,
        overtime_after: effects.overtime_after,
        travel_minutes: effects.travel,
        visits_changed: effects.changed,
        clients: effects.clients.iter().map(|id| name_client(slice, *id)).collect(),
        technicians: effects.technicians.iter().map(|id| name_technician(slice, *id)).collect(),
    }
}
