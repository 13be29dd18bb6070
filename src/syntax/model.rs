//! [`Model`]: the file that holds breakers, lemmatizer and network, used where it lies.
//!
//! Layout, little-endian: the magic `DMSYNTAX`, the version (u32), the number of sections (u32), the SHA-256 of all that
//! follows the header, then an (offset, length) pair of u32 in bytes for each section, then the sections, each at a
//! multiple of eight bytes.

use crate::syntax::lemma::{Lemmatizer, Script};
use crate::syntax::morphology::Morphology;
use crate::syntax::neural::{NetworkSections, NeuralReader};
use crate::syntax::perceptron::Perceptron;
use crate::syntax::sentences::SentenceBreaker;
use crate::syntax::table::Table;
use crate::syntax::words::WordBreaker;
use crate::text::sha256;

const MAGIC: &[u8; 8] = b"DMSYNTAX";
const VERSION: u32 = 2;
const HEADER: usize = 48;

/// Why bytes are no syntax model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// They do not begin as a model does.
    #[error("not a syntax model; make one with `demarche model train`")]
    NotAModel,
    /// They are a model for another version of the program.
    #[error("syntax model of version {found}, this program reads version {VERSION}; train it again")]
    Version {
        /// The version that the file states.
        found: u32,
    },
    /// They end too early or contradict themselves.
    #[error("damaged syntax model: section {section} is missing or malformed; copy or train it again")]
    Damaged {
        /// The section, counted from 0.
        section: usize,
    },
    /// They lie at an address that numbers cannot be read from.
    #[error("syntax model at an odd address; load it at a multiple of eight")]
    Unaligned,
}

/// The parts of a model file, in order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Section {
    LemmaRules,
    LemmaScripts,
    FeatsTable,
    FeatsSets,
    WordTable,
    WordRows,
    Compounds,
    SentenceTable,
    SentenceRows,
    NetworkSizes,
    NetworkWords,
    NetworkTags,
    NetworkRows,
    NetworkScales,
    NetworkDense,
}

#[cfg(any(feature = "train", test))]
impl Section {
    pub(crate) const COUNT: usize = Self::NetworkDense as usize + 1;
}

/// A loaded model; borrows its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Model<'m> {
    pub network: NeuralReader<'m>,
    pub lemmatizer: Lemmatizer<'m>,
    pub morphology: Morphology<'m>,
    pub words: WordBreaker<'m>,
    pub sentences: SentenceBreaker<'m>,
    pub hash: [u8; 32],
}

/// The sections of a model file.
struct Sections<'m>(&'m [u8]);

impl<'m> Sections<'m> {
    fn new(bytes: &'m [u8]) -> Result<Self, ModelError> {
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let found = bytes[8..12]
            .iter()
            .rev()
            .fold(0, |value, &byte| value << 8 | u32::from(byte));
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        Ok(Self(bytes))
    }

    fn bytes(&self, section: usize) -> Result<&'m [u8], ModelError> {
        let at = HEADER + 8 * section;
        let number = |at: usize| {
            let bytes = self.0.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_le_bytes(bytes) as usize)
        };
        number(at)
            .zip(number(at + 4))
            .and_then(|(offset, length)| self.0.get(offset..offset.checked_add(length)?))
            .ok_or(ModelError::Damaged { section })
    }

    fn cast<T: bytemuck::AnyBitPattern>(&self, section: Section) -> Result<&'m [T], ModelError> {
        bytemuck::try_cast_slice(self.bytes(section as usize)?).map_err(|_| ModelError::Damaged {
            section: section as usize,
        })
    }

    fn table(&self, section: Section) -> Result<Table<'m>, ModelError> {
        Table::new(self.cast(section)?).ok_or(ModelError::Damaged {
            section: section as usize,
        })
    }
}

impl<'m> Model<'m> {
    /// Reads a model without copying it.
    pub(crate) fn read(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let sections = Sections::new(bytes)?;
        if bytes.as_ptr().align_offset(8) != 0 {
            return Err(ModelError::Unaligned);
        }
        let damaged = |section: Section| ModelError::Damaged {
            section: section as usize,
        };
        let scripts = std::str::from_utf8(sections.bytes(Section::LemmaScripts as usize)?)
            .map_err(|_| damaged(Section::LemmaScripts))?
            .lines()
            .map(Script::parse)
            .collect::<Option<_>>()
            .ok_or(damaged(Section::LemmaScripts))?;
        let mut hash = [0; 32];
        hash.copy_from_slice(&bytes[16..HEADER]);
        Ok(Self {
            network: NeuralReader::new(NetworkSections {
                sizes: sections.cast(Section::NetworkSizes)?,
                words: sections.table(Section::NetworkWords)?,
                tags: sections.cast(Section::NetworkTags)?,
                rows: sections.cast(Section::NetworkRows)?,
                scales: sections.cast(Section::NetworkScales)?,
                dense: sections.cast(Section::NetworkDense)?,
            })
            .ok_or(damaged(Section::NetworkSizes))?,
            lemmatizer: Lemmatizer {
                rules: sections.table(Section::LemmaRules)?,
                scripts,
            },
            morphology: Morphology {
                table: sections.table(Section::FeatsTable)?,
                sets: sections.cast(Section::FeatsSets)?,
            },
            words: WordBreaker {
                weights: Perceptron::new(
                    sections.table(Section::WordTable)?,
                    sections.bytes(Section::WordRows as usize)?,
                ),
                compounds: sections.table(Section::Compounds)?,
            },
            sentences: SentenceBreaker {
                weights: Perceptron::new(
                    sections.table(Section::SentenceTable)?,
                    sections.bytes(Section::SentenceRows as usize)?,
                ),
            },
            hash,
        })
    }
}

/// Whether the file holds what its header says it holds.
pub(crate) fn is_sound(bytes: &[u8]) -> bool {
    bytes.len() >= HEADER && sha256(&bytes[HEADER..]) == bytes[16..HEADER]
}

/// The sections of a model file, in order.
#[cfg(feature = "train")]
pub(crate) fn disassemble(bytes: &[u8]) -> Result<[&[u8]; Section::COUNT], ModelError> {
    let sections = Sections::new(bytes)?;
    let mut found = [&[][..]; Section::COUNT];
    for (index, section) in found.iter_mut().enumerate() {
        *section = sections.bytes(index)?;
    }
    Ok(found)
}

/// Puts a model file together.
#[cfg(any(test, feature = "train"))]
pub(crate) fn assemble(sections: &[&[u8]; Section::COUNT]) -> Vec<u8> {
    let mut body = vec![0; 8 * Section::COUNT];
    for (index, section) in sections.iter().enumerate() {
        body.resize((HEADER + body.len()).next_multiple_of(8) - HEADER, 0);
        let place = [(HEADER + body.len()) as u32, section.len() as u32];
        body[8 * index..8 * index + 8].copy_from_slice(&[place[0].to_le_bytes(), place[1].to_le_bytes()].concat());
        body.extend_from_slice(section);
    }
    let header = [
        &MAGIC[..],
        &VERSION.to_le_bytes(),
        &(Section::COUNT as u32).to_le_bytes(),
        &sha256(&body),
    ]
    .concat();
    [header, body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused() {
        assert_eq!(Model::read(b"ELF").unwrap_err(), ModelError::NotAModel);
        let assembled = assemble(&[&[]; Section::COUNT]);
        let mut words = vec![0_u64; assembled.len().div_ceil(8)];
        let bytes = &mut bytemuck::cast_slice_mut(&mut words)[..assembled.len()];
        bytes.copy_from_slice(&assembled);
        assert!(is_sound(bytes));
        assert!(matches!(Model::read(bytes).unwrap_err(), ModelError::Damaged { .. }));
        bytes[8] = 77;
        assert_eq!(Model::read(bytes).unwrap_err(), ModelError::Version { found: 77 });
    }
}
