//! The contract compiler for Temporal: one schema, typed Rust and typed Python.
//!
//! # From a schema to a program
//!
//! Add the crates: `cargo add tempoc --build --no-default-features` and `cargo add tempoc-runtime`.
//!
//! Write down what a workflow looks like from outside, in `schemas/greeting.tempoc.yaml`:
//!
//! ```yaml
//! tempoc: 1
//! package: acme.greeting.v1
//! defaults: {task_queue: greeting}
//! types:
//!   Greeting:
//!     fields: {text: string, language?: string}
//! workflows:
//!   greet: {input: Greeting, output: Greeting, id: "greet/{input.text}"}
//! ```
//!
//! Compile it in the build script, which does not need the feature `cli`:
//!
//! ```no_run
//! // build.rs, in `main`
//! tempoc::compile(&["schemas/greeting.tempoc.yaml"]).unwrap();
//! ```
//!
//! And take it into the crate:
//!
//! ```text
//! // src/lib.rs
//! pub mod greeting {
//!     tempoc_runtime::include_contract!("acme.greeting.v1");
//! }
//! ```
//!
//! A contract that does not compile stops the build with a report of everything that is wrong with
//! it, each with its line and how to mend it. [`Config`] has the settings, and shows how to keep
//! generated code under version control instead.
//!
//! # What a type becomes
//!
//! | schema | Rust |
//! |---|---|
//! | `bool`, `string` | `bool`, `String` |
//! | `int32`, `int64`, `uint32`, `uint64` | `i32`, `i64`, `u32`, `u64` |
//! | `float32`, `float64` | `f32`, `f64` |
//! | `bytes` | `Vec<u8>` |
//! | `timestamp`, `date`, `duration`, `decimal`, `uuid`, `json` | types of `tempoc_runtime::json` |
//! | `list<T>` | `Vec<T>` |
//! | `map<K, T>` | `BTreeMap<K, T>` |
//! | `name?: T` | `Option<T>` |
//! | `fields:` | a struct |
//! | `enum:`, `union:` | an enum, open to what it does not know unless `closed: true` |
//! | `newtype:` | a struct around its scalar |
//!
//! # How it works
//!
//! [`Config::compile`] is the whole of it: [`load`] reads the files, [`parse`] turns each into the
//! [`ast`], [`resolve`] makes the [`model`] of them, [`check`] looks at what it means, [`emit`]
//! prints it, and [`files`] puts it on disk. [`Config::lint`] stops after the checks, and has
//! [`lint`] point at what works today and hurts later. Every problem is a [`diagnostic`];
//! [`render`] shows them. The library prints nothing, but for what Cargo is told in a build script.

pub mod ast;
pub mod breaking;
mod cargo;
pub mod check;
mod compilation;
mod config;
mod containment;
pub mod diagnostic;
pub mod emit;
pub mod files;
mod fingerprint;
mod fold;
pub mod history;
pub mod lint;
pub mod load;
pub mod manifest;
pub mod model;
pub mod names;
pub mod parse;
pub mod payload;
#[cfg(feature = "cli")]
pub mod prove;
pub mod render;
pub mod report;
pub mod resolve;
pub mod sample;
pub mod source;
mod version;
pub mod yaml;

use std::path::{Path, PathBuf};

pub use compilation::Compilation;
pub use config::Config;
pub use report::{Error, Report};

use diagnostic::Diagnostics;
use files::Files;
use load::Loaded;
use model::Model;

/// The JSON Schema of the language, for editors.
pub const JSON_SCHEMA: &str = include_str!("../support/tempoc.schema.json");

/// Compiles schema files in a build script, with every setting at its default.
///
/// Paths start at the folder of the crate. Cargo is told to watch every file that was read.
///
/// ```no_run
/// // build.rs, in `main`
/// tempoc::compile(&["schemas/orders.tempoc.yaml"]).unwrap();
/// ```
pub fn compile<P: AsRef<std::path::Path>>(schemas: &[P]) -> Result<(), Error> {
    Config::new()
        .schemas(schemas.iter().map(|path| PathBuf::from(path.as_ref())))
        .compile_for_cargo()
}

/// The pipeline. What is broken is left out and the rest is still looked at, so that all problems
/// are reported at once; only a contract without errors is emitted.
fn run(config: &Config) -> Result<Compilation, Error> {
    let (report, model) = understand(config)?;
    let report = lint::weigh(&model, report, &config.lint);

    let mut rust = Files::default();
    if let Some(options) = config.rust_options() {
        let emitted = emit::rust::emit(&model, &report.sources, &options);
        rust = files_of(config, emitted, options.templates.as_deref())?;
    }
    let mut python = Files::default();
    if let Some(options) = config.python_options() {
        let emitted = emit::python::emit(&model, &report.sources, &options);
        python = files_of(config, emitted, options.templates.as_deref())?;
    }
    Ok(Compilation {
        model,
        rust,
        python,
        report,
    })
}

/// What a language's emission gave, by path.
fn files_of(
    config: &Config,
    emitted: Result<emit::Emitted, emit::TemplateError>,
    templates: Option<&Path>,
) -> Result<Files, Error> {
    let mut files = Files::default();
    for (path, text) in emitted.map_err(|error| config.template_error(&error, templates))? {
        files
            .insert(path, text)
            .map_err(|clash| clash.into_error(&config.root_path()))?;
    }
    Ok(files)
}

/// The first half of the pipeline, up to a model in which nothing is wrong.
fn understand(config: &Config) -> Result<(Report, Model), Error> {
    let mut diagnostics = Diagnostics::default();
    let loaded = load::load(&config.entries(), &config.root_path(), &mut diagnostics)?;
    understand_loaded(loaded, diagnostics)
}

/// What files mean that were read from anywhere.
fn understand_loaded(
    loaded: Loaded,
    mut diagnostics: Diagnostics,
) -> Result<(Report, Model), Error> {
    let Loaded {
        sources,
        files,
        entries,
        imports,
    } = loaded;
    let model = resolve::resolve(&sources, &files, &entries, &imports, &mut diagnostics);
    check::check(&model, &sources, &mut diagnostics);
    let report = Report {
        sources,
        diagnostics,
    };
    match report.diagnostics.has_errors() {
        true => Err(report.into()),
        false => Ok((report, model)),
    }
}
