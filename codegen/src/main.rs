//! The command `tempoc`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks through standard output and standard error"
)]

mod cli {
    pub(crate) mod arguments;
    pub(crate) mod completions;
    pub(crate) mod explain;
    pub(crate) mod generate;
    pub(crate) mod init;
    pub(crate) mod inputs;
    pub(crate) mod lint;
    pub(crate) mod outcome;
    pub(crate) mod save;
    pub(crate) mod schema;
}

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use cli::arguments::{Arguments, Command};
use cli::outcome::{Exit, Outcome, ReportFormat};
use cli::{completions, explain, generate, init, lint, save, schema};

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let format = command.format();
    let outcome = match command {
        Command::Generate(arguments) => generate::generate(&arguments),
        Command::Lint(arguments) => lint::lint(&arguments),
        Command::Save(arguments) => save::save(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Schema => schema::schema(),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments),
    };
    print(&outcome, format).into()
}

/// Results go to standard output, findings to standard error; as JSON, findings are the result.
fn print(outcome: &Outcome, format: ReportFormat) -> Exit {
    let findings = outcome.report.render(format.into());
    let printed = match format {
        ReportFormat::Json => anstream::stdout().write_all(findings.as_bytes()),
        ReportFormat::Text | ReportFormat::Short => anstream::stderr()
            .write_all(findings.as_bytes())
            .and_then(|()| anstream::stdout().write_all(outcome.results.as_bytes())),
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
