//! A page for each code of a finding.

/// The page of a code.
pub fn page(code: &str) -> Option<&'static str> {
    pages()
        .find(|(known, _)| *known == code)
        .map(|(_, page)| page)
}

/// Every code with its page, sorted by code.
pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().copied()
}

macro_rules! pages {
    ($($code:literal)*) => {
        [$(($code, include_str!(concat!("../explain/", $code, ".md")))),*]
    };
}

/// Codes of everything around the compiler: the manifest, the output, the command.
const PAGES: &[(&str, &str)] = &pages! {
    "init-exists"
    "manifest-missing-key"
    "manifest-syntax"
    "manifest-unknown-key"
    "manifest-unreadable"
    "manifest-wrong-type"
    "no-manifest"
    "no-output-folder"
    "not-generated"
    "output-clash"
    "output-foreign"
    "output-missing"
    "output-not-a-file"
    "output-not-a-folder"
    "output-not-written"
    "output-stale"
    "output-superfluous"
    "output-unreadable"
    "unknown-code"
};
