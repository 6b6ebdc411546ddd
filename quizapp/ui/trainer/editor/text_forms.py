"""The texts of the form: level and area, case, question, numbers, explanation, and who read it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.words import LEVELS
from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.keys import OVERDOSE_TOPIC
from quizapp.domain.items import Area, Level, ReviewStatus
from quizapp.ui.components.choices import CheckBox, Segmented
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.dialogs import show_error
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.fields import EditArea, EditLine

if TYPE_CHECKING:
    from quizapp.ui.trainer.editor.model import EditorModel

AREAS: Final = (
    (None, "Choose one"),
    (Area.RISKS, "Risks"),
    (Area.SIGNS, "Signs"),
    (Area.ACTIONS, "Actions"),
    (Area.NALOXONE, "Naloxone"),
)
_LEVELS: Final = tuple(Level)
_STEMS: Final = {
    "true_false_reason": "The statement alone. Learners are asked whether it is true, and why.",
    "multiple_response": "A question that ends with: Choose all that apply.",
    "ordering": "Say what is to be put in order.",
    "matching": "Say what is to be matched with what.",
    "hotspot": "Say what is to be marked.",
}
_NEW_CASE: Final = ""


class BasicsForm(QWidget):
    """Level, area, case and question."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._level = Segmented([LEVELS[level] for level in _LEVELS], name="Level")
        self._area = ValueSelect("Area", AREAS)
        self._area_field = Field("Area", self._area)
        self._case = ValueSelect("Case")
        self._case_text = EditArea("Case", lines=4)
        self._case_note = Label("", "caption", "text3", wrap=True)
        self._case_part = box(
            column(Field("Case", self._case), self._case_text, self._case_note, spacing=4)
        )
        self._stem = EditArea("Question", lines=3)
        self._stem.setObjectName("stem")
        self._stem_field = Field("Question", self._stem)
        self._verdict = Segmented(["True", "False"], name="The statement is")
        self._verdict_part = box(
            column(Label("The statement is", "label", "text2"), self._verdict, spacing=4)
        )
        levels = column(Label("Level", "label", "text2"), self._level, None, spacing=4)
        self.setLayout(
            column(
                row(levels, self._area_field, None, spacing=16),
                self._case_part,
                self._stem_field,
                self._verdict_part,
                spacing=12,
            )
        )
        self._level.chosen.connect(self._on_level)
        self._area.picked.connect(self._on_area)
        self._case.picked.connect(self._on_case)
        self._case_text.edited.connect(self._on_case_text)
        self._stem.edited.connect(self._on_stem)
        self._verdict.chosen.connect(self._on_verdict)
        self._cases = model.authoring.shelf.cases(model.draft.bank)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        draft = self._model.draft
        self._level.set_current(_LEVELS.index(draft.level))
        self._area_field.setVisible(draft.topic == OVERDOSE_TOPIC)
        self._area.show_value(draft.area)
        self._case_part.setVisible(draft.kind == "vignette")
        if draft.kind == "vignette":
            self._show_case()
        self._stem.show_text(draft.stem)
        self._stem_field.set_help(_STEMS.get(draft.kind, ""))
        self._verdict_part.setVisible(draft.kind == "true_false_reason")
        chosen = -1 if draft.verdict is None else 0 if draft.verdict else 1
        if self._verdict.current() != chosen:
            self._verdict.set_current(chosen)

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field."""
        fields: dict[str, QWidget] = {
            "area": self._area,
            "case_text": self._case_text,
            "verdict": self._verdict.button(0),
        }
        fields.get(name, self._stem).setFocus()

    def _show_case(self) -> None:
        draft = self._model.draft
        known = [(case.id, _shortened(case.text)) for case in self._cases]
        if draft.case and draft.case not in {case.id for case in self._cases}:
            known.append((draft.case, "A case of its own"))
        self._case.set_choices([*known, (_NEW_CASE, "Begin a new case")])
        self._case.show_value(draft.case)
        self._case_text.show_text(draft.case_text)
        others = next((case.questions for case in self._cases if case.id == draft.case), 0)
        self._case_note.setText(
            "Other questions ask about this case: what you change here changes for them, too."
            if others > 1
            else ""
        )
        self._case_note.setVisible(others > 1)

    @Slot(int)
    def _on_level(self, index: int) -> None:
        self._model.edit(level=_LEVELS[index])

    @Slot(object)
    def _on_area(self, area: Area) -> None:
        self._model.edit(area=area)

    @Slot(object)
    def _on_case(self, case_id: str) -> None:
        if case_id == _NEW_CASE:
            try:
                self._model.take(self._model.authoring.drafts.with_own_case(self._model.draft))
            except UserError as error:
                show_error(self, error.message, error.hint)
            return
        texts = {case.id: case.text for case in self._cases}
        text = texts.get(case_id, self._model.draft.case_text)
        self._model.edit(case=case_id, case_text=text)

    @Slot(str)
    def _on_case_text(self, text: str) -> None:
        draft = self._model.draft
        if not draft.case:
            self._on_case(_NEW_CASE)
        self._model.edit("case_text", case_text=text)

    @Slot(str)
    def _on_stem(self, text: str) -> None:
        self._model.edit("stem", stem=text)

    @Slot(int)
    def _on_verdict(self, index: int) -> None:
        self._model.edit(verdict=index == 0)


class NumberForm(QWidget):
    """The range of numbers that are right, and why others are wrong."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._fields: dict[str, EditLine | EditArea] = {
            "least": EditLine("From"),
            "most": EditLine("To"),
            "unit": EditLine("Unit"),
            "below": EditArea("Why a smaller number is wrong", lines=2),
            "above": EditArea("Why a larger number is wrong", lines=2),
        }
        made = {name: Field(one.accessibleName(), one) for name, one in self._fields.items()}
        notes = "Both ends count as right. Learners may write a decimal comma or a decimal point."
        self.setLayout(
            column(
                Label("What is right", "heading"),
                row((made["least"], 1), (made["most"], 1), (made["unit"], 2), spacing=8),
                Label(notes, "caption", "text3", wrap=True),
                made["below"],
                made["above"],
            )
        )
        for one in self._fields.values():
            one.edited.connect(self._on_edited)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        self.setVisible(self._model.draft.kind == "numeric")
        for name, one in self._fields.items():
            one.show_text(getattr(self._model.draft, name))

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field."""
        self._fields[name].setFocus()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        for name, one in self._fields.items():
            if one is self.sender():
                self._model.edit(name, **{name: text})


class ExplanationForm(QWidget):
    """What the whole question teaches."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._text = EditArea("Explanation", lines=4)
        self._text.setObjectName("explanation")
        self._field = Field("Explanation", self._text)
        self.setLayout(column(self._field))
        self._text.edited.connect(self._on_edited)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        text = self._model.draft.explanation
        self._text.show_text(text)
        self._field.set_help(f"12 to 90 words, {len(text.split())} so far")

    def focus_field(self, _name: str) -> None:
        """Give the keyboard to the text."""
        self._text.setFocus()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self._model.edit("explanation", explanation=text)


class ReviewForm(QWidget):
    """Who wrote the question and who has read it, as roles."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._writer = EditLine("Written by")
        self._reader = EditLine("Read by", placeholder="somebody else")
        self._reader.setObjectName("reader")
        self._clinician = CheckBox("The reader is a clinician")
        self.setLayout(
            column(
                Label("Review", "heading"),
                Label(
                    "Roles, not names. A question is published once somebody else has read it.",
                    "caption",
                    "text3",
                    wrap=True,
                ),
                row(
                    (Field("Written by", self._writer), 1),
                    (Field("Read by", self._reader), 1),
                    spacing=8,
                ),
                row(self._clinician, None),
            )
        )
        self._writer.edited.connect(self._on_writer)
        self._reader.edited.connect(self._on_reader)
        self._clinician.clicked.connect(self._on_clinician)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        review = self._model.draft.review
        self._writer.show_text(review.writer)
        self._reader.show_text(review.reader or "")
        self._clinician.setChecked(review.status is ReviewStatus.CLINICIAN)

    def focus_field(self, _name: str) -> None:
        """Give the keyboard to the reader."""
        self._reader.setFocus()

    @Slot(str)
    def _on_writer(self, text: str) -> None:
        review = self._model.draft.review
        self._model.edit("writer", review=replace(review, writer=text))

    @Slot(str)
    def _on_reader(self, text: str) -> None:
        review = self._model.draft.review
        self._model.edit("reader", review=replace(review, reader=text or None))

    @Slot()
    def _on_clinician(self) -> None:
        is_clinician = self._clinician.isChecked()
        status = ReviewStatus.CLINICIAN if is_clinician else ReviewStatus.SECOND_READ
        self._model.edit(review=replace(self._model.draft.review, status=status))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
