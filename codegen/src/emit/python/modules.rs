//! The files that hold the others together.

use serde::Serialize;

use super::imports::{export_order, import_order};
use super::runtime::header_line;
use super::{Emitted, Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::emit::text::about_package;
use crate::model::PackageId;

/// A file of a package, and what of it is found at the package itself.
pub(super) struct Module {
    /// Its name, without the ending.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: String,
    /// The names that the package exports.
    pub(super) exports: Vec<String>,
}

#[derive(Serialize)]
struct PackageView<'a> {
    version: &'static str,
    schema: &'a str,
    about: Vec<String>,
    modules: Vec<ModuleView>,
    /// The modules that are exported themselves.
    stubs: String,
    all: Vec<String>,
}

#[derive(Serialize)]
struct ModuleView {
    module: String,
    names: Vec<String>,
}

impl Emitter<'_> {
    /// The `__init__.py` of a package.
    pub(super) fn emit_package_module(
        &self,
        id: PackageId,
        modules: &[Module],
    ) -> Result<String, TemplateError> {
        let package = &self.model[id];
        let about = about_package(package);
        // A contract may have a type of such a name, and the contract's names win.
        let is_free = |name: &&str| {
            !modules
                .iter()
                .any(|module| module.exports.iter().any(|export| export == name))
        };
        let mut views = vec![ModuleView {
            module: "..runtime".to_owned(),
            names: ["DATA_CONVERTER", "UnknownVariant", "WireError"]
                .iter()
                .filter(|name| is_free(name))
                .map(|name| (*name).to_owned())
                .collect(),
        }];
        for module in modules.iter().filter(|module| !module.exports.is_empty()) {
            let mut names = module.exports.clone();
            names.sort_by_cached_key(|name| import_order(name));
            views.push(ModuleView {
                module: format!(".{}", module.name),
                names,
            });
        }
        // The stubs have the names of what they call, and are found behind that of their module.
        let stubs = modules.iter().map(|module| module.name);
        let stubs: Vec<String> = stubs
            .filter(|name| ["activities", "children", "external"].contains(name))
            .map(str::to_owned)
            .collect();
        views[1..].sort_by(|a, b| a.module.cmp(&b.module));
        let exported = views.iter().flat_map(|view| &view.names).chain(&stubs);
        let mut all: Vec<String> = exported.cloned().collect();
        all.sort_by_cached_key(|name| export_order(name));
        let view = PackageView {
            version: env!("CARGO_PKG_VERSION"),
            schema: &self.sources.get(package.file).name,
            about: docs::docstring(&about, 0),
            modules: views,
            stubs: stubs.join(", "),
            all,
        };
        self.templates.render("package", &view)
    }

    /// What makes the output folder itself a package.
    pub(super) fn emit_root(&self, files: &mut Emitted) {
        let header = header_line(None);
        let about = docs::docstring(
            "The contracts of this project, one package for each, and the runtime that they share.",
            0,
        );
        files.push((
            "__init__.py".to_owned(),
            format!("{header}{}\n", about.join("\n")),
        ));
        files.push(("py.typed".to_owned(), header));
    }
}
