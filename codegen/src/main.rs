//! The command `tempoc`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks through standard output and standard error"
)]

mod cli {
    pub(crate) mod arguments;
    pub(crate) mod breaking;
    pub(crate) mod codec;
    pub(crate) mod completions;
    pub(crate) mod explain;
    pub(crate) mod exported;
    pub(crate) mod generate;
    pub(crate) mod init;
    pub(crate) mod inputs;
    pub(crate) mod lint;
    pub(crate) mod outcome;
    pub(crate) mod recorded;
    pub(crate) mod save;
    pub(crate) mod schema;
    pub(crate) mod verify_history;
}

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use clap::Parser;

use cli::arguments::{Arguments, Command};
use cli::outcome::{Exit, Found, Outcome, ReportFormat};
use cli::{breaking, completions, explain, generate, init, lint, save, schema, verify_history};
use tempoc::render::{Document, escape_text, render_document};

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let (name, format) = (command.name(), command.format());
    let outcome = match command {
        Command::Generate(arguments) => generate::generate(&arguments),
        Command::Lint(arguments) => lint::lint(&arguments),
        Command::VerifyHistory(arguments) => verify_history::verify_history(&arguments),
        Command::Save(arguments) => save::save(&arguments),
        Command::Breaking(arguments) => breaking::breaking(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Schema => schema::schema(),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments),
    };
    print(&outcome, name, format).into()
}

/// Results go to standard output, findings to standard error, unless they are what was asked for:
/// in a format for tools, and of a comparison.
fn print(outcome: &Outcome, command: &'static str, format: ReportFormat) -> Exit {
    let mut document = outcome.document(command);
    if format.is_for_terminals() && !outcome.results.is_empty() {
        // What they say of the whole is a result there, and said once.
        document.closing.clear();
    }
    let is_comparison = matches!(outcome.found, Found::Comparison(_));
    let printed = match is_comparison || !format.is_for_terminals() {
        true => print_findings(io::stdout(), format, &document),
        false => print_findings(io::stderr(), format, &document)
            .and_then(|()| anstream::stdout().write_all(outcome.results.as_bytes())),
    };
    let printed = match format.has_last_line() {
        true => printed,
        false => printed.and_then(|()| print_last_line(&document)),
    };
    match printed.and_then(|()| io::stdout().flush()) {
        Ok(()) => outcome.exit,
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => outcome.exit,
        Err(error) => {
            // There may be nowhere left to say it.
            let _ = writeln!(io::stderr(), "error: the output cannot be written: {error}");
            Exit::Failed
        }
    }
}

/// Coloured only where colours are shown: to take them out again takes as long as to put them in.
fn print_findings(
    mut out: impl AsLockedWrite + RawStream,
    format: ReportFormat,
    document: &Document<'_>,
) -> io::Result<()> {
    let is_coloured = AutoStream::choice(&out) != ColorChoice::Never;
    let findings = render_document(format.rendered(is_coloured), document);
    match is_coloured {
        true => AutoStream::auto(out).write_all(findings.as_bytes()),
        false => out.write_all(findings.as_bytes()),
    }
}

/// Says in the log what was compared with what, where the report itself is for a tool.
fn print_last_line(document: &Document<'_>) -> io::Result<()> {
    match document.closing.last() {
        Some(line) => writeln!(anstream::stderr(), "{}", escape_text(line)),
        None => Ok(()),
    }
}
