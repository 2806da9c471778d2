//! Clients, workflows and activities of both versions on one server, in every mixture that a deployment goes through.

use std::ffi::OsString;
use std::fmt;

use crate::python::problems;
use crate::said::{Judgement, Said, counts, wrong};
use crate::version::Version;

/// What is of the new version: the client, the workflows, the activities.
const MIXTURES: [(&str, [bool; 3]); 4] = [
    ("an old client", [false, true, true]),
    ("a new client", [true, false, false]),
    ("old activities", [true, true, false]),
    ("new activities", [false, false, true]),
];

pub(crate) struct Table(Vec<Row>);

struct Row {
    version: &'static Version,
    /// What went wrong in each mixture, or nothing.
    problems: Vec<String>,
}

/// Runs an exercise in each mixture of the recorded version and those that are marked for it.
pub(crate) async fn run(old: &'static Version, versions: Vec<&'static Version>) -> Table {
    let tried = versions.into_iter().filter(|new| new.change.live);
    let tried: Vec<&Version> = tried.collect();
    let places = tried.iter().flat_map(|new| {
        MIXTURES
            .iter()
            .enumerate()
            .map(move |(number, (_, is_new))| {
                let folders = is_new.map(|is_new| match is_new {
                    true => new.folder.display().to_string(),
                    false => old.folder.display().to_string(),
                });
                format!("{}={}", key(new, number), folders.join(","))
            })
    });
    let mut problems = problems("live.py", places.map(OsString::from)).await;
    let rows = tried.into_iter().map(|version| Row {
        problems: (0..MIXTURES.len())
            .map(|number| problems.remove(&key(version, number)).unwrap())
            .collect(),
        version,
    });
    Table(rows.collect())
}

/// What a mixture is called on the way.
fn key(version: &Version, mixture: usize) -> String {
    format!("{}-{mixture}", version.change.name)
}

impl Row {
    /// Each mixture has an old writer and a new one, so both respects are in it.
    fn said(&self) -> Said {
        Said::of(&self.version.findings, |verdict| {
            verdict.old_reader.max(verdict.new_reader)
        })
    }

    fn judgement(&self) -> Judgement {
        let all_work = self.problems.iter().all(String::is_empty);
        self.said().judge(self.version, all_work)
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

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            let judgement = row.judgement();
            let name = &row.version.change.name;
            writeln!(f, "{judgement:<11} {name}: {}", row.said())?;
            for ((mixture, _), problems) in MIXTURES.iter().zip(&row.problems) {
                let what = match problems.is_empty() {
                    true => "works",
                    false => problems,
                };
                writeln!(f, "    with {mixture}: {what}")?;
            }
        }
        write!(
            f,
            "{} versions met the recorded one, each in {} mixtures: {}",
            self.0.len(),
            MIXTURES.len(),
            counts(&self.judgements()),
        )
    }
}
