//! The files that hold the others together.

use serde::Serialize;

use super::Emitter;
use crate::emit::templates::TemplateError;
use crate::emit::text::about_package;
use crate::model::{Package, PackageId};
use crate::names::package_module;
use crate::names::rust::value_name;

#[derive(Serialize)]
struct PackageView {
    modules: Vec<ModuleView>,
    exported: Vec<&'static str>,
}

#[derive(Serialize)]
struct ModuleView {
    name: &'static str,
    public: bool,
}

#[derive(Serialize)]
struct ModulesView {
    version: &'static str,
    packages: Vec<PackageLineView>,
}

#[derive(Serialize)]
struct IncludeView<'a> {
    version: &'static str,
    schema: &'a str,
    packages: Vec<PackageLineView>,
    aliases: Vec<AliasView>,
    module: String,
}

#[derive(Serialize)]
struct PackageLineView {
    name: String,
    module: String,
}

#[derive(Serialize)]
struct AliasView {
    module: String,
    alias: String,
}

impl Emitter<'_> {
    /// The `mod.rs` of a package: everything but the definitions is found at the package itself.
    pub(super) fn emit_package_module(
        &self,
        id: PackageId,
        modules: &[&'static str],
    ) -> Result<String, TemplateError> {
        let package = &self.model[id];
        let mut sorted = modules.to_vec();
        sorted.sort_unstable();
        let view = PackageView {
            exported: sorted
                .iter()
                .copied()
                .filter(|name| *name != "definitions")
                .collect(),
            modules: sorted
                .into_iter()
                .map(|name| ModuleView {
                    name,
                    public: name == "definitions",
                })
                .collect(),
        };
        let about = about_package(package);
        let lines = self.templates.render("package", &view)?;
        let items = if modules.is_empty() {
            Vec::new()
        } else {
            vec![lines]
        };
        self.file(package, &about, Vec::new(), items)
    }

    /// What a user's crate names: one file for each package that `include_contract!` may ask for, or one `mod.rs`.
    pub(super) fn emit_modules(
        &self,
        files: &mut Vec<(String, String)>,
    ) -> Result<(), TemplateError> {
        let version = env!("CARGO_PKG_VERSION");
        let generated: Vec<&Package> = self
            .model
            .packages
            .iter()
            .filter(|package| !self.options.extern_packages.contains_key(&package.name))
            .collect();
        if !self.options.included {
            let mut packages: Vec<PackageLineView> =
                generated.iter().map(|package| view_line(package)).collect();
            packages.sort_by(|a, b| a.module.cmp(&b.module));
            let view = ModulesView { version, packages };
            files.push((
                "mod.rs".to_owned(),
                self.templates.render("modules", &view)?,
            ));
            return Ok(());
        }
        for package in generated.iter().filter(|package| package.entry) {
            let view = IncludeView {
                version,
                schema: &self.sources.get(package.file).name,
                packages: self.reached(package).into_iter().map(view_line).collect(),
                aliases: self.view_aliases(package),
                module: package_module(&package.name),
            };
            files.push((
                format!("{}.rs", package.name),
                self.templates.render("include", &view)?,
            ));
        }
        Ok(())
    }

    /// A package and all that it imports, directly or not, that is generated here.
    fn reached<'a>(&'a self, package: &'a Package) -> Vec<&'a Package> {
        let mut reached = vec![package];
        let mut next = 0;
        while let Some(package) = reached.get(next).copied() {
            next += 1;
            for import in &package.imports {
                let imported = &self.model[import.package];
                let is_known = reached.iter().any(|known| known.name == imported.name);
                if !is_known && !self.options.extern_packages.contains_key(&imported.name) {
                    reached.push(imported);
                }
            }
        }
        reached.sort_by(|a, b| a.name.cmp(&b.name));
        reached
    }

    /// The imports of a package under the names that its schema has for them.
    fn view_aliases(&self, package: &Package) -> Vec<AliasView> {
        let generated = package.imports.iter().filter(|import| {
            !self
                .options
                .extern_packages
                .contains_key(&self.model[import.package].name)
        });
        generated
            .map(|import| AliasView {
                module: package_module(&self.model[import.package].name),
                alias: value_name(&import.alias),
            })
            .collect()
    }
}

fn view_line(package: &Package) -> PackageLineView {
    PackageLineView {
        name: package.name.clone(),
        module: package_module(&package.name),
    }
}
