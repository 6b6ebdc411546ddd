"""The windows around a roster: adding, merging, inviting, and letting in who enrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QGuiApplication

from quizapp.application.enrolling import EnrolFate
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Select
from quizapp.ui.components.inputs import Field, TextArea, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import Dialog, choose_files, save_file, show_error
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from quizapp.application.rosters import RosterLine
    from quizapp.domain.rosters import RosterChange
    from quizapp.ui.shell.page import Desk

_INVITATION: Final = "Invitations (*.quizinvite)"
_ENROLMENTS: Final = "Enrolments (*.quizenrol *.txt *.eml);;All files (*)"
_TABLE_HEIGHT: Final = 136


class AddLearnerDialog(Dialog):
    """Adds learners one after the other; each is kept at once."""

    def __init__(self, parent: QWidget, desk: Desk, cohort_id: str, cohort: str) -> None:
        super().__init__(parent, f"Add a learner to {cohort}")
        self._desk, self._cohort_id = desk, cohort_id
        self.changes: list[RosterChange] = []
        self._name = TextField(name="Name")
        self._name.setObjectName("name")
        self._reference = TextField(name="Reference")
        self._reference.setObjectName("reference")
        self._name_field = Field("Name", self._name, help="It stays on this computer.")
        self._reference_field = Field(
            "Reference, if your lists have one",
            self._reference,
            help="Such as a student number. It tells learners of one name apart.",
        )
        self._added = Label("", "label", "ok", wrap=True)
        for part in (self._name_field, self._reference_field, self._added):
            self.body.addWidget(part)
        self._added.hide()
        self.add_action("Done", accept=False)
        add = Button("Add", "primary")
        add.setObjectName("add")
        add.setDefault(True)
        add.clicked.connect(self._on_add)
        self._buttons.addWidget(add)
        self._name.setFocus()

    @Slot()
    def _on_add(self) -> None:
        name, reference = self._name.text(), self._reference.text()
        try:
            change = self._desk.application.rosters.add(self._cohort_id, [(name, reference)])
        except UserError as error:
            self._name_field.set_error(str(error))
        else:
            self.changes.append(change)
            self._name_field.set_error("")
            self._name.clear()
            self._reference.clear()
            self._added.setText(f"{change.says}. Type the next one, or press Done.")
            self._added.show()
        self._name.setFocus()


class MergeDialog(Dialog):
    """Shows what belongs to each of several members, and asks whose name is kept."""

    def __init__(self, parent: QWidget, lines: Sequence[RosterLine]) -> None:
        super().__init__(parent, "Are they one person?", width=560)
        self._lines = tuple(lines)
        self._keep = Select([_called(line) for line in lines], name="Name that is kept")
        self._keep.setObjectName("keep")
        most = max(lines, key=lambda line: (line.counts.handed_in, line.counts.sent))
        self._keep.setCurrentIndex(self._lines.index(most))
        self.body.addWidget(Field("Name that is kept", self._keep))
        rows = [
            (_called(line), str(line.counts.sent), str(line.counts.handed_in)) for line in lines
        ]
        table = Table(
            RowModel(("Learner", "Sets sent", "Handed in"), rows, numbers=(1, 2)),
            widths={1: 100, 2: 100},
            row_height=32,
            name="What belongs to each of them",
        )
        table.setFixedHeight(theme.px(40 + 32 * min(len(rows), 5)))
        self.body.addWidget(table)
        self.add_text(
            "What they were sent and handed in stays as it is, and counts for the name that is"
            " kept. With several results for one set, the best one counts. The other names are"
            " known as the same person from now on, and you can separate them again: new terms that"
            " you gave meanwhile then hold for each of them."
        )
        self.add_action("Cancel", accept=False)
        go = self.add_action("Merge", "primary", accept=True)
        go.setDefault(True)
        go.setFocus()

    @property
    def keep(self) -> str:
        """The id of the member whose name is kept."""
        return self._lines[self._keep.currentIndex()].entry.id


class InviteDialog(Dialog):
    """Shows an invitation, to be pasted into a message or sent as a file."""

    def __init__(self, parent: QWidget, desk: Desk, cohort: str, code: str, words: str) -> None:
        super().__init__(parent, f"Invite learners to {cohort}", width=560)
        self._desk, self._cohort, self._code = desk, cohort, code
        self.add_text(
            "Send this to your learners. They paste it under Settings, Trainer, Enrol, and send you"
            " a code with their name, which nobody but you can read."
        )
        text = TextArea(code, name="Invitation", lines=3)
        text.setReadOnly(True)
        self.body.addWidget(Field("Invitation", text))
        # With hyphens a word could be torn apart at the end of a line.
        said = words.replace("-", " ")
        self.add_text(f"They are asked to compare your key in words: {said}.")
        self.add_action("Close", accept=False)
        save = Button("Save as a file…")
        save.setObjectName("save-invitation")
        save.clicked.connect(self._on_save)
        copy = Button("Copy", "primary", icon="copy")
        copy.setObjectName("copy-invitation")
        copy.setDefault(True)
        copy.clicked.connect(self._on_copy)
        for button in (save, copy):
            self._buttons.addWidget(button)
        copy.setFocus()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._done("The invitation is copied.")

    @Slot()
    def _on_save(self) -> None:
        path = save_file(self, "Save the invitation", "invitation.quizinvite", _INVITATION)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".quizinvite")
        try:
            self._desk.application.enrolling.write_file(path, self._code)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._done(f"Saved as {path.name}.")

    def _done(self, says: str) -> None:
        self.accept()
        parent = self.parentWidget()
        assert parent is not None
        show_toast(parent, says)


class EnrolmentsDialog(Dialog):
    """Takes enrolments in, pasted or from files, and says what became of each."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Let in who enrolled", width=620)
        self._desk = desk
        self.changes: list[RosterChange] = []
        self._text = TextArea(name="Enrolments", lines=2)
        self._text.setObjectName("enrolments")
        self._field = Field(
            "Codes that learners sent you",
            self._text,
            help="Paste one or many, with whatever stands around them, or choose files. Let in only"
            " codes that came from the learners themselves: any name can stand in one.",
        )
        choose = Button("Choose files…", "ghost", icon="folder")
        choose.setObjectName("choose-enrolments")
        choose.clicked.connect(self._on_choose)
        self._counts = Label("", "body", wrap=True)
        self._model = RowModel(("Name", "Cohort", "What became of it"))
        self._table = Table(
            self._model, stretch=2, widths={0: 140, 1: 120}, row_height=32, name="Enrolments"
        )
        self._table.setFixedHeight(theme.px(_TABLE_HEIGHT))
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._in_full = Label("", "label", "text2", weight=400, wrap=True)
        self.body.addWidget(self._field)
        self.body.addLayout(row(choose, None))
        self.body.addWidget(self._counts)
        self.body.addWidget(self._table)
        self.body.addWidget(self._in_full)
        self._table.hide()
        self._counts.hide()
        self._in_full.hide()
        self.add_action("Done", accept=False)
        go = Button("Let in", "primary")
        go.setObjectName("let-in")
        go.setDefault(True)
        go.clicked.connect(self._on_pasted)
        self._buttons.addWidget(go)
        self._text.setFocus()

    @Slot()
    def _on_pasted(self) -> None:
        if not self._text.toPlainText().strip():
            self._field.set_error("Paste a code first.")
            return
        self._take([("pasted", self._text.toPlainText())])
        self._text.clear()

    @Slot()
    def _on_choose(self) -> None:
        paths = choose_files(self, "Open enrolments", _ENROLMENTS)
        if not paths:
            return
        try:
            self._take(self._desk.application.enrolling.read(paths))
        except UserError as error:
            self._field.set_error(str(error))

    def _take(self, texts: Sequence[tuple[str, str]]) -> None:
        application = self._desk.application
        self._field.set_error("")
        try:
            rows = application.enrolling.take_in(texts, application.trainer.key())
        except UserError as error:
            self._field.set_error(str(error))
            return
        self.changes += [one.change for one in rows if one.change is not None]
        refused = sum(one.fate is EnrolFate.REFUSED for one in rows)
        self._counts.setText(f"{plural(len(rows) - refused, 'enrolment')} read, {refused} refused.")
        self._model.set_rows(
            [
                (
                    one.name or one.source,
                    one.cohort,
                    f"{one.fate.value.capitalize()}. {one.message}".strip(),
                )
                for one in sorted(rows, key=lambda one: one.fate is not EnrolFate.REFUSED)
            ]
        )
        self._table.show()
        self._counts.show()
        self._in_full.setVisible(bool(rows))
        if rows:
            self._table.choose_row(0)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Say in full what the table may have no room for."""
        cells = [self._model.index(now.row(), place).data() for place in range(3)]
        self._in_full.setText(
            ": ".join(filter(None, (cells[0], cells[2]))) if now.isValid() else ""
        )


def _called(line: RosterLine) -> str:
    entry = line.entry
    return f"{entry.name} ({entry.reference})" if entry.reference else entry.name
