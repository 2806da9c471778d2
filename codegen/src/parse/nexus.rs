//! `nexus:`

use super::Reader;
use super::keys::{Keys, Shape};
use super::names::NameRule;
use crate::ast::{NexusOperation, NexusService};
use crate::yaml::Entry;

pub(super) const SERVICES: Shape = Shape {
    what: "`nexus`",
    sample: "nexus: {OrderService: {operations: {submit: {workflow: process_order}}}}",
};

const SERVICE: Shape = Shape {
    what: "a Nexus service",
    sample: "OrderService: {operations: {submit: {workflow: process_order}}}",
};

const OPERATIONS: Shape = Shape {
    what: "`operations`",
    sample: "operations: {submit: {workflow: process_order}}",
};

const OPERATION: Shape = Shape {
    what: "a Nexus operation",
    sample: "lookup: {input: OrderId, output: OrderResult}",
};

/// Reads one service.
pub(super) fn parse_service(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<NexusService> {
    let mut keys = Keys::of(reader, entry, SERVICE)?;
    let service = NexusService {
        meta: keys.meta(entry, NameRule::Type),
        wire: keys.text("name"),
        endpoint: keys.text("endpoint"),
        operations: keys.each("operations", OPERATIONS, parse_operation),
    };
    keys.finish();
    Some(service)
}

fn parse_operation(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<NexusOperation> {
    let mut keys = Keys::of(reader, entry, OPERATION)?;
    let operation = NexusOperation {
        meta: keys.meta(entry, NameRule::Snake),
        workflow: keys.reference("workflow"),
        input: keys.type_expr("input"),
        output: keys.type_expr("output"),
        errors: keys.references("errors").unwrap_or_default(),
        timeout: keys.text("timeout"),
    };
    keys.finish();
    Some(operation)
}
