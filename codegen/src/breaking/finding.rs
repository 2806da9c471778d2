//! What is said about a change: how bad it is, for whom, and what to do.

use super::change::{Change, Edit, Kind};
use super::severity::{assess, assess_reading, rewriting};
use super::slots::Slot;
use crate::diagnostic::Severity;
use crate::model::{ErrorId, Type};

/// A change, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What differs.
    pub change: Change,
    /// How bad it is in each respect.
    pub verdict: Verdict,
    /// Whether something goes that was deprecated, and in the version that was announced.
    pub is_announced: bool,
    /// The payloads and calls that it is in.
    pub slots: Vec<Slot>,
    /// The smallest payload that shows it, if one does.
    pub witness: Option<Witness>,
    /// The edits of the new schema that mend it, all of them together; none where nothing is known to.
    pub mend: Vec<Edit>,
    /// The same for the same change, wherever it stands in the file: sixteen hexadecimal digits.
    pub fingerprint: String,
}

impl Finding {
    /// Whether a workflow's replay writes once more what cannot be written any more: what helps those who read it does
    /// not help there.
    pub fn is_rewritten(&self) -> bool {
        let mut rewriters = self.slots.iter().flat_map(|slot| &slot.rewritten_by);
        rewriting(self.change.kind) > Level::Safe && rewriters.any(|writer| !writer.rare)
    }

    /// How bad it is in one of its payloads and calls.
    pub(super) fn verdict_in(&self, slot: &Slot) -> Verdict {
        self.passed_on()
            .unwrap_or_else(|| assess(&self.change, &[slot]))
    }

    /// The same for who reads it, and not for a replay that writes it once more.
    pub(super) fn reading_in(&self, slot: &Slot) -> Verdict {
        self.passed_on()
            .unwrap_or_else(|| assess_reading(&self.change, &[slot]))
    }

    /// Only all payloads together show that something is passed on.
    fn passed_on(&self) -> Option<Verdict> {
        (self.change.kind == Kind::PassedOn).then(|| Verdict {
            old_reader: self.verdict.old_reader,
            ..Verdict::default()
        })
    }
}

/// How bad a change is in each respect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Histories of the old version, replayed by the new one.
    pub replay: Level,
    /// What the new version writes or calls, met by the old one.
    pub old_reader: Level,
    /// What the old version writes or calls, met by the new one.
    pub new_reader: Level,
    /// Code of users, compiled or checked against the new version.
    pub source: Level,
    /// What is done, where nothing fails.
    pub behaviour: Level,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not at all.
    #[default]
    Safe,
    /// It is worth knowing.
    Info,
    /// It depends on data or on the order of deployment.
    Warning,
    /// It breaks.
    Error,
}

impl Level {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Safe => "safe",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// How grave a finding of this level is; nothing where there is nothing to find.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Safe => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl Verdict {
    /// How bad it is in each respect, by what reports call that.
    pub fn respects(self) -> [(&'static str, Level); 5] {
        [
            ("replay", self.replay),
            ("old readers", self.old_reader),
            ("new readers", self.new_reader),
            ("source", self.source),
            ("behaviour", self.behaviour),
        ]
    }

    /// The worse of both in each respect.
    pub fn or(self, other: Self) -> Self {
        Self {
            replay: self.replay.max(other.replay),
            old_reader: self.old_reader.max(other.old_reader),
            new_reader: self.new_reader.max(other.new_reader),
            source: self.source.max(other.source),
            behaviour: self.behaviour.max(other.behaviour),
        }
    }

    /// The worst of what happens between two versions: in replay, and where one reads or calls the other.
    pub(super) fn between_versions(self) -> Level {
        self.replay.max(self.old_reader).max(self.new_reader)
    }

    /// The worst of it.
    pub fn worst(self) -> Level {
        self.respects()
            .into_iter()
            .map(|(_, level)| level)
            .max()
            .unwrap_or_default()
    }
}

/// A payload or an event that shows what a change breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The JSON of the payload, or the event in words.
    pub text: String,
    /// Who wrote it, and by that who fails.
    pub writer: Writer,
    /// What the failing side says of a payload that it refuses, which is the same in both languages; else what it does
    /// with it.
    pub failure: String,
    /// What the payload is to each side; nothing of an event.
    pub payload: Option<WitnessPayload>,
}

/// What the payload of a witness is to each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessPayload {
    /// To who wrote it.
    pub written: Shape,
    /// To who reads it.
    pub read: Shape,
    /// Whether it is refused, rather than read as something else.
    pub is_refused: bool,
}

/// What a payload is to one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// There is none.
    Nothing,
    /// A type.
    Type(Type),
    /// The details of an error.
    Error(ErrorId),
}

/// Who wrote the payload or the event of a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writer {
    /// The old version; the new one fails.
    Old,
    /// A version before the old one, which still reads it; the new one fails.
    Earlier,
    /// The new version; the old one fails.
    New,
}
