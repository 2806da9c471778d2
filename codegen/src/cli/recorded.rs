//! Histories on a server, which the Temporal CLI reads: it knows keys, certificates and profiles already.

use std::env;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;
use tempoc::Report;
use tempoc::diagnostic::Diagnostic;
use tempoc::history::Verifier;

use super::arguments::Server;

/// An execution that matched.
struct Execution {
    workflow_id: String,
    run_id: String,
}

/// How many executions are read where nobody has said so.
const LIMIT: usize = 1000;

/// How many histories are asked for at once.
const AT_ONCE: usize = 4;

/// Reads the histories of the executions that match a list filter.
pub(crate) fn read_recorded(query: &str, server: &Server, verifier: &mut Verifier<'_>) -> Report {
    let mut report = Report::default();
    let place = Path::new("--query");
    let limit = server.limit.map_or(LIMIT, |limit| limit as usize);
    let mut executions = match list(query, limit.saturating_add(1), server) {
        Ok(executions) => executions,
        Err(problem) => {
            report.push_at_path(place, |span| {
                Diagnostic::error("history-server", span, problem)
                    .help("name the server with `--address` and `--namespace`, or with `TEMPORAL_ADDRESS` and `TEMPORAL_NAMESPACE`, or with a `--profile`; `temporal workflow list` shows by hand whether it answers")
            });
            return report;
        }
    };
    if executions.is_empty() {
        report.push_at_path(place, |span| {
            let message = format!("no execution matches `{query}`");
            Diagnostic::error("no-history", span, message)
                .help("see which there are: `temporal workflow list`")
        });
    }
    if executions.len() > limit {
        executions.truncate(limit);
        if server.limit.is_none() {
            report.push_at_path(place, |span| {
                let message =
                    format!("more than {limit} executions match, and only the newest were read");
                Diagnostic::warning("histories-left-out", span, message)
                    .help("say with `--limit` how many to read, or match fewer")
            });
        }
    }
    for some in executions.chunks(AT_ONCE) {
        let histories: Vec<Result<String, String>> = thread::scope(|scope| {
            let shown: Vec<_> = some
                .iter()
                .map(|execution| scope.spawn(|| show(execution, server)))
                .collect();
            shown
                .into_iter()
                .map(|shown| {
                    shown
                        .join()
                        .unwrap_or_else(|_| Err("it was not read".to_owned()))
                })
                .collect()
        });
        for (execution, history) in some.iter().zip(histories) {
            let name = format!("{} ({})", execution.workflow_id, execution.run_id);
            match history {
                Ok(history) => verifier.read(&PathBuf::from(name), &history),
                Err(problem) => verifier.give_up(&PathBuf::from(name), problem),
            }
        }
    }
    report
}

fn list(query: &str, limit: usize, server: &Server) -> Result<Vec<Execution>, String> {
    let limit = limit.to_string();
    let listed = temporal(
        &[
            "workflow", "list", "--query", query, "--limit", &limit, "--output", "jsonl",
        ],
        server,
    )?;
    listed
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let read = || {
                let listed: Value = serde_json::from_str(line).ok()?;
                let execution = listed.get("execution")?;
                let text = |name| Some(execution.get(name)?.as_str()?.to_owned());
                Some(Execution {
                    workflow_id: text("workflowId")?,
                    run_id: text("runId")?,
                })
            };
            read().ok_or_else(|| {
                "`temporal workflow list` gave a line that is no execution".to_owned()
            })
        })
        .collect()
}

fn show(execution: &Execution, server: &Server) -> Result<String, String> {
    let Execution {
        workflow_id,
        run_id,
    } = execution;
    temporal(
        &[
            "workflow",
            "show",
            "--workflow-id",
            workflow_id,
            "--run-id",
            run_id,
            "--output",
            "json",
        ],
        server,
    )
}

/// What the Temporal CLI writes, or a sentence why it does not.
fn temporal(arguments: &[&str], server: &Server) -> Result<String, String> {
    let program = env::var_os("TEMPORAL_CLI").filter(|program| !program.is_empty());
    let program = program.unwrap_or_else(|| OsString::from("temporal"));
    let mut command = Command::new(&program);
    command.args(arguments).stdin(Stdio::null());
    let options = [
        ("--address", &server.address),
        ("--namespace", &server.namespace),
        ("--profile", &server.profile),
    ];
    for (option, value) in options {
        if let Some(value) = value {
            command.args([option, value]);
        }
    }
    let shown = program.to_string_lossy();
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!(
            "the Temporal CLI, `{shown}`, was not found: install it, or name it with TEMPORAL_CLI"
        ),
        _ => format!("`{shown}` cannot be run: {error}"),
    })?;
    let what = arguments
        .iter()
        .take(2)
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`temporal {what}` says: {}", cause(&said)));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("`temporal {what}` wrote something that is no text"))
}

/// The line that says what is wrong; hints may come after it, and a log before it.
fn cause(said: &str) -> &str {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = lines().find_map(|line| line.strip_prefix("Error: "));
    error
        .or_else(|| lines().next_back())
        .unwrap_or("it does not say why")
}
