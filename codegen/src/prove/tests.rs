#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::model::{Scalar, TypeId};

/// The changes of a value of the first type of a contract.
fn changes_of(types: &str, written: &str, rewritten: &str) -> Vec<Change> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.tempoc.yaml");
    let text = format!("tempoc: 1\npackage: acme.prove.v1\ntypes:\n{types}");
    fs::write(&path, text).unwrap();
    let config = crate::Config::new().root(folder.path()).schema(path);
    let compilation = config.compile().unwrap();
    let subject = Subject::Type(TypeId(0));
    changes::changes(compilation.model(), subject, Some(written), Some(rewritten))
}

fn change(path: &str, kind: ChangeKind) -> Change {
    Change {
        path: path.to_owned(),
        kind,
    }
}

#[test]
fn what_is_lost_added_and_altered_has_a_path() {
    let found = changes_of(
        "  A: {fields: {items: list<json>}}\n",
        r#"{"items":[{"a":1},{"b":"x"}]}"#,
        r#"{"items":[{"a":2,"c":null},{}]}"#,
    );
    let altered = ChangeKind::Altered {
        from: "1".to_owned(),
        to: "2".to_owned(),
    };
    assert_eq!(
        found,
        [
            change("items[0].a", altered),
            change("items[0].c", ChangeKind::Added),
            change("items[1].b", ChangeKind::Dropped),
        ]
    );
}

#[test]
fn a_name_that_the_reader_knows_is_its_own() {
    let types = r#"
  A: {fields: {new: {type: string, aliases: [old]}, parts: "list<B> = []", u?: U}}
  B: {fields: {n: {type: int32, aliases: [m]}}}
  U: {union: {tag: kind, variants: {b: B}}}
"#;
    let found = changes_of(
        types,
        r#"{"old":"x","parts":[{"m":1}],"u":{"kind":"b","m":1}}"#,
        r#"{"new":"x","parts":[{"n":1}],"u":{"kind":"b","n":1}}"#,
    );
    assert_eq!(found, []);
    let found = changes_of(types, r#"{"older":"x"}"#, r#"{"new":"x"}"#);
    assert_eq!(
        found,
        [
            change("new", ChangeKind::Added),
            change("older", ChangeKind::Dropped)
        ]
    );
}

#[test]
fn a_number_is_the_same_in_every_spelling_and_no_other_one() {
    let types = "  A: {fields: {n: json}}\n";
    let found = |written: &str, rewritten: &str| {
        let object = |n: &str| format!(r#"{{"n":{n}}}"#);
        changes_of(types, &object(written), &object(rewritten)).len()
    };
    for (left, right) in [
        ("1", "1.0"),
        ("1e2", "100"),
        ("1", r#""1""#),
        ("0.00001", "1e-05"),
        ("18446744073709551615", r#""18446744073709551615""#),
    ] {
        assert_eq!(found(left, right), 0, "{left} and {right}");
        assert_eq!(found(right, left), 0, "{right} and {left}");
    }
    for (left, right) in [
        ("9007199254740993", "9007199254740992.0"),
        ("1", "1.5"),
        ("1", r#""01""#),
        ("true", "1"),
        ("null", "0"),
    ] {
        assert_eq!(found(left, right), 1, "{left} and {right}");
    }
}

#[test]
fn a_language_that_cannot_be_run_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        folder: folder.path().join("kept"),
        languages: Language::ALL.to_vec(),
        runtime: Dependency::at_path(&folder.path().join("no such folder")),
        python: PathBuf::from("no-such-python"),
    };
    let mut prover = Prover::start(&[], &options);
    let missing: Vec<Language> = prover
        .missing()
        .iter()
        .map(|known| known.language)
        .collect();
    assert_eq!(missing, [Language::Rust, Language::Python]);
    assert!(prover.missing()[0].reason.contains("Cargo could not build"));
    assert!(prover.missing()[1].reason.contains("--python"));
    let place = Place {
        version: 0,
        subject: Subject::Scalar(Scalar::Bool),
    };
    let case = Case {
        writer: Some(place),
        reader: place,
        json: Some("true".to_owned()),
    };
    assert_eq!(prover.exchange(&[case]), [Vec::<Answer>::new()]);
    drop(prover);

    let ignored = fs::read_to_string(options.folder.join(".gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
    let options = Options {
        languages: vec![Language::Python],
        ..options
    };
    let prover = Prover::start(&[], &options);
    assert_eq!(prover.missing().len(), 1);
    assert_eq!(prover.missing()[0].language, Language::Python);
}
