//! What is in the way, for tools.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Obstacle, Reason};
use crate::breaking::order::text::party_text;
use crate::breaking::slots::Party;

impl Obstacle {
    /// As the report in JSON has it.
    pub(in crate::breaking::order) fn facts(&self) -> Value {
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
