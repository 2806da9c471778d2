//! How bad a change is: the one place that judges.
//!
//! A change says what becomes of a payload, a call or a name ([`Kind`]); a [`Slot`] says who writes it, who reads it, and
//! whether replay does. Everything else follows here, for all rules in the same way.

use super::change::{Effect, Fate, Kind, Named, Naming, Outcome};
use super::finding::{Level, Verdict};
use super::rules::Rule;
use super::slots::{Party, Role, Slot};

/// Judges a change by the payloads and calls that it is in.
///
/// A change of a type that no payload has breaks only the code that uses it.
pub fn assess(rule: Rule, kind: Kind, slots: &[&Slot]) -> Verdict {
    let mut verdict = Verdict {
        source: rule.info().source,
        ..Verdict::default()
    };
    for slot in slots {
        let here = match kind {
            Kind::Payload(effect) => of_payload(effect, slot),
            Kind::Presence { .. } => of_payload(Effect::both(Outcome::Refused), slot),
            Kind::Name(naming) => of_name(naming, slot),
            Kind::Command => Verdict {
                replay: lowered_if_pinned(Level::Error, slot),
                ..Verdict::default()
            },
            // Executions and tasks wait where they are, callers go where nobody may listen.
            Kind::Queue => Verdict {
                old_reader: Level::Error,
                new_reader: Level::Warning,
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
            Kind::PassedOn | Kind::Behaviour { .. } | Kind::Source | Kind::Meta => {
                Verdict::default()
            }
        };
        verdict = verdict.or(here);
    }
    match kind {
        Kind::PassedOn if is_passed_on(slots) => verdict.old_reader = Level::Warning,
        Kind::Behaviour { less: true } => verdict.behaviour = Level::Warning,
        Kind::Behaviour { less: false } => verdict.behaviour = Level::Info,
        Kind::Meta => verdict.behaviour = Level::Warning,
        _ => {}
    }
    verdict
}

/// Whether the workers of some queue write in one place what they have read in another.
///
/// A workflow that begins anew with its own input is not looked for: most do not.
fn is_passed_on(slots: &[&Slot]) -> bool {
    let is_read = |slot: &Slot| match slot.role {
        Role::WorkflowInput | Role::SignalInput | Role::UpdateInput | Role::ActivityOutput => true,
        // Of a child.
        Role::WorkflowOutput => slot.replayed_by.is_some(),
        _ => false,
    };
    let is_written = |slot: &Slot| {
        matches!(
            slot.role,
            Role::ActivityInput | Role::WorkflowInput | Role::WorkflowOutput | Role::SignalInput
        )
    };
    let is_worker = |party: &&Party| matches!(party, Party::Workers(_));
    slots.iter().filter(|slot| is_read(slot)).any(|read| {
        let others = slots.iter().filter(|slot| *slot != read && is_written(slot));
        let mut writers = others.flat_map(|slot| &slot.writers).filter(is_worker);
        writers.any(|party| read.readers.contains(party))
    })
}

/// Histories are old writers, so replay is an old writer that is read again.
fn of_payload(effect: Effect, slot: &Slot) -> Verdict {
    let old_to_new = level(effect.old_to_new);
    Verdict {
        replay: match slot.replayed_by {
            Some(_) => lowered_if_pinned(old_to_new, slot),
            None => Level::Safe,
        },
        old_reader: level(effect.new_to_old),
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
    let is_lost = fate != Fate::Added && !old_is_served;
    let is_early = fate != Fate::Removed && !new_was_served;
    // Replay knows a workflow, a handler and an error by the names of the history, and compares those of activities
    // with what the code calls now, whatever a worker serves. Where an activity is gone, so is its call, or the code
    // does not compile.
    let replay = match (what, fate) {
        (_, Fate::Added) | (Named::Query | Named::NexusOperation, _) => Level::Safe,
        (Named::Activity, Fate::Renamed) => Level::Error,
        (Named::Activity, Fate::Removed) => Level::Warning,
        (Named::Workflow | Named::Signal | Named::Update | Named::Error, _) if is_lost => {
            Level::Error
        }
        (Named::Workflow | Named::Signal | Named::Update | Named::Error, _) => Level::Safe,
    };
    // What is new is called by nobody who does not know of it; only a signal is lost without a word.
    let early = match (what, fate) {
        (Named::Signal, Fate::Added) => Level::Warning,
        (_, Fate::Added) => Level::Info,
        _ => Level::Error,
    };
    let when = |holds, level| match holds {
        true => level,
        false => Level::Safe,
    };
    Verdict {
        replay: match slot.replayed_by {
            Some(_) => lowered_if_pinned(replay, slot),
            None => Level::Safe,
        },
        old_reader: when(is_early, early),
        new_reader: when(is_lost, Level::Error),
        ..Verdict::default()
    }
}

/// A pinned execution stays with the version that wrote its history, unless somebody moves or resets it.
///
/// The messages of a signal are no exception: those in the history were read by that version.
fn lowered_if_pinned(level: Level, slot: &Slot) -> Level {
    match slot.pinned && slot.role != Role::Heartbeat {
        true => level.min(Level::Warning),
        false => level,
    }
}

fn level(outcome: Outcome) -> Level {
    match outcome {
        Outcome::Fine => Level::Safe,
        Outcome::Depends => Level::Warning,
        Outcome::Refused => Level::Error,
    }
}
