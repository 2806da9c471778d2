//! What may be the whole of a payload.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, Scalar, Type, TypeKind};
use crate::source::SourceMap;

/// Whether a payload is given or answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Input,
    Output,
}

pub(super) fn check_payload_roots(model: &Model, sources: &SourceMap, out: &mut Diagnostics) {
    let mut check = |meta: &Meta, key: &'static str, ty: &Option<Type>, direction: Direction| {
        if let Some(ty) = ty {
            check_root(model, sources, meta, key, ty, direction, out);
        }
    };
    for workflow in &model.workflows {
        check(&workflow.meta, "input", &workflow.input, Direction::Input);
        check(
            &workflow.meta,
            "output",
            &workflow.output,
            Direction::Output,
        );
        for signal in &workflow.signals {
            check(&signal.meta, "input", &signal.input, Direction::Input);
        }
        for query in &workflow.queries {
            check(&query.meta, "input", &query.input, Direction::Input);
            check(&query.meta, "output", &query.output, Direction::Output);
        }
        for update in &workflow.updates {
            check(&update.meta, "input", &update.input, Direction::Input);
            check(&update.meta, "output", &update.output, Direction::Output);
        }
    }
    for activity in &model.activities {
        let details = &activity.heartbeat_details;
        check(&activity.meta, "input", &activity.input, Direction::Input);
        check(
            &activity.meta,
            "output",
            &activity.output,
            Direction::Output,
        );
        check(
            &activity.meta,
            "heartbeat_details",
            details,
            Direction::Output,
        );
    }
    for operation in model.nexus.iter().flat_map(|service| &service.operations) {
        // What comes from the workflow behind it is reported there.
        if model.places.has(&operation.meta, "input") {
            check(&operation.meta, "input", &operation.input, Direction::Input);
        }
        if model.places.has(&operation.meta, "output") {
            check(
                &operation.meta,
                "output",
                &operation.output,
                Direction::Output,
            );
        }
    }
}

fn check_root(
    model: &Model,
    sources: &SourceMap,
    meta: &Meta,
    key: &'static str,
    ty: &Type,
    direction: Direction,
    out: &mut Diagnostics,
) {
    let Some(what) = refused_root(model, ty, direction) else {
        return;
    };
    let place = model.places.of(meta, key);
    let written = sources.text(place);
    let (part, record) = match (key, direction) {
        ("heartbeat_details", _) => ("the details of the heartbeat of", "Progress"),
        (_, Direction::Input) => ("the input of", "Input"),
        (_, Direction::Output) => ("the output of", "Output"),
    };
    let name = format!("{}{record}", crate::names::pascal_case(&meta.name));
    out.push(
        Diagnostic::error(
            "payload-root",
            place,
            format!("{part} `{}` cannot be {what}", meta.name),
        )
        .note("a payload is one JSON object that can grow by optional fields, which both languages convert")
        .help(format!("wrap it in a record: `{name}: {{fields: {{value: {written}}}}}`")),
    );
}

/// What a type is in words, if it cannot be the whole of a payload.
fn refused_root(model: &Model, ty: &Type, direction: Direction) -> Option<String> {
    match ty {
        Type::List(_) => Some("a list".to_owned()),
        Type::Map(..) => Some("a map".to_owned()),
        Type::Scalar(scalar) => refused_scalar(*scalar, direction),
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Record(_) | TypeKind::Enum(_) => None,
            TypeKind::Union(_) => Some(format!("the union `{}`", model[*id].meta.name)),
            TypeKind::Newtype(_) => {
                let scalar = model.scalar_of(ty)?;
                let what = refused_scalar(scalar, direction)?;
                Some(format!("`{}`, which is {what}", model[*id].meta.name))
            }
        },
    }
}

fn refused_scalar(scalar: Scalar, direction: Direction) -> Option<String> {
    let refused = match scalar {
        Scalar::Bytes | Scalar::Json => true,
        Scalar::Timestamp | Scalar::Date | Scalar::Duration | Scalar::Decimal => {
            direction == Direction::Input
        }
        Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Float32
        | Scalar::Float64
        | Scalar::String
        | Scalar::Uuid => false,
    };
    refused.then(|| {
        format!("a `{}`", scalar.name())
            .replace("a `bytes`", "`bytes`")
            .replace("a `json`", "`json`")
    })
}
