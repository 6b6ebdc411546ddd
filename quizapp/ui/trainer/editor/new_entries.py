"""Dialogs in which a trainer makes a claim, a reference or a misconception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from quizapp.application.own_registers import NewClaim, whole_words
from quizapp.domain.errors import UserError
from quizapp.domain.registers import Judgement, Misconception, Reference, Seen
from quizapp.ui.components.inputs import Field, TextArea, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.picker import room_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.application.authoring import Authoring
    from quizapp.application.views import DocumentView
    from quizapp.domain.registers import Claim

_WIDTH = 560
_MOST_SHOWN = 420

SEEN = (
    (Seen.ORIGINAL, "In the original"),
    (Seen.COPY, "As a copy"),
    (Seen.PART, "In part"),
    (Seen.MEMORY, "From memory"),
)
JUDGEMENTS = (
    (Judgement.SUPPORTED, "It is so"),
    (Judgement.CONTESTED, "Scientists disagree"),
    (Judgement.WRONG, "It is not so"),
    (Judgement.PROMOTIONAL, "It advertises"),
    (Judgement.OUTDATED, "It is out of date"),
)


class _EntryDialog(Dialog):
    """A form that stays open until what it holds could be kept."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title, width=_WIDTH)

    def finish(self, action: str) -> None:
        """Add the buttons."""
        self.add_action("Cancel", accept=False)
        go = self.add_action(action, "primary", accept=True)
        go.setObjectName("keep-entry")
        go.clicked.disconnect()
        go.clicked.connect(self._on_keep)
        go.setDefault(True)

    @Slot()
    def _on_keep(self) -> None:
        try:
            self.keep()
        except UserError as error:
            self.problem.say(str(error))
            return
        self.accept()

    def keep(self) -> None:
        """Keep the entry.

        Raises:
            UserError: something is missing.
        """
        raise NotImplementedError


class ReferenceDialog(_EntryDialog):
    """Asks for an outside authority."""

    def __init__(self, parent: QWidget | None, authoring: Authoring) -> None:
        super().__init__(parent, "Add a reference")
        self._authoring = authoring
        self.made: Reference | None = None
        self._org = TextField(name="Who published it")
        self._title = TextField(name="Title")
        self._year = TextField(name="Year")
        self._url = TextField(name="Address")
        self._seen = ValueSelect("How you have read it", SEEN)
        self._says = TextArea(name="What it says, in your words", lines=2)
        org, year = Field("Who published it", self._org), Field("Year", self._year)
        address = Field("Address", self._url, help="Its own address or a DOI, with https://")
        seen = Field("How you have read it", self._seen)
        self.body.addLayout(row((org, 3), (year, 1), spacing=8))
        self.body.addWidget(Field("Title", self._title))
        self.body.addLayout(row((address, 3), (seen, 2), spacing=8))
        self.body.addWidget(Field("What it says, in your words", self._says))
        self.finish("Add reference")
        self._org.setFocus()

    def keep(self) -> None:
        """Keep the reference; raises a `UserError` where something is missing."""
        year = self._year.text().strip()
        if not year.isdecimal():
            raise UserError("The year must be a number, such as 2023.")
        self.made = self._authoring.registers.add_reference(
            Reference(
                "",
                self._org.text().strip(),
                self._title.text().strip(),
                int(year),
                self._url.text().strip(),
                self._seen.value(),
                self._says.toPlainText().strip() or None,
            )
        )


class MisconceptionDialog(_EntryDialog):
    """Asks for a wrong belief."""

    def __init__(self, parent: QWidget | None, authoring: Authoring) -> None:
        super().__init__(parent, "Add a misconception")
        self._authoring = authoring
        self.made: Misconception | None = None
        self._name = TextField(name="Short name")
        self._statement = TextArea(name="What people believe", lines=1)
        self._why = TextArea(name="Why people believe it", lines=2)
        self._refutation = TextArea(name="What is so instead", lines=2)
        for editor in (self._name, self._statement, self._why, self._refutation):
            self.body.addWidget(Field(editor.accessibleName(), editor))
        self.finish("Add misconception")
        self._name.setFocus()

    def keep(self) -> None:
        """Keep the misconception; raises a `UserError` where something is missing."""
        self.made = self._authoring.registers.add_misconception(
            Misconception(
                "",
                self._name.text().strip(),
                self._statement.toPlainText().strip(),
                self._why.toPlainText().strip(),
                self._refutation.toPlainText().strip(),
                (),
                (),
            )
        )


class ClaimDialog(_EntryDialog):
    """Asks what a marked passage says, and whether it is so."""

    def __init__(
        self,
        parent: QWidget | None,
        authoring: Authoring,
        view: DocumentView,
        at: tuple[int, int],
        topic: str,
    ) -> None:
        super().__init__(parent, "Cite this passage")
        self._authoring, self._view, self._at, self._topic = authoring, view, at, topic
        self.made: Claim | None = None
        start, end = whole_words(view.text or "", at)
        passage = " ".join((view.text or "")[start:end].split())
        shown = passage if len(passage) <= _MOST_SHOWN else f"{passage[:_MOST_SHOWN]}…"
        self.body.addWidget(Label(f"“{shown}”", "quote", wrap=True))
        where = " · ".join(
            part for part in (view.document.title, view.document.heading_at(at[0])) if part
        )
        self.body.addWidget(Label(where, "caption", "text2", wrap=True))
        self._says = TextArea(name="What it says, in your words", lines=3)
        self._judgement = ValueSelect("Is it so?", JUDGEMENTS)
        notes = "Learners read your words. The passage itself is never copied into the bank."
        self.body.addWidget(Field(self._says.accessibleName(), self._says, help=notes))
        self.body.addWidget(Field(self._judgement.accessibleName(), self._judgement))
        self.finish("Cite it")
        self._says.setFocus()

    def keep(self) -> None:
        """Keep the claim; raises a `UserError` where something is missing."""
        said = NewClaim(self._says.toPlainText(), self._topic, self._judgement.value())
        self.made = self._authoring.registers.add_claim(
            self._view.document, self._at, self._view.text or "", said
        )


class PassageDialog(Dialog):
    """Lets a passage be marked in a document that was added."""

    def __init__(self, parent: QWidget | None, views: tuple[DocumentView, ...]) -> None:
        from quizapp.ui.pages.sources.reader import Reader

        super().__init__(parent, "Mark a passage", width=760)
        self._views = views
        self._reader = Reader()
        self._reader.setFixedHeight(room_for(parent, 320))
        titles = [(number, view.document.title) for number, view in enumerate(views)]
        self._documents = ValueSelect("Document", titles)
        self.body.addWidget(Field("Document", self._documents))
        self.body.addWidget(self._reader)
        self.body.addWidget(
            Label(
                "Mark words with the mouse, or with Shift and the arrow keys.",
                "caption",
                "text3",
                wrap=True,
            )
        )
        self.add_action("Cancel", accept=False)
        self._go = self.add_action("Use what is marked", "primary", accept=True)
        self._documents.picked.connect(self._on_document)
        self._reader.selectionChanged.connect(self._on_selection)
        self._on_document(0)

    @property
    def view(self) -> DocumentView:
        """The document that is shown."""
        return self._views[self._documents.currentIndex()]

    def marked(self) -> tuple[int, int]:
        """Return start and end of what is marked, in code points."""
        return self._reader.marked()

    @Slot(object)
    def _on_document(self, index: int) -> None:
        self._documents.show_value(index)
        self._reader.show_document(self._views[index], ())
        self._on_selection()

    @Slot()
    def _on_selection(self) -> None:
        start, end = self.marked()
        self._go.setEnabled(end > start)
