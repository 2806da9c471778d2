//! What a run takes from its surroundings: the folder, `GIT_DIR`, the program `git`.
//!
//! Both belong to a process as a whole, so each run is a process of its own.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempoc::Config;
use tempoc::breaking::Version;
use tempoc::breaking::against::{Request, open};
use tempoc::render::Format;

use crate::git::run_git;
use crate::repository::{Repository, contract, files};

const SCHEMA: &str = "order.tempoc.yaml";

/// What is read where the command is typed in a folder, after something was set.
fn read(repository: &Repository, folder: &str, named: &str, set: &[(&str, &str)]) -> String {
    let result = repository.path("result");
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "surroundings::opens_what_was_named", "--ignored"])
        .current_dir(repository.path(folder))
        .env("AGAINST_NAMED", named)
        .env("AGAINST_RESULT", &result)
        .stdout(Stdio::null())
        .envs(set.iter().copied());
    assert!(command.status().unwrap().success());
    let text = fs::read_to_string(&result).unwrap();
    fs::remove_file(result).unwrap();
    repository.without_folder(&text)
}

#[test]
#[ignore = "is run by the others, in a process of its own"]
fn opens_what_was_named() {
    let schema = env::var("AGAINST_SCHEMA").unwrap_or(SCHEMA.to_owned());
    let root = PathBuf::from(env::var("AGAINST_ROOT").unwrap_or(".".to_owned()));
    let config = Config::new().root(root).schema(schema);
    let opened = open(&Request {
        config: &config,
        manifest: None,
        present: &Version::of(&config).unwrap(),
        against: &[env::var("AGAINST_NAMED").unwrap()],
        tags: None,
        merge_base: false,
        allow_new: false,
        partial: false,
    });
    let text = match opened {
        Ok(versions) => files(&versions[0]).join("\n"),
        Err(error) => error.report().render(Format::Short),
    };
    fs::write(env::var("AGAINST_RESULT").unwrap(), text).unwrap();
}

fn repository() -> Repository {
    let repository = Repository::new();
    repository
        .file("a/order.tempoc.yaml", contract("acme.orders.v1", "a"))
        .file("b/order.tempoc.yaml", contract("acme.orders.v1", "b"))
        .commit("first");
    repository
}

#[test]
fn paths_start_here() {
    let repository = repository();
    let from_a = |named: &str| read(&repository, "a", named, &[]);
    assert_eq!(from_a("HEAD"), "order.tempoc.yaml @ HEAD: a");
    assert_eq!(
        from_a("HEAD:./order.tempoc.yaml"),
        "order.tempoc.yaml @ HEAD: a"
    );
    assert_eq!(from_a("HEAD:../b"), "../b/order.tempoc.yaml @ HEAD: b");
    assert_eq!(from_a("HEAD:b"), "../b/order.tempoc.yaml @ HEAD: b");
    assert_eq!(from_a("../b"), "../b/order.tempoc.yaml: b");
    assert_eq!(from_a("../b/"), "../b/order.tempoc.yaml: b");
    assert_eq!(
        from_a("../b/order.tempoc.yaml"),
        "../b/order.tempoc.yaml: b"
    );
    assert_eq!(from_a("order.tempoc.yaml"), "order.tempoc.yaml: a");
    assert_eq!(
        from_a("HEAD:../../b"),
        "HEAD:../../b:1:1: error[against-not-found]: `HEAD:../../b` leads out of the repository; \
         name a path in it\n1 error\n"
    );
    // The contract is in a folder above.
    let set = [
        ("AGAINST_ROOT", ".."),
        ("AGAINST_SCHEMA", "b/order.tempoc.yaml"),
    ];
    assert_eq!(
        read(&repository, "a", "HEAD", &set),
        "b/order.tempoc.yaml @ HEAD: b"
    );
    assert_eq!(
        read(&repository, "a", "HEAD:./", &set),
        "a/order.tempoc.yaml @ HEAD: a"
    );
}

#[test]
fn a_folder_with_the_name_of_a_branch() {
    let repository = repository();
    repository.git(&["branch", "b"]);
    let top = [("AGAINST_SCHEMA", "a/order.tempoc.yaml")];
    assert_eq!(
        read(&repository, "", "b", &top),
        "b:1:1: error[against-ambiguous]: `b` is both a path on disk and a name that git knows; \
         write `./b` for the path, or `refs/heads/b` for the commit\n1 error\n"
    );
    assert_eq!(
        read(&repository, "", "./b", &top),
        "./b/order.tempoc.yaml: b"
    );
    assert_eq!(read(&repository, "", "b/", &top), "b/order.tempoc.yaml: b");
    assert_eq!(
        read(&repository, "", "refs/heads/b", &top),
        "a/order.tempoc.yaml @ refs/heads/b: a"
    );
}

#[test]
fn git_dir_is_left_as_it_is() {
    let repository = repository();
    // A hook is run like this, at the top.
    let set = [("GIT_DIR", ".git"), ("AGAINST_ROOT", "a")];
    assert_eq!(
        read(&repository, "", "HEAD", &set),
        "order.tempoc.yaml @ HEAD: a"
    );

    repository.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    fs::rename(repository.path(".git"), repository.path("git")).unwrap();
    let bare = repository.path("bare.git");
    let bare = bare.to_str().unwrap();
    let top = repository.path("");
    let top = top.to_str().unwrap();
    let set = [("GIT_DIR", bare), ("GIT_WORK_TREE", top)];
    assert_eq!(
        read(&repository, "a", "HEAD", &set),
        "order.tempoc.yaml @ HEAD: a"
    );
    let b = repository.path("b");
    let set = [("GIT_DIR", bare), ("GIT_WORK_TREE", b.to_str().unwrap())];
    assert_eq!(
        read(&repository, "a", "HEAD", &set),
        "HEAD:1:1: error[no-repository]: `HEAD` does not exist, and the contract lies outside of the \
         repository that `GIT_DIR` names; unset `GIT_DIR`, or run this where the contract is\n\
         1 error\n"
    );
}

#[test]
fn a_contract_inside_of_a_bare_repository() {
    let repository = repository();
    repository.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    repository.file(
        "bare.git/a/order.tempoc.yaml",
        contract("acme.orders.v1", "new"),
    );
    assert_eq!(
        read(
            &repository,
            "bare.git",
            "main",
            &[("AGAINST_SCHEMA", "a/order.tempoc.yaml")]
        ),
        "a/order.tempoc.yaml @ main: a"
    );
}

#[test]
fn without_git_only_what_is_on_disk_is_read() {
    let repository = repository();
    let set = [("PATH", "/nowhere")];
    assert_eq!(
        read(&repository, "a", "HEAD", &set),
        "HEAD:1:1: error[git-missing]: there is no program `git` to read an old version with; \
         install git and put it on `PATH`, or compare with a folder, a file or what `tempoc save` \
         wrote\n1 error\n"
    );
    assert_eq!(
        read(&repository, "a", "../b", &set),
        "../b/order.tempoc.yaml: b"
    );
}

#[test]
fn a_repository_of_another_user() {
    let repository = repository();
    let set = [
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ];
    let said = read(&repository, "a", "HEAD", &set);
    assert_eq!(
        said,
        "HEAD:1:1: error[git-failed]: git does not read this repository, as it belongs to another \
         user; say that it is safe with `git config --global --add safe.directory FOLDER`\n1 error\n"
    );
}

#[test]
fn what_users_have_set_does_not_change_what_is_read() {
    let repository = repository();
    repository.git(&["tag", "v1"]);
    repository.git(&["tag", "v2"]);
    for (key, value) in [
        ("column.ui", "always"),
        ("color.ui", "always"),
        ("tag.sort", "-refname"),
        ("core.quotePath", "true"),
        ("core.autocrlf", "true"),
    ] {
        run_git(&repository.path(""), &["config", key, value]);
    }
    let compared = repository.by_paths(&["a/order.tempoc.yaml"]).tags("v*");
    assert_eq!(compared.labels(&[]), ["v1", "v2"]);
    assert_eq!(
        files(&compared.open(&[]).unwrap()[0]),
        ["a/order.tempoc.yaml @ v1: a"]
    );
}

#[test]
fn a_damaged_repository_is_no_version_without_the_contract() {
    let repository = repository();
    let tree = repository.git(&["rev-parse", "HEAD:a"]);
    let (folder, file) = tree.trim().split_at(2);
    let object = repository.path(&format!(".git/objects/{folder}/{file}"));
    let mut permissions = fs::metadata(&object).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o644);
    fs::set_permissions(&object, permissions).unwrap();
    fs::write(&object, "no object").unwrap();
    let compared = repository.by_paths(&["a/order.tempoc.yaml"]);
    let damaged = "HEAD:1:1: error[git-failed]: `a` of `HEAD` is missing or damaged in this \
                   repository; see what else is with `git fsck`, and fetch or clone it anew\n1 error\n";
    assert_eq!(compared.refusal(&["HEAD"]), damaged);
    fs::remove_file(object).unwrap();
    assert_eq!(compared.refusal(&["HEAD"]), damaged);
}

#[test]
fn a_thousand_files_are_read_by_one_git() {
    let repository = Repository::new();
    let names: Vec<String> = (0..1000)
        .map(|number| format!("a/b/c/{number}.tempoc.yaml"))
        .collect();
    for (number, name) in names.iter().enumerate() {
        repository.file(name, contract(&format!("acme.p{number}.v1"), "f"));
    }
    repository.commit("first");
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let compared = repository.by_paths(&names);
    let old = compared.one("HEAD");
    assert_eq!(old.model.packages.len(), 1000);
    assert_eq!(old.missing, [""; 0]);
}
