//! Whole orders, for findings that are made up.

use super::deploy_order;
use crate::breaking::change::{Change, Effect, Fate, Holder, Kind, Named, Naming, Outcome};
use crate::breaking::finding::{Finding, Level, Verdict};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot, Stays};

const READERS_FIRST: Effect = Effect::new(Outcome::Fine, Outcome::Refused);
const WRITERS_FIRST: Effect = Effect::new(Outcome::Refused, Outcome::Fine);

fn workers(queue: &str) -> Party {
    Party::Workers(Some(queue.to_owned()))
}

fn slot(role: Role, writers: &[Party], readers: &[Party]) -> Slot {
    Slot {
        own_is_read: true,
        ..Slot::new(
            role,
            format!("the {role:?}"),
            writers.iter().cloned().collect(),
            readers.iter().cloned().collect(),
        )
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
        mend: Vec::new(),
        fingerprint: String::new(),
    }
}

fn named(rule: Rule, element: &str, fate: Fate, slots: Vec<Slot>) -> Finding {
    let mut finding = finding(element, Effect::NONE, slots);
    finding.change.rule = rule;
    finding.change.kind = Kind::Name(Naming {
        what: Named::Query,
        fate,
        old_is_served: fate == Fate::Added,
        new_was_served: fate == Fate::Removed,
    });
    finding
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
    let readers_first = [finding("A.x", READERS_FIRST, vec![task.clone()])];
    assert_eq!(
        order(&readers_first),
        "deploy order: none is safe\n\
         old workers(orders) read what new ones write: \
         stop them before the new ones start (field-type-changed of `A.x`)"
    );
    let found = deploy_order(&readers_first.iter().collect::<Vec<_>>());
    assert_eq!(found.facts()["safe"], false);
    assert_eq!(
        order(&[finding("A.x", WRITERS_FIRST, vec![task])]),
        "deploy order: none is safe\n\
         new workers(orders) find what old ones wrote: \
         let what waits be done first (field-type-changed of `A.x`)"
    );
}

#[test]
fn workers_that_may_write_to_themselves_have_a_warning() {
    let signal = Slot {
        own_is_read: false,
        ..slot(
            Role::SignalInput,
            &[workers("orders")],
            &[workers("orders")],
        )
    };
    assert_eq!(
        order(&[finding("A.x", READERS_FIRST, vec![signal])]),
        "deploy order: any, but see below\n\
         old workers(orders) may read what new ones write: \
         stop them before the new ones start (field-type-changed of `A.x`)"
    );
}

#[test]
fn who_else_writes_waits_for_those_who_read_what_they_write_themselves() {
    let input = slot(
        Role::WorkflowInput,
        &[Party::Clients, workers("orders")],
        &[workers("orders")],
    );
    let input = Slot {
        own_is_read: false,
        ..replayed(input, "buy")
    };
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
         the QueryOutput the latter (field-type-changed of `A.x` and field-type-changed of `B.x`)"
    );
}

#[test]
fn what_comes_in_the_place_of_what_goes_has_no_order() {
    let call = || vec![slot(Role::Call, &[Party::Clients], &[workers("orders")])];
    let gone = named(Rule::QueryRemoved, "buy.state", Fate::Removed, call());
    let new = named(Rule::QueryAdded, "buy.status", Fate::Added, call());
    let elsewhere = named(Rule::QueryAdded, "sell.status", Fate::Added, call());
    assert_eq!(
        order(std::slice::from_ref(&new)),
        "deploy order: workers(orders) -> clients"
    );
    assert_eq!(
        order(std::slice::from_ref(&gone)),
        "deploy order: clients -> workers(orders)"
    );
    assert_eq!(
        order(&[gone.clone(), new]),
        "deploy order: none is safe\n\
         no order is safe for clients: old ones call `buy.state`, new ones call `buy.status`, and no workers(orders) \
         serve both; keep what was called beside what is new for a release \
         (query-added of `buy.status` and query-removed of `buy.state`)"
    );
    assert_eq!(
        order(&[gone, elsewhere]),
        "deploy order: clients -> workers(orders)\n\
         no order helps workers(orders) and clients: neither version takes all of the Call that comes from the other \
         (query-added of `sell.status` and query-removed of `buy.state`)"
    );
}

#[test]
fn many_findings_of_one_obstacle_are_one_line() {
    let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
    let findings: Vec<Finding> = ["e", "d", "c", "b", "a", "a"]
        .into_iter()
        .map(|name| finding(name, WRITERS_FIRST, vec![replayed(input.clone(), "buy")]))
        .collect();
    let order = deploy_order(&findings.iter().collect::<Vec<_>>());
    assert_eq!(order.obstacles.len(), 1);
    assert!(
        order.to_string().ends_with(
            "(field-type-changed of `a`, field-type-changed of `b`, field-type-changed of `c` and 2 more)"
        ),
        "{order}"
    );
    assert_eq!(
        order.facts()["obstacles"][0]["findings"]
            .as_array()
            .map(Vec::len),
        Some(5)
    );
    assert_eq!(order.steps, Vec::new());
    assert_eq!(order.facts()["safe"], false);
}

#[test]
fn what_one_finding_does_to_several_is_one_line() {
    let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
    let slots = ["buy", "sell", "rent"].map(|workflow| replayed(input.clone(), workflow));
    assert_eq!(
        order(&[finding("A.x", WRITERS_FIRST, slots.into())]),
        "deploy order: none is safe\n\
         no order is safe for workflows `buy`, `rent` and `sell`: histories have it, and histories are data \
         (field-type-changed of `A.x`)"
    );
}

#[test]
fn two_programs_that_are_wanted_both_ways_are_one_line() {
    let named = |role, name: &str, writers: &[Party], readers: &[Party]| Slot {
        description: name.to_owned(),
        ..slot(role, writers, readers)
    };
    let shop = workers("shop");
    let questions = ["q", "r"].map(|name| {
        named(
            Role::QueryInput,
            name,
            &[Party::Clients],
            std::slice::from_ref(&shop),
        )
    });
    let answers = ["s", "t"].map(|name| {
        named(
            Role::QueryOutput,
            name,
            std::slice::from_ref(&shop),
            &[Party::Clients],
        )
    });
    assert_eq!(
        order(&[finding("A.x", READERS_FIRST, [questions, answers].concat())]),
        "deploy order: none is safe for all of it; for the rest: workers(shop) -> clients\n\
         no order is safe for workers(shop) and clients: q wants the former first, s and t the latter \
         (field-type-changed of `A.x`)"
    );
}

#[test]
fn very_many_obstacles_are_told_in_part() {
    let findings: Vec<Finding> = (0..20)
        .map(|at| {
            let input = slot(Role::WorkflowInput, &[Party::Clients], &[workers("orders")]);
            let input = replayed(input, &format!("flow{at:02}"));
            finding(&format!("A.x{at}"), WRITERS_FIRST, vec![input])
        })
        .collect();
    let order = deploy_order(&findings.iter().collect::<Vec<_>>());
    assert_eq!(order.obstacles.len(), 20);
    let lines = order.lines();
    assert_eq!(lines.len(), 10);
    assert_eq!(
        lines.last().map(String::as_str),
        Some("and 12 more of that kind; `--format json` has all of them")
    );
}

/// What is sent to an execution that stays on old workers waits until that has ended, not only until new ones are there.
#[test]
fn pinned_executions_end_before_anything_new_reaches_them() {
    let stays = |reads: Option<&str>, writes: Option<&str>, slot: Slot| Slot {
        stays: Stays {
            reads: reads.map(str::to_owned),
            writes: writes.map(str::to_owned),
        },
        ..slot
    };
    let signal = slot(Role::SignalInput, &[Party::Clients], &[workers("shop")]);
    let signal = finding(
        "Note",
        READERS_FIRST,
        vec![stays(Some("buy"), None, signal)],
    );
    let charge = slot(
        Role::ActivityInput,
        &[workers("shop")],
        &[workers("payments")],
    );
    let charge = finding(
        "Charge",
        WRITERS_FIRST,
        vec![stays(None, Some("buy"), charge)],
    );
    assert_eq!(
        deploy_order(&[&signal, &charge]).to_string(),
        "deploy order: workers(shop) -> (once no execution runs that is pinned to the old version, and no task of the old \
         version waits) workers(payments), clients\n\
         executions of workflow `buy` that are pinned to the old version stay on its workers, whatever is deployed, and \
         go on to write and call as it does: let them end first (field-type-changed of `Charge`)\n\
         executions of workflow `buy` that are pinned to the old version stay on its workers, whatever is deployed, and \
         do not know what the new version sends or answers: let them end first (field-type-changed of `Note`)"
    );
    // A workflow that signals others of its kind is on both sides, and its old workers are not to be stopped.
    let own = slot(Role::SignalInput, &[workers("shop")], &[workers("shop")]);
    let own = finding("Note", READERS_FIRST, vec![stays(Some("buy"), None, own)]);
    let order = deploy_order(&[&own]).to_string();
    assert!(
        order.starts_with(
            "deploy order: none is safe\nno order is safe: executions of workflow `buy`"
        ),
        "{order}"
    );
    assert!(!order.contains("stop them"), "{order}");
}
