"""What a trainer can pick from: the compiled questions, how they went, and who was sent which."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.kinds import SCENARIO
from quizapp.storage.bank_store import OWN_PREFIX

if TYPE_CHECKING:
    from quizapp.storage.database import Database

LATEST_TIMES = 20_000
"""So many of the newest answers are looked at for how long an answer takes."""


class PoolRow(NamedTuple):
    """A compiled question.

    Attributes:
        case_text: of its case; empty where it has none.
        is_own: 1 for one of a bank of the trainer's own, else 0.
        answers: how many answers it got here, at its present revision; `right` of them were right.
    """

    id: str
    topic: str
    kind: str
    level: str
    case_id: str | None
    stem: str
    case_text: str
    answers: int
    right: int
    is_own: int


class PoolStore:
    """The questions of this database as a pool to pick from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> list[PoolRow]:
        """Return all active questions, topic by topic in file order."""
        rows = self._database.rows(
            "SELECT i.id, i.topic, i.kind, i.level, i.case_id, json_extract(i.body, '$.stem'),"
            " coalesce(json_extract(i.body, '$.case_text'), ''),"
            " coalesce(t.answers, 0), coalesce(t.right, 0),"
            " i.bank IN (SELECT bank FROM bank_file WHERE path LIKE ?) FROM item i"
            " LEFT JOIN item_total t ON t.item_id = i.id AND t.scoring_rev = i.scoring_rev"
            " LEFT JOIN topic p ON p.id = i.topic"
            " WHERE i.active = 1 ORDER BY p.position, i.topic, i.position, i.id",
            (f"{OWN_PREFIX}%",),
        )
        return [PoolRow(*row) for row in rows]

    def problems(self) -> list[tuple[str, str]]:
        """Return path and first error of each bank of the trainer's own that is left out."""
        return self._database.rows(
            "SELECT path, message FROM bank_file WHERE is_ok = 0 AND path LIKE ? ORDER BY path",
            (f"{OWN_PREFIX}%",),
        )

    def topics(self) -> dict[str, str]:
        """Return the title of each topic."""
        return dict(self._database.rows("SELECT id, title FROM topic ORDER BY position, id"))

    def cues(self) -> list[tuple[str, str]]:
        """Return the pairs of compiled questions that must not meet, each both ways round."""
        return self._database.rows("SELECT item, other FROM cue")

    def times(self) -> dict[str, list[int]]:
        """Return how long the newest answers took, and runs of scenarios, in ms, by kind."""
        found: dict[str, list[int]] = defaultdict(list)
        rows = self._database.rows(
            "SELECT kind, elapsed_ms FROM response ORDER BY id DESC LIMIT ?", (LATEST_TIMES,)
        )
        for kind, elapsed in rows:
            found[kind].append(elapsed)
        runs = self._database.rows(
            "SELECT sum(s.ms) FROM scenario_run r JOIN scenario_step s ON s.run_id = r.id"
            " WHERE r.state = 'finished' AND r.origin IS NULL GROUP BY r.id"
            " ORDER BY r.ended_at DESC LIMIT ?",
            (LATEST_TIMES,),
        )
        found[SCENARIO] += [took for (took,) in runs]
        return found

    def sent_to(self, cohort_id: str) -> set[str]:
        """Return the ids of all questions that a cohort was ever sent."""
        rows = self._database.rows(
            "SELECT DISTINCT json_extract(one.value, '$.id') FROM assignment a,"
            " json_each(a.items) one WHERE a.cohort_id = ?",
            (cohort_id,),
        )
        return {item_id for (item_id,) in rows}
