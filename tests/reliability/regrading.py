"""Regrades an assignment over and over until it is killed, and says of each when it is kept.

Usage: python -m tests.reliability.regrading DATA_FOLDER ASSIGNMENT SEED
"""

from __future__ import annotations

import sys
from pathlib import Path

from quizapp.application.regrading import Choices
from quizapp.bootstrap import open_application


def main(folder: Path, assignment: str, seed: int) -> None:
    regrading = open_application(folder).regrading
    for number in range(1000):
        is_full = len(regrading.history(assignment)) % 2 == 0
        choices = Choices(full_marks=["own-1"]) if is_full else Choices(by_key=["own-1"])
        mendings = regrading.mendings(assignment, (), choices)
        regrading.commit(assignment, mendings, f"{seed}-{number}")
        print(f"{seed}-{number}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
