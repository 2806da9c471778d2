//! A repository of its own for a test.

use std::fs;
use std::path::PathBuf;

use crate::git::{git, run_git};
use tempoc::breaking::Version;
use tempoc::breaking::against::{Request, open};
use tempoc::manifest::Manifest;
use tempoc::render::Format;
use tempoc::{Config, Error};

/// A folder that is taken away at the end, most often with a repository in it.
pub(crate) struct Repository {
    folder: tempfile::TempDir,
}

/// A contract of one record with one field.
pub(crate) fn contract(package: &str, field: &str) -> String {
    format!("tempoc: 1\npackage: {package}\ntypes:\n  Order:\n    fields: {{{field}: string}}\n")
}

/// A manifest that names schemas.
pub(crate) fn manifest(schemas: &[&str]) -> String {
    format!("[[contract]]\nschemas = {schemas:?}\n")
}

impl Repository {
    /// A folder without a repository.
    pub(crate) fn none() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An empty repository.
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// An empty repository, made with more arguments for `git init`.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        let repository = Self::none();
        repository.git(&[&["init", "-q", "-b", "main"], arguments].concat());
        repository
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_in("", arguments)
    }

    pub(crate) fn git_in(&self, folder: &str, arguments: &[&str]) -> String {
        run_git(&self.path(folder), arguments)
    }

    /// Commits everything, and gives the name of the commit.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    pub(crate) fn commit_at(&self, seconds: i64) -> String {
        self.git(&["add", "-A"]);
        let mut command = git(
            self.folder.path(),
            &["commit", "-q", "--allow-empty", "-m", "x"],
        );
        command.env("GIT_COMMITTER_DATE", format!("@{seconds} +0000"));
        assert!(command.status().unwrap().success());
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// What a text says, with the name of this folder left out.
    pub(crate) fn without_folder(&self, text: &str) -> String {
        let folder = self.folder.path().canonicalize().unwrap();
        let text = text.replace(folder.to_str().unwrap(), "FOLDER");
        text.replace(self.folder.path().to_str().unwrap(), "FOLDER")
    }

    /// Named by the `tempoc.toml` of a folder.
    pub(crate) fn by_manifest(&self, folder: &str) -> Compared<'_> {
        let path = self.path(folder).join("tempoc.toml");
        let manifest = Manifest::read(&path).unwrap();
        Compared::new(self, manifest.config(), Some(path))
    }

    /// Named by paths that start at the top.
    pub(crate) fn by_paths(&self, paths: &[&str]) -> Compared<'_> {
        self.by_paths_from("", paths)
    }

    /// Named by paths that start at a folder.
    pub(crate) fn by_paths_from(&self, folder: &str, paths: &[&str]) -> Compared<'_> {
        let config = Config::new().root(self.path(folder)).schemas(paths);
        Compared::new(self, config, None)
    }
}

/// The present contract, to be compared with something.
pub(crate) struct Compared<'r> {
    repository: &'r Repository,
    config: Config,
    manifest: Option<PathBuf>,
    present: Version,
    tags: Option<String>,
    merge_base: bool,
    allow_new: bool,
}

impl<'r> Compared<'r> {
    fn new(repository: &'r Repository, config: Config, manifest: Option<PathBuf>) -> Self {
        Self {
            present: Version::of(&config).unwrap(),
            repository,
            config,
            manifest,
            tags: None,
            merge_base: false,
            allow_new: false,
        }
    }

    pub(crate) fn tags(mut self, pattern: &str) -> Self {
        self.tags = Some(pattern.to_owned());
        self
    }

    pub(crate) fn merge_base(mut self) -> Self {
        self.merge_base = true;
        self
    }

    pub(crate) fn allow_new(mut self) -> Self {
        self.allow_new = true;
        self
    }

    pub(crate) fn open(&self, against: &[&str]) -> Result<Vec<Version>, Error> {
        let against: Vec<String> = against.iter().map(|named| (*named).to_owned()).collect();
        open(&Request {
            config: &self.config,
            manifest: self.manifest.as_deref(),
            present: &self.present,
            against: &against,
            tags: self.tags.as_deref(),
            merge_base: self.merge_base,
            allow_new: self.allow_new,
            partial: false,
        })
    }

    /// The only old version.
    #[track_caller]
    pub(crate) fn one(&self, against: &str) -> Version {
        let mut versions = self.open(&[against]).unwrap();
        assert_eq!(versions.len(), 1);
        versions.remove(0)
    }

    /// The labels of all old versions.
    #[track_caller]
    pub(crate) fn labels(&self, against: &[&str]) -> Vec<String> {
        let versions = self.open(against).unwrap();
        versions.into_iter().map(|version| version.label).collect()
    }

    /// What is said where an old version cannot be read, in one line a finding.
    #[track_caller]
    pub(crate) fn refusal(&self, against: &[&str]) -> String {
        let error = self.open(against).unwrap_err();
        let short = error.report().render(Format::Short);
        self.repository.without_folder(&short)
    }
}

/// Every file of a version, with the first field of its first record.
pub(crate) fn files(version: &Version) -> Vec<String> {
    let sources = version.sources.iter();
    let lines = sources.map(|(_, source)| {
        let field = source.text.split("fields: {").nth(1).unwrap_or_default();
        let field = field.split(':').next().unwrap_or_default();
        format!("{}: {field}", source.name)
    });
    lines.collect()
}
