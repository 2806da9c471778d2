//! Parts of the language that are checked, and not generated yet.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model};
use crate::source::Span;

pub(super) fn check_not_generated(model: &Model, out: &mut Diagnostics) {
    let mut warn = |key: &str, place: Span| {
        out.push(
            Diagnostic::warning(
                "not-generated",
                place,
                format!("`{key}` is checked, but not generated yet"),
            )
            .help("keep it: a later version of tempoc generates it"),
        );
    };
    for workflow in &model.workflows {
        let first = |metas: &mut dyn Iterator<Item = &Meta>| metas.next().map(|meta| meta.span);
        let attributes = first(
            &mut workflow
                .search_attributes
                .iter()
                .map(|attribute| &attribute.meta),
        );
        let memo = first(&mut workflow.memo.iter().map(|field| &field.meta));
        let schedules = first(&mut workflow.schedules.iter().map(|schedule| &schedule.meta));
        for (key, place) in [
            ("search_attributes", attributes),
            ("memo", memo),
            ("schedules", schedules),
        ] {
            if let Some(place) = place {
                warn(key, place);
            }
        }
    }
    for service in &model.nexus {
        warn("nexus", service.meta.span);
    }
}
