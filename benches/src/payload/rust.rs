//! Rust: through the SDK's own converter, and from and to bytes.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use tempoc_runtime::Message;
use tempoc_runtime::json::{self, Json};
use tempoc_runtime::sdk::common::data_converters::{
    GenericPayloadConverter, PayloadConverter, SerializationContext, SerializationContextData,
};
use tempoc_runtime::sdk::{Payload, TemporalDeserializable, TemporalSerializable};

use super::{ORDER, generated, plain};
use crate::measure::median;
use crate::table::{Table, verdict};

const ROUNDS: usize = 31;
const CALLS: u32 = 1_000;

/// How many times faster than serde derive through the SDK's converter.
const DECODE_GOAL: f64 = 3.5;
const ENCODE_GOAL: f64 = 1.6;

/// What is measured, in this order.
struct Times {
    decode: Duration,
    encode: Duration,
    plain_decode: Duration,
    plain_encode: Duration,
    decode_bytes: Duration,
    encode_bytes: Duration,
    plain_decode_bytes: Duration,
    plain_encode_bytes: Duration,
}

/// Measures and prints.
pub(crate) fn measure_rust() -> Result<()> {
    let text = ORDER.trim().as_bytes();
    let order: generated::Order = json::from_slice(text)?;
    let plain: plain::Order = serde_json::from_slice(text)?;
    check_exactness(text, &order)?;

    let times = measure(text, &order, &plain)?;
    let mut table = Table::new(&["types, path", "decode", "encode"]);
    let mut row = |name: &str, decode, encode| {
        table.row([name.to_owned(), micros(decode), micros(encode)]);
    };
    row("generated, SDK's converter", times.decode, times.encode);
    row(
        "serde derive, SDK's converter",
        times.plain_decode,
        times.plain_encode,
    );
    row("generated, bytes", times.decode_bytes, times.encode_bytes);
    row(
        "serde derive, serde_json alone",
        times.plain_decode_bytes,
        times.plain_encode_bytes,
    );
    table.print(&format!(
        "A payload of {} bytes in Rust (medians):",
        text.len()
    ));

    let mut goals = Table::new(&["ratio", "measured", "goal", ""]);
    let mut goal = |name: &str, times: f64, least: f64| {
        goals.row([
            name.to_owned(),
            format!("{times:.2}x"),
            format!("{least}x"),
            verdict(times >= least),
        ]);
    };
    let ratio = |other: Duration, ours: Duration| other.as_secs_f64() / ours.as_secs_f64();
    goal(
        "decode, SDK's converter: as fast as serde derive",
        ratio(times.plain_decode, times.decode),
        DECODE_GOAL,
    );
    goal(
        "encode, SDK's converter: as fast as serde derive",
        ratio(times.plain_encode, times.encode),
        ENCODE_GOAL,
    );
    goal(
        "decode, bytes: as fast as serde_json alone",
        ratio(times.plain_decode_bytes, times.decode_bytes),
        1.0,
    );
    goal(
        "encode, bytes: as fast as serde_json alone",
        ratio(times.plain_encode_bytes, times.encode_bytes),
        1.0,
    );
    goals.print("Beside the goals:");
    Ok(())
}

/// What is measured has to be right: every value comes back, floats to the last digit.
fn check_exactness(text: &[u8], order: &generated::Order) -> Result<()> {
    let converter = PayloadConverter::default();
    let context = SerializationContextData::None;
    let context = SerializationContext::new(&context, &converter);
    let payload = to_payload(&converter, &context, order)?;
    let again: generated::Order = from_payload(&converter, &context, payload)?;
    ensure!(
        again == *order,
        "an order changes on its way through the SDK"
    );
    ensure!(order.score.to_bits() == 0.731_058_578_630_004_9_f64.to_bits());
    let fields = |text: &[u8]| json::from_slice::<std::collections::BTreeMap<String, Json>>(text);
    ensure!(
        fields(&json::to_vec(order)?)? == fields(text)?,
        "an order is written as another one"
    );
    Ok(())
}

fn measure(text: &[u8], order: &generated::Order, plain: &plain::Order) -> Result<Times> {
    let converter = PayloadConverter::default();
    let data = SerializationContextData::None;
    let context = SerializationContext::new(&data, &converter);
    let payload = order.to_result()?;
    // The contenders take turns, so that a busy machine is busy for all of them.
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        // A payload belongs to who reads it, so each call has one of its own, made before.
        rounds.push([
            time_each(&payload, |payload| {
                from_payload::<generated::Order>(&converter, &context, payload)
            })?,
            time(|| to_payload(&converter, &context, order))?,
            time_each(&payload, |payload| {
                from_payload::<plain::Order>(&converter, &context, payload)
            })?,
            time(|| to_payload(&converter, &context, plain))?,
            time(|| Ok(json::from_slice::<generated::Order>(black_box(text))?))?,
            time(|| Ok(json::to_vec(order)?))?,
            time(|| Ok(serde_json::from_slice::<plain::Order>(black_box(text))?))?,
            time(|| Ok(serde_json::to_vec(plain)?))?,
        ]);
    }
    let middle = |index: usize| median(rounds.iter().map(|round| round[index]));
    Ok(Times {
        decode: middle(0),
        encode: middle(1),
        plain_decode: middle(2),
        plain_encode: middle(3),
        decode_bytes: middle(4),
        encode_bytes: middle(5),
        plain_decode_bytes: middle(6),
        plain_encode_bytes: middle(7),
    })
}

/// The time of a call, in the mean.
fn time<T>(call: impl Fn() -> Result<T>) -> Result<Duration> {
    let start = Instant::now();
    for _ in 0..CALLS {
        drop(black_box(call()?));
    }
    Ok(start.elapsed() / CALLS)
}

/// The time of a call that takes a payload, in the mean.
fn time_each<T>(payload: &Payload, call: impl Fn(Payload) -> Result<T>) -> Result<Duration> {
    let payloads = vec![payload.clone(); CALLS as usize];
    let start = Instant::now();
    for payload in payloads {
        drop(black_box(call(payload)?));
    }
    Ok(start.elapsed() / CALLS)
}

fn to_payload<T: TemporalSerializable + 'static>(
    converter: &PayloadConverter,
    context: &SerializationContext<'_>,
    value: &T,
) -> Result<Payload> {
    let payload = converter.to_payload(context, black_box(value));
    payload.map_err(|error| anyhow!("{error}"))
}

fn from_payload<T: TemporalDeserializable + 'static>(
    converter: &PayloadConverter,
    context: &SerializationContext<'_>,
    payload: Payload,
) -> Result<T> {
    let value = converter.from_payload(context, payload);
    value.map_err(|error| anyhow!("{error}"))
}

fn micros(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}
