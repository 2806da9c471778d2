//! The limits of the fields of a record.

use super::{Error, Limited, Limits};

/// A record some of whose fields have limits. Its generated code names them, in the order of the schema,
/// and both directions share it.
pub trait Checked {
    /// Checks every field that has limits.
    fn check(&self, check: &mut Check);
}

/// Goes through the fields of a record, and keeps the first error.
#[derive(Debug)]
pub struct Check {
    writing: bool,
    error: Option<Error>,
}

impl Check {
    /// Checks a record that was just read.
    pub(crate) fn reading(record: &dyn Checked) -> Result<(), Error> {
        Check {
            writing: false,
            error: None,
        }
        .record(record)
    }

    /// Checks a record that is about to be written.
    pub(crate) fn writing(record: &dyn Checked) -> Result<(), Error> {
        Check {
            writing: true,
            error: None,
        }
        .record(record)
    }

    /// A field and its limits.
    pub fn field(&mut self, name: &'static str, value: &dyn Limited, limits: &Limits) {
        if self.error.is_none() && (self.writing || !limits.only_on_write()) {
            self.error = value
                .check_limits(limits)
                .err()
                .map(|error| error.at_field(name));
        }
    }

    /// A sensitive field and its limits: no message repeats its value.
    pub fn sensitive(&mut self, name: &'static str, value: &dyn Limited, limits: &Limits) {
        if self.error.is_none() {
            self.field(name, value, limits);
            self.error = self.error.take().map(Error::redacted);
        }
    }

    fn record(mut self, record: &dyn Checked) -> Result<(), Error> {
        record.check(&mut self);
        self.error.map_or(Ok(()), Err)
    }
}
