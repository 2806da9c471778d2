//! What a server says on its standard error.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::process::Child;

/// How many lines an error repeats.
const KEPT_LINES: usize = 5;

/// The last lines that the server wrote to its standard error.
///
/// A thread reads them, not a task: the server outlives the runtime that started it when tests
/// share one, and a server with nobody to write to would be stopped by its next complaint.
#[derive(Debug)]
pub(super) struct Complaints {
    lines: Arc<Mutex<VecDeque<String>>>,
}

impl Complaints {
    pub(super) fn follow(child: &mut Child) -> std::io::Result<Self> {
        let lines = Arc::new(Mutex::new(VecDeque::new()));
        if let Some(stderr) = child.stderr.take() {
            #[cfg(unix)]
            let pipe = File::from(stderr.into_owned_fd()?);
            #[cfg(not(unix))]
            let pipe = File::from(stderr.into_owned_handle()?);
            let kept = Arc::clone(&lines);
            thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    if kept.len() == KEPT_LINES {
                        kept.pop_front();
                    }
                    kept.push_back(line);
                }
            });
        }
        Ok(Self { lines })
    }

    pub(super) fn text(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        Vec::from_iter(lines.iter().map(|line| line.trim())).join("; ")
    }
}
