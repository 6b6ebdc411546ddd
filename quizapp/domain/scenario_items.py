"""Scenarios as questions of a practice set: what an answer to one is, and what it is worth.

An answer is the list of the actions taken, as for every run of a scenario; all else is worked out
from it. A run that is handed in before its end counts as far as it was played.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from quizapp.domain.answers import PathAnswer
from quizapp.domain.grading import Grade
from quizapp.domain.items import Item
from quizapp.domain.scenarios import Outcome, Scenario, grade_run, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.scenarios import Scene

MOST_SCENES = 100
MOST_SCENE_ACTIONS = 9
"""So many things to do have keys of their own in the window."""
LONGEST_ACTION_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioItem(Item):
    """A scenario that is asked as one question; its stem begins with its title."""

    kind: ClassVar[str] = "scenario"

    scenario: Scenario

    @property
    def beliefs(self) -> frozenset[str]:
        """The misconceptions that an action could give away."""
        return frozenset(self.scenario.beliefs)


def scenario_item(scenario: Scenario) -> ScenarioItem:
    """Return a scenario as a question."""
    return ScenarioItem(
        id=scenario.id,
        bank="",
        topic=scenario.topic,
        rev=scenario.rev,
        level=scenario.level,
        stem=f"{scenario.title}. {scenario.stem}",
        explanation=scenario.explanation,
        citations=scenario.citations,
        references=scenario.references,
        grounding=scenario.grounding,
        review=scenario.review,
        safety=scenario.safety,
        area=scenario.area,
        scenario=scenario,
    )


def grade_path(item: ScenarioItem, answer: PathAnswer) -> Grade:
    """Grade a run: the share of its critical steps, a good end being one more of them.

    The end is good when the person is saved and nothing that harms was done, so that full points
    and a pass are the same. What harms, and a death, is a critical error.

    Raises:
        ValueError: the actions cannot be taken in this scenario.
    """
    scenario = item.scenario
    try:
        run = grade_run(scenario, answer.actions)
    except KeyError as missing:
        raise ValueError(f"there is no action {missing} where it was taken") from None
    done = sum(at_s is not None for at_s in run.done_at_s.values())
    is_good = run.outcome is Outcome.SAVED and not run.harmful
    return Grade(
        points=(done + is_good) / (len(scenario.critical) + 1),
        critical_error=bool(run.harmful) or run.outcome is Outcome.DIED,
        misconceptions=run.misconceptions,
    )


def played(item: ScenarioItem, answer: PathAnswer) -> PathAnswer:
    """Return a run with what its actions, and not its teller, say about whether it has ended.

    Raises:
        ValueError: the actions cannot be taken in this scenario.
    """
    try:
        last = replay(item.scenario, answer.actions)[-1]
    except KeyError as missing:
        raise ValueError(f"there is no action {missing} where it was taken") from None
    return PathAnswer(answer.actions, ended=item.scenario.scenes[last.scene].end is not None)


def words_to_read(scenario: Scenario) -> int:
    """Return how many words there are to read on the way that the scenario holds up as good."""
    texts = [scenario.title, scenario.stem, scenario.learner_knows]
    moments = replay(scenario, scenario.reference_path)
    for moment, action_id in zip(moments, scenario.reference_path, strict=False):
        scene = scenario.scenes[moment.scene]
        texts += [scene.text, *(action.text for action in scene.actions)]
        texts.append(scene.action(action_id).feedback)
    texts.append(scenario.scenes[moments[-1].scene].text)
    return sum(len(text.split()) for text in texts)


def refuse_unplayable(scenario: Scenario) -> None:
    """Refuse a scenario from a file that could not be played, shown or looked back on.

    Raises:
        ValueError: it leads nowhere, offers nothing or too much, or its good way does not end well.
    """
    if not 1 <= len(scenario.scenes) <= MOST_SCENES:
        raise ValueError(f"a scenario has up to {MOST_SCENES} scenes")
    if any(name != scene.id for name, scene in scenario.scenes.items()):
        raise ValueError("a scene goes by two names")
    if not all(isinstance(text, str) for text in _texts(scenario)):
        raise ValueError("something stands where a text is due")
    leads_to = {scenario.start, *_targets(scenario)}
    if not leads_to <= set(scenario.scenes):
        raise ValueError("a scene that is led to is not there")
    for scene in scenario.scenes.values():
        _refuse_scene(scene)
    last = replay(scenario, scenario.reference_path)[-1]
    if scenario.scenes[last.scene].end is None:
        raise ValueError("the way to compare with does not reach an end")


def _texts(scenario: Scenario) -> Iterator[object]:
    yield from (scenario.learner_knows, scenario.truth, scenario.explanation)
    for scene in scenario.scenes.values():
        yield scene.text
        if scene.signs is not None:
            yield from (scene.signs.colour, scene.signs.pupils)
        for action in scene.actions:
            yield from (action.id, action.text, action.feedback)


def _targets(scenario: Scenario) -> Iterator[str]:
    for scene in scenario.scenes.values():
        yield from (action.to for action in scene.actions if action.to is not None)
        if scene.until is not None:
            yield scene.until.to
        if scene.late is not None:
            yield scene.late.to


def _refuse_scene(scene: Scene) -> None:
    """Refuse a scene without a way on, or with what no screen could show."""
    count = len(scene.actions)
    if (scene.end is None) == (count == 0) or count > MOST_SCENE_ACTIONS:
        raise ValueError(f"a scene that is no end offers 1 to {MOST_SCENE_ACTIONS} actions")
    if len({action.id for action in scene.actions}) != count:
        raise ValueError("two actions of a scene have one id")
    if any(not 0 <= action.cost_s <= LONGEST_ACTION_S for action in scene.actions):
        raise ValueError("an action takes up to a day")
