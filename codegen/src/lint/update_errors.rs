//! A validator refuses, and a refusal has a name.

use super::found::Found;
use super::named::Named;

pub(super) fn look_at_updates(named: &Named<'_>, found: &mut Found<'_>) {
    for update in named.workflows().flat_map(|workflow| &workflow.updates) {
        if !update.validator || !update.errors.is_empty() {
            continue;
        }
        let message = format!(
            "update `{}` has a validator, and no error to refuse with",
            update.meta.name
        );
        let span = update.meta.span;
        found.push(&update.meta, span, message, |diagnostic| {
            diagnostic
                .note("callers are told of a refusal by a text, which they cannot tell from another one")
                .help("declare what it refuses for, as in `errors: [NotCancellable]`")
        });
    }
}
