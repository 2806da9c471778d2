//! Who is to be deployed before whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{Level, Member, Party, Reason, Step};

/// Somebody is to be deployed before somebody else.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) before: Party,
    pub(super) after: Party,
    pub(super) level: Level,
    /// What has to be so in between.
    pub(super) once: Vec<&'static str>,
    /// Who says so.
    pub(super) finding: String,
    /// What it is about.
    pub(super) payload: String,
    /// What has come or gone, if that is what it is about.
    pub(super) member: Option<Member>,
}

/// Wishes that can all be granted.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// For each party, whom it comes before; of many wishes for one pair, the first.
    granted: BTreeMap<Party, BTreeMap<Party, Wish>>,
    once: BTreeMap<Party, BTreeSet<&'static str>>,
}

/// Two wishes of which only one can be granted.
#[derive(Debug)]
pub(super) struct Contradiction {
    pub(super) level: Level,
    pub(super) reason: Reason,
    pub(super) findings: [String; 2],
}

impl Graph {
    /// Grants a wish, or says what of those that were granted before is against it.
    ///
    /// What is only worth knowing, as that something new is to be served before it is called, gives way, and is a warning
    /// then: it is called all the same.
    pub(super) fn add(&mut self, wish: Wish) -> Option<Contradiction> {
        if let Some(other) = self.first_on_the_way(&wish.after, &wish.before) {
            return Some(Contradiction {
                level: wish.level.min(other.level).max(Level::Warning),
                findings: [other.finding.clone(), wish.finding],
                reason: contradicting(
                    (other.before.clone(), other.payload.clone()),
                    (wish.before, wish.payload),
                ),
            });
        }
        self.once
            .entry(wish.after.clone())
            .or_default()
            .extend(&wish.once);
        let from = self.granted.entry(wish.before.clone()).or_default();
        from.entry(wish.after.clone()).or_insert(wish);
        None
    }

    /// The first wish of a chain that was granted.
    fn first_on_the_way(&self, from: &Party, to: &Party) -> Option<&Wish> {
        let wishes = self.granted.get(from)?.values();
        wishes
            .into_iter()
            .find(|wish| self.reaches(&wish.after, to, &mut BTreeSet::new()))
    }

    fn reaches<'g>(&'g self, from: &'g Party, to: &Party, seen: &mut BTreeSet<&'g Party>) -> bool {
        from == to
            || seen.insert(from)
                && self
                    .granted
                    .get(from)
                    .is_some_and(|next| next.keys().any(|next| self.reaches(next, to, seen)))
    }

    /// Everybody who is in a wish, as early as possible.
    pub(super) fn steps(&self) -> Vec<Step> {
        let targets = self.granted.values().flat_map(BTreeMap::keys);
        let mut left: BTreeSet<&Party> = self.granted.keys().chain(targets).collect();
        let mut steps = Vec::new();
        while !left.is_empty() {
            let waits = |party: &Party| {
                left.iter().any(|other| {
                    self.granted
                        .get(*other)
                        .is_some_and(|after| after.contains_key(party))
                })
            };
            let ready: BTreeSet<&Party> =
                left.iter().copied().filter(|party| !waits(party)).collect();
            // No chain of wishes comes back to where it began: that would have been a contradiction.
            if ready.is_empty() {
                break;
            }
            let once = ready.iter().filter_map(|party| self.once.get(*party));
            steps.push(Step {
                once: once.flatten().copied().collect(),
                parties: ready.iter().map(|party| (*party).clone()).collect(),
            });
            left.retain(|party| !ready.contains(party));
        }
        steps
    }
}

/// That two payloads want different programs first, whichever of them was heard first.
fn contradicting(one: (Party, String), other: (Party, String)) -> Reason {
    let (first, second) = match one.0 <= other.0 {
        true => (one, other),
        false => (other, one),
    };
    Reason::Contradiction {
        first: first.0,
        second: second.0,
        payloads: (BTreeSet::from([first.1]), BTreeSet::from([second.1])),
    }
}
