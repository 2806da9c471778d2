#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::diagnostic::Severity;
use crate::lint::Level;
use crate::render::Format;

fn read(text: &str) -> Result<Manifest, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, text).unwrap();
    Manifest::read(&path)
}

/// `line:column code` of each finding.
fn findings(text: &str) -> Vec<String> {
    let error = read(text).unwrap_err();
    let short = error.report().render(Format::Short);
    let findings = short.lines().filter_map(|line| {
        let rest = line.split_once("tempoc.toml:")?.1;
        let (place, rest) = rest.split_once(": ")?;
        let code = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{place} {code}"))
    });
    findings.collect()
}

#[test]
fn everything_is_read() {
    let manifest = read(
        r#"
        [[contract]]
        schemas = ["a.tempoc.yaml", "b.tempoc.yaml"]
        [[contract]]
        schemas = ["c.tempoc.yaml"]
        [rust]
        out = "src/generated"
        client = false
        worker = false
        serde = true
        templates = "templates"
        extern_packages = {"acme.common.v1" = "::acme_common::common"}
        "#,
    )
    .unwrap();
    let schemas: Vec<PathBuf> = manifest
        .contracts
        .iter()
        .flat_map(|contract| contract.schemas.clone())
        .collect();
    let names = ["a.tempoc.yaml", "b.tempoc.yaml", "c.tempoc.yaml"];
    assert_eq!(schemas, names.map(PathBuf::from));
    assert_eq!(
        manifest.rust,
        Some(Rust {
            out: PathBuf::from("src/generated"),
            client: false,
            worker: false,
            serde: true,
            extern_packages: vec![("acme.common.v1".into(), "::acme_common::common".into())],
            templates: Some(PathBuf::from("templates")),
        })
    );
    assert!(manifest.report.diagnostics.is_empty());
}

#[test]
fn every_mistake_is_reported_at_its_place() {
    let text = "\
[[contract]]
schemas = \"a.tempoc.yaml\"
shemas = []
[rust]
serde = \"yes\"
clint = true
extern_packages = {a = 1}
[[contract]]
schemas = [1, \"\", \"b\"]
[go]
";
    let expected = [
        "2:11 manifest-wrong-type",
        "3:1 manifest-unknown-key",
        "4:2 manifest-missing-key",
        "5:9 manifest-wrong-type",
        "6:1 manifest-unknown-key",
        "7:24 manifest-wrong-type",
        "9:12 manifest-wrong-type",
        "9:15 manifest-wrong-type",
        "10:2 manifest-unknown-key",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn a_misspelt_key_is_mended_by_its_suggestion() {
    let error = read("[[contract]]\nshemas = [\"a\"]\n").unwrap_err();
    let sorted = error.report().diagnostics.sorted();
    let unknown = sorted
        .iter()
        .find(|diagnostic| diagnostic.code == "manifest-unknown-key")
        .unwrap();
    assert_eq!(unknown.help.as_deref(), Some("did you mean `schemas`?"));
    assert_eq!(unknown.suggestions[0].replacement, "schemas");
}

#[test]
fn text_that_is_not_toml_is_reported_at_its_place() {
    assert_eq!(
        findings("[rust]\nout = src/generated\n")[0],
        "2:7 manifest-syntax"
    );
    assert_eq!(findings("[[contract]\n")[0], "1:12 manifest-syntax");
    assert_eq!(findings("")[0], "1:1 manifest-missing-key");
}

#[test]
fn rules_and_allowances_are_read() {
    let text = "
        [[contract]]
        schemas = [\"a\"]
        [lint]
        fail-on = \"error\"
        [lint.rules]
        scalar-io = \"off\"
        not-generated = \"info\"
        [[lint.allow]]
        rule = \"import-unused\"
        at = \"acme.*/imports/*\"
        file = \"old/**\"
        reason = \"they go with the old contract\"
        until = 2027-01-31
        ";
    let lint = read(text).unwrap().lint;
    assert_eq!(lint.fail_on, Severity::Error);
    let levels: Vec<(&str, Level)> = lint.levels.into_iter().collect();
    assert_eq!(
        levels,
        [("not-generated", Level::Info), ("scalar-io", Level::Off)]
    );
    let allow = &lint.allow[0];
    assert_eq!(allow.rule, "import-unused");
    assert_eq!(allow.at.as_deref(), Some("acme.*/imports/*"));
    assert_eq!(allow.file.as_deref(), Some("old/**"));
    assert_eq!(allow.reason, "they go with the old contract");
    assert_eq!(allow.until.as_deref(), Some("2027-01-31"));
}

#[test]
fn every_mistake_about_rules_is_reported_at_its_place() {
    let text = "\
[[contract]]
schemas = [\"a\"]
[lint]
fail-on = \"off\"
fail_on = \"error\"
[lint.rules]
scaler-io = \"off\"
field-snake-case = \"off\"
scalar-io = \"warn\"
import-unused = true
[[lint.allow]]
[[lint.allow]]
rule = \"nonsense\"
at = 1
reason = \" \"
until = \"2027-02-30\"
[[lint.allow]]
rule = \"scalar-io\"
file = \"a\"
reason = \"r\"
until = 2027-01-01T00:00:00Z
when = 1
";
    let expected = [
        "4:11 manifest-unknown-choice",
        "5:1 manifest-unknown-key",
        "7:1 manifest-unknown-rule",
        "8:1 manifest-unknown-rule",
        "9:13 manifest-unknown-choice",
        "10:17 manifest-wrong-type",
        "11:1 manifest-missing-key",
        "11:1 manifest-missing-key",
        "11:1 manifest-missing-key",
        "13:8 manifest-unknown-rule",
        "14:6 manifest-wrong-type",
        "15:10 manifest-wrong-type",
        "16:9 manifest-wrong-date",
        "21:9 manifest-wrong-date",
        "22:1 manifest-unknown-key",
    ];
    assert_eq!(findings(text), expected);
    let lint = findings("[[contract]]\nschemas = [\"a\"]\n[[lint]]\n");
    assert_eq!(lint, ["3:1 manifest-wrong-type"]);
}

#[test]
fn python_is_read() {
    let text = "[[contract]]\nschemas = [\"a\"]\n[python]\nout = \"py\"\nworker = false\n";
    let python = read(text).unwrap().python.unwrap();
    assert_eq!(python.out, Path::new("py"));
    assert_eq!((python.client, python.worker), (true, false));
    let error = read("[[contract]]\nschemas = [\"a\"]\n[python]\n").unwrap_err();
    assert!(error.to_string().contains("`[python]` without `out`"));
}

#[test]
fn what_cannot_be_read_is_one_sentence_with_the_path() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Manifest::read(&folder.path().join("none.toml")).unwrap_err();
    assert!(missing.to_string().contains("none.toml` cannot be read"));
    let directory = Manifest::read(folder.path()).unwrap_err();
    assert!(directory.to_string().contains("is a folder"));
    let latin = folder.path().join("latin.toml");
    fs::write(&latin, b"# gr\xfc\xdfe").unwrap();
    let latin = Manifest::read(&latin).unwrap_err();
    assert!(
        latin
            .to_string()
            .contains("byte 4 is not part of a character")
    );
}
