"""Cohorts: the groups of learners that a trainer looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.assignments import Member
from quizapp.domain.errors import UserError
from quizapp.exchange.roster_table import LONGEST_CELL, read_roster
from quizapp.storage.cohort_store import Cohort, CohortStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


class RosterImport(NamedTuple):
    """What taking in a roster did."""

    cohort: str
    added: int
    already_there: int


class Cohorts:
    """The cohorts of this data folder. Names stay here; what travels are opaque ids."""

    def __init__(
        self, store: CohortStore, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id

    def import_roster(
        self,
        path: Path,
        cohort: str | None = None,
        name_column: str | None = None,
        reference_column: str | None = None,
    ) -> RosterImport:
        """Add the learners of a roster to a cohort, those that it has already left alone.

        Args:
            path: the table; its columns are described in `read_roster`.
            cohort: name of the cohort, made if need be; without it, the name of the file.
            name_column: heading of the column with names.
            reference_column: heading of the column with references.

        Raises:
            UserError: the roster or the name of the cohort is not right; nobody is added.
        """
        rows = read_roster(path, name_column, reference_column)
        name = " ".join((path.stem if cohort is None else cohort).split())
        if not name or len(name) > LONGEST_CELL:
            raise UserError(f"The name of a cohort has 1 to {LONGEST_CELL} characters.")
        found = self._store.cohort(name) or Cohort(self._new_id(), name)
        members = self._store.members(found.id)
        references = {member.reference for member in members if member.reference}
        plain = {member.name.casefold() for member in members if not member.reference}
        new = [
            Member(self._new_id(), row.name, row.reference)
            for row in rows
            if (
                row.reference not in references
                if row.reference
                else row.name.casefold() not in plain
            )
        ]
        self._store.add(found, new, self._now())
        return RosterImport(found.name, len(new), len(rows) - len(new))

    def find(self, name: str) -> Cohort:
        """Return a cohort by name.

        Raises:
            UserError: there is none of that name.
        """
        found = self._store.cohort(name)
        if found is None:
            names = ", ".join(self._store.cohort_names())
            raise UserError(
                f"There is no cohort called {name}.",
                f"There are: {names}." if names else "Make one: `quizapp roster import FILE.csv`.",
            )
        return found

    def members(self, cohort_id: str) -> tuple[Member, ...]:
        """Return the members of a cohort in the order in which they were added."""
        return self._store.members(cohort_id)
