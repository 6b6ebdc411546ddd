"""Changes the due date of everybody in an assignment until it is killed, and says how far it is.

Usage: python -m tests.reliability.changing DATA_FOLDER OUT_FOLDER SEED
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from quizapp.application.assigning import Outgoing
from quizapp.application.changing_terms import TermsWish
from quizapp.bootstrap import open_application


def main(folder: Path, out: Path) -> None:
    app = open_application(folder)

    def report(done: int, steps: int) -> None:
        print(f"{done} of {steps}", flush=True)

    going = Outgoing(out, app.trainer.key(), report)
    set_id = app.assigning.ids()[0]
    while True:
        due_at = app.changing_terms.standing(set_id).plan.due_at
        assert due_at is not None
        wish = TermsWish("", due_at=due_at + timedelta(days=1))
        app.changing_terms.change(set_id, wish, going)
        print("changed", flush=True)
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
