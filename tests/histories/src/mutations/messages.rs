//! Signals, queries and updates of `exercise`.

use crate::mutation::{Mutation, mutation};

const APPROVE: &str = "approve: {input: Approval, aliases: [oldApprove]}";
const AMEND: &str =
    "amend: {input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend]}";

pub(super) fn mutations() -> Vec<Mutation> {
    [signals(), queries(), updates()].concat()
}

fn signals() -> Vec<Mutation> {
    vec![
        mutation("signal-removed-that-is-awaited")
            .contract("      approve: {input: Approval, aliases: [oldApprove]}\n", "")
            .rust("    fn approve(&mut self, _: &SyncContext, _: Approval) {\n        self.is_approved = true;\n    }\n", "")
            .python("    def approve(self, input: Approval) -> None:\n        self._is_approved = True\n", "")
            .sampled(),
        mutation("signal-removed-that-does-nothing")
            .contract("      nudge:\n", "")
            .rust("    fn nudge(&mut self, _: &SyncContext) {}\n", "")
            .python("    def nudge(self) -> None:\n        pass\n", "")
            .depends("whether it was sent and the workflow awaits it"),
        mutation("signal-removed-that-was-not-sent")
            .contract("      hurry: {input: Approval}\n", "")
            .rust("    fn hurry(&mut self, _: &SyncContext, _: Approval) {}\n", "")
            .python("    def hurry(self, input: Approval) -> None:\n        pass\n", "")
            .depends("whether it was sent and the workflow awaits it"),
        mutation("signal-renamed")
            .contract(APPROVE, "approve: {name: accept, input: Approval, aliases: [oldApprove]}")
            .sampled(),
        mutation("signal-renamed-with-alias")
            .contract(APPROVE, "approve: {name: accept, input: Approval, aliases: [oldApprove, approve]}")
            .sampled(),
        mutation("signal-renamed-in-code-alone")
            .contract(APPROVE, "accept: {name: approve, input: Approval, aliases: [oldApprove]}")
            .rust("fn approve(", "fn accept(")
            .python("def approve(", "def accept("),
        mutation("signal-alias-removed").contract(APPROVE, "approve: {input: Approval}"),
        mutation("signal-renamed-of-a-child").contract("      poke: {input: Poke}\n", "      poke: {name: prod, input: Poke}\n"),
        mutation("signal-added")
            .contract("      nudge:\n", "      nudge:\n      stop:\n")
            .rust("    fn nudge(", "    fn stop(&mut self, _: &SyncContext) {}\n\n    fn nudge(")
            .python("    def nudge(", "    def stop(self) -> None:\n        pass\n\n    def nudge("),
        mutation("signal-unfinished-policy-changed")
            .contract(APPROVE, "approve: {input: Approval, aliases: [oldApprove], unfinished: abandon}"),
        mutation("signal-may-start-the-workflow")
            .contract(APPROVE, "approve: {input: Approval, aliases: [oldApprove], with_start: true}"),
        mutation("signal-input-retyped-to-its-alias-of-fields").contract(
            "  Approval:\n    fields:\n      by: string\n",
            "  Approval:\n    fields:\n      who: {type: string, aliases: [by]}\n",
        ),
    ]
}

fn queries() -> Vec<Mutation> {
    vec![
        mutation("query-removed")
            .contract("      page: {input: Page, output: Page}\n", "")
            .rust("    fn page(&self, _: &ViewContext, input: Page) -> Page {\n        input\n    }\n", "")
            .python("    def page(self, input: Page) -> Page:\n        return input\n", "")
            .sampled(),
        mutation("query-renamed").contract("mood: {output: Mood, aliases: [oldMood]}", "mood: {name: temper, output: Mood, aliases: [oldMood]}"),
        mutation("query-alias-removed").contract("mood: {output: Mood, aliases: [oldMood]}", "mood: {output: Mood}"),
        mutation("query-output-changed")
            .contract("mood: {output: Mood, aliases: [oldMood]}", "mood: {output: string, aliases: [oldMood]}")
            .rust("fn mood(&self, _: &ViewContext) -> Mood {\n        Mood::Calm", "fn mood(&self, _: &ViewContext) -> String {\n        \"calm\".to_owned()")
            .python("def mood(self) -> Mood:\n        return Mood.CALM", "def mood(self) -> str:\n        return \"calm\""),
        mutation("query-added")
            .contract("      mood: {", "      level: Level\n      mood: {")
            .rust("    fn mood(", "    fn level(&self, _: &ViewContext) -> Level {\n        Level::Low\n    }\n\n    fn mood(")
            .python("    Lost,\n", "    Level,\n    Lost,\n")
            .python("    def mood(", "    def level(self) -> Level:\n        return Level.LOW\n\n    def mood("),
    ]
}

fn updates() -> Vec<Mutation> {
    vec![
        mutation("update-removed-that-was-accepted")
            .contract("      amend: {input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend]}\n", "")
            .rust("    fn amend(\n        &mut self,\n        _: &SyncContext,\n        input: Amendment,\n    ) -> Result<Amended, ExerciseAmendError> {\n        self.is_amended = true;\n        Ok(Amended::new(input.text))\n    }\n", "")
            .python("    def amend(self, input: Amendment) -> Amended:\n        self._is_amended = True\n        return Amended(text=input.text)\n", ""),
        mutation("update-removed-that-was-not-sent")
            .contract("      tweak: {input: Amendment}\n", "")
            .rust("    fn tweak(&mut self, _: &SyncContext, _: Amendment) {}\n", "")
            .python("    def tweak(self, input: Amendment) -> None:\n        pass\n", "")
            .depends("whether one was accepted"),
        mutation("update-renamed")
            .contract(AMEND, "amend: {name: improve, input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend]}")
            .sampled(),
        mutation("update-renamed-with-alias").contract(
            AMEND,
            "amend: {name: improve, input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend, amend]}",
        ),
        mutation("update-alias-removed")
            .contract(AMEND, "amend: {input: Amendment, output: Amended, errors: [Refused]}"),
        mutation("update-added")
            .contract("      tweak: {input: Amendment}\n", "      tweak: {input: Amendment}\n      touch: {}\n")
            .rust("    fn tweak(", "    fn touch(&mut self, _: &SyncContext) {}\n\n    fn tweak(")
            .python("    def tweak(", "    def touch(self) -> None:\n        pass\n\n    def tweak("),
        mutation("update-validator-added-that-refuses")
            .contract(AMEND, "amend: {input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend], validator: true}")
            .rust(
                "    fn tweak(",
                "    fn validate_amend(\n        &self,\n        _: &ViewContext,\n        _: &Amendment,\n    ) -> Result<(), ExerciseAmendError> {\n        Err(Refused::new(\"never\").into())\n    }\n\n    fn tweak(",
            )
            .python(
                "    def tweak(",
                "    def validate_amend(self, input: Amendment) -> None:\n        raise Refused(code=\"never\")\n\n    def tweak(",
            )
            .sampled(),
        mutation("update-error-removed")
            .contract(AMEND, "amend: {input: Amendment, output: Amended, aliases: [oldAmend]}")
            .rust("        input: Amendment,\n    ) -> Result<Amended, ExerciseAmendError>", "        input: Amendment,\n    ) -> Amended")
            .rust("Ok(Amended::new(input.text))", "Amended::new(input.text)"),
        mutation("update-wait-changed")
            .contract(AMEND, "amend: {input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend], wait: accepted}"),
        mutation("update-id-added")
            .contract(AMEND, "amend: {input: Amendment, output: Amended, errors: [Refused], aliases: [oldAmend], id: \"amend/{input.text}\"}"),
    ]
}
