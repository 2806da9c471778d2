//! Every format of a report, for one comparison whose texts mean harm: `tests/formats`.
//!
//! `BLESS=1 cargo test --test formats` writes what is said now; read the difference like code.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "sandbox/git.rs"]
mod git;
mod sandbox;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use sandbox::Sandbox;
use serde_json::Value;

const FORMATS: [&str; 9] = [
    "text", "short", "json", "github", "gitlab", "junit", "sarif", "markdown", "patch",
];

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/formats"))
}

/// What a format gives, with the version of this program left out.
fn written(format: &str) -> String {
    let sandbox = Sandbox::new();
    for (name, source) in [
        ("old/a,b%.tempoc.yaml", "old.tempoc.yaml"),
        ("new/a,b%.tempoc.yaml", "new.tempoc.yaml"),
        ("tempoc-breaking.toml", "tempoc-breaking.toml"),
        ("tempoc.toml", "tempoc.toml"),
    ] {
        sandbox.file(name, fs::read_to_string(folder().join(source)).unwrap());
    }
    let run = sandbox
        .run(&["breaking", "--against", "old/", "--format", format])
        .expect(1);
    run.stdout.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn every_format_is_the_expected_one() {
    let mut failures = String::new();
    for format in FORMATS {
        let path = folder().join(format!("expected/{format}.txt"));
        let said = match format {
            "sarif" => without_pages(&written(format)),
            _ => written(format),
        };
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &said).unwrap();
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        if said != wanted {
            writeln!(failures, "{format}\n--- expected\n{wanted}--- said\n{said}").unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is said now"
    );
}

/// SARIF without the pages of its rules, which are tested where they are.
fn without_pages(sarif: &str) -> String {
    let mut sarif: Value = serde_json::from_str(sarif).unwrap();
    let rules = &mut sarif["runs"][0]["tool"]["driver"]["rules"];
    for rule in rules.as_array_mut().unwrap() {
        let rule = rule.as_object_mut().unwrap();
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule.get(key).and_then(|text| text["text"].as_str());
            assert!(text.is_some_and(|text| !text.is_empty()), "{rule:?}");
            rule.remove(key);
        }
    }
    format!("{sarif:#}\n")
}

#[test]
fn sarif_has_what_its_schema_asks_for() {
    let sarif: Value = serde_json::from_str(&written("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    let lines = |region: &Value| {
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[key].as_u64().unwrap() >= 1, "{region}");
        }
    };
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap();
        assert_eq!(rules[index as usize]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        lines(&place["region"]);
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.contains([' ', ',', '\\']), "{uri}");
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let replacement = &fix["artifactChanges"][0]["replacements"][0];
            lines(&replacement["deletedRegion"]);
            assert!(replacement["insertedContent"]["text"].is_string());
        }
    }
    let accepted = results
        .iter()
        .filter(|result| result["suppressions"].is_array());
    assert_eq!(accepted.count(), 1);
}

/// A file that begins with a byte order mark has it before the bytes of its text.
#[test]
fn edits_in_json_are_at_bytes_of_the_file() {
    let sandbox = Sandbox::new();
    let contract = |field: &str| {
        format!(
            "\u{feff}tempoc: 1\npackage: acme.v1\ndefaults: {{task_queue: q}}\ntypes:\n  A: {{fields: {{{field}}}}}\nworkflows:\n  w: {{input: A}}\n"
        )
    };
    sandbox.file("old/a.tempoc.yaml", contract(""));
    sandbox.file("new/a.tempoc.yaml", contract("b: string"));
    sandbox.file(
        "tempoc.toml",
        "[[contract]]\nschemas = [\"new/a.tempoc.yaml\"]\n",
    );
    let run = sandbox
        .run(&["breaking", "--against", "old/", "--format", "json"])
        .expect(1);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let edit = &report["findings"][0]["suggestions"][0];
    let at = |key: &str| edit[key].as_u64().unwrap() as usize;
    let mut mended = contract("b: string");
    let replacement = edit["replacement"].as_str().unwrap();
    mended.replace_range(at("start_byte")..at("end_byte"), replacement);
    assert_eq!(mended, contract("b?: string"));
}

/// Whatever the file is like, and whether the changes of a file are near or not.
#[test]
fn a_patch_applies_and_leaves_nothing_to_find() {
    let types = "\ntypes:\n  A:\n    fields:\n      a: string\n      FIRST\n      c: string\n      SECOND\n      d: string\n\
        \x20     e: string\n      f: string\n      g: string\n      h: string\n      i: string\n      j: string\n\
        \x20     k: string\n      THIRD";
    let contract = |fields: [&str; 3]| {
        let [first, second, third] = fields;
        let head =
            "tempoc: 1\npackage: acme.v1\ndefaults: {task_queue: q}\nworkflows:\n  w: {input: A}";
        let types = types.replace("FIRST", first).replace("SECOND", second);
        format!("{head}{}", types.replace("THIRD", third))
    };
    let old = contract(["", "", ""]);
    let new = contract(["first: string", "second: int32", "third: string"]);
    for (mark, line, last) in [
        ("", "\n", "\n"),
        ("", "\n", ""),
        ("", "\r\n", "\r\n"),
        ("\u{feff}", "\n", "\n"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("old/a.tempoc.yaml", &old);
        sandbox.file(
            "new/a.tempoc.yaml",
            format!("{mark}{}{last}", new.replace('\n', line)),
        );
        sandbox.file(
            "tempoc.toml",
            "[[contract]]\nschemas = [\"new/a.tempoc.yaml\"]\n",
        );
        let breaking = ["breaking", "--against", "old/"];
        let run = sandbox.run(&[&breaking[..], &["--format", "patch"]].concat());
        sandbox.file("mends.patch", run.expect(1).stdout);
        git::run_git(&sandbox.path(""), &["apply", "mends.patch"]);
        let text = sandbox.run(&breaking).expect(0).stdout;
        assert!(text.contains("optional"), "{text}");
    }
}

/// A mend undoes what would ask for another version.
#[test]
fn a_patch_sets_the_version_that_the_mended_contract_needs() {
    let contract = |signals: &str| {
        format!(
            "tempoc: 1\npackage: acme.v1\nversion: 1.0.0\ndefaults: {{task_queue: q}}\ntypes:\n  A: {{fields: {{a: string}}}}\nworkflows:\n  w: {{input: A, signals: {{{signals}}}}}\n"
        )
    };
    for (new, version) in [
        ("x: {input: A}", None),
        ("x: {input: A}, y: {input: A}", Some("1.1.0")),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("old/a.tempoc.yaml", contract("x: {input: A, aliases: [z]}"));
        sandbox.file("new/a.tempoc.yaml", contract(new));
        sandbox.file(
            "tempoc.toml",
            "[[contract]]\nschemas = [\"new/a.tempoc.yaml\"]\n",
        );
        let breaking = ["breaking", "--against", "old/"];
        let text = sandbox.run(&breaking).expect(1).stdout;
        assert!(text.contains("version-not-bumped"), "{text}");
        let run = sandbox.run(&[&breaking[..], &["--format", "patch"]].concat());
        let patch = run.expect(1).stdout;
        let bumped = patch
            .lines()
            .find_map(|line| line.strip_prefix("+version: "));
        assert_eq!(bumped, version, "{patch}");
        sandbox.file("mends.patch", patch);
        git::run_git(&sandbox.path(""), &["apply", "mends.patch"]);
        let text = sandbox.run(&breaking).expect(0).stdout;
        assert!(!text.contains("version-not-bumped"), "{text}");
    }
}

/// From a folder that the contract is not in, a patch is for the root of the repository.
#[test]
fn a_patch_names_files_by_paths_that_git_takes() {
    let sandbox = Sandbox::new();
    let contract = |fields: &str| {
        format!(
            "tempoc: 1\npackage: acme.v1\ndefaults: {{task_queue: q}}\ntypes:\n  A: {{fields: {{{fields}}}}}\nworkflows:\n  w: {{input: A}}\n"
        )
    };
    let root = sandbox.path("");
    sandbox.file("schemas/a.tempoc.yaml", contract("a: string"));
    sandbox.file(
        "tempoc.toml",
        "[[contract]]\nschemas = [\"schemas/a.tempoc.yaml\"]\n",
    );
    sandbox.file("service/main.py", "");
    git::run_git(&root, &["init", "--quiet"]);
    git::run_git(&root, &["add", "."]);
    git::run_git(&root, &["commit", "--quiet", "-m", "first"]);
    // In the root and where the contract is, a patch is for the folder itself; beside the contract, for the root.
    for (here, there) in [("", ""), ("schemas", "schemas"), ("service", "")] {
        sandbox.file("schemas/a.tempoc.yaml", contract("a: string, b: string"));
        let breaking = ["breaking", "--against", "HEAD", "--format", "patch"];
        let mut command = sandbox.command(&breaking);
        let run = command.current_dir(sandbox.path(here)).output().unwrap();
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        let patch = String::from_utf8(run.stdout).unwrap();
        assert!(!patch.contains("../"), "{patch}");
        sandbox.file("mends.patch", patch);
        let file = sandbox.path("mends.patch");
        let apply = ["apply", file.to_str().unwrap()];
        git::run_git(&sandbox.path(there), &apply);
        let mended = fs::read_to_string(sandbox.path("schemas/a.tempoc.yaml")).unwrap();
        assert_eq!(mended, contract("a: string, b?: string"), "{here}");
    }
}

/// What the last of the old versions has already is released, and a mend of it would undo that.
#[test]
fn a_patch_undoes_nothing_that_is_released() {
    let sandbox = Sandbox::new();
    for (folder, attempts) in [("one", 30), ("two", 20), ("new", 20)] {
        let contract = format!(
            "tempoc: 1\npackage: acme.v1\ndefaults: {{task_queue: q}}\nactivities:\n  a: {{start_to_close: 1m, retry: {{max_attempts: {attempts}}}}}\nworkflows:\n  w: {{activities: [a]}}\n"
        );
        sandbox.file(&format!("{folder}/a.tempoc.yaml"), contract);
    }
    sandbox.file(
        "tempoc.toml",
        "[[contract]]\nschemas = [\"new/a.tempoc.yaml\"]\n",
    );
    let patch = |against: &[&str]| {
        let mut arguments = vec!["breaking", "--format", "patch"];
        arguments.extend(against.iter().flat_map(|old| ["--against", *old]));
        sandbox.run(&arguments).expect(0).stdout
    };
    assert!(patch(&["one/"]).contains("max_attempts: 30"));
    assert_eq!(patch(&["one/", "two/"]), "");
}

#[test]
fn commands_of_github_cannot_be_forged() {
    for line in written("github").lines() {
        let Some(command) = line.strip_prefix("::") else {
            assert!(
                !line.trim_start().starts_with("::") && !line.contains("##["),
                "{line}"
            );
            continue;
        };
        let (head, message) = command.split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap();
            assert!(
                ["file", "line", "endLine", "col", "endColumn", "title"].contains(&key),
                "{line}"
            );
            assert!(!value.contains(':'), "{line}");
        }
        let percents = message.match_indices('%');
        for (at, _) in percents {
            assert!(
                ["25", "0A", "0D"].contains(&&message[at + 1..at + 3]),
                "{line}"
            );
        }
    }
}

#[test]
fn junit_is_xml_whose_counts_are_right() {
    let xml = written("junit");
    let count = |text: &str| xml.matches(text).count();
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "));
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"",
        count("<testcase "),
        count("<failure "),
        count("<error "),
        count("<skipped "),
    );
    assert_eq!(count(&counts), 2, "{counts}\n{xml}");
    for tag in ["testsuites", "testsuite", "failure"] {
        assert_eq!(
            count(&format!("<{tag} ")),
            count(&format!("</{tag}>")),
            "{tag}"
        );
    }
    // Between tags and in attributes, every other `<` and `&` is written by its name.
    let rest = xml
        .replace("&amp;", "")
        .replace("&lt;", "")
        .replace("&gt;", "");
    let rest = rest.replace("&quot;", "").replace("&apos;", "");
    assert!(!rest.contains('&'), "{rest}");
    assert!(!rest.contains("]]>") && !rest.contains("<b>"), "{rest}");
}

#[test]
fn markdown_shows_texts_and_obeys_none() {
    let markdown = written("markdown");
    let columns = |line: &str| {
        let unescaped = line.replace("\\\\", "").replace("\\|", "");
        unescaped.matches('|').count()
    };
    let table: Vec<&str> = markdown
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    assert!(table.len() > 3);
    for line in &table {
        assert_eq!(columns(line), columns(table[0]), "{line}");
    }
    let outside_of_code = markdown
        .split("```")
        .step_by(2)
        .flat_map(|text| text.split('`').step_by(2))
        .collect::<String>();
    assert!(!outside_of_code.contains("@everyone"), "{outside_of_code}");
    assert!(!outside_of_code.contains("<b>"), "{outside_of_code}");
}
