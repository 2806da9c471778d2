//! Looking at what the server has recorded.

use tempoc_runtime::sdk::client::{
    WorkflowDescribeOptions, WorkflowExecutionDescription, WorkflowFetchHistoryOptions,
};
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::HistoryEvent;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::{Handle, Workflow};

/// The events of a workflow so far.
pub(crate) async fn events<W: Workflow>(handle: &Handle<W>) -> Vec<HistoryEvent> {
    let history = handle
        .sdk()
        .fetch_history(WorkflowFetchHistoryOptions::default());
    history.into_events().await.unwrap()
}

/// What `pick` finds in the events of a workflow so far.
pub(crate) async fn find<W: Workflow, R>(
    handle: &Handle<W>,
    pick: impl Fn(Attributes) -> Option<R>,
) -> Vec<R> {
    let events = events(handle).await;
    let attributes = events.into_iter().filter_map(|event| event.attributes);
    attributes.filter_map(pick).collect()
}

pub(crate) async fn describe<W: Workflow>(handle: &Handle<W>) -> WorkflowExecutionDescription {
    let description = handle.sdk().describe(WorkflowDescribeOptions::default());
    description.await.unwrap()
}
