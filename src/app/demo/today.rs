//! Today under way: every kind of trouble once, around the present moment.

use chrono::Duration;
use domain::{Moment, Outcome, Override, Position, Priority, Rule, Span, VisitState};

use super::DISPATCHER;
use super::draft::{Draft, agreed_before};
use super::ground::{Ground, alone};
use super::lane::{Gap, round_up};
use super::outcome::settle;
use super::shift::shift_of;
use super::staff::{CALLUM, DANA, JOSS, MEI, PRIYA, RAVI, TOM};
use super::story::{Load, Phase, Story};
use super::trade::offer_of;

/// What a staged visit shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Done,
    OnSite,
    EnRoute,
    Late,
    RunningOver,
    Booked,
    Clash,
    Tight,
    SkillGap,
}

/// One staged visit: minutes from now to its start, its length, what it shows, and what the work is.
type Scene = (i64, u32, Part, &'static str);

/// Whose day shows what. Ewa is on holiday.
const SCENES: [(usize, &[Scene]); 7] = [
    (DANA, &[(-40, 90, Part::OnSite, "GAS-REP"), (90, 60, Part::Booked, "GAS-SVC")]),
    (RAVI, &[(10, 75, Part::EnRoute, "EL-FAULT")]),
    (
        TOM,
        &[
            (-140, 60, Part::Done, "GAS-SVC"),
            (-55, 45, Part::Late, "GAS-CERT"),
            (30, 60, Part::Booked, "GAS-SVC"),
        ],
    ),
    (PRIYA, &[(-110, 90, Part::RunningOver, "PLB-LEAK"), (40, 60, Part::Booked, "PLB-WC")]),
    (
        CALLUM,
        &[
            (-100, 60, Part::Done, "PLB-TAP"),
            (5, 60, Part::Booked, "PLB-DRAIN"),
            (50, 60, Part::Clash, "PLB-WC"),
        ],
    ),
    (MEI, &[(-55, 60, Part::OnSite, "EL-LIGHT"), (5, 60, Part::Tight, "HEAT-CTRL")]),
    (JOSS, &[(-95, 60, Part::Done, "GAS-SVC"), (5, 90, Part::SkillGap, "EL-FAULT")]),
];

/// Enters today's shifts among the hours of those who work; says whose is when.
pub(super) fn plan_shifts(ground: &mut Ground) -> Vec<(usize, Span)> {
    SCENES.iter().map(|(who, _)| (*who, shift_of(ground, *who))).collect()
}

/// Writes today: what is staged, done work before it and booked work after it.
pub(super) fn write_today(ground: &Ground, story: &mut Story, shifts: &[(usize, Span)]) {
    for ((who, scenes), (_, shift)) in SCENES.iter().zip(shifts) {
        write_lane(ground, story, *who, scenes, *shift);
    }
}

fn write_lane(ground: &Ground, story: &mut Story, who: usize, scenes: &[Scene], shift: Span) {
    let mut staged = Vec::new();
    let mut before: Option<(Moment, Option<Position>)> = None;
    for scene in scenes {
        let span = span_of(ground, scene);
        let site = site_for(
            ground,
            story,
            who,
            scene.2,
            before.map(|(end, at)| (at, (span.start - end).num_minutes())),
        );
        before = Some((span.end, ground.position_of(site)));
        staged.push((span, site));
    }
    let (Some(first), Some(last)) = (staged.first(), staged.last()) else { return };
    let home = ground.technicians[who].home_position;
    if let Some(span) = Span::new(shift.start, first.0.start.min(ground.now)) {
        let gap = Gap { span, from: home, to: ground.position_of(first.1) };
        story.fill(ground, who, gap, Phase::Behind { smooth: true }, Load { share: 95, limit: 4 });
    }
    let limit =
        ground.technicians[who].daily_limit.map_or(4, |most| (most as usize).saturating_sub(staged.len()));
    for (scene, (span, site)) in scenes.iter().zip(&staged) {
        stage(ground, story, who, scene, *span, *site);
    }
    if let Some(span) = Span::new(last.0.end, shift.end) {
        let gap = Gap { span, from: ground.position_of(last.1), to: home };
        story.fill(ground, who, gap, Phase::Ahead { confirmed: 70 }, Load { share: 92, limit });
    }
}

fn span_of(ground: &Ground, scene: &Scene) -> Span {
    // The five minutes that began last: "from now" then means the same within five minutes.
    let base =
        round_up(ground.now) - Duration::minutes(if round_up(ground.now) > ground.now { 5 } else { 0 });
    let start = base + Duration::minutes(scene.0);
    Span { start, end: start + Duration::minutes(i64::from(scene.1)) }
}

/// A site that can be reached in the gap before, or for a tight gap one that cannot.
fn site_for(
    ground: &Ground,
    story: &mut Story,
    who: usize,
    part: Part,
    before: Option<(Option<Position>, i64)>,
) -> usize {
    let (from, gap) = before.unwrap_or((None, i64::MAX));
    let fits = |site: usize| {
        let travel = ground.travel(from, site);
        let reach =
            if part == Part::Tight { travel >= gap + 5 } else { part == Part::Clash || travel <= gap };
        reach && !ground.is_barred(site, who)
    };
    let first = story.chance.below(ground.sites.len());
    let all = (first..ground.sites.len()).chain(0..first);
    all.into_iter().find(|site| fits(*site)).unwrap_or(first)
}

fn stage(ground: &Ground, story: &mut Story, who: usize, scene: &Scene, span: Span, site: usize) {
    let (_, minutes, part, code) = *scene;
    let agreed_at = agreed_before(ground, &mut story.chance, span.start, (1, 9));
    let mut draft = Draft::new(ground, &mut story.chance, site, offer_of(code), agreed_at);
    draft.job.duration_minutes = Some(minutes);
    let visit = draft.plan(ground, span, alone(who));
    if part == Part::Late {
        // This client was told half an hour, not two.
        visit.window = Span::of_minutes(span.start, 30);
    }
    draft.confirm(agreed_at + Duration::minutes(5));
    play(ground, &mut draft, who, part, span);
    let ended = draft.visits.last().and_then(domain::Visit::ended_at);
    story.drafts.push(draft);
    if let Some(ended) = ended {
        settle(ground, story, story.drafts.len() - 1, who, ended);
    }
}

fn play(ground: &Ground, draft: &mut Draft, who: usize, part: Part, span: Span) {
    let by = ground.name_of(who);
    let ago = |minutes: i64| ground.now - Duration::minutes(minutes);
    match part {
        Part::Booked | Part::Tight => draft.enter(VisitState::Dispatched, ago(100), DISPATCHER),
        Part::EnRoute => draft.set_off(ago(8), &by),
        Part::OnSite => {
            draft.set_off(span.start - Duration::minutes(12), &by);
            draft.arrive(span.start + Duration::minutes(3), &by);
        }
        Part::RunningOver => {
            draft.set_off(span.start - Duration::minutes(9), &by);
            draft.arrive(span.start + Duration::minutes(5), &by);
            draft.note(ago(12), &by, "Joint behind the units, needs another half hour");
        }
        Part::Late => {
            draft.enter(VisitState::Dispatched, ago(120), DISPATCHER);
            draft.job.priority = Priority::High;
            draft.note(ago(6), DISPATCHER, "Client rang: nobody here yet, has to leave within the hour");
        }
        Part::Clash => {
            let sentence = format!("clashes with the visit before it of {by} (15m)");
            overridden(draft, (Rule::Clash, sentence), "Client can only do this hour", ago(60));
        }
        Part::SkillGap => {
            let sentence = format!("{by} cannot do electrical at level 3");
            overridden(
                draft,
                (Rule::SkillGap, sentence),
                "Joss looks first, Ravi follows if needed",
                ago(55),
            );
        }
        Part::Done => {
            draft.set_off(span.start - Duration::minutes(10), &by);
            draft.arrive(span.start + Duration::minutes(2), &by);
            draft.finish(span.end - Duration::minutes(3), &by, Outcome::Completed);
        }
    }
}

/// The dispatcher knew and wrote down why.
fn overridden(draft: &mut Draft, finding: (Rule, String), reason: &str, at: Moment) {
    let Some(visit) = draft.visits.last_mut() else { return };
    let given = Override {
        rule: finding.0.id().to_owned(),
        sentence: finding.1,
        slot: visit.span(),
        crew: visit.crew.clone(),
        reason: reason.to_owned(),
        by: DISPATCHER.to_owned(),
        at,
    };
    visit.overrides.push(given);
}
