"""Pairs of parts in the form: what comes before what, and what a wrong match gives away."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.part_items import WrongPair
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.part_rows import term_words

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft
    from quizapp.ui.trainer.editor.model import EditorModel


class PairRow(QWidget):
    """Two drop-down lists with a word between them.

    Attributes:
        pair_changed: carries the place of the pair and its two ids.
        removal_requested: carries the place of the pair.
    """

    pair_changed = Signal(int, str, str)
    removal_requested = Signal(int)

    def __init__(self, place: int, between: str, *more: QWidget) -> None:
        super().__init__()
        self._place = place
        self._first, self._second = ValueSelect("First"), ValueSelect("Second")
        self._remove = Button(kind="ghost", icon="trash", name=f"Remove pair {place + 1}")
        word = Label(between, "label", "text2")
        first = row((self._first, 1), word, (self._second, 1), self._remove, spacing=8)
        below = [row(*more, None, spacing=8)] if more else []
        self.setLayout(column(first, *below, spacing=4))
        self._first.setAccessibleName(f"Pair {place + 1}, first")
        self._second.setAccessibleName(f"Pair {place + 1}, {between}")
        for one in (self._first, self._second):
            one.picked.connect(self._on_picked)
        self._remove.clicked.connect(self._on_remove)

    def show_pair(
        self,
        firsts: list[tuple[str, str]],
        seconds: list[tuple[str, str]],
        pair: tuple[str, str],
    ) -> None:
        """Show a pair of ids, out of those with their words."""
        self._first.set_choices(firsts)
        self._second.set_choices(seconds)
        self._first.show_value(pair[0])
        self._second.show_value(pair[1])

    @Slot(object)
    def _on_picked(self, _value: str) -> None:
        self.pair_changed.emit(self._place, self._first.value(), self._second.value())

    @Slot()
    def _on_remove(self) -> None:
        self.removal_requested.emit(self._place)


class PrecedenceForm(QWidget):
    """Which step comes before which; steps that are not named together may come in any order."""

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._rows: list[PairRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        self._add = Button("Add a pair", "ghost", icon="plus")
        self._add.setObjectName("add-pair")
        self._all = Button("All in the order above", "ghost", icon="list-checks")
        self._all.setObjectName("all-in-order")
        notes = "Steps that are not named together may come in any order."
        self.setLayout(
            column(
                Label("What comes before what", "heading"),
                Label(notes, "caption", "text3", wrap=True),
                self._place,
                row(self._add, self._all, None, spacing=4),
            )
        )
        self._add.clicked.connect(self._on_add)
        self._all.clicked.connect(self._on_all)

    def refresh(self) -> None:
        """Show the pairs as they are now."""
        draft = self._model.draft
        self.setVisible(draft.kind == "ordering")
        steps = [(step.id, term_words(draft, "steps", step)) for step in draft.steps]
        while len(self._rows) < len(draft.precedence):
            made = PairRow(len(self._rows), "before")
            made.pair_changed.connect(self._on_pair)
            made.removal_requested.connect(self._on_remove)
            self._rows.append(made)
            self._place.addWidget(made)
        for number, shown in enumerate(self._rows):
            shown.setVisible(number < len(draft.precedence))
            if number < len(draft.precedence):
                shown.show_pair(steps, steps, draft.precedence[number])
        self._add.setEnabled(len(steps) > 1)
        self._all.setEnabled(len(steps) > 1)

    def focus_first(self) -> None:
        """Give the keyboard to the button that adds a pair."""
        self._add.setFocus()

    @Slot(int, str, str)
    def _on_pair(self, place: int, earlier: str, later: str) -> None:
        pairs = list(self._model.draft.precedence)
        pairs[place] = (earlier, later)
        self._model.edit(precedence=tuple(pairs))

    @Slot(int)
    def _on_remove(self, place: int) -> None:
        pairs = list(self._model.draft.precedence)
        del pairs[place]
        self._model.edit(precedence=tuple(pairs))
        self._add.setFocus()

    @Slot()
    def _on_add(self) -> None:
        ids = [step.id for step in self._model.draft.steps]
        pairs = self._model.draft.precedence
        free = [pair for pair in pairwise(ids) if pair not in pairs]
        self._model.edit(precedence=(*pairs, free[0] if free else (ids[0], ids[-1])))

    @Slot()
    def _on_all(self) -> None:
        ids = [step.id for step in self._model.draft.steps]
        self._model.edit(precedence=tuple(pairwise(ids)))


class WrongPairsForm(QWidget):
    """What matching the wrong terms gives away.

    Attributes:
        belief_requested: carries the place of the pair.
    """

    belief_requested = Signal(int)

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._rows: list[tuple[PairRow, Button, Label, CheckBox]] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self._add = Button("Add a wrong match", "ghost", icon="plus")
        self._add.setObjectName("add-wrong-pair")
        self.setLayout(
            column(
                Label("Wrong matches that give a belief away", "heading"),
                self._place,
                row(self._add, None),
            )
        )
        self._add.clicked.connect(self._on_add)

    def refresh(self) -> None:
        """Show the wrong pairs as they are now."""
        draft = self._model.draft
        self.setVisible(draft.kind == "matching")
        left = [(part.id, term_words(draft, "left", part)) for part in draft.left]
        right = [(part.id, term_words(draft, "right", part)) for part in draft.right]
        while len(self._rows) < len(draft.wrong_pairs):
            self._rows.append(self._row())
        for number, (shown, _belief, words, harm) in enumerate(self._rows):
            is_there = number < len(draft.wrong_pairs)
            shown.setVisible(is_there)
            if is_there:
                pair = draft.wrong_pairs[number]
                shown.show_pair(left, right, (pair.left, pair.right))
                harm.setChecked(pair.harm)
                known = self._model.registers.misconceptions.get(pair.misconception or "")
                name = known.name if known else pair.misconception or ""
                words.setText(name)
        self._add.setEnabled(self._free(draft) is not None)

    def _row(self) -> tuple[PairRow, Button, Label, CheckBox]:
        place = len(self._rows)
        belief = Button(
            "Belief…", "ghost", icon="lightbulb", name=f"Belief behind pair {place + 1}"
        )
        belief.setObjectName("pair-belief")
        harm = CheckBox("Could harm somebody")
        words = Label("", "label", "text2", elide=True)
        made = PairRow(place, "matched with", belief, words, harm)
        made.pair_changed.connect(self._on_pair)
        made.removal_requested.connect(self._on_remove)
        belief.clicked.connect(self._on_belief)
        harm.clicked.connect(self._on_harm)
        self._place.addWidget(made)
        return made, belief, words, harm

    @staticmethod
    def _free(draft: Draft) -> WrongPair | None:
        """Return the first pair that is neither right nor named yet."""
        named = {*draft.key, *((pair.left, pair.right) for pair in draft.wrong_pairs)}
        pairs = ((one.id, other.id) for one in draft.left for other in draft.right)
        return next((WrongPair(*pair) for pair in pairs if pair not in named), None)

    def _replace(self, place: int, pair: WrongPair) -> None:
        pairs = list(self._model.draft.wrong_pairs)
        pairs[place] = pair
        self._model.edit(wrong_pairs=tuple(pairs))

    @Slot(int, str, str)
    def _on_pair(self, place: int, left: str, right: str) -> None:
        self._replace(place, replace(self._model.draft.wrong_pairs[place], left=left, right=right))

    @Slot(int)
    def _on_remove(self, place: int) -> None:
        pairs = list(self._model.draft.wrong_pairs)
        del pairs[place]
        self._model.edit(wrong_pairs=tuple(pairs))
        self._add.setFocus()

    @Slot()
    def _on_add(self) -> None:
        pair = self._free(self._model.draft)
        if pair is not None:
            self._model.edit(wrong_pairs=(*self._model.draft.wrong_pairs, pair))

    @Slot()
    def _on_belief(self) -> None:
        places = [belief for _, belief, *_ in self._rows]
        self.belief_requested.emit(places.index(self.sender()))  # type: ignore[arg-type]

    @Slot()
    def _on_harm(self) -> None:
        ticks = [harm for *_, harm in self._rows]
        place = ticks.index(self.sender())  # type: ignore[arg-type]
        pair = self._model.draft.wrong_pairs[place]
        self._replace(place, replace(pair, harm=ticks[place].isChecked()))
