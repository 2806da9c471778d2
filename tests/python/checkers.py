"""What mypy and Pyright say about Python, at their strictest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# The oldest Python that is supported, which has the fewest words for types.
PYTHON_VERSION: Final = "3.10"


@dataclass(frozen=True, order=True)
class Complaint:
    """An error of a checker, by its place and its code."""

    file: Path
    line: int
    checker: str
    code: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.checker}[{self.code}] {self.message}"


def complaints(
    folder: Path, paths: Sequence[Path], search: Sequence[Path]
) -> list[Complaint]:
    """What both checkers say about the paths; `folder` is for what they leave behind.

    Modules are looked for in `search`.
    """
    mypy = start_mypy(folder, paths, search)
    pyright = start_pyright(folder, paths, search)
    return sorted([*mypy_complaints(mypy), *pyright_complaints(pyright)])


def start_mypy(
    folder: Path, paths: Sequence[Path], search: Sequence[Path]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--output=json"),
            *("--config-file=", f"--cache-dir={folder / 'mypy'}"),
            *(f"--python-version={PYTHON_VERSION}", "--explicit-package-bases"),
            *paths,
        ],
        env=os.environ | {"MYPYPATH": os.pathsep.join(map(str, search))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def mypy_complaints(mypy: subprocess.Popen[str]) -> list[Complaint]:
    output, errors = mypy.communicate()
    # 1: there are complaints; everything above: it could not run.
    assert mypy.returncode in (0, 1), output + errors
    # Where all is well, it prints a line of nothing.
    said = [json.loads(line) for line in output.split("\n") if line]
    return [
        Complaint(
            file=Path(entry["file"]).resolve(),
            line=entry["line"],
            checker="mypy",
            code=entry["code"] or "",
            message=entry["message"],
        )
        for entry in said
        if entry["severity"] == "error"
    ]


def start_pyright(
    folder: Path, paths: Sequence[Path], search: Sequence[Path]
) -> subprocess.Popen[str]:
    project = folder / "pyrightconfig.json"
    settings = {
        "include": [os.path.relpath(path, folder) for path in paths],
        "extraPaths": [str(path) for path in search],
        "pythonVersion": PYTHON_VERSION,
        "typeCheckingMode": "strict",
    }
    project.write_text(json.dumps(settings))
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pyright", "--outputjson"),
            *("--project", project, "--pythonpath", sys.executable),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pyright_complaints(pyright: subprocess.Popen[str]) -> list[Complaint]:
    output, errors = pyright.communicate()
    assert pyright.returncode in (0, 1), output + errors
    said = json.loads(output)
    assert said["summary"]["filesAnalyzed"] > 0, output
    return [
        Complaint(
            file=Path(entry["file"]).resolve(),
            line=entry["range"]["start"]["line"] + 1,
            checker="pyright",
            code=entry.get("rule", ""),
            message=entry["message"],
        )
        for entry in said["generalDiagnostics"]
        if entry["severity"] == "error"
    ]
