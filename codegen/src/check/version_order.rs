//! Versions in the order in which things happen: since, deprecated since, removed in.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, Package, TypeKind};
use crate::source::Span;
use crate::version::Version;

pub(super) fn check_version_order(model: &Model, out: &mut Diagnostics) {
    let mut check = |package: &Package, meta: &Meta| check_meta(model, package, meta, out);
    for def in &model.types {
        let package = &model[def.package];
        check(package, &def.meta);
        match &def.kind {
            TypeKind::Record(record) => {
                record
                    .fields
                    .iter()
                    .for_each(|field| check(package, &field.meta));
            }
            TypeKind::Enum(body) => {
                body.values
                    .iter()
                    .for_each(|value| check(package, &value.meta));
            }
            TypeKind::Union(body) => {
                body.variants
                    .iter()
                    .for_each(|variant| check(package, &variant.meta));
            }
            TypeKind::Newtype(_) => {}
        }
    }
    for error in &model.errors {
        let package = &model[error.package];
        check(package, &error.meta);
        error
            .record
            .fields
            .iter()
            .for_each(|field| check(package, &field.meta));
    }
    for activity in &model.activities {
        check(&model[activity.package], &activity.meta);
    }
    for workflow in &model.workflows {
        let package = &model[workflow.package];
        check(package, &workflow.meta);
        workflow
            .signals
            .iter()
            .for_each(|signal| check(package, &signal.meta));
        workflow
            .queries
            .iter()
            .for_each(|query| check(package, &query.meta));
        workflow
            .updates
            .iter()
            .for_each(|update| check(package, &update.meta));
    }
}

fn check_meta(model: &Model, package: &Package, meta: &Meta, out: &mut Diagnostics) {
    let version = |text: &Option<String>| Version::parse(text.as_ref()?);
    let since = version(&meta.since);
    // The version of the whole file is looked at once, not with every element.
    if model.places.has(meta, "since")
        && let (Some(since), Some(current)) = (&since, version(&package.version))
        && *since > current
    {
        let place = model.places.of(meta, "since");
        let message = format!("`{}` is since a version that is still to come", meta.name);
        out.push(report(place, message).help(format!(
            "the contract is at {}: raise `version:`, or lower `since:`",
            package.version.as_deref().unwrap_or_default()
        )));
    }
    let Some(deprecated) = &meta.deprecated else {
        return;
    };
    let deprecated_since = version(&deprecated.since);
    if let (Some(since), Some(deprecated)) = (&since, &deprecated_since)
        && deprecated < since
    {
        let place = model.places.of(meta, "deprecated.since");
        let message = format!("`{}` is deprecated before it exists", meta.name);
        out.push(
            report(place, message)
                .other(model.places.of(meta, "since"), "it exists since then")
                .help("let `deprecated.since` be the later one"),
        );
    }
    if let (Some(remove_in), Some(before)) =
        (version(&deprecated.remove_in), deprecated_since.or(since))
        && remove_in <= before
    {
        let place = model.places.of(meta, "remove_in");
        let message = format!("`{}` is removed before it is deprecated", meta.name);
        out.push(report(place, message).help("let `remove_in` be later than `since`"));
    }
}

fn report(place: Span, message: String) -> Diagnostic {
    Diagnostic::error("version-order", place, message)
}
