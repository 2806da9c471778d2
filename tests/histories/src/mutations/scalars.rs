//! What a value is, in the output of an activity.

use crate::mutation::{Mutation, mutation};

/// `count: int32` made something else; what was recorded is in `reading.json`.
fn retyped(name: &'static str, from: &'static str, to: &'static str) -> Mutation {
    mutation(name).contract(from, to)
}

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        retyped(
            "int-to-string",
            "      count: int32\n",
            "      count: string\n",
        )
        .sampled(),
        retyped(
            "string-to-int",
            "      sensor: string\n",
            "      sensor: int32\n",
        )
        .rust(
            "Report::new(reading.sensor)",
            "Report::new(reading.sensor.to_string())",
        )
        .python("text=reading.sensor", "text=str(reading.sensor)"),
        retyped(
            "int-widened",
            "      count: int32\n",
            "      count: int64\n",
        ),
        retyped(
            "uint-widened",
            "      size: uint32\n",
            "      size: uint64\n",
        ),
        retyped(
            "uint-to-wider-int",
            "      size: uint32\n",
            "      size: int64\n",
        ),
        retyped(
            "int-narrowed-that-is-too-large",
            "      total: int64\n",
            "      total: int32\n",
        ),
        retyped(
            "int-narrowed-that-fits",
            "      size: uint32\n",
            "      size: int32\n",
        ),
        retyped(
            "int-to-uint",
            "      count: int32\n",
            "      count: uint32\n",
        ),
        retyped(
            "int-to-float",
            "      count: int32\n",
            "      count: float64\n",
        ),
        retyped(
            "int-to-float-that-loses-digits",
            "      total: int64\n",
            "      total: float64\n",
        ),
        retyped(
            "float-to-int",
            "      ratio: float64\n",
            "      ratio: int64\n",
        ),
        retyped(
            "float-to-int-that-is-whole",
            "      whole: float64\n",
            "      whole: int64\n",
        ),
        retyped(
            "float-narrowed",
            "      ratio: float64\n",
            "      ratio: float32\n",
        ),
        retyped(
            "timestamp-to-string",
            "      at: timestamp\n",
            "      at: string\n",
        ),
        retyped(
            "timestamp-to-date",
            "      at: timestamp\n",
            "      at: date\n",
        ),
        retyped(
            "date-to-timestamp",
            "      due: date\n",
            "      due: timestamp\n",
        ),
        retyped(
            "duration-to-int",
            "      lasts: duration\n",
            "      lasts: int64\n",
        ),
        retyped("uuid-to-string", "      key: uuid\n", "      key: string\n"),
        retyped(
            "string-to-uuid",
            "  Detail:\n    fields:\n      text: string\n",
            "  Detail:\n    fields:\n      text: uuid\n",
        ),
        retyped(
            "decimal-to-float",
            "      price: decimal\n",
            "      price: float64\n",
        ),
        retyped(
            "decimal-to-string",
            "      price: decimal\n",
            "      price: string\n",
        ),
        retyped(
            "bytes-to-string",
            "      seal: bytes\n",
            "      seal: string\n",
        ),
        retyped(
            "string-to-json",
            "      tags: list<string>\n",
            "      tags: list<json>\n",
        ),
        retyped(
            "list-to-one",
            "      tags: list<string>\n",
            "      tags: string\n",
        ),
        retyped(
            "one-to-list",
            "      price: decimal\n",
            "      price: list<decimal>\n",
        ),
        retyped(
            "map-to-list",
            "      counts: map<int32>\n",
            "      counts: list<int32>\n",
        ),
        retyped(
            "elements-retyped",
            "      tags: list<string>\n",
            "      tags: list<int32>\n",
        ),
        retyped(
            "map-keys-to-int",
            "      counts: map<int32>\n",
            "      counts: map<int32, int32>\n",
        ),
        retyped(
            "int-as-string",
            "      total: int64\n",
            "      total: {type: int64, encoding: string}\n",
        ),
        retyped(
            "limit-tightened-past-what-was-written",
            "max_length: 40",
            "max_length: 10",
        ),
        retyped("limit-tightened", "max_length: 40", "max_length: 30"),
        retyped("limit-loosened", "max_length: 40", "max_length: 50"),
        retyped(
            "pattern-added",
            "max_length: 40",
            "max_length: 40, pattern: \"^[0-9]+$\"",
        ),
        retyped(
            "newtype-to-string",
            "      code: Code\n",
            "      code: string\n",
        ),
        retyped(
            "newtype-to-int",
            "newtype: string, max_length: 40",
            "newtype: int64",
        ),
        retyped(
            "newtype-to-record",
            "{newtype: string, max_length: 40}",
            "{fields: {text: string}}",
        ),
    ]
}
