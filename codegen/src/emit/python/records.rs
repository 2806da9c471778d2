//! Records: dataclasses, and the way they read and write JSON.

use serde::Serialize;

use super::conversions::Converter;
use super::docs;
use super::literals::literal;
use super::print::Printer;
use super::values;
use crate::model::{
    Constraints, Enforce, Field, Model, Number, Presence, Record, Scalar, Type, UnknownFields,
};
use crate::names::python::value_name;

/// What the template of a record prints.
#[derive(Serialize)]
pub(super) struct RecordView {
    docs: Vec<String>,
    /// Whether something stands between the description and the methods.
    has_gap: bool,
    /// Whether anything stands in front of the methods.
    has_body: bool,
    pub(super) name: String,
    /// What the paths of errors begin with.
    pub(super) root: String,
    pub(super) fields: Vec<FieldView>,
    /// Fields with a name on the wire of their own that older payloads have under others.
    aliases: Vec<String>,
    limits: Vec<String>,
    /// The names on the wire, where fields that are not known are not just left out.
    known: Option<String>,
    preserve: bool,
    reject: bool,
    /// What was written.
    out: String,
    /// The names on the wire of sensitive fields, as what goes behind the other arguments.
    sensitive: String,
    decorator: String,
    dataclass: String,
    pub(super) any: String,
    self_: String,
    class_var: String,
    field: String,
}

/// A field, and the lines that read and write it.
#[derive(Serialize)]
pub(super) struct FieldView {
    pub(super) docs: Vec<String>,
    pub(super) name: String,
    pub(super) ty: String,
    /// ` = …`, or nothing.
    pub(super) default: String,
    wire: String,
    /// Whether it is read like `v = get(at := "sku")` at first.
    gets: bool,
    /// Whether it is written only if it is there.
    optional: bool,
    /// What stands for an absent one, if that is not `None`.
    pub(super) absent: Option<String>,
    read: String,
    write: String,
}

/// The view of a record that Python calls `name`.
pub(super) fn view_record(
    name: String,
    docs: Vec<String>,
    record: &Record,
    is_deep: bool,
    model: &Model,
    printer: &Printer<'_>,
) -> RecordView {
    let is_large = record.fields.len() > LARGE;
    let fields: Vec<FieldView> = record
        .fields
        .iter()
        .map(|field| view_field(field, is_large, model, printer))
        .collect();
    let is_optional = |field: &Field| field.presence == Presence::Optional;
    let has_absent = is_large && record.fields.iter().any(is_optional);
    let wires: Vec<String> = record
        .fields
        .iter()
        .map(|field| literal(&field.wire))
        .collect();
    let sensitive: Vec<String> = record
        .fields
        .iter()
        .filter(|field| field.sensitive)
        .map(|field| literal(&field.wire))
        .collect();
    let limits: Vec<String> = record
        .fields
        .iter()
        .filter_map(|field| view_limits(field, model, printer))
        .collect();
    let aliases: Vec<String> = record.fields.iter().filter_map(view_aliases).collect();
    let (preserve, reject) = (
        record.unknown == UnknownFields::Preserve,
        record.unknown == UnknownFields::Reject,
    );
    let known = (preserve || reject).then(|| match wires.as_slice() {
        [] => "frozenset[str]()".to_owned(),
        wires => format!("frozenset(‹{{«{}»}}›)", wires.join(", ")),
    });
    let has_class_variables = known.is_some() || !limits.is_empty() || !aliases.is_empty();
    printer.runtime("fields");
    let has_members = !fields.is_empty() || preserve || has_class_variables;
    RecordView {
        has_gap: !docs.is_empty() && has_members,
        has_body: !docs.is_empty() || has_members,
        docs,
        // A class that would have the name of a constant has an underscore behind it.
        root: name.trim_end_matches('_').to_owned(),
        name,
        aliases,
        decorator: printer.runtime(match is_deep {
            true => "deep_message",
            false => "message",
        }),
        dataclass: printer.import("dataclasses", "dataclass"),
        any: printer.import("typing", "Any"),
        self_: printer.import("typing_extensions", "Self"),
        class_var: match has_class_variables {
            true => printer.import("typing", "ClassVar"),
            false => String::new(),
        },
        field: match preserve {
            true => printer.import("dataclasses", "field"),
            false => String::new(),
        },
        limits,
        known,
        preserve,
        reject,
        out: match has_absent {
            true => format!("{}(out)", printer.runtime("present")),
            false => "out".to_owned(),
        },
        sensitive: match sensitive.as_slice() {
            [] => String::new(),
            [one] => format!(", («{one},»)"),
            names => format!(", («{}»)", names.join(", ")),
        },
        fields,
    }
}

/// More fields than this are read and written by calls alone: Pyright does not look at functions of hundreds of branches.
const LARGE: usize = 60;

fn view_field(field: &Field, is_large: bool, model: &Model, printer: &Printer<'_>) -> FieldView {
    let optional = field.presence == Presence::Optional;
    let required_json = is_json(&field.ty, model) && field.presence == Presence::Required;
    let default = match &field.presence {
        Presence::Default(value) => Some(values::default(value, &field.ty, model, printer)),
        Presence::Required | Presence::Optional => None,
    };
    let wire = literal(&field.wire);
    let converter = Converter {
        model,
        printer,
        as_string: field.as_string,
    };
    let (read, write) = match is_large {
        true => (
            converter.read_by_call(&field.ty, optional, default.as_ref()),
            converter.write_by_call(&field.ty, optional),
        ),
        false => (
            converter.read_value(&field.ty, optional),
            converter.write_value(&field.ty),
        ),
    };
    let read = match required_json {
        true => format!(
            "{}(‹value, at := {wire}›)",
            printer.runtime("required_json")
        ),
        false => read,
    };
    let ty = printer.ty(&field.ty);
    FieldView {
        docs: match field.meta.docs.is_some() || field.meta.deprecated.is_some() {
            true => docs::describe(&field.meta, "", 4),
            false => Vec::new(),
        },
        name: value_name(&field.meta.name),
        default: default_of(field, &ty, default.as_ref(), printer),
        ty: match optional && ty != "_rt.Json" {
            true => format!("{ty} | None"),
            false => ty,
        },
        gets: !required_json,
        optional: optional && !is_large,
        absent: default
            .filter(|_| !is_large)
            .map(|default| assigned(&default.expression)),
        read,
        write,
        wire,
    }
}

/// What stands behind the annotation of a field.
fn default_of(
    field: &Field,
    ty: &str,
    default: Option<&values::Default>,
    printer: &Printer<'_>,
) -> String {
    let mut arguments = Vec::new();
    match default {
        None if field.presence == Presence::Optional => arguments.push("default=None".to_owned()),
        None => {}
        Some(default) if default.made_anew => {
            let factory = match default.expression.as_str() {
                "[«»]" | "{«»}" if !names_a_type(&field.ty) => ty.to_owned(),
                expression => format!("lambda: {expression}"),
            };
            arguments.push(format!("default_factory={factory}"));
        }
        Some(default) => arguments.push(format!("default={}", default.expression)),
    }
    if field.sensitive {
        arguments.push("repr=False".to_owned());
    }
    match arguments.as_slice() {
        [] => String::new(),
        [only] if only.starts_with("default=") => {
            format!(" = {}", assigned(only.trim_start_matches("default=")))
        }
        arguments => format!(
            " = {}(‹{}›)",
            printer.import("dataclasses", "field"),
            arguments.join(", ")
        ),
    }
}

/// Whether a type has one of a contract in it, which may be declared further down, or be the record itself.
fn names_a_type(ty: &Type) -> bool {
    match ty {
        Type::Scalar(_) => false,
        Type::Named(_) => true,
        Type::List(item) => names_a_type(item),
        Type::Map(key, value) => names_a_type(key) || names_a_type(value),
    }
}

/// An expression behind an equals sign: there a literal may get parentheses.
fn assigned(expression: &str) -> String {
    match expression.starts_with(['"', '\'', 'b']) && expression.ends_with(['"', '\'']) {
        true => format!("⟨{expression}⟩"),
        false => expression.to_owned(),
    }
}

fn view_aliases(field: &Field) -> Option<String> {
    if field.aliases.is_empty() {
        return None;
    }
    let names: Vec<String> = field.aliases.iter().map(|alias| literal(alias)).collect();
    let names = match names.as_slice() {
        [one] => format!("(«{one},»)"),
        names => format!("(«{}»)", names.join(", ")),
    };
    Some(format!("{}: {names}", literal(&field.wire)))
}

fn view_limits(field: &Field, model: &Model, printer: &Printer<'_>) -> Option<String> {
    let limits = limits(
        &field.constraints,
        &field.ty,
        field.as_string,
        model,
        printer,
    )?;
    let mut arguments = vec![literal(&field.wire), limits];
    let attribute = value_name(&field.meta.name);
    if attribute != field.wire {
        arguments.push(format!("attribute=\"{attribute}\""));
    }
    if field.sensitive {
        arguments.push("sensitive=True".to_owned());
    }
    if field.enforce == Enforce::Write {
        arguments.push("only_on_write=True".to_owned());
    }
    let field_limits = printer.runtime("FieldLimits");
    printer.runtime("RecordLimits");
    Some(format!("{field_limits}(‹{}›)", arguments.join(", ")))
}

/// The limits of a value: `_rt.Limits(min=0, max=5)`; none if it has none.
pub(super) fn limits(
    constraints: &Constraints,
    ty: &Type,
    as_string: bool,
    model: &Model,
    printer: &Printer<'_>,
) -> Option<String> {
    let number = |number: &Number| match number {
        Number::Int(value) => value.to_string(),
        Number::Float(value) => format!("{value:?}"),
    };
    let mut arguments = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        arguments.extend(value.map(|value| format!("{name}={value}")));
    };
    add("min", constraints.min.as_ref().map(number));
    add("max", constraints.max.as_ref().map(number));
    add(
        "min_length",
        constraints.min_length.map(|length| length.to_string()),
    );
    add(
        "max_length",
        constraints.max_length.map(|length| length.to_string()),
    );
    add("pattern", constraints.pattern.as_deref().map(literal));
    add(
        "min_items",
        constraints.min_items.map(|items| items.to_string()),
    );
    add(
        "max_items",
        constraints.max_items.map(|items| items.to_string()),
    );
    if let (true, Type::List(item)) = (constraints.unique, ty) {
        let converter = Converter {
            model,
            printer,
            as_string,
        };
        add("unique", Some(converter.late_writer(item)));
    }
    match arguments.is_empty() {
        true => None,
        false => Some(format!(
            "{}(‹{}›)",
            printer.runtime("Limits"),
            arguments.join(", ")
        )),
    }
}

fn is_json(ty: &Type, model: &Model) -> bool {
    model.scalar_of(ty) == Some(Scalar::Json)
}
