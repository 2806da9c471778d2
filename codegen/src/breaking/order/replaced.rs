//! Calls that go and calls that come in their place: whoever made the former makes the latter from then on.
//!
//! What is new is called by nobody who does not know of it, so it only wants to be served first. Where something of its
//! kind goes at the same place, those who called that one are who knows of it: one order fails the old callers, the
//! other one the new.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Wish;
use super::obstacle::Obstacles;
use super::{Finding, Party, Reason};
use crate::breaking::change::{Fate, Kind, Named};

/// What has come or gone of one kind, at one place: the queries of a workflow, the activities of a package.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Family {
    what: Named,
    package: String,
    /// The workflow, or the Nexus service.
    inside: String,
}

/// One that has come, or gone.
#[derive(Clone, Debug)]
pub(super) struct Member {
    family: Family,
    element: String,
    is_new: bool,
}

impl Member {
    /// What the change is about, if that is something that is called, and is there in one version alone.
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        let change = &finding.change;
        let Kind::Name(naming) = change.kind else {
            return None;
        };
        // An error is not called: those who do not know it meet a failure all the same.
        if naming.what == Named::Error {
            return None;
        }
        let is_new = match naming.fate {
            Fate::Added => true,
            Fate::Removed => false,
            Fate::Renamed | Fate::AliasRemoved => return None,
        };
        let inside = change.element.rsplit_once('.');
        Some(Self {
            family: Family {
                what: naming.what,
                package: change.package.clone(),
                inside: inside.map_or_else(String::new, |(inside, _)| inside.to_owned()),
            },
            element: change.element.clone(),
            is_new,
        })
    }
}

/// What goes and what comes between the same programs.
#[derive(Debug, Default)]
struct Replaced<'w> {
    gone: Vec<&'w Wish>,
    new: Vec<&'w Wish>,
}

/// Takes those wishes out that no order can grant, because what goes is replaced by what comes.
pub(super) fn without_replaced(wishes: Vec<Wish>, obstacles: &mut Obstacles) -> Vec<Wish> {
    let mut found: BTreeMap<(&Family, &Party, &Party), Replaced> = BTreeMap::new();
    for wish in &wishes {
        if let Some((member, key)) = key_of(wish) {
            let replaced = found.entry(key).or_default();
            match member.is_new {
                true => replaced.new.push(wish),
                false => replaced.gone.push(wish),
            }
        }
    }
    found.retain(|_, replaced| !replaced.gone.is_empty() && !replaced.new.is_empty());
    for ((_, callers, servers), Replaced { gone, new }) in &found {
        let elements = |wishes: &[&Wish]| {
            let members = wishes.iter().filter_map(|wish| wish.member.as_ref());
            members
                .map(|member| format!("`{}`", member.element))
                .collect()
        };
        let reason = Reason::Replaced {
            callers: BTreeSet::from([(*callers).clone()]),
            servers: BTreeSet::from([(*servers).clone()]),
            gone: elements(gone),
            new: elements(new),
        };
        let level = gone.iter().map(|wish| wish.level).max().unwrap_or_default();
        let findings = gone.iter().chain(new).map(|wish| wish.finding.clone());
        obstacles.add(level, reason, findings);
    }
    let is_granted: Vec<bool> = wishes
        .iter()
        .map(|wish| key_of(wish).is_none_or(|(_, key)| !found.contains_key(&key)))
        .collect();
    let wishes = wishes.into_iter().zip(is_granted);
    wishes
        .filter_map(|(wish, is_granted)| is_granted.then_some(wish))
        .collect()
}

/// Which calls a wish is about: of what, from whom, to whom. Callers of what goes are wanted first, and servers of what
/// comes.
fn key_of(wish: &Wish) -> Option<(&Member, (&Family, &Party, &Party))> {
    let member = wish.member.as_ref()?;
    let (callers, servers) = match member.is_new {
        true => (&wish.after, &wish.before),
        false => (&wish.before, &wish.after),
    };
    Some((member, (&member.family, callers, servers)))
}
