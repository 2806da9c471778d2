//! Serving task queues of the contract, as `python/suite/worker.py` serves them.

use std::convert::Infallible;

use anyhow::Context as _;
use futures_util::future::try_join_all;
use tempoc_runtime::{Worker, connect};

use crate::contract::shared::SharedWorker;
use crate::contract::*;
use crate::{Auditor, Clerk, Elsewhere, Errands, FrontDesk, Idle, Office, PostOffice, Relay};

/// Serves places of the form `QUEUE@NAMESPACE` until it fails, and says when it begins to.
///
/// A queue that the contract does not name is served as `suite` is.
pub async fn serve(
    address: &str,
    places: impl IntoIterator<Item = impl AsRef<str>>,
    begin: impl FnOnce(),
) -> anyhow::Result<Infallible> {
    let mut workers = Vec::new();
    for place in places {
        workers.push(worker(address, place.as_ref()).await?);
    }
    begin();
    try_join_all(workers.into_iter().map(Worker::run)).await?;
    anyhow::bail!("the workers ended")
}

async fn worker(address: &str, place: &str) -> anyhow::Result<Worker> {
    let (queue, namespace) = place
        .split_once('@')
        .context("a place is QUEUE@NAMESPACE")?;
    let client = connect(address, namespace).await?;
    Ok(match queue {
        "shared" => SharedWorker::builder(client)
            .audit::<Auditor>()
            .activities(PostOffice)
            .build()?,
        "suite-elsewhere" => SuiteElsewhereWorker::builder(client)
            .activities(Elsewhere)
            .build()?,
        "suite-configured" => SuiteConfiguredWorker::builder(client)
            .configured_start::<Idle>()
            .build()?,
        queue => SuiteWorker::builder(client)
            .task_queue(queue)
            .desk::<FrontDesk>()
            .errand::<Errands>()
            .relay::<Relay>()
            .helper::<Clerk>()
            .bare::<Idle>()
            .activities(Office)
            .build()?,
    })
}
