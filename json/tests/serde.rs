//! serde's traits, for a type that reads and writes itself.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};
use tempoc_json::impl_serde;
use tempoc_json::{
    self as json, Decimal, Decode, Encode, Error, Extra, Json, Node, Timestamp, Writer,
};

#[derive(Clone, Debug, PartialEq)]
struct Reading {
    sensor: u64,
    value: f64,
    single: f32,
    at: Option<Timestamp>,
    price: Option<Decimal>,
    unknown: Extra,
}

impl Encode for Reading {
    fn encode(&self, writer: &mut Writer) {
        writer.begin("Reading");
        writer.field("sensor", &self.sensor);
        writer.field("value", &self.value);
        writer.field("single", &self.single);
        writer.optional("at", &self.at);
        writer.optional("price", &self.price);
        writer.extra(&self.unknown);
        writer.end();
    }
}

impl Decode for Reading {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Reading")?;
        Ok(Self {
            sensor: object.required("sensor")?,
            value: object.required("value")?,
            single: object.required("single")?,
            at: object.optional("at")?,
            price: object.optional("price")?,
            unknown: object.rest(),
        })
    }
}

impl_serde!(Reading);

const READING: &str = r#"{"sensor":18446744073709551615,"value":18.990000000000002,"single":0.1,"at":"2026-01-02T03:04:05Z","price":"1.10","more":[null,true,{"a":-1}]}"#;

fn reading() -> Reading {
    json::from_slice(READING.as_bytes()).unwrap()
}

#[test]
fn serde_json_reads_and_writes_the_same() {
    assert_eq!(serde_json::from_str::<Reading>(READING).unwrap(), reading());
    assert_eq!(serde_json::to_string(&reading()).unwrap(), READING);
}

#[test]
fn values_of_serde_json_keep_every_number() {
    let value = serde_json::to_value(reading()).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(READING).unwrap());
    assert_eq!(serde_json::from_value::<Reading>(value).unwrap(), reading());
}

#[test]
fn messages_are_those_of_json() {
    let error = serde_json::from_str::<Reading>(r#"{"sensor":-1}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("Reading.sensor: expected uint64, found -1"),
        "{error}"
    );
    let bad = Reading {
        value: f64::NAN,
        ..reading()
    };
    let error = serde_json::to_string(&bad).unwrap_err().to_string();
    assert_eq!(error, "Reading.value: expected a finite number, found NaN");
}

#[test]
fn the_last_of_double_names_wins() {
    let json = r#"{"sensor":"x","value":1,"single":1,"sensor":7}"#;
    assert_eq!(serde_json::from_str::<Reading>(json).unwrap().sensor, 7);
}

#[test]
fn any_json_becomes_a_value_and_back() {
    let value = json!({"b": [1, 2.5, "x\n"], "a": null, "big": u64::MAX});
    let json = Json::from(value.clone());
    assert_eq!(Value::try_from(&json).unwrap(), value);
    assert_eq!(serde_json::to_value(&json).unwrap(), value);
    assert_eq!(serde_json::from_value::<Json>(value).unwrap(), json);
    assert!(Value::try_from(&"1e400".parse::<Json>().unwrap()).is_err());
    assert!(serde_json::to_value("1e400".parse::<Json>().unwrap()).is_err());
}

#[test]
fn limits_of_depth_hold_when_it_is_written() {
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    let json: Json = serde_json::from_value(deep.clone()).unwrap();
    assert_eq!(json, Json::from(deep));
    let error = json::to_string(&json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "nested deeper than 128 lists and objects"
    );
}
