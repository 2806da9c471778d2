//! Where what is compiled is: the paths that were typed, and the nearest `tempoc.toml`.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use tempoc::diagnostic::Diagnostic;
use tempoc::manifest::FILE_NAME;
use tempoc::{Config, Error};

/// The `tempoc.toml` of this folder or of the nearest one above, by a path from here.
pub(super) fn find_manifest() -> Option<PathBuf> {
    let here = env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(up.join(FILE_NAME));
        }
        up.push("..");
    }
    None
}

pub(super) fn nearest_manifest() -> Result<PathBuf, Error> {
    let missing = || {
        Error::at_path(Path::new(FILE_NAME), |span| {
            let message = "no `tempoc.toml` in this folder or above it";
            Diagnostic::error("no-manifest", span, message).help(
                "name schema files, such as `tempoc lint orders.tempoc.yaml`, or begin with `tempoc init`",
            )
        })
    };
    find_manifest().ok_or_else(missing)
}

/// Imports may not leave this folder, or, where a path does, the nearest that all paths are in.
pub(super) fn config_of(paths: &[PathBuf]) -> Config {
    let here = env::current_dir().unwrap_or_default();
    let mut root = here.canonicalize().unwrap_or(here);
    let mut is_here = true;
    for path in paths.iter().map(|path| absolute(path)) {
        while !path.starts_with(&root) && root.pop() {
            is_here = false;
        }
    }
    match is_here {
        true => Config::new().root(".").schemas(paths),
        false => {
            let paths = paths.iter().map(|path| absolute(path));
            Config::new().root(root).schemas(paths)
        }
    }
}

/// A path from the top, without `.` and `..` where the file exists.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let resolved = || -> io::Result<PathBuf> {
        // A link in place of the file itself is for the reader to judge.
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return path.canonicalize();
        };
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        Ok(folder.canonicalize()?.join(name))
    };
    resolved()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}
