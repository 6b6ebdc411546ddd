"""Writes the report on an assignment in one form after the other, until it is killed.

Usage: python -m tests.reliability.exporting DATA_FOLDER OUT SEED

It says each form once its files are there.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from quizapp.application.reports.writing import ReportForm
from quizapp.bootstrap import open_application


def main(folder: Path, out: Path, seed: int) -> None:
    app = open_application(folder)
    (assigned,) = app.score_reporting.assignments()
    report = app.score_reporting.report(assigned.plan.id)
    forms = list(ReportForm)
    turn = seed % len(forms)
    for form in cycle(forms[turn:] + forms[:turn]):
        app.score_reporting.write(report, form, out)
        print(form, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
