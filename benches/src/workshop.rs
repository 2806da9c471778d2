//! Where things are measured: the built command, a folder for what is thrown away, a crate to check.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// The manifest of the crate that `cargo check` is measured with. Its profile is that of the workspace.
const MANIFEST: &str = r#"[workspace]

[package]
name = "scratch"
version = "0.0.0"
edition = "2024"

[dependencies]
tempoc-runtime = { path = "RUNTIME" }
serde = { version = "1", features = ["derive"] }

[profile.dev]
debug = "line-tables-only"
"#;

/// What all measurements share.
#[derive(Debug)]
pub(crate) struct Workshop {
    root: PathBuf,
    /// Cargo's folder, which this program was built in.
    target: PathBuf,
    scratch: TempDir,
}

impl Workshop {
    /// Builds the command as users have it.
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("the folder of the workspace")?;
        let program = env::current_exe()?;
        let target = program
            .ancestors()
            .nth(2)
            .context("Cargo's folder for what it builds")?;
        let workshop = Self {
            root: root.to_owned(),
            target: target.to_owned(),
            scratch: TempDir::new()?,
        };
        let mut build = workshop.cargo("build");
        build.args(["--locked", "--quiet", "--release", "--package", "tempoc"]);
        run(build.current_dir(root))?;
        Ok(workshop)
    }

    /// A folder that is thrown away in the end.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// The built command `tempoc`.
    pub(crate) fn tempoc(&self) -> Command {
        let name = format!("tempoc{}", env::consts::EXE_SUFFIX);
        Command::new(self.target.join("release").join(name))
    }

    /// `cargo check` of the scratch crate, without anything of an earlier run.
    pub(crate) fn cargo_check(&self) -> Command {
        let mut check = self.cargo("check");
        check
            .args(["--offline", "--quiet", "--target-dir"])
            .arg(self.crate_folder().join("target"))
            .current_dir(self.crate_folder())
            .env("CARGO_INCREMENTAL", "0");
        check
    }

    /// Makes the scratch crate, and builds what it depends on; gives the folder of its sources.
    ///
    /// It is kept in Cargo's folder, as what it depends on takes minutes to build.
    pub(crate) fn prepare_crate(&self) -> Result<PathBuf> {
        let folder = self.crate_folder();
        let sources = folder.join("src");
        fs::create_dir_all(&sources)?;
        let runtime = self.root.join("runtime");
        let manifest = MANIFEST.replace("\"RUNTIME\"", &format!("{runtime:?}"));
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(self.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(sources.join("lib.rs"), "")?;
        run(&mut self.cargo_check())?;
        Ok(sources)
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn crate_folder(&self) -> PathBuf {
        self.target.join("tempoc-bench")
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    ensure!(status.success(), "this failed: {command:?}");
    Ok(())
}
