"""A learner who goes through a set that a trainer of another computer has sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.application.assigned_sets import AssignedSets
from quizapp.application.sitting_run import SittingRun
from quizapp.bootstrap import Application
from quizapp.delivery.set_files import read_set
from quizapp.domain.sheets import read_answer
from tests.delivery.world import ALL_RIGHT, World, lettered


@dataclass
class Pupil:
    """A learner's computer with one set on it."""

    app: Application
    id: str
    path: Path
    sha256: str

    @classmethod
    def make(cls, world: World, path: Path | None = None, *, name: str = "maya") -> Pupil:
        """Open a set and take it: Maya's unless another one is given."""
        app = world.learner(name)
        learner = app.profiles.create(name.capitalize())
        path = path or world.sets()[0]
        offer = app.assigned_sets.look(path, learner.id)
        return cls(app, learner.id, path, app.assigned_sets.take(offer, learner.id))

    @property
    def sets(self) -> AssignedSets:
        return self.app.assigned_sets

    def begin(self) -> SittingRun:
        return self.sets.begin(self.sha256)

    def answer(self, run: SittingRun, *numbers: int, given: dict[str, Any] | None = None) -> None:
        """Answer questions by number, rightly unless said otherwise."""
        opened = read_set(self.path.read_bytes())
        letters = lettered(opened, ALL_RIGHT | (given or {}))
        for number in numbers:
            question = opened.sheet.questions[number - 1]
            answer = read_answer(question, letters[str(number)])
            assert answer is not None
            run.answer(number - 1, answer, None, 1000)
