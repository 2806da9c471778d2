//! `tempoc verify-history` as it is typed: what it reads and asks, what it prints, and how it ends.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;
mod sandbox;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread;

use sandbox::{Run, Sandbox};

#[test]
fn a_folder_that_fits_its_contract() {
    let sandbox = orders(&[]);
    let run = sandbox.run(&["verify-history", "histories"]).expect(0);
    assert_eq!(run.stderr, "");
    assert_eq!(
        run.stdout,
        "31 payloads of 5 histories, 76 events: no findings\n"
    );
}

#[test]
fn a_history_that_is_compressed_is_said_to_be_so() {
    let sandbox = orders(&[]);
    // The beginning of what `gzip` writes.
    sandbox.file("h.json.gz", [0x1f, 0x8b, 0x08, 0x00, 0x80, 0xff]);
    sandbox.file("other.json", [0x80, 0xff]);
    let run = sandbox
        .run(&["verify-history", "h.json.gz", "other.json"])
        .expect(2);
    for part in [
        "the file is compressed with gzip: unpack it first",
        "the file is no text in UTF-8",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
}

#[test]
fn what_is_compressed_in_a_folder_is_named() {
    let sandbox = orders(&[]);
    for at in 0..6 {
        sandbox.file(&format!("histories/old/{at}.json.gz"), [0x1f, 0x8b]);
    }
    let run = sandbox.run(&["verify-history", "histories"]).expect(0);
    let said = format!("{}{}", run.stdout, run.stderr);
    for part in [
        "warning[histories-left-out]: what is compressed in this folder was not read: `old/0.json.gz`, `old/1.json.gz`, `old/2.json.gz`, `old/3.json.gz`, 2 more",
        "31 payloads of 5 histories, 76 events: no errors",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_finding_shows_the_event_and_the_contract() {
    let sandbox = orders(&[("      approve:", "      agree:")]);
    let run = sandbox.run(&["verify-history", "histories"]).expect(1);
    let expected = "\
error[undeclared-signal]: signal `approve` of workflow `process_order` is not declared
   --> histories/approved.json:322:8
    |
322 |       \"eventId\": \"17\",
    |        ^^^^^^^ event 17, WorkflowExecutionSignaled
";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    for part in [
        "::: order.tempoc.yaml:149:3",
        "the workflow that got it",
        "found 3 times in 3 histories, first in event 17, WorkflowExecutionSignaled",
        "1 execution that it touches is still open, since 2026-11-21T18:23:13.193853094Z",
        "add `aliases: [approve]`",
        "1 error",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    assert!(run.stdout.ends_with(": see the errors\n"), "{}", run.stdout);

    let json = sandbox
        .run(&["verify-history", "histories", "--format", "json"])
        .expect(1);
    assert_eq!(json.codes(), ["undeclared-signal"]);
    let short = sandbox
        .run(&["verify-history", "histories", "--format", "short"])
        .expect(1);
    assert!(
        short
            .stderr
            .starts_with("histories/approved.json:322:8: error[undeclared-signal]: signal"),
        "{}",
        short.stderr
    );
}

#[test]
fn every_format_says_how_much_was_looked_at() {
    let sandbox = orders(&[("      approve:", "      agree:")]);
    let run = |format: &str| {
        let arguments = ["verify-history", "histories", "--format", format];
        sandbox.run(&arguments).expect(1)
    };
    let summary = "28 payloads of 5 histories, 76 events: see the errors";
    let json: serde_json::Value = serde_json::from_str(&run("json").stdout).unwrap();
    assert_eq!(json["command"], "verify-history");
    assert_eq!(json["completed"], true);
    assert_eq!(json["histories"], 5);
    assert_eq!(json["events"], 76);
    assert_eq!(json["payloads"], 28);
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    for format in ["json", "gitlab", "junit", "sarif"] {
        assert_eq!(run(format).stderr, format!("{summary}\n"), "{format}");
    }
    for format in ["github", "markdown"] {
        let run = run(format);
        let last: Vec<&str> = run.stdout.lines().rev().take(2).collect();
        assert_eq!(
            last,
            [summary, "1 error"].map(|line| match format {
                "markdown" if line == "1 error" => "1 error  ",
                _ => line,
            }),
            "{format}"
        );
        assert_eq!(run.stderr, "", "{format}");
    }

    // Nothing that was not looked at reads as a pass.
    let nowhere = sandbox.run(&["verify-history", "nowhere.json", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&nowhere.expect(2).stdout).unwrap();
    assert_eq!(
        (&json["completed"], &json["histories"]),
        (&false.into(), &0.into())
    );
    sandbox.file("order.tempoc.yaml", "tempoc: 1\n");
    let broken = sandbox.run(&["verify-history", "histories", "--format", "json"]);
    let broken = broken.expect(2);
    assert_eq!(broken.stderr, "no history was looked at\n");
    let json: serde_json::Value = serde_json::from_str(&broken.stdout).unwrap();
    assert_eq!(
        (&json["completed"], &json["histories"]),
        (&false.into(), &0.into())
    );
    let said = sandbox.run(&["verify-history", "histories"]).expect(2);
    assert_eq!(said.stdout, "no history was looked at\n");
}

#[test]
fn warnings_alone_are_no_failure() {
    let sandbox = orders(&[("add_note: {input: string, ", "add_note: {")]);
    let run = sandbox.run(&["verify-history", "histories"]).expect(0);
    assert!(
        run.stderr.contains("warning[payload-count]"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.ends_with(": no errors\n"), "{}", run.stdout);
}

#[test]
fn what_could_not_be_looked_at_ends_with_2() {
    let sandbox = orders(&[("      approve:", "      agree:")]);
    let whole = sandbox.text("histories/approved.json");
    sandbox.file("cut/approved.json", &whole[..5000]);
    sandbox.file(
        "cut/deep/waiting.json",
        sandbox.text("histories/waiting.json"),
    );
    let run = sandbox.run(&["verify-history", "cut"]).expect(2);
    assert!(
        run.stderr.contains(
            "error[history-unreadable]: the file is cut off after byte 5000\n--> cut/approved.json"
        ),
        "{}",
        run.stderr
    );
    // The rest was looked at all the same.
    assert!(
        run.stderr.contains("error[undeclared-signal]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout
            .ends_with(": not everything could be looked at\n"),
        "{}",
        run.stdout
    );

    fs::create_dir(sandbox.path("empty")).unwrap();
    for (arguments, code) in [
        (vec!["nowhere.json"], "history-unreadable"),
        (vec!["empty"], "no-history"),
        (
            vec!["histories", "--contract", "other.tempoc.yaml"],
            "history-foreign",
        ),
        (
            vec!["histories", "--contract", "nowhere.tempoc.yaml"],
            "unreadable-file",
        ),
    ] {
        sandbox.file(
            "other.tempoc.yaml",
            "tempoc: 1\npackage: other.v1\nworkflows: {other: {task_queue: other}}\n",
        );
        let mut all = vec!["verify-history", "--format", "json"];
        all.extend(&arguments);
        let run = sandbox.run(&all).expect(2);
        assert_eq!(run.codes(), [code], "{arguments:?}");
    }
    let usage = sandbox.run(&["verify-history"]).expect(2);
    assert!(usage.stderr.contains("--query"), "{}", usage.stderr);
}

#[test]
#[cfg(unix)]
fn links_to_folders_are_followed_and_no_history_is_counted_twice() {
    use std::os::unix::fs::symlink;

    let sandbox = orders(&[]);
    fs::create_dir(sandbox.path("linked")).unwrap();
    symlink("../histories", sandbox.path("linked/all")).unwrap();
    symlink(".", sandbox.path("linked/circle")).unwrap();
    symlink("all/waiting.json", sandbox.path("linked/waiting.json")).unwrap();
    let all = "31 payloads of 5 histories, 76 events: no findings\n";
    for paths in [
        &["linked"][..],
        &["linked", "histories"],
        &["histories", "histories/waiting.json"],
    ] {
        let run = sandbox
            .run(&[&["verify-history"], paths].concat())
            .expect(0);
        assert_eq!(run.stdout, all, "{paths:?}");
    }
    symlink("nowhere", sandbox.path("linked/gone.json")).unwrap();
    let run = sandbox.run(&["verify-history", "linked"]).expect(2);
    assert!(run.stderr.contains("linked/gone.json"), "{}", run.stderr);
}

#[test]
fn a_codec_server_is_asked() {
    let sandbox = orders(&[]);
    let without = sandbox.run(&["verify-history", "encoded"]).expect(2);
    assert!(
        without
            .stderr
            .contains("7 payloads of encoding `binary/xor` cannot be looked at"),
        "{}",
        without.stderr
    );

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://{}/codec/{{namespace}}/",
        listener.local_addr().unwrap()
    );
    let server = thread::spawn(move || {
        let mut heads = Vec::new();
        for answer in [true, false] {
            heads.push(serve(&listener, answer));
        }
        heads
    });
    let arguments = [
        "verify-history",
        "encoded",
        "--codec-endpoint",
        &url,
        "--codec-auth",
        "Bearer key",
        "--namespace",
        "orders",
    ];
    let run = sandbox.run(&arguments).expect(0);
    assert_eq!(
        run.stdout,
        "7 payloads of 1 history, 13 events: no findings\n"
    );
    let refused = sandbox.run(&arguments).expect(2);
    assert!(
        refused
            .stderr
            .contains("error[history-codec]: the codec server at http://127.0.0.1:"),
        "{}",
        refused.stderr
    );
    let heads = server.join().unwrap();
    assert!(
        heads[0].starts_with("POST /codec/orders/decode HTTP/1.1"),
        "{}",
        heads[0]
    );
    let lower = heads[0].to_lowercase();
    for header in [
        "content-type: application/json",
        "x-namespace: orders",
        "authorization: bearer key",
    ] {
        assert!(lower.contains(header), "{header}: {lower}");
    }
    // Nobody listens any more.
    let away = sandbox.run(&arguments).expect(2);
    assert!(
        away.stderr.contains("error[history-codec]"),
        "{}",
        away.stderr
    );
}

#[test]
#[cfg(unix)]
fn a_codec_program_is_run() {
    let sandbox = orders(&[]);
    let verify =
        |command: &str| sandbox.run(&["verify-history", "encoded", "--codec-command", command]);
    let passed_through = verify("tee request.json").expect(2);
    assert!(
        passed_through.stderr.contains("passes them through"),
        "{}",
        passed_through.stderr
    );
    sandbox.file("answer.json", cases::xor(&sandbox.text("request.json")));
    let run = verify("cat answer.json").expect(0);
    assert_eq!(
        run.stdout,
        "7 payloads of 1 history, 13 events: no findings\n"
    );
    for (command, said) in [
        ("cat nowhere.json", "the codec `cat` failed: "),
        (
            "no-such-program",
            "the codec `no-such-program` cannot be run: ",
        ),
        ("echo", "the codec's answer is no list of payloads"),
    ] {
        let failed = verify(command).expect(2);
        assert!(
            failed.stderr.contains("error[history-codec]"),
            "{}",
            failed.stderr
        );
        assert!(failed.stderr.contains(said), "{}", failed.stderr);
    }
}

/// Stands in for the Temporal CLI: three executions, whose histories are files.
#[cfg(unix)]
const TEMPORAL: &str = r#"#!/bin/sh
echo "$*" >> calls.txt
case "$*" in
  *broken*) echo "some warning" >&2; echo "Error: namespace not found" >&2; printf '\n  Checks:\n  hint: temporal server start-dev\n' >&2; exit 1 ;;
  *nobody*) ;;
  "workflow list"*)
    for name in waiting approved declined; do
      echo "{\"execution\":{\"workflowId\":\"order/$name\",\"runId\":\"run-$name\"},\"status\":\"X\"}"
    done | head -n "$6" ;;
  *order/gone*) echo "Error: workflow not found" >&2; exit 1 ;;
  "workflow show --workflow-id order/"*) cat "histories/${4#order/}.json" ;;
esac
"#;

#[test]
#[cfg(unix)]
fn a_server_is_read_by_way_of_the_temporal_cli() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = orders(&[("      approve:", "      agree:")]);
    let program = sandbox.file("temporal.sh", TEMPORAL);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let verify = |arguments: &[&str]| {
        let mut all = vec!["verify-history"];
        all.extend(arguments);
        let output = sandbox
            .command(&all)
            .env("TEMPORAL_CLI", &program)
            .output()
            .unwrap();
        Run::from(output)
    };
    let run = verify(&[
        "--query",
        "ExecutionStatus='Running'",
        "--address",
        "here:7233",
        "--namespace",
        "orders",
        "--profile",
        "test",
    ])
    .expect(1);
    assert!(
        run.stdout
            .starts_with("21 payloads of 3 histories, 63 events"),
        "{}",
        run.stdout
    );
    for part in [
        "--> order/waiting (run-waiting):46:8",
        "in 3 histories",
        "1 execution that it touches is still open",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    let calls = sandbox.text("calls.txt");
    let options = "--address here:7233 --namespace orders --profile test";
    for call in [
        format!(
            "workflow list --query ExecutionStatus='Running' --limit 1001 --output jsonl {options}"
        ),
        format!(
            "workflow show --workflow-id order/declined --run-id run-declined --output json {options}"
        ),
    ] {
        assert!(calls.lines().any(|line| line == call), "{call}: {calls}");
    }

    let limited = verify(&["--query", "x", "--limit", "1"]).expect(1);
    assert!(limited.stdout.contains("1 history"), "{}", limited.stdout);
    let nothing = verify(&["--query", "nobody"]).expect(2);
    assert!(
        nothing
            .stderr
            .contains("error[no-history]: no execution matches `nobody`"),
        "{}",
        nothing.stderr
    );
    let broken = verify(&["--query", "broken"]).expect(2);
    assert!(
        broken
            .stderr
            .contains("error[history-server]: `temporal workflow list` says: namespace not found")
            && broken
                .stderr
                .contains("help: name the server with `--address`"),
        "{}",
        broken.stderr
    );
    let missing = sandbox
        .command(&["verify-history", "--query", "x"])
        .env("TEMPORAL_CLI", "no-such-program")
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        String::from_utf8(missing.stderr)
            .unwrap()
            .contains("the Temporal CLI, `no-such-program`, was not found")
    );
}

/// The contract of the recorded orders with parts of its text replaced, its manifest, and histories.
fn orders(changes: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let read = |path: &str| fs::read_to_string(cases::folder(path)).unwrap();
    sandbox.file(
        "common.tempoc.yaml",
        read("examples/orders/schemas/common.tempoc.yaml"),
    );
    let mut contract = read("examples/orders/schemas/order.tempoc.yaml");
    for (part, instead) in changes {
        assert!(contract.contains(part), "{part}");
        contract = contract.replace(part, instead);
    }
    sandbox.file("order.tempoc.yaml", contract);
    sandbox.file(
        "tempoc.toml",
        "[[contract]]\nschemas = [\"order.tempoc.yaml\"]\n[rust]\nout = \"generated\"\n",
    );
    for name in ["approved", "cancelled", "declined", "shipped", "waiting"] {
        let file = format!("{name}.json");
        sandbox.file(
            &format!("histories/{file}"),
            read(&format!("tests/histories/orders/{file}")),
        );
    }
    sandbox.file(
        "encoded/declined.json",
        read("tests/histories/encoded/declined.json"),
    );
    sandbox
}

/// Answers one request, and gives its head.
fn serve(listener: &TcpListener, answers: bool) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        reader.read_line(&mut head).unwrap();
    }
    let length = head
        .lines()
        .find_map(|line| {
            line.to_lowercase()
                .strip_prefix("content-length: ")?
                .parse()
                .ok()
        })
        .unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (status, answer) = match answers {
        true => ("200 OK", cases::xor(&String::from_utf8(body).unwrap())),
        false => ("403 Forbidden", "{}".to_owned()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
        answer.len()
    )
    .unwrap();
    head
}
