//! Fields of what an activity gave, and of what a workflow was started with.

use crate::mutation::{Mutation, mutation};

const SENSOR: &str = "      sensor: string\n";
const PRICE: &str = "      price: decimal\n";
const ROUNDS: &str = "rounds: uint32 = 1";
const LIMIT: &str = "limit: uint32 = 5";
/// The last fields of `Request`; `Reading` has the same, and another one after them.
const HINT: &str = "      hint?: string\n  Report:";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("field-required-added")
            .contract(SENSOR, "      sensor: string\n      place: string\n")
            .sampled(),
        mutation("field-optional-added")
            .contract(SENSOR, "      sensor: string\n      place?: string\n"),
        mutation("field-added-with-default").contract(
            SENSOR,
            "      sensor: string\n      place: string = \"here\"\n",
        ),
        mutation("field-required-removed").contract(PRICE, ""),
        mutation("field-optional-removed").contract(
            "      note?: string\n      hint?: string\n      limit",
            "      hint?: string\n      limit",
        ),
        mutation("field-with-default-removed").contract("      limit: uint32 = 5\n", ""),
        mutation("field-renamed").contract(PRICE, "      cost: decimal\n"),
        mutation("field-renamed-with-alias")
            .contract(PRICE, "      cost: {type: decimal, aliases: [price]}\n"),
        mutation("field-renamed-in-code-alone")
            .contract(PRICE, "      cost: {type: decimal, wire: price}\n"),
        mutation("field-alias-removed")
            .contract("region: {type: string, aliases: [zone]}", "region: string")
            .sampled(),
        mutation("field-alias-made-the-name").contract(
            "region: {type: string, aliases: [zone]}",
            "zone: {type: string, aliases: [region]}",
        ),
        mutation("field-optional-to-required-that-was-left-out")
            .contract(HINT, "      hint: string\n  Report:"),
        mutation("field-optional-to-required-that-was-written")
            .contract(
                "      note?: string\n      hint?: string\n      limit",
                "      note: string\n      hint?: string\n      limit",
            )
            .depends("whether it was written"),
        mutation("field-required-to-optional").contract(PRICE, "      price?: decimal\n"),
        mutation("field-default-added")
            .contract("      size: uint32\n", "      size: uint32 = 1\n"),
        mutation("field-default-given").contract(HINT, "      hint: string = \"none\"\n  Report:"),
        mutation("field-default-dropped").contract(LIMIT, "limit?: uint32"),
        mutation("field-default-removed-that-was-left-out").contract(ROUNDS, "rounds: uint32"),
        mutation("field-default-removed-that-was-written")
            .contract(LIMIT, "limit: uint32")
            .depends("whether it was written"),
        mutation("field-default-changed-that-steers")
            .contract(ROUNDS, "rounds: uint32 = 2")
            .sampled(),
        mutation("field-default-changed-that-was-written").contract(LIMIT, "limit: uint32 = 6"),
        mutation("field-reserved")
            .contract(SENSOR, "      sensor: string\n")
            .contract(
                "  Detail:\n    fields:\n      text: string\n",
                "  Detail:\n    fields:\n      text: string\n    reserved: [old]\n",
            ),
        mutation("field-sensitive")
            .contract(PRICE, "      price: {type: decimal, sensitive: true}\n"),
        mutation("unknown-refused-that-was-written")
            .contract("  Request:\n", "  Request:\n    unknown: reject\n"),
        mutation("unknown-refused-that-was-not-written")
            .contract("  Detail:\n", "  Detail:\n    unknown: reject\n")
            .depends("whether anything unknown was written"),
        mutation("unknown-preserved")
            .contract("  Request:\n", "  Request:\n    unknown: preserve\n"),
        mutation("type-renamed")
            .contract("detail: Detail", "detail: Particulars")
            .contract("  Detail:\n", "  Particulars:\n"),
        mutation("field-required-added-to-a-part").contract(
            "  Detail:\n    fields:\n      text: string\n",
            "  Detail:\n    fields:\n      text: string\n      more: string\n",
        ),
    ]
}
