//! Types and names of a contract as a file of generated Python prints them.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::imports::Imports;
use super::literals::literal;
use super::types::is_alias;
use crate::emit::text::deprecation;
use crate::model::{
    ErrorId, Import, Meta, Model, Package, PackageId, Scalar, Type, TypeId, TypeKind,
};
use crate::names::python::type_name;
use crate::names::{package_module, snake_case};

/// Prints types, and remembers what the file has to import for them.
pub(super) struct Printer<'m> {
    model: &'m Model,
    package: PackageId,
    /// Names of the contract at the top level of the file, or in a class body of it, which hide imported ones.
    hiding: BTreeSet<String>,
    /// Whether the file is the one that declares the types.
    declares_types: bool,
    /// Names that the file itself gives to something else than a type or an error.
    declared: BTreeSet<String>,
    imports: RefCell<Imports>,
}

impl<'m> Printer<'m> {
    pub(super) fn new(model: &'m Model, package: PackageId) -> Self {
        let Package { types, errors, .. } = &model[package];
        let types = types.iter().map(|id| &model[*id].meta.name);
        let errors = errors.iter().map(|id| &model[*id].meta.name);
        Self {
            model,
            package,
            hiding: types.chain(errors).map(|name| type_name(name)).collect(),
            declares_types: false,
            declared: BTreeSet::new(),
            imports: RefCell::default(),
        }
    }

    /// Imports under another name what the file gives these names to.
    pub(super) fn hiding(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.hiding.extend(names);
        self
    }

    /// Prints types and errors through their modules whose names the file gives to something else.
    pub(super) fn declaring(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.declared.extend(names);
        self
    }

    /// Prints types by their bare names without importing them: the file declares them.
    pub(super) fn declaring_types(mut self) -> Self {
        self.declares_types = true;
        self
    }

    /// A name of a module, imported: `import("typing", "Any")`.
    pub(super) fn import(&self, module: &str, name: &str) -> String {
        let (printed, imported) = match self.hiding.contains(name) {
            true => (format!("_{name}"), format!("{name} as _{name}")),
            false => (name.to_owned(), name.to_owned()),
        };
        self.imports.borrow_mut().add_name(module, imported);
        printed
    }

    /// A name of the runtime: `_rt.message`.
    pub(super) fn runtime(&self, name: &str) -> String {
        let line = "from .. import runtime as _rt".to_owned();
        self.imports.borrow_mut().add_line(line);
        format!("_rt.{name}")
    }

    /// A module of the same package under a name with an underscore: `_definitions`.
    pub(super) fn module(&self, module: &str) -> String {
        let line = format!("from . import {module} as _{module}");
        self.imports.borrow_mut().add_line(line);
        format!("_{module}")
    }

    /// A type where one is used, as an annotation.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Named(id) => self.named(*id),
            Type::List(item) => format!("list[{}]", self.ty(item)),
            Type::Map(key, value) => format!("dict[{}, {}]", self.ty(key), self.ty(value)),
        }
    }

    /// The input or the output of a definition; `None` where it has none.
    pub(super) fn message(&self, ty: Option<&Type>) -> String {
        ty.map_or_else(|| "None".to_owned(), |ty| self.ty(ty))
    }

    fn scalar(&self, scalar: Scalar) -> String {
        match scalar {
            Scalar::Bool => "bool".to_owned(),
            Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => "int".to_owned(),
            Scalar::Float32 | Scalar::Float64 => "float".to_owned(),
            Scalar::String => "str".to_owned(),
            Scalar::Bytes => "bytes".to_owned(),
            Scalar::Timestamp => self.import("datetime", "datetime"),
            Scalar::Date => self.import("datetime", "date"),
            Scalar::Duration => self.import("datetime", "timedelta"),
            Scalar::Decimal => self.import("decimal", "Decimal"),
            Scalar::Uuid => self.import("uuid", "UUID"),
            Scalar::Json => self.runtime("Json"),
        }
    }

    /// A type of a contract by its name, through the module of its package where that is another one.
    pub(super) fn named(&self, id: TypeId) -> String {
        let definition = &self.model[id];
        self.of_types(definition.package, type_name(&definition.meta.name))
    }

    /// Whether a type belongs to another package.
    pub(super) fn is_foreign(&self, id: TypeId) -> bool {
        self.model[id].package != self.package
    }

    /// A value of a newtype, of an expression of what it is made of.
    pub(super) fn newtype(&self, id: TypeId, inner: &str) -> String {
        match &self.model[id].kind {
            TypeKind::Newtype(newtype) if !is_alias(&newtype.of, self.model) => {
                format!("{}(‹{inner}›)", self.named(id))
            }
            _ => inner.to_owned(),
        }
    }

    /// What stands in the module `types` of a package, by name.
    fn of_types(&self, package: PackageId, name: String) -> String {
        if package != self.package {
            return format!("{}.{name}", self.package_alias(package, "types"));
        }
        if self.declares_types {
            return name;
        }
        self.own(".types", name)
    }

    /// An error by name.
    pub(super) fn error(&self, id: ErrorId) -> String {
        let error = &self.model[id];
        let name = type_name(&error.meta.name);
        if error.package != self.package {
            return format!("{}.{name}", self.package_alias(error.package, "errors"));
        }
        self.own(".errors", name)
    }

    /// A name of another module of the package, imported.
    fn own(&self, module: &str, name: String) -> String {
        if self.declared.contains(&name) {
            return format!("{}.{name}", self.module(module.trim_start_matches('.')));
        }
        self.imports.borrow_mut().add_name(module, name.clone());
        name
    }

    /// The decorator of what the contract deprecates.
    pub(super) fn deprecated(&self, meta: &Meta) -> Option<String> {
        let deprecated = meta.deprecated.as_ref()?;
        let decorator = self.import("typing_extensions", "deprecated");
        Some(format!(
            "@{decorator}(‹{}›)",
            literal(&deprecation(deprecated))
        ))
    }

    /// A class of another module of this package by name.
    pub(super) fn own_class(&self, module: &str, name: &str) -> String {
        self.own(&format!(".{module}"), name.to_owned())
    }

    /// A class of another module of the package by name: `ProcessOrderHandle`.
    pub(super) fn class(&self, package: PackageId, module: &str, name: &str) -> String {
        match package == self.package {
            true => self.own(&format!(".{module}"), name.to_owned()),
            false => format!("{}.{name}", self.package_alias(package, module)),
        }
    }

    /// A definition by its constant: `_definitions.PROCESS_ORDER`.
    pub(super) fn definition(&self, package: PackageId, constant: &str) -> String {
        let module = match package == self.package {
            true => self.module("definitions"),
            false => self.package_alias(package, "definitions"),
        };
        format!("{module}.{constant}")
    }

    /// A duration of an option, in units that are exact.
    pub(super) fn duration(&self, duration: std::time::Duration) -> String {
        let timedelta = self.import("datetime", "timedelta");
        let (seconds, micros) = (duration.as_secs(), duration.subsec_micros());
        let argument = match (seconds, micros) {
            (seconds, 0) if seconds > 0 && seconds.is_multiple_of(86_400) => {
                format!("days={}", seconds / 86_400)
            }
            (seconds, 0) if seconds > 0 && seconds.is_multiple_of(3_600) => {
                format!("hours={}", seconds / 3_600)
            }
            (seconds, 0) if seconds > 0 && seconds.is_multiple_of(60) => {
                format!("minutes={}", seconds / 60)
            }
            (seconds, 0) => format!("seconds={seconds}"),
            (0, micros) if micros.is_multiple_of(1_000) => {
                format!("milliseconds={}", micros / 1_000)
            }
            (seconds, micros) => format!("seconds={seconds}, microseconds={micros}"),
        };
        format!("{timedelta}({argument})")
    }

    /// A module of another package, by the alias that this file has for it: `_common` for its types, else `_common_errors`.
    pub(super) fn package_alias(&self, package: PackageId, module: &str) -> String {
        let imports = &self.model[self.package].imports;
        let alias = match imports.iter().find(|import| import.package == package) {
            Some(import) => snake_case(&import.alias),
            None => package_module(&self.model[package].name),
        };
        let alias = match module {
            "types" => format!("_{alias}"),
            _ => format!("_{alias}_{module}"),
        };
        let alias = match self.is_ours(&alias, module) {
            true => format!("{alias}_"),
            false => alias,
        };
        let other = package_module(&self.model[package].name);
        let line = format!("from ..{other} import {module} as {alias}");
        self.imports.borrow_mut().add_line(line);
        alias
    }

    /// Whether a file gives the name that a module of another package would have to something else.
    ///
    /// No name of a contract ends with an underscore, so one more makes it free.
    fn is_ours(&self, alias: &str, module: &str) -> bool {
        let package = &self.model[self.package];
        let is_another =
            |other: &Import| module != "types" && alias == format!("_{}", snake_case(&other.alias));
        let is_of_a_type = |id: &TypeId| {
            let name = snake_case(&self.model[*id].meta.name);
            alias == format!("_{name}") || alias == format!("_{name}_limits")
        };
        alias == "_rt"
            || package.imports.iter().any(is_another)
            || package.types.iter().any(is_of_a_type)
    }

    /// The function that reads a union or a newtype: `order_id_from_wire`, or of a record or an enum: `Order.from_wire`.
    pub(super) fn reader(&self, id: TypeId) -> String {
        self.converter(id, "from_wire")
    }

    /// The function that writes a type: `order_id_to_wire`, `Order.to_wire`.
    pub(super) fn writer(&self, id: TypeId) -> String {
        self.converter(id, "to_wire")
    }

    fn converter(&self, id: TypeId, verb: &str) -> String {
        let definition = &self.model[id];
        match definition.kind {
            TypeKind::Record(_) | TypeKind::Enum(_) => format!("{}.{verb}", self.named(id)),
            TypeKind::Union(_) | TypeKind::Newtype(_) => {
                let name = format!("{}_{verb}", snake_case(&definition.meta.name));
                self.of_types(definition.package, name)
            }
        }
    }

    /// How a payload of a type is read and written: `_rt.of(OrderInput)`.
    pub(super) fn payload(&self, ty: Option<&Type>) -> String {
        let Some(ty) = ty else {
            return self.runtime("NOTHING");
        };
        match ty {
            Type::Scalar(scalar) => self.runtime(scalar_payload(*scalar)),
            Type::Named(id) => match self.model[*id].kind {
                TypeKind::Newtype(_) => format!(
                    "{}(‹{}, {}, {}›)",
                    self.runtime("newtype"),
                    self.named(*id),
                    self.reader(*id),
                    self.writer(*id)
                ),
                _ => format!("{}(‹{}›)", self.runtime("of"), self.named(*id)),
            },
            // A check refuses both as the whole of a payload.
            Type::List(_) | Type::Map(..) => self.runtime("NOTHING"),
        }
    }

    /// Everything that was printed and has to be imported.
    pub(super) fn imports(&self) -> Imports {
        self.imports.borrow().clone()
    }
}

/// The constant of the runtime that reads and writes a scalar that is the whole of a payload.
fn scalar_payload(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "BOOL",
        Scalar::Int32 => "INT32",
        Scalar::Int64 => "INT64",
        Scalar::Uint32 => "UINT32",
        Scalar::Uint64 => "UINT64",
        Scalar::Float32 => "FLOAT32",
        Scalar::Float64 => "FLOAT64",
        Scalar::String => "STRING",
        Scalar::Bytes => "BYTES",
        Scalar::Timestamp => "TIMESTAMP",
        Scalar::Date => "DATE",
        Scalar::Duration => "DURATION",
        Scalar::Decimal => "DECIMAL",
        Scalar::Uuid => "UUID",
        Scalar::Json => "JSON",
    }
}
