//! Children that `exercise` starts.

use crate::mutation::{Mutation, mutation};

const HELPER: &str =
    "helper: {workflow: help, id: \"{parent.id}/help/{input.name}\", parent_close: request_cancel}";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("child-id-template-changed")
            .contract("\"{parent.id}/help/{input.name}\"", "\"{parent.id}/aid/{input.name}\"")
            .sampled(),
        mutation("child-target-changed")
            .contract(HELPER, "helper: {workflow: aid, id: \"{parent.id}/help/{input.name}\", parent_close: request_cancel}")
            .contract(
                "  ## Continues as new",
                "  aid:\n    input: Errand\n    output: Parcel\n    errors: [Lost]\n    signals:\n      poke: {input: Poke}\n\n  ## Continues as new",
            ),
        mutation("child-workflow-renamed").contract("  help:\n", "  help:\n    name: Aid\n"),
        mutation("child-workflow-renamed-with-alias")
            .contract("  help:\n", "  help:\n    name: Aid\n    aliases: [tests.histories.v1.Help]\n")
            .sampled(),
        mutation("child-renamed-in-code-alone")
            .contract("      helper: {", "      aide: {")
            .rust("context.children().helper(", "context.children().aide(")
            .python("children.exercise.helper.start(", "children.exercise.aide.start("),
        mutation("child-parent-close-changed").contract("parent_close: request_cancel", "parent_close: abandon"),
        mutation("child-options-changed")
            .contract("again: {workflow: help}", "again: {workflow: help, run_timeout: 1h, cancellation: abandon}"),
        mutation("child-task-queue-changed")
            .contract("again: {workflow: help}", "again: {workflow: help, task_queue: elsewhere}"),
        mutation("child-id-template-written-out")
            .contract("again: {workflow: help}", "again: {workflow: help, id: \"again/{input.name}\"}"),
        mutation("child-added").contract(
            "again: {workflow: help}",
            "again: {workflow: help}\n      counting: {workflow: count}",
        ),
        mutation("child-removed")
            .contract("      again: {workflow: help}\n", "")
            .rust(
                "        match context.children().again(Errand::new(\"lost\")).await {\n            Err(CallError::Declared(HelpError::Lost(_))) => activities.tick().await?,\n            other => {\n                other?;\n            }\n        }\n",
                "",
            )
            .python(
                "        try:\n            await children.exercise.again(Errand(name=\"lost\"))\n        except Lost:\n            await activities.tick()\n",
                "",
            ),
    ]
}
