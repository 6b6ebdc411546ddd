"""Hands in ever other answers to a set until it is killed, and says of each when it is kept.

Usage: python -m tests.reliability.handing_in DATA_FOLDER SET SEED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, path: Path, seed: int) -> None:
    app = open_application(folder)
    answers = folder / "answers.json"
    number = seed * 100_000
    while True:
        number += 1
        answers.write_text(json.dumps({"8": {"number": str(number)}}))
        done = app.handing_in.hand_in(path, answers, path.parent.parent / "inbox")
        print(json.dumps([done.path.name, done.revision]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
