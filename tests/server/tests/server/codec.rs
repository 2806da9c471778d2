//! A codec: nothing is readable on the server, and everything is at both ends.

use tempoc_runtime::sdk::client::{Client, ClientOptions, ConnectionOptions, Url};
use tempoc_runtime::sdk::common::data_converters::{PayloadCodec, SerializationContextData};
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::sdk::{Payload, PayloadConversionError};
use tempoc_runtime::{CallError, ResultError, UpdateError, connect_with, data_converter_with};
use tempoc_server_tests::contract::*;

use crate::history::{events, find};
use crate::raw::Raw;
use crate::stage::{Stage, address, errand};
use futures_util::future::BoxFuture;
use tempoc_runtime::sdk::client::errors::WorkflowUpdateError;

/// Turns every bit round: as far from encryption as can be, but not readable.
struct Turn;

impl Turn {
    const ENCODING: &'static [u8] = b"binary/turned";

    fn turn(payload: &Payload) -> Vec<u8> {
        payload.data.iter().map(|byte| !byte).collect()
    }
}

type Turned = BoxFuture<'static, Result<Vec<Payload>, PayloadConversionError>>;

impl PayloadCodec for Turn {
    fn encode(&self, _: &SerializationContextData, payloads: Vec<Payload>) -> Turned {
        let encode = |payload: Payload| {
            let mut turned = Payload {
                data: Self::turn(&payload),
                metadata: payload.metadata,
                ..Payload::default()
            };
            let inner = turned
                .metadata
                .insert("encoding".to_owned(), Self::ENCODING.to_vec());
            turned
                .metadata
                .insert("inner".to_owned(), inner.unwrap_or_default());
            turned
        };
        let payloads = payloads.into_iter().map(encode).collect();
        Box::pin(async { Ok(payloads) })
    }

    fn decode(&self, _: &SerializationContextData, payloads: Vec<Payload>) -> Turned {
        let decode = |mut payload: Payload| {
            if payload.metadata.get("encoding").map(Vec::as_slice) == Some(Self::ENCODING) {
                payload.data = Self::turn(&payload);
                let inner = payload.metadata.remove("inner").unwrap_or_default();
                payload.metadata.insert("encoding".to_owned(), inner);
            }
            payload
        };
        let payloads = payloads.into_iter().map(decode).collect();
        Box::pin(async { Ok(payloads) })
    }
}

async fn client() -> Client {
    let target = Url::parse(&format!("http://{}", address())).unwrap();
    let options = ClientOptions::new("default").data_converter(data_converter_with(Turn));
    let connection = ConnectionOptions::new(target).build();
    connect_with(connection, options.build()).await.unwrap()
}

errand!(Secret, |context, input| {
    let refused = context.activities().attempt(Trouble::new("refused")).await;
    let Err(CallError::Declared(AttemptError::Refused(refused))) = refused else {
        return Ok(format!("{refused:?}"));
    };
    let local = context.activities().compute(Trouble::new("refused")).await;
    assert!(matches!(local, Err(CallError::Declared(_))), "{local:?}");
    let walked = context.activities().walk(Progress::new(4)).await?;
    if input.what == "pass on" {
        context
            .activities()
            .attempt(Trouble::new("refused"))
            .await?;
    }
    Ok(format!("{} {} {walked}", input.what, refused.message))
});

#[tokio::test]
async fn a_codec_hides_every_payload_and_changes_nothing_else() {
    let stage = Stage::of(client().await);
    let test = async {
        let errand = stage.errand("secret").await.unwrap();
        let output = errand.result().await.unwrap();
        assert_eq!(output, "secret refused in attempt 1 4");
        let result = stage.errand("pass on").execute().await;
        assert!(
            matches!(
                result,
                Err(tempoc_runtime::ExecuteError::Declared(
                    ErrandError::Refused(_)
                ))
            ),
            "{result:?}"
        );
        let inputs = find(&errand, |attributes| match attributes {
            Attributes::WorkflowExecutionStartedEventAttributes(started) => started.input,
            Attributes::ActivityTaskScheduledEventAttributes(scheduled) => scheduled.input,
            Attributes::WorkflowExecutionCompletedEventAttributes(done) => done.result,
            _ => None,
        });
        let inputs = inputs.await;
        assert_eq!(inputs.len(), 4);
        for payload in inputs.iter().flat_map(|input| &input.payloads) {
            assert_eq!(payload.metadata["encoding"], Turn::ENCODING);
        }
        let events = format!("{:?}", events(&errand).await);
        assert!(!events.contains("json/plain\""), "{events}");
    };
    stage.run::<Secret, _>(test).await;
}

#[tokio::test]
async fn updates_and_their_errors_pass_through_a_codec() {
    let stage = Stage::of(client().await);
    let test = async {
        let desk = stage.desk().await.unwrap();
        desk.note(Note::new("hidden")).await.unwrap();
        assert_eq!(desk.notes(Page::new()).await.unwrap().notes, ["hidden"]);
        assert_eq!(desk.book(Booking::new("ana", 1)).await.unwrap().number, 1);
        match desk.book(Booking::new("ana", 9)).await {
            Err(UpdateError::Declared(DeskBookError::Full(full))) => assert_eq!(full.left, 2),
            other => panic!("expected a declared error, found {other:?}"),
        }
        match desk.book_slowly(Booking::new("ana", 9)).await {
            Err(UpdateError::Declared(DeskBookSlowlyError::Full(full))) => {
                assert_eq!(full.left, 2);
            }
            other => panic!("expected a rejection, found {other:?}"),
        }
        match desk.book_slowly(Booking::new("late", 1)).await {
            Err(UpdateError::Declared(DeskBookSlowlyError::Full(full))) => {
                assert_eq!(full.left, 0);
            }
            other => panic!("expected a declared error, found {other:?}"),
        }
        let strange = desk.book_slowly(Booking::new("strange", 1)).await;
        assert!(
            matches!(strange, Err(UpdateError::Failed(_))),
            "{strange:?}"
        );
        let (_, ticket) = stage.desk().with_book(Booking::new("bo", 1)).await.unwrap();
        assert_eq!(ticket.number, 2);

        // The type is at the top for everyone, and the details are not readable without the codec.
        let raw = Raw::by_id(&stage, desk.id());
        let input = r#"{"guest": "ana", "seats": 9}"#;
        let error = raw.update("book", &[input]).await.unwrap_err();
        let WorkflowUpdateError::Failed(failure) = error else {
            panic!("expected a failure, found {error:?}");
        };
        let failure = format!("{:?}", failure.failure_info);
        assert!(failure.contains("NoSeatLeft"), "{failure}");
        let plain = Stage::new().await;
        let plain = plain.suite.desk_by_id(desk.id());
        assert!(matches!(
            plain.book(Booking::new("ana", 9)).await,
            Err(UpdateError::Failed(_))
        ));
        desk.close().await.unwrap();
        desk.result().await.unwrap();
        let unreadable = plain.result().await;
        assert!(
            matches!(unreadable, Err(ResultError::Other(_))),
            "{unreadable:?}"
        );
    };
    stage.run::<tempoc_server_tests::Idle, _>(test).await;
}
