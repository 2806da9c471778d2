//! The templates, ours and those that replace them.

use std::fmt;
use std::fs;
use std::path::Path;

use handlebars::Handlebars;
use serde::Serialize;

use crate::fold::{self, Style};

/// Our templates: each by its name with its text.
pub(super) type Ours = &'static [(&'static str, &'static str)];

/// `TEMPLATES`: our templates in a folder of `templates/`, by their names.
macro_rules! templates {
    ($folder:literal: $($name:literal),* $(,)?) => {
        const TEMPLATES: crate::emit::templates::Ours = &[
            $(($name, include_str!(concat!("../../templates/", $folder, "/", $name, ".hbs")))),*
        ];
    };
}

pub(super) use templates;

/// All templates, ready to print.
pub(super) struct Templates {
    registry: Handlebars<'static>,
    style: Style,
}

/// A template that cannot be read or does not print.
#[derive(Debug)]
pub struct TemplateError {
    /// The name of the template, without its ending.
    pub template: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the template `{}.hbs` cannot be used: {}",
            self.template, self.message
        )
    }
}

impl std::error::Error for TemplateError {}

impl Templates {
    /// Our templates, each replaced by the file of its name in `folder`, if there is one.
    pub(super) fn load(
        ours: Ours,
        style: Style,
        folder: Option<&Path>,
    ) -> Result<Self, TemplateError> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(handlebars::no_escape);
        for (name, ours) in ours {
            let theirs = match folder.map(|folder| folder.join(format!("{name}.hbs"))) {
                Some(path) if path.is_file() => {
                    Some(fs::read_to_string(path).map_err(|error| template_error(name, &error))?)
                }
                _ => None,
            };
            registry
                .register_template_string(name, theirs.as_deref().unwrap_or(ours))
                .map_err(|error| template_error(name, &error))?;
        }
        Ok(Self { registry, style })
    }

    /// Prints a view, and folds the lines that are too long.
    pub(super) fn render(
        &self,
        template: &'static str,
        view: &impl Serialize,
    ) -> Result<String, TemplateError> {
        let text = self
            .registry
            .render(template, view)
            .map_err(|error| template_error(template, &error))?;
        Ok(fold::fold_lines(&text, self.style))
    }
}

fn template_error(template: &str, error: &dyn fmt::Display) -> TemplateError {
    TemplateError {
        template: template.to_owned(),
        message: error.to_string(),
    }
}
