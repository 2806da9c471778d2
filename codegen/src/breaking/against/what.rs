//! What was named as the old version: something on disk, or something of a commit.

use std::cell::OnceCell;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::git::{Commit, Repository};
use super::names::from_folder;
use super::problem::Problem;
use crate::diagnostic::shown::shown_file;

/// What was named as the old version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A file or folder on disk.
    Disk(PathBuf),
    /// A commit, or one path of it.
    Commit {
        commit: Commit,
        /// What reports say that its files are from: `v1.3.0`.
        origin: String,
        /// The file or folder, from the top of the repository; everything without one.
        path: Option<PathBuf>,
    },
}

/// The repository of the contract, opened when it is asked for the first time.
#[derive(Debug)]
pub(super) struct Git<'r> {
    root: &'r Path,
    repository: OnceCell<Result<Repository, Problem>>,
}

impl<'r> Git<'r> {
    pub(super) fn new(root: &'r Path) -> Self {
        Self {
            root,
            repository: OnceCell::new(),
        }
    }

    pub(super) fn repository(&self) -> Result<&Repository, Problem> {
        let opened = self.repository.get_or_init(|| Repository::open(self.root));
        opened.as_ref().map_err(Problem::clone)
    }
}

/// Finds out what was named.
///
/// What cannot be a ref, as it begins with `/`, `./` or `../` or ends with `/`, is on disk. All
/// else may be both, and is refused if it is.
pub(super) fn understand_what(named: &str, git: &Git<'_>) -> Result<What, Problem> {
    let path = Path::new(named);
    let on_disk = path.symlink_metadata().is_ok();
    let is_path = path.is_absolute()
        || ["./", "../"].iter().any(|start| named.starts_with(start))
        || [".", ".."].contains(&named)
        || (named.ends_with(['/', MAIN_SEPARATOR]) && !named.contains(':'));
    let shown = shown_file(named);
    if is_path {
        return match on_disk {
            true => Ok(What::Disk(path.to_path_buf())),
            false => Err(Problem::new(
                "against-unknown",
                format!("{shown} does not exist"),
                "correct the path of the old version",
            )),
        };
    }
    let in_git = git
        .repository()
        .and_then(|repository| find_in_git(named, repository));
    match (on_disk, in_git) {
        (true, Ok(What::Commit { origin: name, .. })) => {
            let whole = git.repository()?.whole_name(&name);
            let rest = named.strip_prefix(&name).unwrap_or_default();
            let whole = whole.unwrap_or_else(|| format!("{name}^0")) + rest;
            Err(Problem::new(
                "against-ambiguous",
                format!("{shown} is both a path on disk and a name that git knows"),
                format!("write `./{named}` for the path, or `{whole}` for the commit"),
            ))
        }
        (true, _) => Ok(What::Disk(path.to_path_buf())),
        (false, Ok(found)) => Ok(found),
        (false, Err(problem)) if problem.code == "no-repository" => Err(Problem {
            message: format!("{shown} does not exist, and {}", problem.message),
            ..problem
        }),
        (false, Err(problem)) => Err(problem),
    }
}

/// `REF`, or `REF:PATH`, which git counts from the top of the repository, and from here after `./`.
fn find_in_git(named: &str, repository: &Repository) -> Result<What, Problem> {
    let (name, path) = match split_at_colon(named) {
        Some((name, path)) => (name, Some(path)),
        None => (named, None),
    };
    let Some(commit) = repository.find_commit(name)? else {
        return Err(Problem::new(
            "against-unknown",
            match path {
                Some(_) if name.is_empty() => {
                    format!("{} names no commit before its colon", shown_file(named))
                }
                Some(_) => format!("{} of {} is no commit", shown_file(name), shown_file(named)),
                None => format!(
                    "{} is neither a path on disk nor a commit",
                    shown_file(name)
                ),
            },
            repository.help_with(name),
        ));
    };
    let path = path.map(
        |path| match path.starts_with("./") || path.starts_with("../") {
            true => repository
                .here()
                .and_then(|here| from_folder(here, path))
                .ok_or_else(|| {
                    Problem::new(
                        "against-not-found",
                        format!("{} leads out of the repository", shown_file(named)),
                        "name a path in it",
                    )
                }),
            false => Ok(PathBuf::from(path)),
        },
    );
    Ok(What::Commit {
        commit,
        origin: name.to_owned(),
        path: path.transpose()?,
    })
}

/// The first colon that is not part of the ref, as the one in `main^{/fix: it}` is.
fn split_at_colon(named: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in named.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some((&named[..at], &named[at + 1..])),
            _ => {}
        }
    }
    None
}
