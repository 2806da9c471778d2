//! What files are called: by their paths from where somebody reads of them.

use std::env;
use std::path::{Path, PathBuf};

use tempoc::Report;
use tempoc::source::{Source, SourceMap};

use super::paths::absolute;

/// Names every file of a report by its path from this folder, so that a terminal can open it.
pub(crate) fn named_from_here(report: Report) -> Report {
    Report {
        sources: sources_from_here(report.sources),
        ..report
    }
}

/// The same files by names that a patch can have: `git apply` takes none of what is above the folder that it is run in.
///
/// Where one of the first so many, which are those that can be changed, is not below this folder, all of these are named
/// from the root of their repository, and the patch is for there.
pub(crate) fn sources_for_patch(sources: SourceMap, present: usize) -> SourceMap {
    let is_below = |name: &str| !name.starts_with("../") && !Path::new(name).is_absolute();
    let outside = sources
        .iter()
        .take(present)
        .find(|(_, source)| !is_below(&source.name))
        .map(|(_, source)| absolute(&source.path));
    let Some(root) = outside.and_then(|path| repository_of(&path)) else {
        return sources;
    };
    let mut named = SourceMap::default();
    for (position, (_, source)) in sources.iter().enumerate() {
        named.add(match position < present {
            true => Source {
                name: name_from(&root, source),
                ..source.clone()
            },
            false => source.clone(),
        });
    }
    named
}

/// The nearest folder above a file that Git has its own in.
fn repository_of(file: &Path) -> Option<PathBuf> {
    let mut folders = file.ancestors().skip(1);
    let root = folders.find(|folder| folder.join(".git").exists())?;
    Some(root.to_path_buf())
}

/// The same files, each named by its path from this folder.
pub(crate) fn sources_from_here(sources: SourceMap) -> SourceMap {
    let Ok(here) = env::current_dir().and_then(|here| here.canonicalize()) else {
        return sources;
    };
    let mut named = SourceMap::default();
    for (_, source) in sources.iter() {
        named.add(Source {
            name: name_from(&here, source),
            ..source.clone()
        });
    }
    named
}

fn name_from(here: &Path, source: &Source) -> String {
    let path = absolute(&source.path);
    let shared = here
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let mut name = PathBuf::new();
    for _ in here.components().skip(shared) {
        name.push("..");
    }
    name.extend(path.components().skip(shared));
    // What has nothing in common with this folder is better named from the top.
    match shared {
        0 | 1 => tempoc::report::shown_path(&path),
        // This folder itself.
        _ if name.as_os_str().is_empty() => String::from("."),
        _ => tempoc::report::shown_path(&name),
    }
}
