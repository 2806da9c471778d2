//! A place that an old version lies in, and how it is read there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::Version;
use super::entries::find_entries;
use super::git::{Repository, Tree};
use super::gone;
use super::names::Names;
use super::present::Present;
use super::problem::Problem;
use super::search::is_contract;
use crate::breaking::wording::several;
use crate::diagnostic::shown::{listed, shown, shown_file};
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::{Disk, Files, load_from};
use crate::model::{Model, Package};
use crate::report::{Error, Report, shown_path};
use crate::source::SourceMap;

/// Files that can be searched.
pub(super) trait Store: Files {
    /// Every file with such a name in a folder and the folders in it, sorted; hidden folders are left out.
    fn paths_below(&self, folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf>;

    /// Every contract of those.
    fn contracts_below(&self, folder: &Path) -> Vec<PathBuf> {
        self.paths_below(folder, &is_contract)
    }
}

/// A place that an old version lies in.
pub(super) struct Place<'p> {
    /// What reports call the version.
    pub(super) label: &'p str,
    /// What the user calls it.
    pub(super) named: &'p str,
    pub(super) files: &'p dyn Store,
    pub(super) kind: Kind,
    pub(super) names: Names,
    /// Where the files are from, if from a commit.
    pub(super) repository: Option<&'p Repository>,
}

/// What was named, by its path in the place.
#[derive(Debug)]
pub(super) enum Kind {
    /// A whole commit; this is the folder that the contract's paths start at now.
    Whole(PathBuf),
    /// A folder.
    Folder(PathBuf),
    /// One schema file, and the folder that its imports may not leave.
    File { path: PathBuf, top: PathBuf },
    /// Some files, which are all that a saved contract begins with.
    Files(Vec<PathBuf>),
}

impl Kind {
    /// The path of a file that is not a schema: what `tempoc save` wrote ends with `.json`.
    pub(super) fn saved(&self) -> Option<&Path> {
        match self {
            Kind::File { path, .. } if path.extension() == Some(OsStr::new("json")) => Some(path),
            _ => None,
        }
    }

    /// `root` is the present contract's folder.
    pub(super) fn on_disk(path: &Path, root: &Path) -> Result<Self, Problem> {
        let canonical = Disk
            .canonical(path)
            .map_err(|error| not_read(&path.to_string_lossy(), &error.to_string()))?;
        if canonical.is_dir() {
            return Ok(Self::Folder(canonical));
        }
        // What it imports lies beside it, somewhere below the folder that holds both.
        let mut top = root.to_path_buf();
        while !canonical.starts_with(&top) && top.pop() {}
        Ok(Self::File {
            path: canonical,
            top,
        })
    }

    /// `path` starts at the top of the repository.
    pub(super) fn in_tree(
        path: &Path,
        tree: &Tree<'_>,
        repository: &Repository,
        commit: &str,
    ) -> Result<Self, Problem> {
        let shown = crate::report::shown_path(path);
        let canonical = tree.canonical(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let mut names = tree.names_in(folder);
                let written = path.file_name().unwrap_or_default().to_string_lossy();
                // A link that leads nowhere is there, and is no help.
                names.retain(|name| *name != written);
                let help = match nearest(&written, names.iter().map(String::as_str)) {
                    Some(near) => {
                        let near = crate::report::shown_path(&folder.join(near));
                        format!("did you mean {}?", shown_file(&format!("{commit}:{near}")))
                    }
                    None => {
                        format!("list what is there with `git ls-tree -r --name-only {commit}`")
                    }
                };
                let message = format!(
                    "{} does not exist at {}",
                    shown_file(&shown),
                    shown_file(commit)
                );
                Problem::new("against-not-found", message, help)
            }
            _ => repository
                .take_trouble()
                .unwrap_or_else(|| not_read(&format!("{commit}:{shown}"), &error.to_string())),
        })?;
        match tree.read(&canonical, 0) {
            Err(error) if error.kind() == std::io::ErrorKind::IsADirectory => {
                Ok(Self::Folder(canonical))
            }
            Err(error) => Err(repository
                .take_trouble()
                .unwrap_or_else(|| not_read(&format!("{commit}:{shown}"), &error.to_string()))),
            Ok(_) => Ok(Self::File {
                path: canonical,
                top: PathBuf::new(),
            }),
        }
    }

    /// The folder that was named, or that the file that was named is in.
    pub(super) fn base(&self) -> &Path {
        match self {
            Kind::Whole(folder) | Kind::Folder(folder) => folder,
            Kind::File { path, .. } => path.parent().unwrap_or(Path::new("")),
            Kind::Files(_) => Path::new(""),
        }
    }

    /// The folder that imports may not leave: in a commit the whole of it.
    fn top(&self, in_commit: bool) -> &Path {
        match self {
            _ if in_commit => Path::new(""),
            Kind::Whole(folder) | Kind::Folder(folder) => folder,
            Kind::File { top, .. } => top,
            Kind::Files(_) => Path::new(""),
        }
    }
}

fn not_read(named: &str, why: &str) -> Problem {
    Problem::new(
        "against-not-found",
        format!("{} cannot be read: {why}", shown_file(named)),
        "see to that, or name another old version",
    )
}

impl Place<'_> {
    /// Compiles what lies here.
    pub(super) fn read(&self, present: &Present<'_>) -> Result<Version, Error> {
        let entries = find_entries(self, present)?;
        // Not all that went wrong on the way is a file of the contract that cannot be read.
        self.without_trouble()?;
        if entries.is_empty() && !present.allow_new {
            return Err(self.nothing(format!("`{}` has nothing of this contract", self.label)));
        }
        let (sources, model, warnings) = match entries.is_empty() {
            true => (
                SourceMap::default(),
                Model::default(),
                Diagnostics::default(),
            ),
            false => self.compile(&entries)?,
        };
        let has = |name: &str| model.packages.iter().any(|package| package.name == name);
        let missing = present.packages.iter().filter(|name| !has(name));
        let missing: Vec<String> = missing.map(|name| (*name).to_owned()).collect();
        if !missing.is_empty() {
            self.hold_to_gone(&missing, &model, present)?;
        }
        if !entries.is_empty() && !present.allow_new && self.is_part(&model, &missing, present) {
            let missing = missing.iter().map(|name| format!("`{name}`"));
            return Err(self.nothing(format!(
                "`{}` does not have {}: nothing to compare there",
                self.label,
                several(missing.collect())
            )));
        }
        Ok(Version {
            missing,
            label: self.label.to_owned(),
            commit: None,
            model,
            sources,
            warnings,
        })
    }

    /// Whether packages are missing because of what was named, rather than as they are new: nothing that is compared is
    /// there but what is imported, or one file was named where a contract has several. A package that is called
    /// otherwise now may be any that is not known.
    fn is_part(&self, model: &Model, missing: &[String], present: &Present<'_>) -> bool {
        let is_known = |package: &Package| {
            let name = package.name.as_str();
            present.packages.contains(name) || present.imported.contains(name)
        };
        let is_whole =
            missing.len() < present.packages.len() && !matches!(self.kind, Kind::File { .. });
        !missing.is_empty() && !is_whole && model.packages.iter().all(is_known)
    }

    /// Refuses that packages are new where the commit has contracts that are gone, and that nothing is compared with:
    /// what is missing there may be one of those, at another path and by another name.
    fn hold_to_gone(
        &self,
        missing: &[String],
        model: &Model,
        present: &Present<'_>,
    ) -> Result<(), Error> {
        let gone = match self.kind {
            Kind::Whole(_) => gone::contracts(self, present),
            _ => Vec::new(),
        };
        self.without_trouble()?;
        let is_compared = |package: &str| model.packages.iter().any(|known| known.name == package);
        let gone: Vec<String> = gone
            .iter()
            .filter(|(package, _)| !is_compared(package))
            .map(|(_, path)| shown_path(path))
            .collect();
        let Some(first) = gone.first() else {
            return Ok(());
        };
        let named: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "`{}` does not have {}, but has what is gone now and is not compared: {}",
            self.label,
            several(named),
            listed(gone.iter().map(String::as_str))
        );
        let help = format!(
            "compare with what was there, as in {}; where a contract goes for good, let it go by itself first",
            shown(&format!("--against {}:{first}", self.named))
        );
        Err(Problem::new("against-nothing", message, help).about(self.named))
    }

    fn nothing(&self, message: String) -> Error {
        Problem::new(
            "against-nothing",
            message,
            "correct what it is compared with, or say that it is new with `--allow-new`",
        )
        .about(self.named)
    }

    fn compile(&self, entries: &[PathBuf]) -> Result<(SourceMap, Model, Diagnostics), Error> {
        let mut diagnostics = Diagnostics::default();
        let top = self.kind.top(self.repository.is_some());
        let understood = load_from(self.files, entries, top, &mut diagnostics)
            .map_err(Error::from)
            .and_then(|loaded| crate::understand_loaded(loaded, diagnostics));
        let (report, model) = understood.map_err(|error| self.broken(error))?;
        let sources = self.names.rename(&report.sources, self.kind.base());
        Ok((sources, model, report.diagnostics))
    }

    fn without_trouble(&self) -> Result<(), Error> {
        match self.repository.and_then(Repository::take_trouble) {
            Some(trouble) => Err(trouble.about(self.named)),
            None => Ok(()),
        }
    }

    /// What is wrong with the old version, and that it is the old one.
    pub(super) fn broken(&self, error: Error) -> Error {
        // Where git has failed, that is the cause of all that could not be read.
        if let Err(trouble) = self.without_trouble() {
            return trouble;
        }
        let report = error.into_report();
        let mut report = Report {
            sources: self.names.rename(&report.sources, self.kind.base()),
            ..report
        };
        report.push_at_path(Path::new(self.named), |span| {
            let message = format!("the old version `{}` does not compile", self.label);
            Diagnostic::error("against-broken", span, message)
                .help("compare with a version that compiles, or with a folder that has a mended copy of it")
        });
        report.into()
    }
}
