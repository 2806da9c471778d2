//! The contract as a folder or a file on disk has it.

use crate::repository::{Repository, contract, files, manifest};

fn folders() -> Repository {
    let folder = Repository::none();
    folder
        .file("new/tempoc.toml", manifest(&["schemas/order.tempoc.yaml"]))
        .file(
            "new/schemas/order.tempoc.yaml",
            contract("acme.orders.v1", "new"),
        )
        .file(
            "old/schemas/order.tempoc.yaml",
            contract("acme.orders.v1", "old"),
        )
        .file(
            "old/schemas/bill.tempoc.yaml",
            contract("acme.bills.v1", "old"),
        );
    folder
}

/// The files of an old version, without the folder of the test.
fn shown(folder: &Repository, against: &str) -> Vec<String> {
    let path = folder.path(against);
    let old = folder.by_manifest("new").one(path.to_str().unwrap());
    let shown = files(&old);
    shown
        .iter()
        .map(|file| folder.without_folder(file))
        .collect()
}

#[test]
fn a_folder_has_todays_paths_its_own_manifest_or_all_that_is_in_it() {
    let folder = folders();
    assert_eq!(
        shown(&folder, "old"),
        ["FOLDER/old/schemas/order.tempoc.yaml: old"]
    );
    assert_eq!(
        shown(&folder, "old/"),
        ["FOLDER/old/schemas/order.tempoc.yaml: old"]
    );
    assert_eq!(
        shown(&folder, "old/schemas"),
        [
            "FOLDER/old/schemas/bill.tempoc.yaml: old",
            "FOLDER/old/schemas/order.tempoc.yaml: old"
        ]
    );
    folder.file("old/tempoc.toml", manifest(&["schemas/bill.tempoc.yaml"]));
    assert_eq!(
        shown(&folder, "old"),
        ["FOLDER/old/schemas/bill.tempoc.yaml: old"]
    );
}

#[test]
fn paths_are_looked_for_in_a_folder_and_then_their_packages() {
    let folder = folders();
    let old = folder.path("old");
    let old = old.to_str().unwrap();
    let here = folder.by_paths_from("new", &["schemas/order.tempoc.yaml"]);
    assert_eq!(here.one(old).sources.iter().count(), 1);
    folder.file("new/moved.tempoc.yaml", contract("acme.bills.v1", "new"));
    let moved = folder.by_paths_from("new", &["moved.tempoc.yaml"]).one(old);
    assert_eq!(
        folder.without_folder(&files(&moved).join(" ")),
        "FOLDER/old/schemas/bill.tempoc.yaml: old"
    );
}

#[test]
fn a_file_is_the_contract_with_what_it_imports() {
    let folder = folders();
    let importing = contract("acme.orders.v1", "old").replace(
        "types:",
        "imports: {money: ../common/money.tempoc.yaml}\ntypes:",
    );
    folder
        .file("old/schemas/order.tempoc.yaml", importing)
        .file(
            "old/common/money.tempoc.yaml",
            contract("acme.money.v1", "old"),
        );
    assert_eq!(
        shown(&folder, "old/schemas/order.tempoc.yaml"),
        [
            "FOLDER/old/schemas/order.tempoc.yaml: old",
            "FOLDER/old/schemas/../common/money.tempoc.yaml: old"
        ]
    );
}

#[test]
fn a_part_of_the_contract_is_no_comparison_with_it() {
    let folder = folders();
    let importing = contract("acme.orders.v1", "new").replace(
        "types:",
        "imports: {money: ../common/money.tempoc.yaml}\ntypes:",
    );
    let money = || contract("acme.money.v1", "old");
    folder
        .file("new/schemas/order.tempoc.yaml", importing)
        .file("new/common/money.tempoc.yaml", money())
        .file("old/common/money.tempoc.yaml", money());
    let said = |name: &str| {
        format!(
            "FOLDER/{name}:1:1: error[against-nothing]: `FOLDER/{name}` does not have \
             `acme.orders.v1`: nothing to compare there; correct what it is compared with, or say \
             that it is new with `--allow-new`\n1 error\n"
        )
    };
    let path = |name: &str| folder.path(name).to_str().unwrap().to_owned();

    // What is only imported.
    let only = folder.by_paths_from("new", &["schemas/order.tempoc.yaml"]);
    let imported = "old/common/money.tempoc.yaml";
    assert_eq!(only.refusal(&[&path(imported)]), said(imported));
    assert_eq!(
        only.allow_new().one(&path(imported)).missing,
        ["acme.orders.v1"]
    );

    // One file of two.
    folder.file(
        "new/schemas/bill.tempoc.yaml",
        contract("acme.bills.v1", "new"),
    );
    let entries = ["schemas/order.tempoc.yaml", "schemas/bill.tempoc.yaml"];
    let both = folder.by_paths_from("new", &entries);
    let bill = "old/schemas/bill.tempoc.yaml";
    assert_eq!(both.refusal(&[&path(bill)]), said(bill));
    // A package of another name may be the same.
    folder.file("old/one.tempoc.yaml", contract("acme.sales.v1", "old"));
    assert_eq!(both.one(&path("old/one.tempoc.yaml")).missing.len(), 2);
}

#[test]
fn what_is_not_there_or_has_nothing() {
    let folder = folders();
    folder.file("empty/readme", "");
    let compared = folder.by_manifest("new");
    let refusal = |name: &str| compared.refusal(&[folder.path(name).to_str().unwrap()]);
    assert_eq!(
        refusal("gone"),
        "FOLDER/gone:1:1: error[against-unknown]: `FOLDER/gone` does not exist; correct the path of \
         the old version\n1 error\n"
    );
    assert_eq!(
        refusal("empty"),
        "FOLDER/empty:1:1: error[against-nothing]: `FOLDER/empty` has nothing of this contract; \
         correct what it is compared with, or say that it is new with `--allow-new`\n\
         1 error\n"
    );
    let base = compared.merge_base();
    assert_eq!(
        base.refusal(&[folder.path("old").to_str().unwrap()]),
        "FOLDER/old:1:1: error[no-merge-base]: `FOLDER/old` is on disk, and only a commit has a \
         merge base; name a ref, or compare without `--merge-base`\n1 error\n"
    );
}

#[test]
fn nothing_named_is_no_comparison() {
    let folder = folders();
    assert_eq!(
        folder.by_manifest("new").refusal(&[]),
        "--against:1:1: error[against-nothing]: no old version is named; name one with `--against`, \
         such as `--against origin/main`, or in `tempoc.toml`: `against = \"origin/main\"` below `[breaking]`\n1 error\n"
    );
}
