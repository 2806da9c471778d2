//! Workflows, what they call and what they start.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Resolver;
use super::definitions::span;
use super::policy::resolve_policy;
use super::template::Maker;
use crate::ast;
use crate::model::{
    ActivityId, Child, ChildCancellation, PackageId, ParentClose, Priority, Retry, Template,
    TemplatePart, Workflow, WorkflowId, WorkflowOptions,
};

const PARENT_CLOSE: [(&str, ParentClose); 3] = [
    ("terminate", ParentClose::Terminate),
    ("abandon", ParentClose::Abandon),
    ("request_cancel", ParentClose::RequestCancel),
];

const CHILD_CANCELLATION: [(&str, ChildCancellation); 4] = [
    ("abandon", ChildCancellation::Abandon),
    ("try_cancel", ChildCancellation::TryCancel),
    (
        "wait_cancellation_completed",
        ChildCancellation::WaitCompleted,
    ),
    (
        "wait_cancellation_requested",
        ChildCancellation::WaitRequested,
    ),
];

/// The lists that workflows share which do not say what they call.
#[derive(Default)]
struct Open {
    /// By package and by the task queue of the caller.
    activities: BTreeMap<(PackageId, Option<String>), Arc<[ActivityId]>>,
    children: BTreeMap<PackageId, Arc<[Child]>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn resolve_workflows(&mut self) {
        let files = self.files_in_order();
        for file in &files {
            for workflow in &file.workflows {
                let workflow = self.resolve_workflow(file, workflow);
                self.model.workflows.push(workflow);
            }
        }
        // What a child is like is known when all workflows are.
        let mut open = Open::default();
        for file in &files {
            let Some(scope) = self.scopes.get(&file.id) else {
                continue;
            };
            let ids = self.model[scope.package].workflows.clone();
            for (workflow, id) in file.workflows.iter().zip(ids) {
                let activities = self.resolve_calls(file, workflow, id, &mut open);
                let children = self.resolve_children(file, workflow, id, &mut open);
                let resolved = &mut self.model.workflows[id.0 as usize];
                resolved.activities = activities;
                resolved.children = children;
            }
        }
    }

    fn resolve_workflow(&mut self, file: &'a ast::File, workflow: &'a ast::Workflow) -> Workflow {
        let owner = workflow.meta.name.span;
        let defaults = &file.defaults;
        let mut options =
            self.resolve_workflow_options(owner, &workflow.options, &defaults.workflow, file);
        if options.task_queue.is_none() {
            options.task_queue = defaults
                .task_queue
                .as_ref()
                .map(|queue| queue.value.clone());
        }
        let input = self.resolve_root(file, owner, "input", workflow.input.as_ref());
        // A path into an input that could not be looked up says nothing new.
        let known_input = workflow.input.is_none() || input.is_some();
        let places = &mut self.model.places;
        places.keep(owner, "id", span(workflow.id.as_ref()));
        places.keep(owner, "memo", workflow.memo.as_ref().map(|memo| memo.span));
        let id = workflow.id.as_ref().filter(|_| known_input);
        Workflow {
            package: self.package_of(file),
            meta: self.resolve_meta(file, &workflow.meta),
            wire: self.resolve_wire(file, &workflow.meta, workflow.wire.as_ref()),
            aliases: self.resolve_aliases(owner, &workflow.aliases),
            output: self.resolve_root(file, owner, "output", workflow.output.as_ref()),
            errors: self.resolve_errors_of(file, owner, &workflow.errors),
            id: self.resolve_template(id, input.as_ref(), Maker::Client),
            options,
            search_attributes: self.resolve_search_attributes(
                file,
                &workflow.search_attributes,
                input.as_ref(),
                known_input,
            ),
            memo: match &workflow.memo {
                Some(memo) => self.resolve_memo(file, &memo.value),
                None => Vec::new(),
            },
            activities: Arc::new([]),
            activities_declared: workflow.activities.is_some(),
            children: Arc::new([]),
            children_declared: workflow.children.is_some(),
            signals: self.resolve_signals(file, &workflow.signals),
            queries: self.resolve_queries(file, &workflow.queries),
            updates: self.resolve_updates(file, &workflow.updates),
            schedules: self.resolve_schedules(
                file,
                &workflow.schedules,
                input.as_ref(),
                known_input,
            ),
            input,
        }
    }

    fn resolve_calls(
        &mut self,
        file: &ast::File,
        workflow: &ast::Workflow,
        id: WorkflowId,
        open: &mut Open,
    ) -> Arc<[ActivityId]> {
        let Some(activities) = &workflow.activities else {
            return self.all_activities(id, open);
        };
        let mut found = Vec::new();
        let mut places = Vec::new();
        for activity in activities {
            if let Some(id) = self.lookup_activity(file.id, activity) {
                found.push(id);
                places.push(activity.span);
            }
        }
        let owner = workflow.meta.name.span;
        self.model.places.keep_all(owner, "activities", places);
        found.into()
    }

    /// All activities of a workflow's package, but for local ones of other workers.
    fn all_activities(&self, id: WorkflowId, open: &mut Open) -> Arc<[ActivityId]> {
        let workflow = &self.model[id];
        let queue = &workflow.options.task_queue;
        let key = (workflow.package, queue.clone());
        let collect = || {
            self.model[workflow.package]
                .activities
                .iter()
                .copied()
                .filter(|id| !self.model[*id].local || self.model[*id].task_queue == *queue)
                .collect()
        };
        open.activities.entry(key).or_insert_with(collect).clone()
    }

    fn resolve_children(
        &mut self,
        file: &ast::File,
        workflow: &ast::Workflow,
        id: WorkflowId,
        open: &mut Open,
    ) -> Arc<[Child]> {
        let Some(children) = &workflow.children else {
            return self.all_children(self.model[id].package, open);
        };
        children
            .iter()
            .filter_map(|child| self.resolve_child(file, child))
            .collect()
    }

    /// Every workflow of a package as a child under its own name.
    fn all_children(&self, package: PackageId, open: &mut Open) -> Arc<[Child]> {
        let child = |id: WorkflowId| {
            let workflow = &self.model[id];
            Child {
                meta: workflow.meta.clone(),
                workflow: id,
                id: inherited_id(workflow.id.as_ref()),
                parent_close: None,
                cancellation: None,
                options: workflow.options.clone(),
            }
        };
        let collect = || {
            let workflows = &self.model[package].workflows;
            workflows.iter().copied().map(child).collect()
        };
        open.children.entry(package).or_insert_with(collect).clone()
    }

    fn resolve_child(&mut self, file: &ast::File, child: &ast::Child) -> Option<Child> {
        let owner = child.meta.name.span;
        let reference = child.workflow.as_ref()?;
        let workflow = self.lookup_workflow(file.id, reference)?;
        let places = &mut self.model.places;
        places.keep(owner, "workflow", Some(reference.span));
        places.keep(owner, "id", span(child.id.as_ref()));
        places.keep(owner, "parent_close", span(child.parent_close.as_ref()));
        places.keep(owner, "cancellation", span(child.cancellation.as_ref()));
        let own = self.resolve_workflow_options(
            owner,
            &child.options,
            &ast::WorkflowOptions::default(),
            file,
        );
        let input = self.model[workflow].input.clone();
        let target_span = self.model[workflow].meta.span;
        let broken_input = input.is_none() && self.model.places.has_at(target_span, "input");
        let id = match &child.id {
            Some(_) if broken_input => None,
            Some(id) => self.resolve_template(Some(id), input.as_ref(), Maker::Parent),
            None => inherited_id(self.model[workflow].id.as_ref()),
        };
        Some(Child {
            meta: self.resolve_meta(file, &child.meta),
            workflow,
            id,
            parent_close: resolve_policy(
                child.parent_close.as_ref(),
                "parent_close",
                &PARENT_CLOSE,
                self.out,
            ),
            cancellation: resolve_policy(
                child.cancellation.as_ref(),
                "cancellation",
                &CHILD_CANCELLATION,
                self.out,
            ),
            options: merge_options(own, &self.model[workflow].options),
        })
    }
}

/// The id of a workflow when it is a child that says none: only clients make random ones.
fn inherited_id(id: Option<&Template>) -> Option<Template> {
    id.filter(|id| !id.parts.contains(&TemplatePart::Uuid))
        .cloned()
}

/// What a child says, and for the rest what its workflow says.
fn merge_options(own: WorkflowOptions, workflow: &WorkflowOptions) -> WorkflowOptions {
    let theirs = workflow.clone();
    WorkflowOptions {
        task_queue: own.task_queue.or(theirs.task_queue),
        id_reuse: own.id_reuse.or(theirs.id_reuse),
        id_conflict: own.id_conflict.or(theirs.id_conflict),
        execution_timeout: own.execution_timeout.or(theirs.execution_timeout),
        run_timeout: own.run_timeout.or(theirs.run_timeout),
        task_timeout: own.task_timeout.or(theirs.task_timeout),
        retry: match (own.retry, theirs.retry) {
            (Some(mine), Some(theirs)) => Some(merge_retry(mine, theirs)),
            (mine, theirs) => mine.or(theirs),
        },
        priority: match (own.priority, theirs.priority) {
            (Some(mine), Some(theirs)) => Some(Priority {
                key: mine.key.or(theirs.key),
                fairness_key: mine.fairness_key.or(theirs.fairness_key),
                fairness_weight: mine.fairness_weight.or(theirs.fairness_weight),
            }),
            (mine, theirs) => mine.or(theirs),
        },
        versioning: own.versioning.or(theirs.versioning),
        cron: own.cron.or(theirs.cron),
        summary: own.summary.or(theirs.summary),
        details: own.details.or(theirs.details),
    }
}

fn merge_retry(mine: Retry, theirs: Retry) -> Retry {
    Retry {
        initial: mine.initial.or(theirs.initial),
        backoff: mine.backoff.or(theirs.backoff),
        max_interval: mine.max_interval.or(theirs.max_interval),
        max_attempts: mine.max_attempts.or(theirs.max_attempts),
        non_retryable: if mine.non_retryable.is_empty() {
            theirs.non_retryable
        } else {
            mine.non_retryable
        },
    }
}
