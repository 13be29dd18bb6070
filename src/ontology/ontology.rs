//! [`Ontology`]: the classes and properties that can be said, under small numbers.

use crate::ontology::term::local_name;
use crate::ontology::{Class, ClassId, DM, Property, PropertyId};
use rustc_hash::FxHashMap;

/// The terms of all loaded ontology files.
///
/// Terms are numbered in the order of their IRIs, so that numbers do not depend on the order of files.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    classes: Vec<Class>,
    properties: Vec<Property>,
    /// For each class, itself and all its superclasses, sorted.
    class_ancestors: Vec<Vec<ClassId>>,
    /// For each property, itself and all its superproperties, sorted.
    property_ancestors: Vec<Vec<PropertyId>>,
    class_names: FxHashMap<String, ClassId>,
    property_names: FxHashMap<String, PropertyId>,
}

impl Ontology {
    /// Classes and properties in the order of their IRIs, each term's parents before or after it but without a cycle.
    pub(crate) fn new(classes: Vec<Class>, properties: Vec<Property>) -> Self {
        let class_parents: Vec<Vec<u32>> = classes
            .iter()
            .map(|class| class.parents.iter().map(|parent| parent.0).collect())
            .collect();
        let property_parents: Vec<Vec<u32>> = properties
            .iter()
            .map(|property| property.parents.iter().map(|parent| parent.0).collect())
            .collect();
        let class_ancestors = closure(&class_parents)
            .into_iter()
            .map(|ids| ids.into_iter().map(ClassId).collect())
            .collect();
        let property_ancestors = closure(&property_parents)
            .into_iter()
            .map(|ids| ids.into_iter().map(PropertyId).collect())
            .collect();
        let class_names = names(&classes.iter().map(|class| class.iri.as_str()), ClassId);
        let property_names = names(&properties.iter().map(|property| property.iri.as_str()), PropertyId);
        Self {
            classes,
            properties,
            class_ancestors,
            property_ancestors,
            class_names,
            property_names,
        }
    }

    /// The class of an id that this ontology gave.
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.0 as usize]
    }

    /// The property of an id that this ontology gave.
    pub fn property(&self, id: PropertyId) -> &Property {
        &self.properties[id.0 as usize]
    }

    /// All classes, in the order of their IRIs.
    pub fn classes(&self) -> impl ExactSizeIterator<Item = (ClassId, &Class)> {
        self.classes
            .iter()
            .enumerate()
            .map(|(index, class)| (ClassId(index as u32), class))
    }

    /// All properties, in the order of their IRIs.
    pub fn properties(&self) -> impl ExactSizeIterator<Item = (PropertyId, &Property)> {
        self.properties
            .iter()
            .enumerate()
            .map(|(index, property)| (PropertyId(index as u32), property))
    }

    /// The class of a local name (`Demarche`), of a name with the project's prefix (`dm:Demarche`) or of a full IRI.
    pub fn find_class(&self, name: &str) -> Option<ClassId> {
        self.class_names.get(name.strip_prefix("dm:").unwrap_or(name)).copied()
    }

    /// The property of a local name (`rejects`), of a name with the project's prefix (`dm:rejects`) or of a full IRI.
    pub fn find_property(&self, name: &str) -> Option<PropertyId> {
        self.property_names
            .get(name.strip_prefix("dm:").unwrap_or(name))
            .copied()
    }

    /// The local name of a class that is nearest in spelling: what a rule author may have meant.
    pub fn nearest_class(&self, name: &str) -> Option<&str> {
        nearest(name, self.classes.iter().map(Class::name))
    }

    /// The local name of a property that is nearest in spelling: what a rule author may have meant.
    pub fn nearest_property(&self, name: &str) -> Option<&str> {
        nearest(name, self.properties.iter().map(Property::name))
    }

    /// Whether a class is another or stands under it.
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        self.class_ancestors[class.0 as usize].binary_search(&ancestor).is_ok()
    }

    /// A class and all classes it stands under, sorted by id.
    pub fn class_ancestors(&self, class: ClassId) -> &[ClassId] {
        &self.class_ancestors[class.0 as usize]
    }

    /// A property and all properties it stands under, sorted by id.
    pub fn property_ancestors(&self, property: PropertyId) -> &[PropertyId] {
        &self.property_ancestors[property.0 as usize]
    }
}

/// For each node of an acyclic graph, itself and everything reachable through `parents`, sorted.
fn closure(parents: &[Vec<u32>]) -> Vec<Vec<u32>> {
    (0..parents.len() as u32)
        .map(|start| {
            let mut reached = vec![start];
            let mut next = 0;
            while let Some(&node) = reached.get(next) {
                next += 1;
                for &parent in &parents[node as usize] {
                    if !reached.contains(&parent) {
                        reached.push(parent);
                    }
                }
            }
            reached.sort_unstable();
            reached
        })
        .collect()
}

/// Ids by full IRI and by local name. A local name of the project's own namespace wins over the same name elsewhere.
fn names<'a, Id: Copy>(
    iris: &(impl Iterator<Item = &'a str> + Clone),
    id: impl Fn(u32) -> Id,
) -> FxHashMap<String, Id> {
    let mut names = FxHashMap::default();
    for own in [false, true] {
        for (index, iri) in iris.clone().enumerate() {
            if iri.starts_with(DM) == own {
                names.insert(local_name(iri).to_owned(), id(index as u32));
                names.insert(iri.to_owned(), id(index as u32));
            }
        }
    }
    names
}

/// The candidate nearest to a word in spelling, if any is near at all. The first of equally near ones.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
        if likeness > best.map_or(0.8, |(likeness, _)| likeness) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
