//! The `git` program: how it is run, and what its failures are called.
//!
//! Nothing here writes to a repository or reaches the network: objects that a partial clone has
//! left behind are not fetched.

mod objects;
mod refs;
mod repository;
mod tree;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Command, Output};

pub(super) use refs::Commit;
pub(super) use repository::Repository;
pub(super) use tree::Tree;

use super::problem::Problem;

/// `git`, told to keep to itself.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        // Its messages are looked at, and are translated otherwise.
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // The first is not known to every git; no protocol being allowed, none of them fetches.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none");
    command
}

/// What a run of git printed, whether it succeeded or not.
fn run(command: &mut Command) -> Result<Output, Problem> {
    command
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|error| not_started(&error))
}

fn not_started(error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::NotFound => Problem::new(
            "git-missing",
            "there is no program `git` to read an old version with",
            "install git and put it on `PATH`, or compare with a folder, a file or what `tempoc save` wrote",
        ),
        _ => Problem::new(
            "git-failed",
            format!("`git` cannot be run: {error}"),
            "see to that and run it again",
        ),
    }
}

/// The failure that git's own words say.
fn failed(words: &[u8]) -> Problem {
    let words = String::from_utf8_lossy(words);
    let line = words
        .lines()
        .find_map(|line| line.strip_prefix("fatal: "))
        .or(words.lines().next())
        .unwrap_or("it failed without a word")
        .to_owned();
    if line.contains("dubious ownership") {
        let add = words
            .lines()
            .map(str::trim)
            .find(|line| line.starts_with("git config "))
            .unwrap_or("git config --global --add safe.directory FOLDER");
        return Problem::new(
            "git-failed",
            "git does not read this repository, as it belongs to another user",
            format!("say that it is safe with `{add}`"),
        );
    }
    Problem::new(
        "git-failed",
        format!("git says: {line}"),
        "see to that and run it again",
    )
}
