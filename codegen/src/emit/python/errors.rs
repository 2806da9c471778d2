//! The errors of a package: exceptions, each with a record of what it carries.

use serde::Serialize;

use super::depth::is_deep_type;
use super::literals::literal;
use super::modules::Module;
use super::print::Printer;
use super::records::{RecordView, view_record};
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{ErrorDef, Field, PackageId, Presence, Record, Scalar, Type, UnknownFields};
use crate::names::python::{error_field_name, type_name};
use crate::names::{UNKNOWN_FIELDS, snake_case};

#[derive(Serialize)]
struct ErrorView {
    docs: Vec<String>,
    name: String,
    base: String,
    record: String,
    wire: String,
    retryable: &'static str,
    retry_delay: Option<String>,
    class_var: String,
    timedelta: String,
    /// The parameters of `__init__`, with what stands between them and `self`.
    parameters: String,
    /// The arguments of the record.
    arguments: String,
    message: String,
    members: Vec<MemberView>,
}

#[derive(Serialize)]
struct MemberView {
    name: String,
    docs: Vec<String>,
}

impl Emitter<'_> {
    /// `errors.py`; none if the package has no errors.
    pub(super) fn emit_errors(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.errors.is_empty() {
            return Ok(None);
        }
        let errors: Vec<&ErrorDef> = package.errors.iter().map(|id| &self.model[*id]).collect();
        let names: Vec<String> = errors
            .iter()
            .map(|error| type_name(&error.meta.name))
            .collect();
        let fields = errors.iter().flat_map(|error| &error.record.fields);
        let fields: Vec<String> = fields
            .map(|field| error_field_name(&field.meta.name))
            .collect();
        let printer = self.printer(id).hiding(fields);
        let mut items = Vec::new();
        for error in errors {
            let record = self.view_fields(error, &printer);
            items.push(self.templates.render("record", &record)?);
            let view = view_error(error, &record, &printer);
            items.push(self.templates.render("error", &view)?);
        }
        let about = format!("The errors of `{}`.", package.name);
        Ok(Some(Module {
            name: "errors",
            text: self.file(package, &about, printer.imports(), items)?,
            exports: names,
        }))
    }

    /// What an error carries, as a record whose members are called as those of the exception.
    fn view_fields(&self, error: &ErrorDef, printer: &Printer<'_>) -> RecordView {
        let mut record: Record = error.record.clone();
        for field in &mut record.fields {
            field.meta.name = member_name(field);
        }
        let name = type_name(&error.meta.name);
        let mut is_deep = |id| self.deep.contains(&id);
        let is_deep = record
            .fields
            .iter()
            .any(|field| is_deep_type(&field.ty, &mut is_deep));
        let mut view = view_record(
            format!("_{name}Fields"),
            Vec::new(),
            &record,
            is_deep,
            self.model,
            printer,
        );
        view.root = name;
        view
    }
}

fn view_error(error: &ErrorDef, record: &RecordView, printer: &Printer<'_>) -> ErrorView {
    let meta = &error.meta;
    let mut parameters = Vec::new();
    let mut arguments = Vec::new();
    let mut members = Vec::new();
    for (field, view) in error.record.fields.iter().zip(&record.fields) {
        let (name, ty) = (&view.name, &view.ty);
        let is_made_anew = view.default.contains("default_factory=");
        let mut argument = format!("{name}={name}");
        parameters.push(match (&field.presence, &view.absent) {
            (Presence::Required, _) => format!("{name}: {ty}"),
            (Presence::Default(_), Some(absent)) if is_made_anew => {
                argument = format!("{name}={absent} if {name} is None else {name}");
                format!("{name}: {ty} | None = None")
            }
            (Presence::Default(_), Some(absent)) => format!("{name}: {ty} = {absent}"),
            (Presence::Optional | Presence::Default(_), _) => format!("{name}: {ty} = None"),
        });
        arguments.push(argument);
        if !is_message(field) {
            members.push(MemberView {
                name: name.clone(),
                docs: view
                    .docs
                    .iter()
                    .map(|line| match line.is_empty() {
                        true => String::new(),
                        false => format!("    {line}"),
                    })
                    .collect(),
            });
        }
    }
    if error.record.unknown == UnknownFields::Preserve {
        let any = &record.any;
        parameters.push(format!("{UNKNOWN_FIELDS}: dict[str, {any}] | None = None"));
        arguments.push(format!(
            "{UNKNOWN_FIELDS}={{}} if {UNKNOWN_FIELDS} is None else {UNKNOWN_FIELDS}"
        ));
        let about = "Fields that this version of the contract does not know, kept as they came.";
        members.push(MemberView {
            name: UNKNOWN_FIELDS.to_owned(),
            docs: vec![format!("        \"\"\"{about}\"\"\"")],
        });
    }
    ErrorView {
        docs: docs::describe(meta, &format!("The error `{}`.", error.wire), 4),
        name: type_name(&meta.name),
        base: printer.runtime("DeclaredError"),
        record: record.name.clone(),
        wire: format!("⟨¦{}⟩", literal(&error.wire)),
        retryable: if error.retryable { "True" } else { "False" },
        timedelta: match error.retry_delay {
            Some(_) => printer.import("datetime", "timedelta"),
            None => String::new(),
        },
        retry_delay: error.retry_delay.map(|delay| printer.duration(delay)),
        class_var: printer.import("typing", "ClassVar"),
        parameters: match parameters.is_empty() {
            true => String::new(),
            false => format!(", *, {}", parameters.join(", ")),
        },
        arguments: arguments.join(", "),
        message: match error.record.fields.iter().find(|field| is_message(field)) {
            Some(_) => "message".to_owned(),
            None => literal(&snake_case(&meta.name).replace('_', " ")),
        },
        members,
    }
}

/// Whether a field is the message of the failure itself.
fn is_message(field: &Field) -> bool {
    field.meta.name == "message"
        && field.ty == Type::Scalar(Scalar::String)
        && field.presence == Presence::Required
        && !field.sensitive
}

fn member_name(field: &Field) -> String {
    match is_message(field) {
        true => "message".to_owned(),
        false => error_field_name(&field.meta.name),
    }
}
