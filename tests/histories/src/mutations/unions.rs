//! Unions in the output of an activity, with a variant that the recorded contract did not know.

use crate::mutation::{Mutation, mutation};

const SQUARE: &str = "        square: {fields: {side: uint32}}\n";
const CASH: &str = "        cash: {}\n";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("union-variant-added").contract(
            SQUARE,
            "        square: {fields: {side: uint32}}\n        dot: {}\n",
        ),
        mutation("union-variant-added-that-was-unknown").contract(
            SQUARE,
            "        square: {fields: {side: uint32}}\n        star: {fields: {points: uint32}}\n",
        ),
        mutation("union-variant-added-that-was-unknown-otherwise").contract(
            SQUARE,
            "        square: {fields: {side: uint32}}\n        star: {fields: {size: uint32}}\n",
        ),
        mutation("union-variant-added-closed")
            .contract(CASH, "        cash: {}\n        cheque: {}\n"),
        mutation("union-variant-removed").contract(SQUARE, ""),
        mutation("union-variant-removed-closed").contract(CASH, ""),
        mutation("union-variant-renamed")
            .contract(SQUARE, "        box: {fields: {side: uint32}}\n"),
        mutation("union-variant-renamed-closed").contract(CASH, "        coins: {}\n"),
        mutation("union-variant-renamed-in-code-alone")
            .contract(CASH, "        coins: {wire: cash}\n"),
        mutation("union-variant-field-required-added").contract(
            SQUARE,
            "        square: {fields: {side: uint32, unit: string}}\n",
        ),
        mutation("union-variant-field-optional-added").contract(
            SQUARE,
            "        square: {fields: {side: uint32, unit?: string}}\n",
        ),
        mutation("union-tag-changed").contract("tag: kind", "tag: form"),
        mutation("union-tag-changed-closed").contract("tag: type", "tag: method"),
        mutation("union-closed-with-what-it-knew-not").contract(
            "  Shape:\n    union",
            "  Shape:\n    closed: true\n    union",
        ),
        mutation("union-opened").contract("    closed: true\n    union", "    union"),
    ]
}
