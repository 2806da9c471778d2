//! Every kind of change that a contract can show: what is said about it, and how it is mended.
//!
//! A rule judges nothing: see [`severity`](super::severity).
//! In its texts, `{element}` is what changed, `{old}` and `{new}` what the schema wrote and writes, and `{becomes}` what
//! becomes of a signal that is sent under the old name.

use super::finding::Level;

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $id:literal, $source:ident, [$($axis:literal),*], $message:literal, $mend:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs)] // each has a page: `tempoc explain`
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        /// All rules, in the order in which they are documented.
        pub const RULES: &[RuleInfo] = &[
            $(RuleInfo {
                rule: Rule::$rule,
                id: $id,
                source: Level::$source,
                axes: &[$($axis),*],
                message: $message,
                mend: $mend,
            },)*
        ];
    };
}

/// What `{becomes}` is where nobody serves the old name.
pub const LOST: &str = "is lost while its sender sees success";

/// What `{becomes}` is where another signal has the old name, or an alias of it.
pub const TAKEN_OVER: &str = "goes to another handler";

/// What is known of a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// The rule.
    pub rule: Rule,
    /// Its name, which never changes: `field-required-added`.
    pub id: &'static str,
    /// What it does to code that uses what was generated.
    pub source: Level,
    /// The respects in which it can be more than safe, by what reports call them. Which of them it is in, and how bad it
    /// is there, follows from where it is: see [`severity`](super::severity).
    pub axes: &'static [&'static str],
    /// What is said, in one sentence.
    pub message: &'static str,
    /// What to do instead.
    pub mend: &'static str,
}

impl Rule {
    /// What is known of it.
    pub fn info(self) -> &'static RuleInfo {
        // The table has one line for each, in the order of the enum.
        &RULES[self as usize]
    }

    /// The rule of a name.
    pub fn from_id(id: &str) -> Option<Rule> {
        RULES
            .iter()
            .find(|info| info.id == id)
            .map(|info| info.rule)
    }
}

rules! {
    // Fields.
    FieldRequiredAdded = "field-required-added", Error, ["replay", "new readers", "source"],
        "field `{element}` is required and new",
        "make it optional with `?`, or give it a default";
    FieldOptionalAdded = "field-optional-added", Info, ["source"],
        "field `{element}` is new",
        "nothing: readers that do not know it pass it over";
    FieldAddedToStrictRecord = "field-added-to-strict-record", Info, ["old readers", "source"],
        "field `{element}` is new, and readers of the old version refuse fields that they do not know",
        "take `unknown: reject` away one release earlier";
    FieldRequiredRemoved = "field-required-removed", Error, ["replay", "old readers", "new readers", "source"],
        "field `{element}` was required and is gone",
        "make it optional and deprecate it first; remove it, and reserve its name, when no old reader is left";
    FieldOptionalRemoved = "field-optional-removed", Error, ["replay", "old readers", "new readers", "source"],
        "field `{element}` is gone",
        "deprecate it first, and add its name to `reserved:` when it goes";
    FieldRenamed = "field-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "field `{old}` is `{element}` now, on the wire as well",
        "keep the name on the wire with `wire: {old}`";
    FieldWireRenamed = "field-wire-renamed", Safe, ["replay", "old readers", "new readers"],
        "field `{element}` is called `{new}` on the wire now, and was called `{old}`",
        "keep the name on the wire with `wire: {old}`";
    FieldRenamedWithAlias = "field-renamed-with-alias", Safe, ["old readers"],
        "field `{element}` is written under another name: `{new}` in place of `{old}`",
        "add the new name to `aliases:` one release before it is written";
    FieldAliasRemoved = "field-alias-removed", Safe, ["replay", "new readers"],
        "field `{element}` is not read under its old name `{old}` any more",
        "keep the alias while any payload of that time can be read";
    FieldAliasesReordered = "field-aliases-reordered", Safe, ["replay", "new readers"],
        "field `{element}` is read under `{new}` now where a payload has `{old}` as well, and was read under `{old}`",
        "keep the order of the aliases: the first that is there counts";
    FieldAliasReused = "field-alias-reused", Safe, ["old readers"],
        "field `{element}` is new, and the old version reads what is called `{new}` as its `{old}`",
        "choose another name: it was an alias";
    FieldLostInPassthrough = "field-lost-in-passthrough", Safe, ["old readers"],
        "field `{element}` is new, and the old version drops it where it reads a payload and writes it again",
        "deploy everything that passes it on first, or give the record `unknown: preserve` a release earlier";
    FieldLostInUniqueList = "field-lost-in-unique-list", Safe, ["old readers"],
        "field `{new}` is new, and the old version, which drops it, finds items of `{element}` alike that differ by it alone",
        "deploy everything that reads the list first, or give the record `unknown: preserve` a release earlier";
    FieldSourceRenamed = "field-source-renamed", Error, ["source"],
        "field `{old}` is called `{element}` in generated code now",
        "rename it in the code that uses it";
    FieldOptionalToRequired = "field-optional-to-required", Error, ["replay", "new readers", "source"],
        "field `{element}` was optional and is required now",
        "keep it optional with `?`, or give it a default";
    FieldRequiredToOptional = "field-required-to-optional", Error, ["old readers", "source"],
        "field `{element}` was required and is optional now",
        "deploy everything that reads it first";
    FieldDefaultAdded = "field-default-added", Error, ["replay", "new readers", "source"],
        "field `{element}` was required and has a default now",
        "nothing, as writers always write it; of `json`, see that nobody writes `null`, which is read as the default";
    FieldDefaultRemoved = "field-default-removed", Error, ["replay", "old readers", "new readers", "source"],
        "field `{element}` has no default any more and is required",
        "keep the default, or make it optional with `?`";
    FieldDefaultGiven = "field-default-given", Error, ["replay", "new readers", "source"],
        "field `{element}` was optional and has the default {new} now",
        "keep it optional, and let the code that reads it choose";
    FieldDefaultDropped = "field-default-dropped", Error, ["replay", "old readers", "new readers", "source"],
        "field `{element}` had the default {old} and is optional now",
        "keep the default";
    FieldDefaultChanged = "field-default-changed", Warning, ["replay", "new readers", "source"],
        "the default of `{element}` is `{new}` now, and was `{old}`",
        "keep the default and write the other value where it is wanted, or use a new field";
    FieldTypeChanged = "field-type-changed", Error, ["replay", "old readers", "new readers", "source", "behaviour"],
        "`{element}` is `{new}` now, and was `{old}`",
        "add a field of another name for it, and deprecate this one";
    IntWidened = "int-widened", Error, ["old readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`, which holds less",
        "deploy everything that reads it first";
    IntNarrowed = "int-narrowed", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`, which holds more",
        "limit its values with `max:` for a release first";
    IntToFloat = "int-to-float", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`",
        "add a field of another name for it";
    FloatToInt = "float-to-int", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`",
        "add a field of another name for it";
    FloatWidened = "float-widened", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`, which is less exact",
        "deploy everything that reads it first";
    FloatNarrowed = "float-narrowed", Error, ["replay", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`, which is more exact",
        "keep `{old}`";
    ScalarFormatChanged = "scalar-format-changed", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is `{new}` now, and was `{old}`: both are strings on the wire, of another form",
        "add a field of another name for it";
    CardinalityChanged = "cardinality-changed", Error, ["replay", "old readers", "new readers", "source", "behaviour"],
        "`{element}` is `{new}` now, and was `{old}`",
        "add a field of another name for it";
    MapKeyTypeChanged = "map-key-type-changed", Error, ["replay", "old readers", "new readers", "source"],
        "the keys of `{element}` are `{new}` now, and were `{old}`",
        "add a field of another name for it";
    ConstraintTightened = "constraint-tightened", Safe, ["replay", "new readers", "behaviour"],
        "`{element}` allows less: {new}, and allowed {old}",
        "check it for a release when it is written only, with `enforce: write` on the fields that have it";
    ConstraintLoosened = "constraint-loosened", Safe, ["old readers", "behaviour"],
        "`{element}` allows more: {new}, and allowed {old}",
        "deploy everything that reads it first";
    PatternChanged = "pattern-changed", Safe, ["replay", "old readers", "new readers"],
        "the patterns of `{element}` are too large to be compared: it allows {new}, and allowed {old}; some hundred texts were tried, and it may allow less or more than they show",
        "compare the patterns by hand, or keep the old one";
    EncodingChanged = "encoding-changed", Safe, ["replay", "old readers", "new readers"],
        "`{element}` is written as {new} now, and was as {old}",
        "keep it as it was, or deploy everything that reads it first: with `encoding: string` it reads both, without it only numbers";
    UnknownPolicyChanged = "unknown-policy-changed", Safe, ["replay", "old readers", "new readers"],
        "`{element}` has `unknown: {new}` now, and had `unknown: {old}`",
        "keep `unknown: {old}` while an older version runs";
    UnknownFieldsDropped = "unknown-fields-dropped", Error, ["replay", "new readers", "source"],
        "`{element}` has `unknown: {new}` now, and kept what it does not know before",
        "keep `unknown: preserve` while anything passes on what it reads";
    NamedTypeChanged = "named-type-changed", Error, ["source"],
        "`{element}` is `{new}` now, and was `{old}`",
        "nothing for the wire: what differs inside is said by itself";
    NameInCodeChanged = "name-in-code-changed", Error, ["source"],
        "`{old}` is called `{new}` now in generated code; the wire has the same name as before",
        "rename it in the code that uses it";
    NameMeansAnother = "name-means-another", Safe, ["replay", "behaviour"],
        "what code calls `{element}` is `{new}` on the wire now, and was `{old}`",
        "give it a name that the old version does not have: compilers find what uses the old one";
    FieldsReordered = "fields-reordered", Warning, ["replay", "source", "behaviour"],
        "the required fields of `{element}` come as {new} now, and came as {old}: so Rust's `new` takes them",
        "keep the order: it is that of arguments, and compilers see a difference of types alone";
    TypeRemoved = "type-removed", Error, ["source"],
        "type `{element}` is gone",
        "deprecate it first";
    TypeRenamed = "type-renamed", Error, ["source"],
        "type `{old}` is called `{element}` now",
        "rename it in the code that uses it; the wire has no names of types";
    TypeMoved = "type-moved", Error, ["source"],
        "type `{element}` is in package `{new}` now, and was in `{old}`",
        "import it from there in the code that uses it; the wire has no names of packages in its values";
    DefinitionMoved = "definition-moved", Error, ["source"],
        "`{element}` is in package `{new}` now, and was in `{old}`",
        "import it from there in the code that uses it";
    TypeKindChanged = "type-kind-changed", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is {new} now, and was {old}",
        "declare it under another name";
    ReservedNameReused = "reserved-name-reused", Safe, ["replay", "old readers", "new readers"],
        "`{element}` brings back the name `{new}`, which was reserved",
        "choose another name";
    ReservedNameFreed = "reserved-name-freed", Safe, ["behaviour"],
        "`{element}` does not reserve the name `{old}` any more",
        "keep it reserved while any payload with it can be read";
    SensitiveChanged = "sensitive-changed", Info, ["source", "behaviour"],
        "`{element}` is {new} now, and was {old}",
        "look at who reads the logs";

    // Enums and unions.
    EnumValueAdded = "enum-value-added", Info, ["old readers", "source"],
        "`{element}` is a new value",
        "deploy everything that reads it first: until then it is an unknown value there";
    EnumValueAddedClosed = "enum-value-added-closed", Error, ["old readers", "source"],
        "`{element}` is a new value, and readers of the old version refuse values that they do not know",
        "take `closed: true` away, release that, and add the value after it";
    EnumValueRemoved = "enum-value-removed", Error, ["replay", "new readers", "source"],
        "value `{element}` is gone",
        "deprecate it and keep it readable";
    EnumValueRenamed = "enum-value-renamed", Safe, ["replay", "old readers", "new readers"],
        "value `{element}` is written `{new}` now, and was written `{old}`",
        "keep the text on the wire with `wire: {old}`";
    EnumClosed = "enum-closed", Error, ["replay", "new readers", "source"],
        "`{element}` refuses values that it does not know, and kept them before",
        "leave it open";
    EnumOpened = "enum-opened", Warning, ["old readers", "source"],
        "`{element}` keeps values that it does not know, and refused them before",
        "deploy everything that reads it before anything writes a new value";
    EnumValuesReordered = "enum-values-reordered", Safe, ["replay", "behaviour"],
        "values of `{element}` come as {new} now, and came as {old}: so code goes through them, and Rust sorts by them",
        "keep the order, and add new values where they change it for no two of the others";
    UnionVariantAdded = "union-variant-added", Info, ["old readers", "source"],
        "`{element}` is a new variant",
        "deploy everything that reads it first: until then it is an unknown variant there";
    UnionVariantAddedClosed = "union-variant-added-closed", Error, ["old readers", "source"],
        "`{element}` is a new variant, and readers of the old version refuse variants that they do not know",
        "take `closed: true` away, release that, and add the variant after it";
    UnionVariantRemoved = "union-variant-removed", Error, ["replay", "new readers", "source"],
        "variant `{element}` is gone",
        "deprecate it and keep it readable";
    UnionVariantRenamed = "union-variant-renamed", Safe, ["replay", "old readers", "new readers"],
        "variant `{element}` has the tag `{new}` now, and had `{old}`",
        "keep the tag on the wire with `wire: {old}`";
    UnionTagChanged = "union-tag-changed", Safe, ["replay", "old readers", "new readers"],
        "the tag of `{element}` is the field `{new}` now, and was `{old}`",
        "keep `tag: {old}`";
    UnionClosed = "union-closed", Error, ["replay", "new readers", "source"],
        "`{element}` refuses variants that it does not know, and kept them before",
        "leave it open";
    UnionOpened = "union-opened", Warning, ["old readers", "source"],
        "`{element}` keeps variants that it does not know, and refused them before",
        "deploy everything that reads it before anything writes a new variant";

    // Errors.
    ErrorTypeRenamed = "error-type-renamed", Safe, ["replay", "old readers", "new readers", "source"],
        "error `{element}` has the type `{new}` now, and had `{old}`",
        "keep it with `type: {old}`";
    ErrorRetryabilityChanged = "error-retryability-changed", Safe, ["behaviour"],
        "error `{element}` is {new} now, and was {old}",
        "look at how many attempts callers allow";
    ErrorRemoved = "error-removed", Error, ["source"],
        "error `{element}` is gone",
        "deprecate it first";
    ErrorAddedToOperation = "error-added-to-operation", Warning, ["replay", "old readers", "source"],
        "`{element}` can fail with `{new}` now",
        "deploy its callers first: older ones see a failure that they do not know";
    ErrorRemovedFromOperation = "error-removed-from-operation", Error, ["replay", "new readers", "source"],
        "`{element}` does not declare the error `{old}` any more",
        "keep it until no execution that may have seen it runs";

    // Payloads of definitions.
    PayloadAdded = "payload-added", Error, ["replay", "new readers", "source"],
        "`{element}` is `{new}` now, and there was none",
        "begin with a record without required fields, and add to it";
    PayloadRemoved = "payload-removed", Error, ["replay", "old readers", "new readers", "source"],
        "`{element}` is gone, and was `{old}`",
        "keep it, and let the fields of its record be optional";

    // Workflows.
    WorkflowAdded = "workflow-added", Warning, ["old readers", "source"],
        "workflow `{element}` is new",
        "deploy workers before anything starts it";
    WorkflowRemoved = "workflow-removed", Error, ["replay", "new readers", "source"],
        "workflow `{element}` is gone",
        "keep it until none runs: `temporal workflow count --query \"WorkflowType='{old}' AND ExecutionStatus='Running'\"`";
    WorkflowRenamed = "workflow-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "workflow `{element}` has the type `{new}` now, and had `{old}`",
        "keep the type with `name: {old}`, or add `aliases: [{old}]`";
    WorkflowRenamedWithAlias = "workflow-renamed-with-alias", Error, ["old readers", "source"],
        "workflow `{element}` has the type `{new}` now; `{old}` is an alias",
        "deploy workers before clients: they start it as `{new}`; the alias stays until no schedule starts it as `{old}`";
    WorkflowAliasRemoved = "workflow-alias-removed", Safe, ["replay", "new readers"],
        "workflow `{element}` is not served as `{old}` any more",
        "keep the alias until none of that type runs, and no schedule starts it";
    WorkflowTaskQueueChanged = "workflow-task-queue-changed", Safe, ["old readers", "new readers", "source", "behaviour"],
        "workflow `{element}` is started with {new} now, and was with {old}",
        "keep the queue, or poll both until no execution waits on the old one, and no schedule starts any there";
    WorkflowIdTemplateChanged = "workflow-id-template-changed", Safe, ["behaviour"],
        "the id of workflow `{element}` is {new} now, and was {old}",
        "keep it: one thing gets two executions, and messages go to the wrong one";
    WorkflowIdFieldIncompatible = "workflow-id-field-incompatible", Safe, ["replay", "behaviour"],
        "`{element}` is part of an id, and where {old} was there, {new} is now",
        "keep the type and the default of a field that an id is made of";
    WorkflowIdPolicyChanged = "workflow-id-policy-changed", Safe, ["behaviour"],
        "workflow `{element}` has {new} now, and had {old}",
        "look at who starts it twice with one id";
    WorkflowTimeoutReduced = "workflow-timeout-reduced", Safe, ["behaviour"],
        "workflow `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at how long executions take";
    WorkflowTimeoutRaised = "workflow-timeout-raised", Safe, ["behaviour"],
        "workflow `{element}` has {new} now, and had {old}",
        "nothing";
    WorkflowRetryChanged = "workflow-retry-changed", Safe, ["behaviour"],
        "workflow `{element}` has {new} now, and had {old}",
        "look at what a second run does";
    WorkflowOptionChanged = "workflow-option-changed", Safe, ["behaviour"],
        "workflow `{element}` has {new} now, and had {old}",
        "keep it as it was, unless that is meant";
    VersioningPinnedToAuto = "versioning-pinned-to-auto", Safe, ["replay"],
        "workflow `{element}` was pinned, and running executions move to the new code now",
        "keep it pinned, or guard every change of its code with `patched`, or let pinned executions end first";
    VersioningAutoToPinned = "versioning-auto-to-pinned", Safe, ["behaviour"],
        "workflow `{element}` is pinned now: running executions stay with the code that they began with",
        "keep it as it was, or keep old workers until their executions end";
    ChildTargetChanged = "child-target-changed", Error, ["replay", "source"],
        "child `{element}` starts `{new}` now, and started `{old}`",
        "declare a second child, and choose between them with `patched`";
    ChildIdTemplateChanged = "child-id-template-changed", Safe, ["replay", "source"],
        "the id of child `{element}` is {new} now, and was {old}",
        "keep it, or choose with `patched`: replay compares ids of children";
    ChildAdded = "child-added", Info, ["source"],
        "child `{element}` is new",
        "start it behind `patched` where executions run: replay compares what they start";
    ChildRemoved = "child-removed", Error, ["replay", "source"],
        "`{element}` may not start {old} as a child any more",
        "keep it while an execution that started it runs";
    ParentClosePolicyChanged = "parent-close-policy-changed", Safe, ["behaviour"],
        "child `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at what becomes of it when its parent ends";
    ChildCancellationChanged = "child-cancellation-changed", Safe, ["replay", "behaviour"],
        "child `{element}` has {new} now, and had {old}",
        "keep it while an execution runs that cancelled one, or declare a second child and choose between them with `patched`";
    ChildOptionChanged = "child-option-changed", Safe, ["behaviour"],
        "child `{element}` has {new} now, and had {old}",
        "nothing, if that is meant: children that run keep what they were started with";
    ChildTaskQueueChanged = "child-task-queue-changed", Safe, ["old readers", "new readers", "behaviour"],
        "child `{element}` is started with {new} now, and was with {old}",
        "keep the queue, or deploy workers that serve its workflow on the new one first";
    CallAdded = "call-added", Info, ["source"],
        "workflow `{element}` may call {new} now",
        "call it behind `patched` where executions run: replay compares what they call";
    CallRemoved = "call-removed", Error, ["replay", "source"],
        "workflow `{element}` may not call {old} any more",
        "keep it while an execution that called it runs";
    ScheduleChanged = "schedule-changed", Safe, ["behaviour"],
        "schedule `{element}` has {new} now, and had {old}",
        "update the schedule on the server: it keeps what it was made with";
    ScheduleAdded = "schedule-added", Safe, ["behaviour"],
        "schedule `{element}` is new",
        "make it on the server when workers are deployed";
    ScheduleInputRefused = "schedule-input-refused", Safe, ["replay", "new readers"],
        "schedule `{element}` gives `{old}`, which its workflow does not take any more: {new}",
        "update the schedule on the server before workers are deployed: `temporal schedule update`";
    ScheduleRemoved = "schedule-removed", Safe, ["behaviour"],
        "schedule `{element}` is gone",
        "delete it on the server as well: it goes on there";
    SearchAttributeAdded = "search-attribute-added", Safe, ["behaviour"],
        "search attribute `{element}` is new",
        "register it first: `temporal operator search-attribute create --name {new}`";
    SearchAttributeRemoved = "search-attribute-removed", Safe, ["behaviour"],
        "search attribute `{element}` is gone",
        "change the queries that name it first";
    SearchAttributeTypeChanged = "search-attribute-type-changed", Safe, ["replay", "old readers", "new readers"],
        "search attribute `{element}` is `{new}` now, and was `{old}`",
        "use another name for the other type, and register that with `temporal operator search-attribute create --name NAME --type {new}`: a namespace keeps one type for a name";
    SearchAttributeSourceChanged = "search-attribute-source-changed", Safe, ["behaviour"],
        "search attribute `{element}` has its first value from `{new}` now, and had it from `{old}`",
        "look at the queries that name it: executions of both versions are found by them";

    // Messages.
    SignalAdded = "signal-added", Warning, ["old readers", "source"],
        "signal `{element}` is new",
        "deploy workers before anything sends it: until then it is lost, and the sender sees success";
    SignalRemoved = "signal-removed", Error, ["replay", "new readers", "source"],
        "signal `{element}` is gone, and what is sent under `{old}` {becomes}",
        "keep a handler that does nothing";
    SignalRenamed = "signal-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "signal `{element}` is called `{new}` now, and was called `{old}`; what is sent under the old name {becomes}",
        "keep the name with `name: {old}`, or add `aliases: [{old}]` and let senders switch later";
    SignalRenamedWithAlias = "signal-renamed-with-alias", Error, ["old readers", "source"],
        "signal `{element}` is sent as `{new}` now; `{old}` is an alias",
        "deploy workers before senders: until then it is lost, and the sender sees success";
    SignalAliasRemoved = "signal-alias-removed", Safe, ["replay", "new readers"],
        "signal `{element}` is not handled as `{old}` any more",
        "keep the alias while any history has it";
    QueryAdded = "query-added", Warning, ["old readers", "source"],
        "query `{element}` is new",
        "deploy workers before anything asks it";
    QueryRemoved = "query-removed", Error, ["new readers", "source"],
        "query `{element}` is gone",
        "deprecate it first";
    QueryRenamed = "query-renamed", Error, ["old readers", "new readers", "source"],
        "query `{element}` is called `{new}` now, and was called `{old}`",
        "keep the name with `name: {old}`, or add `aliases: [{old}]`";
    QueryRenamedWithAlias = "query-renamed-with-alias", Error, ["old readers", "source"],
        "query `{element}` is asked as `{new}` now; `{old}` is an alias",
        "deploy workers before callers";
    QueryAliasRemoved = "query-alias-removed", Safe, ["new readers"],
        "query `{element}` is not answered as `{old}` any more",
        "keep the alias while any caller uses it";
    UpdateAdded = "update-added", Warning, ["old readers", "source"],
        "update `{element}` is new",
        "deploy workers before anything sends it";
    UpdateRemoved = "update-removed", Error, ["replay", "new readers", "source"],
        "update `{element}` is gone",
        "keep the handler while an execution that accepted one runs";
    UpdateRenamed = "update-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "update `{element}` is called `{new}` now, and was called `{old}`",
        "keep the name with `name: {old}`, or add `aliases: [{old}]`";
    UpdateRenamedWithAlias = "update-renamed-with-alias", Error, ["old readers", "source"],
        "update `{element}` is sent as `{new}` now; `{old}` is an alias",
        "deploy workers before callers";
    UpdateAliasRemoved = "update-alias-removed", Safe, ["replay", "new readers"],
        "update `{element}` is not handled as `{old}` any more",
        "keep the alias while any history has it";
    UpdateValidatorAdded = "update-validator-added", Warning, ["source", "behaviour"],
        "update `{element}` is looked at by a validator now",
        "write one that accepts what is sent today";
    UpdateValidatorRemoved = "update-validator-removed", Error, ["source", "behaviour"],
        "update `{element}` has no validator any more",
        "nothing, if its handler can do without";
    WithStartAdded = "with-start-added", Info, ["source"],
        "`{element}` may start its workflow now",
        "nothing";
    WithStartRemoved = "with-start-removed", Error, ["source"],
        "`{element}` may not start its workflow any more",
        "start it first in the code that uses it";
    WaitStageChanged = "wait-stage-changed", Error, ["source", "behaviour"],
        "callers of update `{element}` wait until it is {new} now, and did until it was {old}",
        "keep it as it was, or look at what they do with the answer";
    UpdateIdTemplateChanged = "update-id-template-changed", Safe, ["behaviour"],
        "the id of update `{element}` is {new} now, and was {old}",
        "keep it: a request that is sent again is done again";
    UnfinishedPolicyChanged = "unfinished-policy-changed", Safe, ["behaviour"],
        "`{element}` has `unfinished: {new}` now, and had `unfinished: {old}`",
        "keep it as it was, or look at what its handler does when the workflow ends";
    HandlerAsyncChanged = "handler-async-changed", Error, ["replay", "source", "behaviour"],
        "the Rust handler of `{element}` is {new} now, and was {old}",
        "change its signature in the code that implements it";

    // Activities.
    ActivityAdded = "activity-added", Warning, ["old readers", "source"],
        "activity `{element}` is new",
        "deploy its workers before anything calls it";
    ActivityRemoved = "activity-removed", Error, ["replay", "new readers", "source"],
        "activity `{element}` is gone",
        "keep it registered until no task of it waits and no execution that called it runs";
    ActivityRenamed = "activity-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "activity `{element}` has the type `{new}` now, and had `{old}`",
        "keep the type with `name: {old}`: replay compares it";
    ActivityRenamedWithAlias = "activity-renamed-with-alias", Error, ["replay", "old readers", "source"],
        "activity `{element}` has the type `{new}` now; `{old}` is an alias, which replay does not know of",
        "keep the type with `name: {old}`, or choose with `patched`";
    ActivityAliasRemoved = "activity-alias-removed", Safe, ["new readers"],
        "activity `{element}` is not served as `{old}` any more",
        "keep the alias until no task of that type waits";
    ActivityLocalChanged = "activity-local-changed", Error, ["replay", "source"],
        "activity `{element}` is {new} now, and was {old}",
        "choose with `patched`: replay compares it";
    LocalActivityUnserved = "local-activity-unserved", Safe, ["replay"],
        "local activity `{element}` is served on {new} now, and {old} that may call it is not",
        "put both on one task queue: a local activity runs inside of the worker that runs its caller";
    ActivityTaskQueueChanged = "activity-task-queue-changed", Safe, ["old readers", "new readers", "source", "behaviour"],
        "activity `{element}` is called with {new} now, and was with {old}",
        "keep the queue, or deploy workers that poll both first; for a local activity, change the code that serves it";
    ActivityTimeoutReduced = "activity-timeout-reduced", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at how long attempts take";
    ActivityTimeoutRaised = "activity-timeout-raised", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "nothing";
    HeartbeatTimeoutAdded = "heartbeat-timeout-added", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}: an attempt that does not heartbeat is ended",
        "send heartbeats first, release that, then set the timeout";
    ActivityRetryReduced = "activity-retry-reduced", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at how often it fails";
    ActivityRetryRaised = "activity-retry-raised", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at whether it may be done again";
    ActivityCancellationChanged = "activity-cancellation-changed", Safe, ["replay", "behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "keep it while an execution runs that cancelled one, or declare a second activity and choose between them with `patched`";
    ActivityOptionChanged = "activity-option-changed", Safe, ["behaviour"],
        "activity `{element}` has {new} now, and had {old}",
        "nothing, if that is meant";

    // Nexus and packages.
    NexusServiceAdded = "nexus-service-added", Safe, ["old readers"],
        "Nexus service `{element}` is new",
        "deploy its handlers before its callers";
    NexusServiceRemoved = "nexus-service-removed", Safe, ["new readers"],
        "Nexus service `{element}` is gone",
        "keep it until no caller is left";
    NexusServiceRenamed = "nexus-service-renamed", Safe, ["old readers", "new readers"],
        "Nexus service `{element}` is called `{new}` now, and was called `{old}`",
        "keep the name with `name: {old}`";
    NexusOperationRemoved = "nexus-operation-removed", Safe, ["new readers"],
        "Nexus operation `{element}` is gone",
        "keep it until no caller is left";
    NexusOperationRenamed = "nexus-operation-renamed", Safe, ["old readers", "new readers"],
        "Nexus operation `{element}` is called `{new}` now, and was called `{old}`",
        "keep the old name beside the new one until no caller is left";
    NexusOperationAdded = "nexus-operation-added", Safe, ["old readers"],
        "Nexus operation `{element}` is new",
        "deploy its handlers before its callers";
    NexusEndpointChanged = "nexus-endpoint-changed", Safe, ["old readers", "new readers", "behaviour"],
        "Nexus service `{element}` has {new} now, and had {old}",
        "keep the endpoint, or make the new one before anything is deployed";
    NexusTimeoutChanged = "nexus-timeout-changed", Safe, ["behaviour"],
        "Nexus operation `{element}` has {new} now, and had {old}",
        "keep it as it was, or look at how long it takes";
    NexusOperationKindChanged = "nexus-operation-kind-changed", Safe, ["replay", "old readers", "new readers"],
        "Nexus operation `{element}` is {new} now, and was {old}",
        "add an operation of another name";
    PackageAdded = "package-added", Info, ["source"],
        "package `{element}` is new",
        "nothing";
    PackageRemoved = "package-removed", Error, ["replay", "new readers", "source"],
        "package `{element}` is gone, and everything in it that no other package has",
        "keep it beside the new one until none of its workflows runs";
    PackageRenamed = "package-renamed", Error, ["replay", "old readers", "new readers", "source"],
        "package `{old}` is called `{new}` now, and so is all that is named after it",
        "keep the old package beside the new one; names on the wire that are made of it are kept with `name:`";
    TaskQueueShared = "task-queue-shared", Safe, ["old readers", "behaviour"],
        "package `{element}` is served on task queue `{new}` now, as {old} is",
        "serve all of them by one worker, which takes what is not of its package as well, or use another queue";

    // The contract about itself.
    VersionNotBumped = "version-not-bumped", Safe, ["behaviour"],
        "the version is {new}, and what has changed asks for {old} at least",
        "set `version: {old}`";
    DeprecationWindowViolated = "deprecation-window-violated", Safe, ["behaviour"],
        "`{element}` was to be removed in {old} at the earliest, and is gone in {new}",
        "keep it until then";
    RemovedWithoutDeprecation = "removed-without-deprecation", Safe, ["behaviour"],
        "`{element}` is gone, and was never deprecated",
        "deprecate it for a version first, with `remove_in:`";
}
