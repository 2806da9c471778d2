//! `tempoc breaking` as it is typed, in repositories of its own: what it says, where, and how it ends.

#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "sandbox/git.rs"]
mod git;
mod sandbox;

use sandbox::{Run, Sandbox};
use serde_json::Value;

const MANIFEST: &str = "[[contract]]\nschemas = [\"orders.tempoc.yaml\"]\n";

/// A workflow whose input has these fields.
fn contract(version: &str, fields: &str) -> String {
    format!(
        "tempoc: 1\npackage: acme.orders.v1\n{version}defaults: {{task_queue: orders}}\ntypes:\n  \
         Order:\n    fields: {{{fields}}}\nworkflows:\n  buy: {{input: Order, id: \"buy/{{input.id}}\"}}\n"
    )
}

/// A repository whose only commit, `v1.0.0`, has a contract, which is another one now.
fn changed(before: &str, now: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    git::run_git(&sandbox.path(""), &["init", "-q", "-b", "main"]);
    sandbox.file("tempoc.toml", MANIFEST);
    commit(&sandbox, before, "v1.0.0");
    sandbox.file("orders.tempoc.yaml", now);
    sandbox
}

fn commit(sandbox: &Sandbox, text: &str, tag: &str) {
    sandbox.file("orders.tempoc.yaml", text);
    let folder = sandbox.path("");
    git::run_git(&folder, &["add", "-A"]);
    git::run_git(&folder, &["commit", "-q", "--allow-empty", "-m", tag]);
    git::run_git(&folder, &["tag", tag]);
}

fn required_added() -> Sandbox {
    changed(
        &contract("", "id: string"),
        &contract("", "id: string, region: string"),
    )
}

fn optional_added() -> Sandbox {
    changed(
        &contract("", "id: string"),
        &contract("", "id: string, region?: string"),
    )
}

/// The JSON of a run.
fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

/// The fingerprint of the only finding of a rule.
fn fingerprint(sandbox: &Sandbox, rule: &str) -> String {
    let run = sandbox.run(&["breaking", "--against", "v1.0.0", "--format", "json"]);
    let json = json(&run);
    let mut findings = json["findings"].as_array().unwrap().iter();
    let finding = findings.find(|finding| finding["code"] == rule).unwrap();
    finding["fingerprint"].as_str().unwrap().to_owned()
}

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
fn a_break_is_accepted_with_a_reason_until_a_day_or_a_version() {
    let sandbox = changed(
        &contract("version: 1.0.0\n", "id: string"),
        &contract("version: 2.0.0\n", "id: string, region: string"),
    );
    let fingerprint = fingerprint(&sandbox, "field-required-added");
    let accept = |more: &[&str], status: i32| {
        let begin = [
            "breaking",
            "accept",
            &fingerprint[..8],
            "--against",
            "v1.0.0",
        ];
        sandbox.run(&[&begin[..], more].concat()).expect(status)
    };
    let run = || sandbox.run(&["breaking", "--against", "v1.0.0"]);
    accept(&[], 2);
    accept(&["--reason", " "], 2);
    accept(&["--reason", "x", "--until", "soon"], 2);
    assert!(
        !sandbox.path("tempoc-breaking.toml").exists(),
        "nothing was written"
    );

    let reason = "nothing runs \"yet\"\u{202e}";
    let written = accept(&["--reason", reason, "--by", "Ada"], 0);
    assert_eq!(
        written.stdout,
        "accepted field-required-added at acme.orders.v1/Order/region\nwrote tempoc-breaking.toml\n"
    );
    let clean = run().expect(0);
    assert!(
        clean.stdout.ends_with("no findings, 1 accepted\n"),
        "{}",
        clean.stdout
    );
    let json = json(&sandbox.run(&["breaking", "--against", "v1.0.0", "--format", "json"]));
    assert_eq!(json["findings"], serde_json::json!([]));
    assert_eq!(json["accepted"][0]["accepted"]["reason"], reason);
    assert_eq!(json["accepted"][0]["accepted"]["by"], "Ada");

    let text = sandbox.text("tempoc-breaking.toml");
    assert!(!text.contains('\u{202e}'), "{text}");
    for until in ["2000-01-01", "2.0.0"] {
        let over = format!("\nuntil = \"{until}\"\nreason = ");
        sandbox.file("tempoc-breaking.toml", text.replace("\nreason = ", &over));
        let run = run().expect(1);
        assert!(
            run.stdout.contains("warning[expired-accept]"),
            "{until}: {}",
            run.stdout
        );
        // What is over already would accept nothing.
        let before = sandbox.text("tempoc-breaking.toml");
        let refused = accept(&["--reason", "for now", "--until", until], 2);
        let message = format!("`{until}` is over already");
        assert!(refused.stderr.contains(&message), "{}", refused.stderr);
        assert_eq!(sandbox.text("tempoc-breaking.toml"), before);
    }
    sandbox.file("tempoc-breaking.toml", format!("# ours\n{text}# as well\n"));
    for until in ["2.0.1", "2999-12-31"] {
        accept(&["--reason", "for now", "--until", until], 0);
        let run = run().expect(0);
        assert!(!run.stdout.contains("expired-accept"), "{}", run.stdout);
        let text = sandbox.text("tempoc-breaking.toml");
        assert!(
            text.starts_with("# ours\n") && text.ends_with("# as well\n"),
            "{text}"
        );
        assert_eq!(text.matches("[[accept]]").count(), 1, "{text}");
    }

    // What is not said again stays.
    let written = accept(&["--reason", "for longer"], 0);
    let kept = "/region, as before until 2999-12-31, by Ada\n";
    assert!(written.stdout.contains(kept), "{}", written.stdout);
    let text = sandbox.text("tempoc-breaking.toml");
    assert!(
        text.contains("until = \"2999-12-31\"") && text.contains("by = \"Ada\""),
        "{text}"
    );
    assert!(text.contains("reason = \"for longer\""), "{text}");
    run().expect(0);
    // But for an end that is over.
    sandbox.file(
        "tempoc-breaking.toml",
        text.replace("2999-12-31", "2000-01-01"),
    );
    let refused = accept(&["--reason", "for longer"], 2);
    let message = "delete `until` from its entry to accept it for good";
    assert!(refused.stderr.contains(message), "{}", refused.stderr);
    let written = accept(
        &["--reason", "for longer", "--until", "2.1.0", "--by", "Bo"],
        0,
    );
    assert!(written.stdout.contains("/region\n"), "{}", written.stdout);
    run().expect(0);

    // No entry can be added to a list on one line.
    let one = "accept = [{fingerprint = \"0123456789abcdef\", rule = \"field-required-added\", at = \"a\", reason = \"r\"}]\n";
    sandbox.file("tempoc-breaking.toml", one);
    let refused = accept(&["--reason", "x"], 2);
    assert!(
        refused
            .stderr
            .contains("no entry can be added to what `accept` is here")
            && refused.stderr.contains("write each as `[[accept]]`"),
        "{}",
        refused.stderr
    );
    assert_eq!(sandbox.text("tempoc-breaking.toml"), one);
}

/// What `tempoc breaking accept` says of a required field of the input.
const EXTENT: &str = "levels = \"replay error, new readers error, source error\"
places = [\"the input of workflow `buy`: replay error, new readers error\"]
";

#[test]
fn what_is_accepted_is_there_and_is_what_it_says() {
    let sandbox = required_added();
    let unknown = sandbox
        .run(&[
            "breaking",
            "accept",
            "ffffffff",
            "--reason",
            "x",
            "--against",
            "v1.0.0",
        ])
        .expect(2);
    assert!(
        unknown.stderr.contains("error[cannot-accept]"),
        "{}",
        unknown.stderr
    );
    assert!(
        unknown
            .stderr
            .contains("field-required-added at acme.orders.v1/Order/region"),
        "{}",
        unknown.stderr
    );

    let fingerprint = fingerprint(&sandbox, "field-required-added");
    let entry = |fingerprint: &str, rule: &str, at: &str, more: &str| {
        format!(
            "[[accept]]\nfingerprint = \"{fingerprint}\"\nrule = \"{rule}\"\nat = \"{at}\"\n{EXTENT}reason = \"x\"\n{more}"
        )
    };
    let region = "acme.orders.v1/Order/region";
    let rule = "field-required-added";
    let good = entry(&fingerprint, rule, region, "");
    for (text, status, code) in [
        (good.clone(), 0, ""),
        // Nobody knows what was accepted.
        (good.replace(EXTENT, ""), 1, "warning[wrong-accept]"),
        (
            good.replace(
                "replay error, new readers error, source",
                "new readers error, source",
            ),
            1,
            "warning[exceeded-accept]",
        ),
        (
            good.replace("`buy`", "`sell`"),
            1,
            "warning[exceeded-accept]",
        ),
        (
            good.replace("levels = \"replay", "levels = \"replays"),
            2,
            "error[wrong-accept]",
        ),
        (
            good.replace("`buy`: replay", "`buy` replay"),
            2,
            "error[wrong-accept]",
        ),
        (
            good.replace("places = [", "places = [1, "),
            2,
            "error[manifest-wrong-type]",
        ),
        (
            entry(&fingerprint, "field-optional-added", region, ""),
            1,
            "warning[wrong-accept]",
        ),
        (
            entry(&fingerprint, rule, "acme.orders.v1/Order/id", ""),
            1,
            "warning[wrong-accept]",
        ),
        (
            entry("ffffffffffffffff", rule, region, ""),
            1,
            "warning[unused-accept]",
        ),
        (format!("{good}{good}"), 2, "error[wrong-accept]"),
        (entry("712", rule, region, ""), 2, "error[wrong-accept]"),
        (
            entry(&fingerprint, "field-requird-added", region, ""),
            2,
            "error[manifest-unknown-rule]",
        ),
        (
            entry(&fingerprint, rule, region, "until = \"soon\"\n"),
            2,
            "error[manifest-wrong-date]",
        ),
        (
            entry(&fingerprint, rule, region, "until = 7\n"),
            2,
            "error[manifest-wrong-type]",
        ),
        (
            entry(&fingerprint, rule, region, "untill = \"x\"\n"),
            2,
            "error[manifest-unknown-key]",
        ),
        (
            good.replace("reason = \"x\"\n", ""),
            2,
            "error[manifest-missing-key]",
        ),
        (String::from("[[accept]"), 2, "error[manifest-syntax]"),
    ] {
        sandbox.file("tempoc-breaking.toml", &text);
        let run = sandbox
            .run(&["breaking", "--against", "v1.0.0"])
            .expect(status);
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(all.contains(code), "{text}{all}");
        assert!(
            code.is_empty() || all.contains("--> tempoc-breaking.toml:"),
            "{text}{all}"
        );
    }
}

/// A contract whose workflow has these messages, which may take a page.
fn with_messages(version: &str, page: &str, messages: &str) -> String {
    format!(
        "tempoc: 1\npackage: acme.orders.v1\n{version}defaults: {{task_queue: orders}}\ntypes:\n  \
         Page: {{fields: {{offset: uint32{page}}}}}\n  Order: {{fields: {{id: string}}}}\nworkflows:\n  buy:\n    \
         input: Order\n    id: \"buy/{{input.id}}\"\n    versioning: pinned\n    activities: []\n    children: {{}}\n{messages}"
    )
}

#[test]
fn what_was_accepted_is_how_bad_it_was_and_where() {
    let queries = "    queries: {list: {input: Page, output: string}}\n";
    let both = format!("{queries}    signals: {{turn: {{input: Page}}}}\n");
    let more = ", limit: uint32";
    let sandbox = changed(
        &with_messages("", "", queries),
        &with_messages("", more, queries),
    );
    let print = fingerprint(&sandbox, "field-required-added");
    let accept = |against: &str| {
        let arguments = [
            "breaking",
            "accept",
            &print,
            "--reason",
            "one tool asks",
            "--against",
            against,
        ];
        sandbox.run(&arguments).expect(0)
    };
    accept("v1.0.0");
    sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(0);
    let text = sandbox.text("tempoc-breaking.toml");
    let written = "levels = \"new readers error, source error\"\n\
                   places = [\"the input of query `list` of workflow `buy`: new readers error\"]\nagainst = \"v1.0.0 (";
    assert!(text.contains(written), "{text}");

    // The same change, where a signal takes it as well.
    commit(&sandbox, &with_messages("", "", &both), "v1.1.0");
    sandbox.file("orders.tempoc.yaml", with_messages("", more, &both));
    let run = sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(1);
    let worse = "worse than was accepted, with replay error, new readers error in the input of signal `turn` of workflow \
                 `buy`";
    for said in [
        "error[field-required-added]",
        "warning[exceeded-accept]",
        worse,
        "= accepted: tempoc-breaking.toml accepts it with new readers error, source error, and it is worse now",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    accept("v1.1.0");
    sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(0);
    sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(0);
    assert_eq!(
        sandbox
            .text("tempoc-breaking.toml")
            .matches("[[accept]]")
            .count(),
        1
    );

    // What only may break where executions stay with old workers breaks where they do not.
    sandbox.file(
        "tempoc.toml",
        format!("{MANIFEST}[breaking]\npinned-stay = true\n"),
    );
    std::fs::remove_file(sandbox.path("tempoc-breaking.toml")).unwrap();
    accept("v1.1.0");
    let text = sandbox.text("tempoc-breaking.toml");
    assert!(
        text.contains("levels = \"replay warning, new readers error"),
        "{text}"
    );
    sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(0);
    sandbox.file("tempoc.toml", MANIFEST);
    let run = sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(1);
    assert!(
        run.stdout.contains("warning[exceeded-accept]"),
        "{}",
        run.stdout
    );
}

/// Two packages may have workflows of one name, and what is accepted of one is not of the other.
#[test]
fn what_was_accepted_is_of_its_package() {
    let common = |fields: &str| {
        format!("tempoc: 1\npackage: acme.common.v1\ntypes:\n  Order: {{fields: {{{fields}}}}}\n")
    };
    let using = |package: &str, input: &str| {
        format!(
            "tempoc: 1\npackage: {package}\nimports: {{c: common.tempoc.yaml}}\ndefaults: {{task_queue: orders}}\n\
             types:\n  Own: {{fields: {{id: string}}}}\nworkflows:\n  buy: {{input: {input}, id: \"{package}/{{input.id}}\"}}\n"
        )
    };
    let sandbox = Sandbox::new();
    git::run_git(&sandbox.path(""), &["init", "-q", "-b", "main"]);
    sandbox.file(
        "tempoc.toml",
        "[[contract]]\nschemas = [\"common.tempoc.yaml\", \"orders.tempoc.yaml\", \"bills.tempoc.yaml\"]\n",
    );
    sandbox.file("common.tempoc.yaml", common("id: string"));
    sandbox.file("bills.tempoc.yaml", using("acme.bills.v1", "Own"));
    let orders = using("acme.orders.v1", "c.Order");
    commit(&sandbox, &orders, "v1.0.0");
    sandbox.file("bills.tempoc.yaml", using("acme.bills.v1", "c.Order"));
    commit(&sandbox, &orders, "v1.1.0");
    sandbox.file("common.tempoc.yaml", common("id: string, region: string"));
    sandbox.file("bills.tempoc.yaml", using("acme.bills.v1", "Own"));
    let print = fingerprint(&sandbox, "field-required-added");
    let arguments = [
        "breaking",
        "accept",
        &print,
        "--reason",
        "x",
        "--against",
        "v1.0.0",
    ];
    sandbox.run(&arguments).expect(0);
    sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(0);
    sandbox.file("bills.tempoc.yaml", using("acme.bills.v1", "c.Order"));
    let run = sandbox.run(&["breaking", "--against", "v1.1.0"]).expect(1);
    let worse =
        "with replay error, new readers error in the input of workflow `buy` (`acme.bills.v1`)";
    assert!(run.stdout.contains(worse), "{}", run.stdout);
}

/// Once it is merged, the merge base has what was accepted, and the last release has not.
#[test]
fn an_entry_is_of_use_until_no_release_needs_it() {
    let sandbox = required_added();
    let print = fingerprint(&sandbox, "field-required-added");
    let arguments = [
        "breaking",
        "accept",
        &print,
        "--reason",
        "x",
        "--against",
        "v1.0.0",
    ];
    sandbox.run(&arguments).expect(0);
    let accepted = contract("", "id: string, region: string");
    commit(&sandbox, &accepted, "merged");
    let run = sandbox
        .run(&["breaking", "--against", "main", "--merge-base"])
        .expect(0);
    assert!(!run.stdout.contains("accept"), "{}", run.stdout);
    sandbox
        .run(&["breaking", "--against-tags", "v1*"])
        .expect(0);
    git::run_git(&sandbox.path(""), &["tag", "v2.0.0"]);
    let all = sandbox.run(&["breaking", "--against-tags", "v*"]).expect(0);
    assert!(
        all.stdout.ends_with("no findings, 1 accepted\n"),
        "{}",
        all.stdout
    );
    // No release that is compared gives it.
    let done = sandbox
        .run(&["breaking", "--against-tags", "v2*"])
        .expect(0);
    assert!(
        done.stdout.contains("info[unused-accept]"),
        "{}",
        done.stdout
    );
    // It is mended against the version that it was accepted against.
    sandbox.file(
        "orders.tempoc.yaml",
        contract("", "id: string, region?: string"),
    );
    let mended = sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(0);
    assert!(
        mended.stdout.contains("warning[unused-accept]"),
        "{}",
        mended.stdout
    );
}

#[test]
fn an_end_by_version_holds_without_a_version_too() {
    let sandbox = changed(
        &contract("version: 1.0.0\n", "id: string"),
        &contract("version: 2.0.0\n", "id: string, region: string"),
    );
    let print = fingerprint(&sandbox, "field-required-added");
    let arguments = [
        "breaking",
        "accept",
        &print,
        "--reason",
        "x",
        "--until",
        "3.0.0",
        "--against",
        "v1.0.0",
    ];
    sandbox.run(&arguments).expect(0);
    sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(0);
    sandbox.file(
        "orders.tempoc.yaml",
        contract("", "id: string, region: string"),
    );
    let run = sandbox.run(&["breaking", "--against", "v1.0.0"]).expect(1);
    for said in [
        "error[field-required-added]",
        "warning[expired-accept]",
        "no `version:` of its package",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
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
