//! Activities: those of a task queue, and local ones, which the core of the SDKs records as markers.

use super::carried::{JSON, payloads};
use super::held::{Reader, Remark};
use super::part::Part;
use super::walk::{Owner, Walk, meant, name_in};
use crate::diagnostic::shown::shown;
use crate::model::{Activity, Model};

/// The name of the markers of local activities.
const LOCAL_ACTIVITY: &str = "core_local_activity";

/// How an activity was called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    OnQueue,
    Local,
}

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn schedule_activity(
        &mut self,
        event: u64,
        attributes: Part<'a>,
    ) -> Result<(), String> {
        let wire = name_in(attributes, "activityType");
        let Some(activity) = self.called(wire, Call::OnQueue) else {
            return Ok(());
        };
        self.activities.insert(event, activity);
        let reader = match self.is_pending(event) {
            true => Reader::Worker,
            false => Reader::Nobody,
        };
        let what = format!("the input of activity {}", shown(&activity.meta.name));
        self.hold(
            what,
            payloads(attributes.get("input"))?,
            activity.input.as_ref(),
            reader,
            (&activity.meta, "input"),
        );
        self.is_written_again();
        Ok(())
    }

    pub(super) fn complete_activity(&mut self, attributes: Part<'a>) -> Result<(), String> {
        match self.scheduled(attributes) {
            Some(activity) => self.hold_output(activity, attributes.get("result")),
            None => Ok(()),
        }
    }

    pub(super) fn fail_activity(&mut self, attributes: Part<'a>) -> Result<(), String> {
        match self.scheduled(attributes) {
            Some(activity) => {
                let owner = Owner::activity(activity);
                self.failure(attributes.get("failure"), owner, Reader::Replay)
            }
            None => Ok(()),
        }
    }

    /// An attempt that is recorded with what the one before it failed with.
    pub(super) fn start_activity(&mut self, attributes: Part<'a>) -> Result<(), String> {
        match self.scheduled(attributes) {
            Some(activity) => {
                let owner = Owner::activity(activity);
                self.failure(attributes.get("lastFailure"), owner, Reader::Nobody)
            }
            None => Ok(()),
        }
    }

    /// Of all markers only those of local activities carry something of the contract.
    pub(super) fn record_marker(&mut self, attributes: Part<'a>) -> Result<(), String> {
        if attributes.text("markerName") != Some(LOCAL_ACTIVITY) {
            return Ok(());
        }
        let Some(details) = attributes.get("details") else {
            return Err("the marker of a local activity has no details".to_owned());
        };
        let wire = local_activity_type(details)?;
        let Some(activity) = self.called(&wire, Call::Local) else {
            return Ok(());
        };
        if let Some(input) = details.get("input") {
            let what = format!("the input of activity {}", shown(&activity.meta.name));
            let input = payloads(Some(input))?;
            let place = (&activity.meta, "input");
            self.hold(what, input, activity.input.as_ref(), Reader::Nobody, place);
            self.is_written_again();
        }
        match attributes.get("failure") {
            Some(failure) => self.failure(Some(failure), Owner::activity(activity), Reader::Replay),
            None => self.hold_output(activity, details.get("result")),
        }
    }

    fn hold_output(
        &mut self,
        activity: &'m Activity,
        result: Option<Part<'a>>,
    ) -> Result<(), String> {
        let what = format!("the output of activity {}", shown(&activity.meta.name));
        self.hold(
            what,
            payloads(result)?,
            activity.output.as_ref(),
            Reader::Replay,
            (&activity.meta, "output"),
        );
        Ok(())
    }

    fn scheduled(&self, attributes: Part<'a>) -> Option<&'m Activity> {
        let event = attributes.number("scheduledEventId")?;
        self.activities.get(&event).copied()
    }

    /// The activity that the workflow called, with remarks on how it did.
    fn called(&mut self, wire: &str, call: Call) -> Option<&'m Activity> {
        let activities = &self.model.activities;
        let Some(position) = find_activity(self.model, wire) else {
            let message = format!("activity {} is not declared", shown(wire));
            let mut remark = Remark::error(self.at, "undeclared-activity", message)
                .note(
                    "a replay compares the names of activities; with another one, or none, the execution is stuck",
                )
                .help(format!(
                    "declare it again, or rename it in code only: `name: {wire}` keeps the name that is recorded"
                ));
            if let Some(near) = meant(wire, activities.iter().map(|known| &*known.wire)) {
                remark = remark.help(format!(
                    "{near}: declare the old one again, or give it `name: {wire}`"
                ));
            }
            self.remarks.push(remark);
            return None;
        };
        let activity = &activities[position];
        let name = shown(&activity.meta.name);
        let id = crate::model::ActivityId(position as u32);
        let place = activity.meta.span;
        if !self.workflow.activities.contains(&id) {
            let workflow = &self.workflow.meta;
            let message = format!(
                "activity {name} is declared, but workflow {} may not call it",
                shown(&workflow.name)
            );
            let remark = Remark::error(self.at, "undeclared-activity", message)
                .at(
                    self.model.places.of(workflow, "activities"),
                    "what it may call",
                )
                .note("a replay calls what was called before; without it the execution is stuck")
                .help(format!("list {name} in `activities:` of the workflow"));
            self.remarks.push(remark);
        } else if activity.wire != wire {
            let message = format!(
                "activity {name} was called by its alias {}, and is called {} now",
                shown(wire),
                shown(&activity.wire)
            );
            let remark = Remark::error(self.at, "recorded-name", message)
                .at(place, "declared here")
                .note("a replay compares the names of activities; an alias only lets workers take both")
                .help(format!("`name: {wire}` keeps the name that is recorded"));
            self.remarks.push(remark);
        }
        let is_local = call == Call::Local;
        if activity.local != is_local {
            let (was, is) = match is_local {
                true => ("as a local activity", "on a task queue"),
                false => ("on a task queue", "as a local activity"),
            };
            let message = format!("activity {name} was called {was}, and is called {is} now");
            let remark = Remark::error(self.at, "recorded-call", message)
                .at(place, "declared here")
                .note("a replay takes the one for the other and is stuck")
                .help(format!("set `local: {is_local}` again"));
            self.remarks.push(remark);
        }
        Some(activity)
    }
}

/// The position of the activity of a name on the wire, or of an alias.
pub(super) fn find_activity(model: &Model, wire: &str) -> Option<usize> {
    let activities = &model.activities;
    let by_name = activities.iter().position(|known| known.wire == wire);
    let is_alias = |known: &Activity| known.aliases.iter().any(|alias| alias == wire);
    by_name.or_else(|| activities.iter().position(is_alias))
}

/// What the core writes about a local activity: JSON, which no codec touches.
fn local_activity_type(details: Part<'_>) -> Result<String, String> {
    let unreadable = || "the marker of a local activity does not say of which".to_owned();
    let data = payloads(details.get("data"))?;
    let data = data.first().filter(|data| data.encoding() == JSON);
    let data = data.ok_or_else(unreadable)?;
    let tree = tempoc_json::Node::parse(&data.data).map_err(|_| unreadable())?;
    let name = Part::new(&tree).text("activityType");
    name.map(str::to_owned).ok_or_else(unreadable)
}
