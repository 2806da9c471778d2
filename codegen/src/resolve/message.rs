//! Signals, queries and updates.

use super::Resolver;
use super::definitions::span;
use super::policy::resolve_policy;
use super::template::Maker;
use crate::ast;
use crate::model::{Query, Signal, Unfinished, Update, UpdateWait};
use crate::source::Span;

const UNFINISHED: [(&str, Unfinished); 2] =
    [("warn", Unfinished::Warn), ("abandon", Unfinished::Abandon)];

const WAIT: [(&str, UpdateWait); 2] = [
    ("accepted", UpdateWait::Accepted),
    ("completed", UpdateWait::Completed),
];

impl Resolver<'_> {
    pub(super) fn resolve_signals(
        &mut self,
        file: &ast::File,
        signals: &[ast::Signal],
    ) -> Vec<Signal> {
        let mut found = Vec::with_capacity(signals.len());
        for signal in signals {
            let owner = signal.meta.name.span;
            found.push(Signal {
                meta: self.resolve_meta(file, &signal.meta),
                wire: self.resolve_local_wire(&signal.meta, signal.wire.as_ref()),
                aliases: self.resolve_aliases(owner, &signal.aliases),
                input: self.resolve_root(file, owner, "input", signal.input.as_ref()),
                with_start: signal.with_start,
                unfinished: self.resolve_unfinished(owner, signal.unfinished.as_ref()),
                rust_async: signal.rust_async,
            });
        }
        found
    }

    pub(super) fn resolve_queries(
        &mut self,
        file: &ast::File,
        queries: &[ast::Query],
    ) -> Vec<Query> {
        let mut found = Vec::with_capacity(queries.len());
        for query in queries {
            let owner = query.meta.name.span;
            found.push(Query {
                meta: self.resolve_meta(file, &query.meta),
                wire: self.resolve_local_wire(&query.meta, query.wire.as_ref()),
                aliases: self.resolve_aliases(owner, &query.aliases),
                input: self.resolve_root(file, owner, "input", query.input.as_ref()),
                output: self.resolve_root(file, owner, "output", query.output.as_ref()),
            });
        }
        found
    }

    pub(super) fn resolve_updates(
        &mut self,
        file: &ast::File,
        updates: &[ast::Update],
    ) -> Vec<Update> {
        let mut found = Vec::with_capacity(updates.len());
        for update in updates {
            let owner = update.meta.name.span;
            let input = self.resolve_root(file, owner, "input", update.input.as_ref());
            let known_input = update.input.is_none() || input.is_some();
            self.model
                .places
                .keep(owner, "id", span(update.id.as_ref()));
            self.model
                .places
                .keep(owner, "wait", span(update.wait.as_ref()));
            let id = update.id.as_ref().filter(|_| known_input);
            found.push(Update {
                meta: self.resolve_meta(file, &update.meta),
                wire: self.resolve_local_wire(&update.meta, update.wire.as_ref()),
                aliases: self.resolve_aliases(owner, &update.aliases),
                output: self.resolve_root(file, owner, "output", update.output.as_ref()),
                errors: self.resolve_errors_of(file, owner, &update.errors),
                validator: update.validator,
                id: self.resolve_template(id, input.as_ref(), Maker::Client),
                wait: resolve_policy(update.wait.as_ref(), "wait", &WAIT, self.out)
                    .unwrap_or_default(),
                with_start: update.with_start,
                unfinished: self.resolve_unfinished(owner, update.unfinished.as_ref()),
                rust_async: update.rust_async,
                input,
            });
        }
        found
    }

    fn resolve_unfinished(&mut self, owner: Span, written: Option<&ast::Text>) -> Unfinished {
        self.model.places.keep(owner, "unfinished", span(written));
        resolve_policy(written, "unfinished", &UNFINISHED, self.out).unwrap_or_default()
    }
}
