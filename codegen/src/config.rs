//! What to compile, and how: the one face that build scripts, the command and the tests share.

use std::env;
use std::path::{Path, PathBuf};

use crate::compilation::Compilation;
use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::files::Leftovers;
use crate::lint::{self, Linted};
use crate::report::Error;

/// A compilation to be made.
///
/// ```no_run
/// // build.rs, in `main`
/// tempoc::Config::new()
///     .schema("schemas/orders.tempoc.yaml")
///     .worker(false)
///     .compile_for_cargo()
///     .unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(crate) schemas: Vec<PathBuf>,
    pub(crate) root: Option<PathBuf>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) rust: emit::rust::Options,
    /// Whether Rust is left out.
    pub(crate) without_rust: bool,
    pub(crate) python: Option<emit::python::Options>,
    pub(crate) lint: lint::Settings,
}

impl Config {
    /// A compilation of no schema yet, with every setting at its default.
    ///
    /// ```
    /// let config = tempoc::Config::new().schema("schemas/orders.tempoc.yaml");
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema file. What it imports is read without being named here.
    ///
    /// A relative path starts at the [`root`](Config::root).
    ///
    /// ```
    /// let config = tempoc::Config::new().schema("schemas/orders.tempoc.yaml");
    /// ```
    pub fn schema(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Adds several schema files.
    ///
    /// ```
    /// let config = tempoc::Config::new()
    ///     .schemas(["schemas/orders.tempoc.yaml", "schemas/billing.tempoc.yaml"]);
    /// ```
    pub fn schemas<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.schemas.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Sets the folder that generated files are written to.
    ///
    /// Where it is not set, that is `OUT_DIR`, which Cargo sets for build scripts, and the output
    /// is made for `tempoc_runtime::include_contract!`. Where it is set, the folder is a module of
    /// the crate, with a `mod.rs`. A relative path starts at the [`root`](Config::root).
    ///
    /// ```
    /// let config = tempoc::Config::new().out_dir("src/generated");
    /// ```
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Sets the folder that holds the whole contract: imports may not leave it, and reports and
    /// headers of generated files name files from it.
    ///
    /// Where it is not set, that is `CARGO_MANIFEST_DIR`, which Cargo sets for build scripts, else
    /// the current folder.
    ///
    /// ```
    /// let config = tempoc::Config::new().root("..").schema("schemas/orders.tempoc.yaml");
    /// ```
    pub fn root(mut self, path: impl Into<PathBuf>) -> Self {
        self.root = Some(path.into());
        self
    }

    /// Sets whether clients and handles are generated; they are by default.
    ///
    /// ```
    /// let implementer_only = tempoc::Config::new().client(false);
    /// ```
    pub fn client(mut self, generate: bool) -> Self {
        self.rust.client = generate;
        self
    }

    /// Sets whether worker traits and stubs are generated; they are by default.
    ///
    /// ```
    /// let caller_only = tempoc::Config::new().worker(false);
    /// ```
    pub fn worker(mut self, generate: bool) -> Self {
        self.rust.worker = generate;
        self
    }

    /// Sets whether generated types implement `serde::Serialize` and `serde::Deserialize`; they
    /// do not by default, as payloads need neither.
    ///
    /// ```
    /// let config = tempoc::Config::new().serde(true);
    /// ```
    pub fn serde(mut self, implement: bool) -> Self {
        self.rust.serde = implement;
        self
    }

    /// Takes a package from where it is generated already, rather than generate it once more.
    ///
    /// ```
    /// let config = tempoc::Config::new()
    ///     .schema("schemas/orders.tempoc.yaml")
    ///     .extern_package("acme.common.v1", "::acme_common::common");
    /// ```
    pub fn extern_package(
        mut self,
        package: impl Into<String>,
        rust_path: impl Into<String>,
    ) -> Self {
        self.rust
            .extern_packages
            .insert(package.into(), rust_path.into());
        self
    }

    /// Prefers the templates in a folder to ours, each by its file name.
    ///
    /// ```
    /// let config = tempoc::Config::new().templates("templates");
    /// ```
    pub fn templates(mut self, folder: impl Into<PathBuf>) -> Self {
        self.rust.templates = Some(folder.into());
        self
    }

    /// Also generates Python, which [`Compilation::python`] has then.
    ///
    /// ```
    /// use tempoc::emit::python::Options;
    ///
    /// let config = tempoc::Config::new()
    ///     .schema("schemas/orders.tempoc.yaml")
    ///     .python(Options::default());
    /// ```
    pub fn python(mut self, options: emit::python::Options) -> Self {
        self.python = Some(options);
        self
    }

    /// Generates no Rust.
    ///
    /// ```
    /// let checked_only = tempoc::Config::new()
    ///     .schema("schemas/orders.tempoc.yaml")
    ///     .without_rust();
    /// ```
    pub fn without_rust(mut self) -> Self {
        self.without_rust = true;
        self
    }

    /// Compiles, and touches no file but to read it.
    ///
    /// ```no_run
    /// let compilation = tempoc::Config::new()
    ///     .schema("schemas/orders.tempoc.yaml")
    ///     .compile()?;
    /// for (path, text) in compilation.files().iter() {
    ///     println!("{path}: {} bytes", text.len());
    /// }
    /// # Ok::<(), tempoc::Error>(())
    /// ```
    pub fn compile(self) -> Result<Compilation, Error> {
        crate::run(&self)
    }

    /// Sets what [`lint`](Config::lint) makes of the rules; by default, each is at its own level.
    ///
    /// What is off or allowed is no warning of [`compile`](Config::compile) either.
    ///
    /// ```
    /// use tempoc::lint::{Level, Settings};
    ///
    /// let mut settings = Settings::default();
    /// settings.levels.insert("missing-description", Level::Warning);
    /// let config = tempoc::Config::new().lint_settings(settings);
    /// ```
    pub fn lint_settings(mut self, settings: lint::Settings) -> Self {
        self.lint = settings;
        self
    }

    /// Says what is wrong or doubtful in the contract, and generates nothing.
    ///
    /// ```no_run
    /// let linted = tempoc::Config::new().schema("schemas/orders.tempoc.yaml").lint()?;
    /// assert!(linted.report.diagnostics.is_empty());
    /// # Ok::<(), tempoc::Error>(())
    /// ```
    pub fn lint(self) -> Result<Linted, Error> {
        let (report, model) = crate::understand(&self)?;
        Ok(lint::lint(&model, report, &self.lint))
    }

    /// Compiles and writes in a build script: tells Cargo which files to watch, also when it
    /// fails, and shows warnings as Cargo's own.
    ///
    /// ```no_run
    /// // build.rs, in `main`
    /// tempoc::Config::new()
    ///     .schema("schemas/orders.tempoc.yaml")
    ///     .serde(true)
    ///     .compile_for_cargo()
    ///     .unwrap();
    /// ```
    pub fn compile_for_cargo(self) -> Result<(), Error> {
        // Files that could not be read are not in the report, and are watched all the same.
        let mut watched = self.entries();
        watched.extend(self.template_folder());
        let out_dir = self.out_path();
        let compiled = self.compile();
        let report = match &compiled {
            Ok(compilation) => compilation.warnings(),
            Err(error) => error.report(),
        };
        watched.extend(report.paths().map(Path::to_path_buf));
        crate::cargo::print_directives(watched, report);
        // Another contract of the same build script may write to the same folder.
        compiled?.files().write(&out_dir?, Leftovers::Keep)?;
        Ok(())
    }

    /// The schema files, by the paths that they are opened and named by.
    pub(crate) fn entries(&self) -> Vec<PathBuf> {
        let root = self.root_path();
        let is_here = root == Path::new(".");
        let schemas = self.schemas.iter();
        schemas
            .map(|path| match is_here {
                true => path.clone(),
                false => root.join(path),
            })
            .collect()
    }

    /// The Rust that is generated, with every path ready to be opened.
    pub(crate) fn rust_options(&self) -> Option<emit::rust::Options> {
        (!self.without_rust).then(|| emit::rust::Options {
            templates: self.template_folder(),
            // What lies in `OUT_DIR` is reached by `include_contract!`, all else by a `mod` line.
            included: self.out_dir.is_none(),
            ..self.rust.clone()
        })
    }

    /// The Python that is generated, with every path ready to be opened.
    pub(crate) fn python_options(&self) -> Option<emit::python::Options> {
        let options = self.python.clone()?;
        Some(emit::python::Options {
            templates: options
                .templates
                .map(|folder| self.root_path().join(folder)),
            ..options
        })
    }

    /// The error of a template, which is most often one of the user's own.
    pub(crate) fn template_error(
        &self,
        error: &emit::TemplateError,
        folder: Option<&Path>,
    ) -> Error {
        let folder = folder.unwrap_or(Path::new(""));
        Error::at_path(&folder.join(format!("{}.hbs", error.template)), |span| {
            Diagnostic::error("template-error", span, error.to_string())
                .help("mend the template, or delete it to use ours")
        })
    }

    fn template_folder(&self) -> Option<PathBuf> {
        let folder = self.rust.templates.as_ref()?;
        Some(self.root_path().join(folder))
    }

    /// The folder that relative paths start at.
    pub(crate) fn root_path(&self) -> PathBuf {
        let given = self.root.clone();
        let of_cargo = || env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        given
            .or_else(of_cargo)
            .unwrap_or_else(|| PathBuf::from("."))
    }

    /// The folder that files are written to.
    fn out_path(&self) -> Result<PathBuf, Error> {
        if let Some(given) = &self.out_dir {
            return Ok(self.root_path().join(given));
        }
        let of_cargo = env::var_os("OUT_DIR").map(PathBuf::from);
        of_cargo.ok_or_else(|| {
            Error::at_path(Path::new("build.rs"), |span| {
                let message = "no output folder: `OUT_DIR` is not set, as this is no build script";
                Diagnostic::error("no-output-folder", span, message)
                    .help("name one with `.out_dir(\"src/generated\")`")
            })
        })
    }
}
