//! Whole orders, for findings that are made up.

use super::deploy_order;
use crate::breaking::change::{Change, Effect, Holder, Kind, Outcome};
use crate::breaking::finding::{Finding, Level, Verdict};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Pinned, Role, Slot};

const READERS_FIRST: Effect = Effect::new(Outcome::Fine, Outcome::Refused);
const WRITERS_FIRST: Effect = Effect::new(Outcome::Refused, Outcome::Fine);

fn workers(queue: &str) -> Party {
    Party::Workers(Some(queue.to_owned()))
}

fn slot(role: Role, writers: &[Party], readers: &[Party]) -> Slot {
    Slot {
        role,
        description: format!("the {role:?}"),
        writers: writers.iter().cloned().collect(),
        readers: readers.iter().cloned().collect(),
        replayed_by: None,
        pinned: Pinned::No,
        certain: true,
    }
}

fn replayed(slot: Slot, workflow: &str) -> Slot {
    Slot {
        replayed_by: Some(workflow.to_owned()),
        ..slot
    }
}

fn finding(element: &str, effect: Effect, slots: Vec<Slot>) -> Finding {
    Finding {
        change: Change {
            rule: Rule::FieldTypeChanged,
            package: String::from("acme.shop.v1"),
            element: element.to_owned(),
            old: String::new(),
            new: String::new(),
            old_place: None,
            new_place: None,
            holder: Holder::Slots(Vec::new()),
            kind: Kind::Payload(effect),
            source: Level::Safe,
            mend: None,
        },
        verdict: Verdict::default(),
        is_announced: false,
        slots,
        witness: None,
        mend: None,
        fingerprint: String::new(),
    }
}

fn order(findings: &[Finding]) -> String {
    deploy_order(&findings.iter().collect::<Vec<_>>()).to_string()
}

#[test]
fn nothing_wants_no_order() {
    assert_eq!(order(&[]), "deploy order: any");
}

#[test]
fn readers_come_before_writers_along_a_chain() {
    let input = slot(Role::QueryInput, &[Party::Clients], &[workers("orders")]);
    let task = slot(
        Role::ActivityInput,
        &[workers("orders")],
        &[workers("payments")],
    );
    let findings = [
        finding("A.x", READERS_FIRST, vec![input]),
        finding("B.x", READERS_FIRST, vec![task]),
    ];
    assert_eq!(
        order(&findings),
        "deploy order: workers(payments) -> workers(orders) -> clients"
    );
}

#[test]
fn writers_come_first_and_what_waits_is_done_first() {
    let task = slot(
        Role::ActivityInput,
        &[workers("orders")],
        &[workers("payments")],
    );
    assert_eq!(
        order(&[finding("A.x", WRITERS_FIRST, vec![task])]),
        "deploy order: workers(orders) -> (once no task of the old version waits) workers(payments)"
    );
}

#[test]
fn histories_are_data() {
    let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
    let answer = slot(Role::QueryOutput, &[workers("orders")], &[Party::Clients]);
    let findings = [
        finding("A.x", WRITERS_FIRST, vec![replayed(input, "buy")]),
        finding("B.x", READERS_FIRST, vec![answer]),
    ];
    assert_eq!(
        order(&findings),
        "deploy order: none is safe for all of it; for the rest: clients -> workers(orders)\n\
         no order is safe for workflow `buy`: histories have it, and histories are data \
         (field-type-changed of `A.x`)"
    );
}

#[test]
fn what_depends_on_data_is_said_beside_the_order() {
    let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
    let some = Effect::new(Outcome::Depends, Outcome::Fine);
    assert_eq!(
        order(&[finding("A.x", some, vec![replayed(input, "buy")])]),
        "deploy order: clients -> workers(orders)\n\
         no order helps workflow `buy`: histories may have it, and histories are data \
         (field-type-changed of `A.x`)"
    );
}

#[test]
fn what_neither_version_reads_has_no_order() {
    let answer = slot(Role::QueryOutput, &[workers("orders")], &[Party::Clients]);
    assert_eq!(
        order(&[finding("A.x", Effect::both(Outcome::Refused), vec![answer])]),
        "deploy order: none is safe\n\
         no order is safe for the QueryOutput: neither version reads what the other writes \
         (field-type-changed of `A.x`)"
    );
}

#[test]
fn workers_that_write_to_themselves_cannot_be_deployed_one_by_one() {
    let task = slot(
        Role::ActivityInput,
        &[workers("orders")],
        &[workers("orders")],
    );
    assert_eq!(
        order(&[finding("A.x", READERS_FIRST, vec![task.clone()])]),
        "deploy order: any\n\
         old workers(orders) may read what new ones write: \
         stop them before the new ones start (field-type-changed of `A.x`)"
    );
    assert_eq!(
        order(&[finding("A.x", WRITERS_FIRST, vec![task])]),
        "deploy order: any\n\
         new workers(orders) may find what old ones wrote: \
         let what waits be done first (field-type-changed of `A.x`)"
    );
}

#[test]
fn who_else_writes_waits_for_those_who_read_what_they_write_themselves() {
    let input = slot(
        Role::WorkflowInput,
        &[Party::Clients, workers("orders")],
        &[workers("orders")],
    );
    let input = replayed(input, "buy");
    assert_eq!(
        order(&[finding("A.x", READERS_FIRST, vec![input])]),
        "deploy order: workers(orders) -> clients\n\
         old workers(orders) may read what new ones write: \
         stop them before the new ones start (field-type-changed of `A.x`)"
    );
}

#[test]
fn two_findings_that_contradict_are_named() {
    let question = slot(Role::QueryInput, &[Party::Clients], &[workers("orders")]);
    let answer = slot(Role::QueryOutput, &[workers("orders")], &[Party::Clients]);
    let findings = [
        finding("A.x", READERS_FIRST, vec![question]),
        finding("B.x", READERS_FIRST, vec![answer]),
    ];
    assert_eq!(
        order(&findings),
        "deploy order: none is safe for all of it; for the rest: workers(orders) -> clients\n\
         no order is safe for workers(orders) and clients: the QueryInput wants the former first, \
         the QueryOutput the latter (field-type-changed of `A.x`, field-type-changed of `B.x`)"
    );
}

#[test]
fn many_findings_of_one_obstacle_are_one_line() {
    let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
    let findings: Vec<Finding> = ["a", "b", "c", "d", "e"]
        .into_iter()
        .map(|name| finding(name, WRITERS_FIRST, vec![replayed(input.clone(), "buy")]))
        .collect();
    let order = deploy_order(&findings.iter().collect::<Vec<_>>());
    assert_eq!(order.obstacles.len(), 1);
    assert!(order.to_string().ends_with("`c`, 2 more)"), "{order}");
    assert_eq!(order.steps, Vec::new());
    assert_eq!(order.facts()["safe"], false);
}
