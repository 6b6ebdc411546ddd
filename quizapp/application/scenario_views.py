"""What is shown of scenarios, in the window and in the terminal: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.views import CitationView
    from quizapp.domain.items import Grounding, Level
    from quizapp.domain.registers import Misconception, Reference, SafetyWording
    from quizapp.domain.scenarios import Effect, Outcome


class CardState(StrEnum):
    """How far a learner has come with a scenario."""

    NOT_TRIED = "not_tried"
    UNDER_WAY = "under_way"
    TRIED = "tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCard:
    """A scenario in the list.

    Attributes:
        stem: what the learner is told before it begins.
        tries: how often it was played to an end.
        best_points: the largest share of the critical steps done, 0 to 1; None before an end.
        passed: whether one of the runs passed.
        last_outcome: how the last run that reached an end ended.
        run_id: the run that is under way, or None.
        steps_taken: actions taken in it.
    """

    id: str
    title: str
    stem: str
    level: Level
    state: CardState
    tries: int
    best_points: float | None
    passed: bool
    last_outcome: Outcome | None
    run_id: str | None
    steps_taken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A run that reached an end.

    Attributes:
        day: the day of study of the end.
        points: share of the critical steps done, 0 to 1.
        harmful: how many harmful actions were taken.
        is_retry: it went back to the first mistake of an earlier run.
    """

    run_id: str
    scenario_id: str
    title: str
    day: date
    points: float
    passed: bool
    outcome: Outcome
    harmful: int
    is_retry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsView:
    """What is seen.

    Attributes:
        breaths_per_minute: drawn as a line; 0 means that the person does not breathe.
        oxygen: saturation in percent where there is a monitor.
        sentences: all of it in words, one sentence a sign, for the terminal and for what reads
            the screen aloud.
    """

    responds: bool
    breaths_per_minute: int
    colour: str
    pupils: str
    oxygen: int | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something that can be done now; `number` is its place on the screen, from 1."""

    id: str
    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceView:
    """An action that was taken and what came of it.

    Attributes:
        position: place in the run, from 0.
        scene_text: what the scene said in which it was taken.
        cost_s: simulated seconds that it took; at_s: the clock after it.
        leads_on: another scene has begun with it.
        is_replayed: taken over from the run that this one is a second try of.
    """

    position: int
    scene_text: str
    action: str
    effect: Effect
    feedback: str
    cost_s: int
    at_s: int
    leads_on: bool
    is_replayed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneView:
    """Where a run stands.

    Attributes:
        text: what the scene says; at the end, how it ended.
        signs: None at the end, and where nothing is seen yet.
        clock_s: simulated seconds since the beginning; actions alone move it.
        actions: what can be done now, in the order to show; empty at the end.
        consequence: that of the last action; None before the first.
        path: all consequences so far, the last one included.
        outcome: None until the end.
    """

    run_id: str
    scenario_id: str
    title: str
    stem: str
    learner_knows: str
    text: str
    signs: SignsView | None
    clock_s: int
    actions: tuple[ActionView, ...]
    consequence: ConsequenceView | None
    path: tuple[ConsequenceView, ...]
    outcome: Outcome | None

    @property
    def is_end(self) -> bool:
        """Whether the scenario has ended."""
        return self.outcome is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalStepView:
    """A step that a good run contains.

    Attributes:
        step: its id; name: what it is called.
        done_at_s: simulated seconds at which the learner had done it; None when it was missed.
        reference_s: the same on the reference path.
    """

    step: str
    name: str
    done_at_s: int | None
    reference_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEndView:
    """A run that has ended, looked back on.

    Attributes:
        points: share of the critical steps done, 0 to 1.
        passed: all of them done, the person saved, nothing done that harms.
        clock_s, reference_s: simulated seconds that the run and the reference path took.
        slips: harmful actions and delays, in order; their feedback says what would be right.
        path: everything that was done.
        first_mistake: position of the first slip, to try again from; None without one.
        is_retry: it went back to the first mistake of an earlier run.
        is_bare: how it ended is all that is to be shown, now or ever.
    """

    run_id: str
    scenario_id: str
    title: str
    day: date
    outcome: Outcome
    end_text: str
    points: float
    passed: bool
    clock_s: int
    reference_s: int
    steps: tuple[CriticalStepView, ...]
    slips: tuple[ConsequenceView, ...]
    path: tuple[ConsequenceView, ...]
    first_mistake: int | None
    is_retry: bool
    learner_knows: str
    truth: str
    explanation: str
    misconceptions: tuple[Misconception, ...]
    safety: tuple[SafetyWording, ...]
    citations: tuple[CitationView, ...]
    references: tuple[Reference, ...]
    grounding: Grounding
    is_bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """How often a critical step was done and missed, over all runs that reached an end."""

    step: str
    name: str
    done: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRecord:
    """A harmful action that was taken.

    Attributes:
        day: the day of study.
        is_open: the scenario has not been passed on a later day.
    """

    run_id: str
    scenario_id: str
    title: str
    action: str
    feedback: str
    day: date
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmfulAct:
    """A harmful action of a scenario, with all the times that it was taken.

    Attributes:
        title: that of the scenario.
        times: how often it was taken; day: the last day of study on which it was.
        is_open: not every one of these times is put right.
    """

    title: str
    action: str
    times: int
    day: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class CriticalRecord:
    """The critical steps and the harmful actions of a learner, the newest of these first."""

    steps: tuple[StepRecord, ...]
    harms: tuple[HarmRecord, ...]

    @property
    def acts(self) -> tuple[HarmfulAct, ...]:
        """The harmful actions, each once; those still open first, among them the newest."""
        taken: dict[tuple[str, str], list[HarmRecord]] = {}
        for harm in self.harms:
            taken.setdefault((harm.scenario_id, harm.action), []).append(harm)
        acts = [
            HarmfulAct(
                title=harms[0].title,
                action=harms[0].action,
                times=len(harms),
                day=harms[0].day,
                is_open=any(harm.is_open for harm in harms),
            )
            for harms in taken.values()
        ]
        return tuple(sorted(acts, key=lambda act: not act.is_open))

    @property
    def open_harms(self) -> int:
        """How many harmful actions are not yet put right."""
        return sum(harm.is_open for harm in self.harms)
