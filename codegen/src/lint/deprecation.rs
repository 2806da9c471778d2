//! What is deprecated says what to use, and goes when it said it would.

use super::found::Found;
use super::named::Named;
use crate::version::Version;

/// Elements that were to be removed by now.
pub(super) fn look_at_overdue(named: &Named<'_>, found: &mut Found<'_>) {
    let places = &named.model.places;
    for (package, meta) in named.elements() {
        let version = |text: &Option<String>| Version::parse(text.as_ref()?);
        let remove_in = meta
            .deprecated
            .as_ref()
            .and_then(|deprecated| deprecated.remove_in.clone());
        let (Some(current), Some(due)) = (version(&package.version), version(&remove_in)) else {
            continue;
        };
        if current < due {
            continue;
        }
        let message = format!(
            "`{}` was to be removed in {}, and the contract is at {}",
            meta.name,
            remove_in.as_deref().unwrap_or_default(),
            package.version.as_deref().unwrap_or_default(),
        );
        let place = places.of(meta, "remove_in");
        found.push(meta, place, message, |diagnostic| {
            diagnostic.help(
                "remove it and reserve its name once no history holds it, or give it until a later `remove_in`",
            )
        });
    }
}

/// Elements whose users are left alone.
pub(super) fn look_at_replacements(named: &Named<'_>, found: &mut Found<'_>) {
    let places = &named.model.places;
    for (_, meta) in named.elements() {
        let Some(deprecated) = &meta.deprecated else {
            continue;
        };
        let message = deprecated.message.as_deref().unwrap_or_default();
        if !message.trim().is_empty() {
            continue;
        }
        let place = places.of(meta, "deprecated");
        let said = format!(
            "`{}` is deprecated, and nothing says what to use",
            meta.name
        );
        found.push(meta, place, said, |diagnostic| {
            diagnostic
                .help("add `message: use …`: it stands in the generated code, where callers see it")
        });
    }
}
