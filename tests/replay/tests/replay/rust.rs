//! The histories of a worker in Rust, replayed with the versions that are compiled.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use tempoc_replay::versions::REPLAYERS;
use tempoc_runtime::sdk::client::WorkflowHistory;
use tempoc_runtime::sdk::worker::workflow_replayer::{WorkflowReplayError, WorkflowReplayFailure};
use tokio::time::timeout;

use crate::outcome::{Outcome, Outcomes};
use crate::version::here;

/// How long a history may take; each takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// What became of the histories, by the name of the change.
pub(crate) async fn replay() -> BTreeMap<&'static str, Outcomes> {
    let recorded = recorded();
    let mut outcomes = BTreeMap::new();
    for (change, replayer) in REPLAYERS {
        let replayer = replayer().build().unwrap();
        let mut of_version = Outcomes::default();
        for (name, json) in &recorded {
            let history = WorkflowHistory::from_json(json).unwrap();
            let replayed = timeout(PATIENCE, replayer.replay_workflow(history)).await;
            let outcome = match replayed.expect("a replay ends") {
                Ok(()) => Outcome::Replays,
                Err(WorkflowReplayError::Replay(WorkflowReplayFailure::Nondeterminism {
                    message,
                    ..
                })) => Outcome::Diverges(message),
                Err(WorkflowReplayError::Replay(failure)) => Outcome::Fails(failure.to_string()),
                Err(error) => panic!("{change}, {name}: {error}"),
            };
            of_version.0.insert(name.clone(), outcome);
        }
        outcomes.insert(*change, of_version);
    }
    outcomes
}

fn recorded() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(here("recorded/rust")).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}
