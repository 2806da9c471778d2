//! The contract compiler for Temporal.
pub mod ast;
mod cargo;
pub mod check;
mod compilation;
mod config;
mod containment;
pub mod diagnostic;
pub mod emit;
pub mod explain;
pub mod files;
mod fold;
mod front;
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

use files::Files;

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

/// The pipeline: every phase runs only on what the one before has found to be whole.
fn run(config: &Config) -> Result<Compilation, Error> {
    let root = config.root_path();
    let (report, model) = front::read(&config.schemas, &root)?;

    let mut files = Files::default();
    let mut options = config.emit.clone();
    // Where a folder is given, the output is part of the user's sources and found through a `mod` line.
    options.included = config.out_dir.is_none();
    let emitted = emit::emit(&model, &report.sources, &options)
        .map_err(|error| template_error(config, &error))?;
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

fn template_error(config: &Config, error: &emit::TemplateError) -> Error {
    let folder = config.emit.templates.clone().unwrap_or_default();
    Error::at_path(&folder.join(format!("{}.hbs", error.template)), |span| {
        diagnostic::Diagnostic::error("template-error", span, error.to_string())
    })
}
