//! Calls of activities: options, heartbeats, cancellation.

use std::time::Duration;

use tempoc_runtime::sdk::common::RetryPolicy;
use tempoc_runtime::sdk::workflow::{CancellableFuture, WorkflowCancellationToken};
use tempoc_runtime::{ActivityCancellation, CallError, Failure};

use super::{Order, Said};
use crate::contract::shared::Subject;
use crate::contract::*;

impl Order<'_> {
    pub(super) async fn greet(&self) -> Said {
        let calls = self.context.activities();
        let task = Task::new(self.rest).number(self.number);
        let greeting = self.call(calls.greet(task)).await?;
        self.call(calls.ping()).await?;
        let told = calls.notify(Subject::new("ana")).await?;
        Ok(format!("{greeting}, {told}"))
    }

    pub(super) async fn locally(&self) -> Said {
        let calls = self.context.activities();
        let local = calls.compute(Trouble::new("plain").until(2)).await?;
        let remote = calls.compute(Trouble::new("plain").until(1)).remote();
        let remote = self.call(remote).await?;
        let made_local = calls.attempt(Trouble::new("plain").until(3)).local();
        let made_local = made_local.await?;
        Ok(format!("{local} {remote} {made_local}"))
    }

    pub(super) async fn configured(&self) -> Said {
        let call = self.context.activities().configured();
        if self.rest != "otherwise" {
            return Ok(call.await?);
        }
        let mut retry = RetryPolicy::default();
        retry.set_maximum_attempts(9);
        let output = call
            .task_queue("nobody serves this")
            .schedule_to_close(Duration::from_secs(3))
            .schedule_to_start(Duration::from_secs(1))
            .start_to_close(Duration::from_secs(2))
            .heartbeat_timeout(Duration::from_secs(1))
            .retry(retry)
            .cancellation(ActivityCancellation::TryCancel)
            .summary("As the call says.")
            .await;
        match output {
            Err(CallError::Other(failure)) if failure.is_timeout() => Ok("timeout".to_owned()),
            other => Ok(other?),
        }
    }

    pub(super) async fn walk(&self) -> Said {
        let walk = self.context.activities().walk(Progress::new(42));
        let walked = self.call(walk).await?;
        Ok(format!("walked {walked}"))
    }

    pub(super) async fn select(&self) -> Said {
        let calls = self.context.activities();
        let mut lingering = self.call(calls.linger()).start();
        let mut timer = self.context.timer(Duration::from_millis(300));
        futures_util::select! {
            output = lingering => return Ok(output?),
            _ = timer => {}
        }
        let mut quick = self.call(calls.ping()).start();
        let mut slow = self.context.timer(Duration::from_secs(60));
        futures_util::select! {
            output = quick => output?,
            _ = slow => return Ok("the timer was quicker".to_owned()),
        }
        slow.cancel();
        lingering.cancel();
        Ok(format!("still lingering: {}", lingering.await.is_err()))
    }

    pub(super) async fn give_up(&self) -> Said {
        let lingering = self.call(self.context.activities().linger()).start();
        self.context.timer(Duration::from_millis(300)).await;
        lingering.cancel();
        match lingering.await {
            Err(CallError::Other(failure)) if failure.is_cancelled() => Ok("cancelled".to_owned()),
            other => Ok(format!("{other:?}")),
        }
    }

    /// Until the errand is cancelled. `shielded` from that, the activity ends by its own token.
    pub(super) async fn linger(&self) -> Said {
        let call = self.call(self.context.activities().linger());
        let token = WorkflowCancellationToken::new();
        let lingering = match self.rest {
            "shielded" => call.cancellation_token(token.clone()).start(),
            _ => call.start(),
        };
        if self.context.wait_condition(|_| false).await.is_ok() {
            return Err(Failure::non_retryable("what never holds was met"));
        }
        if self.rest == "shielded" {
            token.cancel();
        }
        match lingering.await {
            Err(CallError::Other(failure)) if failure.is_cancelled() => Err(failure.into()),
            other => Ok(format!("{other:?}")),
        }
    }
}
