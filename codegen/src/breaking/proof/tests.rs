#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::breaking::review::review;
use crate::prove::{Dependency, Language};

fn version(types: &str) -> Version {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.tempoc.yaml");
    let text = format!(
        "tempoc: 1\npackage: acme.proof.v1\ndefaults: {{task_queue: proof}}\nworkflows: {{go: {{input: Order}}}}\ntypes:\n{types}"
    );
    fs::write(&path, text).unwrap();
    let config = crate::Config::new().root(folder.path()).schema(path);
    Version::of(&config).unwrap()
}

#[test]
fn a_finding_of_several_versions_is_tried_with_the_types_of_each() {
    let present =
        version("  Order: {fields: {item: Item, region: string}}\n  Item: {fields: {}}\n");
    // The later one has its types behind others, which the earlier one does not have.
    let earlier = version("  Order: {fields: {item: Item}}\n  Item: {fields: {}}\n");
    let later = version(
        "  A: {fields: {}}\n  B: {fields: {}}\n  Order: {fields: {item: Item}}\n  Item: {fields: {}}\n",
    );
    let old = [earlier, later];
    let mut review = review(&present, &old, Assumptions::default());
    let of_both = |found: &Reviewed| found.versions == [0, 1];
    assert!(review.findings.iter().any(of_both));

    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        folder: folder.path().join("kept"),
        languages: Language::ALL.to_vec(),
        runtime: Dependency::at_path(&folder.path().join("no such folder")),
        python: PathBuf::from("no-such-python"),
    };
    let proof = prove(&mut review, &present, &old, &options);
    assert_eq!(proof.missing.len(), 2);
    assert!(proof.unsaid.is_empty());
}
