//! Values that go through several workers and come back as they were.

use tempoc_server_tests::contract::*;

use crate::raw::{Raw, text};
use crate::stage::{Stage, on_each_cast};

on_each_cast![
    no_digit_of_a_number_is_lost,
    what_a_worker_does_not_know_passes_through_it,
    a_value_that_does_not_fit_is_refused_with_its_path,
];

/// The JSON of a load, to be changed.
fn load(stage: &Stage) -> String {
    let elsewhere = stage.elsewhere.as_ref();
    let elsewhere = elsewhere.map_or(String::new(), |queue| format!(r#","elsewhere":"{queue}""#));
    format!(
        r#"{{"name":"{}","number":-9223372036854775808,"size":18446744073709551615,"price":"-12345678901234567890.10","ratio":0.1,"doors":"open","wrapping":{{"kind":"paper","sheets":2}},"key":"018f2f5e-7a52-7c4e-9d1a-0123456789ab","made":"2026-01-02T03:04:05.000006Z","due":"2028-02-29","lasts":"PT90061.5S","seal":"AP8=","labels":{{"ключ":"значение"}},"rest":[null,true,9007199254740993,"🦀"]{elsewhere}}}"#,
        stage.name
    )
}

/// What comes back for a load.
async fn relay(stage: &Stage, load: &str) -> Load {
    let relay = Raw::start(stage, "tests.suite.v1.Relay", &[load]).await;
    let result = relay.0.get_result(Default::default()).await.unwrap();
    let carried = text(result);
    let read = |text: &str| tempoc_runtime::json::from_slice::<Load>(text.as_bytes()).unwrap();
    assert_eq!(read(&carried), read(load), "{carried}");
    read(&carried)
}

async fn no_digit_of_a_number_is_lost(stage: &Stage) {
    let carried = relay(stage, &load(stage)).await;
    assert_eq!(carried.number, i64::MIN);
    assert_eq!(carried.size, u64::MAX);
    assert_eq!(carried.price.to_string(), "-12345678901234567890.10");
    let rest = tempoc_runtime::json::to_string(&carried.rest).unwrap();
    assert!(rest.contains("9007199254740993"), "{rest}");
}

async fn what_a_worker_does_not_know_passes_through_it(stage: &Stage) {
    let load = load(stage)
        .replace(r#""open""#, r#""ajar""#)
        .replace(
            r#"{"kind":"paper","sheets":2}"#,
            // In the order in which the SDK for Python writes them.
            r#"{"colour":"red","grams":9007199254740993,"kind":"silk"}"#,
        )
        .replace(r#"{"name""#, r#"{"later":{"since":"2.0"},"name""#);
    let carried = relay(stage, &load).await;
    assert_eq!(carried.doors, Doors::Unknown("ajar".to_owned()));
    assert!(matches!(carried.wrapping, Wrapping::Unknown(_)));
}

async fn a_value_that_does_not_fit_is_refused_with_its_path(stage: &Stage) {
    for (good, bad, path) in [
        ("18446744073709551615", "18446744073709551616", "Load.size"),
        (
            "-9223372036854775808",
            "-9223372036854775809",
            "Load.number",
        ),
        (r#""sheets":2"#, r#""sheets":-2"#, "Load.wrapping"),
        ("2028-02-29", "2027-02-29", "Load.due"),
    ] {
        let input = load(stage).replace(good, bad);
        let id = format!("{}/{path}", stage.name);
        let relay = Raw::start_as(stage, "tests.suite.v1.Relay", &id, &[&input]).await;
        let error = relay.0.get_result(Default::default()).await.unwrap_err();
        assert!(error.to_string().contains(path), "{error}");
    }
}
