//! Payloads, errors and names in every field of an event that carries some, and not only where most of them are.

use super::contract::{Found, contract_of, history};

const DESK: &str = "\
tempoc: 1
package: desk.v1
types:
  Progress: {fields: {done: uint32}}
errors:
  Refused: {fields: {code: string}}
defaults: {task_queue: desk}
activities:
  print:
    name: print
    aliases: [print_old]
    errors: [Refused]
    start_to_close: 1m
    heartbeat: {timeout: 30s, details: Progress}
workflows:
  desk:
    name: desk
    output: string
    errors: [Refused]
    memo: {channel?: string}
    search_attributes: {Amount: {type: int}}
    activities: [print]
    children: {clerk: {workflow: clerk}}
    updates: {move: {input: string, errors: [Refused]}}
  clerk:
    name: clerk
    errors: [Refused]
    signals: {stop: {input: string}}
  porter:
    name: porter
    signals: {stop: {}}
nexus:
  Office:
    name: Office
    endpoint: office
    operations:
      file: {input: string, output: string, errors: [Refused]}
      ask: {workflow: clerk}
";

/// An error of the contract whose details do not fit, as one object.
const REFUSED: &str = r#"{"message": "", "applicationFailureInfo": {"type": "Refused", "details": {"payloads": [{"code": 7}]}}}"#;

/// What is found in a run of `desk` that goes on with these events.
fn desk(start: &str, events: &[(&str, &str)]) -> Found {
    let start = format!(r#"{{"workflowType": {{"name": "desk"}}{start}}}"#);
    let mut all = vec![("WorkflowExecutionStarted", start.as_str())];
    all.extend(events);
    contract_of(DESK).verify(&[("desk.json".to_owned(), history(&all))], None)
}

fn scheduled(name: &str) -> String {
    format!(r#"{{"activityType": {{"name": "{name}"}}}}"#)
}

#[test]
fn what_the_last_run_came_to() {
    let found = desk(
        &format!(r#", "continuedFailure": {REFUSED}, "lastCompletionResult": {{"payloads": [7]}}"#),
        &[(
            "WorkflowExecutionContinuedAsNew",
            &format!(
                r#"{{"workflowType": {{"name": "desk"}}, "failure": {REFUSED}, "lastCompletionResult": {{"payloads": [8]}}}}"#
            ),
        )],
    );
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: error `Refused` of workflow `desk` does not decode: Refused.code: expected string, found 7",
            "error[unreadable-payload]: the output of the last run of workflow `desk` does not decode: expected string, found 7",
        ]
    );
    assert_eq!(
        found.text.matches("found 2 times").count(),
        2,
        "{}",
        found.text
    );
}

#[test]
fn what_the_last_attempt_of_an_activity_failed_with() {
    let found = desk(
        "",
        &[
            ("ActivityTaskScheduled", &scheduled("print")),
            (
                "ActivityTaskStarted",
                &format!(r#"{{"scheduledEventId": "2", "lastFailure": {REFUSED}}}"#),
            ),
        ],
    );
    assert_eq!(
        found.lines,
        [
            "warning[unreadable-payload]: error `Refused` of activity `print` does not decode: Refused.code: expected string, found 7"
        ]
    );
}

#[test]
fn what_an_activity_said_before_its_run_was_reset() {
    let found = desk(
        "",
        &[
            ("ActivityTaskScheduled", &scheduled("print")),
            (
                "ActivityTaskFailed",
                r#"{"scheduledEventId": "2", "failure": {"resetWorkflowFailureInfo":
                {"lastHeartbeatDetails": {"payloads": [{"done": -1}]}}}}"#,
            ),
        ],
    );
    assert_eq!(
        found.lines,
        [
            "warning[unreadable-payload]: the heartbeat of activity `print` does not decode: Progress.done: expected uint32, found -1"
        ]
    );
}

#[test]
fn a_cause_that_an_activity_was_called_by_its_alias() {
    let found = desk(
        "",
        &[(
            "WorkflowExecutionFailed",
            &format!(
                r#"{{"failure": {{"activityFailureInfo": {{"activityType": {{"name": "print_old"}}}}, "cause": {REFUSED}}}}}"#
            ),
        )],
    );
    assert_eq!(
        found.lines,
        [
            "warning[unreadable-payload]: error `Refused` of activity `print` does not decode: Refused.code: expected string, found 7"
        ]
    );
}

#[test]
fn what_operations_fail_with() {
    let failed = |operation: u32, cause: &str| {
        format!(
            r#"{{"scheduledEventId": "{operation}", "failure": {{"nexusOperationExecutionFailureInfo":
            {{"service": "Office", "operation": "any"}}, "cause": {cause}}}}}"#
        )
    };
    let scheduled =
        |name: &str| format!(r#"{{"service": "Office", "operation": "{name}", "input": "a"}}"#);
    let gone = REFUSED.replace("Refused", "Rejected");
    let found = desk(
        "",
        &[
            ("NexusOperationScheduled", &scheduled("file")),
            ("NexusOperationFailed", &failed(2, REFUSED)),
            (
                "NexusOperationScheduled",
                r#"{"service": "Office", "operation": "ask"}"#,
            ),
            ("NexusOperationFailed", &failed(4, &gone)),
            ("NexusOperationScheduled", &scheduled("file")),
            ("NexusOperationCanceled", &failed(6, &gone)),
        ],
    );
    assert_eq!(
        found.lines,
        [
            "error[undeclared-error]: operation `ask` failed with error `Rejected`, which is not declared",
            "error[undeclared-error]: operation `file` failed with error `Rejected`, which is not declared",
            "error[unreadable-payload]: error `Refused` of operation `file` does not decode: Refused.code: expected string, found 7",
        ]
    );
}

#[test]
fn a_cause_that_was_an_operation() {
    let found = desk(
        "",
        &[(
            "WorkflowExecutionFailed",
            &format!(
                r#"{{"failure": {{"nexusOperationExecutionFailureInfo": {{"service": "Office", "operation": "file"}}, "cause": {REFUSED}}}}}"#
            ),
        )],
    );
    assert_eq!(
        found.lines,
        [
            "warning[unreadable-payload]: error `Refused` of operation `file` does not decode: Refused.code: expected string, found 7"
        ]
    );
}

#[test]
fn what_an_operation_is_given_that_nobody_has_taken_yet() {
    let scheduled = r#"{"service": "Office", "operation": "file", "input": 7}"#;
    let line = "[unreadable-payload]: the input of operation `file` does not decode: expected string, found 7";
    let waits = desk("", &[("NexusOperationScheduled", scheduled)]);
    assert_eq!(waits.lines, [format!("error{line}")]);
    let taken = [
        ("NexusOperationScheduled", scheduled),
        ("NexusOperationStarted", r#"{"scheduledEventId": "2"}"#),
    ];
    assert_eq!(desk("", &taken).lines, [format!("warning{line}")]);
}

#[test]
fn memos_from_elsewhere_and_entries_that_are_taken_away() {
    let memo = |value: &str| format!(r#"{{"upsertedMemo": {{"fields": {{"channel": {value}}}}}}}"#);
    let found = desk("", &[("WorkflowPropertiesModifiedExternally", &memo("7"))]);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: memo `channel` does not decode: channel: expected string, found 7"
        ]
    );
    for nothing in [
        "{}",
        r#"{"metadata": {}, "data": ""}"#,
        r#"{"metadata": {"encoding": "YmluYXJ5L251bGw="}}"#,
        "null",
    ] {
        let found = desk("", &[("WorkflowPropertiesModified", &memo(nothing))]);
        assert_eq!(found.text, "", "{nothing}");
        assert!(found.is_whole, "{nothing}");
    }
}

#[test]
fn updates_that_were_rejected_or_wait() {
    let request = |name: &str| {
        format!(r#"{{"meta": {{"updateId": "u"}}, "input": {{"name": "{name}", "args": [7]}}}}"#)
    };
    let rejected = format!(
        r#"{{"protocolInstanceId": "u", "rejectedRequest": {}, "failure": {REFUSED}}}"#,
        request("move")
    );
    assert_eq!(
        desk("", &[("WorkflowExecutionUpdateRejected", &rejected)]).lines,
        [
            "error[unreadable-payload]: error `Refused` of update `move` does not decode: Refused.code: expected string, found 7",
            "warning[unreadable-payload]: the input of update `move` does not decode: expected string, found 7",
        ]
    );
    let admitted = |name: &str| format!(r#"{{"request": {}}}"#, request(name));
    let wait = admitted("move");
    let found = desk("", &[("WorkflowExecutionUpdateAdmitted", &wait)]);
    assert_eq!(
        found.lines,
        [
            "error[unreadable-payload]: the input of update `move` does not decode: expected string, found 7"
        ]
    );
    assert!(
        found
            .text
            .contains("event 2, WorkflowExecutionUpdateAdmitted"),
        "{}",
        found.text
    );
    let gone = admitted("shift");
    assert_eq!(
        desk("", &[("WorkflowExecutionUpdateAdmitted", &gone)]).lines,
        ["error[undeclared-update]: update `shift` of workflow `desk` is not declared"]
    );
}

#[test]
fn signals_to_a_child_are_those_of_its_workflow() {
    let child = (
        "StartChildWorkflowExecutionInitiated",
        r#"{"workflowType": {"name": "clerk"}, "workflowId": "c1"}"#,
    );
    let signal = |name: &str| {
        format!(
            r#"{{"signalName": "{name}", "workflowExecution": {{"workflowId": "c1"}}, "input": {{"payloads": [7]}}, "childWorkflowOnly": true}}"#
        )
    };
    let found = |name: &str| {
        let signal = signal(name);
        let signal = ("SignalExternalWorkflowExecutionInitiated", signal.as_str());
        desk("", &[child, signal]).lines
    };
    assert_eq!(
        found("stop"),
        [
            "warning[unreadable-payload]: the input of signal `stop` to another workflow does not decode: expected string, found 7"
        ]
    );
    assert_eq!(
        found("halt"),
        ["warning[undeclared-signal]: signal `halt` of workflow `clerk` is not declared"]
    );
}
