//! What a project thinks of the rules: `[lint]` of `tempoc.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::glob::fits;
use super::rules::Rule;
use crate::diagnostic::Severity;
use crate::source::{Source, Span};

/// How much a rule matters to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Level {
    /// It is not looked at.
    Off,
    /// It is said.
    Info,
    /// It should be mended, or allowed with a reason.
    Warning,
    /// It has to be.
    Error,
}

impl Level {
    /// Every level with its name in `tempoc.toml`.
    pub const ALL: [(&'static str, Level); 4] = [
        ("off", Level::Off),
        ("info", Level::Info),
        ("warning", Level::Warning),
        ("error", Level::Error),
    ];

    /// Its name in `tempoc.toml`.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, level)| *level == self)
            .map_or("", |(name, _)| name)
    }

    /// How grave a finding of this level is; nothing where there are none.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// What a project thinks of the rules.
///
/// ```toml
/// [lint]
/// fail-on = "warning"
///
/// [lint.rules]
/// missing-description = "warning"
///
/// [[lint.allow]]
/// rule = "enum-closed-without-reason"
/// at = "acme.orders.v1/Currency"
/// reason = "ISO 4217 is closed"
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// The gravity from which on a finding fails the run.
    pub fail_on: Severity,
    /// The levels of rules that are not at their own.
    pub levels: BTreeMap<&'static str, Level>,
    /// What is allowed.
    pub allow: Vec<Allow>,
    /// The folder that [`Allow::file`] starts at.
    pub folder: PathBuf,
    /// The day on which the rules are applied, as `2027-01-01`; without one, nothing expires.
    pub today: Option<String>,
    /// Whether only a part of the project is looked at, so that an unused allowance may be of use elsewhere.
    pub partial: bool,
}

/// A finding that a project has decided to live with.
#[derive(Clone, Debug, PartialEq)]
pub struct Allow {
    /// The rule.
    pub rule: &'static str,
    /// The elements, such as `acme.orders.v1/Currency` or `acme.orders.v1/**`; without it, all in `file`.
    pub at: Option<String>,
    /// The schema files, such as `schemas/legacy/*.tempoc.yaml`; without it, all.
    pub file: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds, as `2027-01-01`.
    pub until: Option<String>,
    /// Where it is written, in the file of the settings.
    pub span: Span,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            fail_on: Severity::Warning,
            levels: BTreeMap::new(),
            allow: Vec::new(),
            folder: PathBuf::new(),
            today: None,
            partial: false,
        }
    }
}

impl Settings {
    /// How much a rule matters.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }

    /// Whether an allowance is over.
    pub(crate) fn is_over(&self, allow: &Allow) -> bool {
        // Days of this form are in the order of their letters.
        matches!((&self.today, &allow.until), (Some(today), Some(until)) if today > until)
    }

    /// Whether an allowance is about an element of a file.
    pub(crate) fn covers(&self, allow: &Allow, path: &str, source: &Source) -> bool {
        let fits_file = |pattern: &String| {
            let inside = source.path.strip_prefix(&self.folder).ok();
            let name = inside.map(crate::report::shown_path);
            // As `schemas` may begin with the folder that it starts at, so may this.
            let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
            fits(pattern, name.as_deref().unwrap_or(&source.name))
        };
        allow.at.as_ref().is_none_or(|pattern| fits(pattern, path))
            && allow.file.as_ref().is_none_or(fits_file)
    }
}
