//! Edges of scalars that are made up once, and not for each value of each record: those without limits, which most
//! fields have, and those of patterns, which take longest.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{Constraints, Scalar};

use super::patterns::patterns;
use super::scalars::{self, Place};
use super::texts::lengths;

/// What strings have to meet: patterns, and a length in characters.
type Wanted = (Vec<String>, (usize, usize));

#[derive(Debug)]
pub(super) struct Known {
    /// Of each scalar, by its position in [`Scalar::ALL`], as itself and as a string.
    unlimited: Vec<[Rc<[String]>; 2]>,
    patterned: RefCell<BTreeMap<Wanted, Rc<[String]>>>,
}

impl Known {
    pub(super) fn new() -> Self {
        let edges = |scalar, as_string| {
            scalars::edges(&Place {
                scalar,
                limits: Vec::new(),
                as_string,
            })
            .into()
        };
        let all = Scalar::ALL.iter();
        Self {
            unlimited: all
                .map(|(_, scalar)| [edges(*scalar, false), edges(*scalar, true)])
                .collect(),
            patterned: RefCell::default(),
        }
    }

    /// The JSON of the values at the edges of what is allowed, the plainest first.
    pub(super) fn edges(&self, place: &Place<'_>) -> Rc<[String]> {
        if let Some(edges) = self.unlimited_edges(place) {
            return edges;
        }
        let patterns = patterns(&place.limits);
        if place.scalar != Scalar::String || patterns.is_empty() {
            return scalars::edges(place).into();
        }
        let patterns = patterns.into_iter().map(str::to_owned).collect();
        let wanted = (patterns, lengths(&place.limits));
        let mut known = self.patterned.borrow_mut();
        let edges = known
            .entry(wanted)
            .or_insert_with(|| scalars::edges(place).into());
        Rc::clone(edges)
    }

    fn unlimited_edges(&self, place: &Place<'_>) -> Option<Rc<[String]>> {
        let none = Constraints::default();
        if place.limits.iter().any(|limits| **limits != none) {
            return None;
        }
        let mut scalars = Scalar::ALL.iter();
        let position = scalars.position(|(_, scalar)| *scalar == place.scalar)?;
        let edges = self.unlimited.get(position)?;
        Some(Rc::clone(&edges[usize::from(place.as_string)]))
    }
}
