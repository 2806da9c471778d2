//! What differs between two versions of a contract.

use crate::source::Span;

use super::finding::Level;
use super::rules::Rule;
use super::slots::SlotId;

/// One difference. It says what is another now, and nothing about how bad that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is said about it: its name, its message, its mend.
    pub rule: Rule,
    /// The package of the element.
    pub package: String,
    /// The element that differs: `OrderInput.region`, `process_order.approve`.
    pub element: String,
    /// What it was, as the schema writes it; empty where it is new.
    pub old: String,
    /// What it is, as the schema writes it; empty where it is gone.
    pub new: String,
    /// Where the old version writes it, or what it belonged to; a place in the old version's sources.
    pub old_place: Option<Span>,
    /// Where the new version writes it, or what it belongs to; a place in the new version's sources.
    pub new_place: Option<Span>,
    /// The payloads and calls that it is in.
    pub holder: Holder,
    /// What differs, as far as payloads, histories and calls are concerned.
    pub kind: Kind,
    /// What it does to code that uses what was generated: what the rule says, unless this one does less or more.
    pub source: Level,
    /// What to write in the new schema so that it breaks less.
    pub mend: Option<Mend>,
}

/// What to write in a schema, in whichever form the schema is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    /// The field whose name is written here may be absent: `region?`.
    MayBeAbsent(Span),
    /// The element whose name is written at `of` says something of itself: `wire: amt`.
    Say {
        /// The name of the element.
        of: Span,
        /// What is said.
        key: &'static str,
        /// Its value.
        value: Said,
    },
    /// The element whose name is written at `of` lists something: `aliases: [amt]`.
    List {
        /// The name of the element.
        of: Span,
        /// The list.
        key: &'static str,
        /// What is listed: a name, and what it says of itself, if that is anything.
        item: (String, Option<(&'static str, String)>),
        /// Behind which of the others it stands: the first of these that is there, else before all of them; at the end
        /// where nothing says so.
        behind: Option<Vec<String>>,
    },
    /// Another text here.
    Write(Edit),
    /// All of these; one without the others would break something else.
    All(Vec<Mend>),
}

/// A value of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A word, which is put in quotes where it has to be.
    Word(String),
    /// JSON, which YAML understands as it is.
    Json(String),
}

/// A text of the new schema and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced; an empty place inserts.
    pub place: Span,
    /// What is put there.
    pub text: String,
}

/// Which payloads and calls a change is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Those of which the types of this pair are part.
    Pair(PairId),
    /// These.
    Slots(Vec<SlotId>),
}

/// Two types, or two errors, that are compared: what one version has where the other has the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairId(pub u32);

/// What differs, as far as payloads, histories and calls are concerned; what is made of it is for
/// [`assess`](super::severity::assess) alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The form of a payload.
    Payload(Effect),
    /// A part of a payload that the old version does not pass on, where it reads the payload and writes it again.
    PassedOn,
    /// Whether there is a payload at all.
    Presence {
        /// Whether there is one now, and was none.
        added: bool,
        /// Whether a reader of the type takes nothing for a value of it.
        nothing_is_read: bool,
    },
    /// What something is called, sent or caught by.
    Name(Naming),
    /// Something that replay compares with the history: the id or the kind of what a workflow starts.
    Command,
    /// Which commands a call makes that is cancelled.
    Cancellation,
    /// The task queue that something waits on.
    Queue {
        /// Whether the new version still serves it on the old queue.
        old_is_polled: bool,
        /// Whether the old version served it on the new queue already.
        new_was_polled: bool,
    },
    /// Which deployment running workflows stay with.
    Versioning {
        /// Whether they were pinned, and are not any more.
        unpinned: bool,
    },
    /// Nothing fails, and something is done in another way: an option, a policy, a retry.
    Behaviour {
        /// Whether less is allowed or done than before, so that what worked may end.
        less: bool,
    },
    /// A name in code that is that of something else now, so that code which is not changed compiles and means another.
    Meaning,
    /// A local activity that the workers of those who call it do not have any more.
    Unserved,
    /// A task queue whose workers take the tasks of several packages, and may serve those of one alone.
    Shared,
    /// The order in which code does things: goes through values, sorts by them, or runs a handler.
    Sequence,
    /// The generated code alone: the names that users write.
    Source,
    /// The contract about itself: its version, its deprecations, what it reserves.
    Meta,
}

impl Kind {
    /// Another queue, which alone has workers for it: each version serves it on its own.
    pub const ANOTHER_QUEUE: Self = Self::Queue {
        old_is_polled: false,
        new_was_polled: false,
    };
}

/// How a name on the wire has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// What is named.
    pub what: Named,
    /// What became of the name.
    pub fate: Fate,
    /// Whether the new version still serves the old name.
    pub old_is_served: bool,
    /// Whether the old version served the new name already.
    pub new_was_served: bool,
}

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none.
    Added,
    /// There is none any more.
    Removed,
    /// It is another now.
    Renamed,
    /// Another name that was served besides is served no more.
    AliasRemoved,
}

/// What is called or sent by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // Temporal's own terms
pub enum Named {
    Workflow,
    Signal,
    Query,
    Update,
    Activity,
    Error,
    NexusOperation,
}

/// What becomes of a payload between two versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// What the old version wrote and the new one reads: histories, tasks in queues, old callers.
    pub old_to_new: Outcome,
    /// What the new version writes and the old one reads: callers and workers that are not deployed yet.
    pub new_to_old: Outcome,
    /// What the new version makes of it where it writes what the old one wrote, as workflow code does in replay: never
    /// worse than that some values are refused, as only code knows what it writes.
    pub rewritten: Outcome,
}

/// What becomes of a payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is read as it was meant.
    #[default]
    Fine,
    /// Some values are refused, or lost, or mean something else.
    Depends,
    /// It is refused.
    Refused,
}

impl Effect {
    /// Nothing becomes of it.
    pub const NONE: Self = Self::new(Outcome::Fine, Outcome::Fine);

    /// Both directions.
    pub const fn new(old_to_new: Outcome, new_to_old: Outcome) -> Self {
        Self {
            old_to_new,
            new_to_old,
            rewritten: Outcome::Fine,
        }
    }

    /// The same, where the new version refuses to write some of what the old one wrote, if it does.
    pub const fn with_rewritten(self, rewritten: Outcome) -> Self {
        Self { rewritten, ..self }
    }

    /// The worse of two in each direction.
    pub fn or(self, other: Self) -> Self {
        Self {
            old_to_new: self.old_to_new.max(other.old_to_new),
            new_to_old: self.new_to_old.max(other.new_to_old),
            rewritten: self.rewritten.max(other.rewritten),
        }
    }

    /// The same in both directions.
    pub const fn both(outcome: Outcome) -> Self {
        Self::new(outcome, outcome)
    }
}
