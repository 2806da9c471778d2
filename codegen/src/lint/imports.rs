//! What a package imports.

use super::found::Found;
use super::named::Named;
use crate::diagnostic::shown::listed;
use crate::model::{Import, Model, PackageId};
use crate::version::Version;

/// Imports that nothing is taken from.
pub(super) fn look_at_unused(named: &Named<'_>, found: &mut Found<'_>) {
    for import in named.packages().flat_map(|package| &package.imports) {
        if import.used {
            continue;
        }
        let message = format!("nothing of the import `{}` is used", import.alias);
        found.push_at(import.span, import.span, message, |diagnostic| {
            diagnostic.help("delete the import")
        });
    }
}

/// Packages that import each other, each way round once.
pub(super) fn look_at_cycles(named: &Named<'_>, found: &mut Found<'_>) {
    for mut cycle in cycles(named.model) {
        let model = named.model;
        let is_named = |(package, _): &(PackageId, &Import)| model[*package].entry;
        let Some(first) = cycle.iter().position(is_named) else {
            continue;
        };
        cycle.rotate_left(first);
        let packages = cycle.iter().map(|(package, _)| &*model[*package].name);
        let message = format!("packages import each other: {}", listed(packages));
        let place = cycle[0].1.span;
        found.push_at(place, place, message, |mut diagnostic| {
            for (_, import) in cycle.iter().skip(1).take(10) {
                diagnostic = diagnostic.other(import.span, "and this one");
            }
            diagnostic
                .note("neither can be changed, generated or released without the other")
                .help("move what both need into a package that imports neither")
        });
    }
}

/// Stable packages that lean on unstable ones.
pub(super) fn look_at_stability(named: &Named<'_>, found: &mut Found<'_>) {
    for package in named.packages() {
        let Some(version) = package.version.as_deref().and_then(Version::parse) else {
            continue;
        };
        if !version.is_stable() {
            continue;
        }
        for import in &package.imports {
            let imported = &named.model[import.package];
            let Some(text) = imported.version.as_deref() else {
                continue;
            };
            if Version::parse(text).is_none_or(|version| version.is_stable()) {
                continue;
            }
            let message = format!(
                "`{}` is stable and imports `{}`, which is at {text}",
                package.name, imported.name
            );
            found.push_at(import.span, import.span, message, |diagnostic| {
                diagnostic
                    .note("whatever changes there changes what is promised here")
                    .help("release a `1.0.0` of what is imported first, or declare the types here")
            });
        }
    }
}

/// The imports of each way round, with the packages that have them.
///
/// A way round is told once, by the import that leads back to a package on the way to it.
fn cycles(model: &Model) -> Vec<Vec<(PackageId, &Import)>> {
    let mut found = Vec::new();
    let mut seen = vec![false; model.packages.len()];
    for start in model.package_ids() {
        if std::mem::replace(&mut seen[start.0 as usize], true) {
            continue;
        }
        // A stack of our own: a chain of imports may be a thousand files long.
        let mut way: Vec<(PackageId, usize)> = vec![(start, 0)];
        while let Some((package, next)) = way.last_mut() {
            let Some(import) = model[*package].imports.get(*next) else {
                way.pop();
                continue;
            };
            *next += 1;
            let target = import.package;
            if let Some(back) = way.iter().position(|(package, _)| *package == target) {
                let taken = |(package, next): &(PackageId, usize)| {
                    (*package, &model[*package].imports[*next - 1])
                };
                found.push(way[back..].iter().map(taken).collect());
            } else if !std::mem::replace(&mut seen[target.0 as usize], true) {
                way.push((target, 0));
            }
        }
    }
    found
}
