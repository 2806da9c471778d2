//! Objects of a repository, read through one `git cat-file --batch` for all of them.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Stdio};
use std::rc::Rc;

use super::super::problem::Problem;
use super::{failed, git, not_started};

/// The name of an object: hexadecimal, as long as the repository's hash makes it.
pub(super) type Oid = String;

/// What a folder of a commit holds, by name.
pub(super) type Folder = BTreeMap<Vec<u8>, Entry>;

/// One name in a folder.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: EntryKind,
    pub(super) oid: Oid,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Folder,
    Link,
    Submodule,
}

/// An object as git gives it.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) oid: Oid,
    pub(super) bytes: Vec<u8>,
}

/// The objects of a repository. Folders are kept, as neighbouring versions share most of them.
#[derive(Debug)]
pub(super) struct Objects {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    words: Option<ChildStderr>,
    folders: BTreeMap<Oid, Rc<Folder>>,
}

impl Objects {
    pub(super) fn open(folder: &Path) -> Result<Self, Problem> {
        let mut child = git(folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(&error))?;
        let (requests, answers, words) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let Some(answers) = answers else {
            return Err(failed(b"no output"));
        };
        Ok(Self {
            child,
            requests,
            answers: BufReader::new(answers),
            words,
            folders: BTreeMap::new(),
        })
    }

    /// The first `limit` bytes of an object; `None` where the repository does not have it.
    ///
    /// `name` is anything that names an object and has no line break in it.
    pub(super) fn read(&mut self, name: &str, limit: usize) -> Result<Option<Object>, Problem> {
        let answer = self.ask(name, limit);
        answer.or_else(|error| match self.last_words() {
            // A git that does not know how to leave objects where they are says it this way.
            words if words.contains("promisor") => Ok(None),
            words if words.is_empty() => Err(failed(error.to_string().as_bytes())),
            words => Err(failed(words.as_bytes())),
        })
    }

    fn ask(&mut self, name: &str, limit: usize) -> io::Result<Option<Object>> {
        let requests = self.requests.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        requests.write_all(format!("{name}\n").as_bytes())?;
        requests.flush()?;
        let mut header = String::new();
        if self.answers.read_line(&mut header)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `OID TYPE SIZE`, or the name again with `missing` or `ambiguous`.
        let mut parts = header.trim_end_matches('\n').rsplit(' ');
        let size = parts.next().and_then(|size| size.parse::<u64>().ok());
        let (Some(size), Some(_), Some(oid)) = (size, parts.next(), parts.next()) else {
            return Ok(None);
        };
        let oid = oid.to_owned();
        let wanted = size.min(limit as u64);
        let mut bytes = Vec::new();
        self.answers.by_ref().take(wanted).read_to_end(&mut bytes)?;
        // What is beyond the limit, and the line break after every object.
        let rest = size - wanted + 1;
        io::copy(&mut self.answers.by_ref().take(rest), &mut io::sink())?;
        match bytes.len() as u64 == wanted {
            true => Ok(Some(Object { oid, bytes })),
            false => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// What a folder holds; `None` where the repository does not have it.
    pub(super) fn folder(&mut self, oid: &str) -> Result<Option<Rc<Folder>>, Problem> {
        if let Some(known) = self.folders.get(oid) {
            return Ok(Some(known.clone()));
        }
        let Some(object) = self.read(oid, usize::MAX)? else {
            return Ok(None);
        };
        let folder = read_folder(&object.bytes, oid.len() / 2)
            .ok_or_else(|| failed(format!("the folder {oid} is damaged").as_bytes()))?;
        let folder = Rc::new(folder);
        self.folders.insert(oid.to_owned(), folder.clone());
        Ok(Some(folder))
    }

    /// What git has said about its end.
    fn last_words(&mut self) -> String {
        self.requests = None;
        // It has ended or is about to, as nothing more can be asked of it.
        let mut words = String::new();
        if let Some(mut said) = self.words.take() {
            let _ = said.read_to_string(&mut words);
        }
        words
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        self.requests = None;
        // It may be in the middle of an answer that nobody reads.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `MODE NAME\0OID`, again and again; `None` for anything else.
fn read_folder(mut bytes: &[u8], oid_length: usize) -> Option<Folder> {
    let mut folder = Folder::new();
    while !bytes.is_empty() {
        let space = bytes.iter().position(|byte| *byte == b' ')?;
        let end = bytes.iter().position(|byte| *byte == 0)?;
        let name = bytes.get(space + 1..end)?.to_vec();
        let oid = bytes.get(end + 1..end + 1 + oid_length)?;
        let kind = match &bytes[..space] {
            b"40000" => EntryKind::Folder,
            b"120000" => EntryKind::Link,
            b"160000" => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        let oid = oid.iter().map(|byte| format!("{byte:02x}")).collect();
        folder.insert(name, Entry { kind, oid });
        bytes = &bytes[end + 1 + oid_length..];
    }
    Some(folder)
}
