//! What a value is of, and how each language names it.

use crate::breaking::finding::Shape;
use crate::model::{ErrorId, Model, Scalar, Type, TypeId, TypeKind};
use crate::names::{package_module, python, rust, snake_case};
use crate::sample::Target;

use super::Place;

/// What may be the whole of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// No payload.
    Nothing,
    /// A type of the language.
    Scalar(Scalar),
    /// A type of the contract.
    Type(TypeId),
    /// The details of an error.
    Error(ErrorId),
}

impl Subject {
    /// Of an input or an output; none of a list or a map, which is no payload, and of `bytes` and `json`, which are
    /// none either.
    pub fn of(ty: Option<&Type>) -> Option<Self> {
        match ty {
            None => Some(Self::Nothing),
            Some(Type::Named(id)) => Some(Self::Type(*id)),
            Some(Type::Scalar(Scalar::Bytes | Scalar::Json)) => None,
            Some(Type::Scalar(scalar)) => Some(Self::Scalar(*scalar)),
            Some(Type::List(_) | Type::Map(..)) => None,
        }
    }

    /// Of what a payload is to one version; none of what is no payload by itself.
    pub fn of_shape(shape: &Shape) -> Option<Self> {
        match shape {
            Shape::Nothing => Some(Self::Nothing),
            Shape::Type(ty) => Self::of(Some(ty)),
            Shape::Error(id) => Some(Self::Error(*id)),
        }
    }

    /// Calls `make` with what values are made up for; nothing where there is no payload.
    pub(super) fn with_target<T>(
        self,
        model: &Model,
        make: impl FnOnce(Target<'_>) -> T,
    ) -> Option<T> {
        match self {
            Self::Nothing => None,
            Self::Scalar(scalar) => Some(make(Target::Type(&Type::Scalar(scalar)))),
            Self::Type(id) => Some(make(Target::Type(&Type::Named(id)))),
            Self::Error(id) => Some(make(Target::Record(&model[id].record))),
        }
    }

    /// All of a model.
    pub(super) fn all(model: &Model) -> impl Iterator<Item = Self> {
        let scalars = Scalar::ALL.iter();
        let scalars = scalars.filter_map(|(_, scalar)| Self::of(Some(&Type::Scalar(*scalar))));
        let types = (0..model.types.len() as u32).map(|id| Self::Type(TypeId(id)));
        let errors = (0..model.errors.len() as u32).map(|id| Self::Error(ErrorId(id)));
        std::iter::once(Self::Nothing)
            .chain(scalars)
            .chain(types)
            .chain(errors)
    }

    /// Its type in generated Rust, for a version that is a module.
    pub(super) fn rust_type(self, model: &Model, version: &str) -> String {
        let (package, name) = match self {
            Self::Nothing => return "()".to_owned(),
            Self::Scalar(scalar) => return rust_scalar(scalar),
            Self::Type(id) => (model[id].package, &model[id].meta.name),
            Self::Error(id) => (model[id].package, &model[id].meta.name),
        };
        let module = package_module(&model[package].name);
        format!("crate::{version}::{module}::{}", rust::type_name(name))
    }

    /// What it is in generated Python: its kind, the module of its package, and its name.
    pub(super) fn python_name(self, model: &Model) -> (&'static str, String, String) {
        let (kind, package, name) = match self {
            Self::Nothing => return ("nothing", String::new(), String::new()),
            Self::Scalar(scalar) => {
                return ("scalar", String::new(), scalar.name().to_uppercase());
            }
            Self::Type(id) => {
                let definition = &model[id];
                let name = &definition.meta.name;
                let (kind, name) = match definition.kind {
                    TypeKind::Record(_) | TypeKind::Enum(_) => ("class", python::type_name(name)),
                    TypeKind::Union(_) | TypeKind::Newtype(_) => ("functions", snake_case(name)),
                };
                (kind, definition.package, name)
            }
            Self::Error(id) => {
                let definition = &model[id];
                let name = python::type_name(&definition.meta.name);
                ("error", definition.package, name)
            }
        };
        (kind, package_module(&model[package].name), name)
    }
}

impl Place {
    /// What both programs know it by.
    pub(super) fn key(self) -> String {
        let version = version_name(self.version);
        match self.subject {
            Subject::Nothing => format!("{version} nothing"),
            Subject::Scalar(scalar) => format!("{version} {}", scalar.name()),
            Subject::Type(TypeId(id)) => format!("{version} type {id}"),
            Subject::Error(ErrorId(id)) => format!("{version} error {id}"),
        }
    }
}

/// The module of a version, in both languages.
pub(super) fn version_name(position: usize) -> String {
    format!("v{position}")
}

fn rust_scalar(scalar: Scalar) -> String {
    let name = match scalar {
        Scalar::Bool => "bool",
        Scalar::Int32 => "i32",
        Scalar::Int64 => "i64",
        Scalar::Uint32 => "u32",
        Scalar::Uint64 => "u64",
        Scalar::Float32 => "f32",
        Scalar::Float64 => "f64",
        Scalar::String => "String",
        Scalar::Bytes => "Vec<u8>",
        Scalar::Timestamp => "tempoc_runtime::json::Timestamp",
        Scalar::Date => "tempoc_runtime::json::Date",
        Scalar::Duration => "tempoc_runtime::json::Duration",
        Scalar::Decimal => "tempoc_runtime::json::Decimal",
        Scalar::Uuid => "tempoc_runtime::json::Uuid",
        Scalar::Json => "tempoc_runtime::json::Json",
    };
    name.to_owned()
}
