use tempoc_server_tests::contract::*;

pub async fn call<T: DeskWorkflow>(context: &DeskContext<T>) {
    context.activities().ping().await.ok();
}
