//! Whether someone works alone, so that who goes goes without saying.

use domain::{Technician, TechnicianId};

/// Whether just one of the technicians works here: screens then leave out whose each visit is.
pub fn is_solo<'t>(technicians: impl IntoIterator<Item = &'t Technician>) -> bool {
    technicians.into_iter().filter(|technician| !technician.inactive).take(2).count() == 1
}

/// The one of the technicians who works here, if it is just one; those who have left are still named.
pub fn who_is_alone<'t>(
    technicians: impl IntoIterator<Item = (TechnicianId, &'t Technician)>,
) -> Option<TechnicianId> {
    let mut here = technicians.into_iter().filter(|(_, technician)| !technician.inactive);
    let (alone, _) = here.next()?;
    here.next().is_none().then_some(alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_work_here_count() {
        let who = |inactive: bool| Technician { inactive, ..Technician::default() };
        for (all, wanted) in [
            (vec![], false),
            (vec![who(true)], false),
            (vec![who(false)], true),
            (vec![who(true), who(false)], true),
            (vec![who(false), who(false), who(true)], false),
        ] {
            assert_eq!(is_solo(&all), wanted, "{all:?}");
            let named = || (1..).map(TechnicianId).zip(&all);
            let alone = wanted.then(|| named().find(|(_, who)| !who.inactive).map(|(id, _)| id)).flatten();
            assert_eq!(who_is_alone(named()), alone, "{all:?}");
        }
    }
}
