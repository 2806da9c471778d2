//! `tempoc breaking --prove`

use std::env;
use std::path::Path;

use tempoc::breaking::Version;
use tempoc::breaking::proof::{Proof, prove};
use tempoc::breaking::review::Review;
use tempoc::diagnostic::Diagnostic;
use tempoc::prove::{Dependency, Options};
use tempoc::report::Report;

/// Runs all versions, and adds to the review what that has shown; gives whether everything could be run.
pub(crate) fn add_proof(
    review: &mut Review,
    present: &Version,
    old: &[Version],
    python: &Path,
) -> bool {
    let here = env::current_dir().unwrap_or_default();
    let runtime = Dependency::of_project(&here);
    let options = Options {
        folder: runtime.folder(&here),
        runtime,
        python: python.to_path_buf(),
    };
    eprintln!("compiling both versions; the first time this takes minutes");
    let Proof {
        missing,
        values,
        unsaid,
    } = prove(review, present, old, &options);
    let mut report = Report::default();
    for missing in &missing {
        let message = format!(
            "nothing is proven of {}: {}",
            missing.language, missing.reason
        );
        report.push_at_path(&options.folder, |span| {
            Diagnostic::error("not-proven", span, message)
                .help("mend that, or leave `--prove` out: the findings are the same without it")
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
    eprintln!("{values} values were written and read");
    missing.is_empty()
}
