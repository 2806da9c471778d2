//! What breaks, and may: `tempoc-breaking.toml`, beside `tempoc.toml`.
//!
//! ```toml
//! [[accept]]
//! fingerprint = "4be1c09a5d7f0e21"
//! rule = "field-required-added"
//! at = "acme.orders.v1/OrderInput/region"
//! levels = "replay error, new readers error, source error"
//! places = ["the input of workflow `process_order`: replay error, new readers error"]
//! against = "v1.3.0 (5b1e0c2)"
//! reason = "nothing of version 1.3 runs any more"
//! until = "2027-01-01"
//! by = "Ada Lovelace"
//! ```
//!
//! `tempoc breaking accept` writes the entries; what people write beside them stays.
//!
//! What is accepted is how bad it was, in the places where it was: an entry covers a finding only while that is no
//! worse, and no more.

pub mod extent;
mod remarks;
mod until;
mod write;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use self::extent::{Extent, levels_text};
use self::remarks::{exceeded, over, without_levels, wrong};
pub use self::until::Until;
use super::review::{Excuse, OldVersion, Review, Reviewed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manifest::read_accepted::read_accepted;
use crate::report::{Error, Report, shown_path};
use crate::source::{FileId, Source, Span};

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
    /// How bad it was when it was accepted; an entry that does not say so accepts nothing.
    pub extent: Option<Extent>,
    /// The old version that gave it then: `v1.3.0 (5b1e0c2)`. Of several, the last.
    pub against: Option<String>,
    /// Why it may break.
    pub reason: String,
    /// How long.
    pub until: Option<Until>,
    /// Who has decided so.
    pub by: Option<String>,
    /// Where the fingerprint is written.
    pub span: Span,
    /// Where the values of [`PLACED`] are written, each with its key.
    pub(crate) places: [Option<Span>; PLACED.len()],
}

/// The keys that accepting a finding again changes, in the order in which they are written; a reason is always there.
pub(crate) const PLACED: [&str; 6] = ["levels", "places", "against", "reason", "until", "by"];

/// In what run entries are held against findings.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day, as `2027-01-01`.
    pub today: &'a str,
    /// Whether only a part of the project is looked at, so that an entry of another package may be of use there.
    pub partial: bool,
    /// Whether the old versions are all tags of a pattern, which are those that still matter.
    pub tags: bool,
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
    pub fn apply(&mut self, review: &mut Review, run: Circumstances<'_>) {
        for entry in &self.entries {
            let is_it = |found: &&mut Reviewed| found.finding.fingerprint == entry.fingerprint;
            let package = entry.at.split('/').next().unwrap_or_default();
            let version = review.version_of(package).map(str::to_owned);
            let is_over = entry
                .until
                .as_ref()
                .is_some_and(|until| until.is_over(run.today, version.as_deref()));
            let is_looked_at = !run.partial || version.is_some();
            let about = match review.findings.iter_mut().find(is_it) {
                None if is_looked_at => entry.unused(&review.old, run.tags),
                None => None,
                Some(found) if !entry.is_about(found) => Some(wrong(entry, found)),
                Some(found) if is_over => {
                    found.note(
                        "accepted",
                        format!("until {}: {}", entry.until_text(), entry.reason),
                    );
                    Some(over(entry, version.as_deref()))
                }
                Some(found) => match &entry.extent {
                    None => Some(without_levels(entry)),
                    Some(accepted) => match Extent::of(&found.finding).beyond(accepted) {
                        Some(worse) => {
                            found.note(
                                "accepted",
                                format!(
                                    "{FILE_NAME} accepts it with {}, and it is worse now, with {worse}; mend it, or accept \
                                     it again with `tempoc breaking accept {}`",
                                    levels_text(accepted.levels).unwrap_or_default(),
                                    entry.fingerprint
                                ),
                            );
                            Some(exceeded(entry, &worse))
                        }
                        None => {
                            found.excuse = Some(Excuse {
                                reason: entry.reason.clone(),
                                by: entry.by.clone(),
                                until: entry.until.as_ref().map(|until| until.text().to_owned()),
                            });
                            None
                        }
                    },
                },
            };
            if let Some(about) = about {
                self.report.diagnostics.push(about);
            }
        }
    }

    /// The entry that accepts a finding already, by the fingerprint of that.
    pub fn entry_of(&self, reviewed: &Reviewed) -> Option<&Accept> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.fingerprint == reviewed.finding.fingerprint)
    }

    /// The text of the file with some findings of a review accepted; what was there stays as it was, and so do the end
    /// of an entry and who has decided it where the decision does not say. What an entry accepts already it accepts
    /// still, as another version may give the finding in other places.
    ///
    /// # Errors
    ///
    /// A file in a form that cannot be edited.
    pub fn with(
        &self,
        review: &Review,
        found: &[&Reviewed],
        decision: &Decision,
    ) -> Result<String, Error> {
        let mut text = self.text.clone();
        for reviewed in found {
            let entries = entries_of(&text);
            let mut entries = entries.iter();
            let known = entries.find(|known| known.fingerprint == reviewed.finding.fingerprint);
            let entry = Accept {
                fingerprint: reviewed.finding.fingerprint.clone(),
                rule: reviewed.rule(),
                at: reviewed.path.clone(),
                extent: Some({
                    let extent = Extent::of(&reviewed.finding);
                    let known = known.and_then(|known| known.extent.as_ref());
                    known.map_or(extent.clone(), |known| extent.or(known))
                }),
                against: review.last_of(reviewed).map(OldVersion::name),
                reason: decision.reason.clone(),
                until: decision.until.clone().or_else(|| known?.until.clone()),
                by: decision.by.clone().or_else(|| known?.by.clone()),
                span: NOWHERE,
                places: [None; PLACED.len()],
            };
            let says_the_same = |other: &Accept| {
                let other = Accept {
                    span: NOWHERE,
                    places: [None; PLACED.len()],
                    ..other.clone()
                };
                other == entry
            };
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
    /// Where a key of [`PLACED`] is written.
    fn place_of(&self, key: &str) -> Option<Span> {
        let mut places = PLACED.iter().zip(self.places);
        places.find(|(known, _)| **known == key)?.1
    }

    fn is_about(&self, found: &Reviewed) -> bool {
        self.rule == found.rule() && self.at == found.path
    }
}
