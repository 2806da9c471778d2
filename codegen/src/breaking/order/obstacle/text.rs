//! What is in the way, in words.

use std::collections::BTreeSet;
use std::fmt;

use super::{Obstacle, Reason};
use crate::breaking::finding::Level;
use crate::breaking::order::text::party_text;
use crate::breaking::slots::Party;
use crate::breaking::wording::several;

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
