"""Assigns a draft, or sends its set again, until it is killed, and says how far it is.

Usage: python -m tests.reliability.assigning DATA_FOLDER OUT_FOLDER SEED
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, out: Path) -> None:
    app = open_application(folder)
    key = app.trainer.key()

    def report(done: int, steps: int) -> None:
        print(f"{done} of {steps}", flush=True)

    sets = app.set_drafts.list()
    if sets.drafts:
        app.set_sending.assign(sets.drafts[0], out, key, report)
    else:
        app.set_sending.send_again(sets.assigned[0].plan.id, out, key, report)
    print("written", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
