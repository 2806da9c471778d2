//! What is removed was deprecated before, and goes when it said it would.

use std::collections::BTreeMap;

use super::change::{Change, Holder, Kind};
use super::finding::{Finding, Level};
use super::rules::Rule;
use super::severity::announced;
use crate::lint::named::Named;
use crate::model::{Deprecated, Model};
use crate::source::Span;
use crate::version::Version;

/// Lowers what was announced for the present version, and gives what was not, or for a later one.
pub(super) fn hold_to_windows(old: &Model, new: &Model, findings: &mut [Finding]) -> Vec<Change> {
    let mut changes = Vec::new();
    if !findings
        .iter()
        .any(|finding| is_removal(finding.change.rule))
    {
        return changes;
    }
    let elements: BTreeMap<Span, Option<&Deprecated>> = Named::of(old)
        .elements()
        .into_iter()
        .map(|(_, meta)| (meta.span, meta.deprecated.as_deref()))
        .collect();
    for finding in findings {
        let change = &finding.change;
        let place = change.old_place.filter(|_| is_removal(change.rule));
        let Some(deprecated) = place.and_then(|place| elements.get(&place)) else {
            continue;
        };
        let Some(deprecated) = deprecated else {
            changes.push(about(change, Rule::RemovedWithoutDeprecation, "", ""));
            continue;
        };
        let remove_in = deprecated.remove_in.as_deref().unwrap_or_default();
        let present = new.packages.iter();
        let mut present = present.filter(|package| package.name == change.package);
        let version = present
            .next()
            .and_then(|package| package.version.as_deref());
        let version = version.unwrap_or_default();
        let (Some(due), Some(now)) = (Version::parse(remove_in), Version::parse(version)) else {
            continue;
        };
        match due <= now {
            true => {
                finding.is_announced = true;
                finding.verdict = announced(finding.verdict);
            }
            false => {
                let rule = Rule::DeprecationWindowViolated;
                changes.push(about(change, rule, remove_in, version));
            }
        }
    }
    changes
}

/// What is said about a removal besides.
fn about(removal: &Change, rule: Rule, old: &str, new: &str) -> Change {
    Change {
        rule,
        old: old.to_owned(),
        new: new.to_owned(),
        holder: Holder::Slots(Vec::new()),
        kind: Kind::Meta,
        source: Level::Safe,
        mend: None,
        ..removal.clone()
    }
}

/// Whether something is gone that could have been deprecated.
fn is_removal(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::FieldRequiredRemoved
            | Rule::FieldOptionalRemoved
            | Rule::TypeRemoved
            | Rule::EnumValueRemoved
            | Rule::UnionVariantRemoved
            | Rule::ErrorRemoved
            | Rule::WorkflowRemoved
            | Rule::SignalRemoved
            | Rule::QueryRemoved
            | Rule::UpdateRemoved
            | Rule::ActivityRemoved
            | Rule::SearchAttributeRemoved
            | Rule::ScheduleRemoved
            | Rule::NexusServiceRemoved
            | Rule::NexusOperationRemoved
    )
}
