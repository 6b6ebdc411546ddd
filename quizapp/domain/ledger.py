"""The ledger of misconceptions: how each one stands with a learner, from the answers given.

The rules are told in plain words in `docs/misconceptions.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.confidence import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

FOLLOW_UP_DAYS = 3
"""So many days after a misconception was worked on, it is offered again."""
WORK_LENGTH = 3
"""So many questions follow a refutation."""

_WINDOW = 3
_LATEST = 2
_LEAST_DAYS = 2
_LEAST_ITEMS = 2


class BeliefState(StrEnum):
    """How a misconception stands with a learner."""

    CAME_BACK = "came_back"
    HELD = "held"
    WAVERING = "wavering"
    MET = "met"
    CLEARED = "cleared"
    NEVER_MET = "never_met"


# A rebuild makes millions of the next two, and named tuples in a fraction of the time.


class Encounter(NamedTuple):
    """An answer that could have given a misconception away.

    Attributes:
        at: its place in time within the learner's log, UTC.
        day: the day of study, as YYYY-MM-DD.
        run_id, place: the run and the position in it; together they name the answer.
        item_id: the item that was asked, or the scenario that was played.
        chosen: whether it gave the misconception away.
        right: whether it got full points.
        confidence: how sure the learner said to be.
        in_scenario: whether it is an action in a scenario, and no answer to a question.
    """

    at: datetime
    day: str
    run_id: str
    place: int
    item_id: str
    chosen: bool
    right: bool
    confidence: Confidence | None
    in_scenario: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it speaks against the misconception: right, and not by a guess."""
        return self.right and not self.chosen and self.confidence is not Confidence.GUESS


class Standing(NamedTuple):
    """How a misconception stands after all answers so far.

    Attributes:
        since: the answer that brought the state about; `None` before the first.
        recent: the last three answers that could have given it away, oldest first.
        slip: the last answer that gave it away.
        met, chosen: how many answers could have given it away, and how many did.
    """

    state: BeliefState = BeliefState.NEVER_MET
    since: Encounter | None = None
    recent: tuple[Encounter, ...] = ()
    slip: Encounter | None = None
    met: int = 0
    chosen: int = 0

    @property
    def evidence(self) -> tuple[Encounter, ...]:
        """The answers that the state rests on, newest first."""
        older = () if self.slip is None or self.slip in self.recent else (self.slip,)
        return (*reversed(self.recent), *older)

    @property
    def need(self) -> Need | None:
        """What is still missing to clear it; `None` once it is cleared."""
        if self.state is BeliefState.CLEARED:
            return None
        sound = self._sound()
        latest = sound[-_LATEST:]
        return Need(
            answers=max(1, _WINDOW - len(sound)),
            other_day=len({encounter.day for encounter in latest}) < _LEAST_DAYS,
            other_item=len({encounter.item_id for encounter in latest}) < _LEAST_ITEMS,
        )

    def _sound(self) -> list[Encounter]:
        """Return the sound answers since the last one that was not, at most three."""
        sound: list[Encounter] = []
        for encounter in reversed(self.recent):
            if not encounter.is_sound:
                break
            sound.insert(0, encounter)
        return sound


@dataclass(frozen=True, slots=True)
class Need:
    """What clears a misconception: so many sound answers, spread over days and items.

    Attributes:
        answers: how many more at least.
        other_day, other_item: whether one of them must come on another day than the last ones, or
            be to another item.
    """

    answers: int
    other_day: bool
    other_item: bool


def after(before: Standing, encounter: Encounter) -> Standing:
    """Return how a misconception stands after one more answer, the latest in the log."""
    recent = (*before.recent, encounter)[-_WINDOW:]
    slip = encounter if encounter.chosen else before.slip
    state = _state(before.state, recent, was_chosen=slip is not None)
    return Standing(
        state,
        before.since if state is before.state else encounter,
        recent,
        slip,
        before.met + 1,
        before.chosen + encounter.chosen,
    )


def standing_of(encounters: Iterable[Encounter]) -> Standing:
    """Return how a misconception stands, from all answers in any order.

    An answer that is given twice counts once.
    """
    known = {(encounter.run_id, encounter.place): encounter for encounter in encounters}
    standing = Standing()
    for _name, encounter in sorted(known.items(), key=lambda entry: (entry[1].at, entry[0])):
        standing = after(standing, encounter)
    return standing


def _state(before: BeliefState, recent: tuple[Encounter, ...], *, was_chosen: bool) -> BeliefState:
    was_cleared = before is BeliefState.CLEARED or before is BeliefState.CAME_BACK
    if was_cleared and recent[-1].chosen:
        return BeliefState.CAME_BACK
    if before is BeliefState.CLEARED or _clears(recent):
        # A miss or a guess that did not give it away takes nothing back.
        return BeliefState.CLEARED
    if was_cleared:
        return before
    latest = recent[-_LATEST:]
    certainly = any(one.chosen and one.confidence is Confidence.CERTAIN for one in latest)
    if certainly or (len(latest) == _LATEST and all(one.chosen for one in latest)):
        return BeliefState.HELD
    # Once chosen it wavers until it is cleared, however long ago that was.
    return BeliefState.WAVERING if was_chosen else BeliefState.MET


def _clears(recent: tuple[Encounter, ...]) -> bool:
    return (
        len(recent) == _WINDOW
        and all(encounter.is_sound for encounter in recent)
        and len({encounter.day for encounter in recent}) >= _LEAST_DAYS
        and len({encounter.item_id for encounter in recent}) >= _LEAST_ITEMS
    )
