//! Names of a file, and the names that it imports.

use std::collections::BTreeMap;

use super::Resolver;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::listed;
use crate::diagnostic::similar::nearest;
use crate::model::{ActivityId, ErrorId, PackageId, Scalar, Type, TypeId, WorkflowId};
use crate::source::{FileId, Span};

/// What one file declares.
pub(super) struct Scope<'a> {
    pub(super) package: PackageId,
    pub(super) imports: BTreeMap<&'a str, FileId>,
    pub(super) types: BTreeMap<&'a str, TypeId>,
    pub(super) errors: BTreeMap<&'a str, ErrorId>,
    pub(super) activities: BTreeMap<&'a str, ActivityId>,
    pub(super) workflows: BTreeMap<&'a str, WorkflowId>,
}

/// A kind of thing that has a name of its own in a file.
#[derive(Clone, Copy)]
struct Namespace<T> {
    /// `a type`, `an activity`
    article: &'static str,
    noun: &'static str,
    code: &'static str,
    names: for<'s, 'a> fn(&'s Scope<'a>) -> &'s BTreeMap<&'a str, T>,
}

const TYPES: Namespace<TypeId> = Namespace {
    article: "a",
    noun: "type",
    code: "unknown-type",
    names: |scope| &scope.types,
};
const ERRORS: Namespace<ErrorId> = Namespace {
    article: "an",
    noun: "error",
    code: "unknown-error",
    names: |scope| &scope.errors,
};
const ACTIVITIES: Namespace<ActivityId> = Namespace {
    article: "an",
    noun: "activity",
    code: "unknown-activity",
    names: |scope| &scope.activities,
};
const WORKFLOWS: Namespace<WorkflowId> = Namespace {
    article: "a",
    noun: "workflow",
    code: "unknown-workflow",
    names: |scope| &scope.workflows,
};

impl Resolver<'_> {
    /// A scalar, a type of the file, or a type of one of its imports.
    pub(super) fn lookup_type(&mut self, file: FileId, name: &str, span: Span) -> Option<Type> {
        if let Some(scalar) = Scalar::from_name(name) {
            return Some(Type::Scalar(scalar));
        }
        self.lookup(file, TYPES, None, name, span).map(Type::Named)
    }

    pub(super) fn lookup_imported_type(
        &mut self,
        file: FileId,
        import: &ast::Text,
        name: &ast::Text,
    ) -> Option<Type> {
        self.lookup(file, TYPES, Some(import), &name.value, name.span)
            .map(Type::Named)
    }

    pub(super) fn lookup_error(&mut self, file: FileId, at: &ast::Reference) -> Option<ErrorId> {
        self.lookup(
            file,
            ERRORS,
            at.import.as_ref(),
            &at.name.value,
            at.name.span,
        )
    }

    pub(super) fn lookup_activity(
        &mut self,
        file: FileId,
        at: &ast::Reference,
    ) -> Option<ActivityId> {
        self.lookup(
            file,
            ACTIVITIES,
            at.import.as_ref(),
            &at.name.value,
            at.name.span,
        )
    }

    pub(super) fn lookup_workflow(
        &mut self,
        file: FileId,
        at: &ast::Reference,
    ) -> Option<WorkflowId> {
        self.lookup(
            file,
            WORKFLOWS,
            at.import.as_ref(),
            &at.name.value,
            at.name.span,
        )
    }

    fn lookup<T: Copy + 'static>(
        &mut self,
        file: FileId,
        namespace: Namespace<T>,
        import: Option<&ast::Text>,
        name: &str,
        span: Span,
    ) -> Option<T> {
        let home = match import {
            None => file,
            Some(import) => self.lookup_import(file, import)?,
        };
        let scope = self.scopes.get(&home)?;
        if let Some(found) = (namespace.names)(scope).get(name) {
            return Some(*found);
        }
        let diagnostic = self.unknown(file, home, namespace, import, name, span);
        self.out.push(diagnostic);
        None
    }

    /// The file of an import; nothing is said of one that was declared but could not be read.
    fn lookup_import(&mut self, file: FileId, import: &ast::Text) -> Option<FileId> {
        let scope = self.scopes.get(&file)?;
        if let Some((alias, found)) = scope.imports.get_key_value(import.value.as_str()) {
            self.used_imports.insert((file, *alias));
            return Some(*found);
        }
        let declared = &self.files.get(&file)?.imports;
        if declared.iter().any(|one| one.alias.value == import.value) {
            return None;
        }
        let mut diagnostic = Diagnostic::error(
            "unknown-import",
            import.span,
            format!("there is no import `{}` in this file", import.value),
        );
        let aliases = || declared.iter().map(|one| one.alias.value.as_str());
        if let Some(near) = nearest(&import.value, aliases()) {
            diagnostic = diagnostic
                .help(format!("did you mean `{near}`?"))
                .suggest(import.span, near);
        } else if declared.is_empty() {
            diagnostic = diagnostic.help(format!(
                "add `imports: {{{}: ./path/to/file.tempoc.yaml}}`",
                import.value
            ));
        } else {
            diagnostic = diagnostic.help(format!("this file imports {}", listed(aliases())));
        }
        self.out.push(diagnostic);
        None
    }

    /// Marks the imports that anything was looked up in.
    pub(super) fn mark_used_imports(&mut self) {
        for package in &mut self.model.packages {
            for import in &mut package.imports {
                let key = (package.file, import.alias.as_str());
                import.used = self.used_imports.contains(&key);
            }
        }
    }

    fn unknown<T: Copy + 'static>(
        &mut self,
        file: FileId,
        home: FileId,
        namespace: Namespace<T>,
        import: Option<&ast::Text>,
        name: &str,
        span: Span,
    ) -> Diagnostic {
        let noun = namespace.noun;
        let message = match import {
            None => format!("unknown {noun} `{name}`"),
            Some(import) => format!("unknown {noun} `{name}` in import `{}`", import.value),
        };
        let diagnostic = Diagnostic::error(namespace.code, span, message);
        if self.guesses_left == 0 {
            return diagnostic;
        }
        self.guesses_left -= 1;
        if let Some((help, mended)) = self.found_elsewhere(file, home, namespace, name) {
            let diagnostic = diagnostic.help(help);
            return match mended.filter(|_| import.is_none()) {
                Some(mended) => diagnostic.suggest(span, mended),
                None => diagnostic,
            };
        }
        let Some(scope) = self.scopes.get(&home) else {
            return diagnostic;
        };
        let names = (namespace.names)(scope);
        let scalars = Scalar::ALL
            .iter()
            .map(|(scalar, _)| *scalar)
            .filter(|_| noun == "type" && import.is_none());
        if let Some(near) = nearest(name, names.keys().copied().chain(scalars)) {
            return diagnostic
                .help(format!("did you mean `{near}`?"))
                .suggest(span, near);
        }
        if let Some(scalar) = foreign_scalar(name).filter(|_| noun == "type") {
            return diagnostic.help(format!("`{scalar}` is what it is called here"));
        }
        let owner = match import {
            None => "this file".to_owned(),
            Some(import) => format!("`{}`", import.value),
        };
        match names.len() {
            0 => diagnostic.help(format!("{owner} declares no {noun} yet")),
            1..=12 => diagnostic.help(format!(
                "{owner} declares {}",
                listed(names.keys().copied())
            )),
            _ => diagnostic.help(format!(
                "declare {} {noun} of this name, or import the file that does",
                namespace.article
            )),
        }
    }

    /// Says so if the name is declared in another file that was read, and how to write it if it is imported.
    fn found_elsewhere<T: Copy + 'static>(
        &self,
        file: FileId,
        home: FileId,
        namespace: Namespace<T>,
        name: &str,
    ) -> Option<(String, Option<String>)> {
        let (other, scope) = self.scopes.iter().find(|(other, scope)| {
            **other != home && (namespace.names)(scope).contains_key(name)
        })?;
        let package = &self.model[scope.package].name;
        if *other == file {
            return Some((
                format!("this file declares it itself: write `{name}`"),
                None,
            ));
        }
        let alias = self
            .scopes
            .get(&file)
            .and_then(|own| own.imports.iter().find(|(_, imported)| *imported == other));
        Some(match alias {
            Some((alias, _)) => {
                let mended = format!("{alias}.{name}");
                (format!("did you mean `{mended}`?"), Some(mended))
            }
            None => (
                format!("it is declared in package `{package}`, which this file does not import"),
                None,
            ),
        })
    }
}

/// What other languages call a scalar.
fn foreign_scalar(name: &str) -> Option<&'static str> {
    Some(match name {
        "str" | "String" | "text" | "Text" | "char" => "string",
        "int" | "integer" | "long" | "i64" | "Int" | "number" => "int64",
        "i32" | "short" => "int32",
        "u32" => "uint32",
        "u64" => "uint64",
        "float" | "double" | "f64" => "float64",
        "f32" => "float32",
        "boolean" | "Boolean" => "bool",
        "datetime" | "DateTime" | "time" | "instant" => "timestamp",
        "binary" | "blob" | "bytestring" => "bytes",
        "any" | "Any" | "object" | "Value" => "json",
        "guid" | "UUID" => "uuid",
        "timedelta" | "interval" => "duration",
        "money" | "bigdecimal" | "numeric" => "decimal",
        _ => return None,
    })
}
