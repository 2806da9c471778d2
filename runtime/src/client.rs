//! What callers use: starting workflows and talking to them. Built with the feature `client`.

mod error;
mod handle;
mod start;
mod update;

pub use error::{ExecuteError, ResultError, UpdateError, UpdateFailure};
pub use handle::Handle;
pub use start::Start;
pub use update::{UpdateCall, UpdateHandle, UpdateWithStart};

pub use temporalio_client::errors::{
    WorkflowInteractionError as SignalError, WorkflowQueryError as QueryError,
    WorkflowStartError as StartError,
};

use std::marker::PhantomData;

use temporalio_common::{
    HasWorkflowDefinition, QueryDefinition, SignalDefinition, UpdateDefinition, WorkflowDefinition,
};

use crate::definition::{Query, Signal, Update, Workflow};
use crate::payload::Wire;

/// A definition of a contract as the SDK's client takes it.
///
/// `client.sdk().start_workflow(Typed::<ProcessOrder>::new(), Wire(input), options)` is what the typed client
/// does; use it where you need more of the SDK than the typed client offers.
#[derive(Clone, Copy, Debug)]
pub struct Typed<D>(PhantomData<fn() -> D>);

impl<D> Typed<D> {
    /// The definition `D`.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<D> Default for Typed<D> {
    fn default() -> Self {
        Self::new()
    }
}

impl<W: Workflow> WorkflowDefinition for Typed<W> {
    type Input = Wire<W::Input>;
    type Output = Wire<W::Output>;

    fn name(&self) -> &str {
        W::NAME
    }
}

impl<W: Workflow> HasWorkflowDefinition for Typed<W> {
    type Run = Self;
}

impl<S: Signal> SignalDefinition for Typed<S> {
    type Workflow = Typed<S::Workflow>;
    type Input = Wire<S::Input>;

    fn name(&self) -> &str {
        S::NAME
    }
}

impl<Q: Query> QueryDefinition for Typed<Q> {
    type Workflow = Typed<Q::Workflow>;
    type Input = Wire<Q::Input>;
    type Output = Wire<Q::Output>;

    fn name(&self) -> &str {
        Q::NAME
    }
}

impl<U: Update> UpdateDefinition for Typed<U> {
    type Workflow = Typed<U::Workflow>;
    type Input = Wire<U::Input>;
    type Output = Wire<U::Output>;

    fn name(&self) -> &str {
        U::NAME
    }
}
