//! Refs, tags and merge bases, and what a clone may not have of them.

use crate::git::run_git;
use crate::repository::{Compared, Repository, contract};

const ORDER: &str = "order.tempoc.yaml";

fn compared(repository: &Repository) -> Compared<'_> {
    repository.by_paths(&[ORDER])
}

/// A repository with a commit for each field, each tagged with the field's name.
fn tagged(fields: &[&str]) -> Repository {
    let repository = Repository::new();
    for (number, field) in fields.iter().enumerate() {
        repository.file(ORDER, contract("acme.orders.v1", &format!("f{number}")));
        repository.commit_at(1_700_000_000 + number as i64 * 1000);
        repository.git(&["tag", field]);
    }
    repository
}

#[test]
fn commits_are_sorted_by_version_else_by_date() {
    let repository = tagged(&["v1.10.0", "v1.9", "v2.0.0-rc.1", "v1.2.0", "last"]);
    let labels = |pattern: &str, against: &[&str]| match pattern {
        "" => compared(&repository).labels(against),
        pattern => compared(&repository).tags(pattern).labels(against),
    };
    assert_eq!(labels("v1.*", &[]), ["v1.2.0", "v1.9", "v1.10.0"]);
    assert_eq!(
        labels("v*", &["v2.0.0-rc.1"]),
        ["v1.2.0", "v1.9", "v1.10.0", "v2.0.0-rc.1"]
    );
    assert_eq!(
        labels("v1.*", &["last"]),
        ["v1.10.0", "v1.9", "v1.2.0", "last"]
    );
    // What is not a commit keeps its place.
    let disk = repository.path(ORDER);
    let disk = disk.to_str().unwrap();
    assert_eq!(
        labels("", &["v1.9", disk, "v1.2.0"]),
        ["v1.2.0", disk, "v1.9"]
    );
}

#[test]
fn annotated_tags_are_followed_and_tags_of_files_are_refused() {
    let repository = tagged(&["v1"]);
    repository.git(&["tag", "-a", "-m", "x", "v2"]);
    assert_eq!(compared(&repository).labels(&["v2"]), ["v2"]);
    repository.git(&["tag", "v3", "HEAD:order.tempoc.yaml"]);
    assert_eq!(
        compared(&repository).tags("v*").refusal(&[]),
        "v3:1:1: error[against-unknown]: the tag `v3` is not on a commit; choose a pattern that \
         does not match it\n1 error\n"
    );
    assert_eq!(
        compared(&repository).tags("w*").refusal(&[]),
        "w*:1:1: error[no-tags]: no tag matches `w*`; list the tags with `git tag`, fetch them with \
         `git fetch --tags`, or correct the pattern\n1 error\n"
    );
}

#[test]
fn tags_without_the_contract_are_named() {
    let repository = Repository::new();
    repository.commit("nothing yet");
    repository.git(&["tag", "v0"]);
    repository.file(ORDER, "tempoc: 1\npackage: acme.orders.v1\ntypes: 3\n");
    repository.commit("broken");
    repository.git(&["tag", "v1"]);
    repository.file(ORDER, contract("acme.orders.v1", "a"));
    repository.commit("good");
    repository.git(&["tag", "v2"]);
    let refusal = compared(&repository).tags("v*").refusal(&[]);
    assert!(
        refusal.starts_with("v0:1:1: error[against-nothing]"),
        "{refusal}"
    );
    assert!(
        refusal.contains("\norder.tempoc.yaml @ v1:3:8: error["),
        "{refusal}"
    );
    assert!(
        refusal.contains("\nv1:1:1: error[against-broken]"),
        "{refusal}"
    );
    assert!(!refusal.contains("v2"), "{refusal}");
}

#[test]
fn names_that_git_does_not_know() {
    let repository = tagged(&["v1.0.0"]);
    let clone = Repository::none();
    clone.git(&["clone", "-q", repository.path("").to_str().unwrap(), "c"]);
    clone.git_in("c", &["checkout", "-q", "-b", "work"]);
    clone.git_in("c", &["branch", "-q", "-D", "main"]);
    let compared = clone.by_paths_from("c", &[ORDER]);
    for (named, message) in [
        (
            "v1.0.1",
            "neither a path on disk nor a commit; did you mean `v1.0.0`?",
        ),
        (
            "main",
            "neither a path on disk nor a commit; did you mean `origin/main`?",
        ),
        (
            "nothing-like-it",
            "neither a path on disk nor a commit; correct it, or fetch it with `git fetch`",
        ),
        (
            "--all",
            "neither a path on disk nor a commit; correct it, or fetch it with `git fetch`",
        ),
        (
            "main..HEAD",
            "neither a path on disk nor a commit; correct it, or fetch it with `git fetch`",
        ),
    ] {
        assert_eq!(
            compared.refusal(&[named]),
            format!("{named}:1:1: error[against-unknown]: `{named}` is {message}\n1 error\n")
        );
    }
    assert_eq!(
        compared.refusal(&["man:x", ":x", "v1.0.0:oder.tempoc.yaml", "v1.0.0:./x"]),
        "man:x:1:1: error[against-unknown]: `man` of `man:x` is no commit; correct it, or fetch it \
         with `git fetch`\n\
         :x:1:1: error[against-unknown]: `:x` names no commit before its colon; correct it, or \
         fetch it with `git fetch`\n\
         v1.0.0:./x:1:1: error[against-not-found]: `v1.0.0:./x` leads out of the repository; name a \
         path in it\n\
         v1.0.0:oder.tempoc.yaml:1:1: error[against-not-found]: `oder.tempoc.yaml` does not exist at \
         `v1.0.0`; did you mean `v1.0.0:order.tempoc.yaml`?\n4 errors\n"
    );
}

#[test]
fn a_name_that_is_both_is_refused() {
    let repository = tagged(&["v1"]);
    // `src` is a folder where the tests run.
    repository.git(&["branch", "src"]);
    assert_eq!(
        compared(&repository).refusal(&["src"]),
        "src:1:1: error[against-ambiguous]: `src` is both a path on disk and a name that git knows; \
         write `./src` for the path, or `refs/heads/src` for the commit\n1 error\n"
    );
    assert_eq!(
        compared(&repository).labels(&["refs/heads/src"]),
        ["refs/heads/src"]
    );
}

#[test]
fn without_a_repository_or_a_commit() {
    let folder = Repository::none();
    folder.file(ORDER, contract("acme.orders.v1", "a"));
    assert_eq!(
        compared(&folder).refusal(&["main"]),
        "main:1:1: error[no-repository]: `main` does not exist, and there is no git repository here \
         to find it in; correct the path, run this in the repository of the contract, or compare \
         with a folder, a file or what `tempoc save` wrote\n1 error\n"
    );
    let empty = Repository::new();
    empty.file(ORDER, contract("acme.orders.v1", "a"));
    assert_eq!(
        compared(&empty).refusal(&["HEAD"]),
        "HEAD:1:1: error[against-unknown]: `HEAD` is neither a path on disk nor a commit; correct \
         it, or fetch it with `git fetch`\n1 error\n"
    );
}

#[test]
fn the_merge_base_is_what_both_go_back_to() {
    let repository = tagged(&["base"]);
    repository.git(&["checkout", "-q", "-b", "work"]);
    repository.file(ORDER, contract("acme.orders.v1", "work"));
    repository.commit("on the branch");
    repository.git(&["checkout", "-q", "main"]);
    repository.file(ORDER, contract("acme.orders.v1", "main"));
    repository.commit("on main");
    repository.git(&["checkout", "-q", "work"]);
    let old = compared(&repository).merge_base().one("main");
    let base = repository.git(&["rev-parse", "base"]);
    assert_eq!(old.commit.as_deref(), Some(base.trim()));
    assert_eq!(old.label, "merge base of main");
    assert_eq!(
        crate::repository::files(&old),
        ["order.tempoc.yaml @ merge base of main: f0"]
    );
    let old = compared(&repository)
        .merge_base()
        .one("main:order.tempoc.yaml");
    assert_eq!(old.label, "merge base of main:order.tempoc.yaml");

    repository.git(&["checkout", "-q", "--orphan", "alone"]);
    repository.commit("nothing in common");
    assert_eq!(
        compared(&repository).merge_base().refusal(&["main"]),
        "main:1:1: error[no-merge-base]: the histories of `main` and `HEAD` have nothing in common; \
         compare without `--merge-base`\n1 error\n"
    );
}

#[test]
fn a_shallow_clone_says_how_to_fetch() {
    let repository = tagged(&["v1", "v2"]);
    repository.git(&["branch", "side", "v1"]);
    let clone = Repository::none();
    let url = format!("file://{}", repository.path("").display());
    clone.git(&["clone", "-q", "--depth=1", "--no-single-branch", &url, "c"]);
    clone.git_in("c", &["tag", "-d", "v1"]);
    let compared = || clone.by_paths_from("c", &[ORDER]);
    assert_eq!(compared().labels(&["HEAD", "v2"]), ["HEAD", "v2"]);
    let fetch = |named: &str, command: &str| {
        assert_eq!(
            compared().refusal(&[named]),
            format!(
                "{named}:1:1: error[against-unknown]: `{named}` is neither a path on disk nor a \
                 commit; this clone is shallow, so it may only be missing here: fetch it with \
                 `{command}`\n1 error\n"
            )
        );
    };
    fetch(
        "origin/release-17",
        "git fetch --depth=1 origin +refs/heads/release-17:refs/remotes/origin/release-17",
    );
    fetch("HEAD~1", "git fetch --unshallow");
    fetch("version-1", "git fetch --depth=1 origin tag version-1");
    assert_eq!(
        compared().merge_base().refusal(&["origin/side"]),
        "origin/side:1:1: error[no-merge-base]: this shallow clone does not reach back to a commit \
         that `origin/side` and `HEAD` share; fetch the history with `git fetch --unshallow`, or \
         some of it with `git fetch --deepen=100`\n1 error\n"
    );
    // What is said mends it.
    run_git(&clone.path("c"), &["fetch", "-q", "--unshallow"]);
    assert_eq!(compared().labels(&["HEAD~1"]), ["HEAD~1"]);
    assert_eq!(
        compared().merge_base().labels(&["origin/side"]),
        ["merge base of origin/side"]
    );
}

#[test]
fn a_partial_clone_is_not_filled_from_here() {
    let repository = tagged(&["v1"]);
    repository.file(ORDER, contract("acme.orders.v1", "new"));
    repository.commit("second");
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    repository.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let clone = Repository::none();
    let url = format!("file://{}", repository.path("").display());
    clone.git(&["clone", "-q", "--filter=blob:none", &url, "c"]);
    let compared = || clone.by_paths_from("c", &[ORDER]);
    let commit = repository.git(&["rev-parse", "v1"]);
    let commit = commit.trim();
    assert_eq!(
        compared().refusal(&["v1"]),
        format!(
            "v1:1:1: error[object-missing]: `order.tempoc.yaml` of `v1` was not fetched into this \
             partial clone; fetch it with `git archive {commit} > /dev/null`, or clone without \
             `--filter`\n1 error\n"
        )
    );
    clone.git_in("c", &["archive", "-o", "/dev/null", commit]);
    assert_eq!(compared().labels(&["v1"]), ["v1"]);
}
