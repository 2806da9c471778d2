//! Payloads that come and go.

use crate::mutation::{Mutation, mutation};

/// A type for what had none: all of it may be left out.
const POKE: &str = "  Poke:\n";
const OPTIONAL: &str = "  Choice:\n    fields: {text?: string}\n  Poke:\n";

pub(super) fn mutations() -> Vec<Mutation> {
    vec![
        mutation("workflow-input-added")
            .contract("  bare: {}", "  bare: {input: Poke}")
            .rust("impl BareWorkflow for Stateless {\n    fn init(_: &InitContext)", "impl BareWorkflow for Stateless {\n    fn init(_: &InitContext, _: &Poke)")
            .rust("run(context: &BareContext<Self>)", "run(context: &BareContext<Self>, _: Poke)")
            .python("class Bare(BareWorkflow):\n    async def run(self)", "class Bare(BareWorkflow):\n    async def run(self, input: Poke)"),
        mutation("workflow-input-added-that-may-be-left-out")
            .contract(POKE, OPTIONAL)
            .contract("  bare: {}", "  bare: {input: Choice}")
            .rust("impl BareWorkflow for Stateless {\n    fn init(_: &InitContext)", "impl BareWorkflow for Stateless {\n    fn init(_: &InitContext, _: &Choice)")
            .rust("run(context: &BareContext<Self>)", "run(context: &BareContext<Self>, _: Choice)")
            .python("class Bare(BareWorkflow):\n    async def run(self)", "class Bare(BareWorkflow):\n    async def run(self, input: object)"),
        mutation("workflow-input-removed")
            .contract("held: {input: Counter, output", "held: {output")
            .rust("impl HeldWorkflow for Stateless {\n    fn init(_: &InitContext, _: &Counter)", "impl HeldWorkflow for Stateless {\n    fn init(_: &InitContext)")
            .rust("run(context: &HeldContext<Self>, input: Counter)", "run(context: &HeldContext<Self>)")
            .rust("input.left.to_string()", "\"x\"")
            .python("class Held(HeldWorkflow):\n    async def run(self, input: Counter)", "class Held(HeldWorkflow):\n    async def run(self)")
            .python("str(input.left)", "\"x\""),
        mutation("signal-input-added-that-is-not-awaited")
            .contract("      nudge:\n", "      nudge: {input: Poke}\n")
            .rust("fn nudge(&mut self, _: &SyncContext)", "fn nudge(&mut self, _: &SyncContext, _: Poke)")
            .python("def nudge(self)", "def nudge(self, input: Poke)")
            .depends("whether it was sent and the workflow awaits it"),
        mutation("signal-input-removed")
            .contract("approve: {input: Approval, ", "approve: {")
            .rust("fn approve(&mut self, _: &SyncContext, _: Approval)", "fn approve(&mut self, _: &SyncContext)")
            .python("def approve(self, input: Approval)", "def approve(self)"),
        mutation("update-input-removed")
            .contract("amend: {input: Amendment, output", "amend: {output")
            .rust("        _: &SyncContext,\n        input: Amendment,\n    ) -> Result<Amended", "        _: &SyncContext,\n    ) -> Result<Amended")
            .rust("Amended::new(input.text)", "Amended::new(\"x\")")
            .python("def amend(self, input: Amendment)", "def amend(self)")
            .python("text=input.text", "text=\"x\""),
        mutation("update-output-removed")
            .contract("amend: {input: Amendment, output: Amended, ", "amend: {input: Amendment, ")
            .rust("        input: Amendment,\n    ) -> Result<Amended", "        _: Amendment,\n    ) -> Result<()")
            .rust("Ok(Amended::new(input.text))", "Ok(())")
            .python("-> Amended:\n        self._is_amended = True\n        return Amended(text=input.text)", "-> None:\n        self._is_amended = True"),
        mutation("activity-output-added")
            .contract("  tick: {aliases", "  tick: {output: Poke, aliases")
            .rust("activities.tick().await?;", "let _ = activities.tick().await?;")
            .rust("=> activities.tick().await?,", "=> {\n                activities.tick().await?;\n            }")
            .rust("            other => other?,\n", "            other => {\n                other?;\n            }\n")
            .python("def tick(self) -> None", "def tick(self) -> Poke")
            .python("    Guess,\n    HistoriesActivities", "    Guess,\n    Poke,\n    HistoriesActivities"),
        mutation("activity-output-added-that-may-be-left-out")
            .contract(POKE, OPTIONAL)
            .contract("  tick: {aliases", "  tick: {output: Choice, aliases")
            .rust("activities.tick().await?;", "let _ = activities.tick().await?;")
            .rust("=> activities.tick().await?,", "=> {\n                activities.tick().await?;\n            }")
            .rust("            other => other?,\n", "            other => {\n                other?;\n            }\n")
            .python("def tick(self) -> None", "def tick(self) -> object"),
        mutation("activity-output-removed")
            .contract("guess: {input: Sample, output: Guess, local", "guess: {input: Sample, local")
            .contract("held: {input: Counter, output: Guess,", "held: {input: Counter,")
            .rust("Result<Guess, Failure>", "Result<(), Failure>")
            .python("def guess(self, input: Sample) -> Guess", "def guess(self, input: Sample) -> None")
            .python("async def run(self, input: Counter) -> Guess", "async def run(self, input: Counter) -> None"),
        mutation("activity-input-removed")
            .contract("attempt: {input: Sample, ", "attempt: {")
            .rust("activities.attempt(Sample::new(&input.name))", "activities.attempt()")
            .python("activities.attempt(Sample(name=input.name))", "activities.attempt()")
            .python("def attempt(self, input: Sample)", "def attempt(self)"),
        mutation("child-output-removed")
            .contract("    output: Parcel\n", "")
            .rust("Result<Parcel, Failure<HelpError>>", "Result<(), Failure<HelpError>>")
            .rust("Ok(Parcel::new(7))", "Ok(())")
            .python("async def run(self, input: Errand) -> Parcel", "async def run(self, input: Errand) -> None"),
    ]
}
