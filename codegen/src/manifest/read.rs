//! TOML to a manifest, with a place for every mistake.

use std::ops::Range;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Contract, Python, Rust, Text};
use crate::breaking;
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lint;
use crate::source::{FileId, Span};

/// All tables of a manifest.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) contracts: Vec<Contract>,
    pub(super) rust: Option<Rust>,
    pub(super) python: Option<Python>,
    pub(super) lint: lint::Settings,
    pub(super) breaking: breaking::Settings,
}

/// Reads all tables of a manifest, and reports all that is wrong with them.
pub(super) fn read_tables(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Tables {
    let mut reader = Reader::new(file, diagnostics);
    let example = "schemas = [\"schemas/orders.tempoc.yaml\"]";
    let Some(document) = reader.parse(text, example) else {
        return Tables::default();
    };

    let mut contracts = None;
    let (mut rust, mut python) = (None, None);
    let mut lint = lint::Settings::default();
    let mut breaking = breaking::Settings::default();
    for (key, value) in document.get_ref() {
        match key.get_ref().as_ref() {
            "contract" => contracts = reader.read_contracts(value),
            "rust" => rust = reader.read_rust(key, value),
            "python" => python = reader.read_python(key, value),
            "lint" => lint = reader.read_lint(value),
            "breaking" => breaking = reader.read_breaking(value),
            _ => reader.unknown_key(key, "of `tempoc.toml`", KEYS),
        }
    }
    if contracts.is_none() && !reader.diagnostics.has_errors() {
        let span = reader.span(0..0);
        reader.push(
            Diagnostic::error("manifest-missing-key", span, "no `[[contract]]`")
                .help("add `[[contract]]` and below it `schemas = [\"schemas/NAME.tempoc.yaml\"]`"),
        );
    }
    Tables {
        contracts: contracts.unwrap_or_default(),
        rust,
        python,
        lint,
        breaking,
    }
}

pub(super) type Key<'i> = Spanned<toml::de::DeString<'i>>;
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the tables of one manifest.
pub(super) struct Reader<'a> {
    file: FileId,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: FileId, diagnostics: &'a mut Diagnostics) -> Self {
        Self { file, diagnostics }
    }

    /// The tables of a file; nothing if it is not TOML, of which `example` shows some.
    pub(super) fn parse<'t>(
        &mut self,
        text: &'t str,
        example: &str,
    ) -> Option<Spanned<DeTable<'t>>> {
        let (document, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let span = self.span(error.span().unwrap_or(text.len()..text.len()));
            let message = error.message().lines().next().unwrap_or_default();
            self.push(
                Diagnostic::error("manifest-syntax", span, format!("not TOML: {message}"))
                    .help(format!("write it like `{example}`")),
            );
        }
        errors.is_empty().then_some(document)
    }
}

impl Reader<'_> {
    fn read_contracts(&mut self, value: &Value<'_>) -> Option<Vec<Contract>> {
        let Some(tables) = value.get_ref().as_array().filter(|list| !list.is_empty()) else {
            self.wrong_type(value, "contract", "a table", "[[contract]]");
            return None;
        };
        let contracts = tables.iter().filter_map(|table| self.read_contract(table));
        Some(contracts.collect())
    }

    fn read_contract(&mut self, value: &Value<'_>) -> Option<Contract> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "contract", "a table", "[[contract]]");
            return None;
        };
        let mut schemas = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "schemas" => schemas = Some(self.read_paths(value, "schemas")),
                _ => self.unknown_key(key, "of `[[contract]]`", &["schemas"]),
            }
        }
        if schemas.is_none() {
            let span = self.span(value.span());
            self.push(
                Diagnostic::error("manifest-missing-key", span, "a contract without `schemas`")
                    .help("add `schemas = [\"schemas/NAME.tempoc.yaml\"]`"),
            );
        }
        let schemas = schemas?.into_iter().map(|path| PathBuf::from(path.value));
        Some(Contract {
            schemas: schemas.collect(),
        })
    }

    fn read_rust(&mut self, name: &Key<'_>, value: &Value<'_>) -> Option<Rust> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "rust", "a table", "[rust]");
            return None;
        };
        let mut out = None;
        let mut rust = Rust {
            out: PathBuf::new(),
            client: true,
            worker: true,
            serde: false,
            extern_packages: Vec::new(),
            templates: None,
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "out" => out = Some(self.read_path(value, "out")),
                "client" => self.read_bool(value, "client", &mut rust.client),
                "worker" => self.read_bool(value, "worker", &mut rust.worker),
                "serde" => self.read_bool(value, "serde", &mut rust.serde),
                "extern_packages" => rust.extern_packages = self.read_extern_packages(value),
                "templates" => {
                    let path = self.read_path(value, "templates");
                    rust.templates = path.map(|path| PathBuf::from(path.value));
                }
                _ => self.unknown_key(key, "of `[rust]`", RUST_KEYS),
            }
        }
        let Some(out) = out else {
            let span = self.span(name.span());
            self.push(
                Diagnostic::error("manifest-missing-key", span, "`[rust]` without `out`")
                    .help("add `out = \"src/generated\"`"),
            );
            return None;
        };
        rust.out = PathBuf::from(out?.value);
        Some(rust)
    }

    fn read_python(&mut self, name: &Key<'_>, value: &Value<'_>) -> Option<Python> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "python", "a table", "[python]");
            return None;
        };
        let mut out = None;
        let mut python = Python {
            out: PathBuf::new(),
            client: true,
            worker: true,
            templates: None,
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "out" => out = Some(self.read_path(value, "out")),
                "client" => self.read_bool(value, "client", &mut python.client),
                "worker" => self.read_bool(value, "worker", &mut python.worker),
                "templates" => {
                    let path = self.read_path(value, "templates");
                    python.templates = path.map(|path| PathBuf::from(path.value));
                }
                _ => self.unknown_key(key, "of `[python]`", PYTHON_KEYS),
            }
        }
        let Some(out) = out else {
            let span = self.span(name.span());
            self.push(
                Diagnostic::error("manifest-missing-key", span, "`[python]` without `out`")
                    .help("add `out = \"contracts\"`"),
            );
            return None;
        };
        python.out = PathBuf::from(out?.value);
        Some(python)
    }

    fn read_extern_packages(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            let example = "{\"acme.common.v1\" = \"::acme_common::common\"}";
            self.wrong_type(value, "extern_packages", "a table", example);
            return Vec::new();
        };
        let mut packages = Vec::new();
        for (key, value) in table {
            match value.get_ref().as_str() {
                Some(path) => packages.push((key.get_ref().to_string(), path.to_owned())),
                None => self.wrong_type(value, key.get_ref(), "a string", "\"::crate::module\""),
            }
        }
        packages
    }

    fn read_paths(&mut self, value: &Value<'_>, key: &str) -> Vec<Text> {
        let list = value.get_ref().as_array().filter(|list| !list.is_empty());
        let Some(list) = list else {
            let example = "[\"schemas/orders.tempoc.yaml\"]";
            self.wrong_type(value, key, "a list of paths", example);
            return Vec::new();
        };
        list.iter()
            .filter_map(|path| self.read_path(path, key))
            .collect()
    }

    fn read_path(&mut self, value: &Value<'_>, key: &str) -> Option<Text> {
        let path = value.get_ref().as_str().filter(|path| !path.is_empty());
        if path.is_none() {
            self.wrong_type(value, key, "a path", "\"path/from/this/file\"");
        }
        Some(Text::new(path?.to_owned(), self.span(value.span())))
    }

    pub(super) fn read_bool(&mut self, value: &Value<'_>, key: &str, setting: &mut bool) {
        match value.get_ref().as_bool() {
            Some(given) => *setting = given,
            None => self.wrong_type(value, key, "a truth value", "true"),
        }
    }

    pub(super) fn wrong_type(
        &mut self,
        value: &Value<'_>,
        key: &str,
        expected: &str,
        example: &str,
    ) {
        let span = self.span(value.span());
        let found = match value.get_ref() {
            DeValue::String(text) if text.is_empty() => "an empty string",
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a truth value",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(list) if list.is_empty() => "an empty list",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{key}` is {found}, and {expected} is expected");
        let help = match example.starts_with('[') && !example.starts_with("[\"") {
            true => format!("write `{example}`"),
            false => format!("write `{key} = {example}`"),
        };
        self.push(Diagnostic::error("manifest-wrong-type", span, message).help(help));
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, of_what: &str, known: &[&'static str]) {
        let name = key.get_ref().as_ref();
        let span = self.span(key.span());
        let message = format!("no key `{name}` {of_what}");
        let diagnostic = Diagnostic::error("manifest-unknown-key", span, message);
        self.push(match nearest(name, known.iter().copied()) {
            Some(meant) => diagnostic
                .help(format!("did you mean `{meant}`?"))
                .suggest(span, meant),
            None => diagnostic.help(format!("known keys: `{}`", known.join("`, `"))),
        });
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: range.start as u32,
            end: range.end as u32,
        }
    }
}

const KEYS: &[&str] = &["contract", "rust", "python", "lint", "breaking"];

const PYTHON_KEYS: &[&str] = &["out", "client", "worker", "templates"];

const RUST_KEYS: &[&str] = &[
    "out",
    "client",
    "worker",
    "serde",
    "extern_packages",
    "templates",
];
