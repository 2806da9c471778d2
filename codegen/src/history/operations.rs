//! Calls of Nexus operations.

use super::carried::payload;
use super::held::{Reader, Remark};
use super::part::Part;
use super::walk::{Owner, Walk, meant};
use crate::diagnostic::shown::shown;
use crate::model::{Model, NexusOperation, NexusService};

/// What says of a failure that an operation has failed.
pub(super) const OPERATION_FAILURE: &str = "nexusOperationExecutionFailureInfo";

impl<'m, 'a> Walk<'m, 'a> {
    /// A service that the contract does not have is somebody else's.
    pub(super) fn schedule_operation(
        &mut self,
        event: u64,
        attributes: Part<'a>,
    ) -> Result<(), String> {
        let Some(service) = find_service(self.model, attributes) else {
            return Ok(());
        };
        let name = attributes.text("operation").unwrap_or_default();
        let Some(operation) = find_operation(service, attributes) else {
            let message = format!(
                "operation {} of Nexus service {} is not declared",
                shown(name),
                shown(&service.meta.name)
            );
            let names = service.operations.iter().map(|known| &*known.meta.name);
            let mut remark = Remark::error(self.at, "undeclared-operation", message)
                .at(service.meta.span, "the service")
                .note("an operation that has not ended is still asked for by that name");
            remark.help = meant(name, names);
            self.remarks.push(remark);
            return Ok(());
        };
        self.operations.insert(event, operation);
        let workflow = operation.workflow.map(|id| &self.model[id]);
        let input = workflow.map_or(&operation.input, |workflow| &workflow.input);
        let what = format!("the input of operation {}", shown(name));
        let carried = attributes.get("input").map(payload).transpose()?;
        let place = (&operation.meta, "input");
        self.hold(
            what,
            carried.into_iter().collect(),
            input.as_ref(),
            match self.is_pending(event) {
                true => Reader::Worker,
                false => Reader::Nobody,
            },
            place,
        );
        self.is_written_again();
        Ok(())
    }

    pub(super) fn complete_operation(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let Some(operation) = self.scheduled_operation(attributes) else {
            return Ok(());
        };
        let workflow = operation.workflow.map(|id| &self.model[id]);
        let output = workflow.map_or(&operation.output, |workflow| &workflow.output);
        let what = format!("the output of operation {}", shown(&operation.meta.name));
        let carried = attributes.get("result").map(payload).transpose()?;
        let place = (&operation.meta, "output");
        self.hold(
            what,
            carried.into_iter().collect(),
            output.as_ref(),
            Reader::Replay,
            place,
        );
        Ok(())
    }

    pub(super) fn fail_operation(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let Some(operation) = self.scheduled_operation(attributes) else {
            return Ok(());
        };
        let failure = attributes.get("failure");
        // What it failed with is the cause of a failure that only says that it has failed.
        let is_outer = |failure: &Part<'_>| {
            let info = failure.get("failureInfo").unwrap_or(*failure);
            info.get(OPERATION_FAILURE).is_some()
        };
        let failure = match failure.filter(is_outer) {
            Some(outer) => outer.get("cause"),
            None => failure,
        };
        self.failure(failure, Owner::operation(operation), Reader::Replay)
    }

    fn scheduled_operation(&self, attributes: Part<'a>) -> Option<&'m NexusOperation> {
        let event = attributes.number("scheduledEventId")?;
        self.operations.get(&event).copied()
    }
}

/// The service that an event or a failure names.
pub(super) fn find_service<'m>(model: &'m Model, named: Part<'_>) -> Option<&'m NexusService> {
    let wire = named.text("service")?;
    model.nexus.iter().find(|known| known.wire == wire)
}

/// The operation that an event or a failure names.
pub(super) fn find_operation<'m>(
    service: &'m NexusService,
    named: Part<'_>,
) -> Option<&'m NexusOperation> {
    let name = named.text("operation")?;
    let mut operations = service.operations.iter();
    operations.find(|known| known.meta.name == name)
}
