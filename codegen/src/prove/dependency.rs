//! Which `tempoc-runtime` a project has.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What generated Rust calls, as a project depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// What stands behind `tempoc-runtime =` in a `Cargo.toml`.
    pub(super) requirement: String,
    /// The `Cargo.lock` whose versions are taken.
    pub(super) lock: Option<PathBuf>,
    /// Where the project keeps what it compiles.
    target: Option<PathBuf>,
}

impl Dependency {
    /// The runtime in a folder, with the versions of the `Cargo.lock` beside it, or above it in a workspace.
    pub fn at_path(folder: &Path) -> Self {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let locks = folder.ancestors().map(|above| above.join("Cargo.lock"));
        Self {
            requirement: requirement("path", &folder.to_string_lossy()),
            lock: locks.into_iter().find(|lock| lock.is_file()),
            target: None,
        }
    }

    /// The runtime that the Cargo project in or above a folder depends on, which need not be there yet; where none does,
    /// the published one.
    pub fn of_project(folder: &Path) -> Self {
        let there = folder.ancestors().find(|folder| folder.is_dir());
        let found = there.and_then(Self::from_metadata);
        found.unwrap_or_else(Self::published)
    }

    /// The published runtime of our own version.
    pub fn published() -> Self {
        Self {
            requirement: format!("\"={}\"", env!("CARGO_PKG_VERSION")),
            lock: None,
            target: None,
        }
    }

    /// Whether a Cargo project depends on it, so that generated Rust is used there.
    pub fn is_of_cargo_project(&self) -> bool {
        self.target.is_some()
    }

    /// A folder to keep everything in: beside what the Cargo project compiles, or else a hidden one in `folder`.
    pub fn folder(&self, folder: &Path) -> PathBuf {
        match &self.target {
            Some(target) => target.join("tempoc-prove"),
            None => folder.join(".tempoc-prove"),
        }
    }

    fn from_metadata(folder: &Path) -> Option<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let said = Command::new(cargo)
            .args(["metadata", "--format-version", "1"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let metadata: Value = serde_json::from_slice(&said.stdout).ok()?;
        let packages = metadata.get("packages")?.as_array()?;
        let runtime = packages.iter().find(|package| {
            package.get("name").and_then(Value::as_str) == Some("tempoc-runtime")
        })?;
        let text = |name: &str| runtime.get(name)?.as_str();
        let requirement = match text("source") {
            None => {
                let manifest = Path::new(text("manifest_path")?);
                requirement("path", &manifest.parent()?.to_string_lossy())
            }
            Some(source) => match source.strip_prefix("git+") {
                Some(git) => {
                    let (url, revision) = git.rsplit_once('#')?;
                    let url = url.split('?').next().unwrap_or(url);
                    format!(
                        "{{ git = {}, rev = {}, default-features = false }}",
                        toml::Value::from(url),
                        toml::Value::from(revision)
                    )
                }
                None => requirement("version", &format!("={}", text("version")?)),
            },
        };
        let root = Path::new(metadata.get("workspace_root")?.as_str()?);
        let lock = root.join("Cargo.lock");
        let target = metadata.get("target_directory").and_then(Value::as_str);
        Some(Self {
            requirement,
            lock: lock.is_file().then_some(lock),
            target: target.map(PathBuf::from),
        })
    }
}

fn requirement(key: &str, value: &str) -> String {
    let value = toml::Value::from(value);
    format!("{{ {key} = {value}, default-features = false }}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;

    use super::*;

    #[test]
    fn the_project_above_a_folder_that_is_to_come_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let package = |name: &str, rest: &str| {
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{rest}\n[workspace]\n"
            )
        };
        write("runtime/Cargo.toml", &package("tempoc-runtime", ""));
        write("runtime/src/lib.rs", "");
        let runtime = "[dependencies]\ntempoc-runtime = {path = \"../runtime\"}";
        write("rs/Cargo.toml", &package("rs", runtime));
        write("rs/src/lib.rs", "");
        let found = Dependency::of_project(&folder.path().join("rs/src/contracts"));
        assert!(found.is_of_cargo_project());
        assert!(found.requirement.contains("path"), "{found:?}");
        assert!(!Dependency::of_project(folder.path()).is_of_cargo_project());
    }
}
