//! Enums and unions that are closed: whose readers refuse what they do not know.

use super::{Site, Walk};
use crate::breaking::change::{Effect, Mend, Outcome, Said};
use crate::breaking::rules::Rule;
use crate::source::Span;

impl Walk<'_> {
    pub(super) fn compare_openness(
        &mut self,
        (old, new): (bool, bool),
        (closed, opened): (Rule, Rule),
        (name, site): (Span, &Site),
    ) {
        let change = match (old, new) {
            (false, true) => site
                .payload(
                    closed,
                    // What was kept without being known is written again as well.
                    Effect::new(Outcome::Refused, Outcome::Fine).with_rewritten(Outcome::Depends),
                )
                .mended(Some(Mend::Say {
                    of: name,
                    key: "closed",
                    value: Said::Json(String::from("false")),
                })),
            (true, false) => site.payload(opened, Effect::new(Outcome::Fine, Outcome::Depends)),
            _ => return,
        };
        self.changes.push(change);
    }
}

/// What a reader makes of a value or a variant that it does not know.
pub(super) fn unknown(closed: bool) -> Outcome {
    match closed {
        true => Outcome::Refused,
        false => Outcome::Depends,
    }
}
