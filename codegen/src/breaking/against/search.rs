//! All files of a kind below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::saved::Saved;
use super::git::Tree;
use super::place::Store;
use crate::load::Disk;

impl Store for Disk {
    fn paths_below(&self, folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            // A folder that cannot be listed has nothing to offer.
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                match entry.file_type() {
                    // Links to folders could go in circles.
                    Ok(kind) if kind.is_dir() && !name.starts_with('.') => {
                        folders.push(entry.path())
                    }
                    Ok(kind) if !kind.is_dir() && is_wanted(&name) => found.push(entry.path()),
                    _ => {}
                }
            }
        }
        found.sort();
        found
    }
}

impl Store for Tree<'_> {
    fn paths_below(&self, folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for (name, is_folder) in self.list(&folder) {
                let path = folder.join(&name);
                match is_folder {
                    true if !name.starts_with('.') => folders.push(path),
                    false if is_wanted(&name) => found.push(path),
                    _ => {}
                }
            }
        }
        found.sort();
        found
    }
}

impl Store for Saved {
    fn paths_below(&self, folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
        let inside = self.paths().filter(|path| path.starts_with(folder));
        inside
            .filter(|path| {
                let name = path.file_name().unwrap_or_default();
                is_wanted(&name.to_string_lossy())
            })
            .map(Path::to_path_buf)
            .collect()
    }
}

/// Whether a file is a contract, by its name.
pub(super) fn is_contract(name: &str) -> bool {
    name.ends_with(".tempoc.yaml")
}
