"""What is seen of a scenario at some point of a run, and what there is to say of it at its end."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quizapp.application.scenario_views import (
    ActionView,
    ConsequenceView,
    CriticalStepView,
    ScenarioEndView,
    SceneView,
)
from quizapp.application.scenario_words import signs_view, step_name
from quizapp.domain.errors import UserError
from quizapp.domain.scenarios import Effect, first_mistake, grade_run, open_actions, replay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizapp.application.explaining import Explainer
    from quizapp.domain.scenarios import Moment, Scenario


class Playing(Protocol):
    """A run that can be gone on with, wherever it is kept."""

    def scene(self) -> SceneView:
        """Return where the run stands."""

    def act(self, action_id: str, elapsed_ms: int) -> SceneView:
        """Save an action, then return where the run stands after it. Raises UserError."""

    def summary(self) -> ScenarioEndView:
        """Return what the run came to. Raises UserError before its end."""


class Taken(NamedTuple):
    """An action that was taken; `is_replayed`: in the run that this one is a second try of."""

    action: str
    is_replayed: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one run of a scenario.

    Attributes:
        run_id: of the run, or empty.
        seed: settles the order of the actions on the screen.
    """

    scenario: Scenario
    explainer: Explainer
    run_id: str
    seed: str

    def scene(self, taken: Sequence[Taken]) -> SceneView:
        """Return where a run stands: what is seen, what can be done, what came of the last."""
        scenario, moments = self.scenario, self._moments(taken)
        moment = moments[-1]
        scene = scenario.scenes[moment.scene]
        path = self._path(taken, moments)
        return SceneView(
            run_id=self.run_id,
            scenario_id=scenario.id,
            title=scenario.title,
            stem=scenario.stem,
            learner_knows=scenario.learner_knows,
            text=scene.text,
            signs=None if scene.signs is None else signs_view(scene.signs),
            clock_s=moment.at_s,
            actions=self._actions(moment),
            consequence=path[-1] if path else None,
            path=path,
            outcome=scene.end,
        )

    def summary(
        self, taken: Sequence[Taken], day: date, *, is_retry: bool, is_bare: bool = False
    ) -> ScenarioEndView:
        """Return what a run came to.

        Args:
            taken: its actions.
            day: the day of study on which it ended.
            is_retry: it went back to the first mistake of an earlier run.
            is_bare: what it is worth, and what stands behind it, is not to be shown.

        Raises:
            UserError: it has not ended.
        """
        scenario, explainer = self.scenario, self.explainer
        moments = self._moments(taken)
        actions = tuple(one.action for one in taken)
        end = scenario.scenes[moments[-1].scene]
        if end.end is None:
            raise UserError("This run has not ended yet.", "Go on with it first.")
        grade = grade_run(scenario, actions)
        path = self._path(taken, moments)
        return ScenarioEndView(
            run_id=self.run_id,
            scenario_id=scenario.id,
            title=scenario.title,
            day=day,
            outcome=end.end,
            end_text=end.text,
            points=grade.points,
            passed=grade.passed,
            clock_s=moments[-1].at_s,
            reference_s=replay(scenario, scenario.reference_path)[-1].at_s,
            steps=self._critical_steps(grade.done_at_s),
            slips=tuple(one for one in path if one.effect is not Effect.GOOD),
            path=path,
            first_mistake=first_mistake(scenario, actions),
            is_retry=is_retry,
            is_bare=is_bare,
            learner_knows=scenario.learner_knows,
            truth=scenario.truth,
            explanation=scenario.explanation,
            misconceptions=explainer.misconceptions(grade.misconceptions),
            safety=explainer.safety(scenario),
            citations=explainer.citations(scenario),
            references=explainer.references(scenario),
            grounding=scenario.grounding,
        )

    def _moments(self, taken: Sequence[Taken]) -> tuple[Moment, ...]:
        return replay(self.scenario, tuple(one.action for one in taken))

    def _actions(self, moment: Moment) -> tuple[ActionView, ...]:
        """Return what can be done, in the order that the seed of the run settles for the scene."""
        scene = self.scenario.scenes[moment.scene]
        order = [action.id for action in scene.actions]
        random.Random(f"{self.seed}:{scene.id}").shuffle(order)
        shown = sorted(open_actions(self.scenario, moment), key=lambda one: order.index(one.id))
        return tuple(
            ActionView(action.id, action.text, number)
            for number, action in enumerate(shown, start=1)
        )

    def _path(
        self, taken: Sequence[Taken], moments: Sequence[Moment]
    ) -> tuple[ConsequenceView, ...]:
        return tuple(
            self._consequence(position, one, before, after)
            for position, (one, before, after) in enumerate(
                zip(taken, moments, moments[1:], strict=False)
            )
        )

    def _consequence(
        self, position: int, taken: Taken, before: Moment, after: Moment
    ) -> ConsequenceView:
        scene = self.scenario.scenes[before.scene]
        action = scene.action(taken.action)
        return ConsequenceView(
            position=position,
            scene_text=scene.text,
            action=action.text,
            effect=action.effect,
            feedback=action.feedback,
            cost_s=action.cost_s,
            at_s=after.at_s,
            leads_on=after.scene != before.scene,
            is_replayed=taken.is_replayed,
        )

    def _critical_steps(self, done_at_s: dict[str, int | None]) -> tuple[CriticalStepView, ...]:
        scenario = self.scenario
        reference = grade_run(scenario, scenario.reference_path).done_at_s
        return tuple(
            CriticalStepView(
                step=step,
                name=step_name(scenario, step),
                done_at_s=done_at_s[step],
                reference_s=reference[step],
            )
            for step in scenario.critical
        )
