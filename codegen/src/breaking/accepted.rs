//! What breaks, and may: `tempoc-breaking.toml`, beside `tempoc.toml`.
//!
//! ```toml
//! [[accept]]
//! fingerprint = "4be1c09a5d7f0e21"
//! rule = "field-required-added"
//! at = "acme.orders.v1/OrderInput/region"
//! reason = "nothing of version 1.3 runs any more"
//! until = "2027-01-01"
//! by = "Ada Lovelace"
//! ```
//!
//! `tempoc breaking accept` writes the entries; what people write beside them stays.

mod write;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::review::{Excuse, Review, Reviewed};
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manifest::read_accepted::read_accepted;
use crate::report::{Error, Report, shown_path};
use crate::source::{FileId, Source, Span};
use crate::version::Version;

/// The name of the file.
pub const FILE_NAME: &str = "tempoc-breaking.toml";

/// A `tempoc-breaking.toml` that was read.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Its text; empty where there is none.
    pub text: String,
    /// Its entries.
    pub entries: Vec<Accept>,
    /// The file itself.
    pub report: Report,
}

/// `[[accept]]`: a finding that a project has decided to live with.
#[derive(Clone, Debug, PartialEq)]
pub struct Accept {
    /// Which finding: its fingerprint.
    pub fingerprint: String,
    /// The rule of that finding, for those who read the file.
    pub rule: &'static str,
    /// Its element, for them as well.
    pub at: String,
    /// Why it may break.
    pub reason: String,
    /// How long.
    pub until: Option<Until>,
    /// Who has decided so.
    pub by: Option<String>,
    /// Where the fingerprint is written.
    pub span: Span,
    /// Where `fingerprint`, `reason`, `until` and `by` are written, each with its value.
    pub(crate) places: [Option<Span>; 4],
}

/// How long a finding is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// The last day, as `2027-01-01`.
    Day(String),
    /// The version of the package with which it ends, as `2.0.0`.
    Version(String),
}

/// What somebody says about a finding that is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Why it may break.
    pub reason: String,
    /// How long.
    pub until: Option<Until>,
    /// Who says so.
    pub by: Option<String>,
}

impl Until {
    /// As it is written.
    pub fn text(&self) -> &str {
        match self {
            Until::Day(text) | Until::Version(text) => text,
        }
    }

    /// Whether it has ended, on a day as `2027-01-01`, for a package that has a version or none.
    pub fn is_over(&self, today: &str, version: Option<&str>) -> bool {
        match self {
            // Days of this form are in the order of their letters.
            Until::Day(day) => today > day.as_str(),
            Until::Version(end) => {
                let reached = version.and_then(Version::parse);
                reached.is_some_and(|reached| Some(reached) >= Version::parse(end))
            }
        }
    }
}

impl Accepted {
    /// Reads the file of a folder; nothing is accepted where there is none.
    ///
    /// # Errors
    ///
    /// Every mistake in it, each with its place.
    pub fn read(folder: &Path) -> Result<Accepted, Error> {
        let path = folder.join(FILE_NAME);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Accepted {
                    path,
                    ..Accepted::default()
                });
            }
            Err(error) => {
                return Err(Error::at_path(&path, |span| {
                    let message = format!("`{}` cannot be read: {error}", path.display());
                    Diagnostic::error("manifest-unreadable", span, message)
                        .help("see to that, or move it away: then nothing is accepted")
                }));
            }
        };
        let mut report = Report::default();
        let file = report.sources.add(Source {
            name: shown_path(&path),
            path: path.clone(),
            text: text.clone(),
            mark: 0,
        });
        let entries = read_accepted(&text, file, &mut report.diagnostics);
        match report.diagnostics.has_errors() {
            true => Err(report.into()),
            false => Ok(Accepted {
                path,
                text,
                entries,
                report,
            }),
        }
    }

    /// Takes out of a review what is accepted, and keeps what is to be said about the entries.
    ///
    /// `today` is a day as `2027-01-01`. Where only a part of the project is looked at, as `partial`
    /// says, an entry of another package may be of use there.
    pub fn apply(&mut self, review: &mut Review, today: &str, partial: bool) {
        for entry in &self.entries {
            let is_it = |found: &&mut Reviewed| found.finding.fingerprint == entry.fingerprint;
            let package = entry.at.split('/').next().unwrap_or_default();
            let until = entry.until.as_ref();
            let is_over =
                until.is_some_and(|until| until.is_over(today, review.version_of(package)));
            let is_looked_at = !partial || review.version_of(package).is_some();
            let about = match review.findings.iter_mut().find(is_it) {
                None if is_looked_at => Some(unused(entry)),
                None => None,
                Some(found) if !entry.is_about(found) => Some(wrong(entry, found)),
                Some(found) if is_over => {
                    found.note(
                        "accepted",
                        format!("until {}: {}", entry.until_text(), entry.reason),
                    );
                    Some(over(entry))
                }
                Some(found) => {
                    found.excuse = Some(Excuse {
                        reason: entry.reason.clone(),
                        by: entry.by.clone(),
                        until: entry.until.as_ref().map(|until| until.text().to_owned()),
                    });
                    None
                }
            };
            if let Some(about) = about {
                self.report.diagnostics.push(about);
            }
        }
    }

    /// The text of the file with some findings accepted; what was there stays as it was.
    ///
    /// # Errors
    ///
    /// A file in a form that cannot be edited.
    pub fn with(&self, found: &[&Reviewed], decision: &Decision) -> Result<String, Error> {
        let mut text = self.text.clone();
        for reviewed in found {
            let entry = Accept {
                fingerprint: reviewed.finding.fingerprint.clone(),
                rule: reviewed.rule(),
                at: reviewed.path.clone(),
                reason: decision.reason.clone(),
                until: decision.until.clone(),
                by: decision.by.clone(),
                span: NOWHERE,
                places: [None; 4],
            };
            let says_the_same = |other: &Accept| {
                let other = Accept {
                    span: NOWHERE,
                    places: [None; 4],
                    ..other.clone()
                };
                other == entry
            };
            let entries = entries_of(&text);
            let known = entries
                .iter()
                .find(|known| known.fingerprint == entry.fingerprint);
            text = write::add(&text, &entry, known, &reviewed.message());
            if !entries_of(&text).iter().any(says_the_same) {
                let (message, help) = match known {
                    Some(_) => (
                        format!("the entry of `{}` cannot be edited", entry.fingerprint),
                        "delete it, and accept the finding again",
                    ),
                    None => (
                        String::from("no entry can be added to what `accept` is here"),
                        "write each as `[[accept]]`, with its keys below, and accept the finding again",
                    ),
                };
                return Err(Error::at_path(&self.path, |span| {
                    Diagnostic::error("cannot-accept", span, message).help(help)
                }));
            }
        }
        Ok(text)
    }
}

/// The entries of a text in which nothing is wrong.
fn entries_of(text: &str) -> Vec<Accept> {
    let mut diagnostics = Diagnostics::default();
    let entries = read_accepted(text, NOWHERE.file, &mut diagnostics);
    match diagnostics.has_errors() {
        true => Vec::new(),
        false => entries,
    }
}

/// The place of an entry that is not written yet.
const NOWHERE: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

impl Accept {
    fn is_about(&self, found: &Reviewed) -> bool {
        self.rule == found.rule() && self.at == found.path
    }

    fn until_text(&self) -> &str {
        self.until.as_ref().map_or("", Until::text)
    }
}

fn unused(entry: &Accept) -> Diagnostic {
    let message = format!("`{}` is accepted here, and is not found", entry.rule);
    Diagnostic::warning("unused-accept", entry.span, message)
        .note("what was accepted is mended, or is part of the old version by now")
        .help("delete the entry")
}

fn over(entry: &Accept) -> Diagnostic {
    let message = format!(
        "`{}` was accepted until {}, and is found again",
        entry.rule,
        entry.until_text()
    );
    Diagnostic::warning("expired-accept", entry.span, message)
        .note(format!("the reason was {}", shown(&entry.reason)))
        .help("mend what is found, or accept it again with a later `--until`")
}

fn wrong(entry: &Accept, found: &Reviewed) -> Diagnostic {
    let message = format!(
        "this is the fingerprint of `{}` at `{}`, and the entry says `{}` at `{}`",
        found.rule(),
        found.path,
        entry.rule,
        entry.at
    );
    Diagnostic::warning("wrong-accept", entry.span, message)
        .note("what people read in the entry is not what it would accept, so it accepts nothing")
        .help("delete the entry, and write it with `tempoc breaking accept`")
}
