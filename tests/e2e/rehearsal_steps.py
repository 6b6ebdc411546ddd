"""A trainer and three learners, each on a computer of their own, from a new question to reports.

Files alone go from one to another. What people do, they do in windows and with the keyboard; what
is said to them is returned, to be read.
"""

from __future__ import annotations

import gc
import io
import itertools
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.application.preferences import FILE_NAME, PreferencesFile
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.cli import main
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.look import Look
from quizapp.ui.window_state import WindowState
from tests.conftest import Clock
from tests.e2e.trainer_windows import RIGHT_KEY, WRONG_KEY, TrainerWindow
from tests.e2e.window_hands import Hands, Key, choosing, drop, wait_for
from tests.ui.session_steps import part, settle, texts, tiles

TRAINER = "Trainer"
COHORT = "Evening class"
CLASS = ("Maya", "Jonas", "Zoë Ångström")
EXAM, PRACTICE = "ward-exam", "ward-practice"
SHIPPED = ("od-001", "od-004", "od-005")
RIGHT = ("Too slow for an adult", "Call for help, give", "Where the two of you", RIGHT_KEY)
HARMFUL = "Slow but safe, as long as her chest keeps moving"
REASON = "The key was wrong."
_ALT = Qt.KeyboardModifier.AltModifier


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
    """

    folder: Path
    compiled: Path
    environment: Environment = field(default_factory=environment)

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
        was_collecting = gc.isenabled()
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
            if was_collecting:
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
        assert status == 0, out.getvalue()
        return out.getvalue()

    @contextmanager
    def trainer(self) -> Iterator[TrainerWindow]:
        """Open the trainer's window."""
        with self.window(TRAINER) as window:
            yield TrainerWindow(window)

    def sets(self, assignment: str) -> list[Path]:
        """Return the sets in the order of the class, as the trainer's list says whose is whose."""
        lines = (self.post / f"{assignment}-send-list.csv").read_text(encoding="utf-8")
        return [self.post / line.rsplit(",", 1)[1] for line in lines.splitlines()[1:]]

    def spoil(self, result: Path) -> Path:
        """Return a copy of a result that was cut short on its way."""
        made = self.folder / "drive" / "spoiled.quizresult"
        made.parent.mkdir()
        made.write_bytes(result.read_bytes()[:-40])
        return made

    @property
    def own_bank(self) -> Path:
        """The file in which the trainer's own questions stand."""
        with self.app(TRAINER) as app:
            (bank,) = app.authoring.shelf.root.rglob("banks/*.yaml")
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
        with self.window(who) as window, choosing(self.post):
            hands = Hands(window)
            with hands.answering(lambda: hands.do("They are the same")):
                drop(window, path)
            wait_for(lambda: "Nothing is locked" in texts(window))
            hands.press(Key.Key_Return)
            for wanted in answers:
                answer(hands, wanted)
            hands.press(Key.Key_Return)
            hands.press(Key.Key_Return)
            found = max(self.post.glob("*.quizresult"), key=lambda one: one.stat().st_mtime_ns)
            return found, texts(window)

    def export_again(self, who: str, assignment: str) -> None:
        """Go from Today to a set that was handed in, and save its result again."""
        with self.window(who) as window, choosing(self.post):
            part(window, f"set-{assignment}").click()
            settle()
            part(window, "export-1-1").click()
            settle()


@dataclass(frozen=True)
class Story:
    """A rehearsal from its beginning to its end: what people were shown, and the files."""

    stage: Rehearsal
    sent: str
    exam_end: str
    practice_end: str
    result: Path
    result_as_saved: bytes
    intake: str
    twice: str
    folder_intake: str
    results: str
    dry_run: str
    regraded: str
    again: str
    reports: Path

    def unpack(self, folder: Path) -> None:
        """Put the report on the class and those for each learner into a folder, to be browsed."""
        shutil.copy(self.reports / f"{EXAM}-report.html", folder)
        with zipfile.ZipFile(self.reports / f"{EXAM}-learners-html.zip") as archive:
            archive.extractall(folder)


def prepare(stage: Rehearsal) -> str:
    """Become a trainer, make a class and a question, send an exam and a practice set out.

    Returns:
        What the trainer is told to send with the exam.
    """
    roster = stage.folder / "class.csv"
    rows = [f"{name},{number}" for number, name in enumerate(CLASS[1:], 12)]
    roster.write_text("\n".join(["Called,Number", *rows, ""]), encoding="utf-8")
    with stage.trainer() as trainer:
        trainer.become(stage.folder / "key-backup.txt")
        trainer.make_cohort(COHORT, CLASS[0], roster)
        trainer.write_question()
        trainer.build_exam("Ward exam", SHIPPED, COHORT)
        sent = trainer.assign(stage.post)
        trainer.build_practice("Ward practice", SHIPPED[:2], COHORT)
        trainer.assign(stage.post)
    return sent


def rehearse(stage: Rehearsal) -> Story:
    """Go through all of it: Maya passes once a key is mended, Jonas does harm, Zoë only practises."""
    maya, jonas, zoe = CLASS
    sent = prepare(stage)
    exam, practice = stage.sets(EXAM), stage.sets(PRACTICE)
    result, exam_end = stage.hand_in(maya, exam[0], RIGHT)
    stage.hand_in(jonas, exam[1], (HARMFUL, *RIGHT[1:3], WRONG_KEY))
    practised, practice_end = stage.hand_in(zoe, practice[2], RIGHT[:2])
    saved = result.read_bytes()
    result.unlink()
    stage.export_again(maya, EXAM)
    reports = stage.folder / "reports"
    with stage.trainer() as trainer:
        intake = trainer.take_in(result, practised, stage.spoil(result))
        twice = trainer.take_in(result)
        folder_intake = trainer.take_in_folder(stage.post)
        results = trainer.read_results(EXAM)
        trainer.export("CSV", stage.folder / "before")
        trainer.mend_question()
        dry_run = trainer.try_regrade(EXAM, stage.own_bank)
        regraded = trainer.regrade(REASON)
        trainer.read_results(EXAM)
        for form in ("PDF", "HTML", "XLSX", "CSV", "JSON"):
            trainer.export(form, reports)
        trainer.export("HTML", reports, about="Each learner")
        trainer.export(
            "PDF", reports, "With answers and the right ones", "All in one file to print"
        )
        trainer.certify(EXAM, reports)
    return Story(
        stage=stage,
        sent=sent,
        exam_end=exam_end,
        practice_end=practice_end,
        result=result,
        result_as_saved=saved,
        intake=intake,
        twice=twice,
        folder_intake=folder_intake,
        results=results,
        dry_run=dry_run,
        regraded=regraded,
        again=stage.command("collect", stage.post),
        reports=reports,
    )


def answer(hands: Hands, wanted: str) -> None:
    """Choose an option by its number, say that one is certain, and go on."""
    shown = [one.text() for one in tiles(hands.window)]
    (place,) = [at for at, text in enumerate(shown) if text.startswith(wanted)]
    hands.press(Key(Key.Key_1 + place))
    hands.press(Key.Key_4, _ALT)
    hands.press(Key.Key_Return)
