//! [`Adam`]: gradients → weights.

use crate::syntax::neural::{Matrix, Parameters, Sizes};

/// Adam (Kingma & Ba 2015). Rows of the two tables move only in steps that touch them.
#[derive(Clone, Debug)]
pub(crate) struct Adam {
    mean: Parameters,
    square: Parameters,
    steps: i32,
}

const MEAN_DECAY: f32 = 0.9;
const SQUARE_DECAY: f32 = 0.95;
const EPSILON: f32 = 1e-8;

/// Largest norm of the gradient of the dense weights; a longer one is scaled down to it.
const CLIP: f32 = 5.0;

impl Adam {
    /// Before the first step.
    pub(crate) fn new(sizes: &Sizes) -> Self {
        Self {
            mean: Parameters::zeros(sizes),
            square: Parameters::zeros(sizes),
            steps: 0,
        }
    }

    /// Moves `parameters` against `gradient`, which is zeroed. `words` and `pieces` name the rows of the tables that the
    /// gradient touches, each once.
    pub(crate) fn step(
        &mut self,
        parameters: &mut Parameters,
        gradient: &mut Parameters,
        words: &[u32],
        pieces: &[u32],
        rate: f32,
    ) {
        self.steps += 1;
        let norm = gradient
            .dense()
            .iter()
            .flat_map(|matrix| &matrix.values)
            .map(|&value| f64::from(value * value))
            .sum::<f64>()
            .sqrt() as f32;
        let scale = if norm > CLIP { CLIP / norm } else { 1.0 };
        let update = Update {
            rate: rate / (1.0 - MEAN_DECAY.powi(self.steps)),
            square: 1.0 / (1.0 - SQUARE_DECAY.powi(self.steps)),
            scale,
        };
        let moments = self.mean.dense_mut().into_iter().zip(self.square.dense_mut());
        let weights = parameters.dense_mut().into_iter().zip(gradient.dense_mut());
        for ((weight, gradient), (mean, square)) in weights.zip(moments) {
            update.apply(
                &mut weight.values,
                &mut gradient.values,
                &mut mean.values,
                &mut square.values,
            );
        }
        let rows = |matrices: [&mut Matrix; 4], rows: &[u32]| {
            let [weight, gradient, mean, square] = matrices;
            for &row in rows {
                let row = row as usize;
                update.apply(
                    weight.row_mut(row),
                    gradient.row_mut(row),
                    mean.row_mut(row),
                    square.row_mut(row),
                );
            }
        };
        let (mean, square) = (&mut self.mean, &mut self.square);
        rows(
            [
                &mut parameters.words,
                &mut gradient.words,
                &mut mean.words,
                &mut square.words,
            ],
            words,
        );
        rows(
            [
                &mut parameters.pieces,
                &mut gradient.pieces,
                &mut mean.pieces,
                &mut square.pieces,
            ],
            pieces,
        );
    }
}

#[derive(Clone, Copy)]
struct Update {
    rate: f32,
    square: f32,
    scale: f32,
}

impl Update {
    fn apply(self, weights: &mut [f32], gradients: &mut [f32], means: &mut [f32], squares: &mut [f32]) {
        let moments = means.iter_mut().zip(squares);
        for ((weight, gradient), (mean, square)) in weights.iter_mut().zip(gradients).zip(moments) {
            let value = std::mem::take(gradient) * self.scale;
            *mean = MEAN_DECAY * *mean + (1.0 - MEAN_DECAY) * value;
            *square = SQUARE_DECAY * *square + (1.0 - SQUARE_DECAY) * value * value;
            *weight -= self.rate * *mean / ((*square * self.square).sqrt() + EPSILON);
        }
    }
}
