//! The version of a contract says what has become of it.

use std::collections::BTreeMap;

use super::change::{Change, Edit, Holder, Kind, Mend};
use super::compare::Comparison;
use super::finding::{Finding, Level};
use super::rules::Rule;
use super::severity::assess;
use crate::model::{Model, Package};
use crate::version::Version;

/// How much of a version has to change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Bump {
    #[default]
    Nothing,
    Patch,
    Minor,
    Major,
}

/// The packages whose version promises more than what has changed allows.
///
/// What a package takes from another one is in its payloads: what breaks there is asked of both.
/// A package that never had a version promises nothing. Below 1.0.0 the second number stands for
/// the first, as Cargo has it, and the third for the second.
pub(super) fn hold_to_versions(
    old: &Model,
    new: &Model,
    comparison: &Comparison,
    findings: &[Finding],
) -> Vec<Change> {
    let mut changes = Vec::new();
    let of_payloads = needed_of_payloads(new, comparison, findings);
    for package in new.packages.iter().filter(|package| package.entry) {
        let mut before = old.packages.iter().filter(|old| old.name == package.name);
        let Some(before) = before.next() else {
            continue;
        };
        let Some(last) = before.version.as_deref().and_then(Version::parse) else {
            continue;
        };
        let bump = findings
            .iter()
            .filter(|finding| finding.change.package == package.name)
            .map(needed)
            .chain(of_payloads.get(package.name.as_str()).copied())
            .max();
        let [major, minor, patch] = least(&last, bump.unwrap_or_default());
        let now = package.version.as_deref().and_then(Version::parse);
        let fits = now.is_some_and(|now| now >= last && now.numbers() >= [major, minor, patch]);
        if !fits {
            changes.push(change(
                old,
                before,
                new,
                package,
                format!("{major}.{minor}.{patch}"),
            ));
        }
    }
    changes
}

fn change(old: &Model, before: &Package, new: &Model, package: &Package, least: String) -> Change {
    let place = new.places.at(package.span, "version");
    let mend = package.version.as_ref().map(|_| {
        Mend::Write(Edit {
            place,
            text: least.clone(),
        })
    });
    Change {
        rule: Rule::VersionNotBumped,
        package: package.name.clone(),
        element: package.name.clone(),
        old: least,
        new: package
            .version
            .clone()
            .unwrap_or_else(|| String::from("not given any more")),
        old_place: Some(old.places.at(before.span, "version")),
        new_place: Some(place),
        holder: Holder::Slots(Vec::new()),
        kind: Kind::Meta,
        source: Level::Safe,
        mend,
    }
}

/// What the findings of types and errors ask of the packages that have them in payloads, by the names of these.
fn needed_of_payloads<'m>(
    new: &'m Model,
    comparison: &Comparison,
    findings: &[Finding],
) -> BTreeMap<&'m str, Bump> {
    let mut bumps = BTreeMap::new();
    let of_types = findings.iter().filter(|finding| {
        matches!(finding.change.holder, Holder::Pair(_))
            && finding.verdict.between_versions() > Level::Safe
    });
    for finding in of_types {
        for (package, slots) in comparison.slots_by_package(&finding.change.holder) {
            let bump = match assess(&finding.change, &slots).between_versions() {
                Level::Error => Bump::Major,
                Level::Warning => Bump::Minor,
                Level::Info => Bump::Patch,
                Level::Safe => continue,
            };
            let known = bumps.entry(new[package].name.as_str()).or_default();
            *known = bump.max(*known);
        }
    }
    bumps
}

/// What a finding asks of the version.
fn needed(finding: &Finding) -> Bump {
    let verdict = finding.verdict;
    match verdict.worst() {
        _ if finding.change.kind == Kind::Meta => Bump::Nothing,
        Level::Error => Bump::Major,
        Level::Warning => Bump::Minor,
        // There is something new to use, or only something that is done in another way.
        Level::Info if verdict.source.max(verdict.old_reader) > Level::Safe => Bump::Minor,
        Level::Info => Bump::Patch,
        Level::Safe => Bump::Nothing,
    }
}

/// The least numbers after a version. A pre-release promises nothing until its release.
fn least(last: &Version, bump: Bump) -> [u64; 3] {
    let [major, minor, patch] = last.numbers();
    match (bump, major, minor) {
        (Bump::Nothing, ..) => [major, minor, patch],
        _ if last.is_pre_release() => [major, minor, patch],
        (Bump::Major, 0, 0) => [0, 0, patch.saturating_add(1)],
        (Bump::Major, 0, _) => [0, minor.saturating_add(1), 0],
        (Bump::Major, ..) => [major.saturating_add(1), 0, 0],
        (Bump::Minor, 1.., _) => [major, minor.saturating_add(1), 0],
        (Bump::Minor | Bump::Patch, ..) => [major, minor, patch.saturating_add(1)],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn the_least_version_after_another() {
        for (last, bump, expected) in [
            ("1.4.2", Bump::Nothing, [1, 4, 2]),
            ("1.4.2", Bump::Patch, [1, 4, 3]),
            ("1.4.2", Bump::Minor, [1, 5, 0]),
            ("1.4.2", Bump::Major, [2, 0, 0]),
            ("0.4.2", Bump::Patch, [0, 4, 3]),
            ("0.4.2", Bump::Minor, [0, 4, 3]),
            ("0.4.2", Bump::Major, [0, 5, 0]),
            ("0.0.2", Bump::Patch, [0, 0, 3]),
            ("0.0.2", Bump::Major, [0, 0, 3]),
            ("2.0.0-rc.1", Bump::Major, [2, 0, 0]),
            ("18446744073709551615.0.0", Bump::Major, [u64::MAX, 0, 0]),
        ] {
            let last = Version::parse(last).unwrap();
            assert_eq!(least(&last, bump), expected, "{last:?} {bump:?}");
        }
    }
}
