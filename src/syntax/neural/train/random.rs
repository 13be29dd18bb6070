//! [`Random`]: the one source of chance while learning, so that one seed gives one model.

/// `SplitMix64` (Steele, Lea & Flood 2014): small, fast, the same everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Numbers that depend on `seed` alone.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any integer.
    pub(crate) fn integer(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.integer()) * bound as u128) >> 64) as usize
    }

    /// At least 0, less than 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.integer() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Puts `items` into a random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }

    /// Fills `values` with uniform numbers within `±bound`.
    pub(crate) fn fill(&mut self, values: &mut [f32], bound: f32) {
        for value in values {
            *value = (2.0 * self.unit() - 1.0) * bound;
        }
    }

    /// Inverted dropout: 0 with probability `rate`, else `1 / (1 - rate)`.
    pub(crate) fn mask(&mut self, values: &mut [f32], rate: f32) {
        for value in values {
            *value = if self.unit() < rate { 0.0 } else { 1.0 / (1.0 - rate) };
        }
    }
}
