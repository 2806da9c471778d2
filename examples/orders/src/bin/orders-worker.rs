//! Implements the contract: workflows and activities, on both of its task queues.
//!
//! `orders-worker payments` serves one of them, so that another program may serve the other.

use std::time::Duration;

use orders::contract::common::Money;
use orders::contract::*;
use tempoc_runtime::sdk::Client;
use tempoc_runtime::{
    ActivityContext, CallError, Failure, InitContext, SyncContext, ViewContext, connect_from_env,
    log,
};

/// How long an order waits for its approval unless it says otherwise.
const APPROVAL: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// An order on its way.
struct Processing {
    state: OrderState,
    items: Vec<LineItem>,
    address: Address,
    approval: Option<Approval>,
    is_cancelled: bool,
    notes: Vec<String>,
}

impl ProcessOrderWorkflow for Processing {
    fn init(_: &InitContext, input: &OrderInput) -> Self {
        Self {
            state: OrderState::Received,
            items: input.items.clone(),
            address: input.ship_to.clone(),
            approval: None,
            is_cancelled: false,
            notes: input.note.iter().cloned().collect(),
        }
    }

    async fn run(
        ctx: &ProcessOrderContext<Self>,
        input: OrderInput,
    ) -> Result<OrderResult, Failure<ProcessOrderError>> {
        let total = ctx.activities().compute_totals(input.clone()).await?;

        let patience = match input.promised_within {
            Some(patience) => patience.unsigned_abs(),
            None => APPROVAL,
        };
        let decided = ctx.wait_for(patience, |order| {
            order.approval.is_some() || order.is_cancelled
        });
        if !decided.await? || ctx.state(|order| order.is_cancelled) {
            ctx.state_mut(|order| order.state = OrderState::Cancelled);
            return Ok(OrderResult::new(input.order_id, OrderState::Cancelled));
        }
        log::info!(ctx, "approved");

        let key = ctx.uuid4().parse().map_err(Failure::other)?;
        let request = ChargeRequest::new(input.order_id.clone(), total, input.payment, key);
        match ctx
            .activities()
            .charge_card(request)
            .summary("charge the card")
            .await
        {
            Ok(charge) => log::info!(ctx, "charged as {}", charge.charge_id),
            // The contract declares this one for the workflow too, so it arrives at the client as it is.
            Err(CallError::Declared(ChargeCardError::CardDeclined(declined))) => {
                return Err(declined.into());
            }
            Err(other) => return Err(other.into()),
        }
        ctx.state_mut(|order| order.state = OrderState::Paid);

        let items = ctx.state(|order| order.items.clone());
        ctx.activities()
            .pack_order(PackRequest::new(input.order_id.clone(), items))
            .await?;

        let address = ctx.state(|order| order.address.clone());
        let parcel = ShipRequest::new(input.order_id.clone(), address);
        let parcel = ctx.children().ship(parcel).start().await?;
        let tracking = parcel.result().await?;
        ctx.state_mut(|order| order.state = OrderState::Shipped);
        Ok(OrderResult::new(input.order_id, OrderState::Shipped).tracking(tracking))
    }

    fn approve(&mut self, _: &SyncContext, input: Approval) {
        self.approval = Some(input);
    }

    fn pause(&mut self, _: &SyncContext) {
        self.notes.push("paused".to_owned());
    }

    fn add_note(&mut self, _: &SyncContext, input: String) {
        self.notes.push(input);
    }

    fn state(&self, _: &ViewContext) -> OrderState {
        self.state.clone()
    }

    fn items(&self, _: &ViewContext, page: Page) -> ItemPage {
        let shown = self
            .items
            .iter()
            .skip(page.offset as usize)
            .take(page.limit as usize);
        ItemPage::new(shown.cloned().collect(), self.items.len() as u32)
    }

    fn change_address(
        &mut self,
        _: &SyncContext,
        input: Address,
    ) -> Result<OrderState, ProcessOrderChangeAddressError> {
        self.address = input;
        Ok(self.state.clone())
    }

    fn validate_change_address(
        &self,
        _: &ViewContext,
        input: &Address,
    ) -> Result<(), ProcessOrderChangeAddressError> {
        // Parcels to Antarctica would have to be packed in another way.
        if input.country == "AQ" || self.state != OrderState::Received {
            return Err(NotCancellable::new(self.state.clone()).into());
        }
        Ok(())
    }

    fn cancel(
        &mut self,
        _: &SyncContext,
        input: CancelRequest,
    ) -> Result<OrderState, ProcessOrderCancelError> {
        if self.state != OrderState::Received && !input.force {
            return Err(NotCancellable::new(self.state.clone()).into());
        }
        self.is_cancelled = true;
        Ok(OrderState::Cancelled)
    }
}

/// A parcel on its way.
struct Shipping;

impl ShipOrderWorkflow for Shipping {
    fn init(_: &InitContext, _: &ShipRequest) -> Self {
        Self
    }

    async fn run(_: &ShipOrderContext<Self>, input: ShipRequest) -> Result<String, Failure> {
        Ok(format!("parcel-of-{}", input.order_id))
    }
}

/// What a region sold yesterday.
struct Report;

impl NightlyReportWorkflow for Report {
    fn init(_: &InitContext, _: &ReportRequest) -> Self {
        Self
    }

    async fn run(_: &NightlyReportContext<Self>, input: ReportRequest) -> Result<String, Failure> {
        Ok(format!("nothing was sold in {}", input.region))
    }
}

/// The activities of the warehouse, on the task queue `orders`.
struct Warehouse;

impl OrdersActivities for Warehouse {
    async fn pack_order(
        &self,
        ctx: ActivityContext<Progress>,
        input: PackRequest,
    ) -> Result<PackResult, Failure> {
        let of = input.items.len() as u32;
        for done in 0..of {
            ctx.heartbeat(Progress::new(done, of))
                .await
                .map_err(Failure::other)?;
        }
        Ok(PackResult::new(vec![format!("box-of-{}", input.order_id)]))
    }

    async fn compute_totals(
        &self,
        _: ActivityContext,
        input: OrderInput,
    ) -> Result<Money, Failure> {
        let prices = input.items.iter();
        let total = prices
            .map(|item| item.unit_price.amount_minor * i64::from(item.quantity))
            .sum();
        Ok(Money::new(total))
    }
}

/// The activities of the payment provider, on the task queue `payments`.
struct Payments;

impl PaymentsActivities for Payments {
    async fn charge_card(
        &self,
        _: ActivityContext,
        input: ChargeRequest,
    ) -> Result<ChargeResult, Failure<ChargeCardError>> {
        match &input.method {
            PaymentMethod::Card(card) if card.last4 == "0000" => {
                Err(CardDeclined::new("do_not_honor", "the bank refused the charge").into())
            }
            _ => Ok(ChargeResult::new(format!("charge-of-{}", input.order_id))),
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = connect_from_env().await?;
    match std::env::args().nth(1).as_deref() {
        None => {
            println!("worker: serves `orders` and `payments`, in Rust");
            tokio::try_join!(serve_orders(client.clone()), serve_payments(client))?;
        }
        Some("orders") => {
            println!("worker: serves `orders`, in Rust");
            serve_orders(client).await?;
        }
        Some("payments") => {
            println!("worker: serves `payments`, in Rust");
            serve_payments(client).await?;
        }
        Some(other) => anyhow::bail!("no task queue `{other}`: name `orders` or `payments`"),
    }
    Ok(())
}

async fn serve_orders(client: Client) -> anyhow::Result<()> {
    let worker = OrdersWorker::builder(client)
        .process_order::<Processing>()
        .ship_order::<Shipping>()
        .nightly_report::<Report>()
        .activities(Warehouse)
        .build()?;
    stop_on_interrupt(worker.shutdown_handle());
    Ok(worker.run().await?)
}

async fn serve_payments(client: Client) -> anyhow::Result<()> {
    let worker = PaymentsWorker::builder(client)
        .activities(Payments)
        .build()?;
    stop_on_interrupt(worker.shutdown_handle());
    Ok(worker.run().await?)
}

/// Lets a worker end what it does when the user has had enough.
fn stop_on_interrupt(stop: impl Fn() + Send + 'static) {
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop();
        }
    });
}
