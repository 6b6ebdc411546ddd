"""The sets that learners were sent, and how they go through them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.confidence import Confidence
from quizapp.domain.sheets import read_answer
from quizapp.domain.sittings import Place, Sitting, SittingTime
from quizapp.storage.plan_codec import plan_from_json, plan_to_json
from quizapp.storage.set_terms_store import terms_from_row
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.domain.assignments import AssignmentPlan, Terms
    from quizapp.domain.sheets import SheetQuestion
    from quizapp.storage.database import Database

_SITTING = (
    "id, set_sha256, number, started_at, used_ms, seen_at, steady_ms, jumps, focus_losses,"
    " away_ms, ended_at"
)


class AssignedSet(NamedTuple):
    """A set that a learner was sent, without its bytes.

    Attributes:
        sha256: hash of the file, by which it is known.
        questions: how many there are.
    """

    sha256: str
    learner_id: str
    sign_key: bytes
    plan: AssignmentPlan
    questions: int
    received_at: datetime


class SetStanding(NamedTuple):
    """A set and how far its learner is with it.

    Attributes:
        assigned: with the plan as it is by `terms`.
        handed_in: how many attempts were handed in; `last_at` is when the last one was.
        open_sitting: the id of the attempt that goes on, or empty.
        answered: how many questions have an answer in it.
        terms: the new terms that hold; `None` where those do that the set came with.
    """

    assigned: AssignedSet
    handed_in: int
    last_at: datetime | None
    open_sitting: str
    answered: int
    terms: Terms | None = None


class SittingStore:
    """Sets and sittings of all learners."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else writes; all of it is kept, or nothing."""
        return self._database.transaction()

    # Sets ----------------------------------------------------------------------------------

    def add_set(self, assigned: AssignedSet, raw: bytes) -> None:
        """Keep a set with its exact bytes, unless it is there."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO assigned_set (sha256, learner_id, sign_key, plan, questions,"
                " received_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *assigned[:3],
                    plan_to_json(assigned.plan),
                    assigned.questions,
                    time_to_text(assigned.received_at),
                    raw,
                ),
            )

    def owner(self, sha256: str) -> str:
        """Return the id of the learner who has a set, or empty."""
        row = self._database.row("SELECT learner_id FROM assigned_set WHERE sha256 = ?", (sha256,))
        return row[0] if row else ""

    def raw(self, sha256: str) -> bytes | None:
        """Return the exact bytes of a set."""
        row = self._database.row("SELECT bytes FROM assigned_set WHERE sha256 = ?", (sha256,))
        return row[0] if row else None

    def standings(self, learner_id: str) -> tuple[SetStanding, ...]:
        """Return the sets of a learner, those that came last first."""
        rows = self._database.rows(
            "SELECT a.sha256, a.learner_id, a.sign_key, a.plan, a.questions, a.received_at,"
            " (SELECT count(DISTINCT h.number) FROM hand_in h WHERE h.set_sha256 = a.sha256),"
            " (SELECT max(h.handed_in_at) FROM hand_in h WHERE h.set_sha256 = a.sha256),"
            " coalesce(s.id, ''), (SELECT count(*) FROM sitting_answer p"
            "  WHERE p.sitting_id = s.id AND p.answer IS NOT NULL"
            # A scenario that was begun is answered at its end.
            "  AND coalesce(json_extract(p.answer, '$.ended'), 1)),"
            " t.number, t.opens_at, t.due_at, t.time_limit_s, t.made_at"
            " FROM assigned_set a LEFT JOIN set_terms t ON t.set_sha256 = a.sha256 AND t.number ="
            "  (SELECT max(number) FROM set_terms WHERE set_sha256 = a.sha256)"
            " LEFT JOIN sitting s"
            # An attempt can have come from another computer beside one that goes on here.
            "  ON s.id = (SELECT o.id FROM sitting o WHERE o.set_sha256 = a.sha256"
            "   AND o.ended_at IS NULL ORDER BY o.number LIMIT 1)"
            " WHERE a.learner_id = ? ORDER BY a.received_at DESC, a.sha256",
            (learner_id,),
        )
        return tuple(_standing(row) for row in rows)

    # Sittings ------------------------------------------------------------------------------

    def sittings(self, set_sha256: str) -> tuple[Sitting, ...]:
        """Return the attempts at a set, the first one first."""
        rows = self._database.rows(
            f"SELECT {_SITTING} FROM sitting WHERE set_sha256 = ? ORDER BY number", (set_sha256,)
        )
        return tuple(_sitting(row) for row in rows)

    def sitting(self, sitting_id: str) -> Sitting | None:
        """Return an attempt as it stands on the disk."""
        row = self._database.row(f"SELECT {_SITTING} FROM sitting WHERE id = ?", (sitting_id,))
        return None if row is None else _sitting(row)

    def save(self, sitting: Sitting) -> None:
        """Keep an attempt, new or changed; one that has ended stays ended."""
        time = sitting.time
        with self._database.transaction():
            self._database.execute(
                f"INSERT INTO sitting ({_SITTING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET used_ms = excluded.used_ms,"
                " seen_at = excluded.seen_at, steady_ms = excluded.steady_ms,"
                " jumps = excluded.jumps, focus_losses = excluded.focus_losses,"
                " away_ms = excluded.away_ms, ended_at = coalesce(ended_at, excluded.ended_at)",
                (
                    sitting.id,
                    sitting.set_sha256,
                    sitting.number,
                    time_to_text(sitting.started_at),
                    time.used_ms,
                    time_to_text(time.seen_at),
                    time.steady_ms,
                    dump(time.jumps),
                    sitting.focus_losses,
                    sitting.away_ms,
                    None if sitting.ended_at is None else time_to_text(sitting.ended_at),
                ),
            )

    def places(self, sitting_id: str, questions: Sequence[SheetQuestion]) -> list[Place]:
        """Return what is known of each question of the sheet."""
        places = [Place() for _ in questions]
        rows = self._database.rows(
            "SELECT position, answer, confidence, elapsed_ms, flagged FROM sitting_answer"
            " WHERE sitting_id = ?",
            (sitting_id,),
        )
        for position, answer, confidence, elapsed_ms, flagged in rows:
            given = None if answer is None else json.loads(answer)
            places[position] = Place(
                answer=read_answer(questions[position], given),
                confidence=None if confidence is None else Confidence(confidence),
                elapsed_ms=elapsed_ms,
                is_flagged=bool(flagged),
            )
        return places

    def put(
        self, sitting: Sitting, position: int, place: Place, answer: dict[str, Any] | None
    ) -> None:
        """Keep what is known of a question, and the time of its sitting with it.

        Args:
            sitting: as it stands now.
            position: of the question, from 0.
            place: what is known.
            answer: that of `place` as JSON holds it.
        """
        with self._database.transaction():
            self.save(sitting)
            self._database.execute(
                "INSERT OR REPLACE INTO sitting_answer"
                " (sitting_id, position, answer, confidence, elapsed_ms, flagged)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    sitting.id,
                    position,
                    None if answer is None else dump(answer),
                    place.confidence,
                    place.elapsed_ms,
                    int(place.is_flagged),
                ),
            )


def _standing(row: tuple[Any, ...]) -> SetStanding:
    sha256, learner_id, sign_key, plan_text, questions, received_at, *how_far = row
    handed_in, last_at, open_sitting, answered, *brought = how_far
    plan = plan_from_json(plan_text)
    terms = None if brought[0] is None else terms_from_row(*brought)
    return SetStanding(
        AssignedSet(
            sha256,
            learner_id,
            sign_key,
            plan if terms is None else terms.of(plan),
            questions,
            time_from_text(received_at),
        ),
        handed_in,
        None if last_at is None else time_from_text(last_at),
        open_sitting,
        answered,
        terms,
    )


def _sitting(row: tuple[Any, ...]) -> Sitting:
    return Sitting(
        id=row[0],
        set_sha256=row[1],
        number=row[2],
        started_at=time_from_text(row[3]),
        time=SittingTime(
            used_ms=row[4],
            seen_at=time_from_text(row[5]),
            steady_ms=row[6],
            jumps=tuple(json.loads(row[7])),
        ),
        focus_losses=row[8],
        away_ms=row[9],
        ended_at=None if row[10] is None else time_from_text(row[10]),
    )
