//! The Python side: one process that answers line by line.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use tempoc::names::{python, screaming_case, snake_case};
use tempoc::sample::quoted;
use tempoc_cross::{Answer, Definition, Kind, PYTHON};
use tempoc_runtime::json::{self, Decode, Error, Node};

use crate::case::Case;

pub(crate) struct Python {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Python {
    pub(crate) fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/python/answer.py");
        let mut process = Command::new(interpreter())
            .args([script, PYTHON])
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let questions = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().unwrap());
        Self {
            process,
            questions,
            answers,
        }
    }

    /// What Python makes of a text for a definition.
    pub(crate) fn ask(&mut self, case: &Case, text: &str) -> Answer {
        self.ask_all(&[(case, text)]).remove(0)
    }

    /// What Python makes of many texts.
    pub(crate) fn ask_all(&mut self, questions: &[(&Case, &str)]) -> Vec<Answer> {
        let stdin = self.questions.as_mut().unwrap();
        let answers = &mut self.answers;
        thread::scope(|scope| {
            scope.spawn(move || {
                for (case, text) in questions {
                    writeln!(stdin, "{}", question(case, text)).unwrap();
                }
                stdin.flush().unwrap();
            });
            let mut read = Vec::new();
            for (case, text) in questions {
                let mut line = String::new();
                answers.read_line(&mut line).unwrap();
                assert!(
                    line.ends_with('\n'),
                    "Python ended at {} {text}",
                    case.definition.name
                );
                let PythonAnswer(answer) = json::from_slice(line.trim_end().as_bytes()).unwrap();
                read.push(answer);
            }
            read
        })
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.questions = None;
        let _ = self.process.wait();
    }
}

/// The repository's own Python, or the one that `TEMPOC_PYTHON` names.
fn interpreter() -> PathBuf {
    let given = env::var_os("TEMPOC_PYTHON").map(PathBuf::from);
    let ours = || {
        PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../.venv/bin/python"
        ))
    };
    let path = given.unwrap_or_else(ours);
    assert!(
        path.is_file(),
        "{} is not there: run `make setup`, or set TEMPOC_PYTHON",
        path.display()
    );
    path
}

fn question(case: &Case, text: &str) -> String {
    let Definition {
        kind,
        package,
        name,
        ..
    } = case.definition;
    let (kind, name) = match kind {
        Kind::Record | Kind::Enum => ("payload", python::type_name(name)),
        Kind::Union | Kind::Newtype => ("part", snake_case(name)),
        Kind::Error => ("error", python::type_name(name)),
        Kind::Id => ("id", screaming_case(&name.replace('.', "_"))),
    };
    format!(
        r#"{{"contract":{},"module":{},"kind":"{kind}","name":"{name}","text":{}}}"#,
        quoted(case.contract.name),
        quoted(&package.replace('.', "_")),
        quoted(text)
    )
}

struct PythonAnswer(Answer);

impl Decode for PythonAnswer {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Answer")?;
        Ok(Self(match object.optional("written")? {
            Some(text) => Answer::Written(text),
            None => Answer::Refused {
                path: object.required("path")?,
                message: object.required("message")?,
            },
        }))
    }
}
