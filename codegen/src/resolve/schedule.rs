//! Schedules: when, and with which input.

use super::Resolver;
use super::cron::check_schedule_cron;
use super::definitions::span;
use super::duration::{Use, resolve_duration};
use super::literal::Literals;
use super::policy::resolve_policy;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::model::{Overlap, Schedule, Type, Value};

const OVERLAP: [(&str, Overlap); 6] = [
    ("skip", Overlap::Skip),
    ("buffer_one", Overlap::BufferOne),
    ("buffer_all", Overlap::BufferAll),
    ("cancel_other", Overlap::CancelOther),
    ("terminate_other", Overlap::TerminateOther),
    ("allow_all", Overlap::AllowAll),
];

impl Resolver<'_> {
    /// `known_input` is false where the input is written but could not be looked up.
    pub(super) fn resolve_schedules(
        &mut self,
        file: &ast::File,
        schedules: &[ast::Schedule],
        input: Option<&Type>,
        known_input: bool,
    ) -> Vec<Schedule> {
        let mut found = Vec::with_capacity(schedules.len());
        for schedule in schedules {
            let owner = schedule.meta.name.span;
            if schedule.cron.is_empty() && schedule.every.is_none() {
                self.report_schedule(
                    owner,
                    "the schedule does not say when",
                    "add `cron:` or `every:`",
                );
            }
            let every = self.resolve_interval(schedule);
            let out = &mut *self.out;
            let mut cron = Vec::new();
            for text in &schedule.cron {
                cron.extend(check_schedule_cron(text, out));
            }
            let timezone = schedule.timezone.as_ref();
            let overlap = resolve_policy(schedule.overlap.as_ref(), "overlap", &OVERLAP, out);
            let catchup =
                resolve_duration(schedule.catchup.as_ref(), "catchup", Use::PositiveSpan, out);
            let jitter = resolve_duration(schedule.jitter.as_ref(), "jitter", Use::Span, out);
            let places = &mut self.model.places;
            for (part, text) in [
                ("every", schedule.every.as_ref()),
                ("offset", schedule.offset.as_ref()),
                ("timezone", timezone),
                ("overlap", schedule.overlap.as_ref()),
                ("catchup", schedule.catchup.as_ref()),
                ("jitter", schedule.jitter.as_ref()),
            ] {
                places.keep(owner, part, span(text));
            }
            found.push(Schedule {
                cron,
                every,
                timezone: timezone.and_then(|zone| self.resolve_timezone(zone)),
                overlap,
                catchup,
                jitter,
                paused: schedule.paused,
                input: if known_input {
                    self.resolve_schedule_input(schedule, input)
                } else {
                    None
                },
                meta: self.resolve_meta(file, &schedule.meta),
            });
        }
        found
    }

    fn resolve_interval(
        &mut self,
        schedule: &ast::Schedule,
    ) -> Option<(std::time::Duration, Option<std::time::Duration>)> {
        let every = resolve_duration(
            schedule.every.as_ref(),
            "every",
            Use::PositiveSpan,
            self.out,
        );
        let offset = resolve_duration(schedule.offset.as_ref(), "offset", Use::Span, self.out);
        let Some(written) = &schedule.offset else {
            return every.map(|every| (every, None));
        };
        if schedule.every.is_none() {
            self.report_schedule(
                written.span,
                "`offset` belongs to `every`, which is not there",
                "add `every:`, or leave `offset:` out",
            );
        }
        let every = every?;
        if offset.is_some_and(|offset| offset >= every) {
            self.report_schedule(
                written.span,
                "`offset` is not shorter than `every`",
                "an offset moves each run within its interval: make it shorter",
            );
        }
        Some((every, offset))
    }

    /// A name that looks like one of the IANA database, which the server looks up.
    fn resolve_timezone(&mut self, zone: &ast::Text) -> Option<String> {
        let part = |part: &str| {
            part.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
        };
        if zone.value.split('/').all(part) {
            return Some(zone.value.clone());
        }
        self.out.push(
            Diagnostic::error(
                "invalid-timezone",
                zone.span,
                format!("{} is not the name of a time zone", shown(&zone.value)),
            )
            .help("write a name of the IANA database, such as `Europe/Berlin` or `UTC`"),
        );
        None
    }

    fn resolve_schedule_input(
        &mut self,
        schedule: &ast::Schedule,
        input: Option<&Type>,
    ) -> Option<Value> {
        let owner = schedule.meta.name.span;
        match (&schedule.input, input) {
            (None, None) => None,
            (None, Some(_)) => {
                self.report_schedule(
                    owner,
                    "the workflow has an input, and the schedule gives none",
                    "add `input:` with the value of each run",
                );
                None
            }
            (Some(literal), None) => {
                self.report_schedule(
                    literal.span,
                    "the workflow has no input",
                    "leave `input:` out",
                );
                None
            }
            (Some(literal), Some(ty)) => {
                let mut literals = Literals {
                    model: &self.model,
                    sources: self.sources,
                    broken: &self.broken_types,
                    broken_fields: &self.broken_fields,
                    out: self.out,
                };
                literals.resolve_literal(literal, ty, None)
            }
        }
    }

    fn report_schedule(&mut self, span: crate::source::Span, message: &str, help: &str) {
        self.out
            .push(Diagnostic::error("invalid-schedule", span, message).help(help));
    }
}
