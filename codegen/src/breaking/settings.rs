//! What a project thinks of what breaks: `[breaking]` of `tempoc.toml`.

use super::slots::Assumptions;
use crate::diagnostic::Severity;
use crate::lint;

/// What a project compares with, and what it thinks of what it finds.
///
/// ```toml
/// [breaking]
/// against = "origin/main"
/// merge-base = true
/// pinned-stay = true
/// fail-on = "error"
///
/// [breaking.rules]
/// field-optional-added = "off"
///
/// [[breaking.allow]]
/// rule = "enum-value-added"
/// at = "acme.orders.v1/Currency"
/// reason = "every reader keeps currencies that it does not know"
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// The old versions, where the command line names none.
    pub against: Vec<String>,
    /// The old versions that are tags, where the command line names none.
    pub against_tags: Option<String>,
    /// Whether a ref of [`Settings::against`] stands for the last commit that it shares with `HEAD`.
    pub merge_base: bool,
    /// What the team can count on when it deploys.
    pub assumptions: Assumptions,
    /// The levels of rules, and what is allowed, in the same form as those of `tempoc lint`.
    ///
    /// Neither holds for what breaks replay: that is accepted one by one.
    pub rules: lint::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            against: Vec::new(),
            against_tags: None,
            merge_base: false,
            assumptions: Assumptions::default(),
            rules: lint::Settings {
                fail_on: Severity::Error,
                ..lint::Settings::default()
            },
        }
    }
}
