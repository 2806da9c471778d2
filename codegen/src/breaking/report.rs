//! From a review to what is written: one diagnostic a finding, and what is said after them.

mod entry;
mod summary;

use serde_json::json;

use super::finding::Level;
use super::review::Review;
use crate::render::{Document, Facts};

impl Review {
    /// All that is to be said, for any format.
    pub fn document(&self) -> Document<'_> {
        let entries = self.findings.iter();
        Document {
            command: "breaking",
            completed: true,
            sources: &self.sources,
            entries: entries
                .filter(|reviewed| reviewed.level > Level::Safe)
                .map(|reviewed| self.entry(reviewed))
                .collect(),
            closing: self.closing(),
            facts: Some(self.facts()),
        }
    }

    fn facts(&self) -> Facts {
        let old = self.old.iter().map(|old| {
            json!({
                "label": old.label,
                "commit": old.commit,
                "missing_packages": old.missing,
            })
        });
        Facts(vec![
            ("packages", json!(self.packages)),
            ("version", json!(self.present)),
            ("against", old.collect()),
            ("summary", self.counts()),
        ])
    }
}
