//! What is JSON and what is not, held against serde_json and against lists written by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use serde_json::Value;
use tempoc_json::{self as json, Json, MAX_DEPTH, Node};

const ACCEPTED: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "0.0",
    "-0.0",
    "0.5",
    "1.5",
    "1e1",
    "1E1",
    "1e+1",
    "1e-1",
    "0e0",
    "0E+0",
    "-0e-0",
    "1.0e10",
    "123456789",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "1.7976931348623157e308",
    "5e-324",
    "1e-400",
    "0.1",
    "0.30000000000000004",
    "123.456e-7",
    "20e1",
    "1.000000000000000000000000001",
    "\"\"",
    "\"a\"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"",
    "\"/\"",
    "\"'\"",
    "\"\\u0000\"",
    "\"\\u0041\"",
    "\"\\u00e9\"",
    "\"\\u00E9\"",
    "\"\\uD83C\\uDF89\"",
    "\"\\ud83c\\udf89\"",
    "\"\\uDBFF\\uDFFF\"",
    "\"\\uFFFF\"",
    "\"\\uFFFE\"",
    "\"\\u2028\\u2029\"",
    "\"\u{2028}\u{2029}\"",
    "\"\u{7f}\"",
    "\"\u{80}\"",
    "\"é日🎉\"",
    "\"\u{feff}\"",
    "\"\u{10ffff}\"",
    "\"\u{fffd}\"",
    "\"\\\\u0000\"",
    "\"\\\\\\\"\"",
    "\"\\u0022\"",
    "\"\\u005C\"",
    "\"a\\u0301b\"",
    "\"\\\\a\"",
    "\"null\"",
    "\"0123456789012345\"",
    "\"01234567890123456\"",
    "\"0123456789012345\\n\"",
    "\"0123456789012345é\"",
    "\"é\\n日\\\\🎉\"",
    "\"\\n\\n\\n\\n\"",
    "\"// no comment\"",
    "[]",
    "[ ]",
    "[1]",
    "[1,2]",
    "[ 1 , 2 ]",
    "[[]]",
    "[[],[]]",
    "[{}]",
    "[null,true,false]",
    "[\"a\",1,null]",
    "[\n1\r\n,\t2]",
    "[[[[[[[[[[]]]]]]]]]]",
    "[-0]",
    "[0,0.0]",
    "[1e1,2]",
    "{}",
    "{ }",
    "{\"a\":1}",
    "{\"a\":1,\"b\":2}",
    "{ \"a\" : 1 , \"b\" : 2 }",
    "{\"\":0}",
    "{\"a\":{}}",
    "{\"a\":[]}",
    "{\"a\":{\"a\":{\"a\":null}}}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"a\":1}",
    "{\"\\u0061\":1,\"a\":2}",
    "{\"a\\nb\":1}",
    "{\"\\u0000\":1}",
    "{\"é\":1}",
    "{\"a\"\n:\n1\n}",
    "{\"a\":\"b\",\"c\":[{\"d\":null}]}",
    "{\"key\\\\\":1}",
    "{\"\\\"\":1}",
    " 1",
    "1 ",
    "\t\n\r 1 \t\n\r",
    " null ",
    "\n[]\n",
    " {\"a\":1} ",
    "\r\n\"a\"\r\n",
];

const REFUSED: &[&[u8]] = &[
    b"",
    b" ",
    b"\n",
    b"\0",
    b"nul",
    b"nulll",
    b"Null",
    b"NULL",
    b"tru",
    b"TRUE",
    b"fals",
    b"falsee",
    b"true false",
    b"nil",
    b"None",
    b"undefined",
    b"NaN",
    b"nan",
    b"Infinity",
    b"-Infinity",
    b"inf",
    b"-inf",
    b"+Infinity",
    b"-NaN",
    b"1.#INF",
    b"-",
    b"+",
    b"+1",
    b"--1",
    b"-+1",
    b"- 1",
    b"-a",
    b"01",
    b"-01",
    b"00",
    b"-00",
    b"007",
    b"0x1",
    b"0b1",
    b"0o7",
    b"1x",
    b"1_000",
    b"1,000",
    b".5",
    b"-.5",
    b"5.",
    b"-5.",
    b"5.e1",
    b"1.e1",
    b".e1",
    b"1.2.3",
    b"1e",
    b"1E",
    b"1e+",
    b"1e-",
    b"1e1.5",
    b"1ee1",
    b"1e1e1",
    b"e1",
    b"0e",
    b"0e+",
    b"0.e1",
    b"1.0e",
    b"1.0e+",
    b"1 2",
    b"1a",
    b"1.5f",
    b"1L",
    b"$1",
    b"\xef\xbc\x91",
    b"\xd9\xa3",
    b"1\0",
    b"\xe2\x88\x921",
    b"\"",
    b"\"a",
    b"a\"",
    b"'a'",
    b"\"a'",
    b"`a`",
    b"\"\\\"",
    b"\"\\",
    b"\"\\a\"",
    b"\"\\x41\"",
    b"\"\\0\"",
    b"\"\\v\"",
    b"\"\\'\"",
    b"\"\\U0041\"",
    b"\"\\u\"",
    b"\"\\u0\"",
    b"\"\\u00\"",
    b"\"\\u004\"",
    b"\"\\u004",
    b"\"\\u00g0\"",
    b"\"\\u+041\"",
    b"\"\\u 041\"",
    b"\"\\u{41}\"",
    b"\"\\ud800\"",
    b"\"\\ud83c\"",
    b"\"\\udf89\"",
    b"\"\\udc00\"",
    b"\"\\udfff\"",
    b"\"\\ud83c\\n\"",
    b"\"\\ud83ca\"",
    b"\"\\ud83c\\ud83c\"",
    b"\"\\ud83c\\u0041\"",
    b"\"\\udf89\\ud83c\"",
    b"\"\\ud83c\\u\"",
    b"\"\\ud83c\\udf8\"",
    b"\"\\ud83c\\\"",
    b"\"\\ud83c\\",
    b"\"\\ud83c",
    b"\"a\nb\"",
    b"\"a\tb\"",
    b"\"\0\"",
    b"\"\x1f\"",
    b"\"a\" \"b\"",
    b"\"a\"b",
    b"\\u0041",
    b"\\n",
    b"\"\xff\"",
    b"\"\xfe\xff\"",
    b"\"\xc3\"",
    b"\"\xc3\xc3\"",
    b"\"\x80\"",
    b"\"\xc0\x80\"",
    b"\"\xc1\xbf\"",
    b"\"\xe0\x80\x80\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xed\xb0\x80\"",
    b"\"\xf4\x90\x80\x80\"",
    b"\"\xf8\x88\x80\x80\x80\"",
    b"\"\xe6\x97\"",
    b"\"\xf0\x9f\x8e\"",
    b"\"\\n\xff\"",
    b"\"0123456789abcdef\xff\"",
    b"\"\\u00e9\xff\"",
    b"\"\xc3\\n\xa9\"",
    b"\xff",
    b"{\"\xff\":1}",
    b"[\"\xed\xa0\x80\"]",
    b"\xef\xbb\xbf1",
    b"\xef\xbb\xbf{}",
    b"\xef\xbb\xbf",
    b"\xff\xfe1\0",
    b"\xfe\xff\0{\0}",
    b"\xc2\xa01",
    b"\xe2\x80\xa81",
    b"\x0b1",
    b"\x0c1",
    b"\xc2\x851",
    b"[",
    b"]",
    b"[1",
    b"[1,",
    b"[,",
    b"[,]",
    b"[,1]",
    b"[1,]",
    b"[1,,2]",
    b"[1 2]",
    b"[1;2]",
    b"[1:2]",
    b"[1}",
    b"{1]",
    b"[]]",
    b"[[]",
    b"[1]]",
    b"[\"a\"",
    b"[\"a\",",
    b"[\"a\" \"b\"]",
    b"[a]",
    b"[1,\n",
    b"[nul]",
    b"[true",
    b"[\"a]",
    b"[1e]",
    b"[-]",
    b"[+1]",
    b"[01]",
    b"[.1]",
    b"[1.]",
    b"[NaN]",
    b"[Infinity]",
    b"[-Infinity]",
    b"[1,\"\xff\"]",
    b"[]1",
    b"[],",
    b",[]",
    b"[][]",
    b"[1] x",
    b"[*]",
    b"[(1)]",
    b"(1)",
    b"<1>",
    b"[1]//",
    b"[1]/**/",
    b"/**/[1]",
    b"# 1\n1",
    b"[1,/* */2]",
    b"1 // a",
    b"{",
    b"}",
    b"{\"a\"",
    b"{\"a\":",
    b"{\"a\":1",
    b"{\"a\":1,",
    b"{\"a\":1,}",
    b"{,}",
    b"{,\"a\":1}",
    b"{\"a\":1,,\"b\":2}",
    b"{\"a\"}",
    b"{\"a\":}",
    b"{:1}",
    b"{\"a\" 1}",
    b"{\"a\"=1}",
    b"{\"a\",1}",
    b"{\"a\"::1}",
    b"{\"a\":1:2}",
    b"{\"a\":1 \"b\":2}",
    b"{\"a\":1;\"b\":2}",
    b"{a:1}",
    b"{'a':1}",
    b"{1:1}",
    b"{null:1}",
    b"{true:1}",
    b"{[]:1}",
    b"{{}:1}",
    b"{\"a\":1]",
    b"{\"a\":1}}",
    b"{}{}",
    b"{\"a\":1},",
    b"{\"a\nb\":1}",
    b"{\"\\x\":1}",
    b"{\"\\ud83c\":1}",
    b"{\"a\":nul}",
    b"{\"a\":01}",
    b"{\"a\":'b'}",
    b"{\"a\":\"b}",
    b"{\"a:\"b\"}",
    b"{a\":1}",
    b"{\"a\":1,b}",
    b"{\"a\":1,\"b\"}",
    b"{\"a\":1,\"b\":}",
    b"{\"a\":1,1}",
    b"{...}",
    b"{\"a\":NaN}",
    b"{\"a\":undefined}",
];

/// Documents whose every neighbour is tried too.
const SEEDS: &[&str] = &[
    r#"{"a":[1,-2.5e+3,"x\n\u00e9\ud83c\udf89é"],"b":{"c":null,"d":true},"e":false}"#,
    r#"[0.1,10,-0,1E5,"",{},[],"\"\\\/\b\f\n\r\t"]"#,
    r#" { "key" : "0123456789abcdefghijklmnopqrstuvwxyz" , "n" : 18446744073709551615 } "#,
];

fn agree_with_serde_json(json: &[u8]) {
    let ours = Node::parse(json);
    let theirs: Result<Value, _> = serde_json::from_slice(json);
    let shown = String::from_utf8_lossy(json);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => {
            let text = json::to_string(ours).unwrap();
            assert_eq!(
                &serde_json::from_str::<Value>(&text).unwrap(),
                theirs,
                "{shown}"
            );
        }
        (Err(_), Err(_)) => {}
        // A number that no float holds keeps its text here; what reads it as a float refuses it.
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {}
        _ => panic!("{shown}: {ours:?}, but serde_json: {theirs:?}"),
    }
}

#[test]
fn what_is_json_is_accepted() {
    for text in ACCEPTED {
        Node::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
        agree_with_serde_json(text.as_bytes());
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for json in REFUSED {
        let shown = String::from_utf8_lossy(json);
        let Err(error) = Node::parse(json) else {
            panic!("{shown} is accepted")
        };
        assert!(
            error.to_string().starts_with("not valid JSON at line "),
            "{shown}: {error}"
        );
        assert!(
            serde_json::from_slice::<Value>(json).is_err(),
            "{shown}: serde_json accepts it"
        );
    }
}

#[test]
fn every_byte_alone_and_in_a_string_is_as_serde_json_has_it() {
    for byte in 0..=255 {
        for json in [
            vec![byte],
            vec![b'"', byte, b'"'],
            vec![b'"', b'\\', byte, b'"'],
            vec![b'[', byte, b']'],
            vec![b'1', byte],
            vec![b'-', byte],
            vec![b'1', b'.', byte],
            vec![b'1', b'e', byte],
            vec![byte, b'1'],
            vec![b'{', byte, b'}'],
            vec![b'"', 0xc3, byte, b'"'],
            vec![b'"', 0xe2, 0x80, byte, b'"'],
            vec![b'"', 0xed, byte, 0x80, b'"'],
            vec![b'"', 0xf0, byte, 0x8e, 0x89, b'"'],
            [
                b"\"0123456789abcdef".as_slice(),
                &[byte],
                b"0123456789abcdef\"",
            ]
            .concat(),
        ] {
            agree_with_serde_json(&json);
        }
    }
}

#[test]
fn every_unit_of_utf_16_is_as_serde_json_has_it() {
    for unit in 0..=0xffff_u32 {
        agree_with_serde_json(format!("\"\\u{unit:04x}\"").as_bytes());
        if unit % 37 == 0 {
            agree_with_serde_json(format!("\"\\ud83c\\u{unit:04X}\"").as_bytes());
            agree_with_serde_json(format!("\"\\u{unit:04X}\\udf89\"").as_bytes());
        }
    }
}

#[test]
fn every_neighbour_of_a_document_is_as_serde_json_has_it() {
    for seed in SEEDS {
        let seed = seed.as_bytes();
        agree_with_serde_json(seed);
        for index in 0..seed.len() {
            agree_with_serde_json(&seed[..index]);
            agree_with_serde_json(&seed[index..]);
            agree_with_serde_json(&[&seed[..index], &seed[index + 1..]].concat());
            for byte in *b"\"\\{}[]:,0-+.eE1nutf \n\0\x1f\x7f\x80\xc3\xff" {
                agree_with_serde_json(&[&seed[..index], &[byte], &seed[index..]].concat());
                agree_with_serde_json(&[&seed[..index], &[byte], &seed[index + 1..]].concat());
            }
        }
    }
}

#[test]
fn numbers_keep_their_text() {
    let digits = "7".repeat(4300);
    for text in [
        "-0",
        "0.0",
        "-0.0",
        "1.10",
        "1E400",
        "1e+05",
        "100000000000000000000",
        "0.10e-0003",
        &digits,
        &format!("-{digits}.{digits}e-{digits}"),
    ] {
        assert_eq!(text.parse::<Json>().unwrap().as_str(), text);
        assert_eq!(
            format!("[{text}]").parse::<Json>().unwrap().as_str(),
            format!("[{text}]")
        );
    }
    let many = "7".repeat(1_000_000);
    assert_eq!(many.parse::<Json>().unwrap().as_str(), many);
}

#[test]
fn depth_is_limited() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let levels = open.matches(['[', '{']).count();
        let nested = |depth: usize| {
            let times = depth / levels;
            format!("{}1{}", open.repeat(times), close.repeat(times))
        };
        let deepest = nested(MAX_DEPTH);
        assert_eq!(deepest.parse::<Json>().unwrap().as_str(), deepest);
        assert_eq!(
            json::to_string(&deepest.parse::<Json>().unwrap()).unwrap(),
            deepest
        );
        let error = nested(MAX_DEPTH + levels).parse::<Json>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "nested deeper than 128 lists and objects"
        );
        let error = json::to_string(&vec![deepest.parse::<Json>().unwrap()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "[0]: nested deeper than 128 lists and objects"
        );
    }
    for open in ["[", "{\"a\":", "[[{\"\":", "[[],"] {
        assert!(Node::parse(open.repeat(100_000).as_bytes()).is_err());
    }
    // Brackets in strings are no depth.
    let text = format!("[\"{}\\\"[\"]", "[".repeat(500));
    assert_eq!(
        json::to_string(&text.parse::<Json>().unwrap()).unwrap(),
        text
    );
}

#[test]
fn the_last_of_double_names_wins_at_its_first_place() {
    let last = |text: &str| text.parse::<Json>().unwrap().to_string();
    assert_eq!(
        last(r#"{"a":1,"b":2,"a":3,"\u0061":4}"#),
        r#"{"a":4,"b":2}"#
    );
    for count in [2, 63, 64, 65, 66, 200] {
        let fields = |value: &str| {
            let field = |n: usize| format!("\"k{}\":{value}{n}", n * 7919 % 1009);
            (0..count).map(field).collect::<Vec<_>>().join(",")
        };
        let (old, new) = (fields("1"), fields("2"));
        assert_eq!(last(&format!("{{{old},{new}}}")), format!("{{{new}}}"));
    }
}

#[test]
fn strings_without_escapes_are_borrowed() {
    let json = br#"["plain","","esc\n"]"#;
    let Node::List(items) = Node::parse(json).unwrap() else {
        panic!()
    };
    let borrowed: Vec<_> = items
        .iter()
        .map(|item| matches!(item, Node::String(std::borrow::Cow::Borrowed(_))))
        .collect();
    assert_eq!(borrowed, [true, true, false]);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |float| float.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Text that is nearly JSON.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\"b\":",
        "\\",
        "\\n",
        "\\u00e9",
        "\\ud83c",
        "\\udf89",
        "0",
        "1",
        "-",
        ".",
        "e",
        "E",
        "+",
        "9223372036854775808",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "é",
        "🎉",
        "x",
        "\0",
        "1.5",
        "[]",
        "{}",
        "\"key\":1",
        "[1,2]",
    ]);
    prop::collection::vec(token, 0..16).prop_map(|tokens| tokens.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_value_is_as_serde_json_has_it(value in any_json()) {
        for text in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let ours = text.parse::<Json>().unwrap();
            prop_assert_eq!(&serde_json::from_str::<Value>(ours.as_str()).unwrap(), &value);
            // Read again, it is the same text.
            prop_assert_eq!(ours.as_str().parse::<Json>().unwrap(), ours);
        }
    }

    #[test]
    fn any_soup_is_as_serde_json_has_it(json in soup()) {
        agree_with_serde_json(&json);
    }

    #[test]
    fn any_bytes_are_as_serde_json_has_it(json in prop::collection::vec(any::<u8>(), 0..64)) {
        agree_with_serde_json(&json);
    }

    #[test]
    fn any_string_is_written_as_serde_json_reads_it(text in any::<String>()) {
        let written = json::to_string(&text).unwrap();
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(json::from_slice::<String>(written.as_bytes()).unwrap(), text);
    }

    #[test]
    fn any_float_survives(bits in any::<u64>()) {
        let (double, single) = (f64::from_bits(bits), f32::from_bits(bits as u32));
        if double.is_finite() {
            let text = json::to_string(&double).unwrap();
            prop_assert_eq!(json::from_slice::<f64>(text.as_bytes()).unwrap().to_bits(), bits);
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap().is_number(), true);
        }
        if single.is_finite() {
            let text = json::to_string(&single).unwrap();
            prop_assert_eq!(json::from_slice::<f32>(text.as_bytes()).unwrap().to_bits(), bits as u32);
        }
    }

    #[test]
    fn any_whole_number_survives(signed in any::<i64>(), unsigned in any::<u64>()) {
        prop_assert_eq!(json::from_slice::<i64>(json::to_string(&signed).unwrap().as_bytes()).unwrap(), signed);
        prop_assert_eq!(json::from_slice::<u64>(json::to_string(&unsigned).unwrap().as_bytes()).unwrap(), unsigned);
    }

    #[test]
    fn any_time_survives(second in -62_135_596_800_i64..253_402_207_200, nano in 0..1_000_000_000_i32) {
        let timestamp = json::Timestamp::new(second, nano).unwrap();
        let text = json::to_string(&timestamp).unwrap();
        prop_assert_eq!(json::from_slice::<json::Timestamp>(text.as_bytes()).unwrap(), timestamp);
        let duration = json::Duration::new(second, nano);
        let text = json::to_string(&duration).unwrap();
        prop_assert_eq!(json::from_slice::<json::Duration>(text.as_bytes()).unwrap(), duration);
        let theirs: json::Duration = text.trim_matches('"').parse().unwrap();
        prop_assert_eq!(theirs, duration);
    }

    #[test]
    fn any_text_is_no_crash_for_a_scalar(text in "[-+0-9:.TZPDHMSWtz/_= a-f]{0,40}|\\PC{0,20}") {
        let json = json::to_string(&text).unwrap();
        let _ = json::from_slice::<json::Timestamp>(json.as_bytes());
        let _ = json::from_slice::<json::Date>(json.as_bytes());
        let _ = json::from_slice::<json::Duration>(json.as_bytes());
        let _ = json::from_slice::<json::Uuid>(json.as_bytes());
        let _ = json::from_slice::<Vec<u8>>(json.as_bytes());
        if let Ok(decimal) = json::from_slice::<json::Decimal>(json.as_bytes()) {
            prop_assert_eq!(decimal.as_str(), text);
        }
    }
}
