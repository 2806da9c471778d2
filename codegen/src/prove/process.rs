//! A program that answers line by line.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::{Value, json};

use super::Problem;

/// A text that is to be read, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) subject: String,
    /// Nothing for no payload.
    pub(super) text: Option<String>,
}

/// What a program has made of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pass {
    /// It was read, and this was written; nothing for no payload.
    Written(Option<String>),
    /// It was not read.
    Refused(Problem),
    /// It was read, but not written again.
    Unwritable(Problem),
}

#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    /// Where it complains.
    complaints: PathBuf,
}

impl Process {
    /// Starts a program and waits until it is ready; fails with what it complained about.
    pub(super) fn start(mut command: Command, complaints: &Path) -> Result<Self, String> {
        let program = command.get_program().to_string_lossy().into_owned();
        let unable = |error: std::io::Error| format!("`{program}` cannot be run: {error}");
        let stderr = File::create(complaints).map_err(unable)?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .map_err(unable)?;
        let questions = child.stdin.take();
        let Some(answers) = child.stdout.take() else {
            return Err(format!("`{program}` cannot be asked"));
        };
        let mut process = Self {
            child,
            questions,
            answers: BufReader::new(answers),
            complaints: complaints.to_path_buf(),
        };
        // It says that it is ready by an answer without a question.
        match process.answer() {
            Some(_) => Ok(process),
            None => Err(process.complaint()),
        }
    }

    /// What it makes of many texts; fails with what it complained about when it ended.
    pub(super) fn pass_all(&mut self, questions: &[Question]) -> Result<Vec<Pass>, String> {
        let Some(mut stdin) = self.questions.take() else {
            return Err(self.complaint());
        };
        let answers = thread::scope(|scope| {
            // It may answer before it has read everything, and must not wait for us then.
            let asking = scope.spawn(move || {
                for Question { subject, text } in questions {
                    let question = json!({"subject": subject, "text": text});
                    writeln!(stdin, "{question}")?;
                }
                stdin.flush()?;
                std::io::Result::Ok(stdin)
            });
            let mut answers = Vec::new();
            while answers.len() < questions.len()
                && let Some(answer) = self.answer()
            {
                answers.push(answer);
            }
            if let Ok(Ok(stdin)) = asking.join() {
                self.questions = Some(stdin);
            }
            answers
        });
        match answers.len() == questions.len() {
            true => Ok(answers),
            false => Err(self.complaint()),
        }
    }

    fn answer(&mut self) -> Option<Pass> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        let answer: Value = serde_json::from_str(&line).ok()?;
        let text = |name: &str| answer.get(name)?.as_str().map(str::to_owned);
        let problem = |message| Problem {
            path: text("path").unwrap_or_default(),
            message,
        };
        Some(match (text("message"), text("unwritable")) {
            (Some(message), _) => Pass::Refused(problem(message)),
            (None, Some(message)) => Pass::Unwritable(problem(message)),
            (None, None) => Pass::Written(text("written")),
        })
    }

    /// The last that it has said; of what Python says, that is the error.
    fn complaint(&mut self) -> String {
        self.questions = None;
        let ended = match self.child.wait() {
            Ok(status) => format!("it ended with {status}"),
            Err(error) => error.to_string(),
        };
        let said = fs::read_to_string(&self.complaints).unwrap_or_default();
        let last = said.lines().rfind(|line| !line.trim().is_empty());
        last.map_or(ended, str::to_owned)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.questions = None;
        let _ = self.child.wait();
    }
}
