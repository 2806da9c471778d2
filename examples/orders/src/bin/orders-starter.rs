//! Calls the contract, and says for each step what was sent and what came back.

use std::time::{Duration, SystemTime};

use orders::contract::common::{CustomerId, Money};
use orders::contract::*;
use tempoc_runtime::json::{self, Timestamp};
use tempoc_runtime::{ResultError, UpdateError};

/// A card that every charge is fine with, and one that none is.
const GOOD_CARD: &str = "4242";
const BAD_CARD: &str = "0000";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let orders = OrdersClient::connect_from_env().await?;
    approve_and_ship(&orders).await?;
    decline_a_card(&orders).await?;
    run_out_of_time(&orders).await?;
    cancel(&orders).await?;
    Ok(())
}

/// A query, two updates of which one is rejected, and an approval by signal.
async fn approve_and_ship(orders: &OrdersClient) -> anyhow::Result<()> {
    let order = orders.process_order(order("approved", GOOD_CARD)?).await?;
    println!(
        "start         order {} -> run {}",
        order.id(),
        order.run_id().unwrap_or("?")
    );
    println!("query         state -> {}", order.state().await?);
    let page = order.items(Page::new().limit(1u32)).await?;
    println!(
        "query         items, at most 1 -> {} of {}",
        page.items.len(),
        page.total
    );

    match order.change_address(address("McMurdo Station", "AQ")).await {
        Err(UpdateError::Declared(ProcessOrderChangeAddressError::NotCancellable(error))) => {
            println!("update        change_address to AQ -> rejected: {error}");
        }
        other => anyhow::bail!("the validator should have rejected the address: {other:?}"),
    }
    let state = order.change_address(address("Oslo", "NO")).await?;
    println!("update        change_address to NO -> {state}");

    order.approve(approval()?).await?;
    println!("signal        approve");
    let result = order.result().await?;
    println!(
        "result        {} -> {}, {:?}",
        result.order_id, result.state, result.tracking
    );
    Ok(())
}

/// A signal that starts its workflow, and an error of an activity that arrives as its own type.
async fn decline_a_card(orders: &OrdersClient) -> anyhow::Result<()> {
    let order = orders
        .process_order(order("declined", BAD_CARD)?)
        .with_approve(approval()?)
        .await?;
    println!("with signal   approve, order {}", order.id());
    match order.result().await {
        Err(ResultError::Declared(ProcessOrderError::CardDeclined(declined))) => {
            println!(
                "result        {} -> declined: {}",
                order.id(),
                declined.code
            );
        }
        other => anyhow::bail!("the card should have been declined: {other:?}"),
    }
    Ok(())
}

/// An order that nobody approves in time.
async fn run_out_of_time(orders: &OrdersClient) -> anyhow::Result<()> {
    let input = order("forgotten", GOOD_CARD)?.promised_within(json::Duration::from_millis(500));
    let result = orders
        .process_order(input)
        .execution_timeout(Duration::from_secs(60))
        .execute()
        .await?;
    println!(
        "timeout       nobody approves {} -> {}",
        result.order_id, result.state
    );
    Ok(())
}

/// An update that starts its workflow.
async fn cancel(orders: &OrdersClient) -> anyhow::Result<()> {
    let (order, state) = orders
        .process_order(order("cancelled", GOOD_CARD)?)
        .with_cancel(CancelRequest::new("changed my mind"))
        .await?;
    println!("with update   cancel, order {} -> {state}", order.id());
    let result = orders.process_order_by_id(order.id()).result().await?;
    println!("result        {} -> {}", result.order_id, result.state);
    Ok(())
}

fn order(name: &str, card: &str) -> anyhow::Result<OrderInput> {
    let price = Money::new(1_250);
    let items = vec![
        LineItem::new("book", price.clone()).quantity(2u32),
        LineItem::new("pen", price),
    ];
    Ok(OrderInput::new(
        OrderId::new(format!("ord_{name}{}", now()?.as_millisecond()))?,
        CustomerId::new("cus_12345678")?,
        items,
        PaymentMethodCard::new(card).into(),
        address("Bergen", "NO"),
    ))
}

fn address(city: &str, country: &str) -> Address {
    Address::new("Strandgaten 1", city, country)
}

fn approval() -> anyhow::Result<Approval> {
    Ok(Approval::new("ana", now()?))
}

fn now() -> anyhow::Result<Timestamp> {
    Ok(Timestamp::try_from(SystemTime::now())?)
}
