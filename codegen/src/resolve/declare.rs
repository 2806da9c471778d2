//! The first pass: every package, and an id for every name, before anything is looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::Resolver;
use super::definitions::checked_version;
use super::lookup::Scope;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::model::{
    ActivityId, ErrorId, Import, Meta, NexusId, Package, PackageId, Record, TypeDef, TypeId,
    TypeKind, WorkflowId,
};
use crate::names;
use crate::source::{FileId, Span};
use crate::version::Version;

impl<'a> Resolver<'a> {
    /// Gives ids to everything, in the order of the packages and then of their files.
    pub(super) fn declare(
        &mut self,
        entries: &[FileId],
        imports: &BTreeMap<(FileId, String), FileId>,
    ) {
        self.order = order_of_packages(&self.files, entries, imports);
        for (position, file) in self.files_in_order().into_iter().enumerate() {
            let package = PackageId(position as u32);
            let scope = self.declare_file(file, package, entries.contains(&file.id), imports);
            self.scopes.insert(file.id, scope);
        }
        self.link_imports();
        self.report_package_clashes();
    }

    fn declare_file(
        &mut self,
        file: &'a ast::File,
        package: PackageId,
        entry: bool,
        imports: &BTreeMap<(FileId, String), FileId>,
    ) -> Scope<'a> {
        let mut scope = Scope {
            package,
            imports: BTreeMap::new(),
            types: BTreeMap::new(),
            errors: BTreeMap::new(),
            activities: BTreeMap::new(),
            workflows: BTreeMap::new(),
        };
        for import in &file.imports {
            let key = (file.id, import.alias.value.clone());
            if let Some(target) = imports.get(&key).filter(|id| self.files.contains_key(id)) {
                scope.imports.insert(&import.alias.value, *target);
            }
        }
        let start_of_file = Span {
            file: file.id,
            start: 0,
            end: 0,
        };
        let first_type = self.model.types.len();
        for def in &file.types {
            let id = self.declare_type(file, package, &def.meta, None);
            scope.types.entry(&def.meta.name.value).or_insert(id);
            match &def.body {
                ast::TypeBody::Broken => {
                    self.broken_types.insert(id);
                }
                ast::TypeBody::Union(union) => {
                    for variant in &union.variants {
                        if matches!(variant.body, ast::VariantBody::Inline(_)) {
                            self.declare_type(file, package, &variant.meta, Some((id, &def.meta)));
                        }
                    }
                }
                _ => {}
            }
        }
        let task_queue = file.defaults.task_queue.as_ref();
        let declared = Package {
            name: text(file.package.as_ref()).unwrap_or_default(),
            span: file
                .package
                .as_ref()
                .map_or(start_of_file, |name| name.span),
            file: file.id,
            docs: file.docs.clone(),
            version: checked_version(file.version.as_ref(), self.out),
            imports: Vec::new(),
            entry,
            task_queue: text(task_queue),
            types: ids(first_type, self.model.types.len() - first_type, TypeId),
            errors: ids(self.total(|p| p.errors.len()), file.errors.len(), ErrorId),
            activities: ids(
                self.total(|p| p.activities.len()),
                file.activities.len(),
                ActivityId,
            ),
            workflows: ids(
                self.total(|p| p.workflows.len()),
                file.workflows.len(),
                WorkflowId,
            ),
            nexus: ids(self.total(|p| p.nexus.len()), file.nexus.len(), NexusId),
        };
        self.model.places.keep(
            declared.span,
            "task_queue",
            task_queue.map(|queue| queue.span),
        );
        self.model.places.keep(
            declared.span,
            "version",
            file.version.as_ref().map(|version| version.span),
        );
        for (def, id) in file.errors.iter().zip(&declared.errors) {
            scope.errors.entry(&def.meta.name.value).or_insert(*id);
        }
        for (def, id) in file.activities.iter().zip(&declared.activities) {
            scope.activities.entry(&def.meta.name.value).or_insert(*id);
        }
        for (def, id) in file.workflows.iter().zip(&declared.workflows) {
            scope.workflows.entry(&def.meta.name.value).or_insert(*id);
        }
        self.check_since(file);
        self.model.packages.push(declared);
        scope
    }

    /// Takes the next id for a type; what it is comes with the second pass.
    fn declare_type(
        &mut self,
        file: &ast::File,
        package: PackageId,
        meta: &ast::Meta,
        union: Option<(TypeId, &ast::Meta)>,
    ) -> TypeId {
        let mut resolved: Meta = self.resolve_meta(file, meta);
        if let Some((_, union)) = union {
            resolved.name = names::variant_record(&union.name.value, &meta.name.value);
        }
        self.model.types.push(TypeDef {
            package,
            meta: resolved,
            kind: TypeKind::Record(Record::default()),
            variant_of: union.map(|(id, _)| id),
        });
        TypeId(self.model.types.len() as u32 - 1)
    }

    /// The version that everything is since, unless it says another one, has to be reached.
    fn check_since(&mut self, file: &ast::File) {
        let (Some(since), Some(version)) = (&file.since, &file.version) else {
            return;
        };
        let reached = Version::parse(&since.value) <= Version::parse(&version.value);
        if !reached && Version::parse(&version.value).is_some() {
            self.out.push(
                Diagnostic::error(
                    "version-order",
                    since.span,
                    "everything is since a version that is still to come",
                )
                .other(version.span, "the contract is at this version")
                .help("raise `version:`, or lower `since:`"),
            );
        }
    }

    fn total(&self, count: impl Fn(&Package) -> usize) -> usize {
        // Ids are handed out package by package, so the last package holds the last id.
        self.model.packages.iter().map(count).sum()
    }

    fn link_imports(&mut self) {
        for file in self.files_in_order() {
            let Some(scope) = self.scopes.get(&file.id) else {
                continue;
            };
            let linked = file
                .imports
                .iter()
                .filter_map(|import| {
                    let target = scope.imports.get(import.alias.value.as_str())?;
                    Some(Import {
                        alias: import.alias.value.clone(),
                        span: import.alias.span,
                        package: self.scopes.get(target)?.package,
                        // Known when every name was looked up.
                        used: false,
                    })
                })
                .collect();
            self.model.packages[scope.package.0 as usize].imports = linked;
        }
    }

    fn report_package_clashes(&mut self) {
        let mut first: BTreeMap<&str, &Package> = BTreeMap::new();
        for package in &self.model.packages {
            if package.name.is_empty() {
                continue;
            }
            let Some(other) = first.get(package.name.as_str()) else {
                first.insert(&package.name, package);
                continue;
            };
            self.out.push(
                Diagnostic::error(
                    "package-clash",
                    package.span,
                    format!("two files declare the package `{}`", package.name),
                )
                .label("declared again here")
                .other(other.span, "first declared here")
                .help("one file is one package: join the files, or rename one of the packages"),
            );
        }
    }
}

fn text(text: Option<&ast::Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn ids<T>(first: usize, count: usize, id: impl Fn(u32) -> T) -> Vec<T> {
    (first..first + count)
        .map(|position| id(position as u32))
        .collect()
}

/// Every file once: imported ones before those that import them, cycles broken where they are first met.
fn order_of_packages(
    files: &BTreeMap<FileId, &ast::File>,
    entries: &[FileId],
    imports: &BTreeMap<(FileId, String), FileId>,
) -> Vec<FileId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for start in entries.iter().copied().chain(files.keys().copied()) {
        // A stack of our own: a chain of imports may be a thousand files long.
        let mut stack = vec![(start, 0)];
        if !files.contains_key(&start) || !seen.insert(start) {
            continue;
        }
        while let Some((id, next)) = stack.pop() {
            let import = files.get(&id).and_then(|file| file.imports.get(next));
            let Some(import) = import else {
                order.push(id);
                continue;
            };
            stack.push((id, next + 1));
            let target = imports.get(&(id, import.alias.value.clone()));
            if let Some(&target) = target
                && files.contains_key(&target)
                && seen.insert(target)
            {
                stack.push((target, 0));
            }
        }
    }
    order
}
