//! The scorers of tags, arcs and relations, forward and back.

use crate::syntax::neural::activation::LEAK;
use crate::syntax::neural::scorers::{ArcScratch, columns};
use crate::syntax::neural::train::gradient::{apply, cross_entropy, outer, sum_rows};
use crate::syntax::neural::train::{Batch, Losses, Random, Step};
use crate::syntax::neural::{Matrix, Packed, multiply_add};

impl Step<'_> {
    /// Tags forward and back.
    pub(crate) fn tags(&mut self, batch: &Batch, output: &Matrix, at_output: &mut Matrix, scale: f32) -> f32 {
        let mut scores = Matrix::default();
        self.network.tag_scores(output, &mut scores);
        let answers = batch.examples.iter().flat_map(|example| example.tags.words());
        let loss = cross_entropy(&mut scores, answers, scale);
        outer(output, &scores, &mut self.gradient.tags);
        sum_rows(&scores, &mut self.gradient.tag_bias.values);
        multiply_add(
            &scores.values,
            &Packed::transposed(&self.parameters.tags),
            &mut at_output.values,
        );
        loss
    }

    /// Arcs and relations forward and back.
    pub(crate) fn roles(
        &mut self,
        batch: &Batch,
        output: &Matrix,
        at_output: &mut Matrix,
        scale: f32,
        random: &mut Random,
        losses: &mut Losses,
    ) {
        let sizes = *self.network.sizes();
        let mut roles = Matrix::default();
        self.network.roles(output, &mut roles);
        let mut slopes = Matrix::zeros(roles.rows, roles.columns);
        random.mask(&mut slopes.values, self.dropout.role);
        for (value, slope) in roles.values.iter_mut().zip(&mut slopes.values) {
            *value *= *slope;
        }
        let mut at_roles = Matrix::zeros(roles.rows, roles.columns);
        losses.arcs = self.arcs(batch, &roles, &mut at_roles, scale);
        losses.relations = self.relations(batch, &roles, &mut at_roles, scale);
        for row in 0..roles.rows {
            let slopes = slopes.row_mut(row);
            for (slope, &value) in slopes[..2 * sizes.arc].iter_mut().zip(roles.row(row)) {
                *slope *= if value > 0.0 { 1.0 } else { LEAK };
            }
        }
        apply(&mut at_roles, &slopes);
        outer(output, &at_roles, &mut self.gradient.roles);
        sum_rows(&at_roles, &mut self.gradient.role_bias.values);
        multiply_add(
            &at_roles.values,
            &Packed::transposed(&self.parameters.roles),
            &mut at_output.values,
        );
    }

    fn arcs(&mut self, batch: &Batch, roles: &Matrix, at_roles: &mut Matrix, scale: f32) -> f32 {
        let arc = self.network.sizes().arc;
        let (mut dependants, mut heads, mut seekers) = Default::default();
        columns(roles, 0..arc, &mut dependants);
        columns(roles, arc..2 * arc, &mut heads);
        self.network.scorers().seekers(&dependants, &mut seekers);
        let mut at_seekers = Matrix::zeros(seekers.rows, arc);
        let mut scratch = ArcScratch::default();
        let mut loss = 0.0;
        for (example, range) in batch.examples.iter().zip(&batch.sentences) {
            let rows = range.start * arc..range.end * arc;
            let (seekers, heads) = (&seekers.values[rows.clone()], &heads.values[rows.clone()]);
            let mut scores = Matrix::default();
            self.network
                .scorers()
                .arc_scores(seekers, heads, &mut scratch, &mut scores);
            loss += cross_entropy(&mut scores, example.heads.words(), scale);
            let mut candidates = Matrix::zeros(range.len() + 1, arc);
            candidates.values[..arc].copy_from_slice(&self.parameters.root.values[..arc]);
            candidates.values[arc..].copy_from_slice(heads);
            multiply_add(&scores.values, &Packed::new(&candidates), &mut at_seekers.values[rows]);
            let seekers = Matrix {
                rows: range.len(),
                columns: arc,
                values: seekers.to_vec(),
            };
            let mut at_heads = Matrix::zeros(range.len() + 1, arc);
            multiply_add(
                &scores.transposed().values,
                &Packed::new(&seekers),
                &mut at_heads.values,
            );
            for (slot, value) in self.gradient.root.values.iter_mut().zip(at_heads.row(0)) {
                *slot += value;
            }
            for (offset, row) in range.clone().enumerate() {
                let slots = &mut at_roles.row_mut(row)[arc..2 * arc];
                for (slot, value) in slots.iter_mut().zip(at_heads.row(offset + 1)) {
                    *slot += value;
                }
            }
        }
        outer(&dependants, &at_seekers, &mut self.gradient.arcs);
        sum_rows(&at_seekers, &mut self.gradient.arc_bias.values);
        let mut at_dependants = Matrix::zeros(dependants.rows, arc);
        multiply_add(
            &at_seekers.values,
            &Packed::transposed(&self.parameters.arcs),
            &mut at_dependants.values,
        );
        for row in 0..roles.rows {
            at_roles.row_mut(row)[..arc].copy_from_slice(at_dependants.row(row));
        }
        loss
    }

    fn relations(&mut self, batch: &Batch, roles: &Matrix, at_roles: &mut Matrix, scale: f32) -> f32 {
        let (arc, relation) = (self.network.sizes().arc, self.network.sizes().relation);
        let mut heads = Vec::with_capacity(roles.rows);
        for (example, range) in batch.examples.iter().zip(&batch.sentences) {
            let row = |head: u32| (head as usize).checked_sub(1).map(|word| range.start + word);
            heads.extend(example.heads.decided().map(row));
        }
        let (mut hidden, mut scores) = Default::default();
        self.network
            .scorers()
            .relation_scores(roles, &heads, &mut hidden, &mut scores);
        let answers = batch.examples.iter().flat_map(|example| example.relations.words());
        let loss = cross_entropy(&mut scores, answers, scale);
        outer(&hidden, &scores, &mut self.gradient.relations);
        sum_rows(&scores, &mut self.gradient.relation_bias.values);
        let mut at_hidden = Matrix::zeros(hidden.rows, hidden.columns);
        multiply_add(
            &scores.values,
            &Packed::transposed(&self.parameters.relations),
            &mut at_hidden.values,
        );
        for (word, head) in heads.iter().enumerate() {
            let mut at_sum = at_hidden.row(word).to_vec();
            for (value, &hidden) in at_sum.iter_mut().zip(hidden.row(word)) {
                *value *= if hidden > 0.0 { 1.0 } else { LEAK };
            }
            let head_slots = match head {
                Some(head) => &mut at_roles.row_mut(*head)[2 * arc + relation..],
                None => &mut self.gradient.root.values[arc..],
            };
            for (slot, value) in head_slots.iter_mut().zip(&at_sum) {
                *slot += value;
            }
            let slots = &mut at_roles.row_mut(word)[2 * arc..2 * arc + relation];
            for (slot, value) in slots.iter_mut().zip(&at_sum) {
                *slot += value;
            }
        }
        loss
    }
}
