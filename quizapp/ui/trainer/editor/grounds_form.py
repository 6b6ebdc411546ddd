"""What the question stands on: claims, references, safety wordings and disagreements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.words import CITATION_USES, CONTESTED, GROUNDINGS
from quizapp.domain.items import Citation, CitationUse, Evidence, Grounding
from quizapp.domain.registers import Judgement
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.trainer.editor.choosers import ValueSelect

if TYPE_CHECKING:
    from quizapp.domain.registers import Registers
    from quizapp.ui.trainer.editor.model import EditorModel

USES: Final = {
    Judgement.WRONG: CitationUse.REFUTED,
    Judgement.CONTESTED: CitationUse.QUALIFIED,
}
"""How a claim is used to begin with, by what is thought of it."""


class EntryRow(QWidget):
    """One entry that is named: what it says, and a button to name it no more.

    Attributes:
        use_picked: carries the place of the entry and the use of a claim.
        removal_requested: carries the place of the entry.
    """

    use_picked = Signal(int, object)
    removal_requested = Signal(int)

    def __init__(self, place: int, *, has_use: bool) -> None:
        super().__init__()
        self._place = place
        self._says = Label("", "body", wrap=True)
        self._about = Label("", "caption", "text3", wrap=True)
        self._use = ValueSelect("Use", tuple(CITATION_USES.items()))
        self._use.setVisible(has_use)
        self._remove = Button(kind="ghost", icon="trash", name="Remove", tip="Remove")
        words = column(self._says, self._about, spacing=2)
        tools = column(row(self._use, self._remove, spacing=4), None)
        self.setLayout(row((words, 1), tools, spacing=8))
        self._use.picked.connect(self._on_use)
        self._remove.clicked.connect(self._on_remove)

    def show_entry(self, says: str, about: str, use: CitationUse | None) -> None:
        """Show an entry."""
        self._says.setText(says)
        self._about.setText(about)
        self._use.show_value(use)
        self._use.setAccessibleName(f"Use of: {says}")
        self._remove.set_name(f"Remove: {says}")

    @Slot(object)
    def _on_use(self, use: CitationUse) -> None:
        self.use_picked.emit(self._place, use)

    @Slot()
    def _on_remove(self) -> None:
        self.removal_requested.emit(self._place)


class EntryList(QWidget):
    """The entries of one sort that are named.

    Attributes:
        use_picked, removal_requested: as of its rows.
    """

    use_picked = Signal(int, object)
    removal_requested = Signal(int)

    def __init__(self, title: str, *buttons: Button, has_use: bool = False) -> None:
        super().__init__()
        self._has_use = has_use
        self._rows: list[EntryRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self._first = buttons[0]
        tools = row(*buttons, None, spacing=4)
        self.setLayout(column(Label(title, "heading"), self._place, tools, spacing=6))

    def show_entries(self, entries: list[tuple[str, str, CitationUse | None]]) -> None:
        """Show what each says, what there is to say about it, and the use of a claim."""
        while len(self._rows) < len(entries):
            made = EntryRow(len(self._rows), has_use=self._has_use)
            made.use_picked.connect(self.use_picked)
            made.removal_requested.connect(self.removal_requested)
            self._rows.append(made)
            self._place.addWidget(made)
        for number, shown in enumerate(self._rows):
            shown.setVisible(number < len(entries))
            if number < len(entries):
                shown.show_entry(*entries[number])

    def focus_first(self) -> None:
        """Give the keyboard to the button that adds one."""
        self._first.setFocus()


class GroundsForm(QWidget):
    """All that the question names of the registers.

    Attributes:
        pick_requested: carries what is to be picked: "citations", "references", "safety" or
            "contradictions".
        passage_requested: a passage is to be marked.
    """

    pick_requested = Signal(str)
    passage_requested = Signal()

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        add = {
            "citations": Button("Add a claim…", "ghost", icon="plus"),
            "references": Button("Add a reference…", "ghost", icon="plus"),
            "safety": Button("Add a safety wording…", "ghost", icon="plus"),
            "contradictions": Button("Add a disagreement…", "ghost", icon="plus"),
        }
        passage = Button("Mark a passage…", "ghost", icon="quote")
        passage.setObjectName("mark-passage")
        self._lists = {
            "citations": EntryList("Sources", add["citations"], passage, has_use=True),
            "references": EntryList("References", add["references"]),
            "safety": EntryList("Safety wordings", add["safety"]),
            "contradictions": EntryList("Disagreements shown", add["contradictions"]),
        }
        for name, button in add.items():
            button.setObjectName(f"add-{name}")
        self._add = add
        self._grounding = ValueSelect("Where the answer stands", tuple(GROUNDINGS.items()))
        self._diagram = ValueSelect("Diagram")
        self._diagram_field = Field("Diagram shown with the answer", self._diagram)
        self._contested = CheckBox(CONTESTED)
        self.setLayout(
            column(
                self._lists["citations"],
                self._lists["references"],
                Field("Where the answer stands", self._grounding),
                self._lists["safety"],
                self._diagram_field,
                row(self._contested, None),
                self._lists["contradictions"],
                spacing=16,
            )
        )
        for button in add.values():
            button.clicked.connect(self._on_add)
        for one in self._lists.values():
            one.removal_requested.connect(self._on_remove)
        self._lists["citations"].use_picked.connect(self._on_use)
        passage.clicked.connect(self.passage_requested)
        self._grounding.picked.connect(self._on_grounding)
        self._diagram.picked.connect(self._on_diagram)
        self._contested.clicked.connect(self._on_contested)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        draft, known = self._model.draft, self._model.registers
        self._lists["citations"].show_entries(
            [(*claim_words(made.claim, known), made.use) for made in draft.citations]
        )
        self._lists["references"].show_entries(
            [(*reference_words(one, known), None) for one in draft.references]
        )
        self._lists["safety"].show_entries(
            [(*wording_words(one, known), None) for one in draft.safety]
        )
        self._lists["contradictions"].show_entries(
            [(*contradiction_words(one, known), None) for one in draft.contradictions]
        )
        self._grounding.show_value(draft.grounding)
        self._diagram_field.setVisible(draft.kind != "hotspot")
        titles = [(one.id, one.title) for one in known.diagrams.values()]
        self._diagram.set_choices([("", "None"), *titles])
        self._diagram.show_value(draft.diagram)
        self._contested.setChecked(draft.evidence is Evidence.CONTESTED)

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a list."""
        self._lists[name].focus_first()

    def add(self, name: str, entry_id: str) -> None:
        """Name one more entry, unless it is named already."""
        draft = self._model.draft
        if name == "citations":
            claim = self._model.registers.claims[entry_id]
            use = USES.get(claim.judgement, CitationUse.SUPPORTS)
            if entry_id not in {made.claim for made in draft.citations}:
                self._model.edit(citations=(*draft.citations, Citation(entry_id, use)))
            return
        named: tuple[str, ...] = getattr(draft, name)
        if entry_id not in named:
            self._model.edit(**{name: (*named, entry_id)})

    @Slot()
    def _on_add(self) -> None:
        for name, button in self._add.items():
            if button is self.sender():
                self.pick_requested.emit(name)

    @Slot(int)
    def _on_remove(self, place: int) -> None:
        for name, one in self._lists.items():
            if one is self.sender():
                named = list(getattr(self._model.draft, name))
                del named[place]
                self._model.edit(**{name: tuple(named)})
                one.focus_first()

    @Slot(int, object)
    def _on_use(self, place: int, use: CitationUse) -> None:
        citations = list(self._model.draft.citations)
        citations[place] = replace(citations[place], use=use)
        self._model.edit(citations=tuple(citations))

    @Slot(object)
    def _on_grounding(self, grounding: Grounding) -> None:
        self._model.edit(grounding=grounding)

    @Slot(object)
    def _on_diagram(self, diagram: str) -> None:
        self._model.edit(diagram=diagram)

    @Slot()
    def _on_contested(self) -> None:
        is_contested = self._contested.isChecked()
        self._model.edit(evidence=Evidence.CONTESTED if is_contested else Evidence.SETTLED)


def claim_words(claim_id: str, registers: Registers) -> tuple[str, str]:
    """Return what a claim says, and where it stands and how it was judged."""
    claim = registers.claims.get(claim_id)
    if claim is None:
        return claim_id, "This claim is not known."
    document = registers.documents.get(claim.document)
    parts = [document.title, document.heading_at(claim.at[0])] if document else [claim.document]
    return claim.says, " · ".join(part for part in (*parts, str(claim.judgement)) if part)


def reference_words(reference_id: str, registers: Registers) -> tuple[str, str]:
    """Return the title of a reference, and who published it when."""
    found = registers.references.get(reference_id)
    if found is None:
        return reference_id, "This reference is not known."
    return found.title, f"{found.org} · {found.year} · read: {found.seen}"


def wording_words(wording_id: str, registers: Registers) -> tuple[str, str]:
    """Return a safety wording, and what it is about."""
    found = registers.wordings.get(wording_id)
    if found is None:
        return wording_id, "This wording is not known."
    return found.wording, f"{found.id} · {found.about}"


def contradiction_words(contradiction_id: str, registers: Registers) -> tuple[str, str]:
    """Return what a disagreement is about, and what decides it."""
    found = registers.contradictions.get(contradiction_id)
    if found is None:
        return contradiction_id, "This disagreement is not known."
    return found.about, found.decides


def misconception_words(belief_id: str, registers: Registers) -> tuple[str, str]:
    """Return what people believe, and what it is called."""
    found = registers.misconceptions.get(belief_id)
    if found is None:
        return belief_id, "This misconception is not known."
    return found.statement, found.name
