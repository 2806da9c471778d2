//! In which order the programs of both versions can be deployed, or why there is no such order.
//!
//! A payload or a call goes from writers to readers. What old readers cannot take wants its readers deployed first, what
//! new readers cannot take wants its writers first. Histories are data: no order helps a replay that cannot read them.
//! Programs that read what they write have no order among themselves: both versions of them run while they are deployed
//! one by one.

mod graph;
mod obstacle;
mod replaced;
mod text;

use std::collections::BTreeSet;

use super::change::{Kind, Named};
use super::compare::settings::setting_value;
use super::finding::{Finding, Level, Verdict};
use super::rules::Rule;
use super::severity::rewriting;
use super::slots::{Party, Role, Slot};
use super::wording::of_schedules;
use graph::{Graph, Wish};
use obstacle::Obstacles;
pub use obstacle::{Obstacle, Reason};
use replaced::{Member, without_replaced};

/// In which order to deploy, and what no order helps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Whom to deploy, one step after the other; those of one step in any order. Who is in none can be deployed any time.
    pub steps: Vec<Step>,
    /// What no order helps, the worst first.
    pub obstacles: Vec<Obstacle>,
}

/// Programs that can be deployed after those of the steps before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who.
    pub parties: BTreeSet<Party>,
    /// What has to be so before, besides that the steps before are done.
    pub once: BTreeSet<&'static str>,
}

/// Finds the order for what these findings say.
pub fn deploy_order(findings: &[&Finding]) -> Order {
    let mut wishes = Vec::new();
    let mut obstacles = Obstacles::default();
    for finding in findings {
        let name = name_of(finding);
        let member = Member::of(finding);
        // Old workers are those who have what runs: they are not to be stopped, but to poll one queue more.
        let queues = queues_of(finding);
        if let Some(reason) = &queues {
            obstacles.add(Level::Warning, reason.clone(), [name.clone()]);
        }
        if let Some(text) = of_schedules(finding) {
            obstacles.add(Level::Warning, Reason::Schedules { text }, [name.clone()]);
        }
        for slot in &finding.slots {
            let verdict = finding.reading_in(slot);
            let rewriting = rewriting(finding.change.kind);
            // What has ended is in nobody's way.
            let rewriters = slot.rewritten_by.iter().filter(|writer| !writer.rare);
            for rewriter in rewriters.filter(|_| rewriting >= Level::Warning) {
                let workflows = BTreeSet::from([rewriter.workflow.clone()]);
                obstacles.add(rewriting, Reason::History { workflows }, [name.clone()]);
            }
            let in_the_way = match &queues {
                Some(_) => Vec::new(),
                None => in_the_way(verdict, slot),
            };
            for (level, reason) in in_the_way.into_iter().chain(stays_behind(verdict, slot)) {
                obstacles.add(level, reason, [name.clone()]);
            }
            let found = wishes_of(verdict, slot, finding).into_iter();
            wishes.extend(found.map(|wish| Wish {
                member: member.clone(),
                once: match queues {
                    Some(_) => vec!["workers poll both queues"],
                    None => wish.once,
                },
                ..wish
            }));
        }
    }
    let mut wishes = without_replaced(wishes, &mut obstacles);
    // The strongest wishes are heard first.
    wishes
        .sort_by(|a: &Wish, b| (b.level, &a.before, &a.after).cmp(&(a.level, &b.before, &b.after)));
    let mut graph = Graph::default();
    for wish in wishes {
        if let Some(found) = graph.add(wish) {
            obstacles.add(found.level, found.reason, found.findings);
        }
    }
    Order {
        steps: graph.steps(),
        obstacles: obstacles.grouped(),
    }
}

/// What no order of deployment helps.
fn in_the_way(verdict: Verdict, slot: &Slot) -> Vec<(Level, Reason)> {
    let Verdict {
        replay,
        old_reader,
        new_reader,
        source: _,
        behaviour: _,
    } = verdict;
    if slot.role == Role::Elsewhere {
        let level = verdict.between_versions();
        let payloads = BTreeSet::from([slot.description.clone()]);
        let reason = Reason::Elsewhere { payloads };
        return Vec::from_iter((level >= Level::Warning).then_some((level, reason)));
    }
    let mut found = Vec::new();
    if replay >= Level::Warning {
        let workflow = slot.replayed_by.clone().unwrap_or_default();
        let workflows = BTreeSet::from([workflow]);
        found.push((replay, Reason::History { workflows }));
    }
    if old_reader.min(new_reader) == Level::Error && replay < Level::Error {
        let payloads = BTreeSet::from([slot.description.clone()]);
        found.push((Level::Error, Reason::BothWays { payloads }));
        return found;
    }
    // Where programs surely read what they write, they do so while they are deployed one by one.
    let level = match slot.own_is_read {
        true => Level::Error,
        false => Level::Warning,
    };
    for party in slot.writers.intersection(&slot.readers) {
        let parties = BTreeSet::from([party.clone()]);
        if old_reader == Level::Error {
            // Those that are pinned are not to be stopped.
            found.push(match stays(&slot.stays.reads, true) {
                Some(reason) => (level, reason),
                None => (level, Reason::Rolling { parties }),
            });
        } else if new_reader == Level::Error && replay < Level::Error {
            found.push((level, Reason::Waiting { parties }));
        }
    }
    found
}

/// What meets executions that stay with the old version, or comes from them, however it is deployed.
fn stays_behind(verdict: Verdict, slot: &Slot) -> Vec<(Level, Reason)> {
    let reads = stays(&slot.stays.reads, true).filter(|_| verdict.old_reader > Level::Safe);
    let writes = stays(&slot.stays.writes, false).filter(|_| verdict.new_reader > Level::Safe);
    let found = reads.into_iter().chain(writes);
    found.map(|reason| (Level::Warning, reason)).collect()
}

fn stays(workflow: &Option<String>, is_reader: bool) -> Option<Reason> {
    let workflows = BTreeSet::from([workflow.clone()?]);
    Some(Reason::Pinned {
        is_reader,
        workflows,
    })
}

/// Who is to be deployed before whom.
fn wishes_of(verdict: Verdict, slot: &Slot, finding: &Finding) -> Vec<Wish> {
    let Verdict {
        replay,
        old_reader,
        new_reader,
        ..
    } = verdict;
    // What replay cannot read is not helped by writers that are deployed first.
    let new_reader = match replay {
        Level::Error => Level::Safe,
        _ => new_reader,
    };
    let (first, then, level, once, stays) = match old_reader.cmp(&new_reader) {
        std::cmp::Ordering::Equal => return Vec::new(),
        std::cmp::Ordering::Greater => (
            &slot.readers,
            &slot.writers,
            old_reader,
            None,
            &slot.stays.reads,
        ),
        std::cmp::Ordering::Less => (
            &slot.writers,
            &slot.readers,
            new_reader,
            outlives(slot.role).or(waits(finding.change.kind)),
            &slot.stays.writes,
        ),
    };
    let pinned = stays
        .as_ref()
        .map(|_| "no execution runs that is pinned to the old version");
    let once: Vec<&'static str> = once.into_iter().chain(pinned).collect();
    let name = name_of(finding);
    let mut wishes = Vec::new();
    let both: BTreeSet<&Party> = first.intersection(then).collect();
    for before in first {
        for after in then {
            // Programs that do both have no order among themselves.
            if before == after || both.contains(before) && both.contains(after) {
                continue;
            }
            wishes.push(Wish {
                before: before.clone(),
                after: after.clone(),
                level,
                once: once.clone(),
                finding: name.clone(),
                payload: slot.description.clone(),
                member: None,
            });
        }
    }
    wishes
}

/// What has to be so before nothing of the old version is left to be read.
fn outlives(role: Role) -> Option<&'static str> {
    match role {
        Role::ActivityInput => Some("no task of the old version waits"),
        Role::Heartbeat => Some("no attempt of the old version runs"),
        Role::Nexus => Some("no operation of the old version is pending"),
        Role::WorkflowOutput | Role::UpdateOutput | Role::ActivityOutput | Role::ErrorDetails => {
            Some("nobody asks for results of the old version")
        }
        Role::Memo | Role::SearchAttribute => Some("no execution of the old version is looked at"),
        // Those in histories are another matter, and the others are gone when they are answered.
        Role::Elsewhere
        | Role::WorkflowInput
        | Role::SignalInput
        | Role::UpdateInput
        | Role::QueryInput
        | Role::QueryOutput
        | Role::Call
        | Role::LocalCall
        | Role::LocalInput => None,
    }
}

/// What has to be so before nobody is left who was called by an old name: a task keeps it until somebody takes it.
fn waits(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Name(naming) if naming.what == Named::Activity => outlives(Role::ActivityInput),
        _ => None,
    }
}

/// The queues of workers, if those of something have changed.
fn queues_of(finding: &Finding) -> Option<Reason> {
    let change = &finding.change;
    let queue = |text: &str| setting_value("task_queue", text).map(str::to_owned);
    match change.kind {
        // Callers in other namespaces name an endpoint, and no queue.
        Kind::Queue {
            old_is_polled: false,
            ..
        } if change.rule != Rule::NexusEndpointChanged => Some(Reason::Queues {
            old: queue(&change.old),
            new: queue(&change.new),
            scheduled: change.rule == Rule::WorkflowTaskQueueChanged,
        }),
        _ => None,
    }
}

fn name_of(finding: &Finding) -> String {
    let change = &finding.change;
    format!("{} of `{}`", change.rule.info().id, change.element)
}

#[cfg(test)]
mod tests;
