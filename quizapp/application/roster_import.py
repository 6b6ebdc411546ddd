"""Taking a table of learners into a cohort: looked at first, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.errors import UserError
from quizapp.domain.rosters import roster_key
from quizapp.exchange.roster_table import (
    USUAL_HEADINGS,
    RosterColumns,
    RosterHeadings,
    RosterRow,
    RosterTable,
    read_roster,
    read_table,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizapp.application.cohorts import Cohorts
    from quizapp.application.rosters import Rosters
    from quizapp.domain.rosters import RosterChange
    from quizapp.storage.cohort_store import CohortStore

__all__ = [
    "USUAL_HEADINGS",
    "PreviewRow",
    "RosterColumns",
    "RosterHeadings",
    "RosterImport",
    "RosterImports",
    "RosterPreview",
    "RosterTable",
    "RowFate",
]


class RowFate(StrEnum):
    """What would become of a row."""

    NEW = "new"
    BACK = "comes back"
    THERE = "there already"
    BAD = "not right"


class RosterImport(NamedTuple):
    """What taking in a roster did; `note` is a sentence where its encoding was assumed."""

    cohort: str
    added: int
    already_there: int
    note: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of a table, and what would become of it."""

    row: RosterRow
    fate: RowFate


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What would become of a table, with its columns read in a certain way."""

    cohort_id: str
    rows: tuple[PreviewRow, ...]

    def count(self, fate: RowFate) -> int:
        """Return how many rows would fare so."""
        return sum(row.fate is fate for row in self.rows)


class RosterImports:
    """Takes tables of learners in."""

    def __init__(self, store: CohortStore, cohorts: Cohorts, rosters: Rosters) -> None:
        self._store = store
        self._cohorts = cohorts
        self._rosters = rosters

    def read(self, path: Path) -> RosterTable:
        """Read a table, to say which of its columns holds what.

        Raises:
            UserError: the file cannot be read, or has no rows.
        """
        return read_table(path)

    def preview(self, cohort_id: str, table: RosterTable, columns: RosterColumns) -> RosterPreview:
        """Return what would become of each row."""
        rows = rows_of(table, columns)
        return RosterPreview(cohort_id, self._fates(cohort_id, rows))

    def take_in(self, preview: RosterPreview) -> RosterChange:
        """Add the learners of a table that are new to the cohort.

        Raises:
            UserError: rows are not right, or none of them is new; nobody is added.
        """
        bad = preview.count(RowFate.BAD)
        if bad:
            raise UserError(
                f"{bad} of {len(preview.rows)} rows are not right, so nobody was added.",
                "Mend them in the table, then choose it again.",
            )
        with self._store.in_one_go():
            people = self._new(preview.cohort_id, [one.row for one in preview.rows])
            if not people:
                raise UserError("All of these learners are in this cohort already.")
            return self._rosters.add(preview.cohort_id, people)

    def import_file(
        self, path: Path, cohort: str | None = None, headings: RosterHeadings = USUAL_HEADINGS
    ) -> RosterImport:
        """Add the learners of a file to a cohort, those that it has already left alone.

        Args:
            path: the table; its columns are described in `read_roster`.
            cohort: name of the cohort, made if need be; without it, the name of the file.
            headings: of the columns.

        Raises:
            UserError: the table or the name of the cohort is not right; nobody is added.
        """
        rows, note = read_roster(path, headings)
        with self._store.in_one_go():
            found = self._cohorts.found_or_new(path.stem if cohort is None else cohort)
            people = self._new(found.id, rows)
            if people:
                self._rosters.add(found.id, people)
        return RosterImport(found.name, len(people), len(rows) - len(people), note)

    def _fates(self, cohort_id: str, rows: Sequence[RosterRow]) -> tuple[PreviewRow, ...]:
        known = {one.key: one for one in self._store.entries(cohort_id)}
        fates = []
        for row in rows:
            there = known.get(roster_key(row.name, row.reference))
            fate = RowFate.NEW
            if row.problem:
                fate = RowFate.BAD
            elif there is not None:
                fate = RowFate.THERE if there.left_at is None else RowFate.BACK
            fates.append(PreviewRow(row, fate))
        return tuple(fates)

    def _new(self, cohort_id: str, rows: Sequence[RosterRow]) -> list[tuple[str, str]]:
        return [
            (one.row.name, one.row.reference)
            for one in self._fates(cohort_id, rows)
            if one.fate is not RowFate.THERE
        ]
