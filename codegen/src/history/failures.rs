//! Failures: the errors of the contract in them, and what an activity said before it was given up.

use super::activities::find_activity;
use super::carried::payloads;
use super::held::{Held, Reader, Remark, Wanted};
use super::operations::{OPERATION_FAILURE, find_operation, find_service};
use super::part::Part;
use super::walk::{Owner, Walk, find_workflow, meant, name_in};
use crate::diagnostic::shown::shown;
use crate::model::{ErrorId, Type};

impl<'m, 'a> Walk<'m, 'a> {
    /// Looks at a failure, if there is one, and at what caused it.
    pub(super) fn failure(
        &mut self,
        failure: Option<Part<'a>>,
        owner: Owner<'m>,
        reader: Reader,
    ) -> Result<(), String> {
        let mut owner = owner;
        let mut reader = reader;
        let mut next = failure;
        while let Some(failure) = next {
            // The SDK for Rust writes the one that there is a level further down.
            let info = failure.get("failureInfo").unwrap_or(failure);
            if let Some(application) = info.get("applicationFailureInfo") {
                self.application_failure(application, owner, reader)?;
            }
            // Of an activity that ran into its timeout, and of one that ran when its workflow was reset.
            for ended in ["timeoutFailureInfo", "resetWorkflowFailureInfo"] {
                if let Some(ended) = info.get(ended) {
                    self.last_heartbeat(ended, owner)?;
                }
            }
            // What caused it happened to another definition. The failure is recorded there too, and read there.
            let cause = if let Some(activity) = info.get("activityFailureInfo") {
                let wire = name_in(activity, "activityType");
                let position = find_activity(self.model, wire);
                position.map(|position| Owner::activity(&self.model.activities[position]))
            } else if let Some(child) = info.get("childWorkflowExecutionFailureInfo") {
                let wire = name_in(child, "workflowType");
                find_workflow(self.model, wire).map(Owner::workflow)
            } else if let Some(operation) = info.get(OPERATION_FAILURE) {
                let service = find_service(self.model, operation);
                let operation = service.and_then(|service| find_operation(service, operation));
                operation.map(Owner::operation)
            } else {
                next = failure.get("cause");
                continue;
            };
            let Some(cause) = cause else {
                break;
            };
            (owner, reader) = (cause, Reader::Nobody);
            next = failure.get("cause");
        }
        Ok(())
    }

    fn application_failure(
        &mut self,
        failure: Part<'a>,
        owner: Owner<'m>,
        reader: Reader,
    ) -> Result<(), String> {
        let wire = failure.text("type").unwrap_or_default();
        let details = payloads(failure.get("details"))?;
        let of = format!("{} {}", owner.what, shown(&owner.meta.name));
        let declared = owner.errors.iter().copied();
        if let Some(id) = declared.clone().find(|id| self.model[*id].wire == wire) {
            let error = &self.model[id];
            self.held.push(Held {
                event: self.at,
                what: format!("error {} of {of}", shown(&error.meta.name)),
                payloads: details,
                wanted: Wanted::Details(id),
                reader,
                place: error.meta.span,
                child: None,
                written_again: None,
            });
            return Ok(());
        }
        // What fails without details was no error of a contract: those have some, if only an empty object.
        if details.is_empty() {
            return Ok(());
        }
        let elsewhere = self
            .model
            .errors
            .iter()
            .position(|error| error.wire == wire);
        let place = self.model.places.of(owner.meta, "errors");
        let remark = match elsewhere {
            Some(position) => {
                let error = &self.model[ErrorId(position as u32)];
                let name = shown(&error.meta.name);
                let message =
                    format!("error {name} is declared, but not by {of}, which failed with it");
                Remark::warning(self.at, "undeclared-error", message)
                    .help(match reader {
                        Reader::Replay => format!(
                            "list {name} in `errors:`; it is another error to the code then, so an execution that met it may take another way in replay: let the code do the same for both until it has ended"
                        ),
                        _ => format!("list {name} in `errors:`"),
                    })
            }
            None => {
                let message = format!(
                    "{of} failed with error {}, which is not declared",
                    shown(wire)
                );
                let names = self.model.errors.iter().map(|error| &*error.wire);
                let mend = format!("`type: {wire}` keeps the name that is recorded");
                let help = match meant(wire, names) {
                    Some(near) => format!("{near}: {mend}"),
                    None => format!("declare it again, or rename it in code only: {mend}"),
                };
                let found = match reader {
                    Reader::Nobody => Remark::warning(self.at, "undeclared-error", message),
                    _ => Remark::error(self.at, "undeclared-error", message),
                };
                found.help(help)
            }
        };
        let remark = remark
            .at(place, "what it may fail with")
            .note(match reader {
                Reader::Replay => {
                    "code that caught it does not any more, and a replay takes another way"
                }
                _ => "who catches it does not any more",
            });
        self.remarks.push(remark);
        Ok(())
    }

    fn last_heartbeat(&mut self, ended: Part<'a>, owner: Owner<'m>) -> Result<(), String> {
        let details = payloads(ended.get("lastHeartbeatDetails"))?;
        let mut activities = self.model.activities.iter();
        let activity = activities.find(|known| known.meta.span == owner.meta.span);
        let ty: Option<&'m Type> =
            activity.and_then(|activity| activity.heartbeat_details.as_ref());
        if !details.is_empty() && ty.is_some() {
            let what = format!("the heartbeat of activity {}", shown(&owner.meta.name));
            // Attempts that still run send more of the same.
            self.hold(what, details, ty, Reader::Nobody, (owner.meta, "heartbeat"));
        }
        Ok(())
    }
}
