//! Nexus services.

use super::Resolver;
use super::definitions::span;
use super::duration::{Use, resolve_duration};
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::model::{NexusOperation, NexusService, Type};
use crate::source::Span;

impl Resolver<'_> {
    pub(super) fn resolve_nexus(&mut self) {
        for file in self.files_in_order() {
            for service in &file.nexus {
                let service = self.resolve_service(file, service);
                self.model.nexus.push(service);
            }
        }
    }

    fn resolve_service(&mut self, file: &ast::File, service: &ast::NexusService) -> NexusService {
        let owner = service.meta.name.span;
        let endpoint = service.endpoint.as_ref();
        self.model.places.keep(owner, "endpoint", span(endpoint));
        let mut operations = Vec::with_capacity(service.operations.len());
        for operation in &service.operations {
            operations.push(self.resolve_operation(file, operation));
        }
        NexusService {
            package: self.package_of(file),
            meta: self.resolve_meta(file, &service.meta),
            wire: self.resolve_wire(file, &service.meta, service.wire.as_ref()),
            endpoint: endpoint.map(|text| text.value.clone()),
            operations,
        }
    }

    /// What an operation does not say itself, the workflow behind it says.
    fn resolve_operation(
        &mut self,
        file: &ast::File,
        operation: &ast::NexusOperation,
    ) -> NexusOperation {
        let owner = operation.meta.name.span;
        let timeout = span(operation.timeout.as_ref());
        self.model.places.keep(owner, "timeout", timeout);
        let workflow = operation
            .workflow
            .as_ref()
            .and_then(|reference| self.lookup_workflow(file.id, reference));
        let input = self.resolve_root(file, owner, "input", operation.input.as_ref());
        let output = self.resolve_root(file, owner, "output", operation.output.as_ref());
        let errors = self.resolve_errors_of(file, owner, &operation.errors);
        let behind = workflow.map(|id| self.model[id].clone());
        let mut resolved = NexusOperation {
            meta: self.resolve_meta(file, &operation.meta),
            workflow,
            input,
            output,
            errors,
            timeout: resolve_duration(
                operation.timeout.as_ref(),
                "timeout",
                Use::Timeout,
                self.out,
            ),
        };
        if let Some(behind) = behind {
            let input = operation.input.as_ref().map(|ty| ty.span);
            self.check_same(
                input,
                "input",
                &resolved.input,
                &behind.input,
                behind.meta.span,
            );
            let output = operation.output.as_ref().map(|ty| ty.span);
            self.check_same(
                output,
                "output",
                &resolved.output,
                &behind.output,
                behind.meta.span,
            );
            resolved.input = resolved.input.or(behind.input);
            resolved.output = resolved.output.or(behind.output);
            if operation.errors.is_empty() {
                resolved.errors = behind.errors;
            }
        }
        resolved
    }

    fn check_same(
        &mut self,
        written: Option<Span>,
        what: &str,
        own: &Option<Type>,
        behind: &Option<Type>,
        workflow: Span,
    ) {
        let Some(span) = written.filter(|_| own.is_some() && own != behind) else {
            return;
        };
        self.out.push(
            Diagnostic::error(
                "nexus-operation",
                span,
                format!("the {what} is not that of the workflow behind the operation"),
            )
            .other(workflow, "this workflow")
            .help(format!(
                "leave `{what}:` out: the operation takes it from the workflow"
            )),
        );
    }
}
