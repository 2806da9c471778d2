"""What mypy and Pyright say of users' code: `refused` has a mistake in each file.

Every error is named in a comment on its line, and there is no other:

    await orders.ship(1)  # mypy[arg-type] pyright[reportArgumentType]

Mistakes of implementers are also found when the file is imported:

    # TypeError: Processing.state is missing: write `def state(self) -> OrderState`

The files in `accepted` have no error at all. All of them use the contract of `schemas`,
or that of `tests/wire` as `wire_contracts`.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from checkers import Complaint, complaints
from compiler import generate
from dev_server import REPOSITORY
from wire_vectors import WIRE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HERE = REPOSITORY / "tests" / "python"
FILES = sorted([*(HERE / "refused").glob("*.py"), *(HERE / "accepted").glob("*.py")])

EXPECTED = re.compile(r"\b(mypy|pyright)\[([\w, -]+)\]")
RAISED = re.compile(r"^# TypeError: (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, list[Complaint]]:
    """All that is said about each of the files."""
    folder = tmp_path_factory.mktemp("checkers")
    schema = folder / "contract.tempoc.yaml"
    shutil.copy(WIRE / schema.name, schema)
    generate(folder, [schema], out="wire_contracts")
    found: dict[Path, list[Complaint]] = {file: [] for file in FILES}
    search = [REPOSITORY / "generated" / "python", folder]
    for complaint in complaints(folder, FILES, search):
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


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if RAISED.search(file.read_text())],
    ids=lambda file: file.stem,
)
def test_import_raises(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Annotations are looked up in the module of a class.
    monkeypatch.setitem(sys.modules, file.stem, module)
    (said,) = RAISED.findall(file.read_text())
    with pytest.raises(TypeError, match=re.escape(said)):
        spec.loader.exec_module(module)
