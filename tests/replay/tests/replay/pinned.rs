//! Pinned executions that go on while another version is deployed, by workers of real deployments.

use std::ffi::OsString;
use std::fmt;

use crate::python::problems;
use crate::version::Version;

pub(crate) struct Table(Vec<Row>);

struct Row {
    version: &'static Version,
    /// What went wrong, or nothing.
    problems: String,
}

/// Deploys each version for which the team has said that pinned executions stay, while one of them runs.
pub(crate) async fn run(old: &'static Version, versions: Vec<&'static Version>) -> Table {
    let stays = |version: &&Version| version.change.pinned_stay;
    let deployed: Vec<&Version> = versions.into_iter().filter(stays).collect();
    let folders = std::iter::once(old).chain(deployed.iter().copied());
    let folders = folders.map(|version| OsString::from(&version.folder));
    let mut problems = problems("pinned.py", folders).await;
    let rows = deployed.into_iter().map(|version| Row {
        problems: problems.remove(&version.folder_name()).unwrap(),
        version,
    });
    Table(rows.collect())
}

impl Table {
    /// How many executions were not left alone by what was deployed.
    pub(crate) fn wrong(&self) -> usize {
        let wrong = self.0.iter().filter(|row| !row.problems.is_empty());
        wrong.count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            let what = match row.problems.is_empty() {
                true => "goes on",
                false => &row.problems,
            };
            writeln!(f, "{}: a pinned execution {what}", row.version.change.name)?;
        }
        write!(
            f,
            "{} versions were deployed while a pinned execution ran: {} were in its way",
            self.0.len(),
            self.wrong(),
        )
    }
}
