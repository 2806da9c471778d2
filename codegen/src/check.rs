//! What a contract must not do, although every name in it is known: one rule a file, message and help together.

mod activity_timeout;
mod deep_nesting;
mod duplicate_error;
mod duplicate_name;
mod duplicate_wire;
mod empty_type;
mod endless_newtype;
mod endless_record;
mod local_activity;
mod not_generated;
mod payload_root;
mod reported;
mod reserved_name;
mod retry_conflict;
mod sensitive_memo;
mod shadowing_name;
mod task_queue;
mod temporal_name;
mod timeout_order;
mod too_many_aliases;
mod unprintable_name;
mod version_order;
mod with_start_conflict;

use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::source::SourceMap;

/// Reports everything that a contract must not do, each with its place and a way to mend it.
pub fn check(model: &Model, sources: &SourceMap, out: &mut Diagnostics) {
    empty_type::check_empty_types(model, out);
    endless_newtype::check_endless_newtypes(model, out);
    endless_record::check_endless_records(model, out);
    deep_nesting::check_deep_nesting(model, out);

    shadowing_name::check_shadowing_names(model, out);
    unprintable_name::check_unprintable_names(model, out);
    duplicate_name::check_duplicate_names(model, out);
    duplicate_wire::check_duplicate_wires(model, out);
    too_many_aliases::check_alias_counts(model, out);
    reserved_name::check_reserved_names(model, out);
    temporal_name::check_temporal_names(model, out);

    payload_root::check_payload_roots(model, sources, out);
    duplicate_error::check_duplicate_errors(model, out);
    version_order::check_version_order(model, out);

    task_queue::check_task_queues(model, out);
    activity_timeout::check_activity_timeouts(model, out);
    timeout_order::check_timeout_order(model, out);
    retry_conflict::check_retry_conflicts(model, out);
    local_activity::check_local_activities(model, out);
    sensitive_memo::check_sensitive_memos(model, out);
    with_start_conflict::check_with_start_conflicts(model, out);
    not_generated::check_not_generated(model, out);
}
