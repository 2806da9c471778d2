//! How long something is accepted.

use crate::version::Version;

/// How long a finding is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// The last day, as `2027-01-01`.
    Day(String),
    /// The version of the package with which it ends, as `2.0.0`.
    Version(String),
}

impl Until {
    /// As it is written.
    pub fn text(&self) -> &str {
        match self {
            Until::Day(text) | Until::Version(text) => text,
        }
    }

    /// Whether it has ended, on a day as `2027-01-01`, for a package that has a version or none; a version that cannot
    /// be looked up has.
    pub fn is_over(&self, today: &str, version: Option<&str>) -> bool {
        match self {
            // Days of this form are in the order of their letters.
            Until::Day(day) => today > day.as_str(),
            Until::Version(end) => {
                let reached = version.and_then(Version::parse);
                reached.is_none_or(|reached| Some(reached) >= Version::parse(end))
            }
        }
    }
}
