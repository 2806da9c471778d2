//! Types and names of a contract as a file of generated Rust prints them.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Options;
use crate::emit::text::is_hidden;
use crate::fold;
use crate::model::{Model, Package, PackageId, Scalar, Type, TypeId, TypeKind};
use crate::names;
use crate::names::package_module;
use crate::names::rust::type_name;

/// A string literal of Rust: quotes, what cannot be seen, and the marks of the fold step are escaped.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    // `Debug` escapes most of it; what it prints as it is and nobody can see is escaped here.
    for character in format!("{text:?}").chars() {
        match fold::is_mark(character) || is_hidden(character) {
            true => out.extend(character.escape_unicode()),
            false => out.push(character),
        }
    }
    out
}

/// Prints types, and remembers which names of the package and of others the file needs.
pub(super) struct Printer<'m> {
    model: &'m Model,
    options: &'m Options,
    package: PackageId,
    /// Names that the file itself gives to something else than a type or an error.
    declared: BTreeSet<String>,
    /// The types and errors of the package, which hide names of the prelude.
    hiding: BTreeSet<String>,
    used: RefCell<Used>,
}

#[derive(Default)]
struct Used {
    types: BTreeSet<String>,
    errors: BTreeSet<String>,
    packages: BTreeSet<PackageId>,
    map: bool,
    duration: bool,
    json: bool,
}

impl<'m> Printer<'m> {
    pub(super) fn new(model: &'m Model, options: &'m Options, package: PackageId) -> Self {
        let Package { types, errors, .. } = &model[package];
        let types = types.iter().map(|id| &model[*id].meta.name);
        let errors = errors.iter().map(|id| &model[*id].meta.name);
        Self {
            model,
            options,
            package,
            declared: BTreeSet::new(),
            hiding: types.chain(errors).map(|name| type_name(name)).collect(),
            used: RefCell::default(),
        }
    }

    /// Prints types and errors in full whose names the file gives to something else.
    pub(super) fn declaring(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.declared.extend(names);
        self
    }

    /// A type where one is used.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Named(id) => self.named(*id),
            Type::List(item) => format!("{}<{}>", self.std("Vec"), self.ty(item)),
            Type::Map(key, value) => {
                format!("{}<{}, {}>", self.map(), self.ty(key), self.ty(value))
            }
        }
    }

    /// The map of the standard library.
    pub(super) fn map(&self) -> String {
        let name = self.std("BTreeMap");
        self.used.borrow_mut().map |= name == "BTreeMap";
        name
    }

    /// The input or the output of a definition; `()` where it has none.
    pub(super) fn message(&self, ty: Option<&Type>) -> String {
        ty.map_or_else(|| "()".to_owned(), |ty| self.ty(ty))
    }

    fn scalar(&self, scalar: Scalar) -> String {
        let json = |name: &str| {
            self.used.borrow_mut().json = true;
            format!("json::{name}")
        };
        match scalar {
            Scalar::Bool => "bool".to_owned(),
            Scalar::Int32 => "i32".to_owned(),
            Scalar::Int64 => "i64".to_owned(),
            Scalar::Uint32 => "u32".to_owned(),
            Scalar::Uint64 => "u64".to_owned(),
            Scalar::Float32 => "f32".to_owned(),
            Scalar::Float64 => "f64".to_owned(),
            Scalar::String => self.std("String"),
            Scalar::Bytes => format!("{}<u8>", self.std("Vec")),
            Scalar::Timestamp => json("Timestamp"),
            Scalar::Date => json("Date"),
            Scalar::Duration => json("Duration"),
            Scalar::Decimal => json("Decimal"),
            Scalar::Uuid => json("Uuid"),
            Scalar::Json => json("Json"),
        }
    }

    /// A type of a contract by its name, through the module of its package where that is another one.
    pub(super) fn named(&self, id: TypeId) -> String {
        let definition = &self.model[id];
        let name = type_name(&definition.meta.name);
        if definition.package == self.package {
            if self.declared.contains(&name) {
                return format!("super::types::{name}");
            }
            self.used.borrow_mut().types.insert(name.clone());
        }
        self.in_package(definition.package, name)
    }

    /// An error, or the errors of a definition, by name.
    pub(super) fn error(&self, package: PackageId, name: String) -> String {
        if package == self.package {
            if self.declared.contains(&name) {
                return format!("super::errors::{name}");
            }
            self.used.borrow_mut().errors.insert(name.clone());
        }
        self.in_package(package, name)
    }

    /// Anything else that is generated for a package, by name.
    pub(super) fn generated(&self, package: PackageId, name: &str) -> String {
        self.in_package(package, name.to_owned())
    }

    /// Remembers that the file prints a type of the runtime's `json` module.
    pub(super) fn needs_json(&self) {
        self.used.borrow_mut().json = true;
    }

    /// A definition by name: `definitions::ProcessOrder`.
    pub(super) fn definition(&self, package: PackageId, name: &str) -> String {
        self.in_package(package, format!("definitions::{name}"))
    }

    fn in_package(&self, package: PackageId, name: String) -> String {
        if package == self.package {
            return name;
        }
        self.used.borrow_mut().packages.insert(package);
        format!("{}::{name}", self.alias(package))
    }

    /// The name that this file has for another package.
    fn alias(&self, package: PackageId) -> String {
        const OURS: [&str; 7] = [
            "rt",
            "json",
            "std",
            "core",
            "definitions",
            "types",
            "errors",
        ];
        let imports = &self.model[self.package].imports;
        let alias = imports
            .iter()
            .find(|import| import.package == package)
            .map(|import| import.alias.as_str());
        match alias {
            Some(alias) if !OURS.contains(&alias) => names::rust::value_name(alias),
            _ => package_module(&self.model[package].name),
        }
    }

    /// A name of the standard library's prelude, in full where the contract has a type of that name.
    pub(super) fn std(&self, name: &'static str) -> String {
        if !self.declared.contains(name) && !self.hiding.contains(name) {
            return name.to_owned();
        }
        let module = match name {
            "Vec" => "vec",
            "String" => "string",
            "Option" => "option",
            "Box" => "boxed",
            "Result" => "result",
            "BTreeMap" => "collections",
            "Duration" => "time",
            _ => "prelude::v1",
        };
        format!("std::{module}::{name}")
    }

    /// A duration, in the largest unit that is exact.
    pub(super) fn duration(&self, duration: std::time::Duration) -> String {
        let name = self.std("Duration");
        self.used.borrow_mut().duration |= name == "Duration";
        let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
        if nanoseconds == 0 {
            format!("{name}::from_secs({})", grouped(u128::from(seconds)))
        } else if nanoseconds % 1_000_000 == 0 {
            format!("{name}::from_millis({})", grouped(duration.as_millis()))
        } else {
            format!(
                "{name}::new({}, {})",
                grouped(u128::from(seconds)),
                grouped(u128::from(nanoseconds))
            )
        }
    }

    /// The `use` lines for everything that was printed: the standard library, the runtime, the contract.
    ///
    /// `std` and `runtime` are paths that the file needs whatever it prints.
    pub(super) fn uses(
        &self,
        std: &[&str],
        runtime: &[&str],
        contract: Vec<String>,
    ) -> Vec<Vec<String>> {
        let used = self.used.borrow();
        let mut from_std: Vec<String> = std.iter().map(|path| format!("std::{path}")).collect();
        if used.map {
            from_std.push("std::collections::BTreeMap".to_owned());
        }
        if used.duration {
            from_std.push("std::time::Duration".to_owned());
        }
        from_std.sort();
        let mut from_runtime: Vec<String> = runtime.iter().map(|path| (*path).to_owned()).collect();
        if used.json && !from_runtime.iter().any(|path| path.ends_with("json")) {
            from_runtime.push("tempoc_runtime::json".to_owned());
        }
        from_runtime.sort();
        let mut from_contract = use_lines(contract);
        for package in &used.packages {
            let name = &self.model[*package].name;
            let path = match self.options.extern_packages.get(name) {
                Some(path) => path.clone(),
                None => format!("super::super::{}", package_module(name)),
            };
            let alias = self.alias(*package);
            from_contract.push(match path.ends_with(&format!("::{alias}")) {
                true => path,
                false => format!("{path} as {alias}"),
            });
        }
        from_contract.extend(use_names("super::errors", &used.errors));
        from_contract.extend(use_names("super::types", &used.types));
        from_contract.sort_by(|a, b| {
            // rustfmt puts `super` in front of every name.
            let is_above = |path: &str| path.starts_with("super::super::");
            is_above(b).cmp(&is_above(a)).then(a.cmp(b))
        });
        vec![from_std, from_runtime, from_contract]
    }

    /// Forgets the names of types: the file declares them itself.
    pub(super) fn declares_types(&self) {
        self.used.borrow_mut().types.clear();
    }

    /// Forgets the names of errors: the file declares them itself.
    pub(super) fn declares_errors(&self) {
        self.used.borrow_mut().errors.clear();
    }

    /// What a newtype is made of in the end.
    pub(super) fn base(&self, ty: &Type) -> Type {
        match ty {
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Newtype(newtype) => self.base(&newtype.of),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }
}

/// A number with its digits in groups of three.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// A `use` path for some names of a module, broken like rustfmt breaks it.
fn use_names(module: &str, names: &BTreeSet<String>) -> Option<String> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if let [name] = names.as_slice() {
        return Some(format!("{module}::{name}"));
    }
    if names.is_empty() {
        return None;
    }
    let line = format!("{module}::{{{}}}", names.join(", "));
    if "use ;".len() + line.len() <= 100 {
        return Some(line);
    }
    let mut out = format!("{module}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        // rustfmt leaves one column free here.
        if row.len() + name.len() + 2 > 99 {
            out.push_str(&row);
            out.push('\n');
            row = String::from("   ");
        }
        row.push(' ');
        row.push_str(name);
        row.push(',');
    }
    out.push_str(&row);
    out.push_str("\n}");
    Some(out)
}

/// The `use` lines for some paths, those of one module together.
fn use_lines(paths: Vec<String>) -> Vec<String> {
    let mut modules: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
    for path in &paths {
        // A module by itself, such as `super::definitions`, is no name of the module above it here.
        if let Some((module, name)) = path
            .rsplit_once("::")
            .filter(|(module, _)| *module != "super")
        {
            modules
                .entry(module.to_owned())
                .or_default()
                .insert(name.to_owned());
        }
    }
    let whole = paths
        .iter()
        .filter(|path| path.matches("::").count() == 1)
        .cloned();
    whole
        .chain(
            modules
                .iter()
                .filter_map(|(module, names)| use_names(module, names)),
        )
        .collect()
}
