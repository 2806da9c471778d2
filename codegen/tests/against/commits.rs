//! The contract as a commit has it.

use std::os::unix::fs::symlink;

use crate::git::run_git;
use crate::repository::{Repository, contract, files, manifest};

/// A contract with a manifest, released as `v1`, and changed since.
fn released() -> Repository {
    let repository = Repository::new();
    repository
        .file("tempoc.toml", manifest(&["schemas/order.tempoc.yaml"]))
        .file(
            "schemas/order.tempoc.yaml",
            contract("acme.orders.v1", "old"),
        )
        .commit("first");
    repository.git(&["tag", "v1"]);
    repository.file(
        "schemas/order.tempoc.yaml",
        contract("acme.orders.v1", "new"),
    );
    repository
}

#[test]
fn every_way_to_name_a_commit() {
    let repository = released();
    let sha = repository.commit("second");
    repository.git(&["branch", "side", "v1"]);
    let compared = repository.by_manifest("");
    let first = repository.git(&["rev-parse", "v1"]).trim().to_owned();
    for named in [
        "v1",
        "HEAD~1",
        "side",
        "refs/heads/side",
        &first,
        &first[..8],
        "HEAD^{/first}",
    ] {
        let old = compared.one(named);
        assert_eq!(old.label, named);
        assert_eq!(old.commit.as_deref(), Some(first.as_str()), "{named}");
        assert_eq!(
            files(&old),
            [format!("schemas/order.tempoc.yaml @ {named}: old")]
        );
        assert_eq!(old.missing, [""; 0]);
    }
    let same = compared.one("HEAD");
    assert_eq!(same.commit, Some(sha));
    assert_eq!(files(&same), ["schemas/order.tempoc.yaml @ HEAD: new"]);
}

#[test]
fn what_is_not_committed_is_not_read_and_nothing_is_touched() {
    let repository = released();
    repository.file(
        "schemas/order.tempoc.yaml",
        contract("acme.orders.v1", "staged"),
    );
    repository.git(&["add", "-A"]);
    repository.file(
        "schemas/order.tempoc.yaml",
        contract("acme.orders.v1", "edited"),
    );
    let status = repository.git(&["status", "--porcelain"]);
    let old = repository.by_manifest("").one("HEAD");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ HEAD: old"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), status);
}

#[test]
fn a_file_or_folder_of_a_commit() {
    let repository = released();
    let compared = repository.by_manifest("");
    for named in [
        "v1:schemas",
        "v1:schemas/",
        "v1:",
        "v1:schemas/order.tempoc.yaml",
    ] {
        let old = compared.one(named);
        assert_eq!(old.label, named);
        assert_eq!(
            files(&old),
            ["schemas/order.tempoc.yaml @ v1: old"],
            "{named}"
        );
    }
}

#[test]
fn the_manifest_of_that_commit_says_what_the_contract_was() {
    let repository = released();
    repository.git(&["mv", "schemas", "contracts"]);
    repository.file(
        "tempoc.toml",
        manifest(&["contracts/order.tempoc.yaml", "contracts/bill.tempoc.yaml"]),
    );
    repository.file(
        "contracts/bill.tempoc.yaml",
        contract("acme.bills.v1", "new"),
    );
    let old = repository.by_manifest("").one("v1");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ v1: old"]);
    assert_eq!(old.missing, ["acme.bills.v1"]);

    // What the present manifest does not name any more is still in the old version.
    repository.commit("moved");
    repository.git(&["tag", "v2"]);
    repository.file("tempoc.toml", manifest(&["contracts/order.tempoc.yaml"]));
    let packages = repository.by_manifest("").one("v2").model.packages;
    let packages: Vec<&str> = packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    assert_eq!(packages, ["acme.orders.v1", "acme.bills.v1"]);
}

#[test]
fn without_a_manifest_there_todays_paths_are_read() {
    let repository = Repository::new();
    repository
        .file(
            "schemas/order.tempoc.yaml",
            contract("acme.orders.v1", "old"),
        )
        .commit("first");
    repository.file("tempoc.toml", manifest(&["schemas/order.tempoc.yaml"]));
    let old = repository.by_manifest("").one("HEAD");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ HEAD: old"]);

    let deleted = released();
    deleted.git(&["rm", "-q", "tempoc.toml"]);
    deleted.commit("second");
    let old = deleted.by_paths(&["schemas/order.tempoc.yaml"]).one("v1");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ v1: old"]);
}

#[test]
fn a_file_that_was_moved_is_found_by_its_package() {
    let repository = released();
    repository.git(&["mv", "schemas/order.tempoc.yaml", "order.tempoc.yaml"]);
    let moved = repository.by_paths(&["order.tempoc.yaml"]);
    assert_eq!(
        files(&moved.one("v1")),
        ["schemas/order.tempoc.yaml @ v1: old"]
    );

    // The manifest of that commit tells which one it was.
    let repository = released();
    repository.file(
        "tests/order.tempoc.yaml",
        contract("acme.orders.v1", "test"),
    );
    repository.commit("with a copy");
    repository.git(&["mv", "schemas/order.tempoc.yaml", "order.tempoc.yaml"]);
    let moved = repository.by_paths(&["order.tempoc.yaml"]);
    assert_eq!(
        files(&moved.one("HEAD")),
        ["schemas/order.tempoc.yaml @ HEAD: new"]
    );

    repository.git(&["rm", "-q", "tempoc.toml"]);
    repository.git(&["mv", "order.tempoc.yaml", "schemas/order.tempoc.yaml"]);
    repository.commit("without a manifest");
    repository.git(&["mv", "schemas/order.tempoc.yaml", "order.tempoc.yaml"]);
    let moved = repository.by_paths(&["order.tempoc.yaml"]);
    assert_eq!(
        moved.refusal(&["HEAD"]),
        "HEAD:1:1: error[against-two-files]: the package `acme.orders.v1` is not where it is now, \
         but in `schemas/order.tempoc.yaml`, `tests/order.tempoc.yaml`; name the folder or file to \
         compare with, as in `--against REF:FOLDER`\n1 error\n"
    );
    assert_eq!(
        files(&moved.one("HEAD:schemas")),
        ["schemas/order.tempoc.yaml @ HEAD: new"]
    );
}

#[test]
fn a_file_whose_path_another_package_has_now_is_found_by_its_own() {
    let repository = Repository::new();
    repository
        .file("a.tempoc.yaml", contract("acme.orders.v1", "old"))
        .file("b.tempoc.yaml", contract("acme.bills.v1", "due"))
        .commit("first");
    repository
        .file("a.tempoc.yaml", contract("acme.bills.v1", "new"))
        .file("c.tempoc.yaml", contract("acme.orders.v1", "new"));
    let both = repository.by_paths(&["a.tempoc.yaml", "c.tempoc.yaml"]);
    let old = both.one("HEAD");
    assert_eq!(
        files(&old),
        ["b.tempoc.yaml @ HEAD: due", "a.tempoc.yaml @ HEAD: old"]
    );
    assert!(old.missing.is_empty(), "{:?}", old.missing);
    let one = repository.by_paths(&["a.tempoc.yaml"]).one("HEAD");
    assert_eq!(files(&one), ["b.tempoc.yaml @ HEAD: due"]);

    // Where it is nowhere else, its file has got another name for the package.
    repository.file("a.tempoc.yaml", contract("acme.orders.v2", "new"));
    let renamed = repository.by_paths(&["a.tempoc.yaml"]).one("HEAD");
    assert_eq!(files(&renamed), ["a.tempoc.yaml @ HEAD: old"]);
    assert_eq!(renamed.missing, ["acme.orders.v2"]);
}

#[test]
fn what_is_new_is_told_and_what_is_all_new_is_refused() {
    let repository = released();
    repository.file("bill.tempoc.yaml", contract("acme.bills.v1", "new"));
    let both = repository.by_paths(&["schemas/order.tempoc.yaml", "bill.tempoc.yaml"]);
    assert_eq!(both.one("v1").missing, ["acme.bills.v1"]);

    let only = repository.by_paths(&["bill.tempoc.yaml"]);
    assert_eq!(
        only.refusal(&["v1"]),
        "v1:1:1: error[against-nothing]: `v1` has nothing of this contract; correct what it is \
         compared with, or say that it is new with `--allow-new`\n1 error\n"
    );
    let allowed = only.allow_new().one("v1");
    assert_eq!(allowed.missing, ["acme.bills.v1"]);
    assert!(allowed.model.packages.is_empty());
}

/// What moved and has another name as well is not new, whatever is allowed.
#[test]
fn what_is_gone_is_not_taken_for_new() {
    // With its manifest: that one says what the contract was.
    let repository = released();
    repository.git(&["tag", "before"]);
    std::fs::create_dir(repository.path("api")).unwrap();
    repository.git(&["mv", "schemas", "tempoc.toml", "api/"]);
    repository.file(
        "api/schemas/order.tempoc.yaml",
        contract("acme.orders.v2", "new"),
    );
    repository.commit("moved");
    let moved = repository.by_manifest("api").allow_new().one("v1");
    assert_eq!(moved.missing, ["acme.orders.v2"]);
    assert_eq!(files(&moved), ["../schemas/order.tempoc.yaml @ v1: old"]);

    // Without one, it is told what is there.
    let by_path = repository.by_paths(&["api/schemas/order.tempoc.yaml"]);
    let refused = "v1:1:1: error[against-nothing]: `v1` does not have `acme.orders.v2`, but has what is gone now and is \
                   not compared: `schemas/order.tempoc.yaml`; compare with what was there, as in `--against \
                   v1:schemas/order.tempoc.yaml`, where a contract goes for good, let it go by itself first\n1 error\n";
    assert_eq!(
        by_path.allow_new().refusal(&["v1"]),
        refused.replace("`, where", "`; where")
    );
    let by_path = repository.by_paths(&["api/schemas/order.tempoc.yaml"]);
    assert_eq!(
        files(&by_path.one("v1:schemas/order.tempoc.yaml")),
        ["schemas/order.tempoc.yaml @ v1: old"]
    );

    // One of several is missed in the same way.
    repository.file("kept.tempoc.yaml", contract("acme.kept.v1", "old"));
    repository.file("bills.tempoc.yaml", contract("acme.bills.v1", "old"));
    repository.commit("more");
    repository.git(&["tag", "more"]);
    repository.git(&["mv", "bills.tempoc.yaml", "moved.tempoc.yaml"]);
    repository.file("moved.tempoc.yaml", contract("acme.bills.v2", "new"));
    let both = repository.by_paths(&["kept.tempoc.yaml", "moved.tempoc.yaml"]);
    let refusal = both.refusal(&["more"]);
    assert!(
        refusal.contains("not compared: `bills.tempoc.yaml`"),
        "{refusal}"
    );

    // A contract of others that has only moved is theirs.
    repository.file("moved.tempoc.yaml", contract("acme.bills.v1", "old"));
    repository.commit("moved alone");
    repository.file("new.tempoc.yaml", contract("acme.new.v1", "new"));
    let new = repository.by_paths(&["new.tempoc.yaml"]).allow_new();
    assert_eq!(new.one("more").missing, ["acme.new.v1"]);

    // Nor is one gone that is not checked out.
    repository.commit("new");
    repository.git(&["update-index", "--skip-worktree", "kept.tempoc.yaml"]);
    std::fs::remove_file(repository.path("kept.tempoc.yaml")).unwrap();
    let new = repository.by_paths(&["new.tempoc.yaml"]).allow_new();
    assert_eq!(new.one("more").missing, ["acme.new.v1"]);
    repository.git(&["update-index", "--no-skip-worktree", "kept.tempoc.yaml"]);
    let new = repository.by_paths(&["new.tempoc.yaml"]).allow_new();
    let refusal = new.refusal(&["more"]);
    assert!(
        refusal.contains("not compared: `kept.tempoc.yaml`"),
        "{refusal}"
    );
}

#[test]
fn imports_are_read_from_the_same_commit() {
    let repository = Repository::new();
    let importing = contract("acme.orders.v1", "old").replace(
        "types:",
        "imports: {money: ../common/money.tempoc.yaml}\ntypes:",
    );
    repository
        .file("a/order.tempoc.yaml", &importing)
        .file("common/money.tempoc.yaml", contract("acme.money.v1", "old"))
        .commit("first");
    repository.file("common/money.tempoc.yaml", contract("acme.money.v1", "new"));
    let old = repository.by_paths(&["a/order.tempoc.yaml"]).one("HEAD");
    assert_eq!(
        files(&old),
        [
            "a/order.tempoc.yaml @ HEAD: old",
            "common/money.tempoc.yaml @ HEAD: old"
        ]
    );
}

#[test]
fn a_contract_in_a_folder_of_the_repository() {
    let repository = Repository::new();
    repository
        .file("team/orders/tempoc.toml", manifest(&["order.tempoc.yaml"]))
        .file(
            "team/orders/order.tempoc.yaml",
            contract("acme.orders.v1", "old"),
        )
        .commit("first");
    repository.file(
        "team/orders/order.tempoc.yaml",
        contract("acme.orders.v1", "new"),
    );
    let old = repository.by_manifest("team/orders").one("HEAD");
    assert_eq!(files(&old), ["order.tempoc.yaml @ HEAD: old"]);
    let old = repository
        .by_paths(&["team/orders/order.tempoc.yaml"])
        .one("HEAD");
    assert_eq!(files(&old), ["team/orders/order.tempoc.yaml @ HEAD: old"]);
    let above = repository.by_paths_from("team/orders", &["order.tempoc.yaml"]);
    let old = above.one("HEAD:team/orders/order.tempoc.yaml");
    assert_eq!(files(&old), ["order.tempoc.yaml @ HEAD: old"]);
}

#[test]
fn worktrees_and_other_hashes() {
    let repository = released();
    repository.git(&["worktree", "add", "-q", "tree", "v1"]);
    repository.commit("second");
    let old = repository.by_manifest("tree").one("main");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ main: new"]);

    let long = Repository::with(&["--object-format=sha256"]);
    long.file("order.tempoc.yaml", contract("acme.orders.v1", "old"));
    let commit = long.commit("first");
    assert_eq!(commit.len(), 64);
    let old = long.by_paths(&["order.tempoc.yaml"]).one("HEAD");
    assert_eq!(files(&old), ["order.tempoc.yaml @ HEAD: old"]);
    assert_eq!(old.commit, Some(commit));
}

#[test]
fn packed_objects_are_read() {
    let repository = released();
    repository.git(&["gc", "-q"]);
    let old = repository.by_manifest("").one("v1");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ v1: old"]);
}

#[test]
fn links_inside_the_commit_are_followed_as_they_were() {
    let repository = Repository::new();
    repository
        .file("v1/order.tempoc.yaml", contract("acme.orders.v1", "one"))
        .file("v2/order.tempoc.yaml", contract("acme.orders.v1", "two"));
    symlink("v1", repository.path("current")).unwrap();
    symlink(
        "current/../current/order.tempoc.yaml",
        repository.path("order.tempoc.yaml"),
    )
    .unwrap();
    repository.commit("first");
    std::fs::remove_file(repository.path("current")).unwrap();
    symlink("v2", repository.path("current")).unwrap();
    for entry in ["current/order.tempoc.yaml", "order.tempoc.yaml"] {
        let old = repository.by_paths(&[entry]).one("HEAD");
        assert_eq!(files(&old), ["v1/order.tempoc.yaml @ HEAD: one"], "{entry}");
    }
}

#[test]
fn links_that_lead_out_in_circles_or_nowhere() {
    let repository = Repository::new();
    repository.file("order.tempoc.yaml", contract("acme.orders.v1", "old"));
    for (name, target) in [
        ("out.yaml", "../../etc/passwd"),
        ("root.yaml", "/etc/passwd"),
        ("circle.yaml", "circle.yaml"),
        ("nowhere.yaml", "gone.yaml"),
    ] {
        symlink(target, repository.path(name)).unwrap();
    }
    repository.commit("first");
    let compared = repository.by_paths(&["order.tempoc.yaml"]);
    for (name, why) in [
        ("out.yaml", "a symbolic link leads out of the repository"),
        ("root.yaml", "a symbolic link leads out of the repository"),
        ("circle.yaml", "too many symbolic links lead to it"),
    ] {
        assert_eq!(
            compared.refusal(&[&format!("HEAD:{name}")]),
            format!(
                "HEAD:{name}:1:1: error[against-not-found]: `HEAD:{name}` cannot be read: {why}; \
                 see to that, or name another old version\n1 error\n"
            )
        );
    }
    assert_eq!(
        compared.refusal(&["HEAD:nowhere.yaml"]),
        "HEAD:nowhere.yaml:1:1: error[against-not-found]: `nowhere.yaml` does not exist at `HEAD`; \
         list what is there with `git ls-tree -r --name-only HEAD`\n1 error\n"
    );
}

#[test]
fn names_that_git_puts_into_quotes() {
    let repository = Repository::new();
    let name = "Bücher und \"mehr\"\ttab\\x/order\n2.tempoc.yaml";
    repository
        .file(name, contract("acme.orders.v1", "old"))
        .file("-x/--help.tempoc.yaml", contract("acme.dash.v1", "old"))
        .commit("first");
    let compared = repository.by_paths(&[name, "-x/--help.tempoc.yaml"]);
    let old = compared.one("HEAD");
    assert_eq!(old.missing, [""; 0]);
    // Moved to another place, they are found again.
    repository.git(&["mv", "--", "-x", "y"]);
    let old = repository.by_paths(&["y/--help.tempoc.yaml"]).one("HEAD");
    assert_eq!(files(&old), ["-x/--help.tempoc.yaml @ HEAD: old"]);
}

#[test]
fn a_submodule_is_a_repository_of_its_own() {
    let inner = released();
    let outer = Repository::new();
    let url = format!("file://{}", inner.path("").display());
    outer.git(&["submodule", "--quiet", "add", &url, "sub"]);
    outer.commit("first");
    let compared = outer.by_paths(&["sub/schemas/order.tempoc.yaml"]);
    assert_eq!(
        compared.refusal(&["HEAD"]),
        "sub/schemas/order.tempoc.yaml @ HEAD:1:1: error[unreadable-file]: \
         `sub/schemas/order.tempoc.yaml` cannot be read (it lies in a submodule, whose files are in \
         a repository of their own); check the path and the disk\n\
         HEAD:1:1: error[against-broken]: the old version `HEAD` does not compile; compare with a \
         version that compiles, or with a folder that has a mended copy of it\n2 errors\n"
    );
    run_git(&outer.path("sub"), &["tag", "inner"]);
    let old = outer.by_manifest("sub").one("inner");
    assert_eq!(files(&old), ["schemas/order.tempoc.yaml @ inner: old"]);
}

#[test]
fn an_old_version_that_does_not_compile_is_told_from_the_new_one() {
    let repository = released();
    repository.file(
        "schemas/order.tempoc.yaml",
        contract("acme.orders.v1", "a").replace("string", "strng"),
    );
    repository.commit("slip");
    repository.git(&["tag", "slip"]);
    repository.file("schemas/order.tempoc.yaml", contract("acme.orders.v1", "b"));
    let error = repository
        .by_manifest("")
        .open(&["slip", "v1"])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "error[unknown-type]: unknown type `strng`
 --> schemas/order.tempoc.yaml @ slip:5:17
  |
5 |     fields: {a: strng}
  |                 ^^^^^
  |
help: did you mean `string`?
  |
5 |     fields: {a: string}
  |                    +

error[against-broken]: the old version `slip` does not compile
--> slip
 = help: compare with a version that compiles, or with a folder that has a mended copy of it

2 errors"
    );
}

#[test]
fn a_manifest_of_then_that_is_broken_or_names_what_is_not_there() {
    let repository = released();
    repository
        .file("tempoc.toml", "[[contract]\n")
        .commit("broken");
    repository.git(&["tag", "broken"]);
    repository
        .file("tempoc.toml", manifest(&["schemas/gone.tempoc.yaml"]))
        .commit("gone");
    repository.git(&["tag", "gone"]);
    repository.file("tempoc.toml", manifest(&["schemas/order.tempoc.yaml"]));
    let refusal = repository.by_manifest("").refusal(&["broken", "gone"]);
    let lines: Vec<&str> = refusal.lines().collect();
    assert!(lines[0].starts_with("tempoc.toml @ broken:1:"), "{refusal}");
    assert_eq!(
        lines[1..],
        [
            "broken:1:1: error[against-broken]: the old version `broken` does not compile; compare \
             with a version that compiles, or with a folder that has a mended copy of it",
            "schemas/gone.tempoc.yaml @ gone:1:1: error[unreadable-file]: \
             `schemas/gone.tempoc.yaml` does not exist; create it or correct the path",
            "gone:1:1: error[against-broken]: the old version `gone` does not compile; compare with \
             a version that compiles, or with a folder that has a mended copy of it",
            "4 errors"
        ]
    );
}

#[test]
fn two_packages_of_one_name_in_an_old_version() {
    let repository = released();
    repository
        .file(
            "tempoc.toml",
            manifest(&["schemas/order.tempoc.yaml", "b.tempoc.yaml"]),
        )
        .file("b.tempoc.yaml", contract("acme.orders.v1", "other"))
        .commit("twice");
    repository.git(&["tag", "twice"]);
    repository.file("tempoc.toml", manifest(&["schemas/order.tempoc.yaml"]));
    let refusal = repository.by_manifest("").refusal(&["twice"]);
    assert!(
        refusal.starts_with("b.tempoc.yaml @ twice:2:10: error[package-clash]"),
        "{refusal}"
    );
}

#[test]
fn a_file_that_is_too_large_is_told_with_its_version() {
    let repository = released();
    repository.file("schemas/order.tempoc.yaml", " ".repeat(5 << 20));
    repository.commit("large");
    repository.git(&["tag", "large"]);
    repository.file("schemas/order.tempoc.yaml", contract("acme.orders.v1", "b"));
    let refusal = repository.by_manifest("").refusal(&["large"]);
    assert!(
        refusal.starts_with("schemas/order.tempoc.yaml @ large:1:1: error[file-too-large]"),
        "{refusal}"
    );
    assert!(
        refusal.contains("\nlarge:1:1: error[against-broken]"),
        "{refusal}"
    );
}
