//! What a finding means in each respect, in plain words.

mod replay;

use std::collections::BTreeSet;

use self::replay::of_replay;
use super::change::{Fate, Kind, Named};
use super::finding::{Finding, Level};
use super::rules::Rule;
use super::severity::is_written_less;
use super::slots::{Party, Role, Slot};

/// A sentence for each respect in which a finding is not safe, after the name of the respect.
pub(super) fn sentences(finding: &Finding) -> Vec<(&'static str, String)> {
    let verdict = finding.verdict;
    let sentence = |(respect, level): (&'static str, Level)| {
        let text = match respect {
            _ if level == Level::Safe => None,
            "replay" => Some(of_replay(finding, level)),
            "old readers" => Some(of_old_readers(finding, level)),
            "new readers" => Some(of_new_readers(finding, level)),
            "source" => Some(String::from(of_source(level))),
            _ => of_behaviour(finding.change.kind).map(String::from),
        };
        text.map(|text| (respect, text))
    };
    let schedules = of_schedules(finding).map(|text| ("schedules", text));
    let respects = verdict.respects().into_iter().filter_map(sentence);
    respects.chain(schedules).collect()
}

/// What schedules go on to start by a name or on a queue that is another now, and what is to be done about them.
pub(super) fn of_schedules(finding: &Finding) -> Option<String> {
    let change = &finding.change;
    let is_by_schedule =
        |slot: &&Slot| slot.role == Role::Call && slot.writers.contains(&Party::Schedules);
    let starts = finding.slots.iter().filter(is_by_schedule);
    let starts: Vec<String> = starts.map(|slot| slot.description.clone()).collect();
    let them = match starts.len() {
        0 => return None,
        1 => "the schedule",
        _ => "the schedules",
    };
    let is_of_package = matches!(change.rule, Rule::PackageRemoved | Rule::PackageRenamed);
    let (old, new) = match is_of_package {
        true => (format!("`{}.*`", change.old), format!("`{}.*`", change.new)),
        false => (format!("`{}`", change.old), format!("`{}`", change.new)),
    };
    let starts = several(starts);
    match change.kind {
        Kind::Queue { .. } => Some(format!(
            "{starts} go on with {}, until somebody updates {them} on the server: do so once workers poll the new \
             queue, and let workers poll the old one until then",
            change.old
        )),
        Kind::Name(naming) => match naming.fate {
            Fate::Added => None,
            Fate::Renamed => Some(format!(
                "{starts} go on as {old}, until somebody updates {them} on the server: do so once workers serve {new}, \
                 and serve {old} until then"
            )),
            Fate::AliasRemoved => Some(format!(
                "{starts} go on as {old}, if {them} began so: update {them} on the server before the alias goes"
            )),
            Fate::Removed => Some(format!(
                "{starts} go on as {old}, until somebody deletes {them} on the server: do so first"
            )),
        },
        _ => None,
    }
}

/// What a payload or a call is, who reads it, and whether replay does.
pub(super) fn affected(slot: &Slot) -> String {
    let replay = match &slot.replayed_by {
        _ if slot.role == Role::Elsewhere => return slot.description.clone(),
        Some(workflow) => format!(", and by `{workflow}` in every replay"),
        None => String::new(),
    };
    let rewriters = slot.rewritten_by.iter().filter(|writer| !writer.rare);
    let rewriters = rewriters.map(|writer| match writer.workflow.as_str() {
        "" => String::from("callers in other namespaces"),
        workflow => format!("`{workflow}`"),
    });
    let rewriters: BTreeSet<String> = rewriters.collect();
    let rewritten = match rewriters.is_empty() {
        true => String::new(),
        false => format!(
            "; written by {} in every replay",
            several(rewriters.into_iter().collect())
        ),
    };
    format!(
        "{}, read by {}{replay}{rewritten}",
        slot.description,
        parties(&slot.readers)
    )
}

fn of_old_readers(finding: &Finding, level: Level) -> String {
    let readers = everyone(finding, |slot| &slot.readers);
    match (finding.change.kind, level) {
        (Kind::Name(naming), _) if naming.what == Named::Error => format!(
            "callers that are not deployed yet {}",
            match naming.fate {
                Fate::Renamed =>
                    "do not know its failures by the new type, or take them for another error",
                _ => "see a failure that they do not know",
            }
        ),
        (Kind::Name(naming), _) => {
            let name = match naming.fate {
                Fate::Renamed => "the new name",
                Fate::Added | Fate::Removed | Fate::AliasRemoved => "it",
            };
            format!(
                "{readers} not deployed yet do not serve {name}: {}",
                lost(naming.what)
            )
        }
        (Kind::PassedOn, _) => {
            let writers = everyone(finding, |slot| &slot.writers);
            format!("{writers} not deployed yet write again what they read, without it")
        }
        (Kind::Shared, _) => {
            format!("{readers} not deployed yet take its tasks, and do not know them")
        }
        (Kind::Queue { .. }, _) => {
            String::from("nothing polls the new queue until its workers are deployed")
        }
        (_, Level::Error) => {
            format!(
                "{readers} not deployed yet refuse what the new version writes{}",
                unseen(finding)
            )
        }
        (_, _) => format!(
            "{readers} not deployed yet may refuse, lose or mistake some of what the new version writes{}",
            unseen(finding)
        ),
    }
}

fn of_new_readers(finding: &Finding, level: Level) -> String {
    let writers = everyone(finding, |slot| &slot.writers);
    match (finding.change.kind, level) {
        (Kind::Name(naming), _) if naming.what == Named::Error => String::from(match naming.fate {
            Fate::Renamed => {
                "callers do not know its failures by the old type any more, or take them for another error"
            }
            _ => "callers do not know failures of the old version any more",
        }),
        (Kind::Name(naming), _) => format!(
            "{} not deployed yet call what the new version does not serve: {}",
            parties(&deployed(finding)),
            lost(naming.what)
        ),
        (Kind::Queue { .. }, _) => {
            String::from("what is on the old queue waits there until something polls it")
        }
        (_, Level::Error) => format!(
            "what {writers} of the old version still write is refused{}",
            unseen(finding)
        ),
        (_, _) => format!(
            "some of what {writers} of the old version still write may be refused, lost or mistaken{}",
            unseen(finding)
        ),
    }
}

fn of_source(level: Level) -> &'static str {
    match level {
        Level::Error => {
            "code that uses what is generated for it does not compile or check any more"
        }
        Level::Warning => "code that uses what is generated for it may have to be changed",
        Level::Info | Level::Safe => "code that uses what is generated for it stays as it is",
    }
}

fn of_behaviour(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Payload(effect) if is_written_less(effect) => {
            Some("nothing that is read is refused, and programs cannot write some of it any more")
        }
        Kind::Behaviour { less: true } => Some(
            "nothing is refused, and what worked may end earlier, or be done less or otherwise",
        ),
        Kind::Behaviour { less: false } => {
            Some("nothing is refused, and more is allowed or done than before")
        }
        Kind::Cancellation => {
            Some("nothing is refused, and what is cancelled from now on ends in the other way")
        }
        Kind::Meaning => {
            Some("code that is not changed compiles, and means the other one; nothing is refused")
        }
        Kind::Sequence => Some(
            "nothing is refused, and code that goes by this order does something earlier or later than it did",
        ),
        Kind::Shared => Some(
            "each worker of the queue takes what is on it, whatever it serves: what it does not know fails there, and is tried again as often as it may be",
        ),
        Kind::Queue { .. } => Some("executions and tasks that wait stay on the old queue"),
        Kind::Versioning { .. } => Some("old workers are needed until their executions end"),
        Kind::Payload(_)
        | Kind::PassedOn
        | Kind::Presence { .. }
        | Kind::Name(_)
        | Kind::Command
        | Kind::Unserved
        | Kind::Source
        | Kind::Meta => None,
    }
}

/// What becomes of a call by a name that nobody serves.
fn lost(what: Named) -> &'static str {
    match what {
        Named::Signal => "what is sent is lost, and its sender sees success",
        Named::Activity => "its tasks fail and are tried again",
        Named::Workflow => "what is started waits for a worker that knows it",
        Named::Query | Named::Update | Named::NexusOperation => "calls of it fail",
        Named::Error => "it is not known",
    }
}

/// A signal is the only message whose loss its sender does not see.
fn unseen(finding: &Finding) -> &'static str {
    let is_signal = |slot: &Slot| slot.role == Role::SignalInput;
    match finding.slots.iter().any(is_signal) {
        true => ", and the sender of a signal sees success",
        false => "",
    }
}

fn everyone<'f>(finding: &'f Finding, of: impl Fn(&'f Slot) -> &'f BTreeSet<Party>) -> String {
    let all: BTreeSet<Party> = finding.slots.iter().flat_map(of).cloned().collect();
    parties(&all)
}

/// Those who call it in some version of theirs, which schedules do not have.
fn deployed(finding: &Finding) -> BTreeSet<Party> {
    let callers = finding.slots.iter().flat_map(|slot| &slot.writers);
    let callers = callers.filter(|party| **party != Party::Schedules);
    callers.cloned().collect()
}

fn parties(parties: &BTreeSet<Party>) -> String {
    let name = |party: &Party| match party {
        Party::Workers(Some(queue)) => format!("workers of `{queue}`"),
        Party::Workers(None) => String::from("workers"),
        Party::Clients => String::from("clients"),
        Party::Schedules => String::from("schedules"),
        Party::OtherNamespaces => String::from("other namespaces"),
        Party::Importers => String::from("importers"),
    };
    match parties.is_empty() {
        true => String::from("programs"),
        false => several(parties.iter().map(name).collect()),
    }
}

/// `a, b and c`, or the first of many.
pub(super) fn several(mut names: Vec<String>) -> String {
    const MOST: usize = 4;
    if names.len() > MOST {
        let more = names.len() - (MOST - 1);
        names.truncate(MOST - 1);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
