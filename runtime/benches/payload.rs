//! Reads and writes a payload of 4 kB, beside serde derive with serde_json, in the same run:
//! `cargo bench -p tempoc-runtime --bench payload`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program that prints"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tempoc_runtime::json::{self, Decode, Encode, Error, Node, Writer};

/// Lists the fields once for the struct and for both directions, as generated code does.
macro_rules! record {
    ($name:ident { $($required:ident: $type:ty,)* } { $($optional:ident: $inner:ty,)* }) => {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        struct $name {
            $($required: $type,)*
            $(#[serde(default, skip_serializing_if = "Option::is_none")] $optional: Option<$inner>,)*
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.begin(stringify!($name));
                $(writer.field(stringify!($required), &self.$required);)*
                $(writer.optional(stringify!($optional), &self.$optional);)*
                writer.end();
            }
        }

        impl Decode for $name {
            fn decode(node: Node<'_>) -> Result<Self, Error> {
                let mut object = node.object(stringify!($name))?;
                Ok($name {
                    $($required: object.required(stringify!($required))?,)*
                    $($optional: object.optional(stringify!($optional))?,)*
                })
            }
        }
    };
}

record!(Item {
    sku: String,
    title: String,
    quantity: u32,
    unit_price_minor: i64,
    weight: f64,
    gift: bool,
    tags: Vec<String>,
} { note: String, });

record!(Address { line1: String, city: String, country: String, } { line2: String, });

record!(Order {
    order_id: String,
    customer_id: String,
    currency: String,
    total_minor: i64,
    discount_minor: i64,
    tax_rate: f64,
    score: f64,
    priority: i32,
    attempts: u32,
    sequence: u64,
    express: bool,
    paid: bool,
    channel: String,
    locale: String,
    remark: String,
    ship_to: Address,
    bill_to: Address,
    attributes: BTreeMap<String, String>,
    items: Vec<Item>,
} { coupon: String, referrer: String, });

fn order() -> Order {
    let address = |city: &str| Address {
        line1: "Long Street 12".into(),
        city: city.into(),
        country: "DE".into(),
        line2: None,
    };
    let item = |n: u32| Item {
        sku: format!("sku-{n:05}"),
        title: format!("A thing of kind {n}, in \"blue\""),
        quantity: n % 7 + 1,
        unit_price_minor: 1999 + i64::from(n) * 37,
        weight: 0.125 + f64::from(n) * 1.1,
        gift: n.is_multiple_of(3),
        tags: vec!["new".into(), "größe-l".into()],
        note: n.is_multiple_of(4).then(|| "wrap it well".into()),
    };
    Order {
        order_id: "ord_01hv3k9x".into(),
        customer_id: "cus_abcdef1234".into(),
        currency: "EUR".into(),
        total_minor: 123_456_789,
        discount_minor: -500,
        tax_rate: 0.19,
        score: 0.731_058_578_630_004_9,
        priority: 3,
        attempts: 1,
        sequence: 18_446_744_073_709_551_615,
        express: true,
        paid: false,
        channel: "web".into(),
        locale: "de-DE".into(),
        remark: "ring twice\nthen wait".into(),
        ship_to: address("Köln"),
        bill_to: address("Berlin"),
        attributes: (0..8)
            .map(|n| (format!("key{n}"), format!("value {n}")))
            .collect(),
        items: (0..20).map(item).collect(),
        coupon: Some("SPRING".into()),
        referrer: None,
    }
}

const ROUNDS: usize = 31;
const CALLS: u32 = 2000;

fn main() {
    let order = order();
    let text = json::to_vec(&order).unwrap();
    assert_eq!(json::from_slice::<Order>(&text).unwrap(), order);
    assert_eq!(serde_json::from_slice::<Order>(&text).unwrap(), order);
    println!("{} bytes", text.len());

    type Contender = (&'static str, Box<dyn Fn()>);
    let mut contenders: [Contender; 6] = [
        ("decode, tempoc", {
            let text = text.clone();
            Box::new(move || drop(black_box(json::from_slice::<Order>(black_box(&text)))))
        }),
        ("decode, serde derive", {
            let text = text.clone();
            Box::new(move || drop(black_box(serde_json::from_slice::<Order>(black_box(&text)))))
        }),
        ("decode, serde derive by Value", {
            let text = text.clone();
            Box::new(move || {
                let value: serde_json::Value = serde_json::from_slice(black_box(&text)).unwrap();
                drop(black_box(serde_json::from_value::<Order>(value)));
            })
        }),
        (
            "tree only, tempoc",
            Box::new(move || drop(black_box(Node::parse(black_box(&text))))),
        ),
        ("encode, tempoc", {
            let order = order.clone();
            Box::new(move || drop(black_box(json::to_vec(black_box(&order)))))
        }),
        ("encode, serde derive", {
            Box::new(move || drop(black_box(serde_json::to_vec(black_box(&order)))))
        }),
    ];
    // The contenders take turns, so that a busy machine is busy for all of them.
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for (index, (_, run)) in contenders.iter_mut().enumerate() {
            let start = Instant::now();
            for _ in 0..CALLS {
                run();
            }
            times[index].push(start.elapsed() / CALLS);
        }
    }
    let medians: Vec<Duration> = times
        .iter_mut()
        .map(|times| {
            times.sort();
            times[ROUNDS / 2]
        })
        .collect();
    for ((name, _), median) in contenders.iter().zip(&medians) {
        println!("{name:32} {median:>10.2?}");
    }
    let ratio = |a: usize, b: usize| medians[a].as_secs_f64() / medians[b].as_secs_f64();
    println!(
        "decode: {:.2} of serde derive, {:.2} of serde derive by Value",
        ratio(0, 1),
        ratio(0, 2)
    );
    println!("encode: {:.2} of serde derive", ratio(4, 5));
}
