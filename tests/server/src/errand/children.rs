//! Workflows that an errand starts, and those that run elsewhere.

use std::time::Duration;

use tempoc_runtime::{CallError, CallFailure, ParentClose};

use super::{Order, Said};
use crate::contract::shared::Subject;
use crate::contract::*;

impl Order<'_> {
    pub(super) async fn delegate(&self) -> Said {
        let helper = self.context.children().helper(Subject::new("ana"));
        let helper = self.child(helper).start().await?;
        helper.poke(Note::new("one")).await?;
        helper.poke(Note::new("two")).await?;
        helper.dismiss().await?;
        let (id, runs) = (helper.id().to_owned(), !helper.run_id().is_empty());
        Ok(format!("{} as {id}, {runs}", helper.result().await?))
    }

    pub(super) async fn audit(&self) -> Said {
        let money = self.context.children().audit(Subject::new("books")).await?;
        Ok(format!("{} {}", money.amount_minor, money.currency))
    }

    pub(super) async fn options(&self) -> Said {
        let helper = self.context.children().left_alone(Subject::new("bo"));
        let helper = self
            .child(helper)
            .id(format!("{}/chosen", self.context.info().workflow_id()))
            .run_timeout(Duration::from_secs(60))
            .execution_timeout(Duration::from_secs(120))
            .task_timeout(Duration::from_secs(6))
            .parent_close(ParentClose::Terminate)
            .summary("as the call says")
            .start()
            .await?;
        Ok(helper.id().to_owned())
    }

    pub(super) async fn leave(&self) -> Said {
        let children = self.context.children();
        let helper = children.helper(Subject::new("with me"));
        self.child(helper).start().await?;
        let alone = children.left_alone(Subject::new("alone"));
        self.child(alone).start().await?;
        Ok("left".to_owned())
    }

    pub(super) async fn dismiss(&self) -> Said {
        let helper = self.context.children().helper(Subject::new("cy"));
        let helper = self.child(helper).start().await?;
        helper.cancel("enough");
        match helper.result().await {
            Err(CallError::Other(failure)) if failure.is_cancelled() => Ok("cancelled".to_owned()),
            other => Ok(format!("{other:?}")),
        }
    }

    /// With the number 1, also with an error that the errand declares as well.
    pub(super) async fn fail(&self) -> Said {
        let children = self.context.children();
        let said = match self.child(children.helper(Subject::new(self.rest))).await {
            Err(CallError::Declared(HelperError::Refused(refused))) => {
                format!("refused: {}, {}", refused.code, refused.message)
            }
            Err(CallError::Other(CallFailure::Child(failure))) => format!("other: {failure:?}"),
            other => format!("{other:?}"),
        };
        if self.number == 1 {
            children.audit(Subject::new("refuser")).await?;
        }
        Ok(said)
    }

    pub(super) async fn twice(&self) -> Said {
        let helper = || self.child(self.context.children().helper(Subject::new("di")));
        let first = helper().start().await?;
        let said = match helper().start().await {
            Err(CallError::Other(CallFailure::ChildStart(_))) => "not twice".to_owned(),
            other => format!("{other:?}"),
        };
        first.dismiss().await?;
        first.result().await?;
        Ok(said)
    }

    pub(super) async fn signal(&self) -> Said {
        let desk = self.context.external().desk(self.rest);
        match desk.note(Note::new("from afar")).await {
            Ok(()) => Ok(format!("told {}", desk.id())),
            Err(CallFailure::Signal(_)) => Ok("nobody there".to_owned()),
            other => Ok(format!("{other:?}")),
        }
    }

    pub(super) async fn cancel(&self) -> Said {
        let desk = self.context.external().desk(self.rest);
        desk.cancel(Some("from afar".to_owned())).await?;
        Ok(format!("cancelled {}", desk.id()))
    }
}
