//! What no order of deployment helps.

mod facts;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::breaking::finding::Level;
use crate::breaking::slots::Party;

/// Something that no order of deployment helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// An error where it breaks, a warning where it depends on data.
    pub level: Level,
    /// What it is.
    pub reason: Reason,
    /// The findings that say so, each as a rule and an element.
    pub findings: BTreeSet<String>,
}

/// Why no order helps, and whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Histories of workflows have it, and are read again by whatever is deployed.
    History {
        /// The workflows; one without a name stands for callers in other namespaces.
        workflows: BTreeSet<String>,
    },
    /// Neither version reads what the other writes.
    BothWays {
        /// What is written.
        payloads: BTreeSet<String>,
    },
    /// Programs read what they write themselves, and both versions of them run while they are deployed one by one.
    Rolling {
        /// The programs.
        parties: BTreeSet<Party>,
    },
    /// What waits for programs may have been written by their own old version.
    Waiting {
        /// The programs.
        parties: BTreeSet<Party>,
    },
    /// Executions of the old version stay with its workers until they end, whatever is deployed.
    Pinned {
        /// Whether they read or serve it, rather than write it or call.
        is_reader: bool,
        /// The workflows.
        workflows: BTreeSet<String>,
    },
    /// Who writes and reads it is in packages that import this one.
    Elsewhere {
        /// What they write and read.
        payloads: BTreeSet<String>,
    },
    /// What runs and waits stays on an old queue, and what begins is on a new one.
    Queues {
        /// The old queue; none where callers name it.
        old: Option<String>,
        /// The new queue; none where callers name it.
        new: Option<String>,
        /// Whether it is what schedules start things on.
        scheduled: bool,
    },
    /// The server keeps what schedules start, whatever is deployed.
    Schedules {
        /// What they start, and what is to be done.
        text: String,
    },
    /// What goes is called by the old version, what comes in its place by the new one, and none of them serves both.
    Replaced {
        /// Who calls.
        callers: BTreeSet<Party>,
        /// Who serves.
        servers: BTreeSet<Party>,
        /// What goes.
        gone: BTreeSet<String>,
        /// What comes.
        new: BTreeSet<String>,
    },
    /// Some payloads want an order, and others its reverse.
    Contradiction {
        /// Those that some of them want first.
        first: Party,
        /// Those that the others want first.
        second: Party,
        /// What the former are, and the latter.
        payloads: (BTreeSet<String>, BTreeSet<String>),
    },
}

/// Obstacles by how bad they are and why, each with the findings that say so.
#[derive(Debug, Default)]
pub(super) struct Obstacles(BTreeMap<(Reverse<Level>, Reason), BTreeSet<String>>);

impl Obstacles {
    pub(super) fn add(
        &mut self,
        level: Level,
        reason: Reason,
        findings: impl IntoIterator<Item = String>,
    ) {
        let known = self.0.entry((Reverse(level), reason)).or_default();
        known.extend(findings);
    }

    /// One for each reason, the worst first: what the same findings do to several is said of all of them at once.
    pub(super) fn grouped(self) -> Vec<Obstacle> {
        let mut obstacles: Vec<Obstacle> = Vec::new();
        for ((Reverse(level), reason), findings) in self.0 {
            let obstacle = Obstacle {
                level,
                reason,
                findings,
            };
            let mut known = obstacles.iter_mut();
            if !known.any(|known| known.takes_in(&obstacle)) {
                obstacles.push(obstacle);
            }
        }
        obstacles
    }
}

impl Reason {
    /// Whether it is about everybody whom another one of its kind is about.
    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::History { workflows: all }, Self::History { workflows }) => {
                workflows.is_subset(all)
            }
            (Self::Rolling { parties: all }, Self::Rolling { parties })
            | (Self::Waiting { parties: all }, Self::Waiting { parties }) => parties.is_subset(all),
            (
                Self::Pinned {
                    is_reader,
                    workflows: all,
                },
                Self::Pinned {
                    is_reader: other,
                    workflows,
                },
            ) => is_reader == other && workflows.is_subset(all),
            _ => false,
        }
    }
}

impl Obstacle {
    /// Says of one obstacle what another one says, which is no worse, if both can be said in one sentence.
    fn takes_in(&mut self, other: &Self) -> bool {
        if let (Reason::Elsewhere { payloads }, Reason::Elsewhere { payloads: others }) =
            (&self.reason, &other.reason)
            && payloads == others
        {
            self.findings.extend(other.findings.iter().cloned());
            return true;
        }
        if let (
            Reason::Queues {
                old,
                new,
                scheduled,
            },
            Reason::Queues {
                old: other_old,
                new: other_new,
                scheduled: other_scheduled,
            },
        ) = (&mut self.reason, &other.reason)
            && (&*old, &*new) == (other_old, other_new)
        {
            *scheduled |= other_scheduled;
            self.findings.extend(other.findings.iter().cloned());
            return true;
        }
        if self.level != other.level {
            return self.reason.covers(&other.reason) && other.findings.is_subset(&self.findings);
        }
        let is_same = self.findings == other.findings;
        match (&mut self.reason, &other.reason) {
            (Reason::History { workflows: known }, Reason::History { workflows }) if is_same => {
                known.extend(workflows.iter().cloned());
            }
            (
                Reason::Pinned {
                    is_reader,
                    workflows: known,
                },
                Reason::Pinned {
                    is_reader: other,
                    workflows,
                },
            ) if is_same && is_reader == other => {
                known.extend(workflows.iter().cloned());
            }
            (Reason::BothWays { payloads: known }, Reason::BothWays { payloads })
            | (Reason::Elsewhere { payloads: known }, Reason::Elsewhere { payloads })
                if is_same =>
            {
                known.extend(payloads.iter().cloned());
            }
            (Reason::Rolling { parties: known }, Reason::Rolling { parties })
            | (Reason::Waiting { parties: known }, Reason::Waiting { parties })
                if is_same =>
            {
                known.extend(parties.iter().cloned());
            }
            (
                Reason::Replaced {
                    callers: known_callers,
                    servers: known_servers,
                    ..
                },
                Reason::Replaced {
                    callers, servers, ..
                },
            ) if is_same => {
                known_callers.extend(callers.iter().cloned());
                known_servers.extend(servers.iter().cloned());
            }
            (
                Reason::Contradiction {
                    first,
                    second,
                    payloads: known,
                },
                Reason::Contradiction {
                    first: other_first,
                    second: other_second,
                    payloads,
                },
            ) if (&*first, &*second) == (other_first, other_second) => {
                known.0.extend(payloads.0.iter().cloned());
                known.1.extend(payloads.1.iter().cloned());
                self.findings.extend(other.findings.iter().cloned());
            }
            _ => return false,
        }
        true
    }
}
