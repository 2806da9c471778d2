"""Runs one trial.

    python -m chance TEMPOC ADDRESS SEED FOLDER VERSION...

The versions are numbers, or a range of them: `0-11`. Writes `FOLDER/report.json`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import warnings
from pathlib import Path

from chance.trial import Trial


def main() -> None:
    _, tempoc, address, seed, folder, *given = sys.argv
    # Signals that are dropped, tasks that fail and what they leave behind are what is
    # looked for.
    logging.disable()
    warnings.simplefilter("ignore")
    versions: list[int] = []
    for each in given:
        first, _, last = each.partition("-")
        versions += range(int(first), int(last or first) + 1)
    trial = Trial(tempoc, int(seed), Path(folder))
    report = asyncio.run(trial.run(address, versions))
    report.write(Path(folder) / "report.json")
    # A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


main()
