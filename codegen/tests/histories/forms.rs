//! What stands in the place of payloads where it is none, or is none that can be looked at here.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::contract::{Found, contract_of, history};

const DESK: &str = "\
tempoc: 1
package: desk.v1
defaults: {task_queue: desk}
workflows:
  desk:
    name: desk
    search_attributes: {Amount: {type: int}, At: {type: datetime}, Words: {type: keyword_list}}
    signals: {stop: {}, say: {input: string}}
";

fn desk(start: &str, events: &[(&str, &str)]) -> Found {
    let mut all = vec![("WorkflowExecutionStarted", start)];
    all.extend(events);
    contract_of(DESK).verify(&[("desk.json".to_owned(), history(&all))], None)
}

const START: &str = r#"{"workflowType": {"name": "desk"}}"#;

#[test]
fn what_is_no_list_of_payloads_is_not_taken_for_an_empty_one() {
    for input in [
        "7",
        "\"Nw==\"",
        r#"{"payloads": 7}"#,
        r#"{"payloads": {"metadata": {}}}"#,
        r#"{"payload": []}"#,
    ] {
        let signal = format!(r#"{{"signalName": "stop", "input": {input}}}"#);
        let found = desk(START, &[("WorkflowExecutionSignaled", &signal)]);
        assert_eq!(
            found.lines,
            [
                "error[history-unreadable]: event 2, WorkflowExecutionSignaled: there is no list of `payloads` where there should be one"
            ],
            "{input}"
        );
        assert!(!found.is_whole);
    }
    for input in [
        "null",
        "{}",
        "[]",
        r#"{"payloads": null}"#,
        r#"{"payloads": []}"#,
    ] {
        let signal = format!(r#"{{"signalName": "stop", "input": {input}}}"#);
        let found = desk(START, &[("WorkflowExecutionSignaled", &signal)]);
        assert_eq!(found.text, "", "{input}");
    }
}

#[test]
fn a_start_that_does_not_say_of_what() {
    for start in [
        "{}",
        r#"{"workflowType": "desk"}"#,
        r#"{"workflowType": {"name": ""}}"#,
    ] {
        let found = desk(start, &[]);
        assert_eq!(
            found.lines,
            [
                "error[history-unreadable]: event 1, WorkflowExecutionStarted: it does not say which workflow was started"
            ],
            "{start}"
        );
        assert!(!found.is_whole);
    }
}

#[test]
fn an_event_of_a_newer_server() {
    let newer = |more: &str| {
        let started = r#"{"eventId": "1", "workflowExecutionStartedEventAttributes": {"workflowType": {"name": "desk"}}}"#;
        let text = format!(r#"[{started}, {{"eventId": 2, "eventType": 99{more}}}]"#);
        contract_of(DESK).verify(&[("newer.json".to_owned(), text)], None)
    };
    let attributes = r#", "workflowExecutionDreamtEventAttributes": {"dream": {}}"#;
    let unknown = newer(attributes);
    assert_eq!(
        unknown.lines,
        [
            "error[history-unreadable]: event 2 is of a type that this version of tempoc does not know, `workflowExecutionDreamt`"
        ]
    );
    for may_ignore in ["workerMayIgnore", "worker_may_ignore"] {
        let marked = newer(&format!(r#", "{may_ignore}": true{attributes}"#));
        assert_eq!(marked.text, "");
        assert_eq!(marked.summary, "0 payloads of 1 history, 2 events");
        let not = newer(&format!(r#", "{may_ignore}": false{attributes}"#));
        assert_eq!(not.lines, unknown.lines);
    }
}

#[test]
fn a_long_chain_of_causes() {
    let error = r#"{"applicationFailureInfo": {"type": "Gone", "details": [{}]}}"#;
    let chain = (0..90).fold(error.to_owned(), |cause, _| {
        format!(r#"{{"applicationFailureInfo": {{}}, "cause": {cause}}}"#)
    });
    let failed = format!(r#"{{"failure": {chain}}}"#);
    assert_eq!(
        desk(START, &[("WorkflowExecutionFailed", &failed)]).lines,
        [
            "error[undeclared-error]: workflow `desk` failed with error `Gone`, which is not declared"
        ]
    );
}

#[test]
fn data_that_is_kept_elsewhere() {
    let base64 = |text: &str| STANDARD.encode(text);
    let message = "temporal.api.sdk.v1.ExternalStorageReference";
    let signal = |metadata: &str| {
        format!(
            r#"{{"signalName": "say", "input": {{"payloads": [{{"metadata": {{{metadata}}}, "data": "e30=", "externalPayloads": [{{"sizeBytes": "7"}}]}}]}}}}"#
        )
    };
    for metadata in [
        format!(
            r#""encoding": "{}", "messageType": "{}""#,
            base64("json/protobuf"),
            base64(message)
        ),
        format!(
            r#""encoding": "{}", "__temporal_external_storage_reference": "{}""#,
            base64("json/plain"),
            base64("true")
        ),
    ] {
        let found = desk(START, &[("WorkflowExecutionSignaled", &signal(&metadata))]);
        assert_eq!(
            found.lines,
            [format!(
                "error[history-encoded]: 1 payload of encoding `{message}` cannot be looked at"
            )]
        );
        assert!(!found.is_whole);
    }
}

#[test]
fn search_attributes_whose_type_is_not_beside_them() {
    let start = |fields: &str| {
        format!(
            r#"{{"workflowType": {{"name": "desk"}}, "searchAttributes": {{"indexedFields": {{{fields}}}}}}}"#
        )
    };
    // As tools leave it that decode payloads, with the value alone or with its metadata as text.
    let decoded = start(r#""Amount": "much", "At": 7, "Words": "word""#);
    assert_eq!(
        desk(&decoded, &[]).lines,
        [
            "error[recorded-attribute]: search attribute `Amount` was recorded with the value `\"much\"`, and is declared as `Int`",
            "error[recorded-attribute]: search attribute `At` was recorded with the value `7`, and is declared as `Datetime`",
        ]
    );
    let fits =
        start(r#""Amount": 7, "At": "2026-11-21T21:17:39Z", "Words": ["a", "b"], "Other": 1"#);
    assert_eq!(desk(&fits, &[]).text, "");
    let gone = start(r#""Amount": null, "At": [], "Words": {}"#);
    assert_eq!(desk(&gone, &[]).text, "");

    let typed = |ty: &str| {
        start(&format!(
            r#""Amount": {{"metadata": {{"encoding": "json/plain", "type": "{ty}"}}, "data": 7}}"#
        ))
    };
    assert_eq!(desk(&typed("Int"), &[]).text, "");
    assert_eq!(
        desk(&typed("Keyword"), &[]).lines,
        [
            "error[recorded-attribute]: search attribute `Amount` was recorded as `Keyword`, and is declared as `Int`"
        ]
    );
}
