"""Runs of scenarios: what a learner did, action by action; all else about a run is told by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RunState(StrEnum):
    """Whether a run goes on. `LEFT`: another run of the scenario was begun before its end."""

    OPEN = "open"
    FINISHED = "finished"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """One action of a run.

    Attributes:
        position: from 0.
        scene, action: where it was taken, and which.
        at_s: simulated seconds from the beginning to the end of the action.
        ms: real milliseconds that it took to choose, for statistics alone.
        acted_at: when; day: the day of study then, as ISO text.
        is_replayed: taken over from the run that this one is a second try of.
    """

    position: int
    scene: str
    action: str
    at_s: int
    ms: int
    acted_at: datetime
    day: str
    is_replayed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRun:
    """A learner going through a scenario.

    Attributes:
        version: the text of the scenario that the run is played with, to its end.
        seed: settles the order of the actions on the screen.
        ended_at: when the last scene was reached.
        origin: the run whose first mistake this one goes back to.
    """

    id: str
    learner_id: str
    scenario_id: str
    version: str
    seed: int
    state: RunState
    started_at: datetime
    ended_at: datetime | None = None
    origin: str | None = None
    steps: tuple[RunStep, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The ids of the actions taken, in order."""
        return tuple(step.action for step in self.steps)

    @property
    def replayed(self) -> int:
        """How many of the first steps were taken over from an earlier run."""
        return sum(step.is_replayed for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefEvent:
    """A scene in which a belief could show.

    Attributes:
        chosen: the action that it stands behind was taken; else the scene was left without it.
        at: when; day: the day of study then, as ISO text.
    """

    misconception: str
    scenario_id: str
    run_id: str
    position: int
    chosen: bool
    at: datetime
    day: str
