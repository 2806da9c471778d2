//! The payloads that both versions of a contract have.

use std::collections::BTreeMap;

use tempoc::model::{ErrorId, Model, Type};
use tempoc::prove::Subject;

/// Each payload by what findings call it, with what it is.
pub(crate) fn slots(model: &Model) -> BTreeMap<String, Subject> {
    let mut slots = BTreeMap::new();
    let mut add = |what: String, ty: &Option<Type>| {
        if let Some(subject) = Subject::of(ty.as_ref()) {
            slots.insert(what, subject);
        }
    };
    for workflow in &model.workflows {
        let name = &workflow.meta.name;
        add(format!("the input of workflow `{name}`"), &workflow.input);
        add(format!("the output of workflow `{name}`"), &workflow.output);
        for signal in &workflow.signals {
            let of = format!("signal `{}` of workflow `{name}`", signal.meta.name);
            add(format!("the input of {of}"), &signal.input);
        }
        for query in &workflow.queries {
            let of = format!("query `{}` of workflow `{name}`", query.meta.name);
            add(format!("the input of {of}"), &query.input);
            add(format!("the output of {of}"), &query.output);
        }
        for update in &workflow.updates {
            let of = format!("update `{}` of workflow `{name}`", update.meta.name);
            add(format!("the input of {of}"), &update.input);
            add(format!("the output of {of}"), &update.output);
        }
    }
    for activity in &model.activities {
        let name = &activity.meta.name;
        add(format!("the input of activity `{name}`"), &activity.input);
        add(format!("the output of activity `{name}`"), &activity.output);
        add(
            format!("the heartbeats of activity `{name}`"),
            &activity.heartbeat_details,
        );
    }
    for (id, error) in model.errors.iter().enumerate() {
        slots.insert(
            format!("the details of error `{}`", error.wire),
            Subject::Error(ErrorId(id as u32)),
        );
    }
    slots
}
