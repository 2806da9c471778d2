"""What mypy and Pyright say of users' code: `refused` has a mistake in each file.

Every error is named in a comment on its line, and there is no other:

    await orders.ship(1)  # mypy[arg-type] pyright[reportArgumentType]

The files in `accepted` have no error at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checkers import Complaint, complaints
from dev_server import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HERE = REPOSITORY / "tests" / "python"
FILES = sorted([*(HERE / "refused").glob("*.py"), *(HERE / "accepted").glob("*.py")])

EXPECTED = re.compile(r"\b(mypy|pyright)\[([\w, -]+)\]")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, list[Complaint]]:
    """All that is said about each of the files."""
    folder = tmp_path_factory.mktemp("checkers")
    found: dict[Path, list[Complaint]] = {file: [] for file in FILES}
    for complaint in complaints(folder, FILES, [REPOSITORY / "generated" / "python"]):
        found[complaint.file].append(complaint)
    return found


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_checkers_say(file: Path, said: Mapping[Path, list[Complaint]]) -> None:
    expected = expectations(file)
    assert bool(expected) == (file.parent.name == "refused")
    found = [
        (complaint.line, complaint.checker, complaint.code) for complaint in said[file]
    ]
    assert sorted(found) == sorted(expected), "\n".join(map(str, said[file]))


def expectations(file: Path) -> list[tuple[int, str, str]]:
    return [
        (number, checker, code.strip())
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        for checker, codes in EXPECTED.findall(line.partition("#")[2])
        for code in codes.split(",")
    ]
