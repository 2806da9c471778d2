//! Which files of an old version are the contract.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::gone;
use super::names::from_folder;
use super::place::{Kind, Place};
use super::present::Present;
use super::problem::Problem;
use crate::diagnostic::shown::{listed, shown};
use crate::manifest::{FILE_NAME, Manifest};
use crate::report::{Error, shown_path};
use crate::yaml;

/// Finds the files that an old version of the contract begins with; none where it has none of it.
pub(super) fn find_entries(
    place: &Place<'_>,
    present: &Present<'_>,
) -> Result<Vec<PathBuf>, Error> {
    let base = match &place.kind {
        Kind::File { path, .. } => return Ok(vec![path.clone()]),
        Kind::Files(entries) if !present.partial => return Ok(entries.clone()),
        Kind::Files(_) => Path::new(""),
        Kind::Whole(base) | Kind::Folder(base) => base,
    };
    if let Some(manifest) = present.manifest.map(|name| base.join(name)) {
        match place.files.canonical(&manifest) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            _ => {
                let manifest = Manifest::read_from(place.files, &manifest);
                let manifest = manifest.map_err(|error| place.broken(error))?;
                return Ok(schemas_of(&manifest));
            }
        }
    }
    if let Some(manifest) = gone::manifest(place, present) {
        return Ok(schemas_of(&manifest));
    }
    let mut entries = Vec::new();
    let mut missing = Vec::new();
    // Files that hold another package than they do now, with the present one.
    let mut displaced: Vec<(&str, PathBuf)> = Vec::new();
    for entry in &present.entries {
        let path = match (place.repository, &place.kind) {
            (None, Kind::Folder(_)) => Some(base.join(&entry.path)),
            _ => from_folder(base, &entry.path),
        };
        match path.map(|path| (place.files.canonical(&path), path)) {
            Some((Ok(_), path)) => {
                let held = package_of(place, &path);
                match entry.package.as_deref().filter(|_| held.is_some()) {
                    Some(now) if held.as_deref() != Some(now) => displaced.push((now, path)),
                    _ => entries.push(path),
                }
            }
            Some((Err(error), path)) if error.kind() != ErrorKind::NotFound => entries.push(path),
            _ => missing.extend(entry.package.as_deref()),
        }
    }
    let only_folder = matches!(place.kind, Kind::Folder(_)) && present.manifest.is_some();
    if entries.is_empty() && displaced.is_empty() && only_folder {
        return Ok(place.files.contracts_below(base));
    }
    let packages = displaced.iter().map(|(package, _)| *package);
    let packages: Vec<&str> = packages.chain(missing).collect();
    let moved = find_moved(place, base, &packages)?;
    // A package that is nowhere else may have got another name in its file.
    let kept = displaced.into_iter();
    let kept = kept.filter(|(package, _)| moved.iter().all(|(found, _)| found != package));
    let others = kept.map(|(_, path)| path);
    for path in others.chain(moved.iter().map(|(_, path)| path.clone())) {
        if !entries.contains(&path) {
            entries.push(path);
        }
    }
    match &place.kind {
        Kind::Files(all) if entries.is_empty() => Ok(all.clone()),
        _ => Ok(entries),
    }
}

pub(super) fn schemas_of(manifest: &Manifest) -> Vec<PathBuf> {
    let contracts = manifest.contracts.iter();
    contracts
        .flat_map(|contract| &contract.schemas)
        .map(|schema| manifest.folder.join(schema))
        .collect()
}

/// The files that hold packages which now are elsewhere. Those that the nearest `tempoc.toml` named
/// are the ones; without, there must not be two for a package.
fn find_moved<'p>(
    place: &Place<'_>,
    base: &Path,
    packages: &[&'p str],
) -> Result<Vec<(&'p str, PathBuf)>, Error> {
    if packages.is_empty() {
        return Ok(Vec::new());
    }
    let everywhere = match place.kind {
        Kind::Whole(_) => Path::new(""),
        Kind::Folder(_) | Kind::File { .. } | Kind::Files(_) => base,
    };
    let known = nearest_schemas(place, base, everywhere);
    let held = |paths: Vec<PathBuf>| -> Vec<(String, PathBuf)> {
        let packages = paths
            .into_iter()
            .filter_map(|path| Some((package_of(place, &path)?, path)));
        packages.collect()
    };
    let known = held(known);
    let mut others: Option<Vec<(String, PathBuf)>> = None;
    let mut found = Vec::new();
    for package in packages {
        if let Some((_, path)) = known.iter().find(|(held, _)| held == package) {
            found.push((*package, path.clone()));
            continue;
        }
        let others = others.get_or_insert_with(|| held(place.files.contracts_below(everywhere)));
        let holders: Vec<&PathBuf> = others
            .iter()
            .filter(|(held, _)| held == package)
            .map(|(_, path)| path)
            .collect();
        match holders.as_slice() {
            [] => {}
            [only] => found.push((*package, (*only).clone())),
            several => {
                let several: Vec<String> = several.iter().map(|path| shown_path(path)).collect();
                return Err(Problem::new(
                    "against-two-files",
                    format!(
                        "the package {} is not where it is now, but in {}",
                        shown(package),
                        listed(several.iter().map(String::as_str))
                    ),
                    "name the folder or file to compare with, as in `--against REF:FOLDER`",
                )
                .about(place.named));
            }
        }
    }
    Ok(found)
}

/// What the nearest `tempoc.toml` names, from a folder upwards. It is only a hint here, so that one
/// that cannot be read is left out.
fn nearest_schemas(place: &Place<'_>, base: &Path, top: &Path) -> Vec<PathBuf> {
    let folders = base
        .ancestors()
        .take_while(|folder| folder.starts_with(top));
    let manifests = folders.map(|folder| folder.join(FILE_NAME));
    let nearest = manifests
        .filter(|path| place.files.canonical(path).is_ok())
        .find_map(|path| Manifest::read_from(place.files, &path).ok());
    nearest.as_ref().map(schemas_of).unwrap_or_default()
}

/// The package that a file declares, if it can be read so far.
pub(super) fn package_of(place: &Place<'_>, path: &Path) -> Option<String> {
    let bytes = place.files.read(path, yaml::MAX_FILE_BYTES).ok()?;
    declared_package(std::str::from_utf8(&bytes).ok()?)
}

/// The package that the text of a contract declares.
pub(super) fn declared_package(text: &str) -> Option<String> {
    yaml::text_of_key(text.trim_start_matches('\u{feff}'), "package")
}
