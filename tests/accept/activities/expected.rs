//// cases_v1/activities.rs

//! The activities of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;
use super::types::Progress;

/// The activities of the task queue `work`, to be implemented.
pub trait CasesActivities: Send + Sync + 'static {
    /// Rings.
    fn ping(
        &self,
        context: rt::ActivityContext,
    ) -> impl Future<Output = Result<(), rt::Failure>> + Send;

    /// The activity `greet`.
    fn greet(
        &self,
        context: rt::ActivityContext,
        input: String,
    ) -> impl Future<Output = Result<String, rt::Failure>> + Send;

    /// The activity `look_up`.
    fn look_up(
        &self,
        context: rt::ActivityContext,
        input: String,
    ) -> impl Future<Output = Result<u32, rt::Failure>> + Send;

    /// The activity `pack`.
    fn pack(
        &self,
        context: rt::ActivityContext<Progress>,
        input: Progress,
    ) -> impl Future<Output = Result<Progress, rt::Failure>> + Send;
}

impl<T: CasesActivities> rt::ServeActivity<T> for definitions::Ping {
    async fn run(implementer: &T, context: rt::ActivityContext, (): ()) -> Result<(), rt::Failure> {
        implementer.ping(context).await
    }
}

impl<T: CasesActivities> rt::ServeActivity<T> for definitions::Greet {
    async fn run(
        implementer: &T,
        context: rt::ActivityContext,
        input: String,
    ) -> Result<String, rt::Failure> {
        implementer.greet(context, input).await
    }
}

impl<T: CasesActivities> rt::ServeActivity<T> for definitions::LookUp {
    async fn run(
        implementer: &T,
        context: rt::ActivityContext,
        input: String,
    ) -> Result<u32, rt::Failure> {
        implementer.look_up(context, input).await
    }
}

impl<T: CasesActivities> rt::ServeActivity<T> for definitions::Pack {
    async fn run(
        implementer: &T,
        context: rt::ActivityContext<Progress>,
        input: Progress,
    ) -> Result<Progress, rt::Failure> {
        implementer.pack(context, input).await
    }
}

//// cases_v1/definitions.rs

//! The definitions of `cases.v1`: what is addressed by name, and what the contract says about
//! it.

use std::time::Duration;

use tempoc_runtime as rt;

use super::types::Progress;

/// Rings.
#[derive(Clone, Copy, Debug)]
pub struct Ping;

impl rt::Activity for Ping {
    type Input = ();
    type Output = ();
    type Error = rt::NoError;
    type Heartbeat = ();

    const NAME: &'static str = "cases.v1.Ping";
    const OPTIONS: rt::ActivityOptions = rt::ActivityOptions {
        start_to_close: Some(Duration::from_secs(30)),
        ..rt::ActivityOptions::DEFAULT
    };
}

/// The activity `greet`.
#[derive(Clone, Copy, Debug)]
pub struct Greet;

impl rt::Activity for Greet {
    type Input = String;
    type Output = String;
    type Error = rt::NoError;
    type Heartbeat = ();

    const NAME: &'static str = "Greet";
    const ALIASES: &'static [&'static str] = &["greetV1", "greet:v0"];
    const OPTIONS: rt::ActivityOptions = rt::ActivityOptions {
        start_to_close: Some(Duration::from_secs(30)),
        ..rt::ActivityOptions::DEFAULT
    };
}

/// The activity `look_up`.
#[derive(Clone, Copy, Debug)]
pub struct LookUp;

impl rt::Activity for LookUp {
    type Input = String;
    type Output = u32;
    type Error = rt::NoError;
    type Heartbeat = ();

    const NAME: &'static str = "cases.v1.LookUp";
    const OPTIONS: rt::ActivityOptions = rt::ActivityOptions {
        start_to_close: Some(Duration::from_secs(30)),
        local: true,
        ..rt::ActivityOptions::DEFAULT
    };
}

/// The activity `pack`.
#[derive(Clone, Copy, Debug)]
pub struct Pack;

impl rt::Activity for Pack {
    type Input = Progress;
    type Output = Progress;
    type Error = rt::NoError;
    type Heartbeat = Progress;

    const NAME: &'static str = "cases.v1.Pack";
    const OPTIONS: rt::ActivityOptions = rt::ActivityOptions {
        start_to_close: Some(Duration::from_secs(30)),
        heartbeat_timeout: Some(Duration::from_secs(3)),
        ..rt::ActivityOptions::DEFAULT
    };
}
