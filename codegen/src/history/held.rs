//! What a history says that can be held against a contract.

use super::carried::Carried;
use crate::diagnostic::Severity;
use crate::model::{Child, ErrorId, Field, SearchAttributeType, Type};
use crate::source::Span;

/// Payloads of a history, and what the contract says they are.
pub(super) struct Held<'m> {
    /// The position of the event among the events.
    pub(super) event: usize,
    /// What they are: "the output of activity `charge_card`".
    pub(super) what: String,
    pub(super) payloads: Vec<Carried>,
    pub(super) wanted: Wanted<'m>,
    pub(super) reader: Reader,
    /// Where the contract declares it.
    pub(super) place: Span,
    /// The id that the recorded run of a child has, where it can be held against the contract.
    pub(super) child: Option<ChildId<'m>>,
    /// How bad it is if workflow code, which writes it again in every replay, may not; nothing where it does not.
    pub(super) written_again: Option<Severity>,
}

/// What the contract says that payloads are.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'m> {
    /// There are none.
    Nothing,
    /// An argument or a result.
    Message(&'m Type),
    /// The details of an error.
    Details(ErrorId),
    /// An entry of a memo.
    Field(&'m Field),
    /// The value of a search attribute.
    SearchAttribute(SearchAttributeType),
}

/// Who reads payloads again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// The workflow, whenever its execution is replayed.
    Replay,
    /// A worker, as what it is for has not ended in this history.
    Worker,
    /// Whoever asks for the result.
    Client,
    /// Nobody any more.
    Nobody,
}

/// How a child was called.
pub(super) struct ChildId<'m> {
    pub(super) id: String,
    pub(super) parent: Option<String>,
    /// The children that the contract declares of that workflow.
    pub(super) declared: Vec<&'m Child>,
}

/// Something about an event that does not fit the contract.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    /// The position of the event among the events.
    pub(super) event: usize,
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// What remarks are put together by: the message without the values of this history.
    pub(super) key: String,
    /// What it is about in the contract, and a few words about that.
    pub(super) place: Option<(Span, &'static str)>,
    /// Why it matters.
    pub(super) note: Option<String>,
    pub(super) help: Option<String>,
}

impl Reader {
    /// Nobody is hurt by what nobody reads.
    pub(super) fn severity(self) -> Severity {
        match self {
            Reader::Replay | Reader::Worker | Reader::Client => Severity::Error,
            Reader::Nobody => Severity::Warning,
        }
    }

    /// Who reads it, as a sentence.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Reader::Replay => "the workflow reads it whenever its execution is replayed",
            Reader::Worker => "a worker still has to read it: what it is for has not ended",
            Reader::Client => "clients that ask for it read it, for as long as it is kept",
            Reader::Nobody => {
                "nobody reads this one again; what was sent since, and waits for a worker, may be like it"
            }
        }
    }
}

impl Remark {
    /// An error about an event, whose message holds nothing of this history alone.
    pub(super) fn error(event: usize, code: &'static str, message: String) -> Self {
        Self {
            event,
            code,
            severity: Severity::Error,
            key: message.clone(),
            message,
            place: None,
            note: None,
            help: None,
        }
    }

    pub(super) fn warning(event: usize, code: &'static str, message: String) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(event, code, message)
        }
    }

    pub(super) fn at(mut self, place: Span, about: &'static str) -> Self {
        self.place = Some((place, about));
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
