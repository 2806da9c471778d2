//! Speaking to a workflow without the contract: names as text and payloads as bytes.

use tempoc_runtime::sdk::Client;
use tempoc_runtime::sdk::Payload;
use tempoc_runtime::sdk::client::{
    UntypedQuery, UntypedSignal, UntypedUpdate, UntypedWorkflow, UntypedWorkflowHandle,
    WorkflowStartOptions,
    errors::{WorkflowQueryError, WorkflowUpdateError},
};
use tempoc_runtime::sdk::common::data_converters::RawValue;

use crate::stage::Stage;

/// A payload of JSON.
pub(crate) fn json(text: &str) -> Payload {
    let mut payload = Payload {
        data: text.as_bytes().to_vec(),
        ..Payload::default()
    };
    let encoding = b"json/plain".to_vec();
    payload.metadata.insert("encoding".to_owned(), encoding);
    payload
}

/// Arguments of JSON.
pub(crate) fn arguments(texts: &[&str]) -> RawValue {
    RawValue::new(texts.iter().map(|text| json(text)).collect())
}

/// A workflow that was started by the name of its type.
pub(crate) struct Raw(pub(crate) UntypedWorkflowHandle<Client>);

impl Raw {
    pub(crate) async fn start(stage: &Stage, workflow_type: &str, input: &[&str]) -> Self {
        let id = format!("{workflow_type}/{}", stage.name);
        Self::start_as(stage, workflow_type, &id, input).await
    }

    pub(crate) async fn start_as(
        stage: &Stage,
        workflow_type: &str,
        id: &str,
        input: &[&str],
    ) -> Self {
        let handle = stage.suite.sdk().start_workflow(
            UntypedWorkflow::new(workflow_type),
            arguments(input),
            WorkflowStartOptions::new(&stage.queue, id).build(),
        );
        Self(handle.await.unwrap())
    }

    /// The workflow that `id` names.
    pub(crate) fn by_id(stage: &Stage, id: &str) -> Self {
        let client = stage.suite.sdk();
        Self(client.get_workflow_handle::<UntypedWorkflow>(id))
    }

    pub(crate) async fn signal(&self, name: &str, input: &[&str]) {
        let signal = UntypedSignal::new(name);
        let sent = self.0.signal(signal, arguments(input), Default::default());
        sent.await.unwrap();
    }

    pub(crate) async fn query(
        &self,
        name: &str,
        input: &[&str],
    ) -> Result<String, WorkflowQueryError> {
        let query = UntypedQuery::new(name);
        let answer = self.0.query(query, arguments(input), Default::default());
        answer.await.map(text)
    }

    pub(crate) async fn update(
        &self,
        name: &str,
        input: &[&str],
    ) -> Result<String, WorkflowUpdateError> {
        let update = UntypedUpdate::new(name);
        let answer = self
            .0
            .execute_update(update, arguments(input), Default::default());
        answer.await.map(text)
    }
}

/// The JSON of a result.
pub(crate) fn text(value: RawValue) -> String {
    let payload = value.payloads.into_iter().next().unwrap_or_default();
    String::from_utf8(payload.data).unwrap()
}
