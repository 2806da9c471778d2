//! The limits of a schema, in the form that values are checked with.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use regex_lite::Regex;
use tempoc_json::Limits;

use crate::model::{Constraints, Enforce, Field, Number};

/// The limits of a field.
#[derive(Clone)]
pub(super) struct Limit {
    pub(super) limits: Rc<Limits>,
    /// Whether what is read may be outside of them.
    pub(super) only_on_write: bool,
}

/// The limits with a pattern that were met so far, by it: patterns take long to compile.
#[derive(Debug, Default)]
pub(super) struct KnownLimits(RefCell<BTreeMap<String, Vec<Known>>>);

type Known = (Constraints, Rc<Limits>);

impl KnownLimits {
    /// The limits of a field; none where there are none.
    pub(super) fn limit(&self, field: &Field) -> Option<Limit> {
        Some(Limit {
            limits: self.limits(&field.constraints)?,
            only_on_write: field.enforce == Enforce::Write,
        })
    }

    /// The limits of a value; none where there are none.
    pub(super) fn limits(&self, constraints: &Constraints) -> Option<Rc<Limits>> {
        if *constraints == Constraints::default() {
            return None;
        }
        let Some(pattern) = &constraints.pattern else {
            return Some(Rc::new(limits_of(constraints)));
        };
        let mut known = self.0.borrow_mut();
        let known = known.entry(pattern.clone()).or_default();
        if let Some((_, limits)) = known.iter().find(|(known, _)| known == constraints) {
            return Some(Rc::clone(limits));
        }
        let limits = Rc::new(limits_of(constraints));
        known.push((constraints.clone(), Rc::clone(&limits)));
        Some(limits)
    }
}

fn limits_of(constraints: &Constraints) -> Limits {
    let mut limits = Limits::new();
    limits = match constraints.min {
        Some(Number::Int(min)) => limits.min(min),
        Some(Number::Float(min)) => limits.min_float(min),
        None => limits,
    };
    limits = match constraints.max {
        Some(Number::Int(max)) => limits.max(max),
        Some(Number::Float(max)) => limits.max_float(max),
        None => limits,
    };
    if let Some(length) = constraints.min_length {
        limits = limits.min_length(count(length));
    }
    if let Some(length) = constraints.max_length {
        limits = limits.max_length(count(length));
    }
    if let Some(items) = constraints.min_items {
        limits = limits.min_items(count(items));
    }
    if let Some(items) = constraints.max_items {
        limits = limits.max_items(count(items));
    }
    if constraints.unique {
        limits = limits.unique();
    }
    if let Some(pattern) = &constraints.pattern
            // The compiler has found it to be one.
            && let Ok(regex) = Regex::new(pattern)
    {
        limits = limits.compiled_pattern(regex);
    }
    limits
}

/// A count of a schema; one that this machine cannot count to is as good as the largest.
fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
