"""Reports on assignments, from the results that were taken in to files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quizapp.application.assignment_lookup import find_assignment
from quizapp.application.reports.lazily import Lazily
from quizapp.application.reports.making import ReportMaker, Returned
from quizapp.application.reports.values import nobody_waits
from quizapp.application.reports.writing import (
    LearnerPages,
    ReportForm,
    Written,
    write_learners,
    write_set,
)
from quizapp.domain.errors import UserError
from quizapp.domain.statistics.marks import WhichAttempts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from quizapp.application.reports.values import LearnerReport, SetReport, Tell
    from quizapp.domain.assignments import AssignmentSummary
    from quizapp.storage.assignment_store import AssignmentStore
    from quizapp.storage.bank_store import BankStore


class ScoreReporting:
    """Makes reports and writes them.

    Args:
        store: assignments and their results.
        banks: what names and explains topics, beliefs and diagrams.
        now: tells the time.
        zone: in which moments are told; `None` for that of the computer.
    """

    def __init__(
        self,
        store: AssignmentStore,
        banks: BankStore,
        now: Callable[[], datetime],
        zone: tzinfo | None,
    ) -> None:
        self._store = store
        self._maker = ReportMaker(banks)
        self._now, self._zone = now, zone

    def assignments(self) -> tuple[AssignmentSummary, ...]:
        """Return all assignments, the latest first, with how many have handed in."""
        return self._store.summaries()

    def report(
        self,
        assignment_id: str,
        which: WhichAttempts = WhichAttempts.FIRST,
        tell: Tell = nobody_waits,
    ) -> SetReport:
        """Return the report on an assignment as it stands.

        Args:
            assignment_id: its id.
            which: the attempts that count for the statistics of questions.
            tell: hears how many results are read and then how many steps of the rest are behind;
                what it raises stops the work.

        Raises:
            UserError: there is no such assignment.
        """
        found = find_assignment(self._store, assignment_id)
        returned = Returned(
            plan=found.plan,
            cohort=self._store.cohort_name(assignment_id),
            items=found.items,
            numbers=tuple(
                number for number, item in enumerate(found.sent, 1) if item.id not in found.left_out
            ),
            members=self._store.members(assignment_id),
            results=self._store.results(assignment_id, tell),
            regrades=self._store.regrade_count(assignment_id),
            topic_titles=found.topic_titles,
            zone=self._zone,
        )
        return self._maker.of_set(returned, which, self._now(), tell)

    def learners(self, report: SetReport) -> Sequence[LearnerReport]:
        """Return the report of each learner who handed in, made when it is asked for."""
        handed = [score for score in report.scores if score.best is not None]
        return Lazily(handed, partial(self._maker.of_learner, report))

    def write(
        self, report: SetReport, form: str, folder: Path, tell: Tell = nobody_waits
    ) -> Written:
        """Write a report into a folder, made if need be.

        Args:
            report: what to write.
            form: csv (a file for each table), xlsx, html, pdf or json.
            folder: where to write to.
            tell: hears how far it is; when it raises, nothing has been written.

        Raises:
            UserError: the folder cannot be written to.
        """
        return write_set(report, ReportForm(form), folder, tell)

    def write_learners(
        self,
        report: SetReport,
        form: str,
        folder: Path,
        how: LearnerPages,
        tell: Tell = nobody_waits,
    ) -> Written:
        """Write the reports of those who handed in.

        Args:
            report: on the assignment.
            form: html or pdf.
            folder: where to write to.
            how: what to tell, and in how many files.
            tell: hears how many are done; when it raises, nothing has been written.

        Raises:
            UserError: nobody has handed in, the form has no pages, or the folder cannot be
                written to.
        """
        reports = self.learners(report)
        if not reports:
            raise UserError(f"Nobody has handed in {report.plan.id} yet.", "Collect results first.")
        return write_learners(reports, ReportForm(form), folder, how, tell)
