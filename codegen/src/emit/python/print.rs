//! Types and names of a contract as a file of generated Python prints them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::types::is_alias;
use crate::emit::text::{deprecation, is_hidden};
use crate::fold;
use crate::model::{ErrorId, Meta, Model, Package, PackageId, Scalar, Type, TypeId, TypeKind};
use crate::names::python::type_name;
use crate::names::snake_case;

/// The name of the module of a package.
pub(super) fn package_module(package: &str) -> String {
    package.replace('.', "_")
}

/// A string literal of Python: quotes, what cannot be seen, and the marks of the fold step are escaped.
pub(super) fn literal(text: &str) -> String {
    let quote = quote_of(text);
    format!("{quote}{}{quote}", escape(text, quote))
}

/// An f-string of texts and of expressions in turn; a plain literal if there are only texts.
pub(super) fn f_string(parts: &[Part]) -> String {
    let texts: String = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Expression(_) => "",
        })
        .collect();
    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        return literal(&texts);
    }
    let quote = quote_of(&texts);
    let mut out = format!("f{quote}");
    for part in parts {
        match part {
            Part::Text(text) => {
                let doubled = text.replace('{', "{{").replace('}', "}}");
                out.push_str(&escape(&doubled, quote));
            }
            Part::Expression(expression) => out.push_str(&format!("{{{expression}}}")),
        }
    }
    out.push(quote);
    out
}

/// A part of an f-string.
pub(super) enum Part {
    /// Text as it is.
    Text(String),
    /// An expression that has no quotes in it.
    Expression(String),
}

/// `ruff format` prefers the quotes that need fewer escapes.
fn quote_of(text: &str) -> char {
    let count = |quote| text.chars().filter(|letter| *letter == quote).count();
    match count('"') > count('\'') {
        true => '\'',
        false => '"',
    }
}

fn escape(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if character == quote => {
                out.push('\\');
                out.push(quote);
            }
            _ if fold::is_mark(character) || is_hidden(character) => {
                let code = u32::from(character);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
            _ => out.push(character),
        }
    }
    out
}

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

/// What a file imports.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    /// Names by module, each as it stands behind `import`.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Whole lines for our own modules and those of other packages.
    lines: BTreeSet<String>,
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
        let mut imports = self.imports.borrow_mut();
        let names = imports.names.entry(module.to_owned()).or_default();
        names.insert(imported);
        printed
    }

    /// A name of the runtime: `_rt.message`.
    pub(super) fn runtime(&self, name: &str) -> String {
        let line = "from .. import runtime as _rt".to_owned();
        self.imports.borrow_mut().lines.insert(line);
        format!("_rt.{name}")
    }

    /// A module of the same package under a name with an underscore: `_definitions`.
    pub(super) fn module(&self, module: &str) -> String {
        let line = format!("from . import {module} as _{module}");
        self.imports.borrow_mut().lines.insert(line);
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
        let mut imports = self.imports.borrow_mut();
        let names = imports.names.entry(module.to_owned()).or_default();
        names.insert(name.clone());
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
        let alias = match imports.iter().find(|(_, imported)| *imported == package) {
            Some((alias, _)) => snake_case(alias),
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
        self.imports.borrow_mut().lines.insert(line);
        alias
    }

    /// Whether a file gives the name that a module of another package would have to something else.
    ///
    /// No name of a contract ends with an underscore, so one more makes it free.
    fn is_ours(&self, alias: &str, module: &str) -> bool {
        let package = &self.model[self.package];
        let is_another = |(other, _): &(String, PackageId)| {
            module != "types" && alias == format!("_{}", snake_case(other))
        };
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

const LINE_WIDTH: usize = 88;

impl Imports {
    /// The lines, in the groups that isort makes: the standard library, other projects, the contract.
    pub(super) fn into_groups(self) -> Vec<Vec<String>> {
        let mut groups: [Vec<String>; 3] = Default::default();
        let mut own: Vec<String> = self.lines.into_iter().map(fold_import).collect();
        for (module, names) in self.names {
            let line = import_line(&module, &names);
            match module.split('.').next() {
                Some("") => own.push(line),
                Some("temporalio" | "typing_extensions") => groups[1].push(line),
                _ => groups[0].push(line),
            }
        }
        // isort puts what is further up first.
        own.sort_by_key(|line| (!line.starts_with("from .."), line.clone()));
        groups[2] = own;
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect()
    }
}

/// A line of one import, broken if it is too long.
fn fold_import(line: String) -> String {
    match line.split_once(" import ") {
        Some((module, name)) if line.chars().count() > LINE_WIDTH => {
            format!("{module} import (\n    {name},\n)")
        }
        _ => line,
    }
}

/// Where isort puts a name: constants come first, then classes, then the rest, each without regard to case.
pub(super) fn import_order(name: &str) -> (u8, String, String) {
    let (rank, natural) = export_order(name);
    (rank, natural.to_ascii_lowercase(), name.to_owned())
}

/// Where Ruff puts a name in `__all__`: as [`import_order`], but capitals come before small letters.
pub(super) fn export_order(name: &str) -> (u8, String) {
    let has = |of: fn(&char) -> bool| name.chars().any(|letter| of(&letter));
    let rank = match (has(char::is_ascii_uppercase), has(char::is_ascii_lowercase)) {
        (true, false) if name.len() > 1 => 0,
        (true, _) if name.starts_with(|letter: char| letter.is_ascii_uppercase()) => 1,
        _ => 2,
    };
    // Numbers in names count as numbers, so they get as many digits as any has.
    let mut natural = String::new();
    let mut digits = String::new();
    for letter in name.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            _ => {
                push_number(&mut digits, &mut natural);
                natural.push(letter);
            }
        }
    }
    push_number(&mut digits, &mut natural);
    (rank, natural)
}

fn push_number(digits: &mut String, out: &mut String) {
    if !digits.is_empty() {
        out.push_str(&format!("{digits:0>20}"));
        digits.clear();
    }
}

fn import_line(module: &str, names: &BTreeSet<String>) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_cached_key(|name| import_order(name));
    let line = format!("from {module} import {}", names.join(", "));
    if line.chars().count() <= LINE_WIDTH {
        return line;
    }
    let names: Vec<String> = names.iter().map(|name| format!("    {name},\n")).collect();
    format!("from {module} import (\n{})", names.concat())
}

#[cfg(test)]
mod tests {
    use super::{import_order, literal};

    #[test]
    fn names_are_in_the_order_of_isort() {
        let sorted = [
            "AC",
            "A",
            "ABc",
            "AbC",
            "Ac",
            "ACd",
            "U2x",
            "U10x",
            "UrlA",
            "URLHandle",
            "aB",
        ];
        let mut names = sorted;
        names.sort();
        names.sort_by_cached_key(|name| import_order(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn literals_hold_nothing_that_hides() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a \"b\"", r#"'a "b"'"#),
            ("'\"", r#""'\"""#),
            ("'\"\"", r#"'\'""'"#),
            ("a\\b\n", r#""a\\b\n""#),
            ("\u{202e}\u{7}\u{e0001}", r#""\u202e\x07\U000e0001""#),
            ("«é»", r#""\xabé\xbb""#),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}
