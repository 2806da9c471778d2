//! A type that is called like one of the language's own would hide it in the generated code.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model};
use crate::names::rust;

pub(super) fn check_shadowing_names(model: &Model, out: &mut Diagnostics) {
    for def in &model.types {
        check_name(&def.meta, "type", out);
    }
    for error in &model.errors {
        check_name(&error.meta, "error", out);
    }
}

fn check_name(meta: &Meta, what: &str, out: &mut Diagnostics) {
    if !rust::hides_prelude(&meta.name) {
        return;
    }
    let help = match what {
        "error" => "choose another name, and keep the one on the wire with `type:`",
        _ => "choose another name: names of types are not on the wire",
    };
    out.push(
        Diagnostic::error(
            "shadowing-name",
            meta.span,
            format!("an {what} cannot be called `{}`", meta.name).replace("an type", "a type"),
        )
        .note("Rust has one of this name, and generated code needs it")
        .help(help),
    );
}
