//! `tempoc breaking` as it is typed, in repositories of its own: what it says, where, and how it ends.

#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod accepted;
#[path = "../sandbox/git.rs"]
mod git;
mod repository;
#[path = "../sandbox/mod.rs"]
mod sandbox;

use repository::{
    MANIFEST, changed, commit, contract, json, last_line, optional_added, required_added,
};
use sandbox::Sandbox;
use serde_json::Value;

#[test]
fn each_outcome_has_its_exit_status() {
    let same = changed(&contract("", "id: string"), &contract("", "id: string"));
    let against = ["breaking", "--against", "v1.0.0"];
    let clean = same.run(&against).expect(0);
    assert!(
        clean
            .stdout
            .starts_with("acme.orders.v1: this version against v1.0.0 ("),
        "{}",
        clean.stdout
    );
    assert!(
        clean.stdout.ends_with("): no findings\n"),
        "{}",
        clean.stdout
    );

    let broken = required_added().run(&against).expect(1);
    assert!(broken.stdout.starts_with("error[field-required-added]: "));
    assert!(
        last_line(&broken.stdout).ends_with("): 1 error"),
        "{}",
        broken.stdout
    );
    assert_eq!(broken.stderr, "");

    let old_is_broken = changed(&contract("", "id: strng"), &contract("", "id: string"));
    let run = old_is_broken.run(&against).expect(2);
    assert!(
        run.stderr.contains("orders.tempoc.yaml @ v1.0.0"),
        "{}",
        run.stderr
    );
    assert_eq!(last_line(&run.stderr), "nothing was compared");
    assert_eq!(run.stdout, "");

    let new_is_broken = changed(&contract("", "id: string"), &contract("", "id: strng"));
    let run = new_is_broken.run(&against).expect(2);
    assert_eq!(last_line(&run.stderr), "nothing was compared");

    let run = same.run(&["breaking", "--against", "v9"]).expect(2);
    assert!(
        run.stderr.starts_with("error[against-unknown]"),
        "{}",
        run.stderr
    );
    assert_eq!(last_line(&run.stderr), "nothing was compared");

    let run = same.run(&["breaking"]).expect(2);
    assert!(
        run.stderr.contains("--against origin/main"),
        "{}",
        run.stderr
    );
    assert_eq!(last_line(&run.stderr), "nothing was compared");

    let run = same.run(&["breaking", "--against"]).expect(2);
    assert!(run.stderr.contains("--against"), "{}", run.stderr);
}

#[test]
fn what_is_new_altogether_passes_only_where_that_is_said() {
    let sandbox = required_added();
    sandbox.file(
        "more.tempoc.yaml",
        contract("", "id: string").replace("orders", "more"),
    );
    let arguments = ["breaking", "more.tempoc.yaml", "--against", "v1.0.0"];
    let run = sandbox.run(&arguments).expect(2);
    assert!(
        run.stderr.contains("error[against-nothing]"),
        "{}",
        run.stderr
    );
    let run = sandbox
        .run(&[&arguments[..], &["--allow-new"]].concat())
        .expect(0);
    assert!(
        run.stdout
            .contains("does not have `acme.more.v1`: nothing to compare there"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_least_finding_that_fails_is_a_choice() {
    let sandbox = optional_added();
    let run = |fail_on: &str, status: i32| {
        let arguments = ["breaking", "--against", "v1.0.0", "--fail-on", fail_on];
        sandbox.run(&arguments).expect(status);
    };
    run("error", 0);
    run("warning", 0);
    run("info", 1);
    let settings = "[breaking]\nagainst = \"v1.0.0\"\nfail-on = \"info\"\n";
    sandbox.file("tempoc.toml", format!("{MANIFEST}{settings}"));
    sandbox.run(&["breaking"]).expect(1);
    sandbox.run(&["breaking", "--fail-on", "error"]).expect(0);
}

#[test]
fn nothing_compared_never_reads_as_a_pass_in_any_format() {
    let sandbox = required_added();
    for format in [
        "text", "short", "json", "github", "gitlab", "junit", "sarif", "markdown",
    ] {
        let run = sandbox
            .run(&["breaking", "--against", "v9", "--format", format])
            .expect(2);
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(all.contains("v9"), "{format}: {all}");
        assert!(all.contains("nothing was compared"), "{format}: {all}");
        match format {
            "json" => assert_eq!(json(&run)["completed"], false),
            "sarif" => {
                let invocation = &json(&run)["runs"][0]["invocations"][0];
                assert_eq!(invocation["executionSuccessful"], false);
            }
            "gitlab" => assert_eq!(json(&run)[0]["severity"], "blocker"),
            "junit" => assert!(run.stdout.contains("errors=\"2\""), "{}", run.stdout),
            _ => {}
        }
    }
}

#[test]
fn settings_name_what_is_compared_and_the_command_line_goes_first() {
    let sandbox = required_added();
    commit(
        &sandbox,
        &contract("", "id: string, region: string"),
        "v1.1.0",
    );
    let settings =
        |text: &str| sandbox.file("tempoc.toml", format!("{MANIFEST}[breaking]\n{text}"));
    settings("against = \"v1.0.0\"\n");
    sandbox.run(&["breaking"]).expect(1);
    sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(0);
    settings("against = [\"v1.1.0\", \"v1.0.0\"]\n");
    let both = sandbox.run(&["breaking"]).expect(1);
    assert!(
        both.stdout.contains("= against: `v1.0.0`\n"),
        "{}",
        both.stdout
    );
    settings("against-tags = \"v1.*\"\n");
    sandbox.run(&["breaking"]).expect(1);
    settings("against = \"v1.0.0\"\nmerge-base = true\n");
    let base = sandbox.run(&["breaking"]).expect(1);
    assert!(
        base.stdout.contains("against merge base of v1.0.0 ("),
        "{}",
        base.stdout
    );
    // Paths are compared with what the settings name as well.
    settings("against = \"v1.1.0\"\n");
    sandbox.run(&["breaking", "orders.tempoc.yaml"]).expect(0);
}

#[test]
fn a_finding_says_from_which_versions_it_is() {
    let sandbox = required_added();
    commit(
        &sandbox,
        &contract("", "id: string, note?: string"),
        "v1.1.0",
    );
    commit(
        &sandbox,
        &contract("", "id: string, region: string"),
        "v1.2.0",
    );
    let run = sandbox.run(&["breaking", "--against-tags", "v1.*", "--format", "json"]);
    let json = json(&run.expect(1));
    let findings = json["findings"].as_array().unwrap();
    let labels = |rule: &str| {
        let found = findings.iter().find(|finding| finding["code"] == rule);
        found.unwrap()["against"].clone()
    };
    assert_eq!(
        labels("field-required-added"),
        serde_json::json!(["v1.0.0", "v1.1.0"])
    );
    assert_eq!(
        labels("field-optional-removed"),
        serde_json::json!(["v1.1.0"])
    );
    assert_eq!(json["against"].as_array().unwrap().len(), 3);
}

#[test]
fn what_is_off_counts_for_the_order() {
    let sandbox = changed(
        &contract("", "id: string, number: uint32"),
        &contract("", "id: string, number: uint64"),
    );
    let run = |rules: &str, status: i32| {
        sandbox.file("tempoc.toml", format!("{MANIFEST}{rules}"));
        let arguments = ["breaking", "--against", "v1.0.0", "--format", "short"];
        sandbox.run(&arguments).expect(status).stdout
    };
    let order = |said: &str| -> String {
        let lines = said.lines().map(str::to_owned);
        lines
            .filter(|line| line.starts_with("deploy order"))
            .collect()
    };
    let (said, silent) = (
        run("", 1),
        run("[breaking.rules]\nint-widened = \"off\"\n", 0),
    );
    assert!(said.contains("[int-widened]"), "{said}");
    assert!(!silent.contains("[int-widened]"), "{silent}");
    assert_eq!(order(&said), "deploy order: workers(orders) -> clients");
    assert_eq!(order(&silent), order(&said));
    assert!(
        last_line(&silent).ends_with("no findings, 1 off"),
        "{silent}"
    );
}

#[test]
fn a_signal_that_is_gone_is_lost_or_goes_to_another_handler() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/breaking/");
    for (case, becomes) in [
        ("signal-removed", "is lost while its sender sees success"),
        ("signals-merged", "goes to another handler"),
    ] {
        let file = |version: &str| format!("{cases}{case}/{version}.tempoc.yaml");
        let (old, new) = (file("old"), file("new"));
        let arguments = ["breaking", &new, "--against", &old, "--format", "short"];
        let said = Sandbox::new().run(&arguments).expect(1).stdout;
        assert!(said.contains(becomes), "{case}: {said}");
    }
}

#[test]
fn levels_and_allowances_hold_but_for_what_breaks_replay() {
    let sandbox = changed(
        &contract("", "id: string"),
        &contract("", "id: string, region: string, note?: string"),
    );
    let settings = |text: &str| sandbox.file("tempoc.toml", format!("{MANIFEST}{text}"));
    let run = |status: i32| {
        let arguments = ["breaking", "--against", "v1.0.0", "--format", "short"];
        sandbox.run(&arguments).expect(status)
    };
    settings("[breaking.rules]\nfield-optional-added = \"off\"\n");
    assert!(!run(1).stdout.contains("field-optional-added"));
    settings("[breaking.rules]\nfield-optional-added = \"error\"\n");
    assert!(run(1).stdout.contains("error[field-optional-added]"));

    settings("[breaking.rules]\nfield-required-added = \"off\"\n");
    assert!(run(1).stdout.contains("error[field-required-added]"));
    let in_full = sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(1);
    let note = "= level: `off` in `tempoc.toml` does not hold for what breaks replay";
    assert!(in_full.stdout.contains(note), "{}", in_full.stdout);
    let allow = |rule: &str, at: &str| {
        format!("[[breaking.allow]]\nrule = \"{rule}\"\nat = \"{at}\"\nreason = \"x\"\n")
    };
    settings(&allow("field-required-added", "acme.orders.v1/**"));
    let run_in_full = sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(1);
    assert!(
        run_in_full
            .stdout
            .contains("= level: `tempoc.toml` allows it, which does not hold"),
        "{}",
        run_in_full.stdout
    );

    settings(&allow("field-optional-added", "acme.orders.v1/Order/note"));
    let allowed = run(1);
    assert!(
        last_line(&allowed.stdout).ends_with("1 error, 1 accepted"),
        "{}",
        allowed.stdout
    );
    settings(&allow(
        "field-optional-added",
        "acme.orders.v1/Order/remark",
    ));
    assert!(
        run(1)
            .stdout
            .contains("tempoc.toml:3:1: info[unused-accept]")
    );
    settings("[breaking.rules]\nfield-optional-aded = \"off\"\n");
    assert!(
        run(2)
            .stderr
            .contains("did you mean `field-optional-added`?")
    );
}

#[test]
fn rules_are_listed() {
    let sandbox = Sandbox::new();
    let text = sandbox.run(&["breaking", "rules"]).expect(0).stdout;
    assert!(text.starts_with("field-required-added  "), "{text}");
    let list = json(
        &sandbox
            .run(&["breaking", "rules", "--format", "json"])
            .expect(0),
    );
    assert_eq!(list.as_array().unwrap().len(), text.lines().count());
    let table = sandbox
        .run(&["breaking", "rules", "--format", "markdown"])
        .expect(0)
        .stdout;
    assert_eq!(table.lines().count(), text.lines().count() + 2);
    assert!(
        table
            .lines()
            .all(|line| line.starts_with("| ") || line.starts_with("|-")),
        "{table}"
    );
}

#[test]
fn what_goes_as_it_was_announced_need_not_be_deprecated_first() {
    let note = "id: string, note: {type: string, optional: true, deprecated: {since: 1.0.0, message: none, remove_in: 2.0.0}}";
    for (version, help) in [
        ("1.5.0", "help: deprecate it first"),
        ("2.0.0", "help: it goes as it was announced"),
    ] {
        let sandbox = changed(
            &contract("version: 1.0.0\n", note),
            &contract(&format!("version: {version}\n"), "id: string"),
        );
        let run = sandbox.run(&["breaking", "--against", "v1.0.0"]);
        assert!(run.stdout.contains("field-optional-removed"));
        assert!(run.stdout.contains(help), "{version}: {}", run.stdout);
    }
}

#[test]
fn what_a_pin_would_lower_is_said_of_replay_alone() {
    let pinned = |fields: &str| {
        contract("", fields).replace("buy: {input", "buy: {versioning: pinned, input")
    };
    let sandbox = changed(&pinned("id: string"), &pinned("id: string, region: string"));
    let run = sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(1);
    let hint = "and what it breaks in replay is a warning";
    assert!(run.stdout.contains(hint), "{}", run.stdout);
    let arguments = ["breaking", "--against", "v1.0.0", "--format", "json"];
    for (settings, replay) in [
        ("", "error"),
        ("[breaking]\npinned-stay = true\n", "warning"),
    ] {
        sandbox.file("tempoc.toml", format!("{MANIFEST}{settings}"));
        let found = &json(&sandbox.run(&arguments).expect(1))["findings"][0];
        assert_eq!(found["slots"][0]["pinned"], true, "{found}");
        assert_eq!(found["verdict"]["replay"], replay, "{found}");
    }
}

#[test]
fn the_version_that_is_asked_for_is_not_called_the_old_one() {
    let sandbox = changed(
        &contract("version: 1.0.0\n", "id: string"),
        &contract("version: 1.0.0\n", "id: string, region: string"),
    );
    let arguments = ["breaking", "--against", "v1.0.0", "--format", "json"];
    let found = json(&sandbox.run(&arguments).expect(1));
    let findings = found["findings"].as_array().unwrap();
    let code = |found: &&Value| found["code"] == "version-not-bumped";
    let asked = findings.iter().find(code).unwrap();
    assert_eq!(asked["least_version"], "2.0.0");
    assert_eq!(asked["new"], "1.0.0");
    assert_eq!(asked["old"], "");
}

#[test]
fn the_rules_are_listed_in_the_way_of_lint_too() {
    let sandbox = Sandbox::new();
    let listed = sandbox.run(&["breaking", "--rules"]).expect(0);
    assert_eq!(
        listed.stdout,
        sandbox.run(&["breaking", "rules"]).expect(0).stdout
    );
    assert!(listed.stdout.contains("field-required-added"));
}

#[test]
fn a_language_that_is_not_generated_is_not_missing_from_a_proof() {
    let sandbox = required_added();
    let output = "[python]\nout = \"contracts\"\n";
    sandbox.file("tempoc.toml", format!("{MANIFEST}{output}"));
    let run = sandbox
        .run(&[
            "breaking",
            "--against",
            "v1.0.0",
            "--prove",
            "--python",
            "no-such-python",
        ])
        .expect(2);
    let alone = "running both versions in Python alone";
    assert!(run.stderr.contains(alone), "{}", run.stderr);
    assert_eq!(
        run.stdout.matches("error[not-proven]").count(),
        1,
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("nothing is proven of Python"));
    assert!(!run.stdout.contains("\\n"), "{}", run.stdout);
    // What is kept for the next time is not for git.
    let untracked = ["ls-files", "--others", "--exclude-standard"];
    assert_eq!(git::run_git(&sandbox.path(""), &untracked), "");
    assert!(sandbox.path(".tempoc-prove").is_dir());
}
