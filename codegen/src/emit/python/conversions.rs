//! How values of a type are read and written: expressions, and functions of the runtime.

use super::print::Printer;
use super::values;
use crate::model::{Model, Scalar, Type, TypeKind};

/// How values of a type are read and written.
pub(super) struct Converter<'a> {
    pub(super) model: &'a Model,
    pub(super) printer: &'a Printer<'a>,
    /// Whether 64-bit integers are strings on the wire.
    pub(super) as_string: bool,
}

impl Converter<'_> {
    /// The expression that reads `v`, which is not absent unless it is `optional`.
    pub(super) fn read_value(&self, ty: &Type, optional: bool) -> String {
        let call = self.read_call(ty);
        match (self.exact(ty), optional) {
            (Some(exact), true) => {
                let exact = match exact.contains(" and ") {
                    true => format!("({exact})"),
                    false => exact,
                };
                format!("⟨v¦if v is None or {exact}¦else {call}⟩")
            }
            (Some(exact), false) => format!("⟨v¦if {exact}¦else {call}⟩"),
            (None, true) => format!("⟨None¦if v is None¦else {call}⟩"),
            (None, false) => call,
        }
    }

    /// The expression that writes `v`.
    pub(super) fn write_value(&self, ty: &Type) -> String {
        let call = self.write_call(ty);
        if let Some(exact) = self.exact(ty) {
            return format!("⟨v¦if {exact}¦else {call}⟩");
        }
        match ty {
            Type::Named(id) => match self.model[*id].kind {
                TypeKind::Record(_) | TypeKind::Enum(_) => {
                    let name = self.printer.named(*id);
                    format!("⟨v.to_wire()¦if type(v) is {name}¦else {call}⟩")
                }
                TypeKind::Union(_) | TypeKind::Newtype(_) => call,
            },
            Type::Scalar(_) | Type::List(_) | Type::Map(..) => call,
        }
    }

    /// The call that reads `v`, also where it is absent.
    pub(super) fn read_by_call(
        &self,
        ty: &Type,
        optional: bool,
        default: Option<&values::Default>,
    ) -> String {
        if let Some(default) = default {
            let (name, default) = (self.printer.runtime("read_or"), &default.expression);
            return format!("{name}(‹v, lambda: {default}, {}›)", self.reader(ty));
        }
        match optional {
            true => {
                let name = self.printer.runtime("read_optional");
                format!("{name}(‹v, {}›)", self.reader(ty))
            }
            false => self.read_call(ty),
        }
    }

    /// The call that writes `v`, also where it is absent.
    pub(super) fn write_by_call(&self, ty: &Type, optional: bool) -> String {
        match optional {
            true => {
                let name = self.printer.runtime("write_optional");
                format!("{name}(‹v, {}›)", self.writer(ty))
            }
            false => self.write_call(ty),
        }
    }

    /// The condition under which `v` is a value of a type already, for the types that JSON has.
    fn exact(&self, ty: &Type) -> Option<String> {
        let Type::Scalar(scalar) = ty else {
            return None;
        };
        let exact = match scalar {
            Scalar::Bool => "type(v) is bool",
            Scalar::Int32 => "type(v) is int and -2147483648 <= v <= 2147483647",
            Scalar::Uint32 => "type(v) is int and 0 <= v <= 4294967295",
            Scalar::Int64 if !self.as_string => {
                "type(v) is int and -9223372036854775808 <= v <= 9223372036854775807"
            }
            Scalar::Uint64 if !self.as_string => {
                "type(v) is int and 0 <= v <= 18446744073709551615"
            }
            Scalar::String => "type(v) is str and v.isascii()",
            Scalar::Float64 => "type(v) is float and v - v == 0.0",
            _ => return None,
        };
        Some(exact.to_owned())
    }

    /// The call that reads `v`.
    fn read_call(&self, ty: &Type) -> String {
        match ty {
            _ if is_strings(ty) => format!("{}(‹v›)", self.printer.runtime("read_strings")),
            _ if is_string_map(ty) => format!("{}(‹v›)", self.printer.runtime("read_string_map")),
            Type::List(item) => match self.record(item) {
                Some(record) => {
                    format!("{}(‹v, {record}›)", self.printer.runtime("read_records"))
                }
                None => {
                    let item = self.reader(item);
                    format!("{}(‹v, {item}›)", self.printer.runtime("read_list"))
                }
            },
            Type::Map(key, value) => {
                let (key, value) = (self.key_reader(key), self.reader(value));
                format!("{}(‹v, {key}, {value}›)", self.printer.runtime("read_map"))
            }
            Type::Scalar(_) | Type::Named(_) => format!("{}(‹v›)", self.reader(ty)),
        }
    }

    /// The call that writes `v`, after looking whether it is what it should be.
    fn write_call(&self, ty: &Type) -> String {
        match ty {
            _ if is_strings(ty) => format!("{}(‹v›)", self.printer.runtime("write_strings")),
            _ if is_string_map(ty) => format!("{}(‹v›)", self.printer.runtime("write_string_map")),
            Type::List(item) => match self.record(item) {
                Some(record) => {
                    format!("{}(‹v, {record}›)", self.printer.runtime("write_records"))
                }
                None => {
                    let item = self.writer(item);
                    format!("{}(‹v, {item}›)", self.printer.runtime("write_list"))
                }
            },
            Type::Map(key, value) => {
                let (key, value) = (self.key_writer(key), self.writer(value));
                format!("{}(‹v, {key}, {value}›)", self.printer.runtime("write_map"))
            }
            Type::Named(id) => {
                let name = self.printer.named(*id);
                match self.model[*id].kind {
                    TypeKind::Record(_) => {
                        format!("{}(‹v, {name}›)", self.printer.runtime("write_record"))
                    }
                    TypeKind::Enum(_) => {
                        format!("{}(‹v, {name}›)", self.printer.runtime("write_enum"))
                    }
                    TypeKind::Union(_) | TypeKind::Newtype(_) => {
                        format!("{}(‹v›)", self.printer.writer(*id))
                    }
                }
            }
            Type::Scalar(_) => format!("{}(‹v›)", self.writer(ty)),
        }
    }

    /// The function that reads a type.
    pub(super) fn reader(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => {
                let name = scalar_function(*scalar, self.as_string);
                self.printer
                    .runtime(&match is_like_json(*scalar, self.as_string) {
                        true => name.to_owned(),
                        false => format!("read_{name}"),
                    })
            }
            Type::Named(id) => self.printer.reader(*id),
            Type::List(_) | Type::Map(..) => format!("lambda v: {}", self.read_call(ty)),
        }
    }

    /// The function that writes a type.
    pub(super) fn writer(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => {
                let name = scalar_function(*scalar, self.as_string);
                self.printer
                    .runtime(&match is_like_json(*scalar, self.as_string) {
                        true => name.to_owned(),
                        false => format!("write_{name}"),
                    })
            }
            Type::Named(id) => match self.model[*id].kind {
                TypeKind::Record(_) | TypeKind::Enum(_) => {
                    format!("lambda v: {}", self.write_call(ty))
                }
                TypeKind::Union(_) | TypeKind::Newtype(_) => self.printer.writer(*id),
            },
            Type::List(_) | Type::Map(..) => format!("lambda v: {}", self.write_call(ty)),
        }
    }

    /// The function that writes a type, looked up when it is called: it may stand further down.
    pub(super) fn late_writer(&self, ty: &Type) -> String {
        match ty {
            Type::Named(_) => format!("lambda v: {}", self.write_call(ty)),
            Type::Scalar(_) | Type::List(_) | Type::Map(..) => self.writer(ty),
        }
    }

    /// The function that reads the key of a map.
    fn key_reader(&self, key: &Type) -> String {
        match key {
            Type::Scalar(Scalar::String) => self.printer.runtime("read_string_key"),
            Type::Scalar(scalar) => {
                let name = scalar_function(*scalar, false);
                self.printer.runtime(&format!("read_{name}_key"))
            }
            Type::Named(id) => match (&self.model[*id].kind, self.model.scalar_of(key)) {
                (TypeKind::Enum(_), _) => format!("{}.from_key", self.printer.named(*id)),
                (_, Some(Scalar::String | Scalar::Uuid)) => self.printer.reader(*id),
                (_, Some(scalar)) => {
                    let read = self.key_reader(&Type::Scalar(scalar));
                    format!("lambda v: {}({read}(v))", self.printer.reader(*id))
                }
                (_, None) => self.printer.reader(*id),
            },
            Type::List(_) | Type::Map(..) => self.printer.runtime("read_string_key"),
        }
    }

    /// The function that writes the key of a map.
    fn key_writer(&self, key: &Type) -> String {
        match key {
            Type::Scalar(Scalar::String) => self.printer.runtime("string"),
            Type::Scalar(Scalar::Uuid) => self.printer.runtime("write_uuid"),
            Type::Scalar(scalar) => {
                let name = scalar_function(*scalar, false);
                self.printer.runtime(&format!("write_{name}_key"))
            }
            Type::Named(id) => match (&self.model[*id].kind, self.model.scalar_of(key)) {
                (TypeKind::Enum(_), _) => self.writer(key),
                (_, Some(Scalar::String | Scalar::Uuid)) | (_, None) => self.printer.writer(*id),
                (_, Some(_)) => format!("lambda v: str({}(v))", self.printer.writer(*id)),
            },
            Type::List(_) | Type::Map(..) => self.printer.runtime("string"),
        }
    }

    fn record(&self, ty: &Type) -> Option<String> {
        match ty {
            Type::Named(id) if matches!(self.model[*id].kind, TypeKind::Record(_)) => {
                Some(self.printer.named(*id))
            }
            _ => None,
        }
    }
}

/// Whether one function of the runtime both reads and writes a scalar.
pub(super) fn is_like_json(scalar: Scalar, as_string: bool) -> bool {
    match scalar {
        Scalar::Bool | Scalar::Int32 | Scalar::Uint32 | Scalar::String | Scalar::Json => true,
        Scalar::Int64 | Scalar::Uint64 => !as_string,
        _ => false,
    }
}

/// What the runtime's functions for a scalar are called, behind `read_` and `write_`.
pub(super) fn scalar_function(scalar: Scalar, as_string: bool) -> &'static str {
    match (scalar, as_string) {
        (Scalar::Bool, _) => "boolean",
        (Scalar::Int64, true) => "int64_text",
        (Scalar::Uint64, true) => "uint64_text",
        (scalar, _) => scalar.name(),
    }
}

/// Whether a type is `list<string>`.
fn is_strings(ty: &Type) -> bool {
    matches!(ty, Type::List(item) if **item == Type::Scalar(Scalar::String))
}

/// Whether a type is `map<string>`.
fn is_string_map(ty: &Type) -> bool {
    matches!(ty, Type::Map(key, value)
        if **key == Type::Scalar(Scalar::String) && **value == Type::Scalar(Scalar::String))
}
