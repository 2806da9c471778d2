//! `tempoc breaking --prove`

use std::env;
use std::path::{Path, PathBuf};

use tempoc::breaking::Version;
use tempoc::breaking::proof::{Proof, prove};
use tempoc::breaking::review::Review;
use tempoc::diagnostic::Diagnostic;
use tempoc::prove::{Dependency, Language, Options};
use tempoc::report::Report;

use crate::cli::arguments;
use crate::cli::inputs::{Job, Output};

/// What is known of the code that a project generates.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder of the manifest, or this one.
    folder: PathBuf,
    /// Whether a manifest says what is compiled.
    has_manifest: bool,
    /// The languages that a manifest names.
    languages: Vec<Language>,
    /// Where Cargo projects are looked for: where a manifest has Rust written to, and here.
    rust: Vec<PathBuf>,
}

impl Project {
    pub(super) fn of(job: &Job) -> Self {
        let here = env::current_dir().unwrap_or_default();
        let languages = job.outputs.iter().map(|output| match output.language {
            arguments::Language::Rust => Language::Rust,
            arguments::Language::Python => Language::Python,
        });
        let folder = here.join(&job.folder);
        let is_rust = |output: &&Output| output.language == arguments::Language::Rust;
        let written = job.outputs.iter().filter(is_rust);
        let written = written.map(|output| here.join(&output.folder));
        Self {
            rust: written.chain([here.clone()]).collect(),
            folder,
            has_manifest: job.manifest.is_some(),
            languages: languages.collect(),
        }
    }

    /// The runtime of the first Cargo project that has one.
    fn runtime(&self) -> Dependency {
        let mut found = self
            .rust
            .iter()
            .map(|folder| Dependency::of_project(folder));
        let found = found.find(Dependency::is_of_cargo_project);
        found.unwrap_or_else(Dependency::published)
    }

    /// The languages that the contract is generated in, in the order in which they are run; all where nobody says.
    ///
    /// Rust that a build script generates is in no manifest.
    fn languages(&self, runtime: &Dependency) -> Vec<Language> {
        let by_build_script = runtime.is_of_cargo_project();
        if self.languages.is_empty() && !(self.has_manifest && by_build_script) {
            return Language::ALL.to_vec();
        }
        let is_generated = |language: &Language| {
            self.languages.contains(language) || (*language == Language::Rust && by_build_script)
        };
        Language::ALL.into_iter().filter(is_generated).collect()
    }
}

/// Runs all versions, and adds to the review what that has shown; gives whether everything could be run.
pub(crate) fn add_proof(
    review: &mut Review,
    present: &Version,
    old: &[Version],
    project: &Project,
    python: &Path,
) -> bool {
    let runtime = project.runtime();
    let languages = project.languages(&runtime);
    eprintln!("{}", beginning(&languages));
    let options = Options {
        folder: runtime.folder(&project.folder),
        languages,
        runtime,
        python: python.to_path_buf(),
    };
    let Proof { missing, unsaid } = prove(review, present, old, &options);
    let mut report = Report::default();
    for missing in &missing {
        let mut lines = missing.reason.lines();
        let reason = lines.next().unwrap_or_default();
        let message = format!("nothing is proven of {}: {reason}", missing.language);
        report.push_at_path(&options.folder, |span| {
            let not_proven = Diagnostic::error("not-proven", span, message)
                .help("mend that, or leave `--prove` out: the findings are the same without it");
            let said = lines.filter(|line| !line.trim().is_empty());
            said.fold(not_proven, |not_proven, line| {
                not_proven.note(line.trim_end())
            })
        });
    }
    for sentence in &unsaid {
        report.push_at_path(&options.folder, |span| {
            let message = format!("no finding says what happens: {sentence}");
            Diagnostic::error("proof-unsaid", span, message)
                .help("the comparison is wrong: report it to tempoc, with both versions")
        });
    }
    review.append(&report);
    missing.is_empty()
}

/// What is going to be run, and what is not.
fn beginning(languages: &[Language]) -> &'static str {
    match languages {
        [Language::Python] => {
            "running both versions in Python alone: `tempoc.toml` has no `[rust]`, and no Cargo project here depends on `tempoc-runtime`"
        }
        [Language::Rust] => {
            "compiling both versions in Rust alone, as `tempoc.toml` has no `[python]`; the first time this takes minutes"
        }
        _ => "compiling both versions; the first time this takes minutes",
    }
}
