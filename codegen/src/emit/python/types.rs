//! The types of a package.

use std::collections::BTreeSet;

use serde::Serialize;

use super::conversions::{Converter, is_like_json};
use super::literals::literal;
use super::modules::Module;
use super::print::Printer;
use super::records::{limits, view_record};
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    Enum, Model, Newtype, PackageId, Presence, Scalar, Type, TypeDef, TypeId, TypeKind, Union,
    Value,
};
use crate::names::python::{member_name, type_name};
use crate::names::{snake_case, variant_record};

#[derive(Serialize)]
struct EnumView {
    docs: Vec<String>,
    name: String,
    decorator: String,
    base: String,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    docs: Vec<String>,
    name: String,
    wire: String,
}

#[derive(Serialize)]
struct UnionView {
    docs: Vec<String>,
    name: String,
    function: String,
    alias: String,
    type_alias: String,
    /// Records of their own for variants that carry the same one.
    twins: Vec<TwinView>,
    table: String,
    union_type: String,
    arguments: String,
    any: String,
    object: String,
    final_: String,
}

#[derive(Serialize)]
struct TwinView {
    dataclass: String,
    name: String,
    record: String,
    docs: Vec<String>,
}

#[derive(Serialize)]
struct NewtypeView {
    docs: Vec<String>,
    name: String,
    root: String,
    function: String,
    inner: String,
    /// `NewType`, unless Python lets nothing be made of the type.
    new_type: Option<String>,
    type_alias: String,
    limits: Option<String>,
    read: String,
    write: String,
    made: String,
    wire: String,
    /// The call that takes the value out of errors.
    redacted: &'static str,
    error: String,
    any: String,
    final_: String,
}

impl Emitter<'_> {
    /// `types.py`; none if the package has no types.
    pub(super) fn emit_types(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.types.is_empty() {
            return Ok(None);
        }
        let printer = self
            .printer(id)
            .hiding(self.field_names(id))
            .declaring_types();
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for id in in_order_of_need(self.model, id) {
            items.push(self.emit_type(id, &printer)?);
            exports.extend(exported(self.model, id));
        }
        let about = format!("The types of `{}`.", package.name);
        Ok(Some(Module {
            name: "types",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    /// The names of all fields, which hide what is imported from the class bodies that they stand in.
    fn field_names(&self, id: PackageId) -> BTreeSet<String> {
        let records = self.model[id]
            .types
            .iter()
            .filter_map(|id| match &self.model[*id].kind {
                TypeKind::Record(record) => Some(record),
                _ => None,
            });
        records
            .flat_map(|record| &record.fields)
            .map(|field| crate::names::python::value_name(&field.meta.name))
            .collect()
    }

    fn emit_type(&self, id: TypeId, printer: &Printer<'_>) -> Result<String, TemplateError> {
        let definition = &self.model[id];
        let name = type_name(&definition.meta.name);
        match &definition.kind {
            TypeKind::Record(record) => {
                let docs = described(definition, self.model);
                let is_deep = self.deep.contains(&id);
                let view = view_record(name, docs, record, is_deep, self.model, printer);
                self.templates.render("record", &view)
            }
            TypeKind::Enum(kind) => {
                let view = view_enum(definition, kind, printer);
                self.templates.render("enum", &view)
            }
            TypeKind::Union(kind) => {
                let view = view_union(definition, kind, self.model, printer);
                self.templates.render("union", &view)
            }
            TypeKind::Newtype(kind) => {
                let view = view_newtype(definition, kind, self.model, printer);
                self.templates.render("newtype", &view)
            }
        }
    }
}

/// The docstring of a class; none if nobody described it.
fn described(definition: &TypeDef, model: &Model) -> Vec<String> {
    let otherwise = match definition.variant_of {
        Some(union) => format!("What a variant of `{}` carries.", model[union].meta.name),
        None => String::new(),
    };
    docs::describe(&definition.meta, &otherwise, 4)
}

/// What the package exports of a type.
fn exported(model: &Model, id: TypeId) -> Vec<String> {
    let definition = &model[id];
    let mut names = vec![type_name(&definition.meta.name)];
    if let TypeKind::Union(union) = &definition.kind {
        names.extend(
            twins(definition, union, model)
                .into_iter()
                .map(|(name, _)| name),
        );
    }
    names
}

fn view_enum(definition: &TypeDef, kind: &Enum, printer: &Printer<'_>) -> EnumView {
    EnumView {
        docs: docs::describe(&definition.meta, "", 4),
        name: type_name(&definition.meta.name),
        decorator: printer.runtime("message"),
        base: printer.runtime(match kind.closed {
            true => "ClosedEnum",
            false => "OpenEnum",
        }),
        values: kind
            .values
            .iter()
            .map(|value| ValueView {
                docs: docs::describe(&value.meta, "", 4),
                name: member_name(&value.meta.name),
                wire: literal(&value.wire),
            })
            .collect(),
    }
}

/// A record of its own for each variant that shares one with an earlier variant: its name, and the record.
fn twins(definition: &TypeDef, kind: &Union, model: &Model) -> Vec<(String, TypeId)> {
    let mut carried = BTreeSet::new();
    kind.variants
        .iter()
        .filter(|variant| !carried.insert(variant.record))
        .map(|variant| {
            let name = variant_record(&definition.meta.name, &variant.meta.name);
            (type_name(&name), variant.record)
        })
        .filter(|(name, record)| *name != type_name(&model[*record].meta.name))
        .collect()
}

fn view_union(
    definition: &TypeDef,
    kind: &Union,
    model: &Model,
    printer: &Printer<'_>,
) -> UnionView {
    let mut carried = BTreeSet::new();
    let mut classes = Vec::new();
    let mut is_foreign = false;
    for variant in &kind.variants {
        is_foreign |= printer.is_foreign(variant.record);
        classes.push(match carried.insert(variant.record) {
            true => printer.named(variant.record),
            false => type_name(&variant_record(&definition.meta.name, &variant.meta.name)),
        });
    }
    let entries: Vec<String> = kind
        .variants
        .iter()
        .zip(&classes)
        .map(|(variant, class)| format!("{}: {class}", literal(&variant.wire)))
        .collect();
    let mut members = classes.clone();
    if !kind.closed {
        members.push(printer.runtime("UnknownVariant"));
    }
    let mut arguments = vec![
        literal(&definition.meta.name),
        literal(&kind.tag),
        format!("lambda: {{«{}»}}", entries.join(", ")),
    ];
    if kind.closed {
        arguments.push("closed=True".to_owned());
    }
    let function = snake_case(&definition.meta.name);
    UnionView {
        docs: docs::describe(&definition.meta, "", 0),
        name: type_name(&definition.meta.name),
        // What another package declares may not be there yet when this runs.
        alias: match (is_foreign, members.as_slice()) {
            (true, members) => format!("\"{}\"", members.join(" | ")),
            (false, [one]) => one.clone(),
            (false, members) => format!("⟨{}⟩", members.join("¦| ")),
        },
        type_alias: printer.import("typing", "TypeAlias"),
        twins: twins(definition, kind, model)
            .into_iter()
            .map(|(name, record)| TwinView {
                dataclass: printer.import("dataclasses", "dataclass"),
                docs: docs::docstring(
                    &format!("What a variant of `{}` carries.", definition.meta.name),
                    4,
                ),
                name,
                record: printer.named(record),
            })
            .collect(),
        table: format!("_{function}"),
        union_type: printer.runtime("UnionType"),
        arguments: arguments.join(", "),
        any: printer.import("typing", "Any"),
        object: printer.runtime("JsonObject"),
        final_: printer.import("typing", "Final"),
        function,
    }
}

fn view_newtype(
    definition: &TypeDef,
    kind: &Newtype,
    model: &Model,
    printer: &Printer<'_>,
) -> NewtypeView {
    let name = type_name(&definition.meta.name);
    let inner = printer.ty(&kind.of);
    let converter = Converter {
        model,
        printer,
        as_string: false,
    };
    let is_alias = is_alias(&kind.of, model);
    let limits = limits(&kind.constraints, &kind.of, false, model, printer);
    let (read, write) = (converter.reader(&kind.of), converter.writer(&kind.of));
    NewtypeView {
        root: definition.meta.name.clone(),
        docs: docs::describe(&definition.meta, "", 0),
        function: snake_case(&definition.meta.name),
        new_type: (!is_alias).then(|| printer.import("typing", "NewType")),
        type_alias: match is_alias {
            true => printer.import("typing", "TypeAlias"),
            false => String::new(),
        },
        final_: match limits.is_some() {
            true => printer.import("typing", "Final"),
            false => String::new(),
        },
        limits,
        read,
        write,
        made: match is_alias {
            true => "made".to_owned(),
            false => format!("{name}(made)"),
        },
        wire: wire_type(&kind.of, model, printer),
        redacted: match kind.sensitive {
            true => ".redacted()",
            false => "",
        },
        error: printer.runtime("WireError"),
        any: printer.import("typing", "Any"),
        inner,
        name,
    }
}

/// Whether a newtype is another name only: nothing can be derived from a bool, and any JSON is no class.
pub(super) fn is_alias(of: &Type, model: &Model) -> bool {
    matches!(
        model.scalar_of(of),
        Some(Scalar::Bool | Scalar::Json) | None
    )
}

/// What a scalar is as JSON.
fn wire_type(ty: &Type, model: &Model, printer: &Printer<'_>) -> String {
    match model.scalar_of(ty) {
        Some(scalar) if is_like_json(scalar, false) && scalar != Scalar::Json => {
            printer.ty(&Type::Scalar(scalar))
        }
        Some(Scalar::Float32 | Scalar::Float64) => "float".to_owned(),
        Some(scalar) if scalar != Scalar::Json => "str".to_owned(),
        _ => printer.import("typing", "Any"),
    }
}

/// The types of a package in their order, but each behind those that have to be there when Python runs its declaration.
fn in_order_of_need(model: &Model, package: PackageId) -> Vec<TypeId> {
    let mut ordered = Vec::new();
    let mut placed = BTreeSet::new();
    for id in &model[package].types {
        place(model, package, *id, &mut placed, &mut ordered);
    }
    ordered
}

fn place(
    model: &Model,
    package: PackageId,
    id: TypeId,
    placed: &mut BTreeSet<TypeId>,
    ordered: &mut Vec<TypeId>,
) {
    if model[id].package != package || !placed.insert(id) {
        return;
    }
    for needed in needed_types(model, id) {
        place(model, package, needed, placed, ordered);
    }
    ordered.push(id);
}

/// The types that a declaration names in more than annotations.
fn needed_types(model: &Model, id: TypeId) -> Vec<TypeId> {
    match &model[id].kind {
        TypeKind::Record(record) => record
            .fields
            .iter()
            .filter_map(|field| match &field.presence {
                Presence::Default(Value::Enum(id, _) | Value::Newtype(id, _)) => Some(*id),
                _ => None,
            })
            .collect(),
        TypeKind::Enum(_) => Vec::new(),
        TypeKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| variant.record)
            .collect(),
        TypeKind::Newtype(newtype) => match newtype.of {
            Type::Named(id) => vec![id],
            _ => Vec::new(),
        },
    }
}
