//! `tempoc completions`

use clap::CommandFactory;
use tempoc::Report;

use super::arguments::{Arguments, Completions};
use super::outcome::Outcome;

/// Gives the script that a shell reads to complete our command.
pub(crate) fn completions(arguments: &Completions) -> Outcome {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "tempoc", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Outcome::fine(Report::default(), script)
}
