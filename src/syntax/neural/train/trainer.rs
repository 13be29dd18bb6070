//! [`Trainer`]: the schedule by which examples become weights.

use crate::syntax::neural::parameters::GATES;
use crate::syntax::neural::train::{Adam, Batch, Dropout, ExactNetwork, Example, Losses, Random, Step};
use crate::syntax::neural::{Parameters, Sizes};

/// How to learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Settings {
    /// Where chance starts.
    pub seed: u64,
    /// Steps in all; the rate falls to zero over them.
    pub steps: usize,
    /// Words in a step, about.
    pub words: usize,
    /// Adam's rate at its highest.
    pub rate: f32,
    /// What is left out.
    pub dropout: Dropout,
}

/// Steps over which the rate rises; a tenth of all steps, if that is less.
const WARM_UP: usize = 200;

/// Weights being learnt.
#[derive(Debug)]
pub(crate) struct Trainer {
    sizes: Sizes,
    settings: Settings,
    parameters: Parameters,
    gradient: Parameters,
    adam: Adam,
    random: Random,
    taken: usize,
}

impl Trainer {
    /// Random weights.
    pub(crate) fn new(sizes: Sizes, settings: Settings) -> Self {
        let mut random = Random::new(settings.seed);
        let mut parameters = Parameters::zeros(&sizes);
        random.fill(&mut parameters.words.values, 0.3);
        random.fill(&mut parameters.pieces.values, 0.3);
        let wide = |rows: usize| (3.0 / rows as f32).sqrt();
        for matrix in parameters.inputs.iter_mut().chain(&mut parameters.recurrents).chain([
            &mut parameters.roles,
            &mut parameters.relations,
            &mut parameters.tags,
        ]) {
            let bound = wide(matrix.rows);
            random.fill(&mut matrix.values, bound);
        }
        for bias in &mut parameters.gate_biases {
            for gates in bias.values.chunks_exact_mut(GATES * sizes.hidden) {
                // Cells remember until they learn to forget.
                gates[sizes.hidden..2 * sizes.hidden].fill(1.0);
            }
        }
        random.fill(&mut parameters.root.values, 0.3);
        random.fill(&mut parameters.arcs.values, wide(sizes.arc) * 0.2);
        Self {
            sizes,
            settings,
            gradient: Parameters::zeros(&sizes),
            adam: Adam::new(&sizes),
            random,
            parameters,
            taken: 0,
        }
    }

    /// The weights.
    pub(crate) fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The weights, to set some before learning.
    pub(crate) fn parameters_mut(&mut self) -> &mut Parameters {
        &mut self.parameters
    }

    /// Whether all steps are taken.
    pub(crate) fn is_done(&self) -> bool {
        self.taken >= self.settings.steps
    }

    /// Learns from every example once, in random order, or until the steps are used up. Returns the losses a word.
    pub(crate) fn epoch(&mut self, examples: &[&Example]) -> Losses {
        let mut order = examples.to_vec();
        self.random.shuffle(&mut order);
        let mut losses = Losses::default();
        let mut words = 0;
        let mut pending = Vec::new();
        let mut size = 0;
        for (index, &example) in order.iter().enumerate() {
            pending.push(example);
            size += example.words.len();
            if size < self.settings.words && index + 1 < order.len() {
                continue;
            }
            if self.is_done() {
                break;
            }
            words += size;
            size = 0;
            let found = self.step(&Batch::new(std::mem::take(&mut pending)));
            losses.tags += found.tags;
            losses.arcs += found.arcs;
            losses.relations += found.relations;
        }
        let words = words.max(1) as f32;
        Losses {
            tags: losses.tags / words,
            arcs: losses.arcs / words,
            relations: losses.relations / words,
        }
    }

    fn step(&mut self, batch: &Batch) -> Losses {
        let network = ExactNetwork::new(self.sizes, &self.parameters);
        let mut step = Step {
            parameters: &self.parameters,
            network: &network,
            dropout: self.settings.dropout,
            gradient: &mut self.gradient,
            touched_words: Vec::new(),
            touched_pieces: Vec::new(),
        };
        let losses = step.run(batch, &mut self.random);
        let Step {
            mut touched_words,
            mut touched_pieces,
            ..
        } = step;
        for touched in [&mut touched_words, &mut touched_pieces] {
            touched.sort_unstable();
            touched.dedup();
        }
        let progress = self.taken as f32 / self.settings.steps as f32;
        let rise = WARM_UP.min(self.settings.steps.div_ceil(10));
        let warm = ((self.taken + 1) as f32 / rise as f32).min(1.0);
        let rate = self.settings.rate * warm * (0.5 + 0.5 * (std::f32::consts::PI * progress).cos());
        self.taken += 1;
        self.adam.step(
            &mut self.parameters,
            &mut self.gradient,
            &touched_words,
            &touched_pieces,
            rate,
        );
        losses
    }
}
