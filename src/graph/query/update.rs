//! SPARQL Update that knows what it changed.
//!
//! Oxigraph carries out updates without telling which quads it added and deleted, and the log of edits needs them. So
//! each operation's pattern is evaluated as a query and its templates are filled in here.

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolution, SparqlEvaluator};
use oxigraph::store::Transaction;
use spargebra::GraphUpdateOperation;
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term as sparql;

use crate::graph::query::error::{QueryError, syntax_error};
use crate::graph::query::limits::{Limits, Watch, stoppable, with_checks};
use crate::graph::query::{QueryOptions, evaluator, explain, parser, prologue};
use crate::graph::store::{Change, Changes, Index, Store};
use crate::text::Hash;

/// Carries out an update on a store and its index, all of it or nothing. Gives the changes, in order: quads added
/// (those already there, too: the user's own word keeps them when a document is forgotten) and quads deleted.
///
/// # Errors
/// When `text` is not a SPARQL update, takes too long or fails, or the log of edits cannot be written.
///
/// # Panics
/// When the store is open to read only.
pub fn update(store: &Store, index: &Index, text: &str, options: &QueryOptions) -> Result<Changes, QueryError> {
    let prefixes = prologue::prefixes(text, &options.prefixes)?;
    let token = CancellationToken::new();
    let parsed = parser(options, &prefixes)?
        .parse_update(text)
        .map_err(|error| syntax_error(text, &error))?;
    let mut learner = Learner {
        transaction: index.store().start_transaction()?,
        watch: Watch::start(Limits::new(options), token.clone()),
        evaluator: evaluator(index, token),
        most: options.max_rows,
        changes: Changes::new(),
        genid: format!("{}.well-known/genid/{}-", options.base, fingerprint(text, index)?),
        solution: 0,
    };
    for operation in &parsed.operations {
        learner.carry_out(operation)?;
    }
    let Learner {
        transaction, changes, ..
    } = learner;
    store.log_edits(&changes)?;
    transaction.commit()?;
    index.search().forget();
    Ok(changes)
}

/// What tells the blank nodes of one update from those of any other: its text and the graph it meets.
fn fingerprint(text: &str, index: &Index) -> Result<String, QueryError> {
    let mut hash = Hash::of(text);
    hash.add(&index.len()?.to_string());
    Ok(hash.hex(16))
}

/// Carries out operations one after another and notes what they change.
struct Learner<'i> {
    transaction: Transaction<'i>,
    evaluator: SparqlEvaluator,
    watch: Watch,
    /// How many quads it may change.
    most: usize,
    changes: Changes,
    /// What IRIs in place of blank nodes begin with.
    genid: String,
    /// Counts solutions: each gets blank nodes of its own.
    solution: usize,
}

impl Learner<'_> {
    fn carry_out(&mut self, operation: &GraphUpdateOperation) -> Result<(), QueryError> {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                self.solution += 1;
                let quads: Vec<Quad> = data.iter().map(|quad| self.ground(quad)).collect();
                self.make(quads, Change::Add)
            }
            GraphUpdateOperation::DeleteData { data } => {
                let quads: Vec<Quad> = data.iter().cloned().map(ground_quad).collect();
                self.make(quads, Change::Delete)
            }
            GraphUpdateOperation::DeleteInsert {
                delete,
                insert,
                using,
                pattern,
            } => {
                let (deleted, added) = self.instantiate(delete, insert, using.as_ref(), pattern)?;
                self.make(deleted, Change::Delete)?;
                self.make(added, Change::Add)
            }
            GraphUpdateOperation::Load { source, .. } => Err(QueryError::Load {
                source_iri: source.as_str().to_owned(),
            }),
            // A graph is there as long as it holds a quad: there is nothing to create.
            GraphUpdateOperation::Create { .. } => Ok(()),
            GraphUpdateOperation::Clear { silent, graph } | GraphUpdateOperation::Drop { silent, graph } => {
                let quads = self.held_by(graph)?;
                if let (GraphTarget::NamedNode(name), true, false) = (graph, quads.is_empty(), *silent) {
                    return Err(QueryError::NoGraph {
                        name: name.as_str().to_owned(),
                    });
                }
                self.make(quads, Change::Delete)
            }
        }
    }

    fn held_by(&self, graph: &GraphTarget) -> Result<Vec<Quad>, QueryError> {
        let name = match graph {
            GraphTarget::NamedNode(name) => Some(GraphNameRef::NamedNode(name.as_ref())),
            GraphTarget::DefaultGraph => Some(GraphNameRef::DefaultGraph),
            GraphTarget::NamedGraphs | GraphTarget::AllGraphs => None,
        };
        let named_only = matches!(graph, GraphTarget::NamedGraphs);
        let mut quads = Vec::new();
        for quad in self.transaction.quads_for_pattern(None, None, None, name) {
            let quad = quad?;
            if !(named_only && quad.graph_name.is_default_graph()) {
                quads.push(quad);
            }
        }
        quads.sort_by_cached_key(ToString::to_string);
        Ok(quads)
    }

    /// What one pattern deletes and adds, sorted.
    fn instantiate(
        &mut self,
        delete: &[sparql::GroundQuadPattern],
        insert: &[sparql::QuadPattern],
        using: Option<&QueryDataset>,
        pattern: &GraphPattern,
    ) -> Result<(Vec<Quad>, Vec<Quad>), QueryError> {
        let query = spargebra::Query::Select {
            dataset: using.cloned(),
            pattern: pattern.clone(),
            base_iri: None,
        };
        let prepared = self
            .evaluator
            .clone()
            .for_query(with_checks(query))
            .on_transaction(&self.transaction);
        let (mut deleted, mut added) = (Vec::new(), Vec::new());
        let evaluated = stoppable(|| match prepared.execute()? {
            QueryResults::Solutions(solutions) => solutions.take(self.most + 1).collect::<Result<Vec<_>, _>>(),
            _ => Ok(Vec::new()),
        });
        let mut solutions =
            evaluated.map_err(|error| self.watch.reached().map_or_else(|| explain(error), QueryError::from))?;
        // Blank nodes are named by number, whatever order the index gives its quads in.
        solutions.sort_by_cached_key(|solution| {
            let values = solution.values().iter();
            let texts: Vec<Option<String>> = values.map(|term| term.as_ref().map(Term::to_string)).collect();
            texts
        });
        for solution in &solutions {
            self.solution += 1;
            let template = Template {
                solution,
                genid: &self.genid,
                number: self.solution,
            };
            deleted.extend(delete.iter().filter_map(|quad| template.ground_quad(quad)));
            added.extend(insert.iter().filter_map(|quad| template.quad(quad)));
        }
        if solutions.len().max(deleted.len() + added.len()) > self.most {
            return Err(QueryError::TooManyChanges { most: self.most });
        }
        for quads in [&mut deleted, &mut added] {
            quads.sort_by_cached_key(ToString::to_string);
            quads.dedup();
        }
        Ok((deleted, added))
    }

    fn make(&mut self, quads: Vec<Quad>, change: fn(Quad) -> Change) -> Result<(), QueryError> {
        for quad in quads {
            match change(quad) {
                Change::Add(quad) => {
                    self.transaction.insert(&quad);
                    self.changes.push(Change::Add(quad));
                }
                Change::Delete(quad) => {
                    if self.transaction.contains(&quad)? {
                        self.transaction.remove(&quad);
                        self.changes.push(Change::Delete(quad));
                    }
                }
            }
        }
        Ok(())
    }

    /// A quad of INSERT DATA, its blank nodes named.
    fn ground(&self, quad: &sparql::Quad) -> Quad {
        let name = |node: &sparql::BlankNode| {
            NamedNode::new_unchecked(format!("{}{}-{}", self.genid, self.solution, node.as_str()))
        };
        Quad {
            subject: named_subject(&quad.subject, &name),
            predicate: quad.predicate.clone(),
            object: named_term(&quad.object, &name),
            graph_name: graph_name(&quad.graph_name),
        }
    }
}

fn named_term(term: &Term, name: &impl Fn(&sparql::BlankNode) -> NamedNode) -> Term {
    match term {
        Term::BlankNode(node) => name(node).into(),
        Term::Triple(triple) => Triple {
            subject: named_subject(&triple.subject, name),
            predicate: triple.predicate.clone(),
            object: named_term(&triple.object, name),
        }
        .into(),
        other => other.clone(),
    }
}

fn named_subject(subject: &NamedOrBlankNode, name: &impl Fn(&sparql::BlankNode) -> NamedNode) -> NamedOrBlankNode {
    match subject {
        NamedOrBlankNode::BlankNode(node) => name(node).into(),
        NamedOrBlankNode::NamedNode(_) => subject.clone(),
    }
}

fn graph_name(name: &sparql::GraphName) -> GraphName {
    match name {
        sparql::GraphName::NamedNode(node) => node.clone().into(),
        sparql::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

fn ground_quad(quad: sparql::GroundQuad) -> Quad {
    Quad {
        subject: quad.subject.into(),
        predicate: quad.predicate,
        object: ground_term(quad.object),
        graph_name: graph_name(&quad.graph_name),
    }
}

fn ground_term(term: sparql::GroundTerm) -> Term {
    match term {
        sparql::GroundTerm::NamedNode(node) => node.into(),
        sparql::GroundTerm::Literal(literal) => literal.into(),
        sparql::GroundTerm::Triple(triple) => Triple {
            subject: triple.subject.into(),
            predicate: triple.predicate,
            object: ground_term(triple.object),
        }
        .into(),
    }
}

/// Fills in templates with one solution; what it leaves unbound, or what cannot stand where it would, makes no quad.
struct Template<'s> {
    solution: &'s QuerySolution,
    genid: &'s str,
    number: usize,
}

impl Template<'_> {
    fn quad(&self, quad: &sparql::QuadPattern) -> Option<Quad> {
        Some(Quad {
            subject: subject(self.term(&quad.subject)?)?,
            predicate: self.predicate(&quad.predicate)?,
            object: self.term(&quad.object)?,
            graph_name: self.graph(&quad.graph_name)?,
        })
    }

    fn ground_quad(&self, quad: &sparql::GroundQuadPattern) -> Option<Quad> {
        Some(Quad {
            subject: subject(self.ground_term(&quad.subject)?)?,
            predicate: self.predicate(&quad.predicate)?,
            object: self.ground_term(&quad.object)?,
            graph_name: self.graph(&quad.graph_name)?,
        })
    }

    fn term(&self, term: &sparql::TermPattern) -> Option<Term> {
        Some(match term {
            sparql::TermPattern::NamedNode(node) => node.clone().into(),
            sparql::TermPattern::Literal(literal) => literal.clone().into(),
            sparql::TermPattern::BlankNode(node) => {
                NamedNode::new_unchecked(format!("{}{}-{}", self.genid, self.number, node.as_str())).into()
            }
            sparql::TermPattern::Variable(variable) => self.solution.get(variable)?.clone(),
            sparql::TermPattern::Triple(triple) => Triple {
                subject: subject(self.term(&triple.subject)?)?,
                predicate: self.predicate(&triple.predicate)?,
                object: self.term(&triple.object)?,
            }
            .into(),
        })
    }

    fn ground_term(&self, term: &sparql::GroundTermPattern) -> Option<Term> {
        Some(match term {
            sparql::GroundTermPattern::NamedNode(node) => node.clone().into(),
            sparql::GroundTermPattern::Literal(literal) => literal.clone().into(),
            sparql::GroundTermPattern::Variable(variable) => self.solution.get(variable)?.clone(),
            sparql::GroundTermPattern::Triple(triple) => Triple {
                subject: subject(self.ground_term(&triple.subject)?)?,
                predicate: self.predicate(&triple.predicate)?,
                object: self.ground_term(&triple.object)?,
            }
            .into(),
        })
    }

    fn predicate(&self, predicate: &sparql::NamedNodePattern) -> Option<NamedNode> {
        match predicate {
            sparql::NamedNodePattern::NamedNode(node) => Some(node.clone()),
            sparql::NamedNodePattern::Variable(variable) => match self.solution.get(variable)? {
                Term::NamedNode(node) => Some(node.clone()),
                _ => None,
            },
        }
    }

    fn graph(&self, graph: &sparql::GraphNamePattern) -> Option<GraphName> {
        match graph {
            sparql::GraphNamePattern::NamedNode(node) => Some(node.clone().into()),
            sparql::GraphNamePattern::DefaultGraph => Some(GraphName::DefaultGraph),
            sparql::GraphNamePattern::Variable(variable) => match self.solution.get(variable)? {
                Term::NamedNode(node) => Some(node.clone().into()),
                _ => None,
            },
        }
    }
}

fn subject(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) | Term::Triple(_) => None,
    }
}
