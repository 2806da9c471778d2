//! [`ast`] to [`model`](crate::model): looks up every name, fills in every default, and gives every text its meaning.
//!
//! What cannot be resolved is reported and left out, so that the rest is still looked at;
//! the model of a contract with errors is good for more diagnostics and for nothing else.

mod constraints;
mod cron;
mod declare;
mod definitions;
mod duration;
mod json_text;
mod limits;
mod literal;
mod literal_json;
mod lookup;
mod message;
mod nexus;
mod number;
mod options;
mod path;
mod pattern;
mod place;
mod policy;
mod recursion;
mod scalar_text;
mod schedule;
mod search_attribute;
mod template;
mod type_kinds;
mod types;
mod workflow;

use std::collections::{BTreeMap, BTreeSet};

use crate::ast;
use crate::diagnostic::Diagnostics;
use crate::model::{Meta, Model, TypeId};
use crate::source::{FileId, SourceMap};

use lookup::Scope;

/// The meaning of a contract, and a diagnostic for everything in it that has none.
///
/// `files` are all files that were read, `entries` those that were named by the caller,
/// and `imports` says which file each import of a file is.
pub fn resolve(
    sources: &SourceMap,
    files: &[ast::File],
    entries: &[FileId],
    imports: &BTreeMap<(FileId, String), FileId>,
    out: &mut Diagnostics,
) -> Model {
    let mut resolver = Resolver {
        sources,
        files: files.iter().map(|file| (file.id, file)).collect(),
        order: Vec::new(),
        scopes: BTreeMap::new(),
        model: Model::default(),
        broken_types: BTreeSet::new(),
        broken_fields: BTreeSet::new(),
        used_imports: BTreeSet::new(),
        guesses_left: 50,
        out,
    };
    resolver.declare(entries, imports);
    resolver.resolve_types();
    resolver.resolve_defaults();
    resolver.resolve_activities();
    resolver.resolve_workflows();
    resolver.resolve_nexus();
    resolver.mark_recursion();
    resolver.mark_used_imports();
    resolver.model
}

/// What the steps of [`resolve`] share.
struct Resolver<'a> {
    sources: &'a SourceMap,
    files: BTreeMap<FileId, &'a ast::File>,
    /// The files in the order of their packages.
    order: Vec<FileId>,
    scopes: BTreeMap<FileId, Scope<'a>>,
    model: Model,
    /// Types whose declaration was reported: nothing more is said about what uses them.
    broken_types: BTreeSet<TypeId>,
    /// Fields that were reported and left out.
    broken_fields: BTreeSet<(TypeId, &'a str)>,
    /// What files name something of, by the file and its own name for it.
    used_imports: BTreeSet<(FileId, &'a str)>,
    /// How many more unknown names are compared with all known ones, so that a wholly wrong file stays fast.
    guesses_left: usize,
    out: &'a mut Diagnostics,
}

impl<'a> Resolver<'a> {
    /// The files in the order of their packages, to be walked while the resolver changes.
    fn files_in_order(&self) -> Vec<&'a ast::File> {
        self.order
            .iter()
            .filter_map(|id| self.files.get(id).copied())
            .collect()
    }

    fn resolve_meta(&mut self, file: &ast::File, meta: &ast::Meta) -> Meta {
        definitions::resolve_meta(file, meta, &mut self.model.places, self.out)
    }
}
