"""Fill by topic: how many questions of each topic, level and kind, for one set or for two forms."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.fill_words import KIND_WORDS, shortage_words
from quizapp.application.phrases import plural
from quizapp.application.words import LEVELS
from quizapp.domain.assignments import MOST_QUESTIONS, AssignmentMode
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.set_filling import Filled, FillLine, fill
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import Stepper
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import (
    EdgePanel,
    ScrollPage,
    box,
    clear_layout,
    column,
    reveal,
    row,
)
from quizapp.ui.components.toast import announce
from quizapp.ui.trainer.set_fields import ValueSelect

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizapp.application.question_pool import Pool
    from quizapp.domain.items import Level
    from quizapp.domain.set_drafts import SetDraft

_MOST_A_LINE = 100
_SCENARIOS = "Scenarios come only where their kind is chosen, and in practice sets only."


class _Row(NamedTuple):
    """The controls of a line."""

    topic: str
    level: ValueSelect
    kind: ValueSelect
    many: Stepper
    more: Button
    whole: QWidget

    def call(self, name: str) -> None:
        """Name the controls after the line."""
        self.level.setAccessibleName(f"Level: {name}")
        self.kind.setAccessibleName(f"Kind: {name}")
        self.many.set_name(f"How many: {name}")
        self.more.set_name(f"Another line for {name}")

    def line(self) -> FillLine | None:
        """Return what the line asks for; None while it asks for nothing."""
        count = self.many.value()
        if not count:
            return None
        return FillLine(self.topic, count, self.level.value(), self.kind.value() or None)


class FillPane(QWidget):
    """Asks how many of each, draws them, and says what could not be had.

    Attributes:
        left: nothing is to be changed.
        filled: the questions that were drawn; carries a `Filled`.
    """

    left = Signal()
    filled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool: Pool | None = None
        self._draft: SetDraft | None = None
        self._seen: Collection[str] = ()
        self._rows: list[_Row] = []
        self._short: Filled | None = None
        back = Button("Back to the set", "ghost", icon="arrow-left")
        back.clicked.connect(self.left)
        self._lines = column(spacing=8)
        self._unseen = CheckBox("Leave out what this cohort was sent before", checked=True)
        self._no_cohort = Label(
            "The set is for no cohort yet: choose one under “For” in your set first.",
            "caption",
            "text3",
            wrap=True,
        )
        self._forms = CheckBox("Make two parallel forms, A and B")
        self._forms.setToolTip(
            "They share no question and match in topic, level and kind, question by question."
        )
        self._kept = Label("", "caption", "text3", wrap=True)
        for part in (self._unseen, self._forms):
            part.clicked.connect(self._on_changed)
        self._sentences = column(spacing=6)
        self._take = Button("Take what there is")
        self._take.clicked.connect(self._on_take)
        self._problem = Card(
            column(
                row(
                    IconView("triangle-alert", "warn", 18),
                    (Label("Not everything is there", "heading", wrap=True), 1),
                ),
                self._sentences,
                row(self._take, None),
                spacing=10,
            )
        )
        self._problem.hide()
        self._total = Label("", "label", "text2", wrap=True)
        self._go = Button("Fill the set", "primary", icon="list-checks", large=True)
        self._go.clicked.connect(self.go)
        card = Card(
            column(
                self._lines, 4, self._unseen, self._no_cohort, self._forms, self._kept, spacing=8
            )
        )
        head = column(
            row(back, None),
            Label("Fill by topic", "display", wrap=True),
            Label("How many questions of each?", "body", "text2", wrap=True),
            Label(_SCENARIOS, "caption", "text2", wrap=True),
            spacing=6,
        )
        bar = EdgePanel("top")
        bar.setLayout(row((self._total, 1), self._go, spacing=12, margins=(32, 12, 32, 12)))
        page = ScrollPage(column(head, card, self._problem, None, spacing=16), max_width=900)
        self.setLayout(column((page, 1), bar, spacing=0))
        self._page = page

    def open(self, draft: SetDraft, pool: Pool, seen: Collection[str]) -> None:
        """Ask anew; `seen` are the questions that the cohort was sent before."""
        is_same = self._pool is not None and self._pool.titles == pool.titles
        self._draft, self._pool, self._seen = draft, pool, seen
        if not is_same:
            clear_layout(self._lines)
            self._rows = []
            topics = {one.sort.topic for one in pool.questions}
            for topic in pool.titles:
                if topic in topics:
                    self._add_row(topic, len(self._rows))
        for one in self._rows:
            chosen = one.kind.value()
            kinds = self._kinds()
            one.kind.set_values(kinds, chosen if chosen in kinds else "")
        self._unseen.setEnabled(bool(draft.cohort_id))
        self._no_cohort.setVisible(not draft.cohort_id)
        picked = len(draft.items)
        self._kept.setText(
            f"They are added to the {plural(picked, 'question')} that are picked. Two forms begin"
            " empty."
            if picked
            else ""
        )
        self._kept.setVisible(bool(picked))
        self._on_changed()
        self._page.scroll_to_top()
        if self._rows:
            # As if with Tab, which selects the number: what is typed takes its place.
            self._rows[0].many.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_row(self, topic: str, place: int) -> None:
        assert self._pool is not None
        title = self._pool.titles[topic]
        level = ValueSelect([None, *LEVELS], _level_words, name="")
        kind = ValueSelect(self._kinds(), _kind_words, name="")
        count = Stepper(0, _MOST_A_LINE)
        more = Button(kind="ghost", icon="plus", tip="Another line")
        parts = row((Label(title, "body", wrap=True), 3), (level, 2), (kind, 2), count, more)
        made = _Row(topic, level, kind, count, more, box(parts))
        level.value_chosen.connect(self._on_changed)
        kind.value_chosen.connect(self._on_changed)
        count.value_changed.connect(self._on_changed)
        more.clicked.connect(lambda: self._on_more(made))
        self._rows.insert(place, made)
        self._call_lines(topic)
        self._lines.insertWidget(place, made.whole)
        # Qt would show it a moment later, and lay the page out without it until then.
        made.whole.show()
        # Tab comes to what is made later last; what stands below the lines is to follow on them.
        before: QWidget = more
        for after in (self._unseen, self._forms, self._take, self._go):
            QWidget.setTabOrder(before, after)
            before = after

    def _call_lines(self, topic: str) -> None:
        """Name the lines of a topic, by their number where there are several."""
        assert self._pool is not None
        title = self._pool.titles[topic]
        lines = [one for one in self._rows if one.topic == topic]
        for number, line in enumerate(lines, 1):
            line.call(f"{title}, line {number}" if len(lines) > 1 else title)

    def _kinds(self) -> list[str]:
        """Return the kinds to choose from: an exam cannot ask scenarios."""
        is_exam = self._draft is not None and self._draft.plan.mode is AssignmentMode.EXAM
        return ["", *(kind for kind in KIND_WORDS if not (is_exam and kind == SCENARIO))]

    def _on_more(self, made: _Row) -> None:
        place = self._rows.index(made) + 1
        self._add_row(made.topic, place)
        self._rows[place].level.setFocus()

    def _wanted(self) -> list[FillLine]:
        return [line for one in self._rows if (line := one.line()) is not None]

    @Slot()
    def _on_changed(self) -> None:
        self._problem.hide()
        self._short = None
        total = sum(line.count for line in self._wanted())
        forms = " in each form" if self._forms.isChecked() else ""
        there = len(self._draft.items) if self._draft and not self._forms.isChecked() else 0
        fits = total + there <= MOST_QUESTIONS
        self._go.setEnabled(bool(total) and fits)
        if fits:
            self._total.setText(f"{plural(total, 'question')}{forms}")
        else:
            self._total.setText(f"A set has at most {MOST_QUESTIONS} questions.")

    @Slot()
    def go(self) -> None:
        """Draw the questions; what is missing is said before anything is taken."""
        assert self._pool is not None
        assert self._draft is not None
        forms = 2 if self._forms.isChecked() else 1
        drawn = fill(
            self._wanted(),
            self._pool.fillable(self._draft.plan.mode),
            self._pool.cues,
            random.SystemRandom(),
            seen=self._seen if self._unseen.isChecked() else (),
            kept=self._draft.items if forms == 1 else (),
            forms=forms,
        )
        if drawn.shortages:
            self._say_short(drawn)
        else:
            self.filled.emit(drawn)

    def _say_short(self, drawn: Filled) -> None:
        assert self._pool is not None
        self._short = drawn
        clear_layout(self._sentences)
        sentences = shortage_words(drawn, self._pool.titles)
        for sentence in sentences:
            self._sentences.addWidget(Label(sentence, "body", "text2", wrap=True))
        found = len(drawn.forms[0])
        each = " in each form" if len(drawn.forms) > 1 else ""
        self._take.setText(f"Take {plural(found, 'question')}{each}")
        self._take.setVisible(bool(found))
        self._problem.show()
        reveal(self._problem)
        announce(self, " ".join(sentences))
        (self._take if found else self._go).setFocus()

    @Slot()
    def _on_take(self) -> None:
        if self._short is not None:
            self.filled.emit(self._short)


def _level_words(level: Level | None) -> str:
    return "Any level" if level is None else LEVELS[level]


def _kind_words(kind: str) -> str:
    return KIND_WORDS[kind] if kind else "Any kind"
