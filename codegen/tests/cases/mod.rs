//! The case folders of the repository, and diagnostics as one line each.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(dead_code, reason = "every test uses another part of it")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tempoc::diagnostic::{Diagnostics, Severity};
use tempoc::load::Loaded;
use tempoc::model::Model;
use tempoc::source::SourceMap;
use tempoc::{check, resolve};

/// A folder of the repository.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The folders in a folder of the repository, sorted.
pub(crate) fn case_folders(name: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "the cases of {name} are gone");
    found
}

/// What a contract means, with everything that is wrong about that.
pub(crate) fn understand(loaded: &Loaded, diagnostics: &mut Diagnostics) -> Model {
    let model = resolve::resolve(
        &loaded.sources,
        &loaded.files,
        &loaded.entries,
        &loaded.imports,
        diagnostics,
    );
    check::check(&model, &loaded.sources, diagnostics);
    model
}

/// `file:line:col: error[code]: message`, then what belongs to it, indented.
pub(crate) fn render(sources: &SourceMap, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.sorted() {
        let severity = match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Info => "info",
            _ => "error",
        };
        let place = |span| {
            let (line, column) = sources.line_and_column(span);
            format!("{}:{line}:{column}", sources.get(span.file).name)
        };
        let code = diagnostic.code;
        writeln!(
            text,
            "{}: {severity}[{code}]: {}",
            place(diagnostic.primary.span),
            diagnostic.message
        )
        .unwrap();
        for other in &diagnostic.others {
            writeln!(text, "  {}: {}", place(other.span), other.text).unwrap();
        }
        for note in &diagnostic.notes {
            writeln!(text, "  note: {note}").unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    text
}

/// The codec that `tests/histories/encoded` was recorded with.
pub(crate) fn xor(payloads: &str) -> String {
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    let mut document: serde_json::Value = serde_json::from_str(payloads).unwrap();
    for payload in document["payloads"].as_array_mut().unwrap() {
        let data = engine.decode(payload["data"].as_str().unwrap()).unwrap();
        let data: Vec<u8> = data.iter().map(|byte| byte ^ 0x5a).collect();
        payload["data"] = engine.encode(data).into();
        let original = payload["metadata"]["original"].take();
        payload["metadata"] = serde_json::json!({"encoding": original});
    }
    document.to_string()
}
