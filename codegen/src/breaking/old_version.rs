//! An old version that was compared, and what it is called.

use super::Version;

/// How many digits of a commit are told.
const SHORT: usize = 7;

/// An old version that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldVersion {
    /// What it is called: `v1.3.0`.
    pub label: String,
    /// The commit that it was read from, in full, where it was read from one.
    pub commit: Option<String>,
    /// The packages of the present version that it does not have, sorted.
    pub missing: Vec<String>,
}

impl OldVersion {
    pub(super) fn of(version: &Version) -> Self {
        Self {
            label: version.label.clone(),
            commit: version.commit.clone(),
            missing: version.missing.clone(),
        }
    }

    /// Whether [`OldVersion::name`] is that of this one, or of the same commit by another name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        let commit = |name: &str| match name
            .strip_suffix(')')
            .and_then(|name| name.rsplit_once(" ("))
        {
            Some((_, commit)) => commit.to_owned(),
            None => name.to_owned(),
        };
        match &self.commit {
            Some(oid) => commit(name).len() >= SHORT && oid.starts_with(&commit(name)),
            None => self.label == name,
        }
    }

    /// `v1.3.0 (4be1c09)`
    pub fn name(&self) -> String {
        match &self.commit {
            Some(commit) => {
                let short: String = commit.chars().take(SHORT).collect();
                match commit.starts_with(&self.label) {
                    true => short,
                    false => format!("{} ({short})", self.label),
                }
            }
            None => self.label.clone(),
        }
    }
}
