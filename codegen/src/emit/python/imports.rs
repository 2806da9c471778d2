//! What a file of generated Python imports, in the order of isort.

use std::collections::{BTreeMap, BTreeSet};

const LINE_WIDTH: usize = 88;

/// What a file imports.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    /// Names by module, each as it stands behind `import`.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Whole lines for our own modules and those of other packages.
    lines: BTreeSet<String>,
}

impl Imports {
    /// A name of a module, as it stands behind `import`.
    pub(super) fn add_name(&mut self, module: &str, name: String) {
        let names = self.names.entry(module.to_owned()).or_default();
        names.insert(name);
    }

    /// A whole line.
    pub(super) fn add_line(&mut self, line: String) {
        self.lines.insert(line);
    }

    /// The lines, in the groups that isort makes: the standard library, other projects, the contract.
    pub(super) fn into_groups(self) -> Vec<Vec<String>> {
        let mut groups: [Vec<String>; 3] = Default::default();
        let mut own: Vec<String> = self.lines.into_iter().map(fold_import).collect();
        for (module, names) in self.names {
            let line = import_line(&module, &names);
            match module.split('.').next() {
                Some("") => own.push(line),
                Some("temporalio" | "typing_extensions") => groups[1].push(line),
                _ => groups[0].push(line),
            }
        }
        // isort puts what is further up first.
        own.sort_by_key(|line| (!line.starts_with("from .."), line.clone()));
        groups[2] = own;
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect()
    }
}

/// An import, with each name on a line of its own if one line is too short for all.
fn fold_import(line: String) -> String {
    match line.split_once(" import ") {
        Some((module, names)) if line.chars().count() > LINE_WIDTH => {
            let names = names.split(", ").map(|name| format!("    {name},\n"));
            format!("{module} import (\n{})", names.collect::<String>())
        }
        _ => line,
    }
}

/// Where isort puts a name: constants come first, then classes, then the rest, each without regard to case.
pub(super) fn import_order(name: &str) -> (u8, String, String) {
    let (rank, natural) = export_order(name);
    (rank, natural.to_ascii_lowercase(), name.to_owned())
}

/// Where Ruff puts a name in `__all__`: as [`import_order`], but capitals come before small letters.
pub(super) fn export_order(name: &str) -> (u8, String) {
    let has = |of: fn(&char) -> bool| name.chars().any(|letter| of(&letter));
    let rank = match (has(char::is_ascii_uppercase), has(char::is_ascii_lowercase)) {
        (true, false) if name.len() > 1 => 0,
        (true, _) if name.starts_with(|letter: char| letter.is_ascii_uppercase()) => 1,
        _ => 2,
    };
    // Numbers in names count as numbers, so they get as many digits as any has.
    let mut natural = String::new();
    let mut digits = String::new();
    for letter in name.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            _ => {
                push_number(&mut digits, &mut natural);
                natural.push(letter);
            }
        }
    }
    push_number(&mut digits, &mut natural);
    (rank, natural)
}

fn push_number(digits: &mut String, out: &mut String) {
    if !digits.is_empty() {
        out.push_str(&format!("{digits:0>20}"));
        digits.clear();
    }
}

fn import_line(module: &str, names: &BTreeSet<String>) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_cached_key(|name| import_order(name));
    fold_import(format!("from {module} import {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::import_order;

    #[test]
    fn names_are_in_the_order_of_isort() {
        let sorted = [
            "AC",
            "A",
            "ABc",
            "AbC",
            "Ac",
            "ACd",
            "U2x",
            "U10x",
            "UrlA",
            "URLHandle",
            "aB",
        ];
        let mut names = sorted;
        names.sort();
        names.sort_by_cached_key(|name| import_order(name));
        assert_eq!(names, sorted);
    }
}
