"""Answers the questions of a set over and over until it is killed, and says what is saved.

Usage: python -m tests.reliability.sitting DATA_FOLDER SET_HASH SEED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from quizapp.bootstrap import open_application
from quizapp.domain.answers import number_typed


def main(folder: Path, sha256: str, seed: int) -> None:
    app = open_application(folder)
    run = app.assigned_sets.begin(sha256)
    number = seed * 100_000
    while True:
        number += 1
        answer = number_typed(str(number))
        assert answer is not None
        run.answer(7, answer, None, 1)
        print(json.dumps(number), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
