use crate::diagnostic::{Diagnostic, Diagnostics};

/// How many problems of one file are kept.
const MAX_PROBLEMS: usize = 1_000;

/// Takes the problems of one file, and stops taking them when nobody would read on.
#[derive(Debug)]
pub struct Report<'d> {
    diagnostics: &'d mut Diagnostics,
    count: usize,
}

impl<'d> Report<'d> {
    /// A report of one file that ends in `diagnostics`.
    pub fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            diagnostics,
            count: 0,
        }
    }

    /// Adds a problem; after 1,000 of them one last line says that there are more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.count += 1;
        if self.count <= MAX_PROBLEMS {
            self.diagnostics.push(diagnostic);
        } else if self.count == MAX_PROBLEMS + 1 {
            let span = diagnostic.primary.span;
            self.diagnostics.push(
                Diagnostic::error(
                    "too-many-problems",
                    span,
                    "this file has more than 1000 problems; the rest is not shown",
                )
                .help("mend those that are shown and run again"),
            );
        }
    }
}
