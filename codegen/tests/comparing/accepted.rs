//! Breaks that are accepted: with a reason, until a day or a version, and only as they were.

use crate::git;
use crate::repository::{
    self, MANIFEST, accept, changed, commit, contract, fingerprint, json, required_added,
};
use crate::sandbox::Sandbox;

#[test]
fn a_break_is_accepted_with_a_reason_until_a_day_or_a_version() {
    let sandbox = changed(
        &contract("version: 1.0.0\n", "id: string"),
        &contract("version: 2.0.0\n", "id: string, region: string"),
    );
    let fingerprint = fingerprint(&sandbox, "field-required-added");
    let accept = |more: &[&str], status: i32| {
        repository::accept(&sandbox, &fingerprint[..8], "v1.0.0", more, status)
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
    let unknown = accept(&sandbox, "ffffffff", "v1.0.0", &["--reason", "x"], 2);
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
    let accept =
        |against: &str| accept(&sandbox, &print, against, &["--reason", "one tool asks"], 0);
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
    accept(&sandbox, &print, "v1.0.0", &["--reason", "x"], 0);
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
    accept(&sandbox, &print, "v1.0.0", &["--reason", "x"], 0);
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
    accept(
        &sandbox,
        &print,
        "v1.0.0",
        &["--reason", "x", "--until", "3.0.0"],
        0,
    );
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
