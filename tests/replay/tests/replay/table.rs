//! What is said of replay beside what was measured.

use std::fmt;

use crate::outcome::Outcomes;
use crate::said::{Judgement, Said, counts, wrong};
use crate::version::Version;

pub(crate) struct Row {
    pub(crate) version: &'static Version,
    pub(crate) python: Outcomes,
    /// None where the version is not compiled.
    pub(crate) rust: Option<Outcomes>,
}

pub(crate) struct Table(pub(crate) Vec<Row>);

impl Row {
    fn said(&self) -> Said {
        Said::of(&self.version.findings, |verdict| verdict.replay)
    }

    fn judgement(&self) -> Judgement {
        let rust = self.rust.as_ref();
        let all_replay = self.python.all_replay() && rust.is_none_or(Outcomes::all_replay);
        self.said().judge(self.version, all_replay)
    }
}

impl Table {
    /// How many rows are not as said.
    pub(crate) fn wrong(&self) -> usize {
        wrong(&self.judgements())
    }

    fn judgements(&self) -> Vec<Judgement> {
        self.0.iter().map(Row::judgement).collect()
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = &self.version.change;
        let judgement = self.judgement();
        writeln!(f, "{judgement:<11} {}: {}", change.name, self.said())?;
        for (language, outcomes) in [("Python", Some(&self.python)), ("Rust", self.rust.as_ref())] {
            let Some(outcomes) = outcomes else { continue };
            writeln!(f, "    {language} {outcomes}")?;
            if !outcomes.all_replay() {
                writeln!(f, "        {}", outcomes.message())?;
            }
        }
        match (judgement, &change.depends, &change.foreign) {
            (Judgement::Depends, Some(depends), _) => writeln!(f, "    it depends on {depends}"),
            (Judgement::Foreign, _, Some(it)) => writeln!(f, "    the histories have {it}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            write!(f, "{row}")?;
        }
        let compiled = self.0.iter().filter(|row| row.rust.is_some()).count();
        write!(
            f,
            "{} versions replayed in Python, {compiled} of them in Rust: {}",
            self.0.len(),
            counts(&self.judgements()),
        )
    }
}
