//! Values of the types of a contract, made up from the model alone.
//!
//! What is made up is JSON that the generated code reads. It is not always spelled as that code writes it: a name may
//! be an alias, a text may have escapes, a timestamp an offset. To know what is written, have a version read it.
//!
//! The same model and the same seed give the same values, on every machine.

mod any_json;
mod apart;
mod bytes;
mod decimals;
mod draft;
mod edges;
mod floats;
mod generate;
mod heights;
mod integers;
mod known;
mod patterns;
mod random;
mod scalars;
mod spoil;
mod texts;
mod times;
mod uuids;

pub(crate) use apart::{Apart, apart, pattern_of_lengths};
pub use draft::{Draft, quoted};
pub(crate) use patterns::patterns;
pub use random::Random;
pub(crate) use texts::lengths;

use crate::model::{Model, Record, Type};
use edges::Edges;
use generate::Generator;
use heights::Heights;
use known::Known;

/// What a value is made up for.
#[derive(Clone, Copy, Debug)]
pub enum Target<'m> {
    /// A type where one is used.
    Type(&'m Type),
    /// A record without a name: the details of an error.
    Record(&'m Record),
}

/// Makes up values for one model.
///
/// Of a type whose smallest value is too large to be tried, it makes up what is refused.
#[derive(Debug)]
pub struct Sampler<'m> {
    model: &'m Model,
    heights: Heights,
    known: Known,
}

impl<'m> Sampler<'m> {
    /// Looks at the types once, so that each value is quick.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            heights: Heights::of(model),
            known: Known::new(),
        }
    }

    /// The value with the fewest parts: no field that may be absent, no item that need not be there.
    pub fn smallest(&self, target: Target<'m>) -> Draft {
        self.at_edges().smallest(target)
    }

    /// The value with every field, and something in each list and map; what contains itself ends after some levels.
    pub fn fullest(&self, target: Target<'m>) -> Draft {
        self.at_edges().fullest(target)
    }

    /// The values at the edges of what is allowed: [`smallest`](Self::smallest), [`fullest`](Self::fullest), and
    /// each of them with one part changed.
    ///
    /// Each field is absent once where it may be, and has once each edge of its type and its limits; each value of an
    /// enum, each variant of a union, and one that nobody knows where the type is open.
    pub fn edges(&self, target: Target<'m>) -> Vec<Draft> {
        self.at_edges().all(target)
    }

    fn at_edges(&self) -> Edges<'_> {
        Edges {
            model: self.model,
            heights: &self.heights,
            known: &self.known,
        }
    }

    /// A value that is allowed.
    ///
    /// A pattern and a length that hardly any text meets together may give a text that does not meet them.
    pub fn random(&self, target: Target<'m>, seed: u64) -> Draft {
        Generator::new(self.model, &self.heights, seed, None).target(target)
    }

    /// A value that is allowed; but one in three has one part that may not be, or is no JSON.
    pub fn doubtful(&self, target: Target<'m>, seed: u64) -> Draft {
        let mut sound = Generator::new(self.model, &self.heights, seed, None);
        let draft = sound.target(target);
        let mut choice = Random::new(!seed);
        if !choice.percent(34) {
            return draft;
        }
        if choice.percent(8) {
            return Draft::Text(spoil::break_syntax(&draft.to_string(), &mut choice));
        }
        // The same once more: the numbers are the same until the place is reached that is spoilt.
        let spoilt = choice.below(sound.places());
        Generator::new(self.model, &self.heights, seed, Some(spoilt)).target(target)
    }
}

#[cfg(test)]
mod tests;
