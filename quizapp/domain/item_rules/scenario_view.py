"""A scenario as its rules look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.domain.item_rules.scenario_states import ScenarioStates

if TYPE_CHECKING:
    from quizapp.domain.item_rules.rule import RuleContext
    from quizapp.domain.scenarios import Action, Moment, Scenario, Scene, Signs


@dataclass(frozen=True)
class ScenarioView:
    """A scenario as the rules look at it, its states worked out once."""

    scenario: Scenario
    context: RuleContext

    @cached_property
    def states(self) -> ScenarioStates:
        """All states; asked for once there are no dead links."""
        return ScenarioStates(self.scenario)

    @cached_property
    def asked(self) -> str:
        """Everything that is read before the end, in lower case."""
        scenario = self.scenario
        texts = [scenario.stem, scenario.learner_knows]
        for scene in scenario.scenes.values():
            texts += [scene.text, *(action.text for action in scene.actions)]
        return " ".join(texts).lower()

    @property
    def learner_texts(self) -> tuple[tuple[str, str], ...]:
        """Everything that the learner reads, each with the name of its field."""
        scenario = self.scenario
        found = [
            ("title", scenario.title),
            ("stem", scenario.stem),
            ("learner_knows", scenario.learner_knows),
            ("truth", scenario.truth),
            ("explanation", scenario.explanation),
        ]
        for scene in scenario.scenes.values():
            found.append((f"{scene.id}.text", scene.text))
            for action in scene.actions:
                place = f"{scene.id}.{action.id}"
                found += [(f"{place}.text", action.text), (f"{place}.feedback", action.feedback)]
        return tuple(found)

    def actions(self) -> Iterator[tuple[Scene, Action]]:
        """Give every action with its scene."""
        for scene in self.scenario.scenes.values():
            for action in scene.actions:
                yield scene, action

    def situations(self) -> Iterator[tuple[Scene, Signs, Action, Moment]]:
        """Give every action in every moment in which it can be taken, with what is seen."""
        for moment, action in self.states.choices():
            scene = self.scenario.scenes[moment.scene]
            # S02 has seen to it that each scene in which something can be done has signs.
            assert scene.signs is not None
            yield scene, scene.signs, action, moment
