"""Cohorts: the groups of learners that a trainer looks after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.application.roster_import import USUAL_HEADINGS, RosterImport, RosterImports
from quizapp.application.rosters import Rosters
from quizapp.domain.errors import UserError
from quizapp.domain.rosters import LONGEST_CELL, Cohort, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from quizapp.application.roster_import import RosterHeadings
    from quizapp.domain.assignments import Member
    from quizapp.domain.rosters import CohortCounts
    from quizapp.storage.cohort_store import CohortStore


class Cohorts:
    """The cohorts of this data folder. Names stay here; what travels are opaque ids."""

    def __init__(
        self, store: CohortStore, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id

    def overview(self) -> tuple[CohortCounts, ...]:
        """Return all cohorts by name, archived ones included, with their counts."""
        return self._store.overview()

    def find(self, name: str) -> Cohort:
        """Return a cohort by name; large and small letters are the same.

        Raises:
            UserError: there is none of that name, or it is archived.
        """
        found = self._store.cohort(plain_text(name))
        if found is None:
            names = ", ".join(
                one.cohort.name for one in self._store.overview() if one.cohort.archived_at is None
            )
            raise UserError(
                f"There is no cohort called {name}.",
                f"There are: {names}." if names else "Make one: `quizapp roster new NAME`.",
            )
        if found.archived_at is not None:
            raise UserError(
                f"The cohort {found.name} is archived.",
                "Bring it back first: `quizapp roster bring-back NAME`.",
            )
        return found

    def get(self, cohort_id: str) -> Cohort:
        """Return a cohort.

        Raises:
            UserError: it is not there any more.
        """
        found = self._store.cohort_by_id(cohort_id)
        if found is None:
            raise UserError("This cohort is not there any more.", "Choose another one.")
        return found

    def members(self, cohort_id: str) -> tuple[Member, ...]:
        """Return who is in a cohort, in the order in which they were added."""
        return self._store.members(cohort_id)

    def new(self, name: str) -> Cohort:
        """Make an empty cohort.

        Raises:
            UserError: the name is not right, or taken.
        """
        with self._store.in_one_go():
            return self._save(Cohort(self._new_id(), name))

    def rename(self, cohort_id: str, name: str) -> Cohort:
        """Give a cohort another name. Raises what `get` and `new` raise."""
        with self._store.in_one_go():
            return self._save(replace(self.get(cohort_id), name=name))

    def archive(self, cohort_id: str) -> Cohort:
        """Put a cohort out of the way; nothing of it is lost. Raises what `get` raises."""
        with self._store.in_one_go():
            return self._save(replace(self.get(cohort_id), archived_at=self._now()))

    def bring_back(self, cohort_id: str) -> Cohort:
        """Take a cohort out of the archive. Raises what `get` raises."""
        with self._store.in_one_go():
            return self._save(replace(self.get(cohort_id), archived_at=None))

    def found_or_new(self, name: str) -> Cohort:
        """Return a cohort by name, made if there is none.

        Raises:
            UserError: the name is not right, or that of an archived cohort.
        """
        return self.find(name) if self._store.cohort(plain_text(name)) else self.new(name)

    def import_roster(
        self, path: Path, cohort: str | None = None, headings: RosterHeadings = USUAL_HEADINGS
    ) -> RosterImport:
        """Add the learners of a file to a cohort, as `RosterImports.import_file` says."""
        rosters = Rosters(self._store, self._now, self._new_id)
        imports = RosterImports(self._store, self, rosters)
        return imports.import_file(path, cohort, headings)

    def _save(self, cohort: Cohort) -> Cohort:
        kept = replace(cohort, name=_checked(cohort.name))
        same = self._store.cohort(kept.name)
        if same is not None and same.id != kept.id:
            where = " in the archive" if same.archived_at else ""
            raise UserError(
                f"There is a cohort called {same.name}{where} already.", "Choose another name."
            )
        self._store.save(kept, self._now())
        return kept


def _checked(name: str) -> str:
    plain = plain_text(name)
    if not plain or len(plain) > LONGEST_CELL or not plain.isprintable():
        raise UserError(f"The name of a cohort has 1 to {LONGEST_CELL} characters.")
    return plain
