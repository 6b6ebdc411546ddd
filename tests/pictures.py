"""Draws every screen in every variant, from a made-up learner: `make pictures`.

`python -m tests.pictures OUT=folder [ONLY=today] [README=docs/pictures]`
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from quizapp.application.demo_data import made_up_answer
from quizapp.application.preferences import FILE_NAME, Preferences, PreferencesFile
from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.layouts import ScrollPage
from quizapp.ui.dialogs import Dialog
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.practise.ready_sets import ReadySetsCard
from quizapp.ui.pages.progress.belief_card import BeliefCard
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Place
from quizapp.ui.window_state import WindowState
from tests.colour_vision import seen_without_green
from tests.picture_scenarios import SCENARIO_PLACES

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
_SETTLE_MS = 60
_PLAIN = Preferences(reduce_motion=True)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to draw a screen; sizes in pixels.

    Attributes:
        is_diagram_only: whether it says something about diagrams alone.
        without_green: whether it is drawn as seen by somebody who cannot tell red from green.
    """

    name: str
    preferences: Preferences = _PLAIN
    size: tuple[int, int] = (1280, 840)
    is_mirrored: bool = False
    is_diagram_only: bool = False
    without_green: bool = False


VARIANTS = (
    Variant("light"),
    Variant("dark", replace(_PLAIN, appearance="dark")),
    Variant("150", replace(_PLAIN, text_scale=1.5)),
    Variant("small", size=(960, 640)),
    Variant("small-150", replace(_PLAIN, text_scale=1.5), size=(960, 640)),
    Variant("rtl", is_mirrored=True),
    Variant("contrast", replace(_PLAIN, more_contrast=True)),
    Variant("no-green", is_diagram_only=True, without_green=True),
    Variant(
        "no-green-dark",
        replace(_PLAIN, appearance="dark"),
        is_diagram_only=True,
        without_green=True,
    ),
)
README_PICTURES = ("today", "question-single-best", "feedback-wrong", "summary", "progress")


class Stage:
    """A window on a copy of one of the prepared data folders."""

    def __init__(self, folder: Path, variant: Variant) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.variant = variant
        file = PreferencesFile(folder / FILE_NAME)
        last = file.read().last_learner
        file.write(replace(variant.preferences, last_learner=last))
        directions = Qt.LayoutDirection
        app.setLayoutDirection(
            directions.RightToLeft if variant.is_mirrored else directions.LeftToRight
        )
        environment = Environment(now=lambda: NOW, zone=UTC, new_seed=lambda: 7)
        self.look = Look(app, file)
        self.window = MainWindow(
            partial(open_application, folder, environment=environment),
            self.look,
            WindowState(folder / "window.ini"),
            is_demo=True,
        )
        # The work of the day would go on behind pictures that are long drawn.
        self.window._keep_house = lambda: None  # type: ignore[method-assign]
        self.window.resize(*variant.size)
        self.window.begin()
        self.window.show()
        QTest.qWait(_SETTLE_MS)

    def close(self) -> None:
        """Close the window and let Qt take it apart."""
        self.window.close()
        self.window.deleteLater()
        self.look.deleteLater()
        QTest.qWait(5)

    def enter(self) -> Application:
        """Go past the question who is learning, and return the application."""
        application = self.window._application
        assert application is not None
        self.window.enter(application.profiles.learners()[0].id)
        QTest.qWait(_SETTLE_MS)
        return application

    def show(self, page: str, **where: str) -> None:
        """Show a page."""
        self.enter()
        self.window.show_place(Place(page=page, **where))
        QTest.qWait(_SETTLE_MS)

    def tab(self, index: int) -> None:
        """Choose a tab of the page in front."""
        tabs = self.window.findChild(Segmented, "tabs")
        assert isinstance(tabs, Segmented)
        tabs.button(index).click()
        QTest.qWait(_SETTLE_MS)

    def ask(self, application: Application, *items: Item, mode: Mode = Mode.LEARN) -> None:
        """Start a run through some items."""
        learner = application.profiles.learners()[0].id
        spec = QuizSpec(items=tuple(item.id for item in items), length=None, mode=mode)
        self.window.workplace.shell.run_started.emit(application.practice.start(learner, spec))
        QTest.qWait(_SETTLE_MS)

    def choose(self, *ids: str) -> None:
        """Choose options by id, step by step, in the order of the item's sets."""
        item = self.item()
        chosen = {option.text for one in item.option_sets for option in one if option.id in ids}
        for _step in item.option_sets:
            for tile in self.window.findChildren(Tile):
                if tile.isVisible() and tile.text() in chosen and not tile.isChecked():
                    tile.click()
            QTest.qWait(10)

    def item(self) -> Item:
        """Return the item that is asked."""
        question = self.window.workplace.session().page._session.question()
        assert question is not None
        return question.item

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        page = self.window.screen_shown
        assert page is not None
        QTest.keyClick(page.focusWidget() or page, key)
        QTest.qWait(_SETTLE_MS)

    def save(self, path: Path) -> None:
        """Draw the dialog in front, or the window."""
        image = (QApplication.activeModalWidget() or self.window).grab().toImage()
        if self.variant.without_green:
            image = seen_without_green(image)
        image.save(str(path))


def _items(application: Application, kind: str) -> list[Item]:
    items = BankCompiler(application.database).active_items()
    return sorted((item for item in items if item.kind == kind), key=lambda item: item.id)


def _first(application: Application, kind: str, *, harmful: bool = False) -> Item:
    for item in _items(application, kind):
        if not harmful or any(o.harm for options in item.option_sets for o in options):
            return item
    raise LookupError(kind)


def _question(kind: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        application = stage.enter()
        item = _first(application, kind)
        stage.ask(application, item, *_items(application, "single_best")[:5])
        stage.choose(*(options[0].id for options in item.option_sets[:1]))

    return prepare


def _feedback(kind: str, outcome: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        application = stage.enter()
        item = _first(application, kind, harmful=outcome == "harm")
        stage.ask(application, item, *_items(application, "single_best")[:5])
        stage.choose(*_choice(item, outcome))
        stage.press(Qt.Key.Key_Return)

    return prepare


def _choice(item: Item, outcome: str) -> list[str]:
    wanted = {
        "right": lambda option: option.correct,
        "wrong": lambda option: not option.correct and not option.harm,
        "harm": lambda option: option.harm,
        "partly": lambda option: option.correct,
    }[outcome]
    picks = [next(o.id for o in options if wanted(o)) for options in item.option_sets]
    if outcome == "right" and item.kind == "multiple_response":
        return [option.id for option in item.option_sets[0] if option.correct]
    return picks


def _words(stage: Stage) -> None:
    _feedback("single_best", "right")(stage)
    # A dialog that waits for its answer would keep the picture waiting, too.
    with patch.object(Dialog, "ask", lambda dialog: bool(dialog.show())):
        stage.press(Qt.Key.Key_W)


def _diagram_at_200(stage: Stage) -> None:
    stage.show("practise", diagram="DG02")
    zoom = stage.window.findChild(Segmented, "zoom")
    assert isinstance(zoom, Segmented)
    zoom.button(2).click()
    QTest.qWait(_SETTLE_MS)


def _feedback_with_diagram(stage: Stage) -> None:
    application = stage.enter()
    item = next(item for item in _items(application, "numeric") if item.diagram)
    stage.ask(application, item, *_items(application, "single_best")[:5])
    field = stage.window.workplace.session().page.findChild(QLineEdit)
    QTest.keyClicks(field, "1")
    stage.press(Qt.Key.Key_Return)
    stage.window.findChild(QPushButton, "toggle-diagram").click()
    QTest.qWait(_SETTLE_MS)


def _summary(stage: Stage) -> None:
    application = stage.enter()
    items = [_first(application, kind) for kind in ("single_best", "two_tier")]
    items += _items(application, "multiple_response")[:4]
    stage.ask(application, *items)
    page = stage.window.workplace.session().page
    session = page._session
    words = list(Confidence)
    rng = random.Random(3)
    for number in range(session.total):
        question = session.question()
        assert question is not None
        answer = made_up_answer(question.item, rng, is_right=number not in {1, 4})
        session.answer(answer, words[number % 4], 20_000)
    page.start(session)
    QTest.qWait(_SETTLE_MS)


def _answered_set(application: Application) -> QuizSession:
    learner = application.profiles.learners()[0].id
    session = application.sessions.open(application.ready_sets.start(learner, "overdose-before"))
    rng = random.Random(3)
    while (question := session.question()) is not None:
        answer = made_up_answer(question.item, rng, is_right=question.position not in {1, 12})
        session.answer(answer, Confidence.FAIRLY, 20_000)
    return session


def _set_summary(stage: Stage) -> None:
    session = _answered_set(stage.enter())
    stage.window.workplace.shell.run_started.emit(session.attempt_id)
    QTest.qWait(_SETTLE_MS)


def _sets(stage: Stage) -> None:
    _answered_set(stage.enter()).summary()
    stage.window.show_place(Place(page="practise"))
    QTest.qWait(_SETTLE_MS)
    card = stage.window.findChild(ReadySetsCard)
    for scroll in stage.window.findChildren(ScrollPage):
        if scroll.isAncestorOf(card):
            scroll.ensureWidgetVisible(card, 0, 40)
    QTest.qWait(_SETTLE_MS)


def _left(stage: Stage) -> None:
    application = stage.enter()
    stage.ask(application, *_items(application, "single_best")[:6])
    stage.choose(_items(application, "single_best")[0].option_sets[0][0].id)
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Escape)


def _belief_open(stage: Stage) -> None:
    stage.show("progress")
    stage.tab(2)
    stage.window.findChild(BeliefCard).findChildren(Button)[1].click()
    QTest.qWait(_SETTLE_MS)


def _introduction(stage: Stage) -> None:
    application = stage.enter()
    attempt = application.practice.start_work(application.profiles.learners()[0].id, "MC02")
    stage.window.workplace.shell.run_started.emit(attempt)
    QTest.qWait(_SETTLE_MS)


def _follow_up(stage: Stage) -> None:
    application = stage.enter()
    learner = application.profiles.learners()[0].id
    application.practice.start_work(learner, "MC02")
    application.practice.end_open_run(learner)
    application.database.execute(
        "UPDATE attempt SET started_at = '2026-11-17T12:00:00+00:00' WHERE started_at ="
        " (SELECT max(started_at) FROM attempt)"
    )
    stage.show("today")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: which prepared data it stands on, and how to get there."""

    name: str
    data: str
    prepare: Callable[[Stage], None]


def _to(page: str, tab: int = 0, **where: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.show(page, **where)
        if tab:
            stage.tab(tab)

    return prepare


SCREENS = (
    Screen("first-start", "empty", lambda _stage: None),
    Screen("who", "demo", lambda stage: stage.window.pick_learner()),
    Screen("start-problem", "damaged", lambda _stage: None),
    Screen("today", "demo", _to("today")),
    Screen("today-new", "new", _to("today")),
    Screen("today-left", "demo", _left),
    Screen("practise", "demo", _to("practise")),
    Screen("ready-sets", "demo", _sets),
    Screen("summary-set", "demo", _set_summary),
    Screen("diagrams", "demo", _to("practise", part="diagrams")),
    *(
        Screen(f"diagram-{number:02}", "demo", _to("practise", diagram=f"DG{number:02}"))
        for number in range(1, 13)
    ),
    Screen("diagram-large", "demo", _diagram_at_200),
    Screen("scenarios", "demo", _to("practise", part="scenarios")),
    *(Screen(f"scenario-{name}", "demo", place) for name, place in SCENARIO_PLACES.items()),
    Screen("question-single-best", "demo", _question("single_best")),
    Screen("question-multiple-response", "demo", _question("multiple_response")),
    Screen("question-true-false", "demo", _question("true_false_reason")),
    Screen("question-two-tier", "demo", _question("two_tier")),
    Screen("question-vignette", "demo", _question("vignette")),
    Screen("feedback-diagram", "demo", _feedback_with_diagram),
    Screen("feedback-right", "demo", _feedback("single_best", "right")),
    Screen("feedback-wrong", "demo", _feedback("single_best", "wrong")),
    Screen("feedback-harm", "demo", _feedback("vignette", "harm")),
    Screen("feedback-partly", "demo", _feedback("multiple_response", "partly")),
    Screen("feedback-two-tier", "demo", _feedback("two_tier", "right")),
    Screen("words", "demo", _words),
    Screen("summary", "demo", _summary),
    Screen("progress", "demo", _to("progress")),
    Screen("progress-judgement", "demo", _to("progress", 1)),
    Screen("progress-beliefs", "demo", _to("progress", 2)),
    Screen("progress-beliefs-open", "demo", _belief_open),
    Screen("introduction", "demo", _introduction),
    Screen("today-follow-up", "demo", _follow_up),
    Screen("progress-new", "new", _to("progress")),
    Screen("sources", "demo", _to("sources")),
    Screen("settings-look", "demo", _to("settings")),
    Screen("settings-study", "demo", _to("settings", part="study")),
    Screen("settings-data", "demo", _to("settings", part="data")),
    Screen("settings-about", "demo", _to("settings", part="about")),
)


@contextmanager
def prepared() -> Iterator[Path]:
    """Make the data folders that the screens stand on: demo, new, empty, damaged."""
    with tempfile.TemporaryDirectory(prefix="quizapp-pictures-") as name:
        root = Path(name)
        environment = Environment(
            now=lambda: NOW - timedelta(minutes=30), zone=UTC, new_seed=lambda: 7
        )
        for folder in ("demo", "new"):
            app = open_application(root / folder, environment=environment)
            if folder == "demo":
                app.demo.make()
            else:
                app.banks.sync()
                app.profiles.create("Maya")
            app.close()
        (root / "empty").mkdir()
        shutil.copytree(root / "new", root / "damaged")
        (root / "damaged" / "quizapp.db").write_bytes(b"not a database" * 100)
        yield root


def draw(out: Path, only: str = "") -> int:
    """Draw the screens whose name begins with `only`, and return how many pictures there are."""
    count = 0
    out.mkdir(parents=True, exist_ok=True)
    with prepared() as root:
        for screen in SCREENS:
            if not screen.name.startswith(only):
                continue
            for variant in VARIANTS:
                if variant.is_diagram_only and "diagram" not in screen.name:
                    continue
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name) / "data"
                    shutil.copytree(root / screen.data, folder)
                    stage = Stage(folder, variant)
                    screen.prepare(stage)
                    stage.save(out / f"{screen.name}-{variant.name}.png")
                    stage.close()
                count += 1
            print(screen.name)
    return count


def main(arguments: list[str]) -> int:
    """Draw what the arguments ask for."""
    given = dict(argument.split("=", 1) for argument in arguments)
    out = Path(given.get("OUT", "pictures"))
    QApplication.instance() or QApplication([])
    count = draw(out, given.get("ONLY", ""))
    print(f"{count} pictures in {out}")
    if "README" in given:
        target = Path(given["README"])
        for name in README_PICTURES:
            short = name.split("-")[0]
            shutil.copyfile(out / f"{name}-light.png", target / f"{short}.png")
        shutil.copyfile(out / "feedback-wrong-dark.png", target / "feedback-dark.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
