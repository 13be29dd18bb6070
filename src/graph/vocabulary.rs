//! The terms that graphs are written with: `ontology/core.ttl` and the public vocabularies it builds on.

pub(super) use crate::ontology::{DM, SCHEMA, SKOS};

/// Open relations, named by their lemmas.
pub(super) const REL: &str = "https://w3id.org/demarche/rel#";
/// [NIF 2.0 core](https://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core/nif-core.html).
pub(super) const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
/// [Simple Event Model](http://semanticweb.cs.vu.nl/2009/11/sem/).
pub(super) const SEM: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/";

/// The label of [`dm::UNNAMED_SOURCE`].
pub(super) const UNNAMED_SOURCE: &str = "unnamed source";

macro_rules! terms {
    ($($(#[$doc:meta])* $module:ident $namespace:literal { $($name:ident $local:literal)* })*) => {
        $($(#[$doc])* pub(crate) mod $module {
            use oxigraph::model::NamedNodeRef;
            $(pub(crate) const $name: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!($namespace, $local));)*
        })*
    };
}

terms! {
    /// The model's own terms; `ontology/core.ttl` says what each means.
    dm "https://w3id.org/demarche/ontology#" {
        STATEMENT "Statement"
        EVENT_CLASS "eventClass"
        POLARITY "polarity"
        MODALITY "modality"
        POSITIVE "positive"
        NEGATIVE "negative"
        ASSERTED "asserted"
        ATTRIBUTED_TO "attributedTo"
        UNNAMED_SOURCE "unnamedSource"
        THING "Thing"
        RELAYED_BY "relayedBy"
        REPORTED_IN "reportedIn"
        SENTENCE "sentence"
        TRIGGER "trigger"
        OFFSETS "offsets"
        RULE "rule"
        CONFIDENCE "confidence"
        TIME_TEXT "timeText"
        BELONGS_TO "belongsTo"
        CODE "code"
        PLOVER "plover"
        CAMEO "cameo"
        RELATES_TO "relatesTo"
        MEMBER "member"
        CANDIDATE "candidate"
        PROGRAM "program"
        MODEL_HASH "modelHash"
        RULES_HASH "rulesHash"
        GAZETTEER_HASH "gazetteerHash"
        INDEX_HASH "linkIndexHash"
        SERVICE "reconciliationService"
        ASSERT_MODE "assertMode"
        MATCHES "matches"
        SCORE "score"
    }
    dct "http://purl.org/dc/terms/" {
        IDENTIFIER "identifier"
        TITLE "title"
        SOURCE "source"
        ISSUED "issued"
        PUBLISHER "publisher"
    }
    nif "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        CONTEXT "Context"
        SENTENCE "Sentence"
        ANCHOR_OF "anchorOf"
        BEGIN_INDEX "beginIndex"
        END_INDEX "endIndex"
        REFERENCE_CONTEXT "referenceContext"
    }
    /// [Nanopublications](https://nanopub.net/).
    np "http://www.nanopub.org/nschema#" {
        NANOPUBLICATION "Nanopublication"
        HAS_ASSERTION "hasAssertion"
        HAS_PROVENANCE "hasProvenance"
        HAS_PUBLICATION_INFO "hasPublicationInfo"
    }
    owl "http://www.w3.org/2002/07/owl#" {
        CLASS "Class"
        OBJECT_PROPERTY "ObjectProperty"
    }
    prov "http://www.w3.org/ns/prov#" {
        ACTIVITY "Activity"
        USED "used"
        STARTED_AT_TIME "startedAtTime"
        WAS_DERIVED_FROM "wasDerivedFrom"
        WAS_GENERATED_BY "wasGeneratedBy"
        WAS_QUOTED_FROM "wasQuotedFrom"
    }
    schema "https://schema.org/" {
        NEWS_ARTICLE "NewsArticle"
        MENTIONS "mentions"
    }
    sem "http://semanticweb.cs.vu.nl/2009/11/sem/" {
        HAS_TIME_STAMP "hasTimeStamp"
        HAS_BEGIN_TIME_STAMP "hasBeginTimeStamp"
        HAS_END_TIME_STAMP "hasEndTimeStamp"
        HAS_PLACE "hasPlace"
    }
    skos "http://www.w3.org/2004/02/skos/core#" {
        ALT_LABEL "altLabel"
        EXACT_MATCH "exactMatch"
        CLOSE_MATCH "closeMatch"
    }
}
