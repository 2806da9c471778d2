//! The payloads that both versions of a contract have.

use std::collections::BTreeMap;

use tempoc::model::{ErrorId, Model, Type};
use tempoc::prove::Subject;

/// Each payload by what it is of, such as `workflow process_order: input`, with what it is.
pub(crate) fn slots(model: &Model) -> BTreeMap<String, Subject> {
    let mut slots = BTreeMap::new();
    let mut add = |what: String, ty: &Option<Type>| {
        if let Some(subject) = Subject::of(ty.as_ref()) {
            slots.insert(what, subject);
        }
    };
    for workflow in &model.workflows {
        let name = &workflow.meta.name;
        add(format!("workflow {name}: input"), &workflow.input);
        add(format!("workflow {name}: output"), &workflow.output);
        for signal in &workflow.signals {
            let name = format!("{name}.{}", signal.meta.name);
            add(format!("signal {name}: input"), &signal.input);
        }
        for query in &workflow.queries {
            let name = format!("{name}.{}", query.meta.name);
            add(format!("query {name}: input"), &query.input);
            add(format!("query {name}: output"), &query.output);
        }
        for update in &workflow.updates {
            let name = format!("{name}.{}", update.meta.name);
            add(format!("update {name}: input"), &update.input);
            add(format!("update {name}: output"), &update.output);
        }
    }
    for activity in &model.activities {
        let name = &activity.meta.name;
        add(format!("activity {name}: input"), &activity.input);
        add(format!("activity {name}: output"), &activity.output);
        add(
            format!("activity {name}: heartbeat"),
            &activity.heartbeat_details,
        );
    }
    for (id, error) in model.errors.iter().enumerate() {
        slots.insert(
            format!("error {}: details", error.wire),
            Subject::Error(ErrorId(id as u32)),
        );
    }
    slots
}
