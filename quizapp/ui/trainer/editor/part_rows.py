"""Rows of the form: one answer, place, step or term each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot

from quizapp.application.finding_words import part_title
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.fields import EditArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.domain.drafts import Draft, DraftPart
    from quizapp.ui.trainer.editor.model import EditorModel

HARMS = ((None, "Harm: not said"), (True, "Harmful"), (False, "Harmless"))
_HARM_TIP = "An answer that could harm somebody who acts on it is a critical error."


class PartRow(Card):
    """What all rows have: a title, and buttons to move the part or take it out.

    Attributes:
        move_requested: carries the id of the part and how many places to move it.
        removal_requested: carries the id of the part.
    """

    move_requested = Signal(str, int)
    removal_requested = Signal(str)

    def __init__(self, model: EditorModel, name: str) -> None:
        self.model, self.name, self.part_id = model, name, ""
        self._title = Label("", "label", "text", weight=600)
        self._up = Button(kind="ghost", icon="arrow-up", name="Move up", tip="Move up")
        self._down = Button(kind="ghost", icon="arrow-down", name="Move down", tip="Move down")
        self._remove = Button(kind="ghost", icon="trash", name="Remove", tip="Remove")
        self._remove.setObjectName("remove-part")
        tools = row(self._up, self._down, self._remove, spacing=0)
        head = row(self._title, *self.extras(), None, tools, spacing=12)
        super().__init__(column(head, *self.fields(), spacing=8), padding=12)
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)
        self._remove.clicked.connect(self._on_remove)

    def extras(self) -> tuple[QWidget, ...]:
        """Return what stands beside the title."""
        return ()

    def fields(self) -> tuple[QWidget, ...]:
        """Return what stands below the title."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return the field that is for writing in."""
        raise NotImplementedError

    def show_part(self, draft: Draft, part: DraftPart, *, least: int) -> None:
        """Show a part of a draft; with no more than `least` parts none can be taken out."""
        self.part_id = part.id
        parts: tuple[DraftPart, ...] = getattr(draft, self.name)
        title = part_title(draft, self.name, part.id)
        self._title.setText(title)
        self.setAccessibleName(title)
        place = parts.index(part)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < len(parts) - 1)
        self._remove.setEnabled(len(parts) > least)
        for button, does in ((self._up, "up"), (self._down, "down")):
            button.set_name(f"Move {title} {does}")
        self._remove.set_name(f"Remove {title}")

    def write(self, key: str, **fields: Any) -> None:
        """Change the part in the draft."""
        parts: tuple[DraftPart, ...] = getattr(self.model.draft, self.name)
        changed = tuple(
            replace(part, **fields) if part.id == self.part_id else part for part in parts
        )
        step = f"{self.name}.{self.part_id}.{key}" if key else ""
        self.model.edit(step, **{self.name: changed})

    @Slot()
    def _on_up(self) -> None:
        self.move_requested.emit(self.part_id, -1)

    @Slot()
    def _on_down(self) -> None:
        self.move_requested.emit(self.part_id, 1)

    @Slot()
    def _on_remove(self) -> None:
        self.removal_requested.emit(self.part_id)


class ChoiceRow(PartRow):
    """An option or a reason: what it says, whether it is right, why, and the belief behind it.

    Attributes:
        belief_requested: carries the id of the part whose belief is to be picked.
    """

    belief_requested = Signal(str)

    def __init__(self, model: EditorModel, name: str) -> None:
        self._right = CheckBox("Right")
        self._text = EditArea("Text", lines=2)
        self._why = EditArea("Why it is right or wrong", lines=2)
        self._belief = Button("Belief…", "ghost", icon="lightbulb")
        self._belief.setObjectName("belief")
        self._no_belief = Button(kind="ghost", icon="x", name="No belief", tip="No belief")
        self._name = Label("", "label", "text2", elide=True)
        self._harm = ValueSelect("Harm", HARMS)
        self._harm.setToolTip(_HARM_TIP)
        super().__init__(model, name)
        self._right.clicked.connect(self._on_right)
        self._text.edited.connect(self._on_text)
        self._why.edited.connect(self._on_why)
        self._belief.clicked.connect(self._on_belief)
        self._no_belief.clicked.connect(self._on_no_belief)
        self._harm.picked.connect(self._on_harm)

    def extras(self) -> tuple[QWidget, ...]:
        """Return the tick for what is right, and the harm of what is wrong."""
        return (self._right, self._harm)

    def fields(self) -> tuple[QWidget, ...]:
        """Return text, reason and the belief behind a wrong answer."""
        self._wrong = box(row(self._belief, (self._name, 1), self._no_belief, spacing=4))
        return (self._text, Field("Why it is right or wrong", self._why), self._wrong)

    def first_field(self) -> QWidget:
        """Return the text."""
        return self._text

    def show_part(self, draft: Draft, part: DraftPart, *, least: int) -> None:
        """Show an option."""
        super().show_part(draft, part, least=least)
        title = part_title(draft, self.name, part.id)
        self._right.setAccessibleName(f"{title} is right")
        self._text.setAccessibleName(title)
        self._why.setAccessibleName(f"Why {title} is right or wrong")
        self._harm.setAccessibleName(f"Harm of {title}")
        self._right.setChecked(part.correct)
        self._text.show_text(part.text)
        self._why.show_text(part.rationale)
        self._harm.show_value(part.harm)
        belief = self.model.registers.misconceptions.get(part.misconception)
        name = belief.name if belief else part.misconception
        self._name.setText(name)
        self._belief.set_name(f"Belief behind {title}: {name or 'none'}")
        self._no_belief.set_name(f"No belief behind {title}")
        self._no_belief.setVisible(bool(name))
        self._wrong.setVisible(not part.correct)
        self._harm.setVisible(not part.correct)

    @Slot()
    def _on_right(self) -> None:
        """Mark what is right; where one answer is right, it is this one alone."""
        is_right = self._right.isChecked()
        parts: tuple[DraftPart, ...] = getattr(self.model.draft, self.name)
        has_several = self.model.draft.kind == "multiple_response"
        marked = []
        for part in parts:
            is_this = part.id == self.part_id
            correct = is_right if is_this else part.correct and (has_several or not is_right)
            harm, belief = (None, "") if correct else (part.harm, part.misconception)
            marked.append(replace(part, correct=correct, harm=harm, misconception=belief))
        self.model.edit(**{self.name: tuple(marked)})

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.write("text", text=text)

    @Slot(str)
    def _on_why(self, text: str) -> None:
        self.write("rationale", rationale=text)

    @Slot()
    def _on_belief(self) -> None:
        self.belief_requested.emit(self.part_id)

    @Slot()
    def _on_no_belief(self) -> None:
        self.write("", misconception="")
        self._belief.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_harm(self, harm: bool | None) -> None:
        self.write("", harm=harm)


class RegionRow(ChoiceRow):
    """A part of a diagram that may be marked."""

    def __init__(self, model: EditorModel, name: str) -> None:
        self._part = ValueSelect("Part of the diagram")
        super().__init__(model, name)
        self._text.hide()
        self._part.picked.connect(self._on_part)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the part of the diagram, and what options have."""
        return (self._part, *super().fields())

    def first_field(self) -> QWidget:
        """Return the list of parts."""
        return self._part

    def show_part(self, draft: Draft, part: DraftPart, *, least: int) -> None:
        """Show a region."""
        super().show_part(draft, part, least=least)
        diagram = self.model.registers.diagrams.get(draft.diagram)
        known = diagram.parts if diagram else ()
        choices = [("", "Choose a part")] + [(one.id, f"{one.label}: {one.text}") for one in known]
        self._part.set_choices(choices)
        self._part.show_value(part.text)
        self._part.setAccessibleName(
            f"{part_title(draft, self.name, part.id)}: part of the diagram"
        )

    @Slot(object)
    def _on_part(self, part: str) -> None:
        self.write("", text=part)


class PlainRow(PartRow):
    """A step or a term: what it says, and why it stands where it does."""

    def __init__(self, model: EditorModel, name: str) -> None:
        self._text = EditArea("Text", lines=2 if name == "steps" else 1)
        self._why = EditArea("Why (may stay empty)", lines=1)
        self._match = ValueSelect("Matches")
        super().__init__(model, name)
        self._text.edited.connect(self._on_text)
        self._why.edited.connect(self._on_why)
        self._match.picked.connect(self._on_match)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the text, and below it the reason or what it is matched with."""
        if self.name == "left":
            return (self._text, Field("Matches", self._match))
        return (self._text, Field("Why (may stay empty)", self._why))

    def first_field(self) -> QWidget:
        """Return the text."""
        return self._text

    def show_part(self, draft: Draft, part: DraftPart, *, least: int) -> None:
        """Show a step or a term."""
        super().show_part(draft, part, least=least)
        title = part_title(draft, self.name, part.id)
        self._text.setAccessibleName(title)
        self._why.setAccessibleName(f"Why {title} stands there")
        self._match.setAccessibleName(f"{title} matches")
        self._text.show_text(part.text)
        self._why.show_text(part.rationale)
        if self.name == "left":
            titles = [(one.id, term_words(draft, "right", one)) for one in draft.right]
            self._match.set_choices([("", "Choose its match"), *titles])
            self._match.show_value(dict(draft.key).get(part.id, ""))

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.write("text", text=text)

    @Slot(str)
    def _on_why(self, text: str) -> None:
        self.write("rationale", rationale=text)

    @Slot(object)
    def _on_match(self, right: str) -> None:
        draft = self.model.draft
        matched = {**dict(draft.key), self.part_id: right}
        key = tuple((one.id, matched[one.id]) for one in draft.left if matched.get(one.id))
        self.model.edit(key=key)


def term_words(draft: Draft, name: str, part: DraftPart) -> str:
    """Return a part as a drop-down list names it."""
    return f"{part_title(draft, name, part.id)}: {part.text.strip() or '…'}"
