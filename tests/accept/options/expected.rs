//// cases_v1/definitions.rs

//! The definitions of `cases.v1`: what is addressed by name, and what the contract says about
//! it.

use std::time::Duration;

use tempoc_runtime as rt;

/// The activity `pack`.
#[derive(Clone, Copy, Debug)]
pub struct Pack;

impl rt::Activity for Pack {
    type Input = ();
    type Output = ();
    type Error = rt::NoError;
    type Heartbeat = ();

    const NAME: &'static str = "cases.v1.Pack";
    const OPTIONS: rt::ActivityOptions = rt::ActivityOptions {
        schedule_to_close: Some(Duration::from_secs(600)),
        start_to_close: Some(Duration::from_millis(250)),
        heartbeat_timeout: Some(Duration::from_millis(100)),
        retry: Some(rt::Retry {
            initial_interval: Some(Duration::from_secs(2)),
            backoff_coefficient: Some(2.5),
            maximum_interval: Some(Duration::from_secs(60)),
            maximum_attempts: Some(8),
            non_retryable: &["Broken"],
        }),
        priority: Some(rt::Priority {
            key: Some(1),
            fairness_key: Some("tenant"),
            fairness_weight: Some(2.0),
        }),
        cancellation: rt::ActivityCancellation::WaitCompleted,
        ..rt::ActivityOptions::DEFAULT
    };
}

/// The workflow `order`.
#[derive(Clone, Copy, Debug)]
pub struct Order;

impl rt::Workflow for Order {
    type Input = ();
    type Output = ();
    type Error = rt::NoError;

    const NAME: &'static str = "cases.v1.Order";
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions {
        id_reuse: Some(rt::IdReuse::AllowDuplicateFailedOnly),
        id_conflict: Some(rt::IdConflict::TerminateExisting),
        execution_timeout: Some(Duration::from_secs(2_592_000)),
        retry: Some(rt::Retry {
            maximum_attempts: Some(3),
            ..rt::Retry::DEFAULT
        }),
        priority: Some(rt::Priority {
            key: None,
            fairness_key: Some("tenant"),
            fairness_weight: None,
        }),
        cron: Some("0 * * * *"),
        summary: Some("Takes an order."),
        ..rt::WorkflowOptions::on("work")
    };
}
