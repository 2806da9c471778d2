//! The repository that a contract lies in.

use std::cell::{OnceCell, RefCell};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::names::{from_folder, relative};
use super::super::problem::Problem;
use super::objects::{Folder, Object, Objects};
use super::{failed, git, run};

/// The repository that a contract lies in.
#[derive(Debug)]
pub(in super::super) struct Repository {
    /// The folder that git is run in.
    folder: PathBuf,
    /// The contract's folder, from the top of the repository.
    prefix: PathBuf,
    /// This folder, from the top of the repository, if it is in it.
    here: Option<PathBuf>,
    /// Whether its history is cut off somewhere.
    shallow: bool,
    objects: OnceCell<RefCell<Objects>>,
    /// What went wrong while files were read, where that is more than a reader of files can say.
    trouble: RefCell<Option<Problem>>,
}

impl Repository {
    /// The repository of a contract whose paths start at `root`.
    pub(in super::super) fn open(root: &Path) -> Result<Self, Problem> {
        // The path in `GIT_DIR` may start here, as it does in a hook, and must not start elsewhere.
        let told = env::var_os("GIT_DIR").is_some();
        let folder = if told { Path::new(".") } else { root };
        let asked = run(git(folder).args([
            "rev-parse",
            "--is-shallow-repository",
            if told {
                "--show-toplevel"
            } else {
                "--show-prefix"
            },
        ]))?;
        if !asked.status.success() {
            let words = String::from_utf8_lossy(&asked.stderr);
            return Err(match words.contains("not a git repository") {
                true => Problem::new(
                    "no-repository",
                    "there is no git repository here to find it in",
                    "correct the path, run this in the repository of the contract, \
                     or compare with a folder, a file or what `tempoc save` wrote",
                ),
                false => failed(&asked.stderr),
            });
        }
        let text = String::from_utf8_lossy(&asked.stdout);
        let (shallow, place) = text.split_once('\n').unwrap_or_default();
        let place = PathBuf::from(place.strip_suffix('\n').unwrap_or(place));
        let prefix = match told {
            false => place,
            true => {
                let inside = fs::canonicalize(root)
                    .ok()
                    .zip(fs::canonicalize(&place).ok());
                let inside =
                    inside.and_then(|(root, top)| Some(root.strip_prefix(top).ok()?.to_owned()));
                inside.ok_or_else(|| {
                    Problem::new(
                        "no-repository",
                        "the contract lies outside of the repository that `GIT_DIR` names",
                        "unset `GIT_DIR`, or run this where the contract is",
                    )
                })?
            }
        };
        let here = fs::canonicalize(root).ok().zip(fs::canonicalize(".").ok());
        let here = here.map(|(root, here)| relative(&root, &here));
        Ok(Self {
            folder: folder.to_path_buf(),
            here: here.and_then(|here| from_folder(&prefix, here)),
            prefix,
            shallow: shallow == "true",
            objects: OnceCell::new(),
            trouble: RefCell::new(None),
        })
    }

    /// The contract's folder, from the top of the repository.
    pub(in super::super) fn prefix(&self) -> &Path {
        &self.prefix
    }

    /// This folder, from the top of the repository, if it is in it.
    pub(in super::super) fn here(&self) -> Option<&Path> {
        self.here.as_deref()
    }

    /// Whether its history is cut off somewhere.
    pub(super) fn is_shallow(&self) -> bool {
        self.shallow
    }

    /// Whether it was cloned with some of its files left behind.
    pub(super) fn is_partial(&self) -> bool {
        let keys = "^(remote\\..*\\.promisor|extensions\\.partialclone)$";
        let found = self.run(&["config", "--get-regexp", keys]);
        found.is_ok_and(|found| found.status.success())
    }

    /// Runs git in this repository.
    pub(in super::super) fn run(
        &self,
        arguments: &[&str],
    ) -> Result<std::process::Output, Problem> {
        run(git(&self.folder).args(arguments))
    }

    /// The first `limit` bytes of an object; `None` where the repository does not have it.
    pub(super) fn read(&self, name: &str, limit: usize) -> Result<Option<Object>, Problem> {
        self.objects()?.borrow_mut().read(name, limit)
    }

    /// What a folder of a commit holds; `None` where the repository does not have it.
    pub(super) fn read_folder(&self, oid: &str) -> Result<Option<Rc<Folder>>, Problem> {
        self.objects()?.borrow_mut().folder(oid)
    }

    /// Keeps a problem for whoever reports it, the first one where there are several.
    pub(super) fn keep_trouble(&self, problem: Problem) {
        self.trouble.borrow_mut().get_or_insert(problem);
    }

    /// The problem that was kept, once.
    pub(in super::super) fn take_trouble(&self) -> Option<Problem> {
        self.trouble.borrow_mut().take()
    }

    fn objects(&self) -> Result<&RefCell<Objects>, Problem> {
        if let Some(open) = self.objects.get() {
            return Ok(open);
        }
        let opened = RefCell::new(Objects::open(&self.folder)?);
        Ok(self.objects.get_or_init(|| opened))
    }
}
