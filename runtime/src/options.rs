//! The contract's options as the SDK's.

use temporalio_common::{Priority, RetryPolicy};

use crate::definition;

impl definition::Retry {
    /// The SDK's policy, with the server's defaults where the contract says nothing.
    pub fn to_sdk(&self) -> RetryPolicy {
        let mut policy = RetryPolicy::default();
        if let Some(interval) = self.initial_interval {
            policy.set_initial_interval(interval);
        }
        if let Some(coefficient) = self.backoff_coefficient {
            policy.set_backoff_coefficient(coefficient);
        }
        if let Some(interval) = self.maximum_interval {
            policy.set_maximum_interval(Some(interval));
        }
        if let Some(attempts) = self.maximum_attempts {
            policy.set_maximum_attempts(attempts);
        }
        policy.set_non_retryable_error_types(self.non_retryable.iter().copied());
        policy
    }
}

impl definition::Priority {
    /// The SDK's priority.
    pub fn to_sdk(&self) -> Priority {
        let mut priority = Priority::default();
        priority.priority_key = self.key;
        priority.fairness_key = self.fairness_key.map(str::to_owned);
        priority.fairness_weight = self.fairness_weight;
        priority
    }
}
