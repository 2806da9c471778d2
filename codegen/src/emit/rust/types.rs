//! The types of a package.

use std::collections::BTreeSet;

use serde::Serialize;

use super::print::literal;
use super::records::{lay_out_limits, limits_expression, view_record};
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    Constraints, Enum, Model, Newtype, PackageId, Scalar, Type, TypeDef, TypeId, TypeKind, Union,
};
use crate::names::rust::{type_name, variant_name};

use super::print::Printer;

#[derive(Serialize)]
struct EnumView {
    docs: Vec<String>,
    name: String,
    root: String,
    closed: bool,
    values: Vec<ValueView>,
    unknown: &'static str,
    names: String,
    string: String,
    result: String,
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
    root: String,
    closed: bool,
    tag: String,
    variants: Vec<VariantView>,
    conversions: Vec<ConversionView>,
    unknown: &'static str,
    names: String,
    #[serde(rename = "box")]
    box_: String,
    result: String,
}

#[derive(Serialize)]
struct VariantView {
    docs: Vec<String>,
    name: String,
    record: String,
    wire: String,
    #[serde(rename = "box")]
    box_: String,
}

#[derive(Serialize)]
struct ConversionView {
    name: String,
    record: String,
    #[serde(rename = "box")]
    box_: String,
}

#[derive(Serialize)]
struct NewtypeView {
    docs: Vec<String>,
    name: String,
    root: String,
    derives: String,
    inner: String,
    limits: Option<String>,
    argument: String,
    take: &'static str,
    accessor: &'static str,
    borrowed: String,
    borrow: &'static str,
    redacted: bool,
    display: bool,
    text: bool,
    key: bool,
    narrowed: bool,
    result: String,
}

impl Emitter<'_> {
    /// `types.rs`; none if the package has no types.
    pub(super) fn emit_types(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        if package.types.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let mut items = Vec::new();
        for id in &package.types {
            items.push(self.emit_type(*id, &printer)?);
        }
        items.push(
            self.emit_conversions(
                package
                    .types
                    .iter()
                    .map(|id| type_name(&self.model[*id].meta.name)),
            ),
        );
        printer.declares_types();
        let uses = printer.uses(&[], &["tempoc_runtime::json"], Vec::new());
        let about = format!("The types of `{}`.", package.name);
        self.file(package, &about, uses, items).map(Some)
    }

    /// The line that lets types be payloads of the SDK's own interfaces, or serde's.
    pub(super) fn emit_conversions(&self, names: impl Iterator<Item = String>) -> String {
        let names: Vec<String> = names.collect();
        let name = if self.options.serde {
            "impl_serde"
        } else {
            "impl_payload"
        };
        // In braces, rustfmt leaves it as it is.
        let line = format!("tempoc_runtime::{name}! {{ {} }}", names.join(", "));
        if line.len() <= 100 {
            return line;
        }
        let names: Vec<String> = names.iter().map(|name| format!("    {name},\n")).collect();
        format!("tempoc_runtime::{name}! {{\n{}}}", names.concat())
    }

    fn emit_type(&self, id: TypeId, printer: &Printer<'_>) -> Result<String, TemplateError> {
        let definition = &self.model[id];
        let name = &definition.meta.name;
        match &definition.kind {
            TypeKind::Record(record) => {
                let docs = docs::describe(&definition.meta, &self.record_docs(definition));
                let view = view_record(name, docs, record, self.model, printer);
                self.templates.render("record", &view)
            }
            TypeKind::Enum(kind) => self
                .templates
                .render("enum", &view_enum(definition, kind, printer)),
            TypeKind::Union(kind) => self
                .templates
                .render("union", &view_union(definition, kind, printer)),
            TypeKind::Newtype(kind) => self
                .templates
                .render("newtype", &self.view_newtype(id, kind, printer)),
        }
    }

    fn view_newtype(&self, id: TypeId, kind: &Newtype, printer: &Printer<'_>) -> NewtypeView {
        let definition = &self.model[id];
        let name = type_name(&definition.meta.name);
        let inner = printer.ty(&kind.of);
        let text = kind.of == Type::Scalar(Scalar::String);
        let base = printer.base(&kind.of);
        let copied = matches!(kind.of, Type::Scalar(scalar) if is_copy(scalar));
        NewtypeView {
            docs: docs::describe(&definition.meta, &format!("`{}`", definition.meta.name)),
            derives: derives(&base, kind.sensitive),
            limits: limits_expression(&kind.constraints)
                .map(|limits| lay_out_limits("static LIMITS: json::Limits = ", &limits, 8)),
            argument: if text {
                format!("impl Into<{inner}>")
            } else {
                inner.clone()
            },
            take: if text { "value.into()" } else { "value" },
            accessor: match (text, copied) {
                (true, _) => "as_str",
                (false, true) => "get",
                (false, false) => "as_inner",
            },
            borrowed: match (text, copied) {
                (true, _) => "&str".to_owned(),
                (false, true) => inner.clone(),
                (false, false) => format!("&{inner}"),
            },
            borrow: if copied { "self.0" } else { "&self.0" },
            redacted: kind.sensitive,
            display: !matches!(
                base,
                Type::Scalar(Scalar::Bytes) | Type::List(_) | Type::Map(..)
            ),
            text,
            key: is_key(&base),
            narrowed: self.narrowed.contains(&id),
            result: printer.std("Result"),
            root: literal(&definition.meta.name),
            inner,
            name,
        }
    }

    /// What is said of a record that nobody described.
    fn record_docs(&self, definition: &TypeDef) -> String {
        match definition.variant_of {
            Some(union) => format!(
                "What a variant of `{}` carries.",
                type_name(&self.model[union].meta.name)
            ),
            None => format!("`{}`", definition.meta.name),
        }
    }
}

/// The newtypes whose values another newtype sets limits to.
pub(super) fn narrowed_types(model: &Model) -> BTreeSet<TypeId> {
    let narrowed = |definition: &TypeDef| match &definition.kind {
        TypeKind::Newtype(newtype) if newtype.constraints != Constraints::default() => {
            match newtype.of {
                Type::Named(id) => Some(id),
                Type::Scalar(_) | Type::List(_) | Type::Map(..) => None,
            }
        }
        TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
    };
    model.types.iter().filter_map(narrowed).collect()
}

fn view_enum(definition: &TypeDef, kind: &Enum, printer: &Printer<'_>) -> EnumView {
    let names: Vec<String> = kind
        .values
        .iter()
        .map(|value| literal(&value.wire))
        .collect();
    EnumView {
        docs: docs::describe(&definition.meta, &format!("`{}`", definition.meta.name)),
        name: type_name(&definition.meta.name),
        root: literal(&definition.meta.name),
        closed: kind.closed,
        values: kind
            .values
            .iter()
            .map(|value| ValueView {
                docs: docs::describe(&value.meta, &format!("`{}`", value.wire)),
                name: variant_name(&value.meta.name),
                wire: literal(&value.wire),
            })
            .collect(),
        unknown: "Unknown",
        names: names.join(", "),
        string: printer.std("String"),
        result: printer.std("Result"),
    }
}

fn view_union(definition: &TypeDef, kind: &Union, printer: &Printer<'_>) -> UnionView {
    let names: Vec<String> = kind
        .variants
        .iter()
        .map(|variant| literal(&variant.wire))
        .collect();
    let box_ = printer.std("Box");
    let carried_once = |record: TypeId| {
        kind.variants
            .iter()
            .filter(|variant| variant.record == record)
            .count()
            == 1
    };
    UnionView {
        docs: docs::describe(&definition.meta, &format!("`{}`", definition.meta.name)),
        name: type_name(&definition.meta.name),
        root: literal(&definition.meta.name),
        closed: kind.closed,
        tag: literal(&kind.tag),
        variants: kind
            .variants
            .iter()
            .map(|variant| VariantView {
                docs: docs::describe(&variant.meta, &format!("`{}`", variant.wire)),
                name: variant_name(&variant.meta.name),
                record: printer.named(variant.record),
                wire: literal(&variant.wire),
                box_: box_.clone(),
            })
            .collect(),
        conversions: kind
            .variants
            .iter()
            .filter(|variant| carried_once(variant.record))
            .map(|variant| ConversionView {
                name: variant_name(&variant.meta.name),
                record: printer.named(variant.record),
                box_: box_.clone(),
            })
            .collect(),
        unknown: "Unknown",
        names: names.join(", "),
        box_,
        result: printer.std("Result"),
    }
}

/// Everything that the inner value can do and that makes sense for it.
fn derives(base: &Type, sensitive: bool) -> String {
    let mut derives = vec!["Clone"];
    let scalar = match base {
        Type::Scalar(scalar) => Some(*scalar),
        Type::Named(_) | Type::List(_) | Type::Map(..) => None,
    };
    if scalar.is_some_and(is_copy) {
        derives.push("Copy");
    }
    if !sensitive {
        derives.push("Debug");
    }
    derives.push("PartialEq");
    match scalar {
        Some(Scalar::Float32 | Scalar::Float64) => derives.push("PartialOrd"),
        Some(Scalar::Json | Scalar::Decimal) | None => {}
        Some(_) => derives.extend(["Eq", "PartialOrd", "Ord", "Hash"]),
    }
    derives.join(", ")
}

fn is_copy(scalar: Scalar) -> bool {
    !matches!(
        scalar,
        Scalar::String | Scalar::Bytes | Scalar::Decimal | Scalar::Json
    )
}

fn is_key(base: &Type) -> bool {
    match base {
        Type::Scalar(scalar) => matches!(
            scalar,
            Scalar::String
                | Scalar::Uuid
                | Scalar::Int32
                | Scalar::Int64
                | Scalar::Uint32
                | Scalar::Uint64
        ),
        Type::Named(_) => true,
        Type::List(_) | Type::Map(..) => false,
    }
}
