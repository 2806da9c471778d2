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
    for (index, package) in model.packages.iter().enumerate() {
        if !package.entry && config.emit.extern_packages.contains_key(&package.name) {
            continue;
        }
        let package = model::PackageId(index as u32);
        for (path, text) in emit::emit(&model, &report.sources, &config.emit, package) {
            files
                .insert(path, text)
                .map_err(|clash| clash.into_error(&root))?;
        }
    }
    Ok(Compilation {
        model,
        files,
        report,
    })
}
