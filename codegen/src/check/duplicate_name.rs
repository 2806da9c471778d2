//! Names that differ in the schema and are the same in a language.

mod scope;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::model::{Enum, Model, Package, Record, TypeDef, TypeKind, Union, Workflow};
use crate::names::generated::{self, QueueItem, WorkflowItem};
use crate::names::{self, python, rust};

use scope::{Named, Scope};

pub(super) fn check_duplicate_names(model: &Model, out: &mut Diagnostics) {
    for def in &model.types {
        check_type(def, out);
    }
    for error in &model.errors {
        check_fields(&error.record, python::error_field_name, out);
    }
    for workflow in &model.workflows {
        check_operations(workflow, out);
        check_children(workflow, out);
    }
    for package in &model.packages {
        check_package(model, package, out);
        check_converters(model, package, out);
        check_definitions(model, package, out);
        check_client(model, package, out);
        check_activities(model, package, out);
    }
}

fn check_type(def: &TypeDef, out: &mut Diagnostics) {
    match &def.kind {
        TypeKind::Record(record) => check_fields(record, python::value_name, out),
        TypeKind::Enum(body) => check_values(body, out),
        TypeKind::Union(body) => check_variants(body, out),
        TypeKind::Newtype(_) => {}
    }
}

/// The fields of a record or an error, which Python may call otherwise.
fn check_fields(record: &Record, python_name: fn(&str) -> String, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    if record.unknown == crate::model::UnknownFields::Preserve {
        scope.reserve(names::UNKNOWN_FIELDS, "where unknown fields are kept");
    }
    for field in &record.fields {
        let name = &field.meta.name;
        let printed = [
            rust::value_name(name),
            rust::setter_name(name),
            python_name(name),
        ];
        scope.add(printed, Named::new("field", name), field.meta.span, out);
    }
}

fn check_values(body: &Enum, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    if !body.closed {
        scope.reserve("Unknown", "what stands for values that are not known");
    }
    for value in &body.values {
        let name = &value.meta.name;
        let printed = [rust::variant_name(name), python::member_name(name)];
        scope.add(printed, Named::new("value", name), value.meta.span, out);
    }
}

fn check_variants(body: &Union, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    if !body.closed {
        scope.reserve("Unknown", "what stands for variants that are not known");
    }
    for variant in &body.variants {
        let name = &variant.meta.name;
        let printed = [rust::variant_name(name)];
        scope.add(printed, Named::new("variant", name), variant.meta.span, out);
    }
}

/// Signals, queries and updates are members of one handle, and methods of one trait.
fn check_operations(workflow: &Workflow, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    for member in generated::HANDLE_MEMBERS {
        scope.reserve(member, "a member that every handle has");
    }
    for member in generated::WORKFLOW_MEMBERS {
        scope.reserve(member, "a method that every workflow has");
    }
    let signals = workflow
        .signals
        .iter()
        .map(|signal| ("signal", &signal.meta));
    let queries = workflow.queries.iter().map(|query| ("query", &query.meta));
    let updates = workflow
        .updates
        .iter()
        .map(|update| ("update", &update.meta));
    for (what, meta) in signals.chain(queries).chain(updates) {
        let name = &meta.name;
        let printed = [rust::method_name(name), python::method_name(name)];
        scope.add(printed, Named::new(what, name), meta.span, out);
    }
    for update in workflow.updates.iter().filter(|update| update.validator) {
        let name = &update.meta.name;
        let what = Named::new("the validator of update", name);
        scope.add([generated::validator(name)], what, update.meta.span, out);
    }
}

fn check_children(workflow: &Workflow, out: &mut Diagnostics) {
    if !workflow.children_declared {
        return;
    }
    let mut scope = Scope::default();
    for child in workflow.children.iter() {
        let name = &child.meta.name;
        let printed = [rust::method_name(name), python::method_name(name)];
        scope.add(printed, Named::new("child", name), child.meta.span, out);
    }
}

/// Types, errors, and all that is generated for definitions, stand in one module.
fn check_package(model: &Model, package: &Package, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    reserve_items(package, &mut scope);
    for id in &package.types {
        let def = &model[*id];
        let what = match def.variant_of {
            Some(union) => Named::new("the record of a variant of", &model[union].meta.name),
            None => Named::new("type", &def.meta.name),
        };
        scope.add([rust::type_name(&def.meta.name)], what, def.meta.span, out);
    }
    for id in &package.types {
        add_twins(model, &model[*id], &mut scope, out);
    }
    for id in &package.errors {
        let meta = &model[*id].meta;
        let what = Named::new("error", &meta.name);
        scope.add([rust::type_name(&meta.name)], what, meta.span, out);
    }
    for id in &package.workflows {
        add_workflow(&model[*id], package, &mut scope, out);
    }
    for id in &package.activities {
        let activity = &model[*id];
        if !activity.errors.is_empty() {
            let name = &activity.meta.name;
            let what = Named::new("the errors of activity", name);
            let printed = generated::activity_errors(name);
            scope.add([printed], what, activity.meta.span, out);
        }
    }
    check_queues(model, package, &mut scope, out);
}

/// In Python, a variant that carries the record of an earlier one has a class of its own.
fn add_twins<'m>(model: &'m Model, def: &'m TypeDef, scope: &mut Scope<'m>, out: &mut Diagnostics) {
    let TypeKind::Union(union) = &def.kind else {
        return;
    };
    let mut carried = BTreeSet::new();
    for variant in &union.variants {
        // What is declared in place has a name already, and is carried once.
        let is_inline = model[variant.record].variant_of.is_some();
        if !is_inline && !carried.insert(variant.record) {
            let name = names::variant_record(&def.meta.name, &variant.meta.name);
            let what = Named::new("the class of variant", &variant.meta.name);
            scope.add([python::type_name(&name)], what, variant.meta.span, out);
        }
    }
}

/// In Python, the functions that read and write unions and newtypes are called after them.
fn check_converters(model: &Model, package: &Package, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    for id in &package.types {
        let def = &model[*id];
        if matches!(def.kind, TypeKind::Union(_) | TypeKind::Newtype(_)) {
            let name = &def.meta.name;
            let printed = format!("{}_from_wire", names::snake_case(name));
            let what = Named::new("type", name);
            scope.add([printed], what, def.meta.span, out);
        }
    }
}

fn reserve_items(package: &Package, scope: &mut Scope) {
    let what = "what is generated for the package";
    scope.reserve(generated::client(&package.name), what);
    if let Some(queue) = &package.task_queue {
        for item in QueueItem::ALL {
            scope.reserve(item.of(queue, package), what);
        }
    }
    for item in generated::PACKAGE_ITEMS {
        scope.reserve(item, "what is generated for every package");
    }
}

fn add_workflow<'m>(
    workflow: &'m Workflow,
    package: &Package,
    scope: &mut Scope<'m>,
    out: &mut Diagnostics,
) {
    let name = &workflow.meta.name;
    for item in WorkflowItem::all_of(workflow, package) {
        let what = Named::new(format!("the {item:?} of workflow"), name);
        scope.add([item.of(workflow)], what, workflow.meta.span, out);
    }
    for update in &workflow.updates {
        if !update.errors.is_empty() {
            let what = Named::new("the errors of update", &update.meta.name);
            let printed = generated::update_errors(workflow, update);
            scope.add([printed], what, update.meta.span, out);
        }
    }
}

/// The markers of all definitions stand in one module.
fn check_definitions(model: &Model, package: &Package, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    for id in &package.activities {
        let meta = &model[*id].meta;
        let what = Named::new("the definition of activity", &meta.name);
        scope.add([generated::definition(&meta.name)], what, meta.span, out);
    }
    for id in &package.workflows {
        let workflow = &model[*id];
        let name = &workflow.meta.name;
        let what = Named::new("the definition of workflow", name);
        scope.add([generated::definition(name)], what, workflow.meta.span, out);
        for meta in workflow.messages() {
            let what = Named::new("the definition of", &meta.name).of_workflow(name);
            let printed = generated::message_definition(name, &meta.name);
            scope.add([printed], what, meta.span, out);
        }
    }
}

fn check_queues<'m>(
    model: &'m Model,
    package: &Package,
    scope: &mut Scope<'m>,
    out: &mut Diagnostics,
) {
    let workflows = package.workflows.iter().map(|id| {
        let workflow = &model[*id];
        (&workflow.options.task_queue, &workflow.meta)
    });
    let activities = package.activities.iter().map(|id| {
        let activity = &model[*id];
        (&activity.task_queue, &activity.meta)
    });
    let mut seen = BTreeSet::new();
    for (queue, meta) in workflows.chain(activities) {
        let Some(queue) = queue.as_ref().filter(|queue| {
            package.task_queue.as_ref() != Some(*queue) && seen.insert(queue.as_str())
        }) else {
            continue;
        };
        let place = model.places.of(meta, "task_queue");
        for item in QueueItem::ALL {
            let what = Named::new(format!("the {item:?} of task queue"), queue);
            // One report is enough: renaming the queue renames all of its items.
            if !scope.add([item.of(queue, package)], what, place, out) {
                break;
            }
        }
    }
}

/// The methods of the client and of the worker builder.
fn check_client(model: &Model, package: &Package, out: &mut Diagnostics) {
    let mut client = Scope::default();
    for member in generated::CLIENT_MEMBERS {
        client.reserve(member, "a member that every client has");
    }
    for member in generated::BUILDER_MEMBERS {
        client.reserve(member, "a member that every worker builder has");
    }
    for id in &package.workflows {
        let meta = &model[*id].meta;
        let printed = [
            rust::method_name(&meta.name),
            python::method_name(&meta.name),
        ];
        client.add(printed, Named::new("workflow", &meta.name), meta.span, out);
        let what = Named::new("the handle by id of workflow", &meta.name);
        client.add([generated::handle_by_id(&meta.name)], what, meta.span, out);
    }
}

fn check_activities(model: &Model, package: &Package, out: &mut Diagnostics) {
    let mut scope = Scope::default();
    for id in &package.activities {
        let meta = &model[*id].meta;
        let printed = [
            rust::method_name(&meta.name),
            python::method_name(&meta.name),
        ];
        scope.add(printed, Named::new("activity", &meta.name), meta.span, out);
    }
}
