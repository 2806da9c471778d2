//! What is wrong with a contract: one [`Diagnostic`] a problem, all of them together.

pub mod codes;
pub mod shown;
pub mod similar;

use crate::source::Span;

/// How much a finding matters; the gravest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The contract does not compile.
    Error,
    /// The contract compiles; the reader should know all the same.
    Warning,
    /// Nothing has to be done; some readers want to know.
    Info,
}

/// A place and what to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words about it, lower case, without a full stop; may be empty.
    pub text: String,
}

/// An edit of the schema that mends a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// What is put there.
    pub replacement: String,
}

/// One problem: what is wrong, where, and what to type instead.
///
/// Messages are lower case without a full stop and put names in back-quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The stable name of the rule, such as `unknown-type`; `tempoc explain` has a page for each.
    pub code: &'static str,
    /// Whether it stops the compilation.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that belong to the problem.
    pub others: Vec<Label>,
    /// Why it is a problem, where that is not plain.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Option<String>,
    /// The same as edits, where a tool can make them.
    pub suggestions: Vec<Suggestion>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            others: Vec::new(),
            notes: Vec::new(),
            help: None,
            suggestions: Vec::new(),
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Says something about the primary place.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place.
    pub fn other(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says why it is a problem.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to type instead.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds an edit that mends the problem.
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestions.push(Suggestion {
            span,
            replacement: replacement.into(),
        });
        self
    }
}

/// All problems of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Whether any of them stops the compilation.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems, sorted by place; what was found twice is kept once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by(|a, b| {
            (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message))
        });
        sorted.dedup();
        sorted
    }
}
