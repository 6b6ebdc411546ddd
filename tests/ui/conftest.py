"""What the tests of widgets share."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.demo_data import made_up_answer
from quizapp.application.preferences import FILE_NAME, PreferencesFile
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.answers import (
    Answer,
    OptionAnswer,
    OptionsAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.attempts import QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item, MultipleResponse, TrueFalseReason, TwoTier
from quizapp.ui.background import Background
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Desk
from quizapp.ui.theme import theme
from quizapp.ui.window_state import WindowState
from tests.conftest import open_template

_MUCH_GARBAGE = 100_000
"""Objects made since the last collection, after which one is due."""
_PATIENCE_MS = 60_000
"""What comes at once on a computer at rest may take this long on one that is busy with others."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Measure no coverage here unless asked to: it takes half as much time again."""
    if not config.getoption("measure_ui"):
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.no_cover)


class PatientBot(QtBot):
    """Waits as long as a busy computer needs; what is there is not waited for."""

    def waitUntil(
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> object:
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(
        self, signal: object, *, timeout: int = _PATIENCE_MS, **wishes: object
    ) -> object:
        return super().waitSignal(signal, timeout=timeout, **wishes)

    def waitSignals(
        self, signals: object, *, timeout: int = _PATIENCE_MS, **wishes: object
    ) -> object:
        return super().waitSignals(signals, timeout=timeout, **wishes)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _no_garbage_collected_on_workers() -> Iterator[None]:
    """Collect garbage on the thread of the widgets alone, as the app does."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Callable[..., None]]:
    """Put the usual look in force; call it to put another one in force for this test."""

    def put_in_force(**wishes: float) -> None:
        theme.apply(qapp, **wishes)  # type: ignore[arg-type]

    if gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()
    delete_what_is_left()
    if not qapp.styleSheet():
        put_in_force()
    yield put_in_force
    # A dialog left open would keep the keyboard from the windows of the tests that follow.
    for window in qapp.topLevelWidgets():
        if isinstance(window, QDialog):
            window.hide()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    delete_what_is_left()
    if theme.dark or theme.scale != 1.0 or theme.more_contrast or theme.reduce_motion:
        put_in_force()


def delete_what_is_left() -> None:
    """Delete the widgets of earlier tests, that a change of the look would restyle as well."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def mirrored(qapp: QApplication) -> None:
    """Lay everything out from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


@pytest.fixture
def desk(qapp: QApplication, app: Application, learner_id: str) -> Iterator[Desk]:
    """What a page works with, for a learner who has answered nothing yet."""
    wish = Look(qapp, app.preferences)
    jobs = Background(app.reopened)
    yield Desk(app, learner_id, jobs, wish)
    jobs.wait()
    wish.deleteLater()


@pytest.fixture
def study(app: Application, learner_id: str) -> Callable[..., str]:
    """Answers questions: one for each True (rightly) or False (wrongly) it is called with."""
    return partial(answer_questions, app, learner_id)


def answer_questions(
    app: Application,
    learner_id: str,
    *outcomes: bool,
    spec: QuizSpec | None = None,
    says: str = "fairly",
) -> str:
    """Answer some questions of a new run; return the id of the run."""
    attempt_id = app.practice.start(learner_id, spec or QuizSpec(length=20))
    session = app.sessions.open(attempt_id)
    for is_right in outcomes:
        question = session.question()
        assert question is not None
        answer = right_answer(question.item) if is_right else wrong_answer(question.item)
        session.answer(answer, Confidence(says), 20_000)
    return attempt_id


@pytest.fixture(scope="session")
def studied_folder(compiled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a learner who has answered some questions, to be copied."""
    folder = tmp_path_factory.mktemp("studied") / "data"
    app = open_template(compiled_folder, folder)
    learner_id = app.profiles.create("Maya").id
    answer_questions(app, learner_id, *[number % 3 > 0 for number in range(14)])
    app.close()
    return folder


def right_answer(item: Item) -> Answer:
    """Return the answer that gets full points."""
    if not item.option_sets:
        return made_up_answer(item, random.Random(1), is_right=True)
    right = [[option.id for option in options if option.correct] for options in item.option_sets]
    match item:
        case MultipleResponse():
            return OptionsAnswer(tuple(right[0]))
        case TrueFalseReason():
            return VerdictAnswer(item.answer, right[0][0])
        case TwoTier():
            return TwoTierAnswer(right[0][0], right[1][0])
    return OptionAnswer(right[0][0])


def wrong_answer(item: Item) -> Answer:
    """Return an answer that is not right, without any points where the kind allows it."""
    if not item.option_sets:
        return made_up_answer(item, random.Random(1), is_right=False)
    wrong = [option.id for option in item.option_sets[-1] if not option.correct]
    first = item.option_sets[0][0].id
    match item:
        case MultipleResponse():
            return OptionsAnswer((wrong[0],))
        case TrueFalseReason():
            return VerdictAnswer(item.answer, wrong[0])
        case TwoTier():
            return TwoTierAnswer(first, wrong[0])
    return OptionAnswer(wrong[0])


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, data_folder: Path, environment: Environment
) -> Iterator[Callable[..., MainWindow]]:
    """Opens the window on the test's data folder, as the app does at its start."""
    opened: list[tuple[MainWindow, Look]] = []

    def open_one(folder: Path = data_folder, width: int = 1280, height: int = 840) -> MainWindow:
        folder.mkdir(exist_ok=True)
        wish = Look(qapp, PreferencesFile(folder / FILE_NAME))
        opener = partial(open_application, folder, environment=environment)
        window = MainWindow(opener, wish, WindowState(folder / "window.ini"))
        opened.append((window, wish))
        window.resize(width, height)
        window.begin()
        window.show()
        with qtbot.waitExposed(window):
            pass
        return window

    yield open_one
    for window, wish in opened:
        window.close()
        window.deleteLater()
        wish.deleteLater()
    delete_what_is_left()


@pytest.fixture
def window(open_window: Callable[..., MainWindow], learner_id: str, app: Application) -> MainWindow:
    """The window with Today in front, for a learner who has answered nothing yet."""
    assert app.profiles.get(learner_id)
    return open_window()
