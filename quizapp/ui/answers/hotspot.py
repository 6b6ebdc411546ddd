"""A part of a diagram to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.answers import RegionAnswer
from quizapp.domain.part_items import Hotspot
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import LETTERS, Mark
from quizapp.ui.answers.review_list import Line, ReviewList
from quizapp.ui.components.layouts import column
from quizapp.ui.diagrams.parts_list import PartsList
from quizapp.ui.diagrams.view import DiagramView

if TYPE_CHECKING:
    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer
    from quizapp.domain.part_items import Region
    from quizapp.domain.registers import Diagram, DiagramPart
    from quizapp.ui.diagrams.marks import PartMark

_MARKS: Final[dict[str, PartMark]] = {"right": "right", "wrong": "wrong", "dim": "dim"}


class HotspotView(AnswerView):
    """The diagram, and below it its lettered parts as buttons."""

    instruction: ClassVar[str] = "Click the part, or press its letter"
    missing: ClassVar[str] = "Choose a part first."

    def __init__(self) -> None:
        super().__init__()
        self._regions: tuple[Region, ...] = ()
        self._diagram = DiagramView()
        self._parts = PartsList(columns=2)
        self._lines = ReviewList()
        self.setLayout(column(self._diagram, self._parts, self._lines, spacing=14))
        self._lines.hide()
        self._diagram.part_chosen.connect(self._on_part_clicked)
        self._parts.part_chosen.connect(self._on_part_chosen)
        self._parts.part_entered.connect(self._diagram.set_focused)
        self._parts.entered.connect(self.reveal_requested)
        self._lines.entered.connect(self.reveal_requested)

    def ask(self, question: QuestionView) -> None:
        """Show the diagram without labels, and its parts with none chosen."""
        diagram = _diagram(question)
        self._regions = _regions(question)
        parts = [_part(diagram, region) for region in self._regions]
        self._diagram.show_diagram(
            diagram,
            [part.id for part in parts],
            is_question=True,
            # The diagram's own description would give the answer away.
            name=f"Diagram with {len(parts)} lettered parts, which are listed below it",
        )
        self._parts.show_parts(parts)
        self._parts.show()
        self._lines.hide()

    def restore(self, answer: Answer) -> None:
        """Choose the part that was chosen."""
        assert isinstance(answer, RegionAnswer)
        regions = {region.id: region.part for region in self._regions}
        self._parts.choose_part(regions[answer.region])

    def review(self, feedback: FeedbackView) -> None:
        """Show the diagram with its labels, and what there is to say about each part."""
        question = feedback.question
        diagram = _diagram(question)
        self._regions = _regions(question)
        answer = feedback.answer
        chosen = answer.region if isinstance(answer, RegionAnswer) else None
        marks = [_mark(region, is_chosen=region.id == chosen) for region in self._regions]
        self._diagram.show_diagram(diagram, [region.part for region in self._regions])
        self._diagram.set_marks(
            {
                region.part: _MARKS[mark.state]
                for region, mark in zip(self._regions, marks, strict=True)
            }
        )
        self._lines.show_lines(
            [
                Line(letter, f"{letter}. {_part(diagram, region).label}", region.rationale, mark)
                for letter, region, mark in zip(LETTERS, self._regions, marks, strict=False)
            ]
        )
        self._parts.hide()
        self._lines.show()

    def answer(self) -> RegionAnswer | None:
        """Return the region of the chosen part, or None while there is none."""
        chosen = self._parts.chosen
        found = (region.id for region in self._regions if region.part == chosen)
        return RegionAnswer(next(found)) if chosen else None

    def choose(self, index: int) -> bool:
        """Choose a part by its number."""
        return self._parts.choose(index)

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the chosen part, or to the first."""
        if self._parts.isVisibleTo(self):
            self._parts.focus_start(reason)
            # The part is marked once the keyboard is in use: before, it would look like a hint.
            self._diagram.set_focused("")
        else:
            self._lines.focus_start(reason)

    def choices(self) -> int:
        """Return the number of parts to choose from."""
        return len(self._regions)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the first part, and the first line of the review."""
        return (self._parts.tab_stop, self._lines.tab_stop)

    @Slot(str)
    def _on_part_clicked(self, part: str) -> None:
        if self._parts.isVisibleTo(self):
            self._parts.choose_part(part)

    @Slot(str)
    def _on_part_chosen(self, part: str) -> None:
        self._diagram.set_marks({part: "chosen"})
        self.changed.emit()


def _diagram(question: QuestionView) -> Diagram:
    assert question.diagram is not None
    return question.diagram


def _regions(question: QuestionView) -> tuple[Region, ...]:
    """Return the regions in the order of their letters."""
    assert isinstance(question.item, Hotspot)
    regions = {region.id: region for region in question.item.regions}
    return tuple(regions[region] for region in question.part_orders[0])


def _part(diagram: Diagram, region: Region) -> DiagramPart:
    return next(part for part in diagram.parts if part.id == region.part)


def _mark(region: Region, *, is_chosen: bool) -> Mark:
    if region.correct:
        return Mark("right", "Your answer, correct" if is_chosen else "Correct")
    return Mark("wrong", harm=region.harm) if is_chosen else Mark("dim")
