//! Errors that an activity and a child have raised, and that the workflow catches.

use crate::mutation::{Mutation, mutation};

const REFUSED: &str = "  Refused:\n    retryable: false\n    fields:\n      code: string\n";
const LOST: &str = "  Lost:\n    retryable: false\n    fields:\n      place: string\n";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("error-type-renamed")
            .contract("  Refused:\n", "  Refused:\n    type: Declined\n")
            .sampled(),
        mutation("error-type-renamed-of-a-child").contract("  Lost:\n", "  Lost:\n    type: Vanished\n"),
        mutation("error-renamed-in-code-alone")
            .contract(REFUSED, "  Declined:\n    type: Refused\n    retryable: false\n    fields:\n      code: string\n")
            .contract("errors: [Refused]", "errors: [Declined]")
            .code("Refused", "Declined"),
        mutation("error-retryability-changed").contract(
            "  Refused:\n    retryable: false\n",
            "  Refused:\n    retryable: true\n",
        ),
        mutation("error-details-required-added")
            .contract(REFUSED, "  Refused:\n    retryable: false\n    fields:\n      code: string\n      more: string\n")
            .python("Refused(code=\"no\")", "Refused(code=\"no\", more=\"never\")")
            .sampled(),
        mutation("error-details-required-added-of-a-child")
            .contract(LOST, "  Lost:\n    retryable: false\n    fields:\n      place: string\n      more: string\n")
            .rust("Lost::new(\"at sea\")", "Lost::new(\"at sea\", \"long ago\")")
            .python("Lost(place=\"at sea\")", "Lost(place=\"at sea\", more=\"long ago\")"),
        mutation("error-details-optional-added")
            .contract(REFUSED, "  Refused:\n    retryable: false\n    fields:\n      code: string\n      more?: string\n"),
        mutation("error-details-retyped")
            .contract(REFUSED, "  Refused:\n    retryable: false\n    fields:\n      code: int64\n")
            .python("Refused(code=\"no\")", "Refused(code=7)"),
        mutation("error-removed-from-activity")
            .contract("attempt: {input: Sample, errors: [Refused]}", "attempt: {input: Sample}")
            .rust(
                "        match activities.attempt(Sample::new(&input.name)).await {\n            Err(CallError::Declared(AttemptError::Refused(_))) => activities.tick().await?,\n            other => other?,\n        }\n",
                "        activities.attempt(Sample::new(&input.name)).await?;\n",
            )
            .python(
                "        try:\n            await activities.attempt(Sample(name=input.name))\n        except Refused:\n            await activities.tick()\n",
                "        await activities.attempt(Sample(name=input.name))\n",
            ),
        mutation("error-added-to-activity")
            .contract("attempt: {input: Sample, errors: [Refused]}", "attempt: {input: Sample, errors: [Refused, Lost]}")
            .rust("            other => other?,\n", "            other => {\n                other?;\n            }\n"),
        mutation("error-added-to-workflow").contract(
            "    id: \"again/{input.name}\"\n    errors: [Lost]\n",
            "    id: \"again/{input.name}\"\n    errors: [Lost, Refused]\n",
        ),
    ]
}
