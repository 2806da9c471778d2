//! What a finding means for a replay.

use std::collections::BTreeSet;

use super::several;
use crate::breaking::change::{Fate, Kind, Named};
use crate::breaking::finding::{Finding, Level};
use crate::breaking::rules::Rule;
use crate::breaking::severity::{assess_reading, rewriting};
use crate::breaking::slots::{Pinned, Slot};

/// What replay reads, and what it writes once more.
pub(super) fn of_replay(finding: &Finding, level: Level) -> String {
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
    // Those that are of what is gone are stuck, and so may be those that only started it, or sent it.
    if let Kind::Name(naming) = finding.change.kind
        && naming.fate == Fate::Removed
        && matches!(naming.what, Named::Workflow | Named::Signal | Named::Update)
    {
        let own = names(&|slot| slot.certain);
        let mut others = names(&|slot| !slot.certain);
        others.retain(|name| !own.contains(name));
        let own = executions(own);
        let (other, did) = match naming.what {
            Named::Workflow => ("go on in the code of another workflow", "started"),
            _ => (
                "that have it in their history replay it with another handler",
                "sent",
            ),
        };
        let what = match level {
            Level::Error => format!("running {own} that have it in their history are stuck"),
            _ => format!("running {own} {other}, and are stuck where it does something else"),
        };
        return match others.is_empty() {
            true => what,
            false => format!(
                "{what}; {} that {did} it are stuck if the code does something else now",
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
        (Kind::Unserved, _) => {
            format!(
                "running {who} that call it from now on are stuck: their workers do not have it, and try again for ever"
            )
        }
        (Kind::Sequence, _) => {
            format!(
                "running {who} may make the commands of their history in another order, where their code goes by this one, and be stuck"
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
