//! [`Lanes`]: the registers that products of integers run in.

use bytemuck::Pod;

/// Registers of one kind of processor.
pub(crate) trait Lanes: Copy {
    /// Columns of a register: each has two numbers of sixteen bits, or a sum of 32.
    const COLUMNS: usize;
    /// Pairs of numbers.
    type Pairs: Pod;
    /// Sums.
    type Sums: Copy;
    /// As many numbers in single precision.
    type Floats: Pod;

    /// Sums of nothing.
    fn zero(self) -> Self::Sums;
    /// The same pair for all columns.
    fn splat(self, pair: i32) -> Self::Pairs;
    /// To each column's sum, the products of the first numbers and of the second ones of its pairs.
    fn multiply_add(self, a: Self::Pairs, b: Self::Pairs, sums: Self::Sums) -> Self::Sums;
    /// `sums * (row * columns) + bias`.
    fn finish(self, sums: Self::Sums, row: f32, columns: Self::Floats, bias: Self::Floats) -> Self::Floats;
}

/// What any processor can do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portable;

impl Lanes for Portable {
    const COLUMNS: usize = 8;
    type Pairs = [i16; 16];
    type Sums = [i32; 8];
    type Floats = [f32; 8];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; 8]
    }

    #[inline(always)]
    fn splat(self, pair: i32) -> Self::Pairs {
        bytemuck::cast([pair; 8])
    }

    #[inline(always)]
    fn multiply_add(self, a: Self::Pairs, b: Self::Pairs, sums: Self::Sums) -> Self::Sums {
        std::array::from_fn(|i| {
            let product = |at: usize| i32::from(a[at]) * i32::from(b[at]);
            sums[i] + product(2 * i) + product(2 * i + 1)
        })
    }

    #[inline(always)]
    fn finish(self, sums: Self::Sums, row: f32, columns: Self::Floats, bias: Self::Floats) -> Self::Floats {
        std::array::from_fn(|i| (sums[i] as f32).mul_add(row * columns[i], bias[i]))
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use pulp::x86::{V3, V4};
    use pulp::{cast, f32x8, f32x16, i16x16, i16x32, i32x8, i32x16};

    use crate::syntax::neural::lanes::Lanes;

    impl Lanes for V3 {
        const COLUMNS: usize = 8;
        type Pairs = i16x16;
        type Sums = i32x8;
        type Floats = f32x8;

        #[inline(always)]
        fn zero(self) -> i32x8 {
            self.splat_i32x8(0)
        }

        #[inline(always)]
        fn splat(self, pair: i32) -> i16x16 {
            cast(self.splat_i32x8(pair))
        }

        #[inline(always)]
        fn multiply_add(self, a: i16x16, b: i16x16, sums: i32x8) -> i32x8 {
            let products = self.multiply_wrapping_add_adjacent_i16x16(a, b);
            cast(self.avx2._mm256_add_epi32(cast(products), cast(sums)))
        }

        #[inline(always)]
        fn finish(self, sums: i32x8, row: f32, columns: f32x8, bias: f32x8) -> f32x8 {
            let scale = cast(self.avx._mm256_mul_ps(cast(self.splat_f32x8(row)), cast(columns)));
            self.mul_add_f32x8(self.convert_i32x8_to_f32x8(sums), scale, bias)
        }
    }

    impl Lanes for V4 {
        const COLUMNS: usize = 16;
        type Pairs = i16x32;
        type Sums = i32x16;
        type Floats = f32x16;

        #[inline(always)]
        fn zero(self) -> i32x16 {
            self.splat_i32x16(0)
        }

        #[inline(always)]
        fn splat(self, pair: i32) -> i16x32 {
            cast(self.splat_i32x16(pair))
        }

        #[inline(always)]
        fn multiply_add(self, a: i16x32, b: i16x32, sums: i32x16) -> i32x16 {
            let products = self.multiply_wrapping_add_adjacent_i16x32(a, b);
            cast(self.avx512f._mm512_add_epi32(cast(products), cast(sums)))
        }

        #[inline(always)]
        fn finish(self, sums: i32x16, row: f32, columns: f32x16, bias: f32x16) -> f32x16 {
            let scale = cast(self.avx512f._mm512_mul_ps(cast(self.splat_f32x16(row)), cast(columns)));
            self.mul_add_f32x16(self.convert_i32x16_to_f32x16(sums), scale, bias)
        }
    }
}
