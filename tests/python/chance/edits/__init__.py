"""Edits of contracts, as people make them, and as they should not."""

from __future__ import annotations

import copy
from random import Random
from typing import TYPE_CHECKING

from chance.edits import (
    choices,
    errors,
    fields,
    ids,
    names,
    operations,
    options,
    types,
)
from chance.edits.draft import Draft, NothingToEdit
from chance.inventor import Inventor

if TYPE_CHECKING:
    from chance.contracts import Contract

TOPICS = (fields, types, choices, names, operations, options, ids, errors)

# Where the numbers of names begin that edits make up.
FIRST = 1000


def edited(contract: Contract, seed: int, number: int) -> tuple[Contract, list[str]]:
    """A version of a contract by chance, with what was edited."""
    random = Random(f"{seed}/{number}")
    draft = Draft(copy.deepcopy(contract), Inventor(random, first=FIRST))
    edits = [edit for topic in TOPICS for _, edit in topic.EDITS]
    weights = [weight for topic in TOPICS for weight, _ in topic.EDITS]
    done: list[str] = []
    wanted = random.choice([1, 1, 1, 1, 2, 2, 3, 4])
    edit = random.choices(edits, weights)[0]
    while len(done) < wanted:
        try:
            done.append(edit(draft))
        except NothingToEdit:
            edit = random.choices(edits, weights)[0]
            continue
        # The same edit twice makes what no other makes: names that go round.
        if random.random() < 0.8:
            edit = random.choices(edits, weights)[0]
    return draft.contract, done
