//! What is said beside what was measured.

use std::fmt;

use tempoc::breaking::finding::Level;

use crate::outcome::Outcomes;
use crate::version::Version;

pub(crate) struct Row {
    pub(crate) version: Version,
    pub(crate) python: Outcomes,
    /// None where the version is not compiled.
    pub(crate) rust: Option<Outcomes>,
}

pub(crate) struct Table(pub(crate) Vec<Row>);

/// What was said, in the light of what was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// As said.
    Right,
    /// Said to depend, or said by the change to depend.
    Depends,
    /// Said to be safe, and does not replay.
    Unsound,
    /// Said to break, and replays.
    FalseAlarm,
}

impl Row {
    fn verdict(&self) -> Verdict {
        let replays =
            self.python.all_replay() && self.rust.as_ref().is_none_or(Outcomes::all_replay);
        match (self.version.said.level, replays) {
            (Level::Safe | Level::Info, true) | (Level::Error, false) => Verdict::Right,
            (Level::Safe | Level::Info, false) => Verdict::Unsound,
            (Level::Warning, _) => Verdict::Depends,
            (Level::Error, true) => match &self.version.change.depends {
                Some(_) => Verdict::Depends,
                None => Verdict::FalseAlarm,
            },
        }
    }
}

impl Table {
    pub(crate) fn is_sound(&self) -> bool {
        let verdicts = self.0.iter().map(Row::verdict);
        verdicts
            .filter(|verdict| matches!(verdict, Verdict::Unsound | Verdict::FalseAlarm))
            .count()
            == 0
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.0.iter().filter(|row| row.verdict() == verdict).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            let said = &row.version.said;
            let verdict = match row.verdict() {
                Verdict::Right => "right",
                Verdict::Depends => "depends",
                Verdict::Unsound => "UNSOUND",
                Verdict::FalseAlarm => "FALSE ALARM",
            };
            let rust = row.rust.as_ref().map(Outcomes::to_string);
            let rust = rust.unwrap_or_else(|| "not compiled".to_owned());
            let name = &row.version.change.name;
            writeln!(f, "{verdict:<11} {name}")?;
            writeln!(
                f,
                "            said {:?} {}",
                said.level,
                said.rules.join(" ")
            )?;
            writeln!(f, "            Python {}", row.python)?;
            writeln!(f, "            Rust {rust}")?;
            for (language, outcomes) in [("Python", Some(&row.python)), ("Rust", row.rust.as_ref())]
            {
                let message = outcomes.map(Outcomes::message).unwrap_or_default();
                if !message.is_empty() {
                    let line = message.lines().next().unwrap_or_default();
                    writeln!(f, "            {language}: {line}")?;
                }
            }
            if let (Some(depends), Verdict::Depends) = (&row.version.change.depends, row.verdict())
            {
                writeln!(f, "            depends on {depends}")?;
            }
        }
        let compiled = self.0.iter().filter(|row| row.rust.is_some()).count();
        write!(
            f,
            "{} changes replayed in Python, {compiled} of them in Rust: {} right, {} depend on data, {} unsound, {} false alarms",
            self.0.len(),
            self.count(Verdict::Right),
            self.count(Verdict::Depends),
            self.count(Verdict::Unsound),
            self.count(Verdict::FalseAlarm),
        )
    }
}
