//! The histories of a worker in Python, replayed by one process.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempoc_runtime::DevServer;
use tempoc_runtime::json::{self, Decode, Error, Node};

use crate::outcome::{Outcome, Outcomes};
use crate::version::{Version, here};

/// What became of the histories, by the name of the change.
pub(crate) fn replay(versions: &[Version]) -> BTreeMap<String, Outcomes> {
    let output = python("replay.py")
        .arg(here("recorded/python"))
        .args(versions.iter().map(|version| &version.folder))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "replay.py: {}", output.status);
    let mut outcomes: BTreeMap<String, Outcomes> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Line = json::from_slice(line.as_bytes()).unwrap();
        let mut versions = versions.iter();
        let version = versions.find(|version| version.folder.ends_with(&line.version));
        let of_version = outcomes
            .entry(version.unwrap().change.name.clone())
            .or_default();
        of_version.0.insert(line.history, line.outcome);
    }
    outcomes
}

/// What went wrong with each of what a program of this package runs on a server of its own, by its name: nothing is an
/// empty text.
pub(crate) async fn problems(
    script: &str,
    arguments: impl Iterator<Item = OsString>,
) -> BTreeMap<String, String> {
    let server = DevServer::start().await.unwrap();
    let output = python(script)
        .arg(server.address())
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    server.stop().await.unwrap();
    assert!(output.status.success(), "{script}: {}", output.status);
    let lines = String::from_utf8(output.stdout).unwrap();
    let problem = |line: &str| {
        let Problem { name, problems } = json::from_slice(line.as_bytes()).unwrap();
        (name, problems)
    };
    lines.lines().map(problem).collect()
}

/// A program of this package.
pub(crate) fn python(script: &str) -> Command {
    let mut command = Command::new(interpreter());
    command.arg(here("python").join(script));
    command
}

/// The repository's own Python, or the one that `TEMPOC_PYTHON` names.
fn interpreter() -> PathBuf {
    let given = env::var_os("TEMPOC_PYTHON").map(PathBuf::from);
    let path = given.unwrap_or_else(|| here("../../.venv/bin/python"));
    assert!(
        path.is_file(),
        "{} is not there: run `make setup`, or set TEMPOC_PYTHON",
        path.display()
    );
    path
}

/// A line of `replay.py`.
struct Line {
    version: String,
    history: String,
    outcome: Outcome,
}

impl Decode for Line {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Line")?;
        let outcome: String = object.required("outcome")?;
        let message: String = object.required("message")?;
        Ok(Self {
            version: object.required("version")?,
            history: object.required("history")?,
            outcome: match outcome.as_str() {
                "replays" => Outcome::Replays,
                "diverges" => Outcome::Diverges(message),
                _ => Outcome::Fails(message),
            },
        })
    }
}

/// A line of `live.py`, and of `pinned.py`.
struct Problem {
    name: String,
    problems: String,
}

impl Decode for Problem {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Problem")?;
        Ok(Self {
            name: object.required("name")?,
            problems: object.required("problems")?,
        })
    }
}
