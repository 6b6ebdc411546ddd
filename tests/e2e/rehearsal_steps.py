"""A trainer and three learners, each on a computer of their own, from a new question to reports.

Files alone go from one to another. What people do in windows is done with the keyboard; what is
said to them is returned, to be read.
"""

from __future__ import annotations

import gc
import io
import itertools
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from quizapp.application.preferences import FILE_NAME, PreferencesFile
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.cli import main
from quizapp.domain.drafts import Draft, changed
from quizapp.domain.items import Item
from quizapp.domain.rewording import Change
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Place
from quizapp.ui.sitting import page as sitting_page
from quizapp.ui.trainer.drop_zone import DropZone
from quizapp.ui.trainer.intake_page import IntakePage
from quizapp.ui.window_state import WindowState
from tests.conftest import Clock
from tests.ui.session_steps import Answers, part, settle, texts, tiles
from tests.unit.application.authors import bank_of, publish, ready

Key = Qt.Key
TRAINER = "Trainer"
CLASS = ("Maya", "Jonas", "Zoë Ångström")
EXAM, PRACTICE = "ward-exam", "ward-practice"
SHIPPED = ("od-001", "od-004", "od-005")
WRONG_KEY, RIGHT_KEY = "Mu-opioid receptor", "NMDA receptor"
RIGHT = (RIGHT_KEY, "Too slow for an adult", "Call for help, give", "Where the two of you")
HARMFUL = "Slow but safe, as long as her chest keeps moving"
PASSPHRASE = "seven green kettles on the ward"
SPEC = """\
format: assignment/1
id: {id}
title: {title}
mode: {mode}
items: [{items}]
due: 2026-03-10T18:00+01:00
{rest}"""
PASS = "pass: {score: 0.9, no_critical_error: true}\n"
PATIENCE_S = 20.0


def environment() -> Environment:
    """Return the world of a rehearsal: a spring morning that does not pass."""
    ids, seeds, clock = itertools.count(1), itertools.count(1), Clock()
    return Environment(
        now=clock,
        zone=ZoneInfo("Europe/Berlin"),
        new_id=lambda: f"id{next(ids):04d}",
        new_seed=lambda: next(seeds),
        steady_ms=lambda: clock.steady_ms,
    )


@dataclass
class Rehearsal:
    """All computers, and the folder in which files lie on their way.

    Attributes:
        compiled: a data folder with the bundled banks compiled, which all begin as copies of.
        said: what commands printed, in order.
    """

    folder: Path
    compiled: Path
    environment: Environment = field(default_factory=environment)
    said: list[str] = field(default_factory=list)

    # Computers ------------------------------------------------------------------------------------

    def data(self, who: str) -> Path:
        """Return the data folder of somebody's computer."""
        made = self.folder / "computers" / who.split(maxsplit=1)[0]
        if not made.exists():
            shutil.copytree(self.compiled, made)
        return made

    @property
    def post(self) -> Path:
        """Where sets and results lie on their way."""
        made = self.folder / "post"
        made.mkdir(exist_ok=True)
        return made

    @contextmanager
    def app(self, who: str) -> Iterator[Application]:
        """Open somebody's data without a window."""
        opened = open_application(self.data(who), environment=self.environment)
        try:
            yield opened
        finally:
            opened.close()

    @contextmanager
    def window(self, who: str) -> Iterator[MainWindow]:
        """Open the window on somebody's computer, as the app does at its start."""
        with self.app(who) as app:
            if not app.profiles.learners():
                app.profiles.create(who)
        instance, folder = QApplication.instance(), self.data(who)
        assert isinstance(instance, QApplication)
        gc.disable()  # As the app does: no worker may collect what belongs to the window.
        look = Look(instance, PreferencesFile(folder / FILE_NAME))
        opener = partial(open_application, folder, environment=self.environment)
        window = MainWindow(opener, look, WindowState(folder / "window.ini"))
        window.resize(1280, 840)
        window.begin()
        window.show()
        wait_for(lambda: window.workplace is not None)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            look.deleteLater()
            QTest.qWait(5)
            gc.enable()

    def command(self, *words: object, who: str = TRAINER) -> str:
        """Run `quizapp WORDS…` on somebody's computer and return what it printed."""
        out = io.StringIO()
        with (
            patch.dict(os.environ, QUIZAPP_DATA_DIR=str(self.data(who))),
            redirect_stdout(out),
            redirect_stderr(out),
        ):
            status = main([str(word) for word in words])
        self.said.append(f"$ quizapp {' '.join(map(str, words))}\n{out.getvalue()}")
        assert status == 0, out.getvalue()
        return out.getvalue()

    # The trainer ----------------------------------------------------------------------------------

    def prepare(self) -> Item:
        """Make a key, a cohort, and a question whose key is wrong."""
        roster = self.folder / "class.csv"
        roster.write_text("name\n" + "\n".join(CLASS) + "\n", encoding="utf-8")
        with self.app(TRAINER) as app:
            app.trainer.init(PASSPHRASE, self.folder / "key-backup.txt")
            app.cohorts.import_roster(roster, "Evening class")
            authoring = app.authoring
            draft = ready(authoring, bank_of(authoring))
            item = publish(authoring, with_key(draft, WRONG_KEY))
            app.banks.sync()
        return item

    def assign(self, item: Item) -> None:
        """Write an exam and a practice set for everybody."""
        for name, mode, items, rest in (
            (EXAM, "exam", (item.id, *SHIPPED), PASS),
            (PRACTICE, "practice", SHIPPED[:2], "feedback: at_end\n"),
        ):
            spec = self.folder / f"{name}.yaml"
            title = f"Overdose response, {mode}"
            text = SPEC.format(id=name, title=title, mode=mode, items=", ".join(items), rest=rest)
            spec.write_text(text, encoding="utf-8")
            self.command("assign", spec, "--cohort", "Evening class", "--out", self.post)

    def sets(self, assignment: str) -> list[Path]:
        """Return the sets in the order of the class, as the trainer's list says whose is whose."""
        lines = (self.post / f"{assignment}-send-list.csv").read_text(encoding="utf-8")
        return [self.post / line.rsplit(",", 1)[1] for line in lines.splitlines()[1:]]

    def take_in(self, *files: Path) -> str:
        """Drop files on the trainer's Intake page and return what stands there afterwards."""
        with self.window(TRAINER) as window:
            window.show_place(Place(page="trainer", part="intake"))
            settle()
            page = window.findChild(IntakePage)
            drop(page.findChild(DropZone), *files)
            model = page._model
            wait_for(lambda: model.rowCount() == len(files) and not page._feeds)
            settle()
            shown = [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
            return "\n".join([*shown, texts(page)])

    def mend_key(self, item: Item) -> Path:
        """Publish the question with the right key, and return the bank it stands in."""
        with self.app(TRAINER) as app:
            authoring = app.authoring
            publish(authoring, with_key(authoring.drafts.open(item.id), RIGHT_KEY), Change.SCORING)
            app.banks.sync()
            (bank,) = authoring.shelf.root.rglob(f"{item.bank}.yaml")
            return bank

    # A learner ------------------------------------------------------------------------------------

    def hand_in(self, who: str, path: Path, answers: tuple[str, ...]) -> tuple[Path, str]:
        """Take a set in a window, answer it with the keyboard, and save the result.

        Args:
            who: the learner.
            path: the set.
            answers: for each question the beginning of the option that is chosen.

        Returns:
            The result, and what stands in the window at the end.
        """
        with self.window(who) as window, self._saving():
            agrees = Answers("They are the same")
            drop(window, path)
            wait_for(lambda: "Nothing is locked" in texts(window))
            assert agrees.title == "Do these words come from your trainer?"
            press(window, Key.Key_Return)
            for wanted in answers:
                answer(window, wanted)
            press(window, Key.Key_Return)
            assert "Save the result" in buttons(window)
            press(window, Key.Key_Return)
            found = max(self.post.glob("*.quizresult"), key=lambda one: one.stat().st_mtime_ns)
            return found, texts(window)

    def export_again(self, who: str, assignment: str) -> None:
        """Go from Today to a set that was handed in, and save its result again."""
        with self.window(who) as window, self._saving():
            part(window, f"set-{assignment}").click()
            settle()
            part(window, "export-1-1").click()
            settle()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """Choose the post in the place of the learner, and the name that is proposed."""
        choose = patch.object(sitting_page, "save_file", lambda _p, _t, name, _f: self.post / name)
        with choose:
            yield


@dataclass(frozen=True)
class Story:
    """A rehearsal from its beginning to its end: what people were shown, and the files."""

    stage: Rehearsal
    exam_end: str
    practice_end: str
    result: Path
    result_as_saved: bytes
    intake: str
    collected: str
    dry_run: str
    regraded: str
    again: str
    reports: Path
    certificate: str

    def unpack(self, folder: Path) -> None:
        """Put the report on the class and those for each learner into a folder, to be browsed."""
        shutil.copy(self.reports / f"{EXAM}-report.html", folder)
        with zipfile.ZipFile(self.reports / f"{EXAM}-learners-html.zip") as archive:
            archive.extractall(folder)


def rehearse(stage: Rehearsal) -> Story:
    """Go through all of it: Maya passes once a key is mended, Jonas does harm, Zoë only practises."""
    maya, jonas, zoe = CLASS
    item = stage.prepare()
    stage.assign(item)
    exam, practice = stage.sets(EXAM), stage.sets(PRACTICE)
    result, exam_end = stage.hand_in(maya, exam[0], RIGHT)
    stage.hand_in(jonas, exam[1], (WRONG_KEY, HARMFUL, *RIGHT[2:]))
    practised, practice_end = stage.hand_in(zoe, practice[2], RIGHT[1:3])
    saved = result.read_bytes()
    result.unlink()
    stage.export_again(maya, EXAM)
    intake = stage.take_in(result, practised)
    collected = stage.command("collect", stage.post, "--received", "2026-03-09T12:00+01:00")
    bank = stage.mend_key(item)
    mend = ("regrade", EXAM, "--bank", bank)
    dry_run = stage.command(*mend)
    before = stage.command("report", EXAM, "--out", stage.folder / "before")
    assert "0 passed" in before, before
    regraded = stage.command(*mend, "--commit", "--reason", "The key was wrong.")
    again = stage.command("collect", stage.post)
    reports = stage.folder / "reports"
    for form in ("csv", "xlsx", "html", "pdf", "json"):
        stage.command("report", EXAM, "--format", form, "--out", reports)
    for form in ("html", "pdf"):
        options = ("--learners", "--answers", "--one-file") if form == "pdf" else ("--learners",)
        stage.command("report", EXAM, "--format", form, *options, "--out", reports)
    certificate = stage.command("certificate", EXAM, "--out", reports)
    return Story(
        stage=stage,
        exam_end=exam_end,
        practice_end=practice_end,
        result=result,
        result_as_saved=saved,
        intake=intake,
        collected=collected,
        dry_run=dry_run,
        regraded=regraded,
        again=again,
        reports=reports,
        certificate=certificate,
    )


def with_key(draft: Draft, right: str) -> Draft:
    """Return a question in which one option is right and the others are plainly wrong."""
    options = tuple(
        replace(one, correct=one.text == right, misconception="", harm=None)
        for one in draft.options
    )
    return changed(draft, options=options)


def answer(window: MainWindow, wanted: str) -> None:
    """Choose an option by its number, say that one is certain, and go on."""
    shown = [one.text() for one in tiles(window)]
    (place,) = [at for at, text in enumerate(shown) if text.startswith(wanted)]
    press(window, Key(Key.Key_1 + place))
    press(window, Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(window, Key.Key_Return)


def press(
    window: MainWindow,
    key: Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the focus is."""
    # The offscreen platform does not give the window back what a closed dialog had.
    window.activateWindow()
    settle()
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    settle()


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def buttons(widget: QWidget) -> list[str]:
    """Return the words on all buttons in sight."""
    return [one.text() for one in widget.findChildren(QPushButton) if one.isVisible()]


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        QTest.qWait(10)
