//! What is known of the present contract when an old version of it is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Request;
use super::names::relative;

/// What is known of the present contract.
#[derive(Debug)]
pub(super) struct Present<'a> {
    /// The folder that its paths start at.
    pub(super) root: PathBuf,
    /// The name of the `tempoc.toml` in that folder, where that says what is compiled.
    pub(super) manifest: Option<&'a OsStr>,
    /// The files that are named.
    pub(super) entries: Vec<Entry>,
    /// The packages of those files.
    pub(super) packages: BTreeSet<&'a str>,
    /// Those that they import, directly or not.
    pub(super) imported: BTreeSet<&'a str>,
    /// Whether nothing has to be found.
    pub(super) allow_new: bool,
    /// Whether it is only a part of a project.
    pub(super) partial: bool,
}

/// A file that is named.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its path, from the root.
    pub(super) path: PathBuf,
    /// Its package.
    pub(super) package: Option<String>,
}

impl<'a> Present<'a> {
    pub(super) fn of(request: &Request<'a>) -> Self {
        let root = request.config.root_path();
        let root = fs::canonicalize(&root).unwrap_or(root);
        let model = &request.present.model;
        let named = || model.packages.iter().filter(|package| package.entry);
        let by_path: BTreeMap<&Path, &str> = named()
            .map(|package| {
                let source = request.present.sources.get(package.file);
                (source.path.as_path(), package.name.as_str())
            })
            .collect();
        let schemas = request.config.schemas.iter();
        let entries = schemas
            .zip(request.config.entries())
            .map(|(schema, opened)| {
                let package = fs::canonicalize(opened).ok();
                let package = package.and_then(|path| by_path.get(path.as_path()));
                Entry {
                    path: match schema.is_absolute() {
                        true => relative(&root, schema),
                        false => schema.clone(),
                    },
                    package: package.map(|package| (*package).to_owned()),
                }
            });
        Self {
            entries: entries.collect(),
            manifest: request.manifest.and_then(Path::file_name),
            packages: named().map(|package| package.name.as_str()).collect(),
            imported: model
                .packages
                .iter()
                .filter(|package| !package.entry)
                .map(|package| package.name.as_str())
                .collect(),
            allow_new: request.allow_new,
            partial: request.partial,
            root,
        }
    }
}
