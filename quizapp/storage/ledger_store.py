"""How misconceptions stand with learners: kept with each answer, and made anew from the log."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizapp.domain.attempts import Response
    from quizapp.domain.items import Item
    from quizapp.domain.ledger import Encounter, Standing
    from quizapp.domain.scenario_runs import BeliefEvent
    from quizapp.storage.database import Database

# Today keeps answers in no ledger: the rules are imported with the first answer.

_COLUMNS = "state, since, recent, slip, met, chosen"
_SAVE = (
    f"INSERT OR REPLACE INTO belief_standing (learner_id, misconception, {_COLUMNS})"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LOG = (
    "SELECT sequence_at, day, attempt_id, position, item_id, points = 1, confidence,"
    " scoring_rev, text_rev, misconceptions FROM response"
    " WHERE learner_id = ? AND answer IS NOT NULL AND id > ? AND id <= ? ORDER BY sequence_at, id"
)
_ALL = 2**62
_REVEALED = "SELECT item, scoring_rev, text_rev, misconception FROM revision_belief"

FEW_ANSWERS = 2000
"""From so many answers a ledger is made anew before anybody notices."""


class _Extent(NamedTuple):
    """How far the logs of a learner reached, and what answers could give away.

    Attributes:
        response: the number of the last response; actions: how many actions in scenarios.
        revealed: what each revision could give away.
    """

    response: int
    actions: int
    revealed: list[tuple[Any, ...]]


class LedgerStore:
    """The standing of each misconception with each learner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standings(self, learner_id: str) -> dict[str, Standing]:
        """Return how each misconception that was met stands with a learner.

        Raises:
            DatabaseProblem: they had to be made anew and could not be written.
        """
        if self.is_stale(learner_id):
            self.rebuild(learner_id)
        rows = self._database.rows(
            f"SELECT misconception, {_COLUMNS} FROM belief_standing WHERE learner_id = ?",
            (learner_id,),
        )
        return {row[0]: _standing(row[1:]) for row in rows}

    def worked_on(self, learner_id: str) -> list[tuple[str, str, str | None, str]]:
        """Return what was worked on, the longest ago first.

        Returns:
            Id and name of each misconception, its state, and when the last run on it began.
        """
        return self._database.rows(
            "SELECT w.id, e.body->>'name', s.state, w.started_at FROM"
            " (SELECT spec->>'misconception' AS id, max(started_at) AS started_at FROM attempt"
            "  WHERE learner_id = :learner AND spec->>'misconception' <> ''"
            "  GROUP BY spec->>'misconception') w"
            " JOIN entry e ON e.register = 'misconception' AND e.id = w.id"
            " LEFT JOIN belief_standing s ON s.learner_id = :learner AND s.misconception = w.id"
            " ORDER BY w.started_at, w.id",
            {"learner": learner_id},
        )

    # Keeping it ------------------------------------------------------------------------------

    def record(self, response: Response, sequence_at: str) -> None:
        """Take in a response, within the transaction that saves it.

        Args:
            response: the latest of the learner.
            sequence_at: its place in time within the log.
        """
        if response.answer is None or self.is_stale(response.learner_id):
            return
        from quizapp.domain.ledger import Encounter

        given_away = response.grade.misconceptions
        for belief, standing in self._standings_for(response).items():
            encounter = Encounter(
                at=time_from_text(sequence_at),
                day=response.day,
                run_id=response.attempt_id,
                place=response.position,
                item_id=response.item_id,
                chosen=belief in given_away,
                right=response.grade.is_right,
                confidence=response.confidence,
            )
            self._go_on(response.learner_id, belief, standing, encounter)

    def record_event(self, learner_id: str, event: BeliefEvent) -> None:
        """Take in what an action in a scenario gave away, within the transaction that saves it."""
        if event.chosen and not self.is_stale(learner_id):
            belief = event.misconception
            self._go_on(learner_id, belief, self._standing(learner_id, belief), _from_event(event))

    def keep_revision(self, item: Item) -> None:
        """Keep what a revision of an item could give away, within a transaction under way.

        Learners who have answered it are told apart then: their answers may now say more or less.
        """
        revision = (item.id, item.rev.scoring, item.rev.text)
        if self._beliefs_of(*revision) == item.beliefs:
            return
        self._database.execute(
            "DELETE FROM revision_belief WHERE item = ? AND scoring_rev = ? AND text_rev = ?",
            revision,
        )
        self._database.execute_many(
            "INSERT INTO revision_belief (item, scoring_rev, text_rev, misconception)"
            " VALUES (?, ?, ?, ?)",
            [(*revision, belief) for belief in sorted(item.beliefs)],
        )
        self._database.execute(
            "INSERT OR IGNORE INTO stale_ledger SELECT l.id FROM learner l WHERE EXISTS"
            " (SELECT 1 FROM memory m WHERE m.learner_id = l.id AND m.item_id = ?"
            " AND m.scoring_rev = ?)",
            revision[:2],
        )

    def rebuild(self, learner_id: str) -> None:
        """Make the standings of a learner anew from the logs of answers and of scenarios."""
        with self._database.transaction():
            self._keep(learner_id, self._worked_out({}, self._encounters(learner_id)))

    def renew(self, learner_id: str, report: Callable[[int, int], None]) -> None:
        """Do the same where it has to be done, and let others go on writing meanwhile.

        Only what came in meanwhile is worked out while the database is held.

        Args:
            learner_id: whose.
            report: told how many encounters are done, of how many at least; may raise, to stop.
        """
        while self.is_stale(learner_id):
            seen = self._extent(learner_id)
            encounters = self._encounters(learner_id, until=seen.response)
            standings = self._worked_out({}, _reported(encounters, report))
            with self._database.transaction():
                now = self._extent(learner_id)
                new = list(self._from_log(learner_id, seen.response, now.response))
                is_later = all(
                    _place(encounter) >= _place(standings[belief].recent[-1])
                    for belief, encounter in new
                    if belief in standings
                )
                if now[1:] == seen[1:] and is_later and self.is_stale(learner_id):
                    self._keep(learner_id, self._worked_out(standings, new))

    def stale_learners(self) -> list[str]:
        """Return the learners whose ledger has to be made anew."""
        rows = self._database.rows("SELECT learner_id FROM stale_ledger ORDER BY learner_id")
        return [learner_id for (learner_id,) in rows]

    def is_stale(self, learner_id: str) -> bool:
        """Return whether the ledger of a learner has to be made anew."""
        row = self._database.row("SELECT 1 FROM stale_ledger WHERE learner_id = ?", (learner_id,))
        return row is not None

    def takes_long(self, learner_id: str) -> bool:
        """Return whether it has to be made anew from so many answers that it would be noticed."""
        if not self.is_stale(learner_id):
            return False
        row = self._database.row(
            "SELECT 1 FROM response WHERE learner_id = ? LIMIT 1 OFFSET ?",
            (learner_id, FEW_ANSWERS),
        )
        return row is not None

    # -----------------------------------------------------------------------------------------

    @staticmethod
    def _worked_out(
        known: dict[str, Standing], encounters: Iterable[tuple[str, Encounter]]
    ) -> dict[str, Standing]:
        """Return how misconceptions stand after encounters that follow what is known."""
        from quizapp.domain.ledger import Standing, after

        standings = defaultdict(Standing, known)
        for belief, encounter in encounters:
            standings[belief] = after(standings[belief], encounter)
        return standings

    def _keep(self, learner_id: str, standings: dict[str, Standing]) -> None:
        """Put standings in the place of those that were, within a transaction under way."""
        self._database.execute("DELETE FROM belief_standing WHERE learner_id = ?", (learner_id,))
        self._database.execute_many(
            _SAVE,
            (
                (learner_id, belief, *_standing_row(standing))
                for belief, standing in standings.items()
            ),
        )
        self._database.execute("DELETE FROM stale_ledger WHERE learner_id = ?", (learner_id,))

    def _extent(self, learner_id: str) -> _Extent:
        row = self._database.row(
            "SELECT (SELECT coalesce(max(id), 0) FROM response),"
            " (SELECT count(*) FROM scenario_step s JOIN scenario_run r ON r.id = s.run_id"
            " WHERE r.learner_id = ?)",
            (learner_id,),
        )
        assert row is not None
        revealed = self._database.rows(f"{_REVEALED} ORDER BY 1, 2, 3, 4")
        return _Extent(row[0], row[1], revealed)

    def _beliefs_of(self, item_id: str, scoring: int, text: int) -> set[str]:
        rows = self._database.rows(
            "SELECT misconception FROM revision_belief"
            " WHERE item = ? AND scoring_rev = ? AND text_rev = ?",
            (item_id, scoring, text),
        )
        return {belief for (belief,) in rows}

    def _standings_for(self, response: Response) -> dict[str, Standing]:
        """Return what an answer could have given away, and how that stands before it."""
        rows = self._database.rows(
            f"SELECT b.misconception, {_COLUMNS} FROM revision_belief b"
            " LEFT JOIN belief_standing s"
            " ON s.learner_id = ? AND s.misconception = b.misconception"
            " WHERE b.item = ? AND b.scoring_rev = ? AND b.text_rev = ?",
            (response.learner_id, response.item_id, response.rev.scoring, response.rev.text),
        )
        return {row[0]: _standing(row[1:]) for row in rows}

    def _standing(self, learner_id: str, belief: str) -> Standing:
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM belief_standing WHERE learner_id = ? AND misconception = ?",
            (learner_id, belief),
        )
        return _standing(row or (None,))

    def _go_on(
        self, learner_id: str, belief: str, standing: Standing, encounter: Encounter
    ) -> None:
        """Save the next standing, or leave it to a rebuild where the order is another one."""
        from quizapp.domain.ledger import after

        if standing.recent and _place(encounter) < _place(standing.recent[-1]):
            self._database.execute("INSERT OR IGNORE INTO stale_ledger VALUES (?)", (learner_id,))
            return
        self._database.execute(
            _SAVE, (learner_id, belief, *_standing_row(after(standing, encounter)))
        )

    def _encounters(self, learner_id: str, until: int = _ALL) -> Iterator[tuple[str, Encounter]]:
        """Yield a learner's encounters in the order of time, with their misconceptions.

        `until` is the number of the last response that counts.
        """
        from quizapp.storage.scenario_store import ScenarioStore

        events = [
            (event.misconception, _from_event(event))
            for event in ScenarioStore(self._database).belief_events(learner_id)
            if event.chosen
        ]
        log = self._from_log(learner_id, 0, until)
        # Most logs have no scenarios in between, and merging takes longer than reading.
        return heapq.merge(log, events, key=lambda found: _place(found[1])) if events else log

    def _from_log(self, learner_id: str, first: int, until: int) -> Iterator[tuple[str, Encounter]]:
        """Yield the encounters of the responses after one number and up to another."""
        from quizapp.domain.confidence import Confidence
        from quizapp.domain.ledger import Encounter

        revealed: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        for *revision, belief in self._database.each(_REVEALED):
            revealed[revision[0], revision[1], revision[2]].add(belief)
        nothing: set[str] = set()
        for row in self._database.each(_LOG, (learner_id, first, until)):
            sequence_at, day, run_id, place, item_id, is_right, said, scoring, text, told = row
            given_away = () if told == "[]" else json.loads(told)
            beliefs = revealed.get((item_id, scoring, text), nothing)
            at = time_from_text(sequence_at)
            confidence = None if said is None else Confidence(said)
            # Of a revision that was never here it is known what an answer did give away.
            for belief in beliefs.union(given_away) if given_away else beliefs:
                chosen = belief in given_away
                yield (
                    belief,
                    Encounter(at, day, run_id, place, item_id, chosen, bool(is_right), confidence),
                )


def _reported(
    encounters: Iterable[tuple[str, Encounter]], report: Callable[[int, int], None]
) -> Iterator[tuple[str, Encounter]]:
    for number, found in enumerate(encounters):
        if number % FEW_ANSWERS == 0:
            report(number, number + 1)
        yield found


def _place(encounter: Encounter) -> tuple[Any, ...]:
    """Return where an encounter stands in time; answers keep the order of their log."""
    names = (encounter.run_id, encounter.place) if encounter.in_scenario else ()
    return (encounter.at, encounter.in_scenario, names)


def _from_event(event: BeliefEvent) -> Encounter:
    from quizapp.domain.ledger import Encounter

    return Encounter(
        at=event.at,
        day=event.day,
        run_id=event.run_id,
        place=event.position,
        item_id=event.scenario_id,
        chosen=True,
        right=False,
        confidence=None,
        in_scenario=True,
    )


def _encounter(row: tuple[Any, ...]) -> Encounter:
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.ledger import Encounter

    return Encounter(
        at=time_from_text(row[0]),
        day=row[1],
        run_id=row[2],
        place=row[3],
        item_id=row[4],
        chosen=bool(row[5]),
        right=bool(row[6]),
        confidence=None if row[7] is None else Confidence(row[7]),
        in_scenario=bool(row[8]),
    )


def _encounter_row(encounter: Encounter) -> list[Any]:
    return [
        time_to_text(encounter.at),
        encounter.day,
        encounter.run_id,
        encounter.place,
        encounter.item_id,
        int(encounter.chosen),
        int(encounter.right),
        encounter.confidence,
        int(encounter.in_scenario),
    ]


def _standing(row: tuple[Any, ...]) -> Standing:
    from quizapp.domain.ledger import BeliefState, Standing

    if row[0] is None:
        return Standing()
    return Standing(
        state=BeliefState(row[0]),
        since=_encounter(tuple(json.loads(row[1]))),
        recent=tuple(_encounter(tuple(stored)) for stored in json.loads(row[2])),
        slip=None if row[3] is None else _encounter(tuple(json.loads(row[3]))),
        met=row[4],
        chosen=row[5],
    )


def _standing_row(standing: Standing) -> tuple[Any, ...]:
    assert standing.since is not None
    return (
        standing.state,
        json.dumps(_encounter_row(standing.since)),
        json.dumps([_encounter_row(encounter) for encounter in standing.recent]),
        None if standing.slip is None else json.dumps(_encounter_row(standing.slip)),
        standing.met,
        standing.chosen,
    )
