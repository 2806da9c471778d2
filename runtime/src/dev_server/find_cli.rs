//! Which Temporal CLI is used.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::DevServerError;

/// The CLI that `TEMPORAL_CLI` names, or the first `temporal` on `PATH`, or the one that
/// `make setup` put into the `.venv` of this folder or of one above it.
pub(super) fn find_cli() -> Result<PathBuf, DevServerError> {
    Places {
        named: env::var_os("TEMPORAL_CLI"),
        path: env::var_os("PATH").unwrap_or_default(),
        folder: env::current_dir().unwrap_or_default(),
    }
    .find_cli()
}

/// Where to look.
struct Places {
    named: Option<OsString>,
    path: OsString,
    folder: PathBuf,
}

impl Places {
    fn find_cli(&self) -> Result<PathBuf, DevServerError> {
        if let Some(named) = self.named.as_deref().filter(|named| !named.is_empty()) {
            return self.find_named(named);
        }
        self.on_path("temporal")
            .or_else(|| self.in_a_venv())
            .ok_or_else(|| {
                DevServerError::new(
                    "no Temporal CLI was found: set TEMPORAL_CLI, put `temporal` on PATH, \
                     or run `make setup`"
                        .to_owned(),
                )
            })
    }

    // Another CLI than the one that was asked for would be a surprise, so there is no fallback.
    fn find_named(&self, named: &OsStr) -> Result<PathBuf, DevServerError> {
        let named_path = Path::new(named);
        let found = if named_path.components().count() > 1 {
            let path = self.folder.join(named_path);
            is_program(&path).then_some(path)
        } else {
            self.on_path(named)
        };
        found.ok_or_else(|| {
            DevServerError::new(format!(
                "TEMPORAL_CLI names `{}`, which is not a program: \
                 set it to the path of the Temporal CLI, or unset it",
                named_path.display()
            ))
        })
    }

    fn on_path(&self, name: impl AsRef<OsStr>) -> Option<PathBuf> {
        let name = format!(
            "{}{}",
            name.as_ref().to_string_lossy(),
            env::consts::EXE_SUFFIX
        );
        env::split_paths(&self.path)
            .map(|folder| folder.join(&name))
            .find(|path| is_program(path))
    }

    fn in_a_venv(&self) -> Option<PathBuf> {
        let inside = if cfg!(windows) {
            Path::new(".venv/Scripts/temporal.exe")
        } else {
            Path::new(".venv/bin/temporal")
        };
        self.folder
            .ancestors()
            .map(|folder| folder.join(inside))
            .find(|path| is_program(path))
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests;
