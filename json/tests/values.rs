//! The values that only Rust has: what wire vectors cannot say.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use tempoc_json::{
    self as json, Date, Decimal, Duration, Encode, Error, Extra, Json, Limits, Node, Redacted,
    Sensitive, Timestamp,
};

fn write_error(value: &dyn Encode) -> String {
    json::to_vec(value).unwrap_err().to_string()
}

#[test]
fn what_no_reader_takes_is_not_written() {
    let range = "expected timestamp from 0001-01-01T00:00:00Z to 9999-12-30T22:00:00Z";
    assert_eq!(
        write_error(&Timestamp::MAX),
        format!("{range}, found {}", Timestamp::MAX)
    );
    assert_eq!(
        write_error(&Timestamp::MIN),
        format!("{range}, found {}", Timestamp::MIN)
    );
    let before: Timestamp = "0000-12-31T23:59:59.9Z".parse().unwrap();
    assert_eq!(
        write_error(&before),
        format!("{range}, found 0000-12-31T23:59:59.9Z")
    );
    let first: Timestamp = "0001-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(
        json::to_string(&first).unwrap(),
        r#""0001-01-01T00:00:00Z""#
    );

    assert_eq!(
        write_error(&Date::new(0, 1, 1).unwrap()),
        "expected date from year 1 to 9999, found 0000-01-01"
    );
    assert_eq!(
        write_error(&Duration::MAX),
        "expected duration of at most 999999999 days, found PT9223372036854775807.999999999S"
    );
    assert_eq!(
        write_error(&Duration::MIN),
        "expected duration of at most 999999999 days, found -PT9223372036854775808.999999999S"
    );
    assert_eq!(
        write_error(&f32::NEG_INFINITY),
        "expected a finite number, found -inf"
    );
}

#[test]
fn no_part_of_a_sensitive_value_is_in_an_error_about_writing_it() {
    let secret = BTreeMap::from([("4242".to_owned(), f64::NAN)]);
    assert_eq!(
        write_error(&secret),
        r#"["4242"]: expected a finite number, found NaN"#
    );
    assert_eq!(
        write_error(&Sensitive(&secret)),
        "[…]: expected a finite number"
    );
    assert_eq!(json::to_string(&Sensitive("x")).unwrap(), r#""x""#);
    assert_eq!(
        format!("{:?} {:?}", Sensitive("x"), Redacted),
        "[sensitive] [sensitive]"
    );
}

#[test]
fn decimals_come_from_text_and_from_whole_numbers() {
    let decimal: Decimal = "-1.10".parse().unwrap();
    assert_eq!(
        (decimal.as_str(), format!("{decimal}")),
        ("-1.10", "-1.10".to_owned())
    );
    assert_eq!(format!("{decimal:>8}|{decimal:?}"), "   -1.10|-1.10");
    assert_ne!(decimal, "-1.1".parse().unwrap());
    assert_eq!(Decimal::from(-7).as_str(), "-7");
    assert_eq!(Decimal::from(u64::MAX).as_str(), "18446744073709551615");
    assert!("1e5".parse::<Decimal>().is_err());
}

#[test]
fn any_json_comes_from_values_and_becomes_them() {
    for (json, text) in [
        (Json::from(true), "true"),
        (Json::from(-1), "-1"),
        (Json::from(u64::MAX), "18446744073709551615"),
        (Json::from("a\"b\n"), r#""a\"b\n""#),
        (Json::from(String::new()), r#""""#),
        (Json::null(), "null"),
        (Json::encode(&vec![1.5, 2.0]).unwrap(), "[1.5,2.0]"),
        (
            Json::encode(&vec![Json::null(), Json::from(1)]).unwrap(),
            "[null,1]",
        ),
        (" { \"a\" : 1.10 } ".parse().unwrap(), r#"{"a":1.10}"#),
    ] {
        assert_eq!((json.as_str(), json.to_string().as_str()), (text, text));
    }
    assert!(Json::encode(&f64::NAN).is_err());
    assert_eq!(
        "[1,2]"
            .parse::<Json>()
            .unwrap()
            .decode::<Vec<u32>>()
            .unwrap(),
        [1, 2]
    );
    let error = "[1,-2]"
        .parse::<Json>()
        .unwrap()
        .decode::<Vec<u32>>()
        .unwrap_err();
    assert_eq!(error.to_string(), "[1]: expected uint32, found -2");
    assert!("[1,]".parse::<Json>().is_err());
}

#[test]
fn nothing_is_not_null() {
    assert_eq!(
        <Json as json::Decode>::decode(Node::Missing)
            .unwrap_err()
            .to_string(),
        "missing, expected json"
    );
    assert_eq!(json::from_slice::<Json>(b"null").unwrap(), Json::null());
}

#[test]
fn kept_fields_can_be_changed() {
    let mut extra = Extra::new();
    assert!(extra.is_empty());
    assert_eq!(extra.insert("b", 1), None);
    assert_eq!(extra.insert("a", "x"), None);
    assert_eq!(extra.insert("b", true), Some(Json::from(1)));
    let fields: Vec<_> = extra
        .iter()
        .map(|(name, value)| (name, value.as_str()))
        .collect();
    assert_eq!(fields, [("b", "true"), ("a", "\"x\"")]);
    assert_eq!(extra.remove("b"), Some(Json::from(true)));
    assert_eq!(
        (extra.remove("b"), extra.get("b"), extra.len()),
        (None, None, 1)
    );
}

#[test]
fn a_pattern_that_is_none_is_an_error_and_no_crash() {
    static LIMITS: Limits = Limits::new().pattern("(");
    assert_eq!(
        LIMITS.check(&"x".to_owned()).unwrap_err().to_string(),
        "`(` is not a pattern"
    );
}

#[test]
fn errors_say_where_they_are() {
    let error = Error::new("wrong")
        .at_field("c")
        .at_index(2)
        .at_field("b")
        .within("Order");
    assert_eq!(error.to_string(), "Order.b[2].c: wrong");
    assert_eq!(
        error.clone().at_key("k\"").to_string(),
        r#"["k\""].b[2].c: wrong"#
    );
    assert_eq!(
        (error.path(), error.message()),
        ("Order.b[2].c".into(), "wrong".into())
    );
    assert_eq!(format!("{error:?}"), "Order.b[2].c: wrong");
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn places_in_a_text_are_lines_and_columns() {
    let error = |text: &[u8]| json::from_slice::<Json>(text).unwrap_err().to_string();
    assert_eq!(
        error("{\n  \"é\": tru\n}".as_bytes()),
        "not valid JSON at line 2, column 8: expected a value"
    );
    assert_eq!(
        error(b""),
        "not valid JSON at line 1, column 1: the text ends too early"
    );
    assert_eq!(
        error(b"[1,]"),
        "not valid JSON at line 1, column 4: expected a value"
    );
    assert_eq!(
        error(b"{\"a\" 1}"),
        "not valid JSON at line 1, column 6: expected `:`"
    );
    assert_eq!(
        error(b"\"a\n\""),
        "not valid JSON at line 1, column 3: a control character in a string is written as an escape"
    );
    assert_eq!(
        error(b"\"\\ud83c\""),
        "not valid JSON at line 1, column 2: half of a surrogate pair"
    );
    assert_eq!(
        error(b"01"),
        "not valid JSON at line 1, column 1: a number does not begin with a needless 0"
    );
    assert_eq!(
        error(b"1.x"),
        "not valid JSON at line 1, column 3: expected a digit"
    );
    assert_eq!(
        error(b"1 2"),
        "not valid JSON at line 1, column 3: expected the end of the text"
    );
    assert_eq!(
        error(b"[\n\"\xff\"]"),
        "not valid JSON at line 2, column 2: invalid UTF-8"
    );
}
