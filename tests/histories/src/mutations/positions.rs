//! The same change in every payload: a required field that is new.

use crate::mutation::{Mutation, mutation};

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        required(
            "required-in-workflow-input",
            "  Request:\n    fields:\n",
            "  Request:\n    fields:\n      extra: string\n",
        )
        .sampled(),
        required(
            "required-in-workflow-output",
            "  Report:\n    fields:\n",
            "  Report:\n    fields:\n      extra: string\n",
        )
        .rust("Report::new(", "Report::new(\"x\", ")
        .python("Report(", "Report(extra=\"x\", ")
        .sampled(),
        required(
            "required-in-activity-input",
            "  Sample:\n    fields:\n",
            "  Sample:\n    fields:\n      extra: string\n",
        )
        .rust("Sample::new(", "Sample::new(\"x\", ")
        .python("Sample(", "Sample(extra=\"x\", ")
        .sampled(),
        required(
            "required-in-local-activity-output",
            "  Guess:\n    fields:\n",
            "  Guess:\n    fields:\n      extra: string\n",
        )
        .python("Guess(", "Guess(extra=\"x\", "),
        required(
            "required-in-heartbeat",
            "  Progress:\n    fields:\n",
            "  Progress:\n    fields:\n      extra: string\n",
        )
        .rust("Progress::new(", "Progress::new(\"x\", ")
        .python("Progress(", "Progress(extra=\"x\", "),
        required(
            "required-in-child-input",
            "  Errand:\n    fields:\n",
            "  Errand:\n    fields:\n      extra: string\n",
        )
        .rust("Errand::new(", "Errand::new(\"x\", ")
        .python("Errand(", "Errand(extra=\"x\", "),
        required(
            "required-in-child-output",
            "  Parcel:\n    fields:\n",
            "  Parcel:\n    fields:\n      extra: string\n",
        )
        .rust("Parcel::new(", "Parcel::new(\"x\", ")
        .python("Parcel(", "Parcel(extra=\"x\", "),
        required(
            "required-in-signal-input",
            "  Approval:\n    fields:\n",
            "  Approval:\n    fields:\n      extra: string\n",
        )
        .sampled(),
        required(
            "required-in-signal-of-a-child",
            "  Poke:\n    fields:\n",
            "  Poke:\n    fields:\n      extra: string\n",
        )
        .rust("Poke::new(", "Poke::new(\"x\", ")
        .python("Poke(text", "Poke(extra=\"x\", text"),
        mutation("required-in-signal-that-was-not-sent")
            .contract("hurry: {input: Approval}", "hurry: {input: Hurry}")
            .contract(
                "  Poke:\n",
                "  Hurry:\n    fields: {by: string, extra: string}\n  Poke:\n",
            )
            .rust(
                "fn hurry(&mut self, _: &SyncContext, _: Approval)",
                "fn hurry(&mut self, _: &SyncContext, _: Hurry)",
            )
            .python(
                "def hurry(self, input: Approval)",
                "def hurry(self, input: object)",
            )
            .depends("whether it was sent"),
        required(
            "required-in-query",
            "  Page:\n    fields:\n",
            "  Page:\n    fields:\n      extra: string\n",
        ),
        required(
            "required-in-update-input",
            "  Amendment:\n    fields:\n",
            "  Amendment:\n    fields:\n      extra: string\n",
        )
        .sampled(),
        required(
            "required-in-update-output",
            "  Amended:\n    fields:\n",
            "  Amended:\n    fields:\n      extra: string\n",
        )
        .rust("Amended::new(", "Amended::new(\"x\", ")
        .python("Amended(", "Amended(extra=\"x\", "),
        required(
            "required-after-continue-as-new",
            "  Counter:\n    fields:\n",
            "  Counter:\n    fields:\n      extra: string\n",
        )
        .rust("Counter::new(", "Counter::new(\"x\", ")
        .python("Counter(left", "Counter(extra=\"x\", left"),
    ]
}

fn required(name: &'static str, from: &'static str, to: &'static str) -> Mutation {
    mutation(name).contract(from, to)
}
