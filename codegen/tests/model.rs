//! The models of two contracts, as they stand in `tests/model/*.txt`.
//!
//! `BLESS=1 cargo test --test model` writes what the model is now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use tempoc::diagnostic::Diagnostics;
use tempoc::load::load;
use tempoc::model::{Model, TypeKind, Workflow};

#[test]
fn the_order_contract_means_what_it_should() {
    compare("schemas", "order");
}

#[test]
fn values_and_defaults_mean_what_they_should() {
    compare("tests/model", "values");
}

fn compare(folder: &str, name: &str) {
    let root = cases::folder(folder);
    let mut diagnostics = Diagnostics::default();
    let entry = root.join(format!("{name}.tempoc.yaml"));
    let loaded = load(&[entry], &root, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    let said = print_model(&model) + "\n" + &cases::render(&loaded.sources, &diagnostics);
    let expected = cases::folder("tests/model").join(format!("{name}.txt"));
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
        writeln!(text, "\nerror {error:?}").unwrap();
    }
    for activity in &model.activities {
        writeln!(text, "\nactivity {activity:?}").unwrap();
    }
    for workflow in &model.workflows {
        print_workflow(&mut text, workflow);
    }
    for service in &model.nexus {
        writeln!(text, "\nnexus {service:?}").unwrap();
    }
    without_defaults(&without_places(&text))
}

fn print_workflow(text: &mut String, workflow: &Workflow) {
    let mut bare = workflow.clone();
    let signals = std::mem::take(&mut bare.signals);
    let queries = std::mem::take(&mut bare.queries);
    let updates = std::mem::take(&mut bare.updates);
    let schedules = std::mem::take(&mut bare.schedules);
    let children = std::mem::replace(&mut bare.children, [].into());
    writeln!(text, "\nworkflow {bare:?}").unwrap();
    for child in children.iter() {
        writeln!(text, "  {child:?}").unwrap();
    }
    for signal in signals {
        writeln!(text, "  {signal:?}").unwrap();
    }
    for query in queries {
        writeln!(text, "  {query:?}").unwrap();
    }
    for update in updates {
        writeln!(text, "  {update:?}").unwrap();
    }
    for schedule in schedules {
        writeln!(text, "  {schedule:?}").unwrap();
    }
}

/// Leaves out what is absent, so that a line shows what the schema says.
fn without_defaults(text: &str) -> String {
    let absent: Vec<String> = text
        .split([',', '{'])
        .map(str::trim)
        .filter(|part| {
            let part = part.trim_end_matches([' ', '}']);
            part.ends_with(": None") || part.ends_with(": []") || part.ends_with(": false")
        })
        .map(|part| format!("{}, ", part.trim_end_matches([' ', '}'])))
        .collect();
    let mut text = text.to_owned();
    for part in absent.iter().collect::<BTreeSet<_>>() {
        let bare = part.trim_end_matches(", ");
        text = text.replace(&format!(" {part}"), " ");
        text = text.replace(&format!(", {bare} }}"), " }");
    }
    text
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
