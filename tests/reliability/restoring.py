"""Restores two back-ups by turns until it is killed, and says of each when it is in place.

Usage: python -m tests.reliability.restoring DATA_FOLDER BACK_UP_NAMES SEED

The two back-ups are named with a comma between them.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from quizapp.bootstrap import closed_backups


def main(folder: Path, names: list[str]) -> None:
    backups = closed_backups(folder)
    print("begun", flush=True)
    for name in itertools.cycle(names):
        backups.restore(backups.folder / name)
        print(name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2].split(","))
