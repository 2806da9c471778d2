//! The payloads and calls that both versions have: who writes them, who reads them, how long they live.

use std::collections::BTreeSet;

/// A slot of a [`Comparison`](super::compare::Comparison).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Something that goes from one program to another, or from a program to itself at a later time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// What it is.
    pub role: Role,
    /// What it is called in a finding: ``the input of workflow `process_order` ``.
    pub description: String,
    /// Who writes or calls.
    pub writers: BTreeSet<Party>,
    /// Who reads or serves.
    pub readers: BTreeSet<Party>,
    /// The workflow whose replay reads it, if one does: its name in the schema. Of many, one.
    pub replayed_by: Option<String>,
    /// The workflows whose replay writes it once more, as their code does what it did.
    pub rewritten_by: Vec<Rewriter>,
    /// Whether every execution that reads it in replay stays with the deployment that wrote it.
    pub pinned: Pinned,
    /// Whether somebody surely reads it; where a contract leaves open who does, it depends.
    pub certain: bool,
    /// Whether programs that are on both sides surely read what others of them write. Only some workflows continue as
    /// new, and only some signal one another: no contract says which.
    pub own_is_read: bool,
    /// The package whose definitions have it, where one has; known once it is part of a comparison.
    pub package: Option<String>,
    /// Whose executions stay with the old version, whatever is deployed.
    pub stays: Stays,
}

/// Workflows that the old version pins: executions that began in it may go on with its workers until they end, long
/// after everything is deployed. Of many, one; by their names in the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stays {
    /// One whose executions read it or are called.
    pub reads: Option<String>,
    /// One whose executions write it or call.
    pub writes: Option<String>,
}

impl Slot {
    /// What goes from writers to readers, and surely does; no history has it, and they read nothing of their own.
    pub(super) fn new(
        role: Role,
        description: String,
        writers: BTreeSet<Party>,
        readers: BTreeSet<Party>,
    ) -> Self {
        Self {
            role,
            description,
            writers,
            readers,
            replayed_by: None,
            rewritten_by: Vec::new(),
            pinned: Pinned::No,
            certain: true,
            own_is_read: false,
            package: None,
            stays: Stays::default(),
        }
    }

    /// Whether a history of its own namespace has it. Whoever imports a package may have its types anywhere, and so in
    /// histories.
    pub fn is_in_history(&self) -> bool {
        self.replayed_by.is_some() || self.role == Role::Elsewhere
    }

    /// Whether a replay reads it, here or in another namespace: the answer of an operation is in the history of its
    /// caller.
    pub fn is_replayed(&self) -> bool {
        self.is_in_history()
            || self.role == Role::Nexus && self.readers.contains(&Party::OtherNamespaces)
    }
}

/// A workflow whose replay writes a payload once more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rewriter {
    /// Its name in the schema; of many, one. Empty for callers in other namespaces.
    pub workflow: String,
    /// Whether no running execution is known to have it: it is what an execution ended with, which is replayed for a
    /// query, after a reset and in tests alone, or what one sends without a word of that in any contract.
    pub rare: bool,
}

/// What is true of a team's deployments, and no contract says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// Whether executions of pinned workflows surely stay with the version that they began with: their workers have
    /// deployment versions, and old ones run until their executions have ended. The Rust SDK 1.1 cannot pin a workflow.
    pub pinned_stay: bool,
}

/// Whether executions stay with the deployment that they began with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pinned {
    /// They move to the newest.
    #[default]
    No,
    /// The contract says so, which is more than it can know.
    Declared,
    /// The contract says so, and the team that it holds: see [`Assumptions::pinned_stay`].
    Kept,
}

/// What goes from one program to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Written by clients, parents, schedules and continue-as-new; in the history.
    WorkflowInput,
    /// Written by the workflow; read by clients, and by parents in their replay.
    WorkflowOutput,
    /// Written by the workflow; read by whichever version of the worker takes the task, again at each retry.
    ActivityInput,
    /// The same of a local activity: written and read by one process, and by another version only where the caller has it
    /// run through its queue, as `remote` does. Replay writes it again.
    LocalInput,
    /// Written by the activity; in the history of the workflow.
    ActivityOutput,
    /// Written by clients and other workflows, which never learn that it was not read; in the history.
    SignalInput,
    /// Written by clients; never in a history.
    QueryInput,
    /// Written by the workflow; never in a history.
    QueryOutput,
    /// Written by clients; in the history once it is accepted.
    UpdateInput,
    /// Written by the workflow; read by clients, perhaps much later.
    UpdateOutput,
    /// Written by whoever fails; read by whoever called, in replay where that is a workflow.
    ErrorDetails,
    /// Written by one attempt of an activity, read by the next.
    Heartbeat,
    /// Written at the start; read by anybody.
    Memo,
    /// Written at the start, and by the workflow; read by anybody who may see the namespace.
    SearchAttribute,
    /// Written and read by two namespaces that are deployed apart.
    Nexus,
    /// Written and read by whoever imports a package that has types and nothing that they go through.
    Elsewhere,
    /// No payload: a call or a message by name, from who calls to who serves it.
    Call,
    /// No payload: a call by name that one process makes and serves, as that of a local activity. Only replay meets it
    /// in another version.
    LocalCall,
}

impl Role {
    /// What reports for tools call it.
    pub fn name(self) -> &'static str {
        match self {
            Role::WorkflowInput => "workflow_input",
            Role::WorkflowOutput => "workflow_output",
            Role::ActivityInput => "activity_input",
            Role::LocalInput => "local_activity_input",
            Role::ActivityOutput => "activity_output",
            Role::SignalInput => "signal_input",
            Role::QueryInput => "query_input",
            Role::QueryOutput => "query_output",
            Role::UpdateInput => "update_input",
            Role::UpdateOutput => "update_output",
            Role::ErrorDetails => "error_details",
            Role::Heartbeat => "heartbeat",
            Role::Memo => "memo",
            Role::SearchAttribute => "search_attribute",
            Role::Nexus => "nexus",
            Role::Elsewhere => "elsewhere",
            Role::Call => "call",
            Role::LocalCall => "local_call",
        }
    }
}

/// A program that is deployed by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// The workers of a task queue; none where callers name it.
    Workers(Option<String>),
    /// Whatever starts workflows and sends messages.
    Clients,
    /// What the server keeps and starts workflows by: as it was made, until somebody updates it.
    Schedules,
    /// Programs of another namespace.
    OtherNamespaces,
    /// Programs of packages that import this one.
    Importers,
}
