//! From the name of a ref to its commit.

use super::super::problem::Problem;
use super::failed;
use super::objects::Oid;
use super::repository::Repository;
use crate::diagnostic::shown::shown_file;
use crate::diagnostic::similar::nearest;

/// A commit that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Commit {
    pub(in super::super) oid: Oid,
    /// The folder that it holds.
    pub(super) tree: Oid,
    /// When it was made, in seconds since 1970.
    pub(in super::super) time: i64,
}

impl Repository {
    /// The commit that a ref names, if it names one.
    pub(in super::super) fn find_commit(&self, name: &str) -> Result<Option<Commit>, Problem> {
        // No ref begins like an option, and git would take it for one.
        if name.is_empty() || name.starts_with('-') || name.contains(['\0', '\n']) {
            return Ok(None);
        }
        let commit = format!("{name}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", &commit])?;
        match found.status.success() {
            true => self.read_commit(String::from_utf8_lossy(&found.stdout).trim_end()),
            false => Ok(None),
        }
    }

    /// The last commit that both a commit and `HEAD` have.
    pub(in super::super) fn merge_base(
        &self,
        commit: &Commit,
        name: &str,
    ) -> Result<Commit, Problem> {
        let name = shown_file(name);
        if self.find_commit("HEAD")?.is_none() {
            return Err(Problem::new(
                "no-merge-base",
                format!("{name} and `HEAD` have no merge base, as `HEAD` has no commit yet"),
                "commit first, or compare without `--merge-base`",
            ));
        }
        let found = self.run(&["merge-base", &commit.oid, "HEAD"])?;
        let base = String::from_utf8_lossy(&found.stdout);
        if let Some(commit) = self
            .read_commit(base.trim_end())?
            .filter(|_| found.status.success())
        {
            return Ok(commit);
        }
        if !found.stderr.is_empty() {
            return Err(failed(&found.stderr));
        }
        Err(match self.is_shallow() {
            true => Problem::new(
                "no-merge-base",
                format!(
                    "this shallow clone does not reach back to a commit that {name} and `HEAD` share"
                ),
                "fetch the history with `git fetch --unshallow`, or some of it with `git fetch --deepen=100`",
            ),
            false => Problem::new(
                "no-merge-base",
                format!("the histories of {name} and `HEAD` have nothing in common"),
                "compare without `--merge-base`",
            ),
        })
    }

    /// The tags that a pattern such as `v1.*` matches, without `refs/tags/`, sorted by name.
    pub(in super::super) fn find_tags(&self, pattern: &str) -> Result<Vec<String>, Problem> {
        let listed = self.run(&["tag", "--list", "--no-column", "--", pattern])?;
        if !listed.status.success() {
            return Err(failed(&listed.stderr));
        }
        let names = String::from_utf8_lossy(&listed.stdout);
        let tags: Vec<String> = names.lines().map(str::to_owned).collect();
        match tags.is_empty() {
            false => Ok(tags),
            true => Err(Problem::new(
                "no-tags",
                format!("no tag matches {}", shown_file(pattern)),
                match self.is_shallow() {
                    true => {
                        "fetch the tags with `git fetch --tags --depth=1`, as this clone is shallow, \
                             or correct the pattern"
                    }
                    false => {
                        "list the tags with `git tag`, fetch them with `git fetch --tags`, \
                              or correct the pattern"
                    }
                },
            )),
        }
    }

    /// The whole name of a ref, such as `refs/heads/main`, of one that has a name of its own.
    pub(in super::super) fn whole_name(&self, name: &str) -> Option<String> {
        let found = self.run(&[
            "rev-parse",
            "--symbolic-full-name",
            "--verify",
            "--quiet",
            name,
        ]);
        let found = found.ok().filter(|found| found.status.success())?;
        let whole = String::from_utf8_lossy(&found.stdout).trim_end().to_owned();
        whole.starts_with("refs/").then_some(whole)
    }

    /// What to do about a name that names no commit.
    pub(in super::super) fn help_with(&self, name: &str) -> String {
        let known = self.names();
        let near = nearest(name, known.iter().map(String::as_str));
        // Most often a branch of this clone was meant that only the other side has.
        let remote = known.iter().find(|known| {
            known
                .split_once('/')
                .is_some_and(|(_, branch)| branch == name)
        });
        if let Some(meant) = remote.map(String::as_str).or(near) {
            return format!("did you mean {}?", shown_file(meant));
        }
        if !self.is_shallow() {
            return String::from("correct it, or fetch it with `git fetch`");
        }
        let fetch = match name.split_once('/') {
            Some((remote, branch)) if self.remotes().iter().any(|known| known == remote) => {
                format!("git fetch --depth=1 {remote} +refs/heads/{branch}:refs/remotes/{name}")
            }
            _ if name.contains(['~', '^', '@']) => String::from("git fetch --unshallow"),
            _ => format!("git fetch --depth=1 origin tag {name}"),
        };
        format!("this clone is shallow, so it may only be missing here: fetch it with `{fetch}`")
    }

    /// The names of all branches and tags, as one types them.
    fn names(&self) -> Vec<String> {
        self.lines(&[
            "for-each-ref",
            "--format=%(refname:lstrip=2)",
            "refs/heads",
            "refs/remotes",
            "refs/tags",
        ])
    }

    fn remotes(&self) -> Vec<String> {
        self.lines(&["remote"])
    }

    fn lines(&self, arguments: &[&str]) -> Vec<String> {
        let listed = self.run(arguments).map(|listed| listed.stdout);
        let listed = listed.unwrap_or_default();
        let text = String::from_utf8_lossy(&listed);
        text.lines().map(str::to_owned).collect()
    }

    fn read_commit(&self, oid: &str) -> Result<Option<Commit>, Problem> {
        if oid.is_empty() {
            return Ok(None);
        }
        let Some(object) = self.read(oid, usize::MAX)? else {
            return Ok(None);
        };
        let text = String::from_utf8_lossy(&object.bytes);
        let header = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
        let tree = header("tree ").ok_or_else(|| failed(b"a commit without a tree"))?;
        // `committer NAME <MAIL> SECONDS ZONE`
        let time = header("committer ").and_then(|line| line.rsplit(' ').nth(1)?.parse().ok());
        Ok(Some(Commit {
            oid: object.oid,
            tree: tree.to_owned(),
            time: time.unwrap_or_default(),
        }))
    }
}
