//! What a contract means: every name looked up, every default filled in, nothing left to resolve.
//!
//! Emission, the comparison of versions and the lints read this and never the [`ast`](crate::ast).
//! Ids index the lists of [`Model`]; they are given in the order of the schema files.

use std::sync::Arc;
use std::time::Duration;

use crate::source::{FileId, Span};

mod places;

pub use crate::ast::{Enforce, UnknownFields};
pub use places::Places;

/// A whole contract: every package that was named, and all that they import.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The packages, imported ones before those that import them where that is possible.
    pub packages: Vec<Package>,
    /// All types of all packages, also the records that unions and errors declare in place.
    pub types: Vec<TypeDef>,
    /// All errors of all packages.
    pub errors: Vec<ErrorDef>,
    /// All activities of all packages.
    pub activities: Vec<Activity>,
    /// All workflows of all packages.
    pub workflows: Vec<Workflow>,
    /// All Nexus services of all packages.
    pub nexus: Vec<NexusService>,
    /// Where the parts of all elements are written.
    pub places: Places,
}

impl Model {
    /// The ids of all packages, in their order.
    pub fn package_ids(&self) -> impl Iterator<Item = PackageId> + use<> {
        (0..self.packages.len() as u32).map(PackageId)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident => $list:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);

        impl std::ops::Index<$id> for Model {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$list[id.0 as usize]
            }
        }
    )*};
}

ids! {
    /// A package of [`Model::packages`].
    PackageId => packages: Package;
    /// A type of [`Model::types`].
    TypeId => types: TypeDef;
    /// An error of [`Model::errors`].
    ErrorId => errors: ErrorDef;
    /// An activity of [`Model::activities`].
    ActivityId => activities: Activity;
    /// A workflow of [`Model::workflows`].
    WorkflowId => workflows: Workflow;
    /// A service of [`Model::nexus`].
    NexusId => nexus: NexusService;
}

impl Model {
    /// The scalar that a type is on the wire, through all newtypes; none of anything else.
    pub fn scalar_of(&self, ty: &Type) -> Option<Scalar> {
        let mut ty = ty;
        // A newtype of itself is reported by a check, and must not hang this.
        for _ in 0..=64 {
            match ty {
                Type::Scalar(scalar) => return Some(*scalar),
                Type::Named(id) => match &self[*id].kind {
                    TypeKind::Newtype(newtype) => ty = &newtype.of,
                    TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => return None,
                },
                Type::List(_) | Type::Map(..) => return None,
            }
        }
        None
    }
}

/// A namespace: one schema file.
///
/// ```yaml
/// package: acme.orders.v1
/// version: 1.4.0
/// ```
#[derive(Clone, Debug)]
pub struct Package {
    /// `acme.orders.v1`
    pub name: String,
    /// Where `package:` is written.
    pub span: Span,
    /// The schema file.
    pub file: FileId,
    /// What the contract says about itself.
    pub docs: Option<Arc<str>>,
    /// `version:`
    pub version: Option<String>,
    /// The packages that this one imports.
    pub imports: Vec<Import>,
    /// Whether it was named by the caller, rather than imported only.
    pub entry: bool,
    /// The task queue of what names none.
    pub task_queue: Option<String>,
    /// Its types, in the order of the schema; an inline record follows its union.
    pub types: Vec<TypeId>,
    /// Its errors, in the order of the schema.
    pub errors: Vec<ErrorId>,
    /// Its activities, in the order of the schema.
    pub activities: Vec<ActivityId>,
    /// Its workflows, in the order of the schema.
    pub workflows: Vec<WorkflowId>,
    /// Its Nexus services, in the order of the schema.
    pub nexus: Vec<NexusId>,
}

/// A package that another one imports: `common: ./common.tempoc.yaml`
#[derive(Clone, Debug)]
pub struct Import {
    /// The name that the importing file uses for it.
    pub alias: String,
    /// Where that is written.
    pub span: Span,
    /// Which.
    pub package: PackageId,
    /// Whether anything in the importing file names something of it.
    pub used: bool,
}

/// What every element has.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The name in the schema.
    pub name: String,
    /// Where that is written.
    pub span: Span,
    /// Its description.
    pub docs: Option<Arc<str>>,
    /// The version that brought it: its own `since:`, else the file's.
    pub since: Option<String>,
    /// What `deprecated:` says.
    pub deprecated: Option<Box<Deprecated>>,
}

impl Meta {
    /// Whether a description says anything.
    pub fn is_described(&self) -> bool {
        let docs = self.docs.as_deref().unwrap_or_default();
        !docs.trim().is_empty()
    }
}

/// `deprecated: {since: 1.4.0, message: use promotions, remove_in: 2.0.0}`
#[derive(Clone, Debug, PartialEq)]
pub struct Deprecated {
    /// The version that deprecated it.
    pub since: Option<String>,
    /// What to use instead.
    pub message: Option<String>,
    /// The version that may remove it.
    pub remove_in: Option<String>,
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The package that declares it.
    pub package: PackageId,
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// What it is.
    pub kind: TypeKind,
    /// The union whose variant declares this record in place.
    pub variant_of: Option<TypeId>,
}

/// The four kinds of types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// `fields:`
    Record(Record),
    /// `enum:`
    Enum(Enum),
    /// `union:`
    Union(Union),
    /// `newtype:`
    Newtype(Newtype),
}

/// A JSON object.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// What a reader does with fields that it does not know.
    pub unknown: UnknownFields,
    /// Names that may not come back.
    pub reserved: Vec<String>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its name on the wire.
    pub wire: String,
    /// Older names that are still read, after `wire`.
    pub aliases: Vec<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it may be absent, and what stands for it then.
    pub presence: Presence,
    /// Its limits.
    pub constraints: Constraints,
    /// When they are checked.
    pub enforce: Enforce,
    /// Whether it is kept out of logs.
    pub sensitive: bool,
    /// Whether the `int64` or `uint64` in it is written as a JSON string.
    pub as_string: bool,
    /// Whether the field contains its own record without a list, map or union between them.
    pub recursive: bool,
}

impl Field {
    /// The type of which the field, where it is there, holds a value in any case.
    pub(crate) fn needs(&self) -> Option<TypeId> {
        match &self.ty {
            Type::Named(id) => Some(*id),
            // What is nested in a list may be empty, whatever the list has to have.
            Type::List(item) | Type::Map(_, item) => match (&**item, self.constraints.min_items) {
                (Type::Named(id), Some(1..)) => Some(*id),
                _ => None,
            },
            Type::Scalar(_) => None,
        }
    }
}

/// Whether a field may be absent.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// `name: TYPE`
    Required,
    /// `name?: TYPE`
    Optional,
    /// `name: TYPE = DEFAULT`
    Default(Value),
}

/// A type where one is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type of the language.
    Scalar(Scalar),
    /// A type of a contract.
    Named(TypeId),
    /// `list<T>`
    List(Box<Type>),
    /// `map<K, T>`
    Map(Box<Type>, Box<Type>),
}

/// The types of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // each is named and described in the reference of the language
pub enum Scalar {
    Bool,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Float32,
    Float64,
    String,
    Bytes,
    Timestamp,
    Date,
    Duration,
    Decimal,
    Uuid,
    Json,
}

impl Scalar {
    /// Every scalar with its name in a schema.
    pub const ALL: [(&'static str, Scalar); 15] = [
        ("bool", Scalar::Bool),
        ("int32", Scalar::Int32),
        ("int64", Scalar::Int64),
        ("uint32", Scalar::Uint32),
        ("uint64", Scalar::Uint64),
        ("float32", Scalar::Float32),
        ("float64", Scalar::Float64),
        ("string", Scalar::String),
        ("bytes", Scalar::Bytes),
        ("timestamp", Scalar::Timestamp),
        ("date", Scalar::Date),
        ("duration", Scalar::Duration),
        ("decimal", Scalar::Decimal),
        ("uuid", Scalar::Uuid),
        ("json", Scalar::Json),
    ];

    /// The scalar of a name.
    pub fn from_name(name: &str) -> Option<Scalar> {
        // Names of types begin with a capital letter, and most names that are looked up are of types.
        if name.starts_with(|first: char| first.is_ascii_uppercase()) {
            return None;
        }
        Self::ALL
            .iter()
            .find(|(candidate, _)| *candidate == name)
            .map(|(_, scalar)| *scalar)
    }

    /// Its name in a schema.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, scalar)| *scalar == self)
            .map_or("", |(name, _)| name)
    }
}

/// Limits on the values of a type, checked to fit it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// Smallest number.
    pub min: Option<Number>,
    /// Largest number.
    pub max: Option<Number>,
    /// Fewest characters of a string, or bytes of bytes.
    pub min_length: Option<u64>,
    /// Most characters of a string, or bytes of bytes.
    pub max_length: Option<u64>,
    /// What a string must match, somewhere in it unless anchored; in the dialect that both languages share.
    pub pattern: Option<String>,
    /// Fewest items of a list or entries of a map.
    pub min_items: Option<u64>,
    /// Most items of a list or entries of a map.
    pub max_items: Option<u64>,
    /// Whether the items of a list must differ.
    pub unique: bool,
}

/// A number of a schema, exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Int(i128),
    /// Any other, finite.
    Float(f64),
}

/// A value of a known type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true`
    Bool(bool),
    /// A whole number that fits its type.
    Int(i128),
    /// A finite number.
    Float(f64),
    /// Text: of a string, or the canonical form of a timestamp, date, duration, decimal or uuid.
    String(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A value of an enum, by its position in [`Enum::values`].
    Enum(TypeId, usize),
    /// A value of a newtype, which keeps its limits.
    Newtype(TypeId, Box<Value>),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order written.
    Map(Vec<(Value, Value)>),
    /// A record: the wire name and the value of each field that is written.
    Record(TypeId, Vec<(String, Value)>),
    /// Any JSON, as compact text.
    Json(String),
}

/// A JSON string out of a list.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The values, in the order of the schema.
    pub values: Vec<EnumValue>,
    /// Whether a reader refuses values that it does not know, rather than keep them.
    pub closed: bool,
    /// Values that may not come back.
    pub reserved: Vec<String>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its text on the wire.
    pub wire: String,
}

/// A JSON object whose tag says which record it is.
#[derive(Clone, Debug)]
pub struct Union {
    /// The field that names the variant.
    pub tag: String,
    /// The variants, in the order of the schema.
    pub variants: Vec<Variant>,
    /// Whether a reader refuses variants that it does not know, rather than keep them.
    pub closed: bool,
    /// Variants that may not come back.
    pub reserved: Vec<String>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// The value of the tag.
    pub wire: String,
    /// The record that it carries; its fields stand next to the tag.
    pub record: TypeId,
}

/// A scalar, or another newtype, under a name and with limits.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// The type on the wire.
    pub of: Type,
    /// Its limits.
    pub constraints: Constraints,
    /// Whether it is kept out of logs.
    pub sensitive: bool,
}

/// An error that definitions may declare.
#[derive(Clone, Debug)]
pub struct ErrorDef {
    /// The package that declares it.
    pub package: PackageId,
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// The error type on the wire.
    pub wire: String,
    /// Whether Temporal may try again.
    pub retryable: bool,
    /// How long it should wait before it does.
    pub retry_delay: Option<Duration>,
    /// The details.
    pub record: Record,
}

/// When to try again. What is absent is Temporal's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Retry {
    /// Wait before the second attempt.
    pub initial: Option<Duration>,
    /// How the wait grows.
    pub backoff: Option<f64>,
    /// Longest wait.
    pub max_interval: Option<Duration>,
    /// Most attempts; 0 is without limit.
    pub max_attempts: Option<u32>,
    /// Error types that are not tried again.
    pub non_retryable: Vec<String>,
}

/// Which task of a queue comes first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priority {
    /// From 1, the most urgent.
    pub key: Option<u32>,
    /// What shares the queue fairly.
    pub fairness_key: Option<String>,
    /// Its share.
    pub fairness_weight: Option<f32>,
}

/// How an activity is called unless the caller says otherwise. What is absent is Temporal's default.
#[derive(Clone, Debug, Default)]
pub struct ActivityOptions {
    /// The task queue, where it is not the calling workflow's own.
    pub task_queue: Option<String>,
    /// From scheduling to the end, with all attempts.
    pub schedule_to_close: Option<Duration>,
    /// From scheduling to the start of an attempt.
    pub schedule_to_start: Option<Duration>,
    /// One attempt.
    pub start_to_close: Option<Duration>,
    /// Between two heartbeats.
    pub heartbeat_timeout: Option<Duration>,
    /// When to try again.
    pub retry: Option<Retry>,
    /// Which comes first.
    pub priority: Option<Priority>,
    /// What the cancellation of a call waits for.
    pub cancellation: Option<ActivityCancellation>,
    /// A line for the user interface.
    pub summary: Option<String>,
}

/// What the cancellation of an activity waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityCancellation {
    /// Nothing: the activity is asked to stop and the caller goes on.
    TryCancel,
    /// The activity to stop.
    WaitCompleted,
    /// Nothing, and the activity is not told.
    Abandon,
}

/// Work that a worker does outside of workflow code.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The package that declares it.
    pub package: PackageId,
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// The activity type on the wire.
    pub wire: String,
    /// Other activity types that it is registered under.
    pub aliases: Vec<String>,
    /// Its input, a record or a scalar.
    pub input: Option<Type>,
    /// Its output.
    pub output: Option<Type>,
    /// The errors that it declares.
    pub errors: Vec<ErrorId>,
    /// Whether a call runs in the calling workflow's own worker.
    pub local: bool,
    /// The task queue whose worker serves it.
    pub task_queue: Option<String>,
    /// The details of its heartbeats.
    pub heartbeat_details: Option<Type>,
    /// How it is called.
    pub options: ActivityOptions,
}

/// How a workflow is started unless the caller says otherwise. What is absent is Temporal's default.
#[derive(Clone, Debug, Default)]
pub struct WorkflowOptions {
    /// The task queue; only that of a child or of a package without one is absent.
    pub task_queue: Option<String>,
    /// When a closed workflow has the same id.
    pub id_reuse: Option<IdReuse>,
    /// When a running workflow has the same id.
    pub id_conflict: Option<IdConflict>,
    /// All runs together.
    pub execution_timeout: Option<Duration>,
    /// One run.
    pub run_timeout: Option<Duration>,
    /// One workflow task.
    pub task_timeout: Option<Duration>,
    /// When to try again.
    pub retry: Option<Retry>,
    /// Which comes first.
    pub priority: Option<Priority>,
    /// Which deployment a running workflow stays with.
    pub versioning: Option<Versioning>,
    /// When to run again.
    pub cron: Option<String>,
    /// A line for the user interface.
    pub summary: Option<String>,
    /// Some lines for the user interface.
    pub details: Option<String>,
}

/// When a closed workflow has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum IdReuse {
    AllowDuplicate,
    AllowDuplicateFailedOnly,
    RejectDuplicate,
}

/// When a running workflow has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum IdConflict {
    Fail,
    UseExisting,
    TerminateExisting,
}

/// Which deployment a running workflow stays with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum Versioning {
    Pinned,
    AutoUpgrade,
}

/// A durable function.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// The package that declares it.
    pub package: PackageId,
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// The workflow type on the wire.
    pub wire: String,
    /// Other workflow types that it is registered under.
    pub aliases: Vec<String>,
    /// Its input.
    pub input: Option<Type>,
    /// Its output.
    pub output: Option<Type>,
    /// The errors that it declares.
    pub errors: Vec<ErrorId>,
    /// How its id is made; without one, callers give one.
    pub id: Option<Template>,
    /// How it is started.
    pub options: WorkflowOptions,
    /// Its search attributes.
    pub search_attributes: Vec<SearchAttribute>,
    /// Its memo.
    pub memo: Vec<Field>,
    /// The activities that it may call.
    ///
    /// Workflows that leave it open share one list, so that large packages stay small.
    pub activities: Arc<[ActivityId]>,
    /// Whether the schema says so, rather than leave it open to all of the package.
    pub activities_declared: bool,
    /// The workflows that it may start; shared like the activities.
    pub children: Arc<[Child]>,
    /// Whether the schema says so, rather than leave it open to all of the package.
    pub children_declared: bool,
    /// Its signals.
    pub signals: Vec<Signal>,
    /// Its queries.
    pub queries: Vec<Query>,
    /// Its updates.
    pub updates: Vec<Update>,
    /// Its schedules.
    pub schedules: Vec<Schedule>,
}

impl Workflow {
    /// Its signals, queries and updates: what all of them have.
    pub fn messages(&self) -> impl Iterator<Item = &Meta> {
        let signals = self.signals.iter().map(|signal| &signal.meta);
        let queries = self.queries.iter().map(|query| &query.meta);
        let updates = self.updates.iter().map(|update| &update.meta);
        signals.chain(queries).chain(updates)
    }
}

/// Text with values in it, such as `order/{input.order_id}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its parts, in order.
    pub parts: Vec<TemplatePart>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Text as it is.
    Text(String),
    /// `{input.a.b}`: the fields to follow, by their names in the schema, and the type at the end.
    Input(Vec<String>, Type),
    /// `{input}` of an input that is a scalar, an enum or a newtype.
    WholeInput(Type),
    /// `{parent.id}`, the id of the workflow that starts a child.
    ParentId,
    /// `{uuid}`, a random one; only in what clients start.
    Uuid,
}

/// A search attribute of a workflow.
#[derive(Clone, Debug)]
pub struct SearchAttribute {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its type on the server.
    pub ty: SearchAttributeType,
    /// Where in the input its first value comes from: fields, and the type at the end.
    pub from: Option<(Vec<String>, Type)>,
}

/// The types of search attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum SearchAttributeType {
    Keyword,
    KeywordList,
    Text,
    Int,
    Double,
    Bool,
    Datetime,
}

impl SearchAttributeType {
    /// What Temporal calls it, in histories and on its command line.
    pub fn name(self) -> &'static str {
        match self {
            SearchAttributeType::Keyword => "Keyword",
            SearchAttributeType::KeywordList => "KeywordList",
            SearchAttributeType::Text => "Text",
            SearchAttributeType::Int => "Int",
            SearchAttributeType::Double => "Double",
            SearchAttributeType::Bool => "Bool",
            SearchAttributeType::Datetime => "Datetime",
        }
    }
}

/// A workflow that another one may start.
#[derive(Clone, Debug)]
pub struct Child {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Which.
    pub workflow: WorkflowId,
    /// How its id is made; without one, the caller gives one.
    pub id: Option<Template>,
    /// What becomes of it when its parent closes.
    pub parent_close: Option<ParentClose>,
    /// What the cancellation of a call waits for.
    pub cancellation: Option<ChildCancellation>,
    /// How it is started: what the child says, then what its workflow says.
    pub options: WorkflowOptions,
}

/// What becomes of a child when its parent closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum ParentClose {
    Terminate,
    Abandon,
    RequestCancel,
}

/// What the cancellation of a child waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum ChildCancellation {
    Abandon,
    TryCancel,
    WaitCompleted,
    WaitRequested,
}

/// Whether a workflow that ends warns of a handler that still runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unfinished {
    /// It does.
    #[default]
    Warn,
    /// The handler may be dropped.
    Abandon,
}

/// A message that changes a workflow.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its name on the wire.
    pub wire: String,
    /// Other names that it is handled under.
    pub aliases: Vec<String>,
    /// Its input.
    pub input: Option<Type>,
    /// Whether a client may start the workflow with it.
    pub with_start: bool,
    /// What happens to a handler that still runs at the end.
    pub unfinished: Unfinished,
    /// Whether the Rust handler is asynchronous.
    pub rust_async: bool,
}

/// A question to a workflow.
#[derive(Clone, Debug)]
pub struct Query {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its name on the wire.
    pub wire: String,
    /// Other names that it is answered under.
    pub aliases: Vec<String>,
    /// Its input.
    pub input: Option<Type>,
    /// Its answer.
    pub output: Option<Type>,
}

/// A request that changes a workflow and is answered.
#[derive(Clone, Debug)]
pub struct Update {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its name on the wire.
    pub wire: String,
    /// Other names that it is handled under.
    pub aliases: Vec<String>,
    /// Its input.
    pub input: Option<Type>,
    /// Its answer.
    pub output: Option<Type>,
    /// The errors that it declares.
    pub errors: Vec<ErrorId>,
    /// Whether it is looked at before it is accepted.
    pub validator: bool,
    /// How its id is made.
    pub id: Option<Template>,
    /// What a caller waits for.
    pub wait: UpdateWait,
    /// Whether a client may start the workflow with it.
    pub with_start: bool,
    /// What happens to a handler that still runs at the end.
    pub unfinished: Unfinished,
    /// Whether the Rust handler is asynchronous.
    pub rust_async: bool,
}

/// What the caller of an update waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdateWait {
    /// That it is accepted.
    Accepted,
    /// Its answer.
    #[default]
    Completed,
}

/// When a workflow is started by the server.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Cron expressions.
    pub cron: Vec<String>,
    /// An interval, and its offset from the epoch.
    pub every: Option<(Duration, Option<Duration>)>,
    /// The IANA name of the time zone.
    pub timezone: Option<String>,
    /// What happens when the last run still runs.
    pub overlap: Option<Overlap>,
    /// How late a missed run is still made.
    pub catchup: Option<Duration>,
    /// By how much each run may be late.
    pub jitter: Option<Duration>,
    /// Whether it begins paused.
    pub paused: bool,
    /// The input of each run.
    pub input: Option<Value>,
}

/// What happens when the last run of a schedule still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Temporal's own terms
pub enum Overlap {
    Skip,
    BufferOne,
    BufferAll,
    CancelOther,
    TerminateOther,
    AllowAll,
}

/// Operations that another namespace may call.
#[derive(Clone, Debug)]
pub struct NexusService {
    /// The package that declares it.
    pub package: PackageId,
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// Its name on the wire.
    pub wire: String,
    /// The endpoint that callers use.
    pub endpoint: Option<String>,
    /// Its operations.
    pub operations: Vec<NexusOperation>,
}

/// An operation of a Nexus service.
#[derive(Clone, Debug)]
pub struct NexusOperation {
    /// Name, docs, since, deprecated.
    pub meta: Meta,
    /// The workflow behind it, if it is asynchronous.
    pub workflow: Option<WorkflowId>,
    /// Its input.
    pub input: Option<Type>,
    /// Its output.
    pub output: Option<Type>,
    /// The errors that it declares.
    pub errors: Vec<ErrorId>,
    /// How long a caller waits.
    pub timeout: Option<Duration>,
}
