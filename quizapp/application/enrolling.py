"""Enrolling: a trainer invites to a cohort, and learners tell this trainer alone their names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.application.table_files import whole_file
from quizapp.delivery.enrolment import (
    ENROLMENT_SUFFIX,
    INVITATION_SUFFIX,
    MAX_BYTES,
    SEED_BYTES,
    Invitation,
    enrolments_in,
    read_enrolment,
    read_invitation,
    write_enrolment,
    write_invitation,
)
from quizapp.delivery.problems import RefusedFile
from quizapp.domain.errors import UserError
from quizapp.domain.rosters import plain_text, what_is_wrong
from quizapp.storage.enrolment_store import OwnEnrolment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from quizapp.application.open_rosters import Enrolled, OpenRosters
    from quizapp.application.rosters import Rosters
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.rosters import RosterChange
    from quizapp.storage.cohort_store import CohortStore
    from quizapp.storage.enrolment_store import EnrolmentStore

__all__ = [
    "ENROLMENT_SUFFIX",
    "INVITATION_SUFFIX",
    "EnrolFate",
    "EnrolRow",
    "Enrolling",
    "Invitation",
]


_NAMESAKE = "There is somebody of that name: if they are one person, merge the two."


class EnrolFate(StrEnum):
    """What became of an enrolment."""

    ADDED = "added"
    RECOGNISED = "recognised"
    THERE = "there already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class EnrolRow:
    """What became of one enrolment.

    Attributes:
        source: the file, or where it was pasted.
        name: as the learner gave it, empty where it cannot be read.
        cohort: name of the cohort, empty where it is not known.
        change: what it did to the roster, or `None`.
    """

    source: str
    fate: EnrolFate
    message: str = ""
    name: str = ""
    cohort: str = ""
    change: RosterChange | None = None


class Enrolling:
    """Invites, and takes enrolments in."""

    def __init__(
        self,
        store: CohortStore,
        rosters: Rosters,
        own: EnrolmentStore,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._rosters = rosters
        self._own = own
        self._now = now

    # The trainer ---------------------------------------------------------------------------

    def invite(self, cohort_id: str, key: TrainerKey) -> str:
        """Return an invitation to a cohort, the same at each call."""
        return write_invitation(cohort_id, key)

    def read(self, files: Sequence[Path]) -> tuple[tuple[str, str], ...]:
        """Return the names of files and the text in them.

        Raises:
            UserError: one of them cannot be read.
        """
        return tuple((path.name, _text(path)) for path in files)

    def take_in(self, texts: Sequence[tuple[str, str]], key: TrainerKey) -> tuple[EnrolRow, ...]:
        """Take in all enrolments that stand in some texts, in one transaction.

        Args:
            texts: where each comes from, such as the name of a file, and what it holds.
            key: the trainer's.
        """
        lines = [
            (source, line) for source, text in texts for line in enrolments_in(text) or (text,)
        ]
        with self._rosters.opened() as rosters:
            return tuple(self._take(source, line, key, rosters) for source, line in lines)

    def _take(self, source: str, line: str, key: TrainerKey, rosters: OpenRosters) -> EnrolRow:
        try:
            given = read_enrolment(line, key)
        except RefusedFile as refusal:
            return EnrolRow(source, EnrolFate.REFUSED, str(refusal))
        name = plain_text(given.name)
        cohort = self._store.cohort_by_id(given.cohort_id)
        wrong = what_is_wrong(name)
        if cohort is None:
            wrong = "It is for a cohort that is not in this data folder."
        if wrong or cohort is None:
            return EnrolRow(source, EnrolFate.REFUSED, wrong, name)
        try:
            done = rosters.enrol(cohort.id, given.enrolled_as, name, given.key)
        except UserError as error:
            return EnrolRow(source, EnrolFate.REFUSED, str(error), name, cohort.name)
        if done is None:
            return EnrolRow(
                source, EnrolFate.THERE, "This learner enrolled before.", name, cohort.name
            )
        fate = EnrolFate.ADDED if done.is_new else EnrolFate.RECOGNISED
        return EnrolRow(source, fate, _about(done), name, cohort.name, done.change)

    # The learner ---------------------------------------------------------------------------

    def open(self, text: str) -> Invitation:
        """Read an invitation, to compare the words of its key with what the trainer says.

        Raises:
            UserError: there is none in the text, or it was altered.
        """
        return read_invitation(text)

    def enrol(self, invitation: Invitation, learner_id: str, name: str) -> str:
        """Return a learner's enrolment, which this trainer alone can read.

        The key that the learner has towards this cohort is made at the first time, and kept.

        Raises:
            UserError: the name is not right.
        """
        plain = plain_text(name)
        wrong = what_is_wrong(plain)
        if wrong:
            raise UserError(wrong)
        cohort_id, sign_key = invitation.cohort_id, invitation.sign_key
        known = [one for one in self._own.of(learner_id, cohort_id) if one.sign_key == sign_key]
        seed = known[0].seat_seed if known else os.urandom(SEED_BYTES)
        code = write_enrolment(invitation, learner_id, plain, seed)
        self._own.add(OwnEnrolment(learner_id, cohort_id, sign_key, seed, plain, self._now()))
        return code

    # Both ----------------------------------------------------------------------------------

    def read_file(self, path: Path) -> str:
        """Return the text of one file. Raises what `read` raises."""
        return _text(path)

    def write_file(self, path: Path, line: str) -> None:
        """Write an invitation or an enrolment to a file.

        Raises:
            UserError: it cannot be written.
        """
        with whole_file(path) as file:
            file.write(f"{line}\n")


def _about(done: Enrolled) -> str:
    """Return what to know of an enrolment that was taken in."""
    if done.is_new:
        return _NAMESAKE if done.has_namesake else ""
    before, after = done.change.before[0], done.change.after[0]
    if before.enrolled_as and before.enrolled_key != after.enrolled_key:
        return "This learner enrolled before, and can now answer sets for the whole cohort."
    return "This name stood in the roster already; nobody was added."


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                f"{path.name} is larger than any invitation or enrolment.", "Choose another file."
            )
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.") from error
