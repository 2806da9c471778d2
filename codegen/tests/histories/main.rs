//! Recorded histories against contracts: the real ones of `tests/histories` against the contract that they were
//! recorded with, against changes of it, and in every form that tools export.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../cases/mod.rs"]
mod cases;
mod everywhere;
mod forms;

use std::fs;
use std::path::Path;

use tempoc::diagnostic::Diagnostics;
use tempoc::history::{Decode, Verifier};
use tempoc::load::load;
use tempoc::report::Report;

/// What came of some histories.
struct Found {
    /// `error[code]: message`, one a finding.
    lines: Vec<String>,
    /// The same with places, notes and help.
    text: String,
    is_whole: bool,
    summary: String,
}

/// The contract that the histories of `tests/histories/orders` were recorded with.
const ORDERS: &str = "examples/orders/schemas/order.tempoc.yaml";

const ALL: [&str; 5] = ["approved", "cancelled", "declined", "shipped", "waiting"];

#[test]
fn what_was_recorded_with_a_contract_fits_it() {
    let found = orders(&[], &ALL);
    assert_eq!(found.text, "");
    assert!(found.is_whole);
    assert_eq!(found.summary, "31 payloads of 5 histories, 76 events");

    let suite = contract("tests/server/schemas/suite.tempoc.yaml", &[]);
    let found = suite.verify(
        &["desk", "errand"].map(|name| file("tests/server/histories", name)),
        None,
    );
    assert_eq!(found.text, "");
    assert_eq!(found.summary, "19 payloads of 2 histories, 61 events");
}

#[test]
fn an_activity_that_was_renamed() {
    let renamed = [
        ("  charge_card:", "  pay_card:"),
        ("[charge_card", "[pay_card"),
    ];
    assert_eq!(
        orders(&renamed, &ALL).lines,
        ["error[undeclared-activity]: activity `acme.orders.v1.ChargeCard` is not declared"]
    );
    // Its name on the wire is what counts.
    let name = "  pay_card:\n    name: acme.orders.v1.ChargeCard";
    let kept = [("  charge_card:", name), ("[charge_card", "[pay_card")];
    assert_eq!(orders(&kept, &ALL).text, "");
    // An alias serves workers, but a replay calls what it is called now.
    let alias = "  pay_card:\n    aliases: [acme.orders.v1.ChargeCard]";
    let aliased = [("  charge_card:", alias), ("[charge_card", "[pay_card")];
    assert_eq!(
        orders(&aliased, &ALL).lines,
        [
            "error[recorded-name]: activity `pay_card` was called by its alias `acme.orders.v1.ChargeCard`, and is called `acme.orders.v1.PayCard` now"
        ]
    );
}

#[test]
fn an_activity_that_the_workflow_may_not_call_any_more() {
    let found = orders(&[("activities: [charge_card, ", "activities: [")], &ALL);
    assert_eq!(
        found.lines,
        [
            "error[undeclared-activity]: activity `charge_card` is declared, but workflow `process_order` may not call it"
        ]
    );
}

#[test]
fn an_activity_that_is_local_no_more() {
    let found = orders(&[("local: true, ", "")], &ALL);
    assert_eq!(
        found.lines,
        [
            "error[recorded-call]: activity `compute_totals` was called as a local activity, and is called on a task queue now"
        ]
    );
    let gone = [
        ("  compute_totals:", "  add_up:"),
        ("compute_totals]", "add_up]"),
    ];
    assert_eq!(
        orders(&gone, &["approved"]).lines,
        ["error[undeclared-activity]: activity `acme.orders.v1.ComputeTotals` is not declared"]
    );
}

#[test]
fn a_required_field_of_an_output() {
    let change = [(
        "      fee_minor: int64 = 0\n",
        "      fee_minor: int64\n      bank: string\n",
    )];
    let found = orders(&change, &ALL);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: the output of activity `charge_card` does not decode: ChargeResult.bank: missing, expected string"
        ]
    );
    let lines: Vec<&str> = found.text.lines().collect();
    assert!(
        lines[0].starts_with("approved.json:463:8: error"),
        "{}",
        lines[0]
    );
    assert!(lines[1].starts_with("  order.tempoc.yaml:"), "{}", lines[1]);
    assert!(
        found
            .text
            .contains("the workflow reads it whenever its execution is replayed"),
        "{}",
        found.text
    );
    let defaulted = [(
        "      fee_minor: int64 = 0\n",
        "      bank: string = \"\"\n",
    )];
    assert_eq!(orders(&defaulted, &ALL).text, "");
}

#[test]
fn values_and_variants_that_are_not_declared() {
    let renamed = [("        card:\n", "        credit_card:\n")];
    let found = orders(&renamed, &["approved"]);
    assert_eq!(
        found.lines,
        [
            "warning[undeclared-value]: the input of activity `charge_card` has what the contract does not declare: ChargeRequest.method.type: expected one of \"credit_card\", \"bank_transfer\", \"wallet\", \"store_credit\", found \"card\"",
            "warning[undeclared-value]: the input of workflow `process_order` has what the contract does not declare: OrderInput.payment.type: expected one of \"credit_card\", \"bank_transfer\", \"wallet\", \"store_credit\", found \"card\"",
        ]
    );
    let removed = [("received, paid, ", "")];
    assert_eq!(
        orders(&removed, &ALL).lines,
        [
            "warning[undeclared-value]: the output of update `change_address` has what the contract does not declare: expected one of \"shipped\", \"delivered\", \"cancelled\", found \"received\""
        ]
    );
    // What is closed is not read at all.
    let closed = [
        ("received, paid, ", ""),
        ("    enum: [shipped", "    closed: true\n    enum: [shipped"),
    ];
    assert_eq!(
        orders(&closed, &ALL).lines,
        [
            "error[unreadable-payload]: the output of update `change_address` does not decode: expected one of \"shipped\", \"delivered\", \"cancelled\", found \"received\""
        ]
    );
}

#[test]
fn a_required_field_of_an_input_that_nobody_reads_again() {
    let change = [(
        "fields: {order_id: OrderId, amount",
        "fields: {bank: string, order_id: OrderId, amount",
    )];
    let line = "[unreadable-payload]: the input of activity `charge_card` does not decode: ChargeRequest.bank: missing, expected string";
    assert_eq!(
        orders(&change, &["approved"]).lines,
        [format!("warning{line}")]
    );
    // One of these has not ended.
    let found = orders(&change, &ALL);
    assert_eq!(found.lines, [format!("error{line}")]);
    for part in [
        "waiting.json",
        "a worker still has to read it",
        "found 3 times in 3 histories",
        "1 execution that it touches is still open, since 2026-11-21T18:23:13.193853094Z",
    ] {
        assert!(found.text.contains(part), "{part}: {}", found.text);
    }
}

#[test]
fn every_problem_of_a_payload_is_said_and_lists_are_said_once() {
    let change = [
        (
            "      sku: string\n",
            "      sku: {type: string, max_length: 3}\n      weight: float64\n",
        ),
        (
            "      priority:\n        type: int32\n",
            "      priority:\n        type: string\n",
        ),
        ("        default: 0\n        min: 0\n        max: 5\n", ""),
    ];
    let found = orders(&change, &["cancelled"]);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: the input of workflow `process_order` does not decode: OrderInput.items[0].sku: expected at most 3 characters, found 4",
            "error[unreadable-payload]: the input of workflow `process_order` does not decode: OrderInput.items[0].weight: missing, expected float64",
            "error[unreadable-payload]: the input of workflow `process_order` does not decode: OrderInput.priority: expected string, found 0",
        ]
    );
    assert!(
        found.text.contains("found 2 times in one history"),
        "{}",
        found.text
    );
}

#[test]
fn messages_that_were_removed() {
    let signal = orders(&[("      approve:", "      agree:")], &ALL);
    assert_eq!(
        signal.lines,
        ["error[undeclared-signal]: signal `approve` of workflow `process_order` is not declared"]
    );
    assert!(
        signal.text.contains("`aliases: [approve]`"),
        "{}",
        signal.text
    );
    let aliased = [("      approve: {", "      agree: {aliases: [approve], ")];
    assert_eq!(orders(&aliased, &ALL).text, "");

    let update = orders(&[("      change_address:", "      move_to:")], &ALL);
    assert_eq!(
        update.lines,
        [
            "error[undeclared-update]: update `change_address` of workflow `process_order` is not declared"
        ]
    );
}

#[test]
fn payloads_that_the_contract_has_not() {
    let found = orders(
        &[("      add_note: {input: string, ", "      add_note: {")],
        &ALL,
    );
    assert_eq!(
        found.lines,
        [
            "warning[payload-count]: the input of signal `add_note` has 1 payload, and the contract declares none"
        ]
    );
    let found = orders(&[("      pause: ", "      pause: {input: string} ")], &ALL);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: the input of signal `pause` does not decode: expected an argument, found none"
        ]
    );
}

#[test]
fn an_error_whose_type_was_renamed() {
    let renamed = [
        ("  CardDeclined:", "  CardRefused:"),
        ("[CardDeclined", "[CardRefused"),
    ];
    let found = orders(&renamed, &ALL);
    assert_eq!(
        found.lines,
        [
            "error[undeclared-error]: activity `charge_card` failed with error `CardDeclined`, which is not declared",
            "error[undeclared-error]: workflow `process_order` failed with error `CardDeclined`, which is not declared",
        ]
    );
    let kept = [
        ("  CardDeclined:", "  CardRefused:\n    type: CardDeclined"),
        ("[CardDeclined", "[CardRefused"),
    ];
    assert_eq!(orders(&kept, &ALL).text, "");
    let elsewhere = orders(
        &[(
            "errors: [CardDeclined, ProviderUnavailable]",
            "errors: [ProviderUnavailable]",
        )],
        &ALL,
    );
    assert_eq!(
        elsewhere.lines,
        [
            "warning[undeclared-error]: error `CardDeclined` is declared, but not by activity `charge_card`, which failed with it"
        ]
    );
    let details = orders(
        &[(
            "fields: {code: string, message: string}",
            "fields: {code: int32, message: string}",
        )],
        &ALL,
    );
    assert_eq!(
        details.lines[0],
        "error[unreadable-payload]: error `CardDeclined` of activity `charge_card` does not decode: CardDeclined.code: expected int32, found \"do_not_honor\""
    );
}

#[test]
fn children() {
    let id = orders(
        &[(
            "\"ship/{input.order_id}\", parent_close",
            "\"shipping/{input.order_id}\", parent_close",
        )],
        &ALL,
    );
    assert_eq!(
        id.lines,
        [
            "error[recorded-id]: child `ship_order` was started with the id `ship/ord_approved`, and would be with `shipping/ord_approved` now"
        ]
    );
    let by_parent = orders(
        &[(
            "\"ship/{input.order_id}\", parent_close",
            "\"{parent.id}/ship\", parent_close",
        )],
        &ALL,
    );
    assert_eq!(
        by_parent.lines,
        [
            "error[recorded-id]: child `ship_order` was started with the id `ship/ord_approved`, and would be with `order/ord_approved/ship` now"
        ]
    );
    let renamed = [
        ("  ship_order:", "  send_order:"),
        ("workflow: ship_order", "workflow: send_order"),
    ];
    assert_eq!(
        orders(&renamed, &ALL).lines,
        [
            "error[undeclared-child]: child workflow `acme.orders.v1.ShipOrder` is not declared",
            "error[undeclared-workflow]: workflow `acme.orders.v1.ShipOrder` is not declared",
        ]
    );
    let output = orders(
        &[(
            "ship_order: {input: ShipRequest, output: string",
            "ship_order: {input: ShipRequest, output: uint32",
        )],
        &["approved"],
    );
    assert_eq!(
        output.lines,
        [
            "error[unreadable-payload]: the output of child `ship_order` does not decode: expected uint32, found \"parcel-of-ord_approved\""
        ]
    );
}

#[test]
fn encoded_payloads_need_a_codec() {
    let contract = contract(ORDERS, &[]);
    let encoded = [file("tests/histories/encoded", "declined")];
    let found = contract.verify(&encoded, None);
    assert_eq!(
        found.lines,
        ["error[history-encoded]: 7 payloads of encoding `binary/xor` cannot be looked at"]
    );
    assert!(!found.is_whole);

    let found = contract.verify(&encoded, Some(&|payloads| Ok(xor(payloads))));
    assert_eq!(found.text, "");
    assert!(found.is_whole);
    assert_eq!(found.summary, "7 payloads of 1 history, 13 events");

    let passed_through = contract.verify(&encoded, Some(&|payloads| Ok(payloads.to_owned())));
    assert_eq!(passed_through.lines.len(), 1);
    assert!(passed_through.text.contains("passes them through"));
    let failures: [(&Decode<'_>, &str); 3] = [
        (
            &|_| Err("the codec is away".to_owned()),
            "the codec is away",
        ),
        (
            &|_| Ok("{}".to_owned()),
            "the codec was given 7 payloads, and gave back 0",
        ),
        (
            &|_| Ok("<html>".to_owned()),
            "the codec's answer is no list of payloads",
        ),
    ];
    for (codec, message) in failures {
        let found = contract.verify(&encoded, Some(codec));
        assert!(!found.is_whole);
        assert!(
            found.lines[0].starts_with("error[history-codec]"),
            "{}",
            found.text
        );
        assert!(found.lines[0].contains(message), "{}", found.text);
    }
    // What is decoded is held against the contract like everything else.
    let changed = self::contract(
        ORDERS,
        &[(
            "fields: {code: string, message: string}",
            "fields: {reason: string}",
        )],
    );
    let found = changed.verify(&encoded, Some(&|payloads| Ok(xor(payloads))));
    assert!(
        found.lines[0].contains("CardDeclined.reason: missing, expected string"),
        "{}",
        found.text
    );
}

#[test]
fn what_is_no_whole_history() {
    let whole = file("tests/histories/orders", "cancelled").1;
    let without = |part: &str, instead: &str| whole.replacen(part, instead, 1);
    let broken = [
        (
            whole[..2000].to_owned(),
            "the file is cut off after byte 2000",
        ),
        (String::new(), "the file is cut off after byte 0"),
        (
            "{\"events\": [1}".to_owned(),
            "the file is not valid JSON at line 1, column 14: expected `,` or `]`",
        ),
        (
            "{\"name\": \"tempoc\"}".to_owned(),
            "it is no history: there is no list of `events` in it",
        ),
        ("{\"events\": []}".to_owned(), "there is no event in it"),
        ("[]".to_owned(), "there is no event in it"),
        (
            without("\"eventId\": \"1\"", "\"eventId\": \"0\""),
            "it does not begin with the start of an execution, but with event 0, WorkflowExecutionStarted",
        ),
        (
            without("\"eventId\": \"4\"", "\"eventId\": \"44\""),
            "after event 3 it goes on with event 5: there is a part missing",
        ),
        (
            without("\"eventId\": \"4\"", "\"eventId\": \"3\""),
            "event 3 is in it twice",
        ),
        (
            without(
                "workflowTaskStartedEventAttributes",
                "workflowTaskDreamtEventAttributes",
            ),
            "event 3 is of a type that this version of tempoc does not know, `workflowTaskDreamt`",
        ),
        (
            format!("{{\"history\": {{\"events\": {whole}}}, \"nextPageToken\": \"AAAA\"}}"),
            "it is the first page of a history: there is more after event 8",
        ),
    ];
    let contract = contract(ORDERS, &[]);
    for (text, message) in broken {
        let found = contract.verify(&[("broken.json".to_owned(), text)], None);
        assert_eq!(
            found.lines,
            [format!("error[history-unreadable]: {message}")]
        );
        assert!(!found.is_whole);
    }
}

#[test]
fn every_form_of_an_export() {
    let contract = contract(ORDERS, &[("      - ", "      - ")]);
    let (_, list) = file("tests/histories/orders", "cancelled");
    let snake = list
        .replace("\"eventId\"", "\"event_id\"")
        .replace(
            "workflowExecutionStartedEventAttributes",
            "workflow_execution_started_event_attributes",
        )
        .replace("\"workflowType\"", "\"workflow_type\"");
    let mut reversed: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    reversed.reverse();
    let forms = [
        list.clone(),
        format!("\u{feff}{list}"),
        format!("{{\"events\": {list}}}"),
        format!("{{\"history\": {{\"events\": {list}}}, \"nextPageToken\": \"\"}}"),
        format!("[{{\"events\": {list}}}]"),
        list.replace(
            "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED",
            "WorkflowExecutionStarted",
        ),
        snake,
        serde_json::to_string(&reversed).unwrap(),
    ];
    for form in forms {
        let found = contract.verify(&[("form.json".to_owned(), form)], None);
        assert_eq!(found.text, "");
        assert_eq!(found.summary, "5 payloads of 1 history, 8 events");
    }
    let several = format!("[{{\"events\": {list}}}, {{\"events\": {list}}}, {{}}]");
    let found = contract.verify(&[("form.json".to_owned(), several)], None);
    assert_eq!(found.summary, "10 payloads of 2 histories, 16 events");
    assert!(!found.is_whole);
}

#[test]
fn values_in_the_place_of_payloads() {
    // As the Temporal UI writes them where it has decoded them.
    let text = history(&[
        (
            "WorkflowExecutionStarted",
            r#"{"workflowType": {"name": "acme.orders.v1.NightlyReport"}, "input": {"payloads": [{"region": 7}]}}"#,
        ),
        ("WorkflowExecutionCompleted", r#"{"result": ["done"]}"#),
    ]);
    let found = contract(ORDERS, &[]).verify(&[("decoded.json".to_owned(), text.clone())], None);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: the input of workflow `nightly_report` does not decode: ReportRequest.region: expected string, found 7"
        ]
    );
    let in_place = r#"{"metadata": {"encoding": "json/plain"}, "data": {"region": 7}}"#;
    let text = text.replace(r#"{"region": 7}"#, in_place);
    let again = contract(ORDERS, &[]).verify(&[("decoded.json".to_owned(), text)], None);
    assert_eq!(again.text, found.text);
    // All is on one line, which is not shown.
    assert!(
        found.text.starts_with("decoded.json:1:1: "),
        "{}",
        found.text
    );
}

#[test]
fn attributes_memos_operations_and_runs() {
    let payload = |encoding: &str, data: &str| {
        use base64::Engine;
        let base64 = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        format!(
            r#"{{"metadata": {{"encoding": "{}", "type": "{}"}}, "data": "{}"}}"#,
            base64("json/plain"),
            base64(encoding),
            base64(data)
        )
    };
    let input = r#"{"region": "eu"}"#;
    let text = history(&[
        (
            "WorkflowExecutionStarted",
            &format!(
                r#"{{"workflowType": {{"name": "ProcessOrder"}}, "input": {{"payloads": [7]}}, "memo": {{"fields": {{"channel": 1, "other": 1}}}},
                "searchAttributes": {{"indexedFields": {{"CustomerId": {}, "Amount": {}, "Other": {}}}}}}}"#,
                payload("Keyword", "\"a\""),
                payload("Double", "1.5"),
                payload("Text", "\"\"")
            ),
        ),
        (
            "NexusOperationScheduled",
            r#"{"endpoint": "e", "service": "acme.orders.v1.OrderService", "operation": "lookup", "input": 7}"#,
        ),
        (
            "NexusOperationCompleted",
            r#"{"scheduledEventId": "2", "result": {"state": "received"}}"#,
        ),
        (
            "NexusOperationScheduled",
            r#"{"endpoint": "e", "service": "acme.orders.v1.OrderService", "operation": "look_up", "input": 7}"#,
        ),
        (
            "NexusOperationScheduled",
            r#"{"endpoint": "e", "service": "other.Service", "operation": "x", "input": 7}"#,
        ),
        (
            "WorkflowExecutionUpdateAdmitted",
            r#"{"request": {"meta": {"updateId": "u"}, "input": {"name": "cancel", "args": [{"force": true}]}}}"#,
        ),
        (
            "WorkflowExecutionUpdateAccepted",
            r#"{"protocolInstanceId": "u"}"#,
        ),
        (
            "WorkflowExecutionUpdateCompleted",
            r#"{"acceptedEventId": "7", "outcome": {"success": {"payloads": [8]}}}"#,
        ),
        (
            "MarkerRecorded",
            r#"{"markerName": "core_patch", "details": {}}"#,
        ),
        (
            "WorkflowExecutionSignaled",
            r#"{"signalName": "__temporal_workflow_rule", "input": {"payloads": [1]}}"#,
        ),
        (
            "WorkflowExecutionContinuedAsNew",
            &format!(
                r#"{{"workflowType": {{"name": "acme.orders.v1.NightlyReports"}}, "input": [{input}]}}"#
            ),
        ),
    ]);
    let found =
        contract("schemas/order.tempoc.yaml", &[]).verify(&[("made.json".to_owned(), text)], None);
    assert_eq!(
        found.lines,
        [
            "error[recorded-attribute]: search attribute `Amount` was recorded as `Double`, and is declared as `Int`",
            "error[undeclared-operation]: operation `look_up` of Nexus service `OrderService` is not declared",
            "error[undeclared-workflow]: workflow `acme.orders.v1.NightlyReports` is not declared",
            "error[unreadable-payload]: memo `channel` does not decode: channel: expected string, found 1",
            "error[unreadable-payload]: the input of update `cancel` does not decode: CancelRequest.reason: missing, expected string",
            "error[unreadable-payload]: the input of workflow `process_order` does not decode: OrderInput: expected object, found 7",
            "error[unreadable-payload]: the output of operation `lookup` does not decode: OrderResult.order_id: missing, expected string",
            "error[unreadable-payload]: the output of update `cancel` does not decode: expected OrderState, found 8",
            "warning[unreadable-payload]: the input of operation `lookup` does not decode: OrderId: expected string, found 7",
        ]
    );
}

#[test]
fn histories_of_other_contracts() {
    let suite = contract("tests/server/schemas/suite.tempoc.yaml", &[]);
    let orders = file("tests/histories/orders", "approved");
    let found = suite.verify(std::slice::from_ref(&orders), None);
    assert_eq!(
        found.lines,
        [
            "error[history-foreign]: none of 1 history is of a workflow of this contract: the first is of `acme.orders.v1.ProcessOrder`"
        ]
    );
    assert!(!found.is_whole);

    let found = suite.verify(&[orders, file("tests/server/histories", "errand")], None);
    assert_eq!(
        found.lines,
        ["error[undeclared-workflow]: workflow `acme.orders.v1.ProcessOrder` is not declared"]
    );
    assert!(found.is_whole);
    // A name of the contract's own package was one of its own.
    let renamed = [
        ("  nightly_report:", "  report:"),
        ("  ship_order:", "  send:"),
        ("workflow: ship_order", "workflow: send"),
    ];
    let found = self::orders(&renamed, &["shipped"]);
    assert_eq!(
        found.lines,
        ["error[undeclared-workflow]: workflow `acme.orders.v1.ShipOrder` is not declared"]
    );
    assert!(found.is_whole);
}

struct Contract {
    model: tempoc::model::Model,
    report: Report,
}

impl Contract {
    fn verify(&self, files: &[(String, String)], codec: Option<&Decode<'_>>) -> Found {
        let mut verifier = Verifier::new(&self.model, codec);
        for (name, text) in files {
            verifier.read(Path::new(name), text);
        }
        let verified = verifier.finish(self.report.clone());
        let text = cases::render(&verified.report.sources, &verified.report.diagnostics);
        let mut lines: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.splitn(4, ':').nth(3).unwrap().trim().to_owned())
            .collect();
        lines.sort();
        Found {
            lines,
            text,
            is_whole: verified.is_whole,
            summary: verified.amount.to_string(),
        }
    }
}

/// Histories of `tests/histories/orders` against their contract, with parts of its text replaced.
fn orders(changes: &[(&str, &str)], names: &[&str]) -> Found {
    let files: Vec<_> = names
        .iter()
        .map(|name| file("tests/histories/orders", name))
        .collect();
    contract(ORDERS, changes).verify(&files, None)
}

/// A contract of the repository, with parts of its text replaced.
fn contract(schema: &str, changes: &[(&str, &str)]) -> Contract {
    let path = cases::folder(schema);
    let folder = tempfile::tempdir().unwrap();
    for entry in path.parent().unwrap().read_dir().unwrap() {
        let entry = entry.unwrap().path();
        if entry.is_file() {
            fs::copy(&entry, folder.path().join(entry.file_name().unwrap())).unwrap();
        }
    }
    let mut text = fs::read_to_string(&path).unwrap();
    for (part, instead) in changes {
        assert!(
            text.contains(part) || part == instead,
            "{part} is not in {schema}"
        );
        text = text.replace(part, instead);
    }
    let entry = folder.path().join(path.file_name().unwrap());
    fs::write(&entry, text).unwrap();
    compile(&entry)
}

/// A contract of one file.
fn contract_of(text: &str) -> Contract {
    let folder = tempfile::tempdir().unwrap();
    let entry = folder.path().join("contract.tempoc.yaml");
    fs::write(&entry, text).unwrap();
    compile(&entry)
}

fn compile(entry: &Path) -> Contract {
    let mut diagnostics = Diagnostics::default();
    let folder = entry.parent().unwrap();
    let loaded = load(&[entry.to_owned()], folder, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        cases::render(&loaded.sources, &diagnostics)
    );
    Contract {
        model,
        report: Report {
            sources: loaded.sources,
            ..Report::default()
        },
    }
}

fn file(folder: &str, name: &str) -> (String, String) {
    let name = format!("{name}.json");
    let text = fs::read_to_string(cases::folder(folder).join(&name)).unwrap();
    (name, text)
}

/// A history of events with these attributes, on one line.
fn history(events: &[(&str, &str)]) -> String {
    let events = events.iter().enumerate().map(|(position, (kind, attributes))| {
        let id = position + 1;
        let attributes = attributes.replace('\n', "");
        format!(r#"{{"eventId": "{id}", "eventType": "{kind}", "{kind}EventAttributes": {attributes}}}"#)
    });
    format!("[{}]", events.collect::<Vec<_>>().join(", "))
}

/// The codec that `tests/histories/encoded` was recorded with.
fn xor(payloads: &str) -> String {
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    let mut document: serde_json::Value = serde_json::from_str(payloads).unwrap();
    for payload in document["payloads"].as_array_mut().unwrap() {
        let data = engine.decode(payload["data"].as_str().unwrap()).unwrap();
        let data: Vec<u8> = data.iter().map(|byte| byte ^ 0x5a).collect();
        payload["data"] = engine.encode(data).into();
        let original = payload["metadata"]["original"].take();
        payload["metadata"] = serde_json::json!({"encoding": original});
    }
    document.to_string()
}
