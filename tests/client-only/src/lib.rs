//! A caller of the order contract.

#![deny(warnings)]

/// The callers' half of the contract.
pub mod orders {
    tempoc_runtime::include_contract!("acme.orders.v1");
}

/// Asks a running order for its state.
pub async fn state_of(id: &str) -> Option<orders::OrderState> {
    let client = orders::OrdersClient::connect_from_env().await.ok()?;
    client.process_order_by_id(id).state().await.ok()
}

#[cfg(test)]
mod tests {
    use super::orders::{CancelRequest, OrderState};

    #[test]
    fn types_are_serde_s_too() -> Result<(), serde_json::Error> {
        let request = CancelRequest::new("late").force(true);
        let text = serde_json::to_string(&request)?;
        assert_eq!(text, r#"{"reason":"late","force":true}"#);
        assert_eq!(serde_json::from_str::<CancelRequest>(&text)?, request);
        let state: OrderState = serde_json::from_str(r#""lost""#)?;
        assert_eq!(state, OrderState::Unknown("lost".to_owned()));
        Ok(())
    }

    #[test]
    fn what_the_contract_refuses_serde_refuses_with_the_path() {
        let error = serde_json::from_str::<CancelRequest>(r#"{"reason": 1}"#)
            .map_err(|error| error.to_string());
        assert!(
            error.is_err_and(
                |error| error.contains("CancelRequest.reason: expected string, found 1")
            )
        );
    }
}
