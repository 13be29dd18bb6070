//! [`Terms`]: the classes and properties that a graph uses, described within it.
//!
//! A graph says what its own terms are called and what they stand under, so that it can be read and queried by label
//! and by superclass wherever it goes.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::{rdf, rdfs};

use crate::extract::third_person;
use crate::graph::describe::Graph;
use crate::graph::vocabulary::{dm, owl};
use crate::ontology::{ClassId, Ontology, PropertyId};

/// The terms that one graph uses.
pub(crate) struct Terms<'k> {
    ontology: &'k Ontology,
    classes: BTreeSet<ClassId>,
    properties: BTreeSet<PropertyId>,
    /// Open relations with their lemmas.
    open: BTreeMap<NamedNode, String>,
}

impl<'k> Terms<'k> {
    pub(crate) fn new(ontology: &'k Ontology) -> Self {
        Self {
            ontology,
            classes: BTreeSet::new(),
            properties: BTreeSet::new(),
            open: BTreeMap::new(),
        }
    }

    pub(crate) fn use_class(&mut self, id: ClassId) {
        self.classes.extend(self.ontology.class_ancestors(id));
    }

    /// Uses a class of `dm:` by its local name.
    pub(crate) fn use_named_class(&mut self, name: &str) {
        if let Some(id) = self.ontology.find_class(name) {
            self.use_class(id);
        }
    }

    pub(crate) fn use_property(&mut self, id: PropertyId) {
        self.properties.extend(self.ontology.property_ancestors(id));
    }

    /// Uses an open relation.
    pub(crate) fn use_open(&mut self, node: &NamedNode, lemmas: &str) {
        if !self.open.contains_key(node) {
            self.open.insert(node.clone(), lemmas.to_owned());
            if let Some(root) = self.ontology.find_property(dm::RELATES_TO.as_str()) {
                self.use_property(root);
            }
        }
    }

    /// Describes all terms used.
    pub(crate) fn describe(self, graph: &mut Graph) {
        let ontology = self.ontology;
        for id in self.classes {
            let class = ontology.class(id);
            let node = NamedNode::new_unchecked(&class.iri);
            graph.add(node.clone(), rdf::TYPE, owl::CLASS);
            graph.text(&node, rdfs::LABEL, class.label.as_str());
            for parent in &class.parents {
                let parent = NamedNode::new_unchecked(&ontology.class(*parent).iri);
                graph.add(node.clone(), rdfs::SUB_CLASS_OF, parent);
            }
            if let Some(plover) = &class.plover {
                graph.text(&node, dm::PLOVER, plover.as_str());
            }
            if let Some(cameo) = &class.cameo {
                graph.text(&node, dm::CAMEO, cameo.as_str());
            }
        }
        for id in self.properties {
            let property = ontology.property(id);
            let node = NamedNode::new_unchecked(&property.iri);
            graph.add(node.clone(), rdf::TYPE, owl::OBJECT_PROPERTY);
            graph.text(&node, rdfs::LABEL, property.label.as_str());
            for parent in &property.parents {
                let parent = NamedNode::new_unchecked(&ontology.property(*parent).iri);
                graph.add(node.clone(), rdfs::SUB_PROPERTY_OF, parent);
            }
        }
        for (node, lemmas) in self.open {
            graph.add(node.clone(), rdf::TYPE, owl::OBJECT_PROPERTY);
            graph.text(&node, rdfs::LABEL, third_person(&lemmas));
            graph.add(node, rdfs::SUB_PROPERTY_OF, dm::RELATES_TO);
        }
    }
}
