//! What a commit has and the working tree has no more: what moved, or was taken away.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::entries::{declared_package, package_of, schemas_of};
use super::git::{Repository, Tree};
use super::place::{Kind, Place, Store};
use super::present::Present;
use super::search::is_contract;
use crate::manifest::Manifest;

/// The `tempoc.toml` that said in a commit what is compiled, where the present one is at another path: it is gone, and
/// the only one that is, or the only one that named a package of the present contract.
pub(super) fn manifest(place: &Place<'_>, present: &Present<'_>) -> Option<Manifest> {
    let repository = place.repository?;
    let name = present.manifest?.to_str()?;
    let Kind::Whole(_) = place.kind else {
        return None;
    };
    let top = top_of(repository, present)?;
    let all = place.files.paths_below(Path::new(""), &|file| file == name);
    let gone = without_present(all, repository, &top)
        .into_iter()
        .filter_map(|path| Manifest::read_from(place.files, &path).ok());
    let mut gone: Vec<Manifest> = gone.collect();
    if gone.len() > 1 {
        gone.retain(|manifest| {
            let mut schemas = schemas_of(manifest).into_iter();
            schemas.any(|path| {
                package_of(place, &path)
                    .is_some_and(|package| present.packages.contains(package.as_str()))
            })
        });
    }
    match gone.len() {
        1 => gone.pop(),
        _ => None,
    }
}

/// The contracts of a commit that are neither where they were nor, by their packages, anywhere else in what is
/// committed now; each with its package.
pub(super) fn contracts(place: &Place<'_>, present: &Present<'_>) -> Vec<(String, PathBuf)> {
    let Some(repository) = place.repository else {
        return Vec::new();
    };
    let Some(top) = top_of(repository, present) else {
        return Vec::new();
    };
    let all = place.files.contracts_below(Path::new(""));
    let gone = without_present(all, repository, &top).into_iter();
    let gone = gone.filter_map(|path| Some((package_of(place, &path)?, path)));
    let mut gone: Vec<(String, PathBuf)> = gone.collect();
    if !gone.is_empty() {
        let kept = kept(repository, &top);
        gone.retain(|(package, _)| {
            !kept.contains(package)
                && !present.packages.contains(package.as_str())
                && !present.imported.contains(package.as_str())
        });
    }
    gone
}

/// The packages of all contracts that the last commit has and the working tree has still.
fn kept(repository: &Repository, top: &Path) -> BTreeSet<String> {
    let Ok(Some(commit)) = repository.find_commit("HEAD") else {
        return BTreeSet::new();
    };
    let tree = Tree::new(repository, &commit, "HEAD");
    let paths = tree.paths_below(Path::new(""), &is_contract).into_iter();
    let kept =
        paths.filter_map(|path| declared_package(&std::fs::read_to_string(top.join(path)).ok()?));
    kept.collect()
}

/// The folder that the paths of a commit start at.
fn top_of(repository: &Repository, present: &Present<'_>) -> Option<PathBuf> {
    let depth = repository.prefix().components().count();
    present.root.ancestors().nth(depth).map(Path::to_path_buf)
}

/// Those of some paths that are in the working tree no more, nor left out of a sparse one.
fn without_present(mut paths: Vec<PathBuf>, repository: &Repository, top: &Path) -> Vec<PathBuf> {
    paths.retain(|path| top.join(path).symlink_metadata().is_err());
    if paths.is_empty() {
        return paths;
    }
    let listed = repository.run(&["ls-files", "-t", "-z", "--full-name", ":/"]);
    let listed = listed.map(|output| output.stdout).unwrap_or_default();
    let entries = listed.split(|byte| *byte == 0);
    let left_out = entries.filter_map(|entry| std::str::from_utf8(entry.strip_prefix(b"S ")?).ok());
    let left_out: BTreeSet<&Path> = left_out.map(Path::new).collect();
    paths.retain(|path| !left_out.contains(path.as_path()));
    paths
}
