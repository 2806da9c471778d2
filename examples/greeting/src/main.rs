//! A worker and a caller in one program: `cargo run -p greeting`.

mod greeting {
    tempoc_runtime::include_contract!("acme.greeting.v1");
}

use greeting::{GreetContext, GreetWorkflow, GreetingActivities, GreetingClient, GreetingWorker};
use tempoc_runtime::{ActivityContext, Failure, InitContext};

/// The workflow. It has no state.
struct Greeter;

impl GreetWorkflow for Greeter {
    fn init(_: &InitContext, _: &str) -> Self {
        Self
    }

    async fn run(ctx: &GreetContext<Self>, name: String) -> Result<String, Failure> {
        Ok(ctx.activities().compose_greeting(name).await?)
    }
}

/// The activities of the task queue.
struct Composer;

impl GreetingActivities for Composer {
    async fn compose_greeting(&self, _: ActivityContext, name: String) -> Result<String, Failure> {
        Ok(format!("Hello, {name}!"))
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = GreetingClient::connect_from_env().await?;
    let worker = GreetingWorker::builder(client.sdk().clone())
        .greet::<Greeter>()
        .activities(Composer)
        .build()?;

    let greeting = worker
        .run_until(client.greet("Temporal".to_owned()).execute())
        .await??;
    println!("greet(\"Temporal\") -> {greeting}");
    Ok(())
}
