//! Calls of Nexus operations.

use super::carried::payload;
use super::held::{Reader, Remark};
use super::part::Part;
use super::walk::{Walk, meant};
use crate::diagnostic::shown::shown;

impl<'m, 'a> Walk<'m, 'a> {
    /// A service that the contract does not have is somebody else's.
    pub(super) fn schedule_operation(
        &mut self,
        event: u64,
        attributes: Part<'a>,
    ) -> Result<(), String> {
        let wire = attributes.text("service").unwrap_or_default();
        let Some(service) = self.model.nexus.iter().find(|known| known.wire == wire) else {
            return Ok(());
        };
        let name = attributes.text("operation").unwrap_or_default();
        let mut operations = service.operations.iter();
        let Some(operation) = operations.find(|known| known.meta.name == name) else {
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
            Reader::Nobody,
            place,
        );
        Ok(())
    }

    pub(super) fn complete_operation(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let event = attributes.number("scheduledEventId").unwrap_or_default();
        let Some(operation) = self.operations.get(&event).copied() else {
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
}
