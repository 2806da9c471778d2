//! Compiles each contract into a module of its own, and lists what is in it: the types and errors, and the ids
//! that are made of an input, each with the function that reads and writes it.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tempoc::files::Leftovers;
use tempoc::model::{Model, PackageId, Template, TemplatePart, Type, TypeKind};
use tempoc::names::generated;
use tempoc::names::rust::type_name;

/// Contracts beside those of `tests/accept`: name, root and schema.
const CONTRACTS: [(&str, &str, &str); 4] = [
    ("orders", "../..", "schemas/order.tempoc.yaml"),
    ("wire", "../wire", "contract.tempoc.yaml"),
    ("suite", "../server", "schemas/suite.tempoc.yaml"),
    ("cross", ".", "contract.tempoc.yaml"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut contracts: Vec<(String, PathBuf, String)> = CONTRACTS
        .iter()
        .map(|(name, root, schema)| (name.to_string(), here.join(root), schema.to_string()))
        .collect();
    contracts.extend(cases(&here.join("../accept"))?);

    let mut modules = String::new();
    let mut list = String::new();
    for (name, root, schema) in contracts {
        let compilation = tempoc::Config::new()
            .root(&root)
            .schema(&schema)
            .client(false)
            .worker(false)
            // A module, like every contract that is generated into a folder of its own.
            .out_dir(&out)
            .python(tempoc::emit::python::Options::default())
            .compile()?;
        // Where Rust looks for the modules of a module that is written in place.
        let folder = out.join("contracts").join(&name);
        compilation.files().write(&folder, Leftovers::Keep)?;
        let python = out.join("python").join(&name);
        compilation.python().write(&python, Leftovers::Keep)?;
        for path in compilation.warnings().paths() {
            println!("cargo:rerun-if-changed={}", path.display());
        }
        writeln!(
            modules,
            "/// `{name}`\n#[path = \"{name}/mod.rs\"]\npub mod {name};"
        )?;
        writeln!(
            list,
            "Contract {{ name: {name:?}, root: {root:?}, schema: {schema:?}, definitions: &["
        )?;
        list_definitions(compilation.model(), &name, &mut list)?;
        writeln!(list, "] }},")?;
    }
    let text = format!(
        "/// The generated code.\npub mod contracts {{\n{modules}}}\n\n/// All of them.\n#[allow(clippy::redundant_closure, reason = \"some inputs are borrowed as another type\")]\npub static CONTRACTS: &[Contract] = &[\n{list}];\n"
    );
    fs::write(out.join("contracts.rs"), text)?;
    // A case may come or go.
    println!("cargo:rerun-if-changed=../accept");
    Ok(())
}

/// A contract: its name, its folder and its schema there.
type Case = (String, PathBuf, String);

/// The contracts of `tests/accept`, sorted.
fn cases(folder: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("schema.tempoc.yaml").is_file() {
            let case = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("case_{case}");
            cases.push((name, path, "schema.tempoc.yaml".to_owned()));
        }
    }
    cases.sort();
    Ok(cases)
}

fn list_definitions(model: &Model, contract: &str, list: &mut String) -> std::fmt::Result {
    for id in model.package_ids() {
        let package = &model[id];
        let module = module(model, contract, id);
        let mut push = |kind: &str, name: &str, answer: String| {
            writeln!(
                list,
                "Definition {{ kind: Kind::{kind}, package: {:?}, name: {name:?}, answer: {answer} }},",
                package.name,
            )
        };
        for id in &package.types {
            let name = &model[*id].meta.name;
            let (kind, answer) = match &model[*id].kind {
                TypeKind::Record(_) => ("Record", "payload"),
                TypeKind::Enum(_) => ("Enum", "payload"),
                TypeKind::Union(_) => ("Union", "part"),
                TypeKind::Newtype(_) => ("Newtype", "part"),
            };
            push(
                kind,
                name,
                format!("{answer}::<{module}::{}>", type_name(name)),
            )?;
        }
        for id in &package.errors {
            let name = &model[*id].meta.name;
            push(
                "Error",
                name,
                format!("part::<{module}::{}>", type_name(name)),
            )?;
        }
        for id in &package.workflows {
            let workflow = &model[*id];
            let name = &workflow.meta.name;
            if let (Some(template), Some(input)) = (&workflow.id, &workflow.input)
                && is_made_of_input(template)
            {
                let input = rust_type(model, contract, input);
                let definition = generated::definition(name);
                let answer = format!(
                    "|text| id::<{input}>(text, |input| {module}::definitions::{definition}::id(input))"
                );
                push("Id", name, answer)?;
            }
            for update in &workflow.updates {
                if let (Some(template), Some(input)) = (&update.id, &update.input)
                    && is_made_of_input(template)
                {
                    let input = rust_type(model, contract, input);
                    let definition = generated::message_definition(name, &update.meta.name);
                    let answer = format!(
                        "|text| id::<{input}>(text, |input| {module}::definitions::{definition}::id(input))"
                    );
                    push("Id", &format!("{name}.{}", update.meta.name), answer)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether an id has a part of the input, and none that differs each time.
fn is_made_of_input(template: &Template) -> bool {
    let of_input =
        |part: &TemplatePart| matches!(part, TemplatePart::Input(..) | TemplatePart::WholeInput(_));
    let differs = |part: &TemplatePart| matches!(part, TemplatePart::Uuid | TemplatePart::ParentId);
    template.parts.iter().any(of_input) && !template.parts.iter().any(differs)
}

fn rust_type(model: &Model, contract: &str, ty: &Type) -> String {
    match ty {
        Type::Named(id) => {
            let definition = &model[*id];
            let module = module(model, contract, definition.package);
            format!("{module}::{}", type_name(&definition.meta.name))
        }
        Type::Scalar(scalar) => match scalar.name() {
            "string" => "String".to_owned(),
            "bool" => "bool".to_owned(),
            "uuid" => "tempoc_runtime::json::Uuid".to_owned(),
            number => number.replace("uint", "u").replace("int", "i"),
        },
        Type::List(_) | Type::Map(..) => unreachable!("the language refuses such an input"),
    }
}

fn module(model: &Model, contract: &str, package: PackageId) -> String {
    let module = tempoc::names::package_module(&model[package].name);
    format!("contracts::{contract}::{module}")
}
