//! The model of the order contract, as it stands in `tests/model/order.txt`.
//!
//! `BLESS=1 cargo test --test model` writes what the model is now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fmt::Write;
use std::fs;

use tempoc::diagnostic::Diagnostics;
use tempoc::load::load;
use tempoc::model::{Model, TypeKind};
use tempoc::{check, resolve};

#[test]
fn the_order_contract_means_what_it_should() {
    let root = cases::folder("tests/model");
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[root.join("order.tempoc.yaml")], &root, &mut diagnostics).unwrap();
    let model = resolve::resolve(
        &loaded.sources,
        &loaded.files,
        &loaded.entries,
        &loaded.imports,
        &mut diagnostics,
    );
    check::check(&model, &loaded.sources, &mut diagnostics);
    let said = print_model(&model) + "\n" + &cases::render(&loaded.sources, &diagnostics);
    let expected = root.join("order.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &said).unwrap();
    }
    assert!(!diagnostics.has_errors(), "{said}");
    assert!(
        said == fs::read_to_string(&expected).unwrap_or_default(),
        "the model has changed; BLESS=1 accepts it:\n{said}"
    );
}

/// One line a part, without places, which change with every line of the schema.
fn print_model(model: &Model) -> String {
    let mut text = String::new();
    for package in &model.packages {
        writeln!(text, "package {package:?}").unwrap();
    }
    for (id, def) in model.types.iter().enumerate() {
        write!(text, "\ntype {id} {} {:?} ", def.meta.name, def.meta).unwrap();
        match &def.kind {
            TypeKind::Record(record) => {
                writeln!(text, "record {:?} {:?}", record.unknown, record.reserved).unwrap();
                for field in &record.fields {
                    writeln!(text, "  {field:?}").unwrap();
                }
            }
            TypeKind::Enum(body) => {
                writeln!(text, "enum closed: {} {:?}", body.closed, body.reserved).unwrap();
                for value in &body.values {
                    writeln!(text, "  {value:?}").unwrap();
                }
            }
            TypeKind::Union(body) => {
                writeln!(text, "union {} closed: {}", body.tag, body.closed).unwrap();
                for variant in &body.variants {
                    writeln!(text, "  {variant:?}").unwrap();
                }
            }
            TypeKind::Newtype(body) => writeln!(text, "{body:?}").unwrap(),
        }
    }
    for error in &model.errors {
        writeln!(text, "\n{error:?}").unwrap();
    }
    for activity in &model.activities {
        writeln!(text, "\n{activity:#?}").unwrap();
    }
    for workflow in &model.workflows {
        writeln!(text, "\n{workflow:#?}").unwrap();
    }
    for service in &model.nexus {
        writeln!(text, "\n{service:#?}").unwrap();
    }
    without_places(&text)
}

/// Leaves out every `span: 0:12..20`.
fn without_places(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("span: ") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once(',').map_or("", |(_, rest)| rest);
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    out + rest
}
