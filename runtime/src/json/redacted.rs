//! What stands in `Debug` for a sensitive value.

use std::fmt;

/// Shows as `[sensitive]`, in place of a value that is kept out of logs.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sensitive]")
    }
}
