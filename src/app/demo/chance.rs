//! Chance that is the same every time: a seed decides everything that follows.

/// A source of even numbers without state of its own outside the seed (SplitMix64; Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014). Not for secrets.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Begins with a seed.
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to one less than the count; 0 when the count is 0.
    pub fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.draw()) * (count as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number between both, both included; the lower one when they are the wrong way round.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let count = usize::try_from(high - low + 1).unwrap_or(0);
        low + i64::try_from(self.below(count)).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of the items. Panics on an empty list, which only a constant table could be.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A number from -1 up to 1 in steps of a millionth.
    pub fn offset(&mut self) -> f64 {
        let millionths = i32::try_from(self.between(-1_000_000, 999_999)).unwrap_or(0);
        f64::from(millionths) / 1_000_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_all_and_stays_within_bounds() {
        // The first outputs of the reference implementation for seed 1234567.
        let mut chance = Chance::new(1_234_567);
        assert_eq!([chance.draw(), chance.draw()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
        let mut seen = [false; 6];
        for _ in 0..500 {
            seen[chance.below(6)] = true;
            assert!((-3..=4).contains(&chance.between(-3, 4)));
            assert!((-1.0..1.0).contains(&chance.offset()));
        }
        assert_eq!(seen, [true; 6]);
        assert_eq!((chance.below(0), chance.between(5, 2)), (0, 5));
    }
}
