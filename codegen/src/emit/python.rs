//! The Python of a contract: a folder for each package, and the runtime that all of them call.

mod activities;
mod client;
mod conversions;
mod definitions;
mod depth;
mod docs;
mod errors;
mod imports;
mod literals;
mod modules;
mod options;
mod print;
mod records;
mod remotes;
mod runtime;
mod types;
mod values;
mod worker;
mod workflows;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::Emitted;
use crate::emit::templates::{TemplateError, Templates};
use crate::fold::Style;
use crate::model::{Model, Package, PackageId, TypeId};
use crate::names::package_module;
use crate::source::SourceMap;

use imports::Imports;
use modules::Module;
use print::Printer;

crate::emit::templates::templates! {
    "python":
    "activities",
    "children",
    "client",
    "definition",
    "enum",
    "error",
    "external",
    "handle",
    "header",
    "newtype",
    "package",
    "queue",
    "record",
    "remote",
    "start",
    "stub",
    "union",
    "worker",
    "workflow",
}

/// What is generated, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Clients and handles.
    pub client: bool,
    /// Base classes and stubs.
    pub worker: bool,
    /// Templates that replace ours.
    pub templates: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            client: true,
            worker: true,
            templates: None,
        }
    }
}

/// All files of a contract, by their paths in the output folder.
pub fn emit(
    model: &Model,
    sources: &SourceMap,
    options: &Options,
) -> Result<Emitted, TemplateError> {
    let templates = Templates::load(TEMPLATES, Style::Python, options.templates.as_deref())?;
    let emitter = Emitter {
        model,
        sources,
        options,
        templates,
        deep: depth::deep_types(model),
    };
    let mut files = Vec::new();
    for id in model.package_ids() {
        emitter.emit_package(id, &mut files)?;
    }
    emitter.emit_root(&mut files);
    runtime::emit_runtime(&mut files);
    Ok(files)
}

/// What every part of the emission needs.
struct Emitter<'m> {
    model: &'m Model,
    sources: &'m SourceMap,
    options: &'m Options,
    templates: Templates,
    /// The types whose values can be nested without end.
    deep: BTreeSet<TypeId>,
}

impl<'m> Emitter<'m> {
    fn emit_package(&self, id: PackageId, files: &mut Emitted) -> Result<(), TemplateError> {
        let package = &self.model[id];
        let folder = package_module(&package.name);
        let mut modules = vec![
            self.emit_types(id)?,
            self.emit_errors(id)?,
            self.emit_definitions(id)?,
        ];
        if self.options.client {
            modules.push(self.emit_client(id)?);
        }
        if self.options.worker {
            modules.push(self.emit_activities(id)?);
            modules.push(self.emit_workflows(id)?);
            modules.push(self.emit_children(id)?);
            modules.push(self.emit_external(id)?);
            modules.push(self.emit_worker(id)?);
        }
        let modules: Vec<Module> = modules.into_iter().flatten().collect();
        let own = self.emit_package_module(id, &modules)?;
        files.push((format!("{folder}/__init__.py"), own));
        files.push((format!("{folder}/py.typed"), self.marker(package)));
        for module in modules {
            files.push((format!("{folder}/{}.py", module.name), module.text));
        }
        Ok(())
    }

    fn printer(&self, package: PackageId) -> Printer<'_> {
        Printer::new(self.model, package)
    }

    /// A file of a package: the header, what it imports, and the items.
    fn file(
        &self,
        package: &Package,
        about: &str,
        imports: Imports,
        items: Vec<String>,
    ) -> Result<String, TemplateError> {
        let header = self.templates.render(
            "header",
            &Header {
                version: env!("CARGO_PKG_VERSION"),
                schema: &self.sources.get(package.file).name,
                about: docs::docstring(about, 0),
                imports: imports.into_groups(),
            },
        )?;
        let mut text = header.trim_end().to_owned();
        text.push('\n');
        for (index, item) in items.iter().enumerate() {
            let item = item.trim_matches('\n');
            let before = index.checked_sub(1).and_then(|index| items.get(index));
            // A statement stands closer to another one than everything else does to anything.
            let is_close = !is_definition(item.lines().next().unwrap_or_default())
                && before.is_none_or(|item| !item.lines().any(is_definition));
            text.push_str(match is_close {
                true => "\n",
                false => "\n\n",
            });
            text.push_str(item);
            text.push('\n');
        }
        Ok(text)
    }

    /// What says to type checkers that a folder has types.
    fn marker(&self, package: &Package) -> String {
        let schema = &self.sources.get(package.file).name;
        runtime::header_line(Some(schema))
    }
}

/// Whether a line begins a class or a function.
fn is_definition(line: &str) -> bool {
    let starts = ["@", "class ", "def ", "async def "];
    starts.iter().any(|start| line.starts_with(start))
}

#[derive(Serialize)]
struct Header<'a> {
    version: &'a str,
    schema: &'a str,
    about: Vec<String>,
    imports: Vec<Vec<String>>,
}
