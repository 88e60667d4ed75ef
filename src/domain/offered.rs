//! When a client can have us, and where the parts of a job wait.

use chrono::{Duration, NaiveDate};

use crate::{Job, Moment, SiteId, Span, Tz, describe_span, slot_of_days};

/// How long calling for parts takes when the job does not say, in minutes.
pub const USUAL_COLLECT_MINUTES: u32 = 15;

impl Job {
    /// When a visit of so many minutes may begin so that the client can have us, both ends of each stretch
    /// included, in the order in which they were offered; none when any time will do.
    ///
    /// A visit lies wholly in one offered time: a client who is in until 12 wants it done by 12. One that is
    /// longer than that cannot, and has to begin in it.
    pub fn offered_starts(&self, minutes: i64) -> Option<Vec<(Moment, Moment)>> {
        let starts = |offer: &Span| {
            let room = offer.minutes() - minutes;
            let last = if room < 0 {
                offer.end - Duration::minutes(1)
            } else {
                offer.start + Duration::minutes(room)
            };
            (offer.start, last.max(offer.start))
        };
        (!self.offered.is_empty()).then(|| self.offered.iter().map(starts).collect())
    }

    /// Whether the client can have us then.
    pub fn is_offered(&self, slot: &Span) -> bool {
        let starts = self.offered_starts(slot.minutes());
        starts.is_none_or(|starts| starts.iter().any(|(first, last)| (*first..=*last).contains(&slot.start)))
    }

    /// Where parts are to be collected before the work, and how many minutes that takes.
    pub fn collects(&self) -> Option<(SiteId, u32)> {
        Some((self.collect_at?, self.collect_minutes.unwrap_or(USUAL_COLLECT_MINUTES)))
    }
}

/// Offered times for people: `Tue 24 Nov 09:00–12:00 or Wed 25 Nov`.
pub fn describe_offers(offers: &[Span], zone: Tz) -> String {
    let day = |date: NaiveDate| date.format("%a %-d %b").to_string();
    let describe = |offer: &Span| match whole_days(offer, zone) {
        Some((first, last)) if first == last => day(first),
        Some((first, last)) => format!("{} – {}", day(first), day(last)),
        None => describe_span(offer, zone),
    };
    offers.iter().map(describe).collect::<Vec<_>>().join(" or ")
}

/// The first and the last local day of a span that is of whole days, from midnight to midnight.
pub fn whole_days(span: &Span, zone: Tz) -> Option<(NaiveDate, NaiveDate)> {
    let date = |at: Moment| at.with_timezone(&zone).date_naive();
    let (first, last) = (date(span.start), date(span.end - Duration::minutes(1)));
    slot_of_days(first, last, zone).is_some_and(|days| days.span == *span).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::fixture::{at, span};

    fn job(offered: &[Span]) -> Job {
        Job { offered: offered.to_vec(), ..Job::new(ClientId(1), "Boiler", at("20 10:00")) }
    }

    #[test]
    fn a_visit_lies_wholly_in_one_offered_time() {
        let job = job(&[span("24 09:00", 180), span("25 14:00", 180)]);
        for (slot, is_offered) in [
            (span("24 09:00", 180), true),
            (span("24 10:59", 60), true),
            (span("24 11:00", 60), true),
            (span("24 11:01", 60), false),
            (span("24 08:59", 60), false),
            (span("24 12:00", 60), false),
            (span("25 16:00", 60), true),
            (span("26 14:00", 60), false),
        ] {
            assert_eq!(job.is_offered(&slot), is_offered, "{slot:?}");
        }
        assert!(self::job(&[]).is_offered(&span("26 03:00", 60)));
        assert_eq!(self::job(&[]).offered_starts(60), None);
    }

    #[test]
    fn a_visit_longer_than_what_is_offered_begins_in_it() {
        let job = job(&[span("24 09:00", 60)]);
        assert!(job.is_offered(&span("24 09:59", 120)));
        assert!(!job.is_offered(&span("24 10:00", 120)));
        assert!(!job.is_offered(&span("24 08:59", 120)));
        assert_eq!(job.offered_starts(60), Some(vec![(at("24 09:00"), at("24 09:00"))]));
    }

    #[test]
    fn parts_take_a_quarter_of_an_hour_unless_the_job_says_otherwise() {
        let plain = job(&[]);
        assert_eq!(plain.collects(), None);
        let waits = Job { collect_at: Some(SiteId(7)), ..plain };
        assert_eq!(waits.collects(), Some((SiteId(7), USUAL_COLLECT_MINUTES)));
        assert_eq!(Job { collect_minutes: Some(30), ..waits }.collects(), Some((SiteId(7), 30)));
    }

    #[test]
    fn offers_are_said_with_their_days() {
        let offers = [span("24 09:00", 180), span("25 00:00", 24 * 60), span("27 00:00", 48 * 60)];
        let said = "Tue 24 Nov 09:00–12:00 or Wed 25 Nov or Fri 27 Nov – Sat 28 Nov";
        assert_eq!(describe_offers(&offers, Tz::Europe__London), said);
        assert_eq!(describe_offers(&[], Tz::Europe__London), "");
    }
}
