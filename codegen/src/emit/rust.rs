//! The Rust of a contract: a folder for each package, and what a crate names to reach them.

mod activities;
mod client;
mod definitions;
mod docs;
mod errors;
mod modules;
mod print;
mod records;
mod registrations;
mod types;
mod values;
mod worker;
mod workflows;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::emit::templates::{TemplateError, Templates};
use crate::fold::Style;
use crate::model::{Model, Package, PackageId, TypeId};
use crate::names::package_module;
use crate::source::SourceMap;

use print::Printer;

crate::emit::templates::templates! {
    "rust":
    "activities",
    "child",
    "client",
    "definition_activity",
    "definition_message",
    "definition_workflow",
    "docs",
    "enum",
    "error",
    "errors",
    "external",
    "handle",
    "header",
    "include",
    "modules",
    "newtype",
    "package",
    "record",
    "start",
    "stubs",
    "union",
    "worker",
    "workflow",
}

/// What is generated, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Clients and handles.
    pub client: bool,
    /// Worker traits and stubs.
    pub worker: bool,
    /// `serde` impls beside the payload traits.
    pub serde: bool,
    /// Packages that another crate has generated, with the Rust path of each.
    pub extern_packages: BTreeMap<String, String>,
    /// Templates that replace ours.
    pub templates: Option<PathBuf>,
    /// Whether `include_contract!` will include the output, rather than a `mod` line.
    pub included: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            client: true,
            worker: true,
            serde: false,
            extern_packages: BTreeMap::new(),
            templates: None,
            included: true,
        }
    }
}

/// All files of a contract, by their paths in the output folder.
pub fn emit(
    model: &Model,
    sources: &SourceMap,
    options: &Options,
) -> Result<Vec<(String, String)>, TemplateError> {
    let templates = Templates::load(TEMPLATES, Style::Rust, options.templates.as_deref())?;
    let emitter = Emitter {
        model,
        sources,
        options,
        templates,
        narrowed: types::narrowed_types(model),
    };
    let mut files = Vec::new();
    for id in model.package_ids() {
        if !options.extern_packages.contains_key(&model[id].name) {
            emitter.emit_package(id, &mut files)?;
        }
    }
    emitter.emit_modules(&mut files)?;
    Ok(files)
}

/// What every part of the emission needs.
struct Emitter<'m> {
    model: &'m Model,
    sources: &'m SourceMap,
    options: &'m Options,
    templates: Templates,
    narrowed: BTreeSet<TypeId>,
}

impl<'m> Emitter<'m> {
    fn emit_package(
        &self,
        id: PackageId,
        files: &mut Vec<(String, String)>,
    ) -> Result<(), TemplateError> {
        let package = &self.model[id];
        let folder = package_module(&package.name);
        let mut modules = Vec::new();
        let mut add = |name: &'static str, text: Option<String>| {
            if let Some(text) = text {
                modules.push(name);
                files.push((format!("{folder}/{name}.rs"), text));
            }
        };
        add("types", self.emit_types(id)?);
        add("errors", self.emit_errors(id)?);
        add("definitions", self.emit_definitions(id)?);
        if self.options.client {
            add("client", self.emit_client(id)?);
        }
        if self.options.worker {
            add("activities", self.emit_activities(id)?);
            add("workflows", self.emit_workflows(id)?);
            add("worker", self.emit_worker(id)?);
        }
        files.push((
            format!("{folder}/mod.rs"),
            self.emit_package_module(id, &modules)?,
        ));
        Ok(())
    }

    fn printer(&self, package: PackageId) -> Printer<'_> {
        Printer::new(self.model, self.options, package)
    }

    /// A file of a package: the header, the `use` lines that its items turned out to need, and the items.
    fn file(
        &self,
        package: &Package,
        about: &str,
        uses: Vec<Vec<String>>,
        items: Vec<String>,
    ) -> Result<String, TemplateError> {
        let header = self.templates.render(
            "header",
            &Header {
                version: env!("CARGO_PKG_VERSION"),
                schema: &self.sources.get(package.file).name,
                about: docs::wrap(about),
                uses: uses.into_iter().filter(|group| !group.is_empty()).collect(),
            },
        )?;
        if items.is_empty() {
            return Ok(header);
        }
        let items: Vec<&str> = items.iter().map(|item| item.trim_end()).collect();
        Ok(format!("{header}\n{}\n", items.join("\n\n")))
    }
}

#[derive(serde::Serialize)]
struct Header<'a> {
    version: &'a str,
    schema: &'a str,
    about: Vec<String>,
    uses: Vec<Vec<String>>,
}
