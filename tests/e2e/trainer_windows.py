"""What a trainer does in the window, from the key to the reports, with the keyboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.ui.components.inputs import TextArea
from quizapp.ui.components.toast import Toast
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.drop_zone import DropZone
from quizapp.ui.trainer.intake_page import IntakePage
from quizapp.ui.trainer.marks_page import MarksPage
from quizapp.ui.trainer.report_view import ReportView
from tests.e2e.window_hands import Hands, Key, choosing, drop, wait_for
from tests.ui.session_steps import settle, texts

Found = TypeVar("Found", bound=QWidget)

PASSPHRASE = "seven green kettles"
STEM = "Which receptor does ketamine block above all others?"
WRONG_KEY, RIGHT_KEY = "Mu-opioid receptor", "NMDA receptor"
OPTIONS = (WRONG_KEY, RIGHT_KEY, "GABA-A receptor")
BANK = "Ward teaching"
_CTRL = Qt.KeyboardModifier.ControlModifier


class TrainerWindow(Hands):
    """A trainer at work."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._message = ""

    def open_tab(self, key: str) -> None:
        """Open a tab of the trainer's page."""
        self.window.show_place(Place(page="trainer", part=key))
        settle()

    def find(self, kind: type[Found]) -> Found:
        """Return the one widget of a kind that is in sight."""
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def said(self) -> str:
        """Return what the last toast said."""
        return self.window.findChildren(Toast)[-1].accessibleName()

    def rest(self) -> None:
        """Wait for work in the background."""
        jobs = self.window._jobs
        assert jobs is not None
        wait_for(lambda: not jobs.is_busy)
        settle()

    # The key --------------------------------------------------------------------------------------

    def become(self, backup: Path) -> None:
        """Make a key and its back-up."""
        self.window.show_place(Place(page="settings", part="trainer"))
        settle()
        with choosing(backup), self.answering(self._choose_passphrase, self._keep_words):
            self.do("become-trainer")

    def _choose_passphrase(self) -> None:
        self.type(PASSPHRASE)
        self.fill("passphrase-again", PASSPHRASE)
        self.press(Key.Key_Return)

    def _keep_words(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert "was opened again with your passphrase: it works" in texts(dialog)
        self.press(Key.Key_Return)

    # The cohort -----------------------------------------------------------------------------------

    def make_cohort(self, name: str, by_hand: str, roster: Path) -> None:
        """Make a cohort of one learner who is typed in and of those in a table."""
        self.open_tab("cohorts")
        with self.answering(lambda: self._answer(name)):
            self.do("first-cohort")
        with self.answering(partial(self._add, by_hand)):
            self.do("add-learner")
        with choosing(roster), self.answering(self._map_columns):
            self.do("import-list")

    def _answer(self, text: str) -> None:
        self.type(text)
        self.press(Key.Key_Return)

    def _add(self, name: str) -> None:
        self.type(name)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)

    def _map_columns(self) -> None:
        self.choose("name-column", "Called")
        self.press(Key.Key_Return)

    # A question -----------------------------------------------------------------------------------

    def write_question(self) -> None:
        """Write a question whose key is wrong, in a bank of its own, and publish it."""
        self.open_tab("questions")
        with self.answering(self._begin_bank):
            self.do("new-question")
        self.type(STEM)
        for letter, text in zip("ABC", OPTIONS, strict=True):
            if text == WRONG_KEY:
                self.do(f"Answer {letter} is right")
            self.fill(f"Answer {letter}", text)
            self.fill(f"Why Answer {letter} is right or wrong", "Reading this teaches something.")
        self.fill(
            "explanation", "Ketamine lies in the channel of a receptor and blocks it for long."
        )
        self._pick("add-citations", "S0-024")
        self._pick("add-references", "R08")
        self.fill("reader", "ward nurse")
        self.publish()

    def _begin_bank(self) -> None:
        self.choose("new-kind", "One best")
        self.fill("bank-title", BANK)
        self.choose("bank-topic", "A topic of its own")
        self.press(Key.Key_Return)

    def _pick(self, button: str, wanted: str) -> None:
        with self.answering(lambda: self._answer(wanted)):
            self.do(button)

    def publish(self) -> None:
        """Publish what is written, and wait until it can be asked."""
        self.press(Key.Key_Return, _CTRL)
        self.rest()

    def mend_question(self) -> None:
        """Give the question its right key, and publish it again."""
        self.open_tab("questions")
        self.go_to("question-table")
        self.press(Key.Key_Return)
        self.do("Answer B is right")
        self.publish()

    # Sets -----------------------------------------------------------------------------------------

    def build_exam(self, name: str, picked: tuple[str, ...], cohort: str) -> None:
        """Pick questions, fill up with one of the own topic, and say how it is passed."""
        self._begin_set(name, picked, cohort)
        self.go_to("Practice")
        self.go_to_segment("Exam")
        self.fill("Due", "2026-03-10 18:00")
        self.choose("Time limit", "20")
        self.choose("Pass mark", "90")
        self.do("No critical error")
        self.do("Fill by topic", back=True)
        self.go_to(f"How many: {BANK}")
        self.press(Key.Key_Up)
        self.do("Fill the set")

    def build_practice(self, name: str, picked: tuple[str, ...], cohort: str) -> None:
        """Pick questions whose answers are shown once the set was handed in."""
        self._begin_set(name, picked, cohort)
        self.choose("Feedback", "After handing in")

    def _begin_set(self, name: str, picked: tuple[str, ...], cohort: str) -> None:
        self.open_tab("sets")
        self.do("New set")
        self.rest()
        for item in picked:
            self.go_to("Search questions", back=True)
            self.press(Key.Key_A, _CTRL)
            self.type(item)
            self.do("Questions")
        self.fill("Name", name)
        self.choose("For", cohort)

    def assign(self, folder: Path) -> str:
        """Assign the set that is being built, write its files, and return the message to paste."""
        with choosing(folder), self.answering(self._agree, self._read_message):
            self.do("Assign set")
        return self._message

    def _agree(self) -> None:
        self.press(Key.Key_Return)

    def _read_message(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        self._message = dialog.findChild(TextArea).toPlainText()
        self.press(Key.Key_Escape)

    # Results --------------------------------------------------------------------------------------

    def take_in(self, *files: Path) -> str:
        """Drop files on the Intake page and return what stands there afterwards."""
        self.open_tab("intake")
        drop(self.find(DropZone), *files)
        return self._intake()

    def take_in_folder(self, folder: Path) -> str:
        """Choose a folder on the Intake page and return what stands there afterwards."""
        self.open_tab("intake")
        with choosing(folder):
            self.do("choose-folder")
        return self._intake()

    def _intake(self) -> str:
        page = self.find(IntakePage)
        self.rest()
        wait_for(lambda: not page._feeds)
        model = page.files._model
        shown = [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
        said = "\n".join([*shown, texts(page)])
        self.do("clear-list")
        return said

    def read_results(self, assignment: str) -> str:
        """Open the report on an assignment, if it is not open yet, and return what it says."""
        self.open_tab("results")
        if not any(one.isVisible() for one in self.window.findChildren(ReportView)):
            self.do(f"assignment-{assignment}")
        self.rest()
        return texts(self.find(ReportView))

    def export(self, form: str, folder: Path, *ticks: str, about: str = "") -> None:
        """Export the report that is open, or another one about what it is `about`.

        What a dialog was told stays so in the next one.
        """
        with self.answering(partial(self._say_how, form, folder, ticks, about)):
            self.do("export-report")
        self.rest()
        assert "aved" in self.said()

    def _say_how(self, form: str, folder: Path, ticks: tuple[str, ...], about: str) -> None:
        self.choose("export-form", form)
        if about:
            self.press(Key.Key_Tab)
            self.go_to_segment(about)
        for tick in ticks:
            self.do(tick)
        self.go_to("export-folder")
        self.press(Key.Key_A, _CTRL)
        self.type(str(folder))
        self.press(Key.Key_Return)

    # Marks ----------------------------------------------------------------------------------------

    def try_regrade(self, assignment: str, bank: Path) -> str:
        """Look at what a mended bank would change, and return what is said."""
        self.window.show_place(Place(page="trainer", part="marks", subject=assignment))
        self.rest()
        with choosing(bank):
            self.do("read-bank")
        self.do("look")
        self.rest()
        return texts(self.find(MarksPage))

    def regrade(self, reason: str) -> str:
        """Keep what was looked at, and return what is said."""
        self.fill("reason", reason)
        with self.answering(self._agree):
            self.do("keep")
        self.rest()
        return self.said()

    def certify(self, assignment: str, folder: Path) -> None:
        """Write certificates for all who pass."""
        self.window.show_place(Place(page="trainer", part="marks", subject=assignment))
        self.rest()
        self.go_to("Regrade")
        self.go_to_segment("Certificates")
        self.rest()
        with choosing(folder):
            self.do("write-certificates")
        self.rest()
