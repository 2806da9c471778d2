//! What is said of a change, and what that is worth in the light of what was measured.

use std::fmt;

use tempoc::breaking::Finding;
use tempoc::breaking::finding::{Level, Verdict};

use crate::version::Version;

/// How bad something is said to be, and by which rules.
#[derive(Default)]
pub(crate) struct Said {
    level: Level,
    rules: Vec<&'static str>,
}

/// What was said, in the light of what was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// As said.
    Right,
    /// Said to depend, or said by the change to depend.
    Depends,
    /// Said to be safe, and breaks for what the recorded contract does not declare.
    Foreign,
    /// Said to be safe, and breaks.
    Unsound,
    /// Said to break, and does not.
    FalseAlarm,
}

impl Said {
    /// The worst of the findings in some respect.
    pub(crate) fn of(findings: &[Finding], respect: impl Fn(&Verdict) -> Level) -> Self {
        let mut said = Self::default();
        for finding in findings {
            let level = respect(&finding.verdict);
            if level > said.level {
                said.level = level;
                said.rules.clear();
            }
            let rule = finding.change.rule.info().id;
            if level == said.level && level > Level::Safe && !said.rules.contains(&rule) {
                said.rules.push(rule);
            }
        }
        said
    }

    /// What it is worth, as something did not break or did.
    pub(crate) fn judge(&self, version: &Version, holds: bool) -> Judgement {
        match (self.level, holds) {
            (Level::Safe | Level::Info, true) | (Level::Error, false) => Judgement::Right,
            (Level::Safe | Level::Info, false) => match version.change.foreign {
                Some(_) => Judgement::Foreign,
                None => Judgement::Unsound,
            },
            (Level::Warning, _) => Judgement::Depends,
            (Level::Error, true) => match version.change.depends {
                Some(_) => Judgement::Depends,
                None => Judgement::FalseAlarm,
            },
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Safe => "safe",
            Level::Info => "worth knowing",
            Level::Warning => "depends",
            Level::Error => "breaks",
        };
        match self.rules.is_empty() {
            true => f.write_str(level),
            false => write!(f, "{level} ({})", self.rules.join(", ")),
        }
    }
}

/// What a table is about: how many rows have which judgement.
pub(crate) fn counts(judgements: &[Judgement]) -> String {
    let count = |wanted| judgements.iter().filter(|one| **one == wanted).count();
    format!(
        "{} as said, {} that depend, {} for what is foreign, {} unsound, {} false alarms",
        count(Judgement::Right),
        count(Judgement::Depends),
        count(Judgement::Foreign),
        count(Judgement::Unsound),
        count(Judgement::FalseAlarm),
    )
}

/// Those that must not be.
pub(crate) fn wrong(judgements: &[Judgement]) -> usize {
    judgements
        .iter()
        .filter(|one| matches!(one, Judgement::Unsound | Judgement::FalseAlarm))
        .count()
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Right => "as said",
            Self::Depends => "depends",
            Self::Foreign => "foreign",
            Self::Unsound => "UNSOUND",
            Self::FalseAlarm => "FALSE ALARM",
        })
    }
}
