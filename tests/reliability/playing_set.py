"""Acts in the scenario of a set until it is killed, and says how many actions are saved.

Usage: python -m tests.reliability.playing_set DATA_FOLDER SET_HASH SEED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, sha256: str) -> None:
    path = open_application(folder).assigned_sets.begin(sha256).scenario(1)
    while True:
        scene = path.act("turn", 1)
        print(json.dumps(len(scene.path)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
