//! The names of one place in the generated code.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// The names that are taken, and by what.
#[derive(Default)]
pub(super) struct Scope {
    taken: BTreeMap<String, (String, Option<Span>)>,
}

impl Scope {
    /// Takes a name for something of our own.
    pub(super) fn reserve(&mut self, printed: impl Into<String>, what: &str) {
        self.taken.insert(printed.into(), (what.to_owned(), None));
    }

    /// Takes the names that the languages print for one element; the first that is taken already is reported.
    ///
    /// Returns whether they were free.
    pub(super) fn add(
        &mut self,
        printed: &[String],
        what: String,
        span: Span,
        out: &mut Diagnostics,
    ) -> bool {
        let clash = printed
            .iter()
            .find_map(|name| Some((name, self.taken.get(name)?)));
        if let Some((name, (other, place))) = clash {
            // The same key written twice is reported where it is read.
            if *other != what {
                out.push(report(name, &what, span, other, *place));
            }
            return false;
        }
        // Mostly both languages print the same name.
        for (position, name) in printed.iter().enumerate() {
            if !printed[..position].contains(name) {
                self.taken.insert(name.clone(), (what.clone(), Some(span)));
            }
        }
        true
    }
}

fn report(name: &str, what: &str, span: Span, other: &str, place: Option<Span>) -> Diagnostic {
    let (message, first) = match place {
        Some(_) => (
            format!("{what} and {other} are both `{name}` in generated code"),
            "rename one of them",
        ),
        None => (
            format!("{what} would be `{name}` in generated code, and that is {other}"),
            "rename it",
        ),
    };
    let diagnostic = Diagnostic::error("duplicate-name", span, message);
    let diagnostic = match place {
        Some(place) => diagnostic.other(place, "with this"),
        None => diagnostic,
    };
    if what.contains("task queue") {
        return diagnostic.help("rename the task queue, or make it the default one of the file");
    }
    let has_wire = ["field", "value", "variant", "the class of variant"]
        .iter()
        .any(|start| what.starts_with(start));
    let pin = if has_wire {
        "`wire:` keeps the name on the wire"
    } else if what.starts_with("type") || what.starts_with("the record") {
        "names of types are not on the wire"
    } else if what.starts_with("error") {
        "`type:` keeps the name on the wire"
    } else {
        "`name:` keeps the name on the wire"
    };
    diagnostic.help(format!("{first}; {pin}"))
}
