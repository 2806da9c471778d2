//! From a review to what is written: one diagnostic a finding, and what is said after them.

mod entry;
mod summary;
mod template;

use serde_json::json;

use super::finding::Level;
use super::review::Review;
use super::trial::mend_together;
use crate::diagnostic::Suggestion;
use crate::render::{Document, Facts};

impl Review {
    /// All that is to be said, for any format.
    pub fn document(&self) -> Document<'_> {
        let about = Document::new(&self.about.sorted(), &self.sources);
        let found = self.findings.iter();
        let found = found.filter(|reviewed| reviewed.level > Level::Safe);
        let found = found.map(|reviewed| self.entry(reviewed));
        let shown = self.findings.iter().filter(|reviewed| reviewed.counts());
        let edits = self.edits.clone().unwrap_or_else(|| {
            mend_together(&self.sources, shown.map(|reviewed| &reviewed.finding))
        });
        let edits = edits.into_iter().map(|edit| Suggestion {
            span: edit.place,
            replacement: edit.text,
        });
        Document {
            command: "breaking",
            completed: true,
            edits: Some(edits.collect()),
            fail_on: self.fail_on,
            old_files: self.old_files.clone(),
            sources: &self.sources,
            entries: found.chain(about.entries).collect(),
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
        let packages = self
            .packages
            .iter()
            .map(|package| json!({"name": package.name, "version": package.version}));
        Facts(vec![
            ("packages", packages.collect()),
            ("version", json!(self.present)),
            ("against", old.collect()),
            ("summary", self.counts()),
            ("order", self.order().facts()),
        ])
    }
}
