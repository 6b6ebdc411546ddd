"""A run of a scenario, action by action. Each is saved before its consequence is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from quizapp.application.scenario_telling import Taken, Teller
from quizapp.domain.errors import UserError
from quizapp.domain.scenario_runs import RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import act, first_mistake, open_actions, replay

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.explaining import Explainer
    from quizapp.application.scenario_views import ScenarioEndView, SceneView
    from quizapp.application.studying import StudyClock
    from quizapp.storage.scenario_store import ScenarioStore


@dataclass(frozen=True, slots=True)
class ScenarioTools:
    """What runs of scenarios are made, saved and explained with."""

    store: ScenarioStore
    explainer: Explainer
    clock: StudyClock
    new_id: Callable[[], str]
    new_seed: Callable[[], int]


def stored_run(tools: ScenarioTools, run_id: str) -> ScenarioRun:
    """Return a run.

    Raises:
        UserError: there is no such run.
    """
    run = tools.store.run(run_id)
    if run is None:
        raise UserError("This scenario run is not there any more.", "Start the scenario anew.")
    return run


class ScenarioSession:
    """One run of one learner; it stands where it was left."""

    def __init__(self, run: ScenarioRun, tools: ScenarioTools) -> None:
        self._tools = tools
        self._scenario = tools.store.played(run)
        self._run = run
        self._moments = replay(self._scenario, run.actions)
        self._teller = Teller(self._scenario, tools.explainer, run.id, str(run.seed))

    @property
    def run_id(self) -> str:
        """The id of the run."""
        return self._run.id

    @property
    def learner_id(self) -> str:
        """Whose run it is."""
        return self._run.learner_id

    # Going through it ------------------------------------------------------------------------

    def scene(self) -> SceneView:
        """Return where the run stands: what is seen, what can be done, what came of the last."""
        return self._teller.scene(self._taken)

    def act(self, action_id: str, elapsed_ms: int) -> SceneView:
        """Save an action, then return where the run stands after it.

        Another window may have gone on with the run: then nothing is added, and what is returned
        is where it stands now.

        Args:
            action_id: one of those that the scene shows.
            elapsed_ms: real time that it took to choose, for statistics alone.

        Raises:
            UserError: it could not be saved or cannot be done; nothing has changed.
        """
        before = self._moments[-1]
        if action_id not in {action.id for action in open_actions(self._scenario, before)}:
            raise UserError("This cannot be done now.", "Choose one of the actions that are shown.")
        after = act(self._scenario, before, action_id)
        now = self._tools.clock.now()
        step = RunStep(
            position=len(self._run.steps),
            scene=before.scene,
            action=action_id,
            at_s=after.at_s,
            ms=max(0, elapsed_ms),
            acted_at=now,
            day=self._tools.clock.calendar.day_of(now).isoformat(),
        )
        ends = self._scenario.scenes[after.scene].end is not None
        if self._tools.store.record(self._run.id, step, ends=ends):
            self._run = replace(
                self._run,
                steps=(*self._run.steps, step),
                state=RunState.FINISHED if ends else RunState.OPEN,
                ended_at=now if ends else None,
            )
            self._moments = (*self._moments, after)
        else:
            self._catch_up()
        return self.scene()

    def _catch_up(self) -> None:
        """Read the run anew after another window has gone on with it."""
        run = stored_run(self._tools, self._run.id)
        if run.state is RunState.LEFT:
            raise UserError(
                "This run was left for a new one of the same scenario.", "Go on with that one."
            )
        self._run = run
        self._moments = replay(self._scenario, run.actions)

    # Looking back ----------------------------------------------------------------------------

    def summary(self) -> ScenarioEndView:
        """Return what the run came to.

        Raises:
            UserError: it has not ended.
        """
        if self._run.ended_at is None:
            raise UserError("This run has not ended yet.", "Go on with it first.")
        day = date.fromisoformat(self._run.steps[-1].day)
        return self._teller.summary(self._taken, day, is_retry=self._run.origin is not None)

    def retry_from_first_mistake(self) -> str:
        """Begin a run that stands where the first mistake of this one was made; return its id.

        What came before is taken over and marked as such; this run stays as it is.

        Raises:
            UserError: nothing was wrong, or it could not be saved.
        """
        place = first_mistake(self._scenario, self._run.actions)
        if place is None or self._run.state is not RunState.FINISHED:
            raise UserError("This run has no mistake to go back to.", "Play the scenario anew.")
        now = self._tools.clock.now()
        day = self._tools.clock.calendar.day_of(now).isoformat()
        run = replace(
            self._run,
            id=self._tools.new_id(),
            state=RunState.OPEN,
            started_at=now,
            ended_at=None,
            origin=self._run.id,
            steps=tuple(
                replace(step, acted_at=now, day=day, ms=0, is_replayed=True)
                for step in self._run.steps[:place]
            ),
        )
        self._tools.store.add(run)
        return run.id

    @property
    def _taken(self) -> tuple[Taken, ...]:
        return tuple(Taken(step.action, step.is_replayed) for step in self._run.steps)
