"""A misconception in the ledger: its state, and when opened why, what is so, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.belief_views import Sign
from quizapp.application.belief_words import SIGNS, STATES, answer_line, next_step, reason
from quizapp.domain.ledger import BeliefState
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.session.evidence import CitationBlock, ReferenceRow
from quizapp.ui.session.flow import Flow

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.belief_views import BeliefAnswer, BeliefDetails, BeliefRow
    from quizapp.domain.registers import Misconception
    from quizapp.ui.components.pills import Tone

#: Tone and icon of each state.
_PILLS: Final[dict[BeliefState, tuple[Tone, str]]] = {
    BeliefState.CAME_BACK: ("warn", "rotate-ccw"),
    BeliefState.HELD: ("warn", "lock"),
    BeliefState.WAVERING: ("accent", "shuffle"),
    BeliefState.MET: ("neutral", "eye"),
    BeliefState.CLEARED: ("ok", "check"),
    BeliefState.NEVER_MET: ("neutral", "minus"),
}
#: States that call for work: their button stands out.
_WANT_WORK: Final = {BeliefState.CAME_BACK, BeliefState.HELD, BeliefState.WAVERING}
#: Icon and colour of what an answer says.
_SIGNS: Final = {
    Sign.GAVE_AWAY: ("circle-x", "bad"),
    Sign.SAW_THROUGH: ("circle-check", "ok"),
    Sign.GUESSED: ("circle-help", "warn"),
    Sign.MISSED: ("circle-help", "warn"),
}


class AnswerLine(QWidget):
    """An answer of the learner, and what it says of a misconception."""

    def __init__(self, answer: BeliefAnswer) -> None:
        super().__init__()
        icon, color = _SIGNS[answer.sign]
        asked = answer.asked or "A question that is not in the banks any more"
        words = column(
            row(
                Label(SIGNS[answer.sign], "label", weight=600),
                (Label(answer_line(answer), "label", "text3", weight=400, elide=True), 1),
                spacing=10,
            ),
            Label(asked, "body", "text2", wrap=True),
            spacing=1,
        )
        if answer.chosen:
            words.addWidget(Label(f"You chose: {answer.chosen}", "label", "text3", wrap=True))
        elif answer.asked:
            said = "The question has another key since then."
            words.addWidget(Label(said, "label", "text3", wrap=True))
        self.setLayout(row(column(2, IconView(icon, color, 18), None), (words, 1), spacing=10))


class BeliefDetailsView(QWidget):
    """Why people hold a misconception, what is so instead, the learner's answers, and the sources.

    Attributes:
        source_requested: carries the ids of a document and of a claim to show in it.
    """

    source_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._why = Label("", "body", "text2", wrap=True)
        self._refutation = Label("", "body", wrap=True)
        self._answers_title = _caption("Your answers that say so")
        self._answers = _stack(10)
        self._sources_title = _caption("Sources")
        self._sources = _stack(8)
        self.setLayout(
            column(
                6,
                Divider(),
                column(_caption("Why people hold it"), self._why, spacing=1),
                column(_caption("What is so"), self._refutation, spacing=1),
                column(self._answers_title, self._answers, spacing=6),
                column(self._sources_title, self._sources, spacing=6),
                spacing=12,
            )
        )

    def show_misconception(self, misconception: Misconception) -> None:
        """Show why it is held and what is so instead."""
        self._why.setText(misconception.why)
        self._refutation.setText(misconception.refutation)

    def show_details(self, details: BeliefDetails) -> None:
        """Show the answers and the sources."""
        clear_layout(self._answers)
        for answer in details.answers:
            self._answers.addWidget(AnswerLine(answer))
        self._answers_title.setVisible(bool(details.answers))
        clear_layout(self._sources)
        for citation in details.citations:
            block = CitationBlock()
            block.show_citation(citation)
            block.show_requested.connect(self.source_requested)
            self._sources.addWidget(block)
        for reference in details.references:
            line = ReferenceRow()
            line.show_reference(reference)
            self._sources.addWidget(line)
        self._sources_title.setVisible(bool(details.citations or details.references))


class BeliefCard(Card):
    """A misconception and how it stands; it opens to show what stands behind that.

    Attributes:
        work_requested, details_requested: carry the id of the misconception.
        source_requested: carries the ids of a document and of a claim to show in it.
    """

    work_requested = Signal(str)
    details_requested = Signal(str)
    source_requested = Signal(str, str)

    def __init__(self, misconception_id: str) -> None:
        self._id = misconception_id
        self._row: BeliefRow | None = None
        self._details: BeliefDetailsView | None = None
        self._name = Label("", "heading", wrap=True)
        self._pill = Pill()
        self._statement = Label("", "body", "text2", wrap=True)
        self._reason = Label("", "label", "text2", weight=400, wrap=True)
        self._next = Label("", "label", "text3", weight=400, wrap=True)
        self._toggle = Button("Show more", "ghost", icon="chevron-down")
        self._toggle.setCheckable(True)
        self._toggle.setObjectName(f"open-{misconception_id}")
        self._toggle.toggled.connect(self._on_toggled)
        self._work = Button("Work on this one", icon="play")
        self._work.setObjectName(f"work-on-{misconception_id}")
        self._work.clicked.connect(self._on_work)
        self._content = column(
            row((self._name, 1), column(self._pill, None), spacing=12),
            self._statement,
            2,
            self._reason,
            self._next,
            2,
            Flow(self._work, self._toggle),
            spacing=4,
        )
        super().__init__(self._content)

    @property
    def is_open(self) -> bool:
        """Whether it shows what stands behind its state."""
        return self._toggle.isChecked()

    def show_row(self, row: BeliefRow, today: date) -> None:
        """Show how the misconception stands."""
        self._row = row
        misconception = row.misconception
        self._name.setText(misconception.name)
        self._statement.setText(f"“{misconception.statement}”")
        tone, icon = _PILLS[row.state]
        self._pill.set_content(STATES[row.state], tone, icon)
        self._reason.setText(reason(row))
        following = next_step(row, today)
        self._next.setText(following)
        self._next.setVisible(bool(following))
        self._work.set_kind("default" if row.state in _WANT_WORK else "ghost")
        self._work.set_name(f"Work on this one: {misconception.name}")
        self._work.setVisible(row.can_work)
        self._show_toggle()
        if self._details is not None:
            self._details.show_misconception(misconception)
        self.setAccessibleName(f"{misconception.name}: {STATES[row.state]}")

    def show_details(self, details: BeliefDetails) -> None:
        """Show the answers and sources behind it."""
        assert self._row is not None
        if self._details is None:
            self._details = BeliefDetailsView()
            self._details.source_requested.connect(self.source_requested)
            self._content.addWidget(self._details)
            self._details.show_misconception(self._row.misconception)
        self._details.show_details(details)
        self._details.setVisible(self.is_open)

    @Slot()
    def _on_toggled(self) -> None:
        self._show_toggle()
        if self.is_open:
            self.details_requested.emit(self._id)
        elif self._details is not None:
            self._details.hide()

    @Slot()
    def _on_work(self) -> None:
        self.work_requested.emit(self._id)

    def _show_toggle(self) -> None:
        assert self._row is not None
        self._toggle.setText("Show less" if self.is_open else "Show more")
        self._toggle.set_icon("chevron-up" if self.is_open else "chevron-down")
        self._toggle.set_name(f"{self._toggle.text()}: {self._row.misconception.name}")


def _caption(text: str) -> Label:
    return Label(text, "caption", "text3", weight=600)


def _stack(spacing: int) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
