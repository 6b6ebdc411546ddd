"""The form: all fields of a question, those of its kind shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.drafts import DraftPart
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Divider
from quizapp.ui.components.layouts import ScrollPage, column
from quizapp.ui.components.tab_order import tab_as_laid_out
from quizapp.ui.trainer.editor import grounds_form as grounds
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.grounds_form import GroundsForm
from quizapp.ui.trainer.editor.pair_rows import PrecedenceForm, WrongPairsForm
from quizapp.ui.trainer.editor.part_list import PartList
from quizapp.ui.trainer.editor.picker import NEW, Choice, pick
from quizapp.ui.trainer.editor.text_forms import (
    BasicsForm,
    ExplanationForm,
    NumberForm,
    ReviewForm,
)

if TYPE_CHECKING:
    from quizapp.application.views import DocumentView
    from quizapp.ui.trainer.editor.model import EditorModel

_PICKS = {
    "citations": ("Which claim does it stand on?", "claims", grounds.claim_words, ""),
    "references": (
        "Which reference does it stand on?",
        "references",
        grounds.reference_words,
        "New reference…",
    ),
    "safety": ("Which safety wording goes with it?", "wordings", grounds.wording_words, ""),
    "contradictions": (
        "Which disagreement does it show?",
        "contradictions",
        grounds.contradiction_words,
        "",
    ),
}


class FormPart(Protocol):
    """What all parts of the form can do."""

    def refresh(self) -> None:
        """Show the draft as it is now."""


class DiagramForm(QWidget):
    """The diagram that is to be marked."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._diagram = ValueSelect("Diagram to mark")
        self.setLayout(column(Field("Diagram to mark", self._diagram)))
        self._diagram.picked.connect(self._on_picked)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        draft = self._model.draft
        self.setVisible(draft.kind == "hotspot")
        titles = [(one.id, one.title) for one in self._model.registers.diagrams.values()]
        self._diagram.set_choices([("", "Choose a diagram"), *titles])
        self._diagram.show_value(draft.diagram)

    def focus_field(self, _name: str) -> None:
        """Give the keyboard to the list."""
        self._diagram.setFocus()

    @Slot(object)
    def _on_picked(self, diagram: str) -> None:
        """Take another diagram; its parts have other names, so none is chosen then."""
        if diagram != self._model.draft.diagram:
            regions = tuple(replace(part, text="") for part in self._model.draft.regions)
            self._model.edit(diagram=diagram, regions=regions)


class EditorForm(QWidget):
    """All fields, in the order in which a question is written."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._buttons = 0
        self._basics, self._diagram = BasicsForm(model), DiagramForm(model)
        self._lists = {
            name: PartList(model, name)
            for name in ("options", "reasons", "regions", "steps", "left", "right")
        }
        self._precedence, self._wrong = PrecedenceForm(model), WrongPairsForm(model)
        self._number, self._explanation = NumberForm(model), ExplanationForm(model)
        self._grounds, self._review = GroundsForm(model), ReviewForm(model)
        parts: tuple[FormPart, ...] = (
            self._basics,
            self._diagram,
            *self._lists.values(),
            self._precedence,
            self._wrong,
            self._number,
            self._explanation,
            self._grounds,
            self._review,
        )
        self._parts = parts
        content = column(
            self._basics,
            self._diagram,
            *self._lists.values(),
            self._precedence,
            self._wrong,
            self._number,
            self._explanation,
            Divider(),
            self._grounds,
            Divider(),
            self._review,
            None,
            spacing=16,
            margins=(0, 0, 0, 16),
        )
        self._page = ScrollPage(content, max_width=760, top=16)
        self.setLayout(column(self._page))
        for one in self._lists.values():
            one.belief_requested.connect(self._on_belief)
        self._wrong.belief_requested.connect(self._on_pair_belief)
        self._grounds.pick_requested.connect(self._on_pick)
        self._grounds.passage_requested.connect(self._on_passage)
        model.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the draft as it is now."""
        for part in self._parts:
            part.refresh()
        # Every row that is made has a button; without a new one Tab knows its way.
        buttons = len(self.findChildren(Button))
        if buttons != self._buttons:
            self._buttons = buttons
            tab_as_laid_out(self)

    def focus_field(self, name: str, part: str = "") -> None:
        """Give the keyboard to a field, and scroll it into view."""
        if name in self._lists:
            first = getattr(self._model.draft, name)[0].id
            self._lists[name].focus_part(part or first)
        elif name == "precedence":
            self._precedence.focus_first()
        elif name == "diagram":
            self._diagram.focus_field(name)
        elif name in {"least", "most", "unit", "below", "above"}:
            self._number.focus_field(name)
        elif name == "explanation":
            self._explanation.focus_field(name)
        elif name in _PICKS:
            self._grounds.focus_field(name)
        elif name == "review":
            self._review.focus_field(name)
        else:
            self._basics.focus_field(name)
        focused = self.window().focusWidget()
        if focused is not None:
            self._page.ensureWidgetVisible(focused, 0, 80)

    def _pick_belief(self) -> str | None:
        """Let a belief be picked or made; None when it was called off."""
        known = self._model.registers
        choices = [
            Choice(one, *grounds.misconception_words(one, known)) for one in known.misconceptions
        ]
        title = "Which belief leads to it?"
        picked = pick(self, title, choices, new="New misconception…", about="In short")
        if picked != NEW:
            return picked
        from quizapp.ui.trainer.editor.new_entries import MisconceptionDialog

        dialog = MisconceptionDialog(self, self._model.authoring)
        if not dialog.ask() or dialog.made is None:
            return None
        self._model.refresh_registers()
        return dialog.made.id

    @Slot(str, str)
    def _on_belief(self, name: str, part_id: str) -> None:
        belief = self._pick_belief()
        if belief is None:
            return
        parts: tuple[DraftPart, ...] = getattr(self._model.draft, name)
        changed = tuple(
            replace(part, misconception=belief) if part.id == part_id else part for part in parts
        )
        self._model.edit(**{name: changed})

    @Slot(int)
    def _on_pair_belief(self, place: int) -> None:
        belief = self._pick_belief()
        if belief is None:
            return
        pairs = list(self._model.draft.wrong_pairs)
        pairs[place] = replace(pairs[place], misconception=belief)
        self._model.edit(wrong_pairs=tuple(pairs))

    @Slot(str)
    def _on_pick(self, name: str) -> None:
        title, register, words, new = _PICKS[name]
        known = self._model.registers
        choices = [Choice(one, *words(one, known)) for one in getattr(known, register)]
        picked = pick(self, title, choices, new=new)
        if picked == NEW:
            picked = self._new_reference()
        if picked is not None:
            self._grounds.add(name, picked)

    def _new_reference(self) -> str | None:
        from quizapp.ui.trainer.editor.new_entries import ReferenceDialog

        dialog = ReferenceDialog(self, self._model.authoring)
        if not dialog.ask() or dialog.made is None:
            return None
        self._model.refresh_registers()
        return dialog.made.id

    @Slot()
    def _on_passage(self) -> None:
        """Let a passage be marked in a document that was added, and cite it."""
        from quizapp.ui.dialogs import show_message
        from quizapp.ui.trainer.editor.new_entries import PassageDialog

        views = self._model.documents()
        if not views:
            show_message(
                self,
                "Add a document first",
                "Passages are marked in documents that you have added under Sources.",
            )
            return
        dialog = PassageDialog(self, views)
        if dialog.ask():
            self.cite(dialog.view, dialog.marked())

    def add_claim(self, claim_id: str) -> None:
        """Cite a claim."""
        self._grounds.add("citations", claim_id)

    def cite(self, view: DocumentView, at: tuple[int, int]) -> None:
        """Ask what a passage says, and cite it."""
        from quizapp.ui.trainer.editor.new_entries import ClaimDialog

        model = self._model
        dialog = ClaimDialog(self, model.authoring, view, at, model.draft.topic)
        if dialog.ask() and dialog.made is not None:
            model.refresh_registers()
            self.add_claim(dialog.made.id)
