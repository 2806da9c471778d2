//! The values that are tried, and who tries them.

use std::env;

use tempoc::Compilation;
use tempoc::model::{Model, Type, TypeId};
use tempoc::sample::{Draft, Sampler, Target};
use tempoc_cross::{Contract, Definition, Kind};

/// A value for a definition.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) contract: &'static Contract,
    pub(crate) definition: &'static Definition,
    pub(crate) draft: Draft,
}

impl Case {
    pub(crate) fn text(&self) -> String {
        self.draft.to_string()
    }
}

/// The seed of everything: `TEMPOC_SEED`, or always the same.
pub(crate) fn seed() -> u64 {
    number("TEMPOC_SEED").unwrap_or(7)
}

/// How many values are made up for a contract: `TEMPOC_CASES`, or some thousands; fewer for the contracts of
/// `tests/accept`, which are small and many.
fn count(contract: &Contract) -> usize {
    let count = number("TEMPOC_CASES").unwrap_or(6000) as usize;
    match contract.name.starts_with("case_") {
        true => count / 20,
        false => count,
    }
}

/// Values by chance for all definitions of a contract of some kinds.
pub(crate) fn cases(contract: &'static Contract, wanted: impl Fn(Kind) -> bool) -> Vec<Case> {
    let definitions = contract.definitions.iter();
    let definitions = definitions.filter(|definition| wanted(definition.kind));
    let each = (count(contract) / definitions.count().max(1)).max(20);
    cases_by(contract, wanted, |sampler, position, target| {
        let seeds = (0..each).map(|number| {
            seed()
                .wrapping_mul(1_000_003)
                .wrapping_add(position as u64)
                .wrapping_mul(1_000_003)
                .wrapping_add(number as u64)
        });
        seeds.map(|seed| sampler.doubtful(target, seed)).collect()
    })
}

/// The edges of all definitions of a contract of some kinds.
pub(crate) fn edges(contract: &'static Contract, wanted: impl Fn(Kind) -> bool) -> Vec<Case> {
    cases_by(contract, wanted, |sampler, _, target| sampler.edges(target))
}

/// Values that are made up for each definition, by its position among those that are wanted.
fn cases_by(
    contract: &'static Contract,
    wanted: impl Fn(Kind) -> bool,
    make_up: impl Fn(&Sampler<'_>, usize, Target<'_>) -> Vec<Draft>,
) -> Vec<Case> {
    let compilation = compile(contract);
    let model = compilation.model();
    let sampler = Sampler::new(model);
    let definitions = contract.definitions.iter();
    let definitions = definitions.filter(|definition| wanted(definition.kind));
    let mut cases = Vec::new();
    for (position, definition) in definitions.enumerate() {
        let named = named(model, definition);
        let target = match &named {
            Named::Type(ty) => Target::Type(ty),
            Named::Error(index) => Target::Record(&model.errors[*index].record),
        };
        let drafts = make_up(&sampler, position, target).into_iter();
        cases.extend(drafts.map(|draft| Case {
            contract,
            definition,
            draft,
        }));
    }
    cases
}

/// A contract, as the compiler understands it.
pub(crate) fn compile(contract: &Contract) -> Compilation {
    tempoc::Config::new()
        .root(contract.root)
        .schema(contract.schema)
        .compile()
        .unwrap_or_else(|error| panic!("{}: {error}", contract.name))
}

/// What a definition reads.
pub(crate) enum Named {
    Type(Type),
    Error(usize),
}

/// What a definition of a contract is in its model.
pub(crate) fn named(model: &Model, definition: &Definition) -> Named {
    let found = match definition.kind {
        Kind::Error => model
            .errors
            .iter()
            .position(|error| {
                model[error.package].name == definition.package
                    && error.meta.name == definition.name
            })
            .map(Named::Error),
        Kind::Id => input(model, definition).map(Named::Type),
        _ => model
            .types
            .iter()
            .position(|ty| {
                model[ty.package].name == definition.package && ty.meta.name == definition.name
            })
            .map(|index| Named::Type(Type::Named(TypeId(index as u32)))),
    };
    found.unwrap_or_else(|| panic!("the contract has no {definition:?}"))
}

/// The input that an id is made of.
fn input(model: &Model, definition: &Definition) -> Option<Type> {
    let (workflow, update) = match definition.name.split_once('.') {
        Some((workflow, update)) => (workflow, Some(update)),
        None => (definition.name, None),
    };
    let workflow = model.workflows.iter().find(|known| {
        model[known.package].name == definition.package && known.meta.name == workflow
    })?;
    match update {
        None => workflow.input.clone(),
        Some(update) => {
            let mut updates = workflow.updates.iter();
            updates
                .find(|known| known.meta.name == update)?
                .input
                .clone()
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")),
    )
}
