//! `tempoc schema`

use tempoc::Report;

use super::outcome::Outcome;

/// Gives the JSON Schema of the language.
pub(crate) fn schema() -> Outcome {
    Outcome::fine(Report::default(), String::from(tempoc::JSON_SCHEMA))
}
