//! Recording the histories anew: one program has the workers of both languages make them, on a server of their own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use tempoc_replay::worker::worker;
use tempoc_runtime::sdk::Client;
use tempoc_runtime::sdk::client::WorkflowHistory;
use tempoc_runtime::sdk::client::grpc::WorkflowService;
use tempoc_runtime::sdk::client::tonic::IntoRequest;
use tempoc_runtime::sdk::common::protos::temporal::api::common::v1::WorkflowExecution;
use tempoc_runtime::sdk::common::protos::temporal::api::workflowservice::v1::GetWorkflowExecutionHistoryRequest;
use tempoc_runtime::{DevServer, connect};

use crate::python::python;
use crate::version::{Version, here};

/// Replaces the histories by what the workers of the unchanged contract do now.
pub(crate) async fn record(unchanged: &Version) {
    let server = DevServer::start().await.unwrap();
    let address = server.address();
    let mut in_python = serve(&address, ["python", "pinned@recorded"], &unchanged.folder);
    let folder = here("recorded/python");
    recorded(&address, ["python", "pinned"], &folder);
    in_python.kill().unwrap();
    in_python.wait().unwrap();

    let mut client = connect(&address, "default").await.unwrap();
    let in_rust = worker(client.clone(), "rust").unwrap();
    // The SDK in Rust reads another JSON than the one that all others write.
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written");
    let recording = {
        let address = address.clone();
        tokio::task::spawn_blocking(move || recorded(&address, ["rust", "rust"], &scratch))
    };
    let executions = in_rust.run_until(recording).await.unwrap().unwrap();
    for execution in executions {
        write(&mut client, &execution).await;
    }
    server.stop().await.unwrap();
}

/// A history that was recorded.
struct Execution {
    name: String,
    workflow_id: String,
    run_id: String,
}

/// Has the workers of a queue, and of one for what is pinned, make the histories, and says which.
fn recorded(address: &str, queues: [&str; 2], folder: &Path) -> Vec<Execution> {
    let mut command = python("record.py");
    let output = command.arg(address).args(queues).arg(folder);
    let output = output.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "record.py: {}", output.status);
    let lines = String::from_utf8(output.stdout).unwrap();
    lines
        .lines()
        .map(|line| {
            let mut words = line.split(' ').map(str::to_owned);
            let mut word = || words.next().unwrap();
            Execution {
                name: word(),
                workflow_id: word(),
                run_id: word(),
            }
        })
        .collect()
}

/// Workers in Python of a version, at some queues.
fn serve(address: &str, queues: [&str; 2], version: &Path) -> Child {
    let places = queues.map(|queue| format!("{queue}={}", version.display()));
    let mut worker = python("serve.py")
        .arg(address)
        .args(places)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(worker.stdout.take().unwrap()).lines().next();
    assert_eq!(said.expect("the worker serves").unwrap(), "serving");
    worker
}

async fn write(client: &mut Client, execution: &Execution) {
    let request = GetWorkflowExecutionHistoryRequest {
        namespace: "default".to_owned(),
        execution: Some(WorkflowExecution {
            workflow_id: execution.workflow_id.clone(),
            run_id: execution.run_id.clone(),
        }),
        ..GetWorkflowExecutionHistoryRequest::default()
    };
    let page = client.get_workflow_execution_history(request.into_request());
    let history = page.await.unwrap().into_inner().history.unwrap();
    let json = WorkflowHistory::from(history).to_json().await.unwrap();
    let folder = here("recorded/rust");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{}.json", execution.name)), json).unwrap();
}
