//! Values that are kept out of logs.

use std::fmt;

use super::{Encode, Writer};

/// Shows as `[sensitive]`, in place of a value that is kept out of logs.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sensitive]")
    }
}

/// Writes a sensitive value, so that no error repeats a part of it.
///
/// What reads it has [`Error::redacted`](super::Error::redacted) to the same end.
#[derive(Clone, Copy)]
pub struct Sensitive<T>(pub T);

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Redacted.fmt(f)
    }
}

impl<T: Encode> Encode for Sensitive<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
        writer.redact();
    }
}
