//! The functions between the products: exponential, sigmoid, softmax, leaky rectifier.

use pulp::{Arch, Simd, WithSimd};

/// Slope of the rectifier below zero.
pub(crate) const LEAK: f32 = 0.1;

/// `e^x`, to about 2e-7 of its value within ±87 and held there outside.
#[inline(always)]
pub(crate) fn exponential<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    // 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits.
    let magic = simd.splat_f32s(12_582_912.0);
    let x = simd.min_f32s(simd.max_f32s(x, simd.splat_f32s(-87.0)), simd.splat_f32s(87.0));
    let shifted = simd.mul_add_e_f32s(x, simd.splat_f32s(std::f32::consts::LOG2_E), magic);
    let whole = simd.sub_f32s(shifted, magic);
    let rest = simd.mul_add_e_f32s(whole, simd.splat_f32s(-0.693_359_4), x);
    let rest = simd.mul_add_e_f32s(whole, simd.splat_f32s(2.121_944_4e-4), rest);
    let mut sum = simd.splat_f32s(1.0 / 720.0);
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = simd.mul_add_e_f32s(sum, rest, simd.splat_f32s(factor));
    }
    let exponent = simd.wrapping_dyn_shl_u32s(simd.transmute_u32s_f32s(shifted), simd.splat_u32s(23));
    simd.transmute_f32s_u32s(simd.add_u32s(exponent, simd.transmute_u32s_f32s(sum)))
}

/// `e^x`, to about 4e-6 of its value within ±87 and held there outside: enough for activations of eleven bits.
#[inline(always)]
pub(crate) fn swift_exponential<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let magic = simd.splat_f32s(12_582_912.0);
    let x = simd.mul_f32s(x, simd.splat_f32s(std::f32::consts::LOG2_E));
    let x = simd.min_f32s(simd.max_f32s(x, simd.splat_f32s(-126.0)), simd.splat_f32s(126.0));
    let shifted = simd.add_f32s(x, magic);
    let rest = simd.sub_f32s(x, simd.sub_f32s(shifted, magic));
    // The polynomial of fourth degree that meets 2^x at Chebyshev's points of ±1/2.
    let mut sum = simd.splat_f32s(0.009_666_368);
    for factor in [0.055_921_976, 0.240_223_5, 0.693_121_1, 1.0] {
        sum = simd.mul_add_e_f32s(sum, rest, simd.splat_f32s(factor));
    }
    let exponent = simd.wrapping_dyn_shl_u32s(simd.transmute_u32s_f32s(shifted), simd.splat_u32s(23));
    simd.transmute_f32s_u32s(simd.add_u32s(exponent, simd.transmute_u32s_f32s(sum)))
}

#[cfg(feature = "train")]
/// `1 / (1 + e^-x)`.
#[inline(always)]
pub(crate) fn sigmoid<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    simd.div_f32s(one, simd.add_f32s(one, exponential(simd, simd.neg_f32s(x))))
}

#[cfg(feature = "train")]
/// The hyperbolic tangent.
#[inline(always)]
pub(crate) fn hyperbolic_tangent<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    let double = exponential(simd, simd.add_f32s(x, x));
    simd.sub_f32s(one, simd.div_f32s(simd.splat_f32s(2.0), simd.add_f32s(double, one)))
}

/// Replaces each row of `columns` values by its softmax.
pub(crate) fn softmax_rows(values: &mut [f32], columns: usize) {
    Arch::new().dispatch(Softmax { values, columns });
}

struct Softmax<'a> {
    values: &'a mut [f32],
    columns: usize,
}

impl WithSimd for Softmax<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for row in self.values.chunks_exact_mut(self.columns.max(1)) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for value in row.iter_mut() {
                *value -= top;
            }
            let (body, tail) = S::as_mut_simd_f32s(row);
            for value in body {
                *value = exponential(simd, *value);
            }
            // The tail takes the same path as the body, so that a value does not depend on where it stands.
            for value in tail {
                let lanes = exponential(simd, simd.splat_f32s(*value));
                *value = bytemuck::cast_slice(std::slice::from_ref(&lanes))[0];
            }
            let sum: f32 = row.iter().sum();
            for value in row {
                *value /= sum;
            }
        }
    }
}

/// The leaky rectifier, in place.
pub(crate) fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(LEAK * *value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_agrees_with_the_standard_library() {
        let values: Vec<f32> = (0..37).map(|i| (i as f32 * 1.7).sin() * 9.0).collect();
        let sum: f64 = values.iter().map(|&x| f64::from(x).exp()).sum();
        let mut row = values.clone();
        softmax_rows(&mut row, values.len());
        for (found, x) in row.iter().zip(&values) {
            let expected = f64::from(*x).exp() / sum;
            assert!(
                (f64::from(*found) - expected).abs() <= 1e-5 * expected,
                "{found} {expected}"
            );
        }
    }
}
