#![allow(clippy::unwrap_used, reason = "a test may end with a panic")]

use std::fs;

use tempfile::TempDir;

use super::*;

#[cfg(unix)]
fn place_program(path: &Path) {
    use std::os::unix::fs::PermissionsExt;

    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "#!/bin/sh\n").unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn places(folder: &TempDir) -> Places {
    Places {
        named: None,
        path: env::join_paths([folder.path().join("bin")]).unwrap(),
        folder: folder.path().join("project/deep/below"),
    }
}

#[cfg(unix)]
#[test]
fn the_named_one_wins_over_path_and_path_over_the_venv() {
    let folder = TempDir::new().unwrap();
    let named = folder.path().join("elsewhere/temporal-cli");
    let on_path = folder.path().join("bin/temporal");
    let in_venv = folder.path().join("project/.venv/bin/temporal");

    place_program(&in_venv);
    assert_eq!(places(&folder).find_cli().unwrap(), in_venv);

    place_program(&on_path);
    assert_eq!(places(&folder).find_cli().unwrap(), on_path);

    place_program(&named);
    let mut places = places(&folder);
    places.named = Some(named.clone().into());
    assert_eq!(places.find_cli().unwrap(), named);
}

#[cfg(unix)]
#[test]
fn a_bare_name_is_looked_up_on_path() {
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("bin/temporal-next");
    place_program(&program);

    let mut places = places(&folder);
    places.named = Some("temporal-next".into());
    assert_eq!(places.find_cli().unwrap(), program);
}

#[cfg(unix)]
#[test]
fn a_named_one_that_is_no_program_is_an_error_and_not_passed_over() {
    let folder = TempDir::new().unwrap();
    place_program(&folder.path().join("bin/temporal"));
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a program").unwrap();

    let mut places = places(&folder);
    places.named = Some(text.clone().into());
    let error = places.find_cli().unwrap_err().to_string();
    assert_eq!(
        error,
        format!(
            "TEMPORAL_CLI names `{}`, which is not a program: \
             set it to the path of the Temporal CLI, or unset it",
            text.display()
        )
    );
}

#[test]
fn without_any_the_error_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let mut places = places(&folder);
    places.named = Some("".into());
    assert_eq!(
        places.find_cli().unwrap_err().to_string(),
        "no Temporal CLI was found: set TEMPORAL_CLI, put `temporal` on PATH, or run `make setup`"
    );
}
