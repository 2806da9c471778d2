//! What exports hold: histories of other contracts, encoded ones, broken off ones, and every form that tools write.

use tempoc::history::Decode;

use super::cases::xor;
use super::contract::{ORDERS, contract, file};

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
    let found = super::contract::orders(&renamed, &["shipped"]);
    assert_eq!(
        found.lines,
        ["error[undeclared-workflow]: workflow `acme.orders.v1.ShipOrder` is not declared"]
    );
    assert!(found.is_whole);
}
