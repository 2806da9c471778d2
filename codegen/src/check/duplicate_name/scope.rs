//! The names of one place in the generated code.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// What has a name, as a diagnostic calls it: `field `, a name, and what that belongs to.
///
/// Most contracts have no two names that clash, so the words are put together only where two do.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Named<'m> {
    kind: Cow<'static, str>,
    name: &'m str,
    /// The workflow of a message.
    of: Option<&'m str>,
}

impl<'m> Named<'m> {
    /// An element that a schema names.
    pub(super) fn new(kind: impl Into<Cow<'static, str>>, name: &'m str) -> Self {
        Self {
            kind: kind.into(),
            name,
            of: None,
        }
    }

    /// The same of a workflow.
    pub(super) fn of_workflow(self, workflow: &'m str) -> Self {
        Self {
            of: Some(workflow),
            ..self
        }
    }

    /// What keeps its name on the wire when it gets another one in the schema.
    fn pin(&self) -> &'static str {
        match self.kind.as_ref() {
            "field" | "value" | "variant" | "the class of variant" => {
                "`wire:` keeps the name on the wire"
            }
            "type" | "the record of a variant of" => "names of types are not on the wire",
            "error" => "`type:` keeps the name on the wire",
            _ => "`name:` keeps the name on the wire",
        }
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} `{}`", self.kind, self.name)?;
        match self.of {
            Some(workflow) => write!(out, " of workflow `{workflow}`"),
            None => Ok(()),
        }
    }
}

/// Who has a name.
enum Holder<'m> {
    /// Something of our own.
    Ours(&'static str),
    Element(Named<'m>, Span),
}

/// The names that are taken, and by what.
#[derive(Default)]
pub(super) struct Scope<'m> {
    taken: BTreeMap<String, Holder<'m>>,
}

impl<'m> Scope<'m> {
    /// Takes a name for something of our own.
    pub(super) fn reserve(&mut self, printed: impl Into<String>, what: &'static str) {
        self.taken.insert(printed.into(), Holder::Ours(what));
    }

    /// Takes the names that the languages print for one element; the first that is taken already is reported.
    ///
    /// Returns whether they were free.
    pub(super) fn add<const COUNT: usize>(
        &mut self,
        printed: [String; COUNT],
        what: Named<'m>,
        span: Span,
        out: &mut Diagnostics,
    ) -> bool {
        let mut printed = Vec::from(printed);
        // Mostly both languages print the same name.
        printed.dedup();
        let clash = printed
            .iter()
            .find_map(|name| Some((name, self.taken.get(name)?)));
        if let Some((name, holder)) = clash {
            if let Some(diagnostic) = report(name, &what, span, holder) {
                out.push(diagnostic);
            }
            return false;
        }
        for name in printed {
            let holder = Holder::Element(what.clone(), span);
            self.taken.insert(name, holder);
        }
        true
    }
}

/// Nothing of the same key written twice, which is reported where it is read.
fn report(name: &str, what: &Named<'_>, span: Span, holder: &Holder<'_>) -> Option<Diagnostic> {
    let (diagnostic, first) = match holder {
        Holder::Element(other, _) if other == what => return None,
        Holder::Element(other, place) => {
            let message = format!("{what} and {other} are both `{name}` in generated code");
            let diagnostic = Diagnostic::error("duplicate-name", span, message);
            (diagnostic.other(*place, "with this"), "rename one of them")
        }
        Holder::Ours(other) => {
            let message =
                format!("{what} would be `{name}` in generated code, and that is {other}");
            let diagnostic = Diagnostic::error("duplicate-name", span, message);
            (diagnostic, "rename it")
        }
    };
    if what.kind.ends_with("of task queue") {
        return Some(
            diagnostic.help("rename the task queue, or make it the default one of the file"),
        );
    }
    let pin = what.pin();
    Some(diagnostic.help(format!("{first}; {pin}")))
}
