//! How bad a change is: the one place that judges.
//!
//! A change says what becomes of a payload, a call or a name ([`Kind`]); a [`Slot`] says who writes it, who reads it, and
//! whether replay does. Everything else follows here, for all rules in the same way.

use super::change::{Change, Effect, Fate, Kind, Named, Naming, Outcome};
use super::finding::{Level, Verdict};
use super::slots::{Party, Pinned, Role, Slot};

/// Judges a change by the payloads and calls that it is in.
///
/// A change of a type that no payload has breaks only the code that uses it.
pub fn assess(change: &Change, slots: &[&Slot]) -> Verdict {
    let mut verdict = assess_reading(change, slots);
    if slots.iter().any(|slot| !slot.rewritten_by.is_empty()) {
        verdict.replay = verdict.replay.max(rewriting(change.kind));
    }
    verdict
}

/// The same, without what the replay of those who write a payload makes of it.
pub(super) fn assess_reading(change: &Change, slots: &[&Slot]) -> Verdict {
    let mut verdict = Verdict {
        source: change.source,
        ..Verdict::default()
    };
    for slot in slots {
        let here = match change.kind {
            Kind::Payload(effect) => of_payload(effect, slot),
            Kind::Presence {
                added,
                nothing_is_read,
            } => of_payload(of_presence(added, nothing_is_read), slot),
            Kind::Name(naming) => of_name(naming, slot),
            Kind::Command => Verdict {
                replay: Level::Error,
                ..Verdict::default()
            },
            // Options are not compared, but commands are, and most calls are never cancelled.
            Kind::Cancellation => Verdict {
                replay: when(slot.is_in_history(), Level::Warning),
                ..Verdict::default()
            },
            // Executions and tasks wait where they are, callers go where nobody may listen.
            Kind::Queue {
                old_is_polled,
                new_was_polled,
            } => Verdict {
                old_reader: when(!new_was_polled, Level::Error),
                new_reader: when(!old_is_polled, Level::Warning),
                behaviour: Level::Warning,
                ..Verdict::default()
            },
            Kind::Versioning { unpinned: true } => Verdict {
                replay: Level::Error,
                ..Verdict::default()
            },
            Kind::Versioning { unpinned: false } => Verdict {
                behaviour: Level::Warning,
                ..Verdict::default()
            },
            // Code is to be changed with it, and where it is not, it does in replay what the history does not have.
            Kind::Meaning => Verdict {
                replay: when(slot.is_replayed(), Level::Warning),
                ..Verdict::default()
            },
            // What the history has is replayed; what comes next is called where nobody has it.
            Kind::Unserved => Verdict {
                replay: when(slot.is_in_history(), Level::Error),
                ..Verdict::default()
            },
            // One program may serve all that a queue has.
            Kind::Shared => Verdict {
                old_reader: Level::Warning,
                behaviour: Level::Warning,
                ..Verdict::default()
            },
            // Most code does not go by it.
            Kind::Sequence => Verdict {
                replay: when(slot.is_replayed(), Level::Warning),
                ..Verdict::default()
            },
            Kind::PassedOn | Kind::Behaviour { .. } | Kind::Source | Kind::Meta => {
                Verdict::default()
            }
        };
        verdict = verdict.or(lowered(here, slot));
    }
    match change.kind {
        Kind::PassedOn if is_passed_on(slots) => verdict.old_reader = Level::Warning,
        Kind::Behaviour { less: true } | Kind::Meaning | Kind::Sequence => {
            verdict.behaviour = Level::Warning;
        }
        Kind::Behaviour { less: false } | Kind::Cancellation => {
            verdict.behaviour = Level::Info;
        }
        Kind::Meta => verdict.behaviour = Level::Warning,
        Kind::Payload(effect) if is_written_less(effect) => verdict.behaviour = Level::Warning,
        _ => {}
    }
    verdict
}

/// Whether readers take what they took, and programs cannot write some of what they wrote.
pub(super) fn is_written_less(effect: Effect) -> bool {
    effect.rewritten > Outcome::Fine && effect.old_to_new == Outcome::Fine
}

/// How bad it is for a workflow whose replay writes a payload once more: its code does what it did, and the limits of
/// the new version are those of its code. What is refused there fails the workflow, and the history does not fit.
pub(super) fn rewriting(kind: Kind) -> Level {
    match kind {
        Kind::Payload(effect) => level(effect.rewritten).min(Level::Warning),
        _ => Level::Safe,
    }
}

/// Whether the workers of some queue write in one place what they have read in another.
///
/// A workflow that begins anew with its own input is not looked for: most do not.
fn is_passed_on(slots: &[&Slot]) -> bool {
    let is_read = |slot: &Slot| match slot.role {
        Role::WorkflowInput
        | Role::SignalInput
        | Role::UpdateInput
        | Role::ActivityInput
        | Role::ActivityOutput => true,
        // Of a child.
        Role::WorkflowOutput => slot.replayed_by.is_some(),
        _ => false,
    };
    let is_written = |slot: &Slot| {
        matches!(
            slot.role,
            Role::ActivityInput
                | Role::ActivityOutput
                | Role::WorkflowInput
                | Role::WorkflowOutput
                | Role::SignalInput
                | Role::QueryOutput
                | Role::UpdateOutput
                | Role::ErrorDetails
        )
    };
    let is_worker = |party: &&Party| matches!(party, Party::Workers(_));
    // What a schedule gives to a workflow is its input as well.
    let is_one_input = |slot: &Slot, other: &Slot| {
        [slot.role, other.role] == [Role::WorkflowInput; 2]
            && slot.replayed_by == other.replayed_by
            && slot.readers == other.readers
    };
    slots.iter().filter(|slot| is_read(slot)).any(|read| {
        let others = slots
            .iter()
            .filter(|slot| *slot != read && is_written(slot) && !is_one_input(slot, read));
        let mut writers = others.flat_map(|slot| &slot.writers).filter(is_worker);
        writers.any(|party| read.readers.contains(party))
    })
}

/// Judges a removal that was announced for the version that does it: code had its warning. Whoever
/// is still in the history or not deployed yet had none.
pub fn announced(verdict: Verdict) -> Verdict {
    Verdict {
        source: verdict.source.min(Level::Warning),
        ..verdict
    }
}

/// Both runtimes read nothing as an object without fields, and pass over what they have no use for.
///
/// So a payload may come where its record needs no field, and what comes where there is none is lost.
pub(super) fn of_presence(added: bool, nothing_is_read: bool) -> Effect {
    let nothing_where_something_is_meant = |meant| match nothing_is_read {
        true => meant,
        false => Outcome::Refused,
    };
    match added {
        true => Effect::new(
            nothing_where_something_is_meant(Outcome::Fine),
            Outcome::Fine,
        ),
        false => Effect::new(
            Outcome::Depends,
            nothing_where_something_is_meant(Outcome::Depends),
        ),
    }
}

/// Histories are old writers, so replay is an old writer that is read again.
fn of_payload(effect: Effect, slot: &Slot) -> Verdict {
    let lossy = |level: Level| match slot.role {
        // A call has no payload.
        Role::Call | Role::LocalCall => Level::Safe,
        // What one process writes and reads is of one version, unless the caller has it run through its queue.
        Role::LocalInput => level.min(Level::Warning),
        // Both runtimes take details that they cannot read for none: an attempt begins again.
        Role::Heartbeat => level.min(Level::Warning),
        _ => level,
    };
    let old_to_new = lossy(level(effect.old_to_new));
    Verdict {
        replay: when(slot.is_replayed(), old_to_new),
        old_reader: lossy(level(effect.new_to_old)),
        new_reader: old_to_new,
        ..Verdict::default()
    }
}

/// What is called by a name that the other side does not serve is not done at all.
fn of_name(naming: Naming, slot: &Slot) -> Verdict {
    let Naming {
        what,
        fate,
        old_is_served,
        new_was_served,
    } = naming;
    // Replay knows a workflow, a handler and an error by the names of the history, and compares those of activities
    // with what the code calls now, whatever a worker serves. Where an activity is gone, so is its call, or the code
    // does not compile. An error that is declared no more is still one, without its own place in a `match`. What is
    // gone, and whose name another one serves, is replayed by the code of that.
    let replay = match (what, fate) {
        (Named::Workflow | Named::Signal | Named::Update, Fate::Removed) if old_is_served => {
            Level::Warning
        }
        // It may have been met undeclared, and is caught as what it is now.
        (Named::Error, Fate::Added) => Level::Warning,
        (_, Fate::Added) | (Named::Query | Named::NexusOperation, _) => Level::Safe,
        (Named::Activity, Fate::Renamed) => Level::Error,
        (Named::Activity | Named::Error, Fate::Removed) => Level::Warning,
        (Named::Activity, Fate::AliasRemoved) => Level::Safe,
        (Named::Workflow | Named::Signal | Named::Update | Named::Error, _) => {
            when(!old_is_served, Level::Error)
        }
    };
    // What is new is called by nobody who does not know of it; a signal is lost without a word, and an error that a
    // caller does not know is any failure to it.
    let early = match (what, fate) {
        (_, Fate::Removed | Fate::AliasRemoved) => Level::Safe,
        (Named::Signal | Named::Error, Fate::Added) => Level::Warning,
        (_, Fate::Added) => Level::Info,
        (_, Fate::Renamed) => Level::Error,
    };
    // The version before calls nothing by an alias; one before it may, and executions and messages have names for
    // longer than callers and tasks.
    let late = match (what, fate) {
        (_, Fate::Added) => Level::Safe,
        (Named::Error, Fate::Removed) => Level::Warning,
        (Named::Query | Named::Activity, Fate::AliasRemoved) => Level::Warning,
        (_, Fate::Removed | Fate::Renamed | Fate::AliasRemoved) => Level::Error,
    };
    // An operation fails in the history of its caller, and no contract says whether that caught it.
    let replay = match what {
        Named::Error if !slot.is_in_history() => {
            when(slot.is_replayed(), replay.min(Level::Warning))
        }
        _ => when(slot.is_in_history(), replay),
    };
    let meets_another = slot.role != Role::LocalCall;
    Verdict {
        replay,
        old_reader: when(meets_another && !new_was_served, early),
        new_reader: when(meets_another && !old_is_served, late),
        ..Verdict::default()
    }
}

/// What depends on more than the contract says breaks nothing for sure.
///
/// A pinned execution stays with the version that wrote its history, unless somebody moves or resets it; its messages
/// are no exception, as those in the history were read by that version. Where a contract leaves open whether a workflow
/// calls something, it may not.
fn lowered(verdict: Verdict, slot: &Slot) -> Verdict {
    let at_most = |level: Level, holds: bool| match holds {
        true => level.min(Level::Warning),
        false => level,
    };
    Verdict {
        replay: at_most(verdict.replay, slot.pinned == Pinned::Kept || !slot.certain),
        old_reader: at_most(verdict.old_reader, !slot.certain),
        new_reader: at_most(verdict.new_reader, !slot.certain),
        ..verdict
    }
}

fn when(holds: bool, level: Level) -> Level {
    match holds {
        true => level,
        false => Level::Safe,
    }
}

fn level(outcome: Outcome) -> Level {
    match outcome {
        Outcome::Fine => Level::Safe,
        Outcome::Depends => Level::Warning,
        Outcome::Refused => Level::Error,
    }
}
