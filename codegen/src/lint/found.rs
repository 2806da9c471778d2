//! What the rules find.

use super::rules::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Meta;
use crate::source::Span;

/// A finding, and whom it is about.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Where the name of the element is written.
    ///
    /// The finding itself may lie elsewhere, such as at a default that the element inherits.
    pub(super) owner: Span,
    pub(super) diagnostic: Diagnostic,
}

/// Takes the findings of one rule.
pub(super) struct Found<'a> {
    rule: &'static Rule,
    severity: Severity,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Found<'a> {
    pub(super) fn new(
        rule: &'static Rule,
        severity: Severity,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            rule,
            severity,
            findings,
        }
    }

    /// Takes a finding about an element, which `complete` adds labels and help to.
    pub(super) fn push(
        &mut self,
        owner: &Meta,
        place: Span,
        message: impl Into<String>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.push_at(owner.span, place, message, complete);
    }

    /// The same for what has no [`Meta`], by the place of its name.
    pub(super) fn push_at(
        &mut self,
        owner: Span,
        place: Span,
        message: impl Into<String>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let diagnostic = Diagnostic {
            severity: self.severity,
            ..Diagnostic::error(self.rule.name, place, message)
        };
        self.findings.push(Finding {
            owner,
            diagnostic: complete(diagnostic),
        });
    }
}
