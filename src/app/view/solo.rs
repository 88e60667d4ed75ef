//! Whether someone works alone, so that who goes goes without saying.

use domain::Technician;

/// Whether just one of the technicians works here: screens then leave out whose each visit is.
pub fn is_solo<'t>(technicians: impl IntoIterator<Item = &'t Technician>) -> bool {
    technicians.into_iter().filter(|technician| !technician.inactive).take(2).count() == 1
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
        }
    }
}
