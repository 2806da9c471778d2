//! Scalars without limits, which most fields have: their edges are made up once, and not for each value of each record.

use crate::model::{Constraints, Scalar};

use super::scalars::{self, Place};

/// The edges of each scalar that has no limits, by its position in [`Scalar::ALL`], as itself and as a string.
#[derive(Debug)]
pub(super) struct Unlimited(Vec<[Vec<String>; 2]>);

impl Unlimited {
    pub(super) fn new() -> Self {
        let edges = |scalar, as_string| {
            scalars::edges(&Place {
                scalar,
                limits: Vec::new(),
                as_string,
            })
        };
        let all = Scalar::ALL.iter();
        Self(
            all.map(|(_, scalar)| [edges(*scalar, false), edges(*scalar, true)])
                .collect(),
        )
    }

    /// Nothing of a place that has limits.
    pub(super) fn edges(&self, place: &Place<'_>) -> Option<&[String]> {
        let none = Constraints::default();
        if place.limits.iter().any(|limits| **limits != none) {
            return None;
        }
        let position = Scalar::ALL
            .iter()
            .position(|(_, scalar)| *scalar == place.scalar)?;
        let edges = self.0.get(position)?;
        Some(&edges[usize::from(place.as_string)])
    }
}
