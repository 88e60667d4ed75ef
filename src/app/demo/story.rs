//! The jobs as they come about, and what is still owed from earlier ones.

use chrono::{Duration, NaiveDate};
use domain::{Moment, Span};

use super::Chance;
use super::draft::{Draft, agreed_before};
use super::ground::{Ground, alone};
use super::lane::{Gap, fit, next_stop, rest_of};
use super::outcome::carry_out;

/// What has been written so far.
pub(super) struct Story {
    pub(super) chance: Chance,
    pub(super) drafts: Vec<Draft>,
    pub(super) owed: Vec<Owed>,
    /// Visits carried out in the last days so far: what is still open is spread evenly over them.
    pub(super) recent: usize,
    /// Visits booked ahead so far.
    pub(super) booked: usize,
}

/// A trip that earlier work calls for.
pub(super) struct Owed {
    /// Not before this date.
    pub(super) from: NaiveDate,
    /// By whom.
    pub(super) who: usize,
    pub(super) minutes: u32,
    pub(super) what: Call,
}

/// Why a trip is owed.
pub(super) enum Call {
    /// Another visit of a job, and what it is for.
    Return { draft: usize, purpose: String },
    /// A job of its own because work of ours did not hold: whose site, which work, and of which day.
    Callback { site: usize, offer: usize, of: String },
}

/// Whether the work laid out lies behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Carried out; on a smooth day nobody comes late.
    Behind { smooth: bool },
    /// Booked; so many in a hundred are confirmed.
    Ahead { confirmed: usize },
}

/// How full a technician's stretch becomes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    /// In a hundred.
    pub(super) share: usize,
    /// Visits at most.
    pub(super) limit: usize,
}

impl Story {
    /// Fills a technician's free stretch with work, one visit after the other.
    pub(super) fn fill(&mut self, ground: &Ground, who: usize, gap: Gap, phase: Phase, load: Load) {
        let most =
            ground.technicians[who].daily_limit.map_or(load.limit, |most| load.limit.min(most as usize));
        let (mut open, mut free_at, mut count) = (Some(gap), gap.span.start, 0);
        while let Some(gap) = open.filter(|_| count < most) {
            if !self.chance.percent(load.share) {
                open = Span::new(gap.span.start + Duration::minutes(60), gap.span.end)
                    .map(|span| Gap { span, ..gap });
                continue;
            }
            let Some((draft, span)) =
                self.take_owed(ground, who, &gap).or_else(|| self.fresh(ground, who, &gap))
            else {
                return;
            };
            match phase {
                Phase::Behind { smooth } => free_at = carry_out(ground, self, draft, who, free_at, smooth),
                Phase::Ahead { confirmed } => self.book(ground, draft, confirmed),
            }
            count += 1;
            open = rest_of(ground, &gap, span, self.drafts[draft].site);
        }
    }

    /// Plans a visit of a new job.
    fn fresh(&mut self, ground: &Ground, who: usize, gap: &Gap) -> Option<(usize, Span)> {
        let stop = next_stop(ground, &mut self.chance, who, gap)?;
        let agreed_at = agreed_before(ground, &mut self.chance, stop.span.start, (1, 13));
        let mut draft = Draft::new(ground, &mut self.chance, stop.site, stop.offer, agreed_at);
        draft.plan(ground, stop.span, alone(who));
        self.drafts.push(draft);
        Some((self.drafts.len() - 1, stop.span))
    }

    /// Plans a visit that is owed, when one is due and fits.
    fn take_owed(&mut self, ground: &Ground, who: usize, gap: &Gap) -> Option<(usize, Span)> {
        let date = gap.span.start.with_timezone(&ground.zone()).date_naive();
        let (place, span) = self.owed.iter().enumerate().find_map(|(place, owed)| {
            // A callback that lies ahead has not been asked for yet.
            let asked = date <= ground.today || matches!(owed.what, Call::Return { .. });
            let ready = owed.who == who && owed.from <= date && asked;
            let span = fit(ground, gap, self.site_of(&owed.what), owed.minutes, 5).filter(|_| ready)?;
            Some((place, span))
        })?;
        let owed = self.owed.remove(place);
        let draft = match owed.what {
            Call::Return { draft, purpose } => {
                self.drafts[draft].plan(ground, span, alone(who)).purpose = purpose;
                draft
            }
            Call::Callback { site, offer, of } => self.callback(ground, (site, offer), &of, span, who),
        };
        Some((draft, span))
    }

    pub(super) fn site_of(&self, call: &Call) -> usize {
        match call {
            Call::Return { draft, .. } => self.drafts[*draft].site,
            Call::Callback { site, .. } => *site,
        }
    }

    fn callback(&mut self, ground: &Ground, work: (usize, usize), of: &str, span: Span, who: usize) -> usize {
        let agreed_at = agreed_before(ground, &mut self.chance, span.start, (1, 2));
        let mut draft = Draft::new(ground, &mut self.chance, work.0, work.1, agreed_at);
        draft.job.title = format!("Callback: {}", draft.job.title);
        draft.job.description = format!("Same fault again after our visit of {of}. No charge.");
        draft.job.invoice = domain::InvoiceStatus::NotBillable;
        draft.job.priority = domain::Priority::High;
        draft.tag("callback");
        draft.plan(ground, span, alone(who));
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Leaves the last visit of a job as it is planned; so many in a hundred are confirmed, evenly spread.
    fn book(&mut self, ground: &Ground, draft: usize, confirmed: usize) {
        let draft = &mut self.drafts[draft];
        self.booked += 1;
        if (self.booked * confirmed) % 100 < confirmed {
            draft.confirm(told_at(draft, ground.now, &mut self.chance));
        }
    }
}

/// When the client was told the window of the last visit: on booking, or after the visit before.
fn told_at(draft: &Draft, now: Moment, chance: &mut Chance) -> Moment {
    let before = draft.visits.iter().filter_map(domain::Visit::ended_at).max();
    let heard = before.unwrap_or(draft.job.agreed_at).max(draft.job.agreed_at);
    (heard + Duration::minutes(chance.between(2, 15))).min(now)
}
