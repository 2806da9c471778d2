//! Errors of activities, caught by their type or passed on.

use tempoc_runtime::CallError;

use super::{Order, Said};
use crate::contract::shared::Subject;
use crate::contract::*;

impl Order<'_> {
    pub(super) async fn attempt(&self) -> Said {
        let attempt = self.context.activities().attempt(self.trouble());
        match self.call(attempt).await {
            Ok(attempt) => Ok(format!("attempt {attempt}")),
            Err(CallError::Declared(AttemptError::Refused(refused))) => {
                Ok(format!("{}: {}", refused.code, refused.message))
            }
            Err(CallError::Declared(AttemptError::Busy(busy))) => {
                Ok(format!("busy: {}", busy.queue))
            }
            Err(CallError::Other(failure)) => Ok(format!("other: {failure:?}")),
            Err(other) => Ok(format!("{other:?}")),
        }
    }

    /// The same with a local activity.
    pub(super) async fn compute(&self) -> Said {
        match self.context.activities().compute(self.trouble()).await {
            Ok(attempt) => Ok(format!("attempt {attempt}")),
            Err(CallError::Declared(ComputeError::Refused(refused))) => {
                Ok(format!("{}: {}", refused.code, refused.message))
            }
            Err(CallError::Declared(ComputeError::Busy(busy))) => {
                Ok(format!("busy: {}", busy.queue))
            }
            Err(CallError::Other(failure)) => Ok(format!("other: {failure:?}")),
            Err(other) => Ok(format!("{other:?}")),
        }
    }

    pub(super) async fn pass_on(&self) -> Said {
        let calls = self.context.activities();
        match self.rest {
            "own" => return Err(Busy::new("own").into()),
            "shared" => {
                calls.notify(Subject::new("nobody")).await?;
            }
            kind => {
                self.call(calls.attempt(Trouble::new(kind))).await?;
            }
        }
        Ok("fine".to_owned())
    }

    fn trouble(&self) -> Trouble {
        Trouble::new(self.rest).until(self.number)
    }
}
