"""Certificates: written for those who pass, and checked by their codes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot

from quizapp.application.certificate_words import WHAT_IT_PROVES, checked_words
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Select
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import choose_folder
from quizapp.ui.shell.files import open_folder
from quizapp.ui.trainer.export_dialog import say_lacking
from quizapp.ui.trainer.marks_part import MarksPart

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.application.certificates import Issued
    from quizapp.bootstrap import Application
    from quizapp.domain.assignments import Member
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk


class _Passing(NamedTuple):
    """Who passes an assignment as it is marked now."""

    assignment_id: str
    members: tuple[Member, ...]


class CertificatesPart(MarksPart):
    """Writes certificates into a folder, and says what a code stands for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ids: list[str] = []
        self._who = Select(name="For whom")
        self._who.setObjectName("who")
        self._write = Button("Write certificates…", "primary")
        self._write.setObjectName("write-certificates")
        self._none = Label("", "body", "text2", wrap=True)
        self._code = TextField(name="Check code")
        self._code.setObjectName("code")
        self._field = Field(
            "Check code", self._code, help="16 letters and digits, as they stand on the paper."
        )
        self._check = Button("Check")
        self._check.setObjectName("check")
        self._answer = Label("", "body", wrap=True)
        self._who_field = Field("For whom", self._who)
        self.setLayout(
            column(
                self._none,
                self._who_field,
                row(self._write, None),
                8,
                Label("Check a certificate", "heading"),
                self._field,
                row(self._check, None),
                self._answer,
                Label(WHAT_IT_PROVES, "label", "text2", weight=400, wrap=True),
                spacing=12,
            )
        )
        self._answer.setVisible(False)
        self._write.clicked.connect(self._on_write)
        self._check.clicked.connect(self._on_check)
        self._code.returnPressed.connect(self._on_check)

    def fill(self, *, is_other: bool) -> None:
        """Show who passes as marked now; reading a thousand results takes a while."""
        if is_other:
            for part in (self._who_field, self._write, self._none):
                part.setVisible(False)
        job = self.desk.jobs.start(partial(_passing, self.assignment_id))
        job.succeeded.connect(self._on_passing)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_passing(self, found: _Passing) -> None:
        if found.assignment_id != self.assignment_id:
            return
        passing = found.members
        self._ids = ["", *(one.id for one in passing)]
        self._who.clear()
        self._who.addItems([f"All who pass ({len(passing)})", *(one.called for one in passing)])
        self._none.setText("Nobody passes this assignment as it is marked now.")
        for part in (self._who_field, self._write):
            part.setVisible(bool(passing))
        self._none.setVisible(not passing)

    @Slot()
    def _on_write(self) -> None:
        folder = choose_folder(self, "Where to write certificates")
        if folder is None:
            return
        learner = self._ids[self._who.currentIndex()]
        job = self.start(
            partial(_issue, self.assignment_id, folder, learner),
            "Writing certificates",
            self._write,
            "Writing…",
        )
        job.succeeded.connect(partial(self._say_written, folder))

    def _say_written(self, folder: Path, issued: tuple[Issued, ...]) -> None:
        show_toast(
            self,
            f"Wrote {plural(len(issued), 'certificate')}.",
            action="Open folder",
            on_action=partial(open_folder, folder),
        )
        say_lacking(self, "".join(sorted({sign for one in issued for sign in one.lacking})))

    @Slot()
    def _on_check(self) -> None:
        application = self.desk.application
        self._field.set_error("")
        self._answer.setVisible(False)
        try:
            checked = application.certificates.check(self._code.text(), application.trainer.key())
        except UserError as error:
            self._field.set_error(str(error))
            announce(self, str(error))
            return
        said = checked_words(checked)
        self._answer.setText(said)
        self._answer.setVisible(True)
        announce(self, said)


def _passing(assignment_id: str, application: Application, _control: JobControl) -> _Passing:
    return _Passing(assignment_id, application.certificates.passing(assignment_id))


def _issue(
    assignment_id: str, folder: Path, learner: str, application: Application, control: JobControl
) -> tuple[Issued, ...]:
    key = application.trainer.key()
    return application.certificates.issue(assignment_id, folder, key, learner, control.report)
