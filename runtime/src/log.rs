//! Logging out of workflow code, silent while history is replayed.
//!
//! `log::info!(ctx, "charged {amount}")` writes to [`tracing`] with the ids of the workflow, and only once for
//! each time that the line is reached in an execution. The context is a [`Context`](crate::Context), a
//! [`SyncContext`](crate::SyncContext) or one of the SDK's own.

/// Writes an event at a level unless the workflow of `$context` replays.
#[doc(hidden)]
#[macro_export]
macro_rules! __log {
    ($level:ident, $context:expr, $($arg:tt)+) => {
        if !$context.is_replaying() {
            let info = $context.info();
            $crate::tracing::event!(
                $crate::tracing::Level::$level,
                workflow_id = info.workflow_id(),
                run_id = info.run_id(),
                workflow_type = info.workflow_type(),
                $($arg)+
            );
        }
    };
}

macro_rules! levels {
    ($dollar:tt $($name:ident $hidden:ident $level:ident;)*) => {$(
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $hidden {
            ($dollar context:expr, $dollar($dollar arg:tt)+) => {
                $crate::__log!($level, $dollar context, $dollar($dollar arg)+)
            };
        }

        pub use $hidden as $name;
    )*};
}

levels! { $
    error __log_error ERROR;
    warn __log_warn WARN;
    info __log_info INFO;
    debug __log_debug DEBUG;
    trace __log_trace TRACE;
}
