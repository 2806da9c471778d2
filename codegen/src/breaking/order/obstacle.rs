//! What no order of deployment helps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Value, json};

use super::party_text;
use crate::breaking::finding::Level;
use crate::breaking::slots::Party;
use crate::breaking::wording::several;

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

    pub(super) fn facts(&self) -> Value {
        let names = |parties: &BTreeSet<Party>| parties.iter().map(party_text).collect::<Value>();
        let (kind, about) = match &self.reason {
            Reason::Elsewhere { payloads } => ("elsewhere", json!({ "payloads": payloads })),
            Reason::History { workflows } => {
                let named: Vec<&String> =
                    workflows.iter().filter(|name| !name.is_empty()).collect();
                let others = workflows.contains("");
                (
                    "history",
                    json!({ "workflows": named, "other_namespaces": others }),
                )
            }
            Reason::BothWays { payloads } => ("both_ways", json!({ "payloads": payloads })),
            Reason::Rolling { parties } => ("rolling", json!({ "parties": names(parties) })),
            Reason::Waiting { parties } => ("waiting", json!({ "parties": names(parties) })),
            Reason::Pinned {
                is_reader,
                workflows,
            } => (
                "pinned",
                json!({
                    "workflows": workflows,
                    "side": match is_reader {
                        true => "readers",
                        false => "writers",
                    },
                }),
            ),
            Reason::Schedules { text } => ("schedules", json!({ "text": text })),
            Reason::Queues { old, new, .. } => ("queues", json!({ "old": old, "new": new })),
            Reason::Replaced {
                callers,
                servers,
                gone,
                new,
            } => (
                "replaced",
                json!({
                    "callers": names(callers),
                    "servers": names(servers),
                    "gone": gone,
                    "new": new,
                }),
            ),
            Reason::Contradiction {
                first,
                second,
                payloads,
            } => (
                "contradiction",
                json!({
                    "parties": [party_text(first), party_text(second)],
                    "payloads": [payloads.0, payloads.1],
                }),
            ),
        };
        json!({
            "level": self.level.name(),
            "kind": kind,
            "about": about,
            "findings": self.findings,
            "text": self.to_string(),
        })
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (none, may) = match self.level {
            Level::Error => ("no order is safe for", ""),
            _ => ("no order helps", "may "),
        };
        match &self.reason {
            Reason::History { workflows } => write!(
                f,
                "{none} {}: histories {may}have it, and histories are data",
                workflows_text(workflows)
            ),
            Reason::BothWays { payloads } => write!(
                f,
                "{none} {}: neither version reads what the other writes",
                all(payloads)
            ),
            Reason::Rolling { parties } => write!(
                f,
                "old {} {may}read what new ones write: stop them before the new ones start",
                parties_text(parties)
            ),
            Reason::Waiting { parties } => write!(
                f,
                "new {} {may}find what old ones wrote: let what waits be done first",
                parties_text(parties)
            ),
            Reason::Pinned {
                is_reader,
                workflows,
            } => {
                if self.level == Level::Error {
                    f.write_str("no order is safe: ")?;
                }
                write!(
                    f,
                    "executions of {} that are pinned to the old version stay on its workers, whatever is deployed, and ",
                    workflows_text(workflows)
                )?;
                f.write_str(match is_reader {
                    true => "do not know what the new version sends or answers: let them end first",
                    false => "go on to write and call as it does: let them end first",
                })
            }
            Reason::Queues {
                old,
                new,
                scheduled,
            } => {
                let both = match (old, new) {
                    (Some(old), Some(new)) => format!("`{old}` and `{new}`"),
                    _ => String::from("the old queue and the new one"),
                };
                let scheduled = match scheduled {
                    true => " and no schedule starts anything there",
                    false => "",
                };
                write!(
                    f,
                    "what runs and waits stays on the old queue: let workers poll both {both} before anything uses the \
                     new one, and stop polling the old one when nothing is left on it{scheduled}"
                )
            }
            Reason::Schedules { text } => f.write_str(text),
            Reason::Replaced {
                callers,
                servers,
                gone,
                new,
            } => write!(
                f,
                "{none} {}: old ones call {}, new ones {may}call {}, and no {} serve both; \
                 keep what was called beside what is new for a release",
                parties_text(callers),
                all(gone),
                all(new),
                parties_text(servers)
            ),
            Reason::Elsewhere { payloads } => write!(
                f,
                "an order for {} shows only where those packages are compared",
                all(payloads)
            ),
            Reason::Contradiction {
                first,
                second,
                payloads,
            } if payloads.0 == payloads.1 => write!(
                f,
                "{none} {} and {}: neither version takes all of {} that comes from the other",
                party_text(first),
                party_text(second),
                all(&payloads.0)
            ),
            Reason::Contradiction {
                first,
                second,
                payloads,
            } => {
                let want = match payloads.0.len() {
                    1 => "wants",
                    _ => "want",
                };
                write!(
                    f,
                    "{none} {} and {}: {} {want} the former first, {} the latter",
                    party_text(first),
                    party_text(second),
                    all(&payloads.0),
                    all(&payloads.1)
                )
            }
        }?;
        write!(f, " ({})", all(&self.findings))
    }
}

fn workflows_text(workflows: &BTreeSet<String>) -> String {
    let named = workflows.iter().filter(|workflow| !workflow.is_empty());
    let named: Vec<String> = named.map(|workflow| format!("`{workflow}`")).collect();
    let others = workflows
        .contains("")
        .then(|| String::from("callers in other namespaces"));
    let own = match named.len() {
        0 => None,
        1 => Some(format!("workflow {}", several(named))),
        _ => Some(format!("workflows {}", several(named))),
    };
    let texts: Vec<String> = own.into_iter().chain(others).collect();
    texts.join(", and ")
}

fn parties_text(parties: &BTreeSet<Party>) -> String {
    several(parties.iter().map(party_text).collect())
}

fn all(texts: &BTreeSet<String>) -> String {
    several(texts.iter().cloned().collect())
}
