//! Payloads whose types have changed since they were written.

use super::contract::{ALL, ORDERS, contract, history, orders};

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

/// A limit that only writers keep to is one for code that is replayed.
#[test]
fn what_workflow_code_writes_again_and_may_not_write_any_more() {
    let line = "[unwritable-payload]: the input of activity `charge_card` cannot be written any more: ChargeRequest.idempotency_key: expected at most 3 characters, found 36";
    let old = "method: PaymentMethod, idempotency_key: uuid}";
    for limits in ["max_length: 3", "max_length: 3, enforce: write"] {
        let new = format!("method: PaymentMethod, idempotency_key: {{type: string, {limits}}}}}");
        // What has ended is replayed for a query or after a reset.
        let ended = orders(&[(old, &new)], &["approved"]);
        assert_eq!(ended.lines, [format!("warning{line}")]);
        assert!(
            ended
                .text
                .contains("workflow code writes it again in every replay"),
            "{}",
            ended.text
        );
    }
    let new =
        "method: PaymentMethod, idempotency_key: {type: string, max_length: 3, enforce: write}}";
    assert_eq!(orders(&[(old, new)], &ALL).lines, [format!("error{line}")]);
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
