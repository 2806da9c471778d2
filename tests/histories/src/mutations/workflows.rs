//! Workflows and the package.

use crate::mutation::{Mutation, mutation};

const EXERCISE: &str = "    aliases: [OldExercise]\n";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("workflow-removed")
            .contract("  bare: {}\n", "")
            .rust("        .workflow::<definitions::Bare, Stateless>()\n", "")
            .rust(
                "impl BareWorkflow for Stateless {\n    fn init(_: &InitContext) -> Self {\n        Self\n    }\n\n    async fn run(context: &BareContext<Self>) -> Result<(), Failure> {\n        context.timer(Duration::from_millis(50)).await;\n        Ok(())\n    }\n}\n",
                "",
            )
            .python("    BareWorkflow,\n", "")
            .python(
                "@final\nclass Bare(BareWorkflow):\n    async def run(self) -> None:\n        await workflow.sleep(0.05)\n",
                "",
            )
            .python(", Bare]", "]"),
        mutation("workflow-added").contract(
            "  bare: {}\n",
            "  bare: {}\n\n  another: {}\n",
        ),
        mutation("workflow-renamed")
            .contract("  bare: {}\n", "  bare: {name: Plain}\n")
            .sampled(),
        mutation("workflow-renamed-with-alias")
            .contract("  bare: {}\n", "  bare: {name: Plain, aliases: [tests.histories.v1.Bare]}\n")
            .sampled(),
        mutation("workflow-renamed-in-code-alone")
            .contract("  bare: {}\n", "  plain: {name: tests.histories.v1.Bare}\n")
            .rust("definitions::Bare", "definitions::Plain")
            .rust("BareWorkflow", "PlainWorkflow")
            .rust("BareContext", "PlainContext")
            .python("BareWorkflow", "PlainWorkflow"),
        mutation("workflow-alias-removed").contract(EXERCISE, ""),
        mutation("workflow-alias-made-the-name").contract(
            EXERCISE,
            "    name: OldExercise\n    aliases: [tests.histories.v1.Exercise]\n",
        ),
        mutation("workflow-task-queue-changed").contract("  help:\n", "  help:\n    task_queue: elsewhere\n"),
        mutation("workflow-id-template-changed").contract("\"exercise/{input.name}\"", "\"training/{input.name}\""),
        mutation("workflow-id-template-changed-that-a-child-inherits")
            .contract("\"again/{input.name}\"", "\"anew/{input.name}\"")
            .sampled(),
        mutation("workflow-timeouts-and-retry-changed").contract(
            EXERCISE,
            "    aliases: [OldExercise]\n    run_timeout: 1h\n    task_timeout: 5s\n    retry: {max_attempts: 3}\n",
        ),
        mutation("workflow-id-policies-changed").contract(
            EXERCISE,
            "    aliases: [OldExercise]\n    id_reuse: reject_duplicate\n    id_conflict: use_existing\n",
        ),
        mutation("versioning-pinned-to-auto")
            .contract("versioning: pinned", "versioning: auto_upgrade")
            .depends("what else has changed in the code"),
        mutation("versioning-auto-to-pinned").contract(EXERCISE, "    aliases: [OldExercise]\n    versioning: pinned\n"),
        mutation("required-in-input-of-a-pinned-workflow")
            .contract("held: {input: Counter", "held: {input: Holding")
            .contract("  Poke:\n", "  Holding:\n    fields: {left: uint32, extra: string}\n  Poke:\n")
            .rust("fn init(_: &InitContext, _: &Counter) -> Self {\n        Self\n    }\n\n    async fn run(context: &HeldContext<Self>, input: Counter)", "fn init(_: &InitContext, _: &Holding) -> Self {\n        Self\n    }\n\n    async fn run(context: &HeldContext<Self>, input: Holding)")
            .python("class Held(HeldWorkflow):\n    async def run(self, input: Counter)", "class Held(HeldWorkflow):\n    async def run(self, input: Holding)")
            .python("    HeldWorkflow,\n", "    HeldWorkflow,\n    Holding,\n"),
        mutation("search-attribute-added").contract(EXERCISE, "    aliases: [OldExercise]\n    search_attributes:\n      Stage: {type: keyword}\n"),
        mutation("memo-field-retyped").contract("memo: {channel?: string}", "memo: {channel?: int64}"),
        mutation("workflow-described").contract(EXERCISE, "    aliases: [OldExercise]\n    summary: Does everything.\n"),
        mutation("package-renamed")
            .contract("package: tests.histories.v1", "package: tests.histories.v2")
            .code("tests_histories_v1", "tests_histories_v2"),
        mutation("package-renamed-in-code-alone")
            .contract("package: tests.histories.v1", "package: tests.histories.v2")
            .contract("  measure: {", "  measure: {name: tests.histories.v1.Measure, ")
            .contract("  guess: {", "  guess: {name: tests.histories.v1.Guess, ")
            .contract("  attempt: {", "  attempt: {name: tests.histories.v1.Attempt, ")
            .contract("  walk: {", "  walk: {name: tests.histories.v1.Walk, ")
            .contract("  tick: {", "  tick: {name: tests.histories.v1.Tick, ")
            .contract(EXERCISE, "    name: tests.histories.v1.Exercise\n    aliases: [OldExercise]\n")
            .contract("  help:\n", "  help:\n    name: tests.histories.v1.Help\n")
            .contract("  count: {", "  count: {name: tests.histories.v1.Count, ")
            .contract("  held: {", "  held: {name: tests.histories.v1.Held, ")
            .contract("  bare: {}", "  bare: {name: tests.histories.v1.Bare}")
            .code("tests_histories_v1", "tests_histories_v2"),
    ]
}
