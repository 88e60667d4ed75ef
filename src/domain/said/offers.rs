//! The times in which a client can have us, as they are typed: `tue 9-12 or wed pm`.

use super::{SaidError, read_event_time, say_event_time};
use crate::{Slot, Span, Tz, WhenContext, WhenError, whole_days};

/// How offered times are written, for those who wrote them otherwise.
const MEND: &str = "write them as “tue 9-12 or wed pm”, a day alone for all of it";

/// Reads offered times: a day, or a day with a range or a part of it; several with `or`, `;` or a line break
/// between. In order of time; those that touch are one.
pub fn read_offers(text: &str, context: &WhenContext) -> Result<Vec<Span>, SaidError> {
    let mut offers = Vec::new();
    for part in parts(text) {
        let (slot, _) = read_event_time(&part, context).map_err(|error| unread(error, &part))?;
        offers.push(slot.span);
    }
    offers.sort_unstable();
    Ok(crate::joined(&offers))
}

/// The times one by one.
fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for piece in text.split([';', '\n']) {
        let words = piece.split_whitespace().collect::<Vec<_>>();
        parts.extend(words.split(|word| word.eq_ignore_ascii_case("or")).map(|words| words.join(" ")));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// What says no stretch of time is told how offers are written; two readings are told as they are.
fn unread(error: SaidError, part: &str) -> SaidError {
    match error {
        SaidError::When(_) if part.contains(',') => {
            SaidError::wrong("offered", format!("“{part}” has a comma, so it is read as one time"), MEND)
        }
        SaidError::When(WhenError::Ambiguous { .. } | WhenError::Impossible { .. }) => error,
        SaidError::When(WhenError::Unknown { .. }) => {
            SaidError::wrong("offered", format!("“{part}” is no day or time"), MEND)
        }
        SaidError::Wrong { message, .. } => SaidError::wrong("offered", message, MEND),
    }
}

/// Says offered times so that they read back: `2026-11-24 09:00-12:00 or 2026-11-25`.
pub fn say_offers(offers: &[Span], zone: Tz) -> String {
    let say =
        |offer: &Span| say_event_time(&Slot::of_span(*offer, zone), whole_days(offer, zone).is_some(), zone);
    offers.iter().map(say).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LONDON: Tz = Tz::Europe__London;

    fn context() -> WhenContext {
        WhenContext::new("2026-11-22T09:00:00".parse().unwrap(), LONDON)
    }

    #[test]
    fn offers_read_and_say_themselves_so_that_they_read_back() {
        for (typed, said) in [
            ("tue 9-12", "2026-11-24 09:00-12:00"),
            ("tue 9-12 or wed pm", "2026-11-24 09:00-12:00 or 2026-11-25 12:00-18:00"),
            ("wed pm; tue 9am for 3h", "2026-11-24 09:00-12:00 or 2026-11-25 12:00-18:00"),
            ("tue 9-12\ntue 12-2pm", "2026-11-24 09:00-14:00"),
            ("24 nov OR 26 nov..27 nov", "2026-11-24 or 2026-11-26..2026-11-27"),
            ("", ""),
        ] {
            let read = read_offers(typed, &context()).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(say_offers(&read, LONDON), said, "{typed}");
            assert_eq!(read_offers(said, &context()), Ok(read), "{said}");
        }
    }

    #[test]
    fn what_is_no_offer_or_two_is_told() {
        for (typed, part) in [
            ("tue 9-12 or someday", "“someday” is no day or time"),
            ("tue 9am", "does not say how long"),
            ("tue 9-12, wed pm", "has a comma"),
            ("next tue 9-12", "can mean “Tue 24 Nov 09:00–12:00” or “Tue 1 Dec"),
        ] {
            let error = read_offers(typed, &context()).unwrap_err();
            assert!(error.to_string().contains(part), "{typed}: {error}");
            assert!(error.mend().is_empty() || error.mend().contains("tue 9-12 or wed pm"), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_offered_reads_back(offers in prop::collection::vec((0_i64..200_000, 1_u32..4_000), 0..4)) {
            let first = "2026-11-22T00:00:00Z".parse::<crate::Moment>().unwrap();
            let span = |(start, minutes): (i64, u32)| {
                Span::of_minutes(first + chrono::Duration::minutes(start), minutes).unwrap()
            };
            let mut offers: Vec<Span> = offers.into_iter().map(span).collect();
            offers.sort_unstable();
            let offers = crate::joined(&offers);
            // A start in the second pass of a repeated hour cannot be said at all.
            let is_sayable = |offer: &Span| {
                let local = offer.start.with_timezone(&LONDON).naive_local();
                crate::place_local(local, LONDON).moment() == offer.start
            };
            prop_assume!(offers.iter().all(is_sayable));
            let said = say_offers(&offers, LONDON);
            prop_assert_eq!(read_offers(&said, &context()), Ok(offers), "{}", said);
        }
    }
}
