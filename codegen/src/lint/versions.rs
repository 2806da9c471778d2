//! Versions are what changes are held against.

use super::found::Found;
use super::named::Named;

pub(super) fn look_at_packages(named: &Named<'_>, found: &mut Found<'_>) {
    for package in named.packages() {
        if package.version.is_some() {
            continue;
        }
        let message = format!("package `{}` has no version", package.name);
        found.push_at(package.span, package.span, message, |diagnostic| {
            diagnostic
                .note("`since:`, `deprecated:` and the bump that a change asks for have nothing to go by")
                .help("add `version: 1.0.0` below `package:`")
        });
    }
}
