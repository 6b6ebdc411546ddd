"""A scenario that is asked in a set: played action by action, each kept before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.application.scenario_telling import Taken, Teller
from quizapp.domain.answers import PathAnswer
from quizapp.domain.errors import UserError
from quizapp.domain.scenario_items import played
from quizapp.domain.scenarios import first_mistake, open_actions, replay
from quizapp.domain.sheets import MOST_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from quizapp.application.explaining import Explainer
    from quizapp.application.scenario_views import ScenarioEndView, SceneView
    from quizapp.domain.scenario_items import ScenarioItem

    Keep = Callable[[PathAnswer, int], PathAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathTools:
    """What a run of a scenario in a set works with.

    Attributes:
        seed: settles the order of the actions on the screen.
        day: on which it is played.
        is_told: what it comes to may be shown at its end.
    """

    explainer: Explainer
    seed: str
    day: date
    is_told: bool


class ScenarioPath:
    """One run, from where it stands to its end.

    Args:
        item: the scenario.
        start: the actions that were taken already.
        keep: keeps a path on which one more action was taken and for which so many milliseconds
            were spent, and returns it as it stands then: another window may have gone on with it.
        tools: what it works with.
    """

    def __init__(self, item: ScenarioItem, start: PathAnswer, keep: Keep, tools: PathTools) -> None:
        self._item, self._tools, self._keep = item, tools, keep
        self._path = start
        self._replayed = 0
        self._teller = Teller(item.scenario, tools.explainer, "", tools.seed)

    def scene(self) -> SceneView:
        """Return where the run stands."""
        return self._teller.scene(self._taken)

    def act(self, action_id: str, elapsed_ms: int) -> SceneView:
        """Keep an action, then return where the run stands after it.

        Raises:
            UserError: it cannot be done, or could not be kept; nothing has changed.
        """
        moment = replay(self._item.scenario, self._path.actions)[-1]
        if action_id not in {one.id for one in open_actions(self._item.scenario, moment)}:
            raise UserError("This cannot be done now.", "Choose one of the actions that are shown.")
        if len(self._path.actions) >= MOST_ACTIONS:
            raise UserError(
                f"A run in a set has up to {MOST_ACTIONS} actions, and so many were taken.",
                "Leave it and hand it in as it stands.",
            )
        longer = played(self._item, PathAnswer((*self._path.actions, action_id)))
        self._path = self._keep(longer, max(0, elapsed_ms))
        return self.scene()

    def summary(self) -> ScenarioEndView:
        """Return what the run came to; what it is worth only where that may be shown.

        Raises:
            UserError: it has not ended.
        """
        tools = self._tools
        return self._teller.summary(
            self._taken, tools.day, is_retry=self._replayed > 0, is_bare=not tools.is_told
        )

    def retry_from_first_mistake(self) -> ScenarioPath:
        """Return a run that stands where the first mistake of this one was made.

        It is for learning alone: nothing of it is kept or handed in.

        Raises:
            UserError: nothing was wrong, or what was wrong is not to be shown.
        """
        place = first_mistake(self._item.scenario, self._path.actions)
        if place is None or not self._tools.is_told:
            raise UserError("This run has no mistake to go back to.", "Go on with the set.")
        start = PathAnswer(self._path.actions[:place])
        again = ScenarioPath(self._item, start, unkept, self._tools)
        again._replayed = place
        return again

    @property
    def _taken(self) -> tuple[Taken, ...]:
        return tuple(
            Taken(action, at < self._replayed) for at, action in enumerate(self._path.actions)
        )


def unkept(path: PathAnswer, _elapsed_ms: int) -> PathAnswer:
    """Keep nothing: for a look at a scenario, and for second tries."""
    return path
