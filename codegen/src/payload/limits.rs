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

/// The patterns that were compiled so far: a list of many items needs each once.
#[derive(Default)]
pub(super) struct Patterns<'m>(RefCell<BTreeMap<&'m str, Option<Regex>>>);

impl<'m> Patterns<'m> {
    /// The limits of a field; none where there are none.
    pub(super) fn limit(&self, field: &'m Field) -> Option<Limit> {
        Some(Limit {
            limits: Rc::new(self.limits(&field.constraints)?),
            only_on_write: field.enforce == Enforce::Write,
        })
    }

    /// The limits of a value; none where there are none.
    pub(super) fn limits(&self, constraints: &'m Constraints) -> Option<Limits> {
        if *constraints == Constraints::default() {
            return None;
        }
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
            && let Some(regex) = self.compiled(pattern)
        {
            limits = limits.compiled_pattern(regex);
        }
        Some(limits)
    }

    /// A pattern of the schema, which the compiler has found to be one.
    fn compiled(&self, pattern: &'m str) -> Option<Regex> {
        self.0
            .borrow_mut()
            .entry(pattern)
            .or_insert_with(|| Regex::new(pattern).ok())
            .clone()
    }
}

/// A count of a schema; one that this machine cannot count to is as good as the largest.
fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
