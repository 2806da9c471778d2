//! The errors of a package, and for each definition that declares some, which.

use serde::Serialize;

use super::print::{Printer, literal};
use super::records::{RecordView, view_record};
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    Activity, ErrorDef, ErrorId, PackageId, Presence, Scalar, Type, Update, Workflow,
};
use crate::names::generated::{self, WorkflowItem};
use crate::names::rust::{type_name, value_name};

#[derive(Serialize)]
struct ErrorView {
    record: String,
    name: String,
    display: String,
    wire: String,
    retryable: bool,
    retry_delay: Option<String>,
    option: String,
    duration: String,
}

#[derive(Serialize)]
struct ErrorsView {
    name: String,
    of: String,
    errors: Vec<VariantView>,
    list: String,
    /// The errors of this package, for which Rust lets us make failures.
    own: String,
}

#[derive(Serialize)]
struct VariantView {
    docs: Vec<String>,
    variant: String,
    ty: String,
}

/// The name of the enum of an activity's errors: `ChargeCardError`.
pub(super) fn activity_errors(activity: &Activity) -> String {
    generated::activity_errors(&activity.meta.name)
}

/// The name of the enum of a workflow's errors: `ProcessOrderError`.
pub(super) fn workflow_errors(workflow: &Workflow) -> String {
    WorkflowItem::Error.of(workflow)
}

/// The name of the enum of an update's errors: `ProcessOrderCancelError`.
pub(super) fn update_errors(workflow: &Workflow, update: &Update) -> String {
    generated::update_errors(workflow, update)
}

impl Emitter<'_> {
    /// `errors.rs`; none if nothing of the package has errors.
    pub(super) fn emit_errors(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        let printer = self.printer(id);
        let mut items = Vec::new();
        for error in &package.errors {
            items.push(self.emit_error(&self.model[*error], &printer)?);
        }
        if !package.errors.is_empty() {
            let names = package
                .errors
                .iter()
                .map(|id| type_name(&self.model[*id].meta.name));
            items.push(self.emit_conversions(names));
        }
        for id in &package.activities {
            let activity = &self.model[*id];
            let of = format!("activity `{}`", activity.meta.name);
            self.emit_errors_of(
                of,
                activity_errors(activity),
                &activity.errors,
                &printer,
                &mut items,
            )?;
        }
        for id in &package.workflows {
            let workflow = &self.model[*id];
            let of = format!("workflow `{}`", workflow.meta.name);
            self.emit_errors_of(
                of,
                workflow_errors(workflow),
                &workflow.errors,
                &printer,
                &mut items,
            )?;
            for update in &workflow.updates {
                let of = format!("update `{}` of `{}`", update.meta.name, workflow.meta.name);
                let name = update_errors(workflow, update);
                self.emit_errors_of(of, name, &update.errors, &printer, &mut items)?;
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        printer.declares_errors();
        let runtime: &[&str] = match package.errors.is_empty() {
            true => &["tempoc_runtime as rt"],
            false => &["tempoc_runtime as rt", "tempoc_runtime::json"],
        };
        let about = format!("The errors of `{}`.", package.name);
        self.file(
            package,
            &about,
            printer.uses(&[], runtime, Vec::new()),
            items,
        )
        .map(Some)
    }

    fn emit_error(&self, error: &ErrorDef, printer: &Printer<'_>) -> Result<String, TemplateError> {
        let docs = docs::describe(&error.meta, &format!("The error `{}`.", error.wire));
        let record: RecordView =
            view_record(&error.meta.name, docs, &error.record, self.model, printer);
        let view = ErrorView {
            record: self.templates.render("record", &record)?,
            name: type_name(&error.meta.name),
            display: display(error),
            wire: literal(&error.wire),
            retryable: error.retryable,
            retry_delay: error.retry_delay.map(|delay| printer.duration(delay)),
            option: printer.std("Option"),
            duration: printer.std("Duration"),
        };
        self.templates.render("error", &view)
    }

    fn emit_errors_of(
        &self,
        of: String,
        name: String,
        errors: &[ErrorId],
        printer: &Printer<'_>,
        items: &mut Vec<String>,
    ) -> Result<(), TemplateError> {
        if errors.is_empty() {
            return Ok(());
        }
        let mut variants = Vec::new();
        let (mut list, mut own) = (Vec::new(), Vec::new());
        for id in errors {
            let error = &self.model[*id];
            let variant = type_name(&error.meta.name);
            let ty = printer.error(error.package, variant.clone());
            list.push(format!("{variant}({ty})"));
            if ty == variant {
                own.push(variant.clone());
            }
            variants.push(VariantView {
                docs: docs::describe(&error.meta, &format!("The error `{}`.", error.wire)),
                variant,
                ty,
            });
        }
        let view = ErrorsView {
            name,
            of,
            errors: variants,
            list: list.join(", "),
            own: own.join(", "),
        };
        items.push(self.templates.render("errors", &view)?);
        Ok(())
    }
}

/// What an error says of itself: its name in words, and its field `message` where it has one.
fn display(error: &ErrorDef) -> String {
    let words = crate::names::snake_case(&error.meta.name).replace('_', " ");
    let message = error.record.fields.iter().find(|field| {
        field.meta.name == "message"
            && field.ty == Type::Scalar(Scalar::String)
            && field.presence != Presence::Optional
            && !field.sensitive
    });
    match message {
        Some(field) => {
            format!(
                "write!(f, \"{words}: {{}}\", self.{})",
                value_name(&field.meta.name)
            )
        }
        None => format!("f.write_str({})", literal(&words)),
    }
}
