"""Makes back-ups until it is killed, and says of each when it is made.

Usage: python -m tests.reliability.backing_up DATA_FOLDER REASON SEED
"""

from __future__ import annotations

import sys
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, reason: str) -> None:
    backups = open_application(folder).backups
    print("begun", flush=True)
    while True:
        print(backups.make(reason).name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
