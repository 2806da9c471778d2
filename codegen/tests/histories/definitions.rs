//! Workflows, messages, activities, children and errors that a contract has no more, or has otherwise.

use super::contract::{ALL, contract, file, history, orders};

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
