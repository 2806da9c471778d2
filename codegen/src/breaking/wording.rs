//! What a finding means in each respect, in plain words.

use std::collections::BTreeSet;

use super::change::{Fate, Kind, Named, Naming};
use super::finding::{Finding, Level};
use super::rules::Rule;
use super::severity::{assess_reading, is_written_less, rewriting};
use super::slots::{Party, Pinned, Role, Slot};

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

/// What replay reads, and what it writes once more.
fn of_replay(finding: &Finding, level: Level) -> String {
    let slots: Vec<&Slot> = finding.slots.iter().collect();
    let reading = match finding.change.kind {
        Kind::Payload(_) => assess_reading(&finding.change, &slots).replay,
        _ => level,
    };
    match (reading, of_rewriting(finding)) {
        (Level::Safe, Some(rewriting)) => rewriting,
        (_, None) => of_rereading(finding, level),
        (_, Some(rewriting)) => format!("{}; {rewriting}", of_rereading(finding, reading)),
    }
}

/// What becomes of those whose replay writes it once more, if there are any.
fn of_rewriting(finding: &Finding) -> Option<String> {
    if rewriting(finding.change.kind) == Level::Safe {
        return None;
    }
    let rewriters = finding.slots.iter().flat_map(|slot| &slot.rewritten_by);
    let rare = rewriters.clone().all(|writer| writer.rare);
    let names = rewriters.filter(|writer| writer.rare == rare);
    let names: BTreeSet<&str> = names.map(|writer| writer.workflow.as_str()).collect();
    if names.is_empty() {
        return None;
    }
    let is_elsewhere = names.contains("");
    let names = names.into_iter().filter(|name| !name.is_empty());
    let names = names.map(|name| format!("`{name}`")).collect();
    let who = match several(names) {
        names if names.is_empty() => String::from("executions"),
        names if is_elsewhere => format!("executions of {names} and of other workflows"),
        names => format!("executions of {names}"),
    };
    Some(match rare {
        true => format!(
            "{who} that sent or ended with what is not allowed now do not replay: they write it again"
        ),
        false => format!(
            "running {who} write it again in replay, and are stuck if they wrote what is not allowed now"
        ),
    })
}

fn of_rereading(finding: &Finding, level: Level) -> String {
    let replayed = || {
        finding
            .slots
            .iter()
            .filter(|slot| slot.replayed_by.is_some())
    };
    let executions = |workflows: BTreeSet<&str>| match workflows.is_empty() {
        true => String::from("executions"),
        false => {
            let names = workflows.into_iter().map(|name| format!("`{name}`"));
            format!("executions of {}", several(names.collect()))
        }
    };
    let names = |is_meant: &dyn Fn(&&Slot) -> bool| {
        let meant = replayed().filter(is_meant);
        meant
            .filter_map(|slot| slot.replayed_by.as_deref())
            .collect::<BTreeSet<&str>>()
    };
    let pinned = names(&|slot| slot.pinned == Pinned::Kept);
    let is_lowered =
        level < Level::Error && replayed().all(|slot| slot.pinned == Pinned::Kept || !slot.certain);
    if is_lowered && !pinned.is_empty() {
        let who = executions(pinned);
        return format!(
            "{who} are pinned to the version that wrote their history; one that is moved or reset is stuck"
        );
    }
    // Those that are of what is gone are stuck, and so may be those that only started it.
    if let Kind::Name(naming) = finding.change.kind
        && (naming.what, naming.fate) == (Named::Workflow, Fate::Removed)
    {
        let own = names(&|slot| slot.certain);
        let mut others = names(&|slot| !slot.certain);
        others.retain(|name| !own.contains(name));
        let own = executions(own);
        let what = match level {
            Level::Error => format!("running {own} that have it in their history are stuck"),
            _ => format!(
                "running {own} go on in the code of another workflow, and are stuck where it does something else"
            ),
        };
        return match others.is_empty() {
            true => what,
            false => format!(
                "{what}; {} that started it are stuck if the code does something else now",
                executions(others)
            ),
        };
    }
    let who = executions(names(&|_| true));
    if is_lowered && finding.change.kind != Kind::Command && replayed().next().is_some() {
        return format!("the contract leaves open whether {who} do this; those that do are stuck");
    }
    match (finding.change.kind, level) {
        (Kind::Payload(_) | Kind::Presence { .. }, Level::Error) => {
            format!("running {who} cannot read their history any more, and are stuck or fail")
        }
        (Kind::Name(naming), Level::Error) => match naming.what {
            Named::Error => {
                format!("running {who} do not catch what has failed before, and go another way")
            }
            _ if naming.fate == Fate::Removed => {
                format!("running {who} that have it in their history are stuck")
            }
            _ => format!("running {who} have the old name in their history, and are stuck"),
        },
        (Kind::Name(naming), _) if (naming.what, naming.fate) == (Named::Error, Fate::Added) => {
            format!(
                "running {who} that met it undeclared catch another error now, and are stuck if they go another way"
            )
        }
        (Kind::Name(_), _) => {
            format!("running {who} that called it are stuck if the code does something else now")
        }
        (Kind::Command, Level::Error) => {
            format!("running {who} have the other one in their history, and are stuck")
        }
        (Kind::Command, _) if finding.change.rule == Rule::WorkflowIdFieldIncompatible => {
            format!(
                "running {who} whose code leaves it out have the other id in their history, and are stuck"
            )
        }
        (Kind::Command, _) => {
            format!(
                "running {who} that did so before are stuck if the code does something else now"
            )
        }
        (Kind::Cancellation, _) => {
            format!("running {who} that cancelled one are stuck: replay makes other commands there")
        }
        (Kind::Meaning, _) => {
            format!(
                "running {who} have the other one in their history where their code is not changed, and may be stuck"
            )
        }
        (Kind::Versioning { .. }, _) => {
            format!(
                "running {who} move to the new code, and are stuck where it does something else"
            )
        }
        _ => format!(
            "running {who} may read their history in another way, and be stuck if they act on it"
        ),
    }
}

fn of_old_readers(finding: &Finding, level: Level) -> String {
    let readers = everyone(finding, |slot| &slot.readers);
    match (finding.change.kind, level) {
        (
            Kind::Name(Naming {
                what: Named::Error, ..
            }),
            _,
        ) => String::from("callers that are not deployed yet see a failure that they do not know"),
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
        (
            Kind::Name(Naming {
                what: Named::Error, ..
            }),
            _,
        ) => String::from("callers do not know failures of the old version any more"),
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
        Kind::Queue { .. } => Some("executions and tasks that wait stay on the old queue"),
        Kind::Versioning { .. } => Some("old workers are needed until their executions end"),
        Kind::Payload(_)
        | Kind::PassedOn
        | Kind::Presence { .. }
        | Kind::Name(_)
        | Kind::Command
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
