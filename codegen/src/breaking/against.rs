//! Where the old version of a contract comes from.
//!
//! | named | what is read |
//! |---|---|
//! | `origin/main`, `v1.3.0`, `HEAD~3` | the contract as that commit has it |
//! | `v1.3.0:contracts` | a folder or file of that commit; after `./` it is counted from here |
//! | `old/`, `../release/orders.tempoc.yaml` | a folder or file on disk |
//! | `contract.tempoc.json` | what `tempoc save` wrote, on disk or, as `v1.3.0:contract.tempoc.json`, in a commit |
//!
//! A name that is both a path on disk and one that git knows is refused rather than guessed.
//!
//! Which files of a commit or folder are the contract: those that its own `tempoc.toml` names,
//! where `tempoc.toml` names the present ones too; else those at today's paths, and for a path that
//! was not there yet, or held another package, the file that held the same package, wherever it was;
//! else, in a folder that was named by itself, every contract in it.
//! Where `tempoc.toml` has moved, the one that is gone says what the contract was. A package that is not found is new only
//! where the commit has no contract that is gone now.
//! Of a saved contract that is all of it, unless only a part of the project is compared.

mod entries;
mod git;
mod gone;
mod names;
mod order;
mod place;
mod present;
mod problem;
mod search;
mod what;

use std::path::Path;

use self::git::Tree;
use self::names::Names;
use self::place::{Kind, Place};
use self::present::Present;
use self::problem::Problem;
use self::what::{Git, What, understand_what};
use super::Version;
use super::saved::{Damage, Saved};
use crate::config::Config;
use crate::diagnostic::shown::{brief, shown_file};
use crate::load::{Disk, Files};
use crate::report::{Error, Report};

/// What is compared with what.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What is compiled now.
    pub config: &'a Config,
    /// The `tempoc.toml` that says so, if one does.
    pub manifest: Option<&'a Path>,
    /// The same, compiled.
    pub present: &'a Version,
    /// The old versions, as they were named.
    pub against: &'a [String],
    /// The old versions that are tags, by a pattern such as `v1.*`.
    pub tags: Option<&'a str>,
    /// Whether a ref of [`Request::against`] stands for the last commit that it shares with `HEAD`.
    pub merge_base: bool,
    /// Whether an old version may have nothing of the contract, as before its first release.
    pub allow_new: bool,
    /// Whether only a part of a project is compared, so that what a saved contract has besides is not gone.
    pub partial: bool,
}

/// An old version that was found, and is not read yet.
#[derive(Debug)]
struct Found {
    /// What reports call it.
    label: String,
    /// What the user calls it.
    named: String,
    what: What,
}

/// Reads all old versions, the oldest first.
///
/// Commits are in the order of their versions where all of them are named by one, as `v1.3.0` is,
/// and else in the order of their dates. What is not a commit stays at the place where it was named.
///
/// # Errors
///
/// Every old version that cannot be read or does not compile, with all that is wrong with it; and a
/// request that comes to no old version at all.
pub fn open(request: &Request<'_>) -> Result<Vec<Version>, Error> {
    let root = request.config.root_path();
    let git = Git::new(&root);
    let present = Present::of(request);
    let mut report = Report::default();
    let found = order::sorted(find_all(request, &git, &mut report));

    let mut versions = Vec::new();
    for found in found {
        match read(&found, &present, &git) {
            Ok(version) => versions.push(version),
            Err(error) => report.append(error.report()),
        }
    }
    if report.diagnostics.has_errors() {
        return Err(report.into());
    }
    match versions.is_empty() {
        false => Ok(versions),
        true => Err(Problem::new(
            "against-nothing",
            "no old version is named",
            "name one with `--against`, such as `--against origin/main`, or in `tempoc.toml`: `against = \"origin/main\"` below `[breaking]`",
        )
        .about("--against")),
    }
}

/// Everything that was named, each once, in the order named; tags come last.
fn find_all(request: &Request<'_>, git: &Git<'_>, report: &mut Report) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut add = |found: Result<Found, Problem>, named: &str| match found {
        Ok(found) if all.iter().any(|known| known.label == found.label) => {}
        Ok(found) => all.push(found),
        Err(problem) => report.append(problem.about(named).report()),
    };
    for named in request.against {
        add(find(named, request.merge_base, git), named);
    }
    if let Some(pattern) = request.tags {
        let tags = git.repository().and_then(|git| git.find_tags(pattern));
        match tags {
            Ok(tags) => {
                for tag in tags {
                    add(find_tag(&tag, git), &tag);
                }
            }
            Err(problem) => add(Err(problem), pattern),
        }
    }
    all
}

fn find(named: &str, merge_base: bool, git: &Git<'_>) -> Result<Found, Problem> {
    let mut what = understand_what(named, git)?;
    let mut label = named.to_owned();
    if merge_base {
        match &mut what {
            What::Commit { commit, origin, .. } => {
                *commit = git.repository()?.merge_base(commit, origin)?;
                *origin = format!("merge base of {origin}");
                label = format!("merge base of {label}");
            }
            What::Disk(_) => {
                return Err(Problem::new(
                    "no-merge-base",
                    format!("`{named}` is on disk, and only a commit has a merge base"),
                    "name a ref, or compare without `--merge-base`",
                ));
            }
        }
    }
    Ok(Found {
        label,
        named: named.to_owned(),
        what,
    })
}

fn find_tag(tag: &str, git: &Git<'_>) -> Result<Found, Problem> {
    let commit = git.repository()?.find_commit(&format!("refs/tags/{tag}"))?;
    let commit = commit.ok_or_else(|| {
        Problem::new(
            "against-unknown",
            format!("the tag `{tag}` is not on a commit"),
            "choose a pattern that does not match it",
        )
    })?;
    Ok(Found {
        label: tag.to_owned(),
        named: tag.to_owned(),
        what: What::Commit {
            commit,
            origin: tag.to_owned(),
            path: None,
        },
    })
}

fn read(found: &Found, present: &Present<'_>, git: &Git<'_>) -> Result<Version, Error> {
    let about = |problem: Problem| problem.about(&found.named);
    match &found.what {
        What::Disk(path) => {
            let kind = Kind::on_disk(path, &present.root).map_err(about)?;
            if let Some(path) = kind.saved() {
                return read_saved(&Disk, path, found, present);
            }
            let place = Place {
                label: &found.label,
                named: &found.named,
                files: &Disk,
                names: Names::on_disk(path),
                kind,
                repository: None,
            };
            place.read(present)
        }
        What::Commit {
            commit,
            origin,
            path,
        } => {
            let repository = git.repository().map_err(about)?;
            let tree = Tree::new(repository, commit, origin);
            let kind = match path {
                None => Kind::Whole(repository.prefix().to_path_buf()),
                Some(path) => Kind::in_tree(path, &tree, repository, origin).map_err(about)?,
            };
            let version = match kind.saved() {
                Some(path) => read_saved(&tree, path, found, present)?,
                None => {
                    let place = Place {
                        label: &found.label,
                        named: &found.named,
                        files: &tree,
                        names: Names::elsewhere(origin, &present.root, repository.prefix()),
                        kind,
                        repository: Some(repository),
                    };
                    place.read(present)?
                }
            };
            Ok(Version {
                commit: Some(commit.oid.clone()),
                ..version
            })
        }
    }
}

/// What `tempoc save` wrote to a file on disk or of a commit.
fn read_saved(
    files: &dyn Files,
    path: &Path,
    found: &Found,
    present: &Present<'_>,
) -> Result<Version, Error> {
    let shown = shown_file(&found.named);
    let about = |problem: Problem| problem.about(&found.named);
    let saved = Saved::read(files, path).map_err(|error| {
        about(Problem::new(
            "against-not-found",
            format!("{shown} cannot be read: {error}"),
            "see to that, or name another old version",
        ))
    })?;
    let saved = saved.map_err(|damage| {
        about(match damage {
            Damage::Damaged(why) => Problem::new(
                "saved-damaged",
                format!("{shown} is no contract that can be read back: {why}"),
                "take it from where it was kept, or write it again with `tempoc save` where that \
                 version of the contract is",
            ),
            Damage::Newer(writer) => Problem::new(
                "saved-newer",
                format!(
                    "{shown} was written by tempoc {}, in a layout that this one does not know",
                    brief(&writer)
                ),
                "bring tempoc up to date",
            ),
        })
    })?;
    let place = Place {
        label: &found.label,
        named: &found.named,
        names: Names::elsewhere(&found.label, &present.root, Path::new("")),
        kind: Kind::Files(saved.entries.clone()),
        files: &saved,
        repository: None,
    };
    place.read(present)
}
