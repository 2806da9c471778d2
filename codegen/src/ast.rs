//! What the user wrote: one [`File`] a schema file, every part with its place, no name looked up yet.
//!
//! Short forms and long forms of the language end in the same types here.
//! What could not be read is left out after its diagnostic is reported, so that the rest is still checked.

use std::sync::Arc;

use crate::source::{FileId, Span, Spanned};

/// A piece of text and its place.
pub type Text = Spanned<String>;

/// A schema file.
///
/// ```yaml
/// tempoc: 1
/// package: acme.orders.v1
/// ```
#[derive(Clone, Debug)]
pub struct File {
    /// Which file it is.
    pub id: FileId,
    /// `##` lines above the first key, or `description:`.
    pub docs: Option<Arc<str>>,
    /// `package:`; absent only when that was reported.
    pub package: Option<Text>,
    /// `version:`, a semantic version.
    pub version: Option<Text>,
    /// `since:`, the default of every element.
    pub since: Option<Text>,
    /// `imports:`
    pub imports: Vec<Import>,
    /// `defaults:`
    pub defaults: Defaults,
    /// `types:`
    pub types: Vec<TypeDef>,
    /// `errors:`
    pub errors: Vec<ErrorDef>,
    /// `activities:`
    pub activities: Vec<Activity>,
    /// `workflows:`
    pub workflows: Vec<Workflow>,
    /// `nexus:`
    pub nexus: Vec<NexusService>,
}

/// `imports: {common: ./common.tempoc.yaml}`
#[derive(Clone, Debug)]
pub struct Import {
    /// The name that this file uses for it.
    pub alias: Text,
    /// The path as written, relative to this file.
    pub path: Text,
}

/// `defaults:`, inherited by everything in the file.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// `task_queue:`
    pub task_queue: Option<Text>,
    /// `activity:`
    pub activity: ActivityOptions,
    /// `workflow:`
    pub workflow: WorkflowOptions,
}

/// What every element of a schema has.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The key that names it, without a trailing `?`.
    pub name: Text,
    /// `description:`, else the `##` lines above it.
    pub docs: Option<Arc<str>>,
    /// `since:`
    pub since: Option<Text>,
    /// `deprecated:`
    pub deprecated: Option<Box<Deprecated>>,
}

/// `deprecated: {since: 1.4.0, message: use promotions, remove_in: 2.0.0}`, or only a message.
#[derive(Clone, Debug)]
pub struct Deprecated {
    /// The whole value.
    pub span: Span,
    /// `since:`
    pub since: Option<Text>,
    /// `message:`
    pub message: Option<Text>,
    /// `remove_in:`
    pub remove_in: Option<Text>,
}

/// A type of `types:`.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// What it is.
    pub body: TypeBody,
}

/// The four kinds of types.
#[derive(Clone, Debug)]
pub enum TypeBody {
    /// `fields:`
    Record(Record),
    /// `enum:`
    Enum(Enum),
    /// `union:`
    Union(Union),
    /// `newtype:`
    Newtype(Newtype),
    /// None of them could be read; that is reported, and the name still counts as declared.
    Broken,
}

/// `fields: {line1: string}`
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The fields, in the order written.
    pub fields: Vec<Field>,
    /// `unknown: ignore | preserve | reject`
    pub unknown: Option<Spanned<UnknownFields>>,
    /// `reserved: [legacy_channel]`
    pub reserved: Vec<Text>,
}

/// What a reader does with fields that it does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownFields {
    /// Drops them.
    #[default]
    Ignore,
    /// Keeps them and writes them again.
    Preserve,
    /// Refuses the payload.
    Reject,
}

/// A field of a record, of a union's variant, of an error or of a memo.
///
/// ```yaml
/// quantity: uint32 = 1
/// note?: string
/// last4: {type: string, sensitive: true}
/// ```
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `type:`; absent only when that was reported.
    pub ty: Option<TypeExpr>,
    /// `name?:` or `optional: true`
    pub optional: bool,
    /// `= DEFAULT` or `default:`
    pub default: Option<Literal>,
    /// `wire:`, the name on the wire where it is not the key.
    pub wire: Option<Text>,
    /// `encoding: string` of an `int64` or `uint64`: written as a JSON string.
    pub encoding: Option<Text>,
    /// `aliases:`, older wire names that are still read.
    pub aliases: Vec<Text>,
    /// `sensitive: true`
    pub sensitive: bool,
    /// `min:`, `max:`, `pattern:` and the like, where any is written.
    pub constraints: Option<Box<Constraints>>,
    /// `enforce: both | write`
    pub enforce: Option<Spanned<Enforce>>,
}

/// When the constraints of a field are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enforce {
    /// When reading and when writing.
    #[default]
    Both,
    /// Only when writing, so that what older writers sent can still be read.
    Write,
}

/// Limits on the values of a type. Every part is the text that the user wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `min:`, of numbers.
    pub min: Option<Text>,
    /// `max:`, of numbers.
    pub max: Option<Text>,
    /// `min_length:`, of strings in characters, of bytes in bytes.
    pub min_length: Option<Text>,
    /// `max_length:`, of strings in characters, of bytes in bytes.
    pub max_length: Option<Text>,
    /// `pattern:`, of strings.
    pub pattern: Option<Text>,
    /// `min_items:`, of lists and maps.
    pub min_items: Option<Text>,
    /// `max_items:`, of lists and maps.
    pub max_items: Option<Text>,
    /// `unique: true`, of lists.
    pub unique: Option<Spanned<bool>>,
}

/// `enum: [received, paid, {delivered: {since: 1.2.0}}]`
#[derive(Clone, Debug)]
pub struct Enum {
    /// The values, in the order written.
    pub values: Vec<EnumValue>,
    /// `closed: true`
    pub closed: bool,
    /// `reserved:`, removed values that may not come back.
    pub reserved: Vec<Text>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `wire:`
    pub wire: Option<Text>,
}

/// `union: {tag: type, variants: {card: {fields: {last4: string}}, wallet: Wallet, store_credit: {}}}`
#[derive(Clone, Debug)]
pub struct Union {
    /// `tag:`, the field that names the variant; `type` where it is not written.
    pub tag: Option<Text>,
    /// The variants, in the order written.
    pub variants: Vec<Variant>,
    /// `closed: true`
    pub closed: bool,
    /// `reserved:`, removed variants that may not come back.
    pub reserved: Vec<Text>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `wire:`, the value of the tag where it is not the key.
    pub wire: Option<Text>,
    /// What it carries.
    pub body: VariantBody,
}

/// What a variant carries.
#[derive(Clone, Debug)]
pub enum VariantBody {
    /// `{fields: {last4: string}}` or `{}`
    Inline(Record),
    /// `Wallet`, a record declared elsewhere.
    Named(TypeExpr),
}

/// `newtype: string` with its constraints.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// The type on the wire; absent only when that was reported.
    pub of: Option<TypeExpr>,
    /// Its limits, where any is written.
    pub constraints: Option<Box<Constraints>>,
    /// `sensitive: true`
    pub sensitive: bool,
}

/// A type where one is used.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr {
    /// The whole expression.
    pub span: Span,
    /// What it says.
    pub kind: TypeExprKind,
}

/// The grammar of types: `T := NAME | IMPORT.NAME | list<T> | map<T> | map<K, T>`.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExprKind {
    /// A scalar or a type of this file; which of them is for the resolver.
    Name(String),
    /// `common.Money`
    Imported {
        /// The alias of the import.
        import: Text,
        /// The name in the imported file.
        name: Text,
    },
    /// `list<T>`
    List(Box<TypeExpr>),
    /// `map<T>`, whose keys are strings, or `map<K, T>`
    Map(Option<Box<TypeExpr>>, Box<TypeExpr>),
}

/// A value in a schema, such as a default or the input of a schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// Where it is written.
    pub span: Span,
    /// What is written.
    pub kind: LiteralKind,
}

/// How a value is written. What it means depends on its type, and is settled when that is known.
#[derive(Clone, Debug, PartialEq)]
pub enum LiteralKind {
    /// The text after `=` in a short form: a JSON literal, or the bare name of an enum's value.
    Short(String),
    /// A plain YAML scalar.
    Plain(String),
    /// A quoted YAML scalar: always text.
    Quoted(String),
    /// A YAML sequence.
    List(Vec<Literal>),
    /// A YAML mapping.
    Map(Vec<(Text, Literal)>),
}

/// An error of `errors:`.
#[derive(Clone, Debug)]
pub struct ErrorDef {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `type:`, the error type on the wire where it is not the name.
    pub wire: Option<Text>,
    /// `retryable:`; an error is retryable where it is not written.
    pub retryable: Option<Spanned<bool>>,
    /// `retry_delay:`
    pub retry_delay: Option<Text>,
    /// `fields:`, the details.
    pub record: Record,
}

/// A name of another definition: `name`, or `import.name`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The whole of it.
    pub span: Span,
    /// The alias of the import, where there is one.
    pub import: Option<Text>,
    /// The name.
    pub name: Text,
}

/// `retry: {initial: 1s, backoff: 2.0, max_interval: 1m, max_attempts: 8, non_retryable: [CardDeclined]}`
#[derive(Clone, Debug, Default)]
pub struct Retry {
    /// `initial:`, a duration.
    pub initial: Option<Text>,
    /// `backoff:`, a number of at least 1.
    pub backoff: Option<Text>,
    /// `max_interval:`, a duration.
    pub max_interval: Option<Text>,
    /// `max_attempts:`, a count; 0 or `unlimited` is without limit.
    pub max_attempts: Option<Text>,
    /// `non_retryable:`, declared errors or error types of others.
    pub non_retryable: Vec<Text>,
}

/// `priority: {key: 1, fairness_key: tenant, fairness_weight: 2.0}`
#[derive(Clone, Debug, Default)]
pub struct Priority {
    /// `key:`, from 1, the most urgent.
    pub key: Option<Text>,
    /// `fairness_key:`
    pub fairness_key: Option<Text>,
    /// `fairness_weight:`
    pub fairness_weight: Option<Text>,
}

/// How an activity is called unless the caller says otherwise.
#[derive(Clone, Debug, Default)]
pub struct ActivityOptions {
    /// `task_queue:`
    pub task_queue: Option<Text>,
    /// `schedule_to_close:`
    pub schedule_to_close: Option<Text>,
    /// `schedule_to_start:`
    pub schedule_to_start: Option<Text>,
    /// `start_to_close:`
    pub start_to_close: Option<Text>,
    /// `heartbeat:`, or its `timeout:`
    pub heartbeat_timeout: Option<Text>,
    /// `retry:`
    pub retry: Option<Spanned<Retry>>,
    /// `priority:`
    pub priority: Option<Spanned<Priority>>,
    /// `cancellation: try_cancel | wait_cancellation_completed | abandon`
    pub cancellation: Option<Text>,
    /// `summary:`
    pub summary: Option<Text>,
}

/// An activity of `activities:`.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the activity type on the wire.
    pub wire: Option<Text>,
    /// `aliases:`, other activity types that it is registered under.
    pub aliases: Vec<Text>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `output:`
    pub output: Option<TypeExpr>,
    /// `errors:`
    pub errors: Vec<Reference>,
    /// `local: true`
    pub local: bool,
    /// `details:` of `heartbeat:`
    pub heartbeat_details: Option<TypeExpr>,
    /// Timeouts, retries and the like.
    pub options: ActivityOptions,
}

/// How a workflow is started unless the caller says otherwise.
#[derive(Clone, Debug, Default)]
pub struct WorkflowOptions {
    /// `task_queue:`
    pub task_queue: Option<Text>,
    /// `id_reuse: allow_duplicate | allow_duplicate_failed_only | reject_duplicate`
    pub id_reuse: Option<Text>,
    /// `id_conflict: fail | use_existing | terminate_existing`
    pub id_conflict: Option<Text>,
    /// `execution_timeout:`
    pub execution_timeout: Option<Text>,
    /// `run_timeout:`
    pub run_timeout: Option<Text>,
    /// `task_timeout:`
    pub task_timeout: Option<Text>,
    /// `retry:`
    pub retry: Option<Spanned<Retry>>,
    /// `priority:`
    pub priority: Option<Spanned<Priority>>,
    /// `versioning: pinned | auto_upgrade`
    pub versioning: Option<Text>,
    /// `cron:`
    pub cron: Option<Text>,
    /// `summary:`
    pub summary: Option<Text>,
    /// `details:`
    pub details: Option<Text>,
}

/// A workflow of `workflows:`.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the workflow type on the wire.
    pub wire: Option<Text>,
    /// `aliases:`, other workflow types that it is registered under.
    pub aliases: Vec<Text>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `output:`
    pub output: Option<TypeExpr>,
    /// `errors:`
    pub errors: Vec<Reference>,
    /// `id:`, a template.
    pub id: Option<Text>,
    /// Task queue, timeouts, policies and the like.
    pub options: WorkflowOptions,
    /// `search_attributes:`
    pub search_attributes: Vec<SearchAttribute>,
    /// `memo:` and its place.
    pub memo: Option<Spanned<Vec<Field>>>,
    /// `activities:`; absent is not the same as empty.
    pub activities: Option<Vec<Reference>>,
    /// `children:`; absent is not the same as empty.
    pub children: Option<Vec<Child>>,
    /// `signals:`
    pub signals: Vec<Signal>,
    /// `queries:`
    pub queries: Vec<Query>,
    /// `updates:`
    pub updates: Vec<Update>,
    /// `schedules:`
    pub schedules: Vec<Schedule>,
}

/// `CustomerId: {type: keyword, from: input.customer}`
#[derive(Clone, Debug)]
pub struct SearchAttribute {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `type: keyword | keyword_list | text | int | double | bool | datetime`
    pub ty: Option<Text>,
    /// `from:`, a path into the input.
    pub from: Option<Text>,
}

/// `ship: {workflow: ship_order, id: "ship/{input.order_id}", parent_close: request_cancel}`
#[derive(Clone, Debug)]
pub struct Child {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `workflow:`; absent only when that was reported.
    pub workflow: Option<Reference>,
    /// `id:`, a template; the child workflow's own where it is not written.
    pub id: Option<Text>,
    /// `parent_close: terminate | abandon | request_cancel`
    pub parent_close: Option<Text>,
    /// `cancellation: abandon | try_cancel | wait_cancellation_completed | wait_cancellation_requested`
    pub cancellation: Option<Text>,
    /// Task queue, timeouts, policies and the like.
    pub options: WorkflowOptions,
}

/// A signal of a workflow; `approve: Approval` for short.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the signal's name on the wire.
    pub wire: Option<Text>,
    /// `aliases:`
    pub aliases: Vec<Text>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `with_start: true`
    pub with_start: bool,
    /// `unfinished: warn | abandon`
    pub unfinished: Option<Text>,
    /// `rust: {async: true}`
    pub rust_async: bool,
}

/// A query of a workflow; `state: OrderState` for short.
#[derive(Clone, Debug)]
pub struct Query {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the query's name on the wire.
    pub wire: Option<Text>,
    /// `aliases:`
    pub aliases: Vec<Text>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `output:`
    pub output: Option<TypeExpr>,
}

/// An update of a workflow.
#[derive(Clone, Debug)]
pub struct Update {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the update's name on the wire.
    pub wire: Option<Text>,
    /// `aliases:`
    pub aliases: Vec<Text>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `output:`
    pub output: Option<TypeExpr>,
    /// `errors:`
    pub errors: Vec<Reference>,
    /// `validator: true`
    pub validator: bool,
    /// `id:`, a template.
    pub id: Option<Text>,
    /// `wait: accepted | completed`
    pub wait: Option<Text>,
    /// `with_start: true`
    pub with_start: bool,
    /// `unfinished: warn | abandon`
    pub unfinished: Option<Text>,
    /// `rust: {async: true}`
    pub rust_async: bool,
}

/// `nightly: {cron: "0 2 * * *", timezone: Europe/Berlin, overlap: skip, catchup: 1h, input: {region: eu}}`
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `cron:`, one or several.
    pub cron: Vec<Text>,
    /// `every:`, a duration.
    pub every: Option<Text>,
    /// `offset:`, a duration.
    pub offset: Option<Text>,
    /// `timezone:`
    pub timezone: Option<Text>,
    /// `overlap: skip | buffer_one | buffer_all | cancel_other | terminate_other | allow_all`
    pub overlap: Option<Text>,
    /// `catchup:`, a duration.
    pub catchup: Option<Text>,
    /// `jitter:`, a duration.
    pub jitter: Option<Text>,
    /// `paused: true`
    pub paused: bool,
    /// `input:`
    pub input: Option<Literal>,
}

/// A service of `nexus:`.
#[derive(Clone, Debug)]
pub struct NexusService {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `name:`, the service's name on the wire.
    pub wire: Option<Text>,
    /// `endpoint:`
    pub endpoint: Option<Text>,
    /// `operations:`
    pub operations: Vec<NexusOperation>,
}

/// `submit: {workflow: process_order}` or `lookup: {input: OrderId, output: OrderResult}`
#[derive(Clone, Debug)]
pub struct NexusOperation {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// `workflow:`
    pub workflow: Option<Reference>,
    /// `input:`
    pub input: Option<TypeExpr>,
    /// `output:`
    pub output: Option<TypeExpr>,
    /// `errors:`
    pub errors: Vec<Reference>,
    /// `timeout:`
    pub timeout: Option<Text>,
}
