//! Every change of the contract that is tried, most with a twin that is harmless.

use crate::mutation::{Mutation, mutation};

mod activities;
mod children;
mod enums;
mod errors;
mod fields;
mod messages;
mod positions;
mod presence;
mod scalars;
mod unions;
mod workflows;

/// All of them; the first changes nothing.
pub fn all() -> Vec<Mutation> {
    let groups = [
        vec![mutation("unchanged").sampled()],
        fields::mutations(),
        scalars::mutations(),
        enums::mutations(),
        unions::mutations(),
        errors::mutations(),
        positions::mutations(),
        presence::mutations(),
        workflows::mutations(),
        children::mutations(),
        messages::mutations(),
        activities::mutations(),
    ];
    groups.into_iter().flatten().collect()
}
