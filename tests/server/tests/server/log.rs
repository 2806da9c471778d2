//! What is logged, as a test can see it.

use std::fmt;
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The events that code of this thread has logged since a test began to listen.
pub(crate) struct Log {
    thread: ThreadId,
    start: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) level: Option<Level>,
    pub(crate) message: String,
    pub(crate) workflow_id: String,
    thread: Option<ThreadId>,
}

/// What every thread has logged.
static LINES: Mutex<Vec<Line>> = Mutex::new(Vec::new());

impl Log {
    /// Begins to listen.
    ///
    /// There is one listener for the whole process: `tracing` remembers of each place that logs whether anybody
    /// listens, and may do so just before the listener of a single thread comes.
    pub(crate) fn listen() -> Self {
        static LISTENING: Once = Once::new();
        LISTENING.call_once(|| {
            let subscriber =
                tracing_subscriber::registry().with(Listener.with_filter(LevelFilter::INFO));
            tracing::subscriber::set_global_default(subscriber).unwrap();
        });
        Self {
            thread: thread::current().id(),
            start: lines().len(),
        }
    }

    /// The lines with `part` in their message.
    pub(crate) fn lines(&self, part: &str) -> Vec<Line> {
        let lines = lines();
        let found = lines[self.start..]
            .iter()
            .filter(|line| line.thread == Some(self.thread) && line.message.contains(part));
        found.cloned().collect()
    }
}

fn lines() -> std::sync::MutexGuard<'static, Vec<Line>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Listener;

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line {
            level: Some(*event.metadata().level()),
            thread: Some(thread::current().id()),
            ..Line::default()
        };
        event.record(&mut line);
        lines().push(line);
    }
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            "workflow_id" => self.workflow_id = format!("{value:?}"),
            _ => {}
        }
    }
}
