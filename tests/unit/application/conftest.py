"""What the tests of the use cases share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.application.reports.values import SetReport
from quizapp.bootstrap import Application
from quizapp.domain.items import SingleBest
from tests.conftest import Clock
from tests.unit.application import reporting, steps


@pytest.fixture
def items(app: Application) -> list[SingleBest]:
    """Fifteen items with a harmless and a harmful distractor each, their topics taking turns."""
    return steps.tame(app)


@pytest.fixture
def class_report(app: Application) -> SetReport:
    """A class of thirty with eighteen questions, two of each kind."""
    return reporting.report_on_class(app)


@pytest.fixture
def questions(tmp_path: Path) -> steps.Questions:
    """A copy of the bundled questions, to be edited."""
    return steps.Questions(tmp_path / "questions")


@pytest.fixture
def resynced(app: Application, questions: steps.Questions) -> Iterator[Callable[[], Application]]:
    """Opens the same data on the edited questions, compiled."""
    opened: list[Application] = []

    def sync() -> Application:
        other = steps.on_questions(app, questions)
        opened.append(other)
        other.banks.sync()
        return other

    yield sync
    for other in opened:
        other.close()


@pytest.fixture
def history(app: Application, learner_id: str, items: list[SingleBest], clock: Clock) -> str:
    """A learner with a bit of everything: runs of all sorts, marks, settings, an open run."""
    steps.live(app, learner_id, items, clock)
    return learner_id


@pytest.fixture
def other_computer(
    open_app: Callable[..., Application], compiled_folder: Path, tmp_path: Path
) -> Application:
    """An application on another data folder, with the same banks."""
    folder = tmp_path / "other"
    shutil.copytree(compiled_folder, folder)
    other = open_app(folder)
    steps.tame(other)
    return other
