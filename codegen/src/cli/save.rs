//! `tempoc save`

use std::path::Path;

use tempoc::files::{Files, Leftovers};

use super::arguments::Save;
use super::generate::{failed_after, lines_of};
use super::inputs::Job;
use super::outcome::Outcome;

/// Writes the contract into one file, which later versions can be compared with.
pub(crate) fn save(arguments: &Save) -> Outcome {
    let job = match Job::from_inputs(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    let (text, report) = match job.save() {
        Ok(saved) => saved,
        Err(report) => return Outcome::failed(report),
    };
    let path = &arguments.out;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut files = Files::default();
    let named =
        name.is_some_and(|name| name.ends_with(".json") && files.insert(name, text).is_ok());
    if !named {
        return Outcome::failed_at(
            path,
            "output-not-a-file",
            format!("`{}` is not the name of a JSON file", path.display()),
            "name a file that ends with `.json`, such as `-o contract.tempoc.json`",
        );
    }
    match files.write(folder, Leftovers::Keep) {
        Ok(written) => Outcome::fine(report, lines_of(&written)),
        Err(error) => failed_after(report, error.report()),
    }
}
