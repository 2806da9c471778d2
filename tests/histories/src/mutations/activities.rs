//! Activities that `exercise` calls.

use crate::mutation::{Mutation, mutation};

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("activity-removed")
            .contract("  walk: {input: Progress, output: uint32, heartbeat: {timeout: 5s, details: Progress}}\n", "")
            .contract("attempt, walk, tick]", "attempt, tick]")
            .rust("        activities.walk(Progress::new(1)).await?;\n", "")
            .python("        await activities.walk(Progress(done=1))\n", "")
            .python("    def walk(self, input: Progress) -> int:\n        activity.heartbeat(Progress(done=1))\n        return input.done\n", ""),
        mutation("activity-added")
            .contract("  tick: {aliases", "  tock: {}\n  tick: {aliases")
            .python("    def tick(", "    def tock(self) -> None:\n        pass\n\n    def tick("),
        mutation("activity-renamed")
            .contract("  measure: {", "  measure: {name: Weigh, ")
            .sampled(),
        mutation("activity-renamed-with-alias")
            .contract("  measure: {", "  measure: {name: Weigh, aliases: [tests.histories.v1.Measure], ")
            .sampled(),
        mutation("activity-renamed-in-code-alone")
            .contract("  measure: {", "  weigh: {name: tests.histories.v1.Measure, ")
            .contract("[measure, guess", "[weigh, guess")
            .rust("activities.measure(", "activities.weigh(")
            .python("activities.measure(", "activities.weigh(")
            .python("def measure(", "def weigh("),
        mutation("activity-alias-removed").contract("tick: {aliases: [OldTick]}", "tick: {}"),
        mutation("activity-local-renamed").contract("  guess: {", "  guess: {name: Suppose, "),
        mutation("activity-made-local")
            .contract("measure: {input: Sample, output: Reading}", "measure: {input: Sample, output: Reading, local: true}")
            .sampled(),
        mutation("activity-made-remote").contract("output: Guess, local: true}", "output: Guess}"),
        mutation("activity-task-queue-changed")
            .contract("measure: {input: Sample, output: Reading}", "measure: {input: Sample, output: Reading, task_queue: elsewhere}")
            .python(
                "    def measure(self, input: Sample) -> Reading:\n        return Reading.from_wire(json.loads(READING.read_text()))\n",
                "",
            ),
        mutation("activity-timeouts-changed").contract("start_to_close: 10s", "start_to_close: 6s"),
        mutation("activity-retry-changed").contract("retry: {initial: 50ms}", "retry: {initial: 1s, max_attempts: 2}"),
        mutation("activity-heartbeat-removed")
            .contract(", heartbeat: {timeout: 5s, details: Progress}}", "}"),
        mutation("activity-heartbeat-details-changed")
            .contract("details: Progress}", "details: Poke}"),
        mutation("activity-cancellation-changed")
            .contract("output: Reading}", "output: Reading, cancellation: abandon, summary: Measures.}"),
    ]
}
