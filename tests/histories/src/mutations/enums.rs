//! Enums in the output of an activity, with a value that the recorded contract did not know.

use crate::mutation::{Mutation, mutation};

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("enum-value-added").contract("[calm, busy]", "[calm, busy, tired]"),
        mutation("enum-value-added-closed").contract("[low, high]", "[low, high, higher]"),
        mutation("enum-value-removed").contract("[calm, busy]", "[calm]"),
        mutation("enum-value-removed-closed")
            .contract("[low, high]", "[low]")
            .sampled(),
        mutation("enum-value-removed-closed-that-was-not-written")
            .contract("[low, high]", "[high]")
            .depends("whether it was written"),
        mutation("enum-value-renamed").contract("[calm, busy]", "[calm, hectic]"),
        mutation("enum-value-renamed-closed").contract("[low, high]", "[low, upper]"),
        mutation("enum-value-renamed-in-code-alone")
            .contract("[low, high]", "[low, {upper: {wire: high}}]"),
        mutation("enum-closed-with-what-it-knew-not")
            .contract("  Mood:\n    enum", "  Mood:\n    closed: true\n    enum"),
        mutation("enum-opened").contract("    closed: true\n    enum", "    enum"),
        mutation("enum-to-string").contract("      level: Level\n", "      level: string\n"),
        mutation("string-to-closed-enum")
            .contract("      tags: list<string>\n", "      tags: list<Level>\n"),
        mutation("string-to-open-enum")
            .contract("      tags: list<string>\n", "      tags: list<Mood>\n"),
    ]
}
