//! From a file to the files that it imports.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::files::Files;
use super::{Loader, Refusal};
use crate::ast::{Import, Text};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::{listed, shown};
use crate::diagnostic::similar::nearest;
use crate::source::{FileId, Span};

/// How many files of a folder a message lists.
const LISTED: usize = 5;

impl Loader<'_, '_> {
    /// Follows the imports of every file that is loaded, also of those that this loads.
    pub(super) fn load_imports(&mut self) {
        let mut next = 0;
        while let Some(file) = self.loaded.files.get(next) {
            let importer = file.id;
            let imports = file.imports.clone();
            next += 1;
            let mut aliases = BTreeMap::new();
            for import in imports {
                match self.load_import(importer, &import, &mut aliases) {
                    Ok(id) => {
                        self.loaded
                            .imports
                            .entry((importer, import.alias.value))
                            .or_insert(id);
                    }
                    Err(diagnostic) => self.diagnostics.push(*diagnostic),
                }
            }
        }
    }

    fn load_import(
        &mut self,
        importer: FileId,
        import: &Import,
        aliases: &mut BTreeMap<FileId, Span>,
    ) -> Result<FileId, Box<Diagnostic>> {
        let path = &import.path;
        check_path(path)?;
        let importer_path = self.loaded.sources.get(importer).path.clone();
        let folder = importer_path.parent().unwrap_or(Path::new("")).to_owned();
        let target = self.inside_root(&folder, path)?;
        let target = match self.files.canonical(&target) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Box::new(self.not_found(path, &target, &importer_path)));
            }
            Err(error) => return Err(Box::new(unreadable(path, &error))),
        };
        // Only now are symbolic links followed, so that none leads out.
        if !target.starts_with(&self.root) {
            return Err(Box::new(outside(path)));
        }
        if target == importer_path {
            return Err(Box::new(
                Diagnostic::error("import-itself", path.span, "the file imports itself")
                    .help("delete the import; the names of a file are known in it without one"),
            ));
        }
        let id = self.add(target.clone(), &target).map_err(|refusal| {
            Box::new(match refusal {
                Refusal::Unreadable(error) => unreadable(path, &error),
                Refusal::TooMany => Diagnostic::error(
                    "contract-too-large",
                    path.span,
                    "a contract has at most 1000 files and 64 MiB; this import goes beyond it",
                )
                .help("split the contract into packages that do not import each other"),
            })
        })?;
        if let Some(&first) = aliases.get(&id) {
            return Err(Box::new(
                Diagnostic::error(
                    "import-twice",
                    import.alias.span,
                    format!("{} is imported twice", shown(&path.value)),
                )
                .other(first, "first imported here")
                .help("delete one of the two imports and use the name of the other"),
            ));
        }
        aliases.insert(id, import.alias.span);
        Ok(id)
    }

    /// The place that a path leads to by its letters alone, so that nothing outside is ever looked at.
    fn inside_root(&self, folder: &Path, path: &Text) -> Result<PathBuf, Box<Diagnostic>> {
        let mut target = folder.to_owned();
        for component in Path::new(&path.value).components() {
            match component {
                Component::ParentDir => {
                    if target == self.root || !target.pop() {
                        return Err(Box::new(outside(path)));
                    }
                }
                Component::Normal(name) => target.push(name),
                Component::CurDir | Component::Prefix(_) | Component::RootDir => {}
            }
        }
        if target.starts_with(&self.root) {
            Ok(target)
        } else {
            Err(Box::new(outside(path)))
        }
    }

    fn not_found(&self, path: &Text, target: &Path, importer: &Path) -> Diagnostic {
        let folder = target.parent().unwrap_or(Path::new(""));
        // A link among the folders could lead out of the root, where nothing is looked at.
        if let Ok(folder) = self.files.canonical(folder)
            && !folder.starts_with(&self.root)
        {
            return outside(path);
        }
        let message = format!("the imported file {} does not exist", shown(&path.value));
        let diagnostic = Diagnostic::error("import-not-found", path.span, message);
        let mut contracts = contracts_in(self.files, folder);
        contracts.retain(|name| folder.join(name) != importer);
        let (before, written) = match path.value.rsplit_once('/') {
            Some((before, written)) => (format!("{before}/"), written),
            None => (String::new(), path.value.as_str()),
        };
        if let Some(near) = nearest(written, contracts.iter().map(String::as_str)) {
            let mended = format!("{before}{near}");
            return diagnostic
                .help(format!("did you mean {}?", shown(&mended)))
                .suggest(path.span, mended);
        }
        if contracts.is_empty() {
            return diagnostic.help(
                "paths are relative to the file that imports; that folder holds no other contract",
            );
        }
        let more = if contracts.len() > LISTED {
            " and others"
        } else {
            ""
        };
        let names = listed(contracts.iter().take(LISTED).map(String::as_str));
        diagnostic.help(format!("that folder holds {names}{more}"))
    }
}

/// The names of the contracts in a folder, sorted.
pub(super) fn contracts_in(files: &dyn Files, folder: &Path) -> Vec<String> {
    let mut names = files.names_in(folder);
    names.retain(|name| name.ends_with(".tempoc.yaml"));
    names.sort();
    names
}

/// Refuses what is not a relative path with `/` between its parts.
fn check_path(path: &Text) -> Result<(), Box<Diagnostic>> {
    let value = path.value.as_str();
    let has_drive = value.as_bytes().get(1) == Some(&b':');
    let problem = if value.is_empty() {
        "the path of the import is empty"
    } else if value.contains("://") {
        "an import is a file, not an address"
    } else if value.contains('\\') {
        "the parts of a path are separated by `/`"
    } else if value.starts_with('/') || value.starts_with('~') || has_drive {
        "the path of an import must be relative"
    } else {
        return Ok(());
    };
    Err(Box::new(
        Diagnostic::error("import-path", path.span, problem)
            .help("write a path relative to this file, as in `./common.tempoc.yaml`"),
    ))
}

fn outside(path: &Text) -> Diagnostic {
    let message = format!(
        "the import {} leads out of the contract's root",
        shown(&path.value)
    );
    Diagnostic::error("import-outside-root", path.span, message)
        .note("a contract must be whole wherever its folder is copied to")
        .help("move the file into the root, or make the folder above both the root")
}

fn unreadable(path: &Text, error: &io::Error) -> Diagnostic {
    let name = shown(&path.value);
    let (message, help) = match error.kind() {
        io::ErrorKind::IsADirectory => (format!("{name} is a folder"), "name a file in it"),
        io::ErrorKind::PermissionDenied => (
            format!("{name} may not be read"),
            "give yourself the permission to read it",
        ),
        _ => (
            format!("{name} cannot be read: {error}"),
            "check the path and the disk",
        ),
    };
    Diagnostic::error("import-unreadable", path.span, message).help(help)
}
