//! The edits of a patch: all mends that go together, and the versions that the contract needs with them.

use std::collections::BTreeMap;

use super::Version as Compiled;
use super::change::Edit;
use super::judge::judge;
use super::review::{Review, Reviewed};
use super::rules::Rule;
use super::slots::Assumptions;
use super::trial::{mend_together, mended};
use crate::version::Version;

impl Review {
    /// Finds what a patch changes, of the findings that count.
    ///
    /// What a mend undoes asks for no other version any more, so the contract is compared once more with all mends in it.
    /// The versions are those that the review is of.
    pub fn settle_edits(&mut self, present: &Compiled, old: &[Compiled], assumptions: Assumptions) {
        self.edits = self.settled_edits(present, old, assumptions);
    }

    /// Nothing where all mends can be taken as they are.
    fn settled_edits(
        &self,
        present: &Compiled,
        old: &[Compiled],
        assumptions: Assumptions,
    ) -> Option<Vec<Edit>> {
        let counting = || self.findings.iter().filter(|reviewed| reviewed.counts());
        let is_version =
            |reviewed: &&Reviewed| reviewed.finding.change.rule == Rule::VersionNotBumped;
        let others = counting().filter(|reviewed| !is_version(reviewed));
        let mut edits = mend_together(&present.sources, others.map(|reviewed| &reviewed.finding));
        let mut versions = counting().filter(is_version).peekable();
        if edits.is_empty() || versions.peek().is_none() {
            return None;
        }
        let model = mended(&present.model, &present.sources, &edits)?;
        let mut needed: BTreeMap<String, (Option<Version>, String)> = BTreeMap::new();
        for version in old {
            for finding in judge(&version.model, &model, assumptions) {
                let change = finding.change;
                if change.rule == Rule::VersionNotBumped {
                    let least = (Version::parse(&change.old), change.old);
                    let known = needed.entry(change.package).or_default();
                    if known.0 < least.0 {
                        *known = least;
                    }
                }
            }
        }
        for reviewed in versions {
            let needed = needed.get(&reviewed.finding.change.package);
            edits.extend(needed.into_iter().flat_map(|(_, least)| {
                let mend = reviewed.finding.mend.iter();
                mend.map(|edit| Edit {
                    text: least.clone(),
                    ..edit.clone()
                })
            }));
        }
        Some(edits)
    }
}
