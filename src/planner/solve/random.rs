//! A small deterministic generator: the same seed gives the same numbers everywhere.

/// Numbers that look random: `SplitMix64` (Steele, Lea and Flood, 2014) for the seed, xoshiro256++ (Blackman
/// and Vigna, 2019) for the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Random {
    state: [u64; 4],
}

impl Random {
    /// Begins a row of numbers.
    pub(super) fn new(seed: u64) -> Self {
        let mut at = seed;
        Random { state: [split(&mut at), split(&mut at), split(&mut at), split(&mut at)] }
    }

    /// The next 64 bits.
    #[inline]
    pub(super) fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let answer = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let kept = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= kept;
        s[3] = s[3].rotate_left(45);
        answer
    }

    /// A whole number from 0 and below `end`, which is at least 1.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "it is below `end`, which is a usize")]
    pub(super) fn below(&mut self, end: usize) -> usize {
        // The high half of a product is as even as is needed here (Lemire, 2019), without a division.
        let wide = u128::from(self.bits()) * (end as u128);
        (wide >> 64) as usize
    }

    /// A number from 0 and below 1.
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a double holds")]
    pub(super) fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Whether something happens that has this chance.
    #[inline]
    pub(super) fn chance(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    /// Mixes the order of a list.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (2..=list.len()).rev() {
            let pick = self.below(end);
            list.swap(end - 1, pick);
        }
    }
}

fn split(at: &mut u64) -> u64 {
    *at = at.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *at;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let row = |seed| {
            let mut random = Random::new(seed);
            (0..8).map(|_| random.bits()).collect::<Vec<_>>()
        };
        assert_eq!(row(1), row(1));
        assert_ne!(row(1), row(2));
    }

    #[test]
    fn numbers_stay_in_their_bounds_and_reach_them() {
        let mut random = Random::new(7);
        let drawn: Vec<usize> = (0..1000).map(|_| random.below(6)).collect();
        assert!((0..6).all(|number| drawn.contains(&number)));
        assert!(drawn.iter().all(|number| *number < 6));
        let mut list = [1, 2, 3, 4, 5];
        random.shuffle(&mut list);
        list.sort_unstable();
        assert_eq!(list, [1, 2, 3, 4, 5]);
    }
}
