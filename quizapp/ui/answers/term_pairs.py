"""Left terms with places for their matches, and below them the terms to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from quizapp.ui.answers.option_list import LETTERS
from quizapp.ui.answers.term_boxes import TermChip, TermSlot
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import announce
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizapp.domain.part_items import Term

_GAP: Final = 8
_LEFT_SHARE: Final = 2
_RIGHT_SHARE: Final = 3


class TermPairs(QWidget):
    """Matches each left term with one of the others; it keeps its parts and fills them anew.

    One place at a time is meant: number keys and clicks on a term go there, and then on to the
    next place without a match.
    """

    #: A match is another one.
    changed = Signal()
    #: The keyboard came to one of the places; carries it.
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Term, ...] = ()
        self._right: tuple[Term, ...] = ()
        self._given: dict[str, str] = {}
        self._here = 0
        self._labels: list[Label] = []
        self._slots: list[TermSlot] = []
        self._chips: list[TermChip] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(_GAP)
        self._grid.setColumnStretch(0, _LEFT_SHARE)
        self._grid.setColumnStretch(1, _RIGHT_SHARE)
        self._bank = column(spacing=_GAP)
        heading = Label("Terms to choose from", "label", "text2", weight=600, wrap=True)
        self.setLayout(column(self._grid, 10, heading, self._bank, spacing=6))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # The first place holds that of all in the order in which Tab goes.
        self._add_slot()

    @property
    def slots(self) -> tuple[TermSlot, ...]:
        """The places in use, in the order of the left terms."""
        return tuple(self._slots[: len(self._left)])

    @property
    def chips(self) -> tuple[TermChip, ...]:
        """The terms to choose from, in the order shown."""
        return tuple(self._chips[: len(self._right)])

    @property
    def tab_stop(self) -> TermSlot:
        """The first place, which is there even before there are terms."""
        return self._slots[0]

    @property
    def pairs(self) -> dict[str, str]:
        """Ids of the left terms that have a match, with the ids of the matches."""
        return dict(self._given)

    def show_terms(self, left: Sequence[Term], right: Sequence[Term]) -> None:
        """Show terms with nothing matched."""
        self._left, self._right, self._given, self._here = tuple(left), tuple(right), {}, 0
        while len(self._slots) < len(left):
            self._add_slot()
        while len(self._chips) < len(right):
            self._add_chip()
        for place, (label, slot) in enumerate(zip(self._labels, self._slots, strict=True)):
            label.setVisible(place < len(left))
            slot.setVisible(place < len(left))
            if place < len(left):
                label.setText(left[place].text)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(right))
            if place < len(right):
                chip.show_term(right[place].id, LETTERS[place], right[place].text)
        self._fill_slots()
        self._mean(0)

    def arrange(self, pairs: Mapping[str, str]) -> None:
        """Match terms by their ids, and mean the first place."""
        self._given = dict(pairs)
        self._fill_slots()
        self.changed.emit()

    def choose(self, index: int) -> bool:
        """Put a term, by its number from 0, at the place that is meant; return if there is one."""
        if not 0 <= index < len(self._right):
            return False
        self._match(self._here, self._right[index].id)
        places = [*range(self._here, len(self._left)), *range(self._here)]
        open_places = (place for place in places if self._left[place].id not in self._given)
        self._focus(next(open_places, self._here), Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_start(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the place that is meant."""
        self._focus(self._here, reason)

    def _match(self, place: int, term_id: str) -> None:
        """Give a left term its match, or with an empty id none."""
        left = self._left[place].id
        if term_id:
            self._given[left] = term_id
        else:
            self._given.pop(left, None)
        self._fill_slots()
        announce(self, self._slots[place].accessibleName())
        self.changed.emit()

    def _fill_slots(self) -> None:
        terms = {
            term.id: (letter, term.text) for letter, term in zip(LETTERS, self._right, strict=False)
        }
        for left, slot in zip(self._left, self.slots, strict=True):
            letter, text = terms.get(self._given.get(left.id, ""), ("", ""))
            slot.fill(letter, text, "Choose a match")
            slot.setAccessibleName(
                f"{left.text}: {letter}, {text}" if text else f"{left.text}: no match yet"
            )
            slot.setAccessibleDescription("Space opens the list. A letter chooses from it.")
        used = set(self._given.values())
        for term, chip in zip(self._right, self.chips, strict=True):
            chip.set_used(term.id in used)

    def _add_slot(self) -> None:
        place = len(self._slots)
        label = Label("", "option", weight=500, wrap=True)
        slot = TermSlot()
        if place:
            label.hide()
            slot.hide()
        self._labels.append(label)
        self._slots.append(slot)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(slot, place, 1)
        slot.opened.connect(self._on_opened)
        slot.matched.connect(self._on_matched)
        slot.left_for.connect(self._on_left_for)
        slot.meant.connect(self._on_meant)

    def _add_chip(self) -> None:
        chip = TermChip()
        self._chips.append(chip)
        self._bank.addWidget(chip)
        chip.clicked.connect(self._on_chip_clicked)

    def _focus(self, place: int, reason: Qt.FocusReason) -> None:
        self._mean(place)
        slot = self._slots[place]
        slot.setFocus(reason)
        self.entered.emit(slot)

    def _place_of_sender(self) -> int:
        sender = self.sender()
        return next((place for place, slot in enumerate(self._slots) if slot is sender), 0)

    @Slot()
    def _on_opened(self) -> None:
        place = self._place_of_sender()
        slot = self._slots[place]
        self._focus(place, Qt.FocusReason.OtherFocusReason)
        menu = QMenu(slot)
        menu.setFont(theme.font("body"))
        fill_menu(menu, self._right, self._given.get(self._left[place].id))
        chosen = menu.exec(slot.mapToGlobal(QPoint(0, slot.height())))
        if chosen is not None:
            self._match(place, str(chosen.data()))
        menu.deleteLater()

    @Slot(str)
    def _on_matched(self, term_id: str) -> None:
        place = self._place_of_sender()
        if not term_id or any(term.id == term_id for term in self._right):
            self._match(place, term_id)
            self._focus(place, Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_left_for(self, step: int) -> None:
        there = min(max(self._place_of_sender() + step, 0), len(self._left) - 1)
        self._focus(there, Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_chip_clicked(self) -> None:
        sender = self.sender()
        self.choose(next(place for place, chip in enumerate(self._chips) if chip is sender))

    @Slot()
    def _on_meant(self) -> None:
        self._mean(self._place_of_sender())
        self.entered.emit(self._slots[self._here])

    def _mean(self, here: int) -> None:
        """Let clicks and number keys go to a place, and Tab stop there."""
        self._here = here
        for place, slot in enumerate(self._slots):
            slot.set_marked(place == here)
            policy = Qt.FocusPolicy.StrongFocus if place == here else Qt.FocusPolicy.ClickFocus
            if slot.focusPolicy() != policy:
                slot.setFocusPolicy(policy)


def fill_menu(menu: QMenu, terms: Sequence[Term], given: str | None) -> None:
    """Fill the list of a place with the terms, and with a way back once there is a match."""
    for letter, term in zip(LETTERS, terms, strict=False):
        action = menu.addAction(f"{letter}   {term.text}".replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(term.id == given)
        action.setData(term.id)
    if given is not None:
        menu.addSeparator()
        menu.addAction("Take the match away").setData("")
