"""What a learner puts on items: flags, notes, wishes and reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from quizapp.storage.bank_store import BankStore
from quizapp.storage.mark_store import MarkStore, ProblemReport


class ItemMarks:
    """The marks of one learner."""

    def __init__(
        self,
        learner_id: str,
        marks: MarkStore,
        banks: BankStore,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._learner_id = learner_id
        self._marks = marks
        self._banks = banks
        self._clock = clock
        self._new_id = new_id

    def set_flag(self, item_id: str, *, on: bool) -> None:
        """Flag an item for later, or take the flag away."""
        self._marks.set_flag(self._learner_id, item_id, self._clock(), on=on)

    def save_note(self, item_id: str, text: str) -> None:
        """Keep a note to self on an item; an empty one is taken away."""
        self._marks.save_note(self._learner_id, item_id, text.strip(), self._clock())

    def ask_sooner(self, item_id: str, *, on: bool) -> None:
        """Put an item first into the next run, or take that back."""
        self._marks.set_wish(self._learner_id, item_id, self._clock(), on=on)

    def is_asked_sooner(self, item_id: str) -> bool:
        """Return whether the item comes first in the next run on the learner's wish."""
        return self._marks.is_wished(self._learner_id, item_id)

    def report_problem(self, item_id: str, text: str) -> str:
        """Keep what the learner finds wrong with an item; returns the id of the report."""
        item = self._banks.item(item_id)
        assert item is not None
        report = ProblemReport(
            id=self._new_id(),
            learner_id=self._learner_id,
            item_id=item_id,
            rev=item.rev,
            text=text.strip(),
            reported_at=self._clock(),
        )
        self._marks.add_report(report)
        return report.id

    def withdraw_report(self, report_id: str) -> None:
        """Take a problem report back."""
        self._marks.withdraw_report(self._learner_id, report_id, self._clock())
