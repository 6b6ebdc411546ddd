"""Takes in a folder of results until it is killed, and says of each when it is kept.

Usage: python -m tests.reliability.collecting DATA_FOLDER INBOX SEED
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, inbox: Path) -> None:
    app = open_application(folder)
    for row in app.intake.collect(inbox, app.trainer.key()):
        print(json.dumps([row.file, row.outcome.value]), flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
