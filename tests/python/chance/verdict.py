"""What `tempoc breaking` says of a version."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Verdict:
    """The findings of a comparison."""

    findings: list[dict[str, Any]]

    def warns_of_replay(self, workflows: Iterable[str]) -> bool:
        """Whether something is said about the replay of a workflow, by its names."""
        names = set(workflows)
        return any(
            finding["verdict"]["replay"] in ("warning", "error")
            and is_about(finding, names)
            for finding in self.findings
        )

    def says_broken(self) -> bool:
        """Whether a replay is said to break, of whatever workflow."""
        return any(each["verdict"]["replay"] == "error" for each in self.findings)

    def __str__(self) -> str:
        lines = [
            f"{each['verdict']['replay']} in replay: {each['code']}, {each['message']}"
            for each in self.findings
        ]
        return "\n".join(lines) or "nothing"


def is_about(finding: dict[str, Any], workflows: set[str]) -> bool:
    """Whether a finding names one of the workflows, or none at all."""
    slots: list[dict[str, Any]] = finding["slots"]
    if not slots:
        return True
    return any(
        slot["replayed_by"] in workflows
        or any(name in slot["rewritten_by"] for name in workflows)
        or any(f"`{name}`" in slot["description"] for name in workflows)
        for slot in slots
    )


def compare(tempoc: str, folder: Path, old: Path) -> Verdict | None:
    """What is said of the contract in a folder, or nothing if it is none."""
    run = subprocess.run(
        [tempoc, "breaking", "--against", str(old), "--format=json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1, 2), run.stderr
    report = json.loads(run.stdout)
    return Verdict(report["findings"]) if report["completed"] else None
