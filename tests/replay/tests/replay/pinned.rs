//! Pinned executions that go on while another version is deployed, by workers of real deployments.

use std::collections::BTreeMap;
use std::fmt;
use std::process::Stdio;

use tempoc_runtime::DevServer;
use tempoc_runtime::json::{self, Decode, Error, Node};

use crate::python::python;
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
    let server = DevServer::start().await.unwrap();
    let output = python("pinned.py")
        .arg(server.address())
        .arg(&old.folder)
        .args(deployed.iter().map(|version| &version.folder))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    server.stop().await.unwrap();
    assert!(output.status.success(), "pinned.py: {}", output.status);
    let mut problems = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Line = json::from_slice(line.as_bytes()).unwrap();
        problems.insert(line.name, line.problems);
    }
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

/// A line of `pinned.py`.
struct Line {
    name: String,
    problems: String,
}

impl Decode for Line {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Line")?;
        Ok(Self {
            name: object.required("name")?,
            problems: object.required("problems")?,
        })
    }
}
