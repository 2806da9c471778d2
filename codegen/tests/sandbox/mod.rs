//! A folder of its own for a test, and the real command run in it.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part of it, and may stop at the first surprise"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that is taken away at the end.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

/// What a run has come to.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; nothing for a run that was killed.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The smallest contract.
pub(crate) const CONTRACT: &str = "\
tempoc: 1
package: acme.orders.v1
version: 1.0.0
types:
  Order:
    fields:
      note: string
";

/// A manifest that compiles it.
pub(crate) const MANIFEST: &str = "\
[[contract]]
schemas = [\"orders.tempoc.yaml\"]
[rust]
out = \"generated\"
";

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A contract and its manifest.
    pub(crate) fn with_contract() -> Self {
        let sandbox = Self::new();
        sandbox.file("orders.tempoc.yaml", CONTRACT);
        sandbox.file("tempoc.toml", MANIFEST);
        sandbox
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file and folder with its text, but for the contract and the manifest.
    pub(crate) fn generated(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        list(self.folder.path(), self.folder.path(), &mut found);
        found.retain(|(name, _)| !name.ends_with(".yaml") && !name.ends_with(".toml"));
        found.sort();
        found
    }

    /// The command with some arguments.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tempoc"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// The same under a shell that prepares the ground, such as `ulimit -f 0`.
    pub(crate) fn run_after(&self, preparation: &str, arguments: &[&str]) -> Run {
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{preparation}; exec \"$0\" \"$@\""))
            .arg(env!("CARGO_BIN_EXE_tempoc"))
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output();
        output.unwrap().into()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Holds the run against an exit status, and shows what it said where that differs.
    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// The same in one line a finding, for a command that has no `--format`.
    pub(crate) fn in_short(mut self) -> Self {
        let lines: Vec<&str> = self
            .stderr
            .lines()
            .filter(|line| !line.is_empty())
            .collect();
        let (last, report) = lines.split_last().unwrap();
        self.stderr = format!("{}\n{last}\n", report.join(" "));
        self
    }

    /// The codes of the findings of `--format json`.
    pub(crate) fn codes(&self) -> Vec<String> {
        let said: serde_json::Value = serde_json::from_str(&self.stdout).unwrap();
        let findings = said.as_array().or_else(|| said["findings"].as_array());
        let codes = findings.unwrap().iter();
        codes
            .map(|finding| finding["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn list(top: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(top).unwrap().to_string_lossy();
        let text = fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        found.push((name.into_owned(), text));
        if path.is_dir() {
            list(top, &path, found);
        }
    }
}
