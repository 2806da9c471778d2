//! The contract compiler for Temporal.
pub mod ast;
mod cargo;
pub mod check;
mod compilation;
mod config;
mod containment;
pub mod diagnostic;
pub mod emit;
pub mod files;
mod fold;
pub mod load;
pub mod manifest;
pub mod model;
pub mod names;
pub mod parse;
pub mod render;
pub mod report;
pub mod resolve;
pub mod source;
mod version;
pub mod yaml;

use std::path::PathBuf;

pub use compilation::Compilation;
pub use config::Config;
pub use report::{Error, Report};

use diagnostic::Diagnostics;
use files::Files;
use load::Loaded;

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
    let root = config.root_path();
    let entries = config.entries();

    let mut diagnostics = Diagnostics::default();
    let Loaded {
        sources,
        files,
        entries,
        imports,
    } = load::load(&entries, &root, &mut diagnostics)?;
    let model = resolve::resolve(&sources, &files, &entries, &imports, &mut diagnostics);
    check::check(&model, &sources, &mut diagnostics);
    let report = Report {
        sources,
        diagnostics,
    };
    if report.diagnostics.has_errors() {
        return Err(report.into());
    }

    let mut files = Files::default();
    let options = config.emit_options();
    let emitted = emit::emit(&model, &report.sources, &options)
        .map_err(|error| config.template_error(&error))?;
    for (path, text) in emitted {
        files
            .insert(path, text)
            .map_err(|clash| clash.into_error(&root))?;
    }
    Ok(Compilation {
        model,
        files,
        report,
    })
}
