//! Records: structs with their constructor, setters, and the way they read and write JSON.

use serde::Serialize;

use super::docs;
use super::print::{Printer, literal};
use super::values;
use crate::fold;
use crate::model::{
    Constraints, Enforce, Field, Model, Number, Presence, Record, Scalar, Type, UnknownFields,
};
use crate::names::rust::{setter_name, type_name, value_name};
use crate::names::{UNKNOWN_FIELDS, screaming_case};

/// What the template of a record prints.
#[derive(Serialize)]
pub(super) struct RecordView {
    docs: Vec<String>,
    name: String,
    /// The name in the schema, for the paths of errors.
    root: String,
    fields: Vec<FieldView>,
    constructor_doc: String,
    parameters: String,
    /// The fields of the struct that the constructor makes.
    initials: String,
    many_parameters: bool,
    setters: Vec<SetterView>,
    has_default: bool,
    redacted: bool,
    limits: Vec<LimitView>,
    aliases: Vec<AliasView>,
    reject: bool,
    /// Whether reading it ends with its last field.
    plain: bool,
    result: String,
}

#[derive(Serialize)]
struct FieldView {
    docs: Vec<String>,
    name: String,
    ty: String,
    #[serde(skip)]
    initial: String,
    debug: String,
    write: String,
    read: String,
}

#[derive(Serialize)]
struct SetterView {
    field: String,
    name: String,
    method: String,
    parameter: String,
    value: String,
    deprecated: Option<String>,
}

#[derive(Serialize)]
struct LimitView {
    constant: String,
    limits: String,
    method: &'static str,
    wire: String,
    name: String,
}

#[derive(Serialize)]
struct AliasView {
    wire: String,
    names: String,
}

/// The view of a record that is called `name` in the schema.
pub(super) fn view_record(
    name: &str,
    docs: Vec<String>,
    record: &Record,
    model: &Model,
    printer: &Printer<'_>,
) -> RecordView {
    let mut fields: Vec<FieldView> = record
        .fields
        .iter()
        .map(|field| view_field(field, model, printer))
        .collect();
    if record.unknown == UnknownFields::Preserve {
        fields.push(view_unknown_fields(record));
    }
    let required: Vec<&Field> = record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .collect();
    let limits: Vec<LimitView> = record.fields.iter().filter_map(view_limits).collect();
    let reject = record.unknown == UnknownFields::Reject;
    RecordView {
        docs,
        name: type_name(name),
        root: literal(name),
        constructor_doc: constructor_doc(required.len(), record.fields.len()),
        parameters: required
            .iter()
            .map(|field| parameter(field, printer))
            .collect::<Vec<_>>()
            .join(", "),
        initials: fields
            .iter()
            .map(|field| field.initial.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        many_parameters: required.len() > 7,
        setters: record
            .fields
            .iter()
            .filter(|field| field.presence != Presence::Required)
            .map(|field| view_setter(field, printer))
            .collect(),
        has_default: required.is_empty(),
        redacted: record.fields.iter().any(|field| field.sensitive),
        aliases: record.fields.iter().filter_map(view_aliases).collect(),
        plain: !reject && limits.is_empty(),
        reject,
        limits,
        fields,
        result: printer.std("Result"),
    }
}

/// What `new` makes of so many required fields, of so many in all.
fn constructor_doc(required: usize, all: usize) -> String {
    let one_or_more = |count: usize| if count == 1 { "field" } else { "fields" };
    match (required, all) {
        (_, 0) => "Makes one; it has no fields.".to_owned(),
        (0, _) => "Makes one with every field absent or at its default.".to_owned(),
        _ if required == all => format!("Makes one from its {}.", one_or_more(all)),
        _ => format!(
            "Makes one from its required {}; what else it has is absent or at its default.",
            one_or_more(required)
        ),
    }
}

fn view_field(field: &Field, model: &Model, printer: &Printer<'_>) -> FieldView {
    let name = value_name(&field.meta.name);
    let wire = literal(&field.wire);
    let form = match (field.sensitive, field.as_string) {
        (true, true) => "_text_redacted",
        (false, true) => "_text",
        (true, false) => "_redacted",
        (false, false) => "",
    };
    let (method, default) = match &field.presence {
        Presence::Required => ("required", None),
        Presence::Optional => ("optional", None),
        Presence::Default(_) => ("defaulted", Some(default_function(field, model, printer))),
    };
    let indent = 12 + name.len() + ": ".len();
    let read = lay_out_read(
        &format!("{method}{form}"),
        &wire,
        default.as_deref(),
        indent,
    );
    let is_optional = field.presence == Presence::Optional;
    let write = match (is_optional, field.as_string, field.sensitive) {
        (true, true, _) => write_mapped(&wire, &name, "json::Text"),
        (true, false, true) => write_mapped(&wire, &name, "json::Sensitive"),
        (true, false, false) => format!("optional(«{wire}, &self.{name}»)"),
        (false, true, _) => format!("field(«{wire}, &json::Text(&self.{name})»)"),
        (false, false, true) => format!("field(«{wire}, &json::Sensitive(&self.{name})»)"),
        (false, false, false) => format!("field(«{wire}, &self.{name}»)"),
    };
    FieldView {
        docs: docs::describe(&field.meta, &sentence(&field.meta.name)),
        ty: field_type(field, printer),
        initial: initial(field, &name, model, printer),
        debug: match field.sensitive {
            true => "&json::Redacted".to_owned(),
            false => format!("&self.{name}"),
        },
        write,
        read,
        name,
    }
}

/// The call that writes an optional field in another form, laid out like rustfmt does.
fn write_mapped(wire: &str, name: &str, form: &str) -> String {
    let chain = format!("self.{name}.as_ref().map({form})");
    match chain.len() > 60 {
        true => format!(
            "optional(\n            {wire},\n            &self\n                .{name}\n                .as_ref()\n                .map({form}),\n        )"
        ),
        false => format!("optional(«{wire}, &{chain}»)"),
    }
}

/// The call that reads a field, behind its name, laid out like rustfmt does.
fn lay_out_read(method: &str, wire: &str, default: Option<&str>, indent: usize) -> String {
    let pad = " ".repeat(16);
    let arguments = match default {
        Some(default) => format!("{wire}, {default}"),
        None => wire.to_owned(),
    };
    let width = fold::width(&arguments);
    if width > 60 {
        return match default.and_then(|default| default.strip_prefix("|| ")) {
            Some(body) if width_of_head(method, wire, indent) <= 100 => {
                format!(
                    "object.{method}({wire}, || {{\n{pad}{body}\n{}}})?",
                    " ".repeat(12)
                )
            }
            _ => format!("object.{method}(«{arguments}»)?"),
        };
    }
    let is_long = indent + "object.".len() + method.len() + "()?,".len() + width > 100;
    match is_long {
        true => format!("object\n{pad}.{method}({arguments})?"),
        false => format!("object.{method}({arguments})?"),
    }
}

/// How wide the first line is if the default stands in a block below it.
fn width_of_head(method: &str, wire: &str, indent: usize) -> usize {
    indent + "object.".len() + method.len() + fold::width(wire) + "(, || {".len()
}

/// The field that keeps what the contract does not know.
fn view_unknown_fields(record: &Record) -> FieldView {
    let is_taken = record
        .fields
        .iter()
        .any(|field| value_name(&field.meta.name) == "unknown");
    let name = if is_taken { UNKNOWN_FIELDS } else { "unknown" };
    FieldView {
        docs: vec![
            "Fields that this version of the contract does not know; they are written again."
                .to_owned(),
        ],
        name: name.to_owned(),
        ty: "json::Extra".to_owned(),
        initial: format!("{name}: json::Extra::new()"),
        debug: format!("&self.{name}"),
        write: format!("extra(&self.{name})"),
        read: "object.rest()".to_owned(),
    }
}

fn field_type(field: &Field, printer: &Printer<'_>) -> String {
    let ty = plain_type(field, printer);
    match field.presence {
        Presence::Optional => format!("{}<{ty}>", printer.std("Option")),
        Presence::Required | Presence::Default(_) => ty,
    }
}

/// The type of a field that is there.
fn plain_type(field: &Field, printer: &Printer<'_>) -> String {
    let ty = printer.ty(&field.ty);
    if field.recursive {
        format!("{}<{ty}>", printer.std("Box"))
    } else {
        ty
    }
}

/// What a field is set to by the constructor.
fn initial(field: &Field, name: &str, model: &Model, printer: &Printer<'_>) -> String {
    match &field.presence {
        Presence::Required => match conversion(field, name, printer) {
            Some(value) => format!("{name}: {value}"),
            None => name.to_owned(),
        },
        Presence::Optional => format!("{name}: None"),
        Presence::Default(value) => {
            format!(
                "{name}: {}",
                values::expression(value, &field.ty, model, printer)
            )
        }
    }
}

/// A parameter that takes the value of a field, in a form that callers find easy to give.
fn parameter(field: &Field, printer: &Printer<'_>) -> String {
    let name = value_name(&field.meta.name);
    let ty = printer.ty(&field.ty);
    match field.ty {
        Type::Scalar(Scalar::String) => format!("{name}: impl Into<{ty}>"),
        _ => format!("{name}: {ty}"),
    }
}

/// How a parameter becomes the value of its field, where that is not the parameter itself.
fn conversion(field: &Field, name: &str, printer: &Printer<'_>) -> Option<String> {
    match field.ty {
        Type::Scalar(Scalar::String) => Some(format!("{name}.into()")),
        _ if field.recursive => Some(format!("{}::new({name})", printer.std("Box"))),
        _ => None,
    }
}

fn view_setter(field: &Field, printer: &Printer<'_>) -> SetterView {
    let name = value_name(&field.meta.name);
    let value = conversion(field, &name, printer).unwrap_or_else(|| name.clone());
    let value = match field.presence {
        Presence::Optional => format!("Some({value})"),
        Presence::Required | Presence::Default(_) => value,
    };
    // An assignment that is too long has its value on the next line.
    let is_long = 8 + format!("self.{name} = {value};").len() > 100;
    let space = if is_long { "\n            " } else { " " };
    SetterView {
        field: name.clone(),
        method: setter_name(&field.meta.name),
        parameter: parameter(field, printer),
        value: format!("{space}{value}"),
        deprecated: docs::deprecated_arguments(&field.meta),
        name,
    }
}

/// What gives the default of a field that is absent.
fn default_function(field: &Field, model: &Model, printer: &Printer<'_>) -> String {
    let Presence::Default(value) = &field.presence else {
        return "Default::default".to_owned();
    };
    let expression = values::expression(value, &field.ty, model, printer);
    match expression.strip_suffix("()") {
        Some(function) if function.ends_with("::new") => function.to_owned(),
        _ => format!("|| {expression}"),
    }
}

fn view_aliases(field: &Field) -> Option<AliasView> {
    if field.aliases.is_empty() {
        return None;
    }
    let names: Vec<String> = field.aliases.iter().map(|alias| literal(alias)).collect();
    Some(AliasView {
        wire: literal(&field.wire),
        names: names.join(", "),
    })
}

fn view_limits(field: &Field) -> Option<LimitView> {
    let mut limits = limits_expression(&field.constraints)?;
    if field.enforce == Enforce::Write {
        limits.push_str(".on_write()");
    }
    let name = value_name(&field.meta.name);
    let constant = screaming_case(&field.meta.name);
    Some(LimitView {
        limits: lay_out_limits(&format!("static {constant}: json::Limits = "), &limits, 8),
        constant,
        method: if field.sensitive {
            "sensitive"
        } else {
            "field"
        },
        wire: literal(&field.wire),
        name,
    })
}

/// `json::Limits::new().min(0).max(5)`, or nothing where there are no limits.
pub(super) fn limits_expression(constraints: &Constraints) -> Option<String> {
    let mut calls = String::new();
    let mut bound = |name: &str, number: Option<Number>| match number {
        Some(Number::Int(value)) => calls.push_str(&format!(".{name}({value})")),
        Some(Number::Float(value)) => calls.push_str(&format!(".{name}_float({value:?})")),
        None => {}
    };
    bound("min", constraints.min);
    bound("max", constraints.max);
    let counts = [
        ("min_length", constraints.min_length),
        ("max_length", constraints.max_length),
        ("min_items", constraints.min_items),
        ("max_items", constraints.max_items),
    ];
    for (name, count) in counts {
        if let Some(count) = count {
            calls.push_str(&format!(".{name}({count})"));
        }
    }
    if let Some(pattern) = &constraints.pattern {
        calls.push_str(&format!(".pattern({})", literal(pattern)));
    }
    if constraints.unique {
        calls.push_str(".unique()");
    }
    if calls.is_empty() {
        None
    } else {
        Some(format!("json::Limits::new(){calls}"))
    }
}

/// Breaks a chain of calls like rustfmt does: on one line up to a width of 60, else one call a line.
pub(super) fn lay_out_limits(before: &str, expression: &str, indent: usize) -> String {
    let line = indent + before.len() + expression.len() + 1;
    if expression.len() <= 60 && line <= 100 {
        return expression.to_owned();
    }
    let pad = " ".repeat(indent + 4);
    let mut out = String::from("json::Limits::new()");
    let calls = expression.trim_start_matches("json::Limits::new()");
    // A call starts at a `.` in front of a letter, outside of the quotes of a pattern.
    let (mut quoted, mut escaped) = (false, false);
    for character in calls.chars() {
        match character {
            '.' if !quoted => out.push_str(&format!("\n{pad}")),
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = quoted && character == '\\' && !escaped;
        out.push(character);
    }
    out
}

/// What is said of an element that nobody described.
fn sentence(name: &str) -> String {
    format!("`{name}`")
}
