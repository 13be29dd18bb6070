//! The keys that a rule and its `when` may have besides roles and slots.

/// Keys of a rule that are not roles.
pub(super) const KEYS: &[&str] = &[
    "id",
    "makes",
    "fact",
    "when",
    "inside",
    "status",
    "own-act",
    "symmetric",
    "mutual",
    "reads",
    "says",
    "says_not",
    "misses",
];

/// Keys of `when` besides the slots.
pub(super) const WHEN: &[&str] = &[
    "verb",
    "noun",
    "predicate",
    "adjective",
    "light",
    "carried",
    "particle",
    "complement",
    "polarity",
    "object-type",
    "subject-type",
    "predicate-head",
    "without",
];
