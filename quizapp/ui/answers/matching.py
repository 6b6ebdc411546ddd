"""Terms to match."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.domain.answers import PairsAnswer
from quizapp.domain.part_items import Matching
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import LETTERS, Mark
from quizapp.ui.answers.review_list import Line, ReviewList
from quizapp.ui.answers.term_pairs import TermPairs
from quizapp.ui.components.layouts import column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer
    from quizapp.domain.part_items import Term


class MatchingView(AnswerView):
    """A place beside each left term; in review one tile a pair, and the terms left over."""

    instruction: ClassVar[str] = "Choose a match for each, or drag one to its place"
    missing: ClassVar[str] = "Choose a match for each one first."

    def __init__(self) -> None:
        super().__init__()
        self._pairs = TermPairs()
        self._lines = ReviewList()
        self.setLayout(column(self._pairs, self._lines, spacing=0))
        self._lines.hide()
        self._pairs.changed.connect(self.changed)
        self._pairs.entered.connect(self.reveal_requested)
        self._lines.entered.connect(self.reveal_requested)

    def ask(self, question: QuestionView) -> None:
        """Show the terms with nothing matched."""
        self._pairs.show_terms(_matching(question).left, _right_terms(question))
        self._pairs.show()
        self._lines.hide()

    def restore(self, answer: Answer) -> None:
        """Match what was matched."""
        assert isinstance(answer, PairsAnswer)
        self._pairs.arrange(dict(answer.pairs))

    def review(self, feedback: FeedbackView) -> None:
        """Mark each pair, with what was right, and show the terms left over."""
        item = _matching(feedback.question)
        answer = feedback.answer
        given = dict(answer.pairs) if isinstance(answer, PairsAnswer) else {}
        shown = _right_terms(feedback.question)
        right = {term.id: (letter, term) for letter, term in zip(LETTERS, shown, strict=False)}
        lines = [_pair_line(item, term, given, right) for term in item.left]
        wanted = {match for _left, match in item.key}
        lines += [
            Line(letter, term.text, term.rationale or "", Mark("dim", "Left over"))
            for letter, term in right.values()
            if term.id not in wanted
        ]
        self._lines.show_lines(lines)
        self._pairs.hide()
        self._lines.show()

    def answer(self) -> PairsAnswer | None:
        """Return the pairs, or None while a left term has no match."""
        pairs = self._pairs.pairs
        is_whole = pairs and len(pairs) == len(self._pairs.slots)
        return PairsAnswer(tuple(pairs.items())) if is_whole else None

    def check_text(self) -> str:
        """Return the words of the button."""
        return "Check matches"

    def choose(self, index: int) -> bool:
        """Give the left term that is meant a match by its number, and go to the next."""
        return self._pairs.choose(index)

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the left term that is meant."""
        if self._pairs.isVisibleTo(self):
            self._pairs.focus_start(reason)
        else:
            self._lines.focus_start(reason)

    def choices(self) -> int:
        """Return the number of terms to choose a match from."""
        return len(self._pairs.chips)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the first place, and the first line of the review."""
        return (self._pairs.tab_stop, self._lines.tab_stop)


def _matching(question: QuestionView) -> Matching:
    assert isinstance(question.item, Matching)
    return question.item


def _right_terms(question: QuestionView) -> list[Term]:
    """Return the terms to choose from, in the order to show."""
    terms = {term.id: term for term in _matching(question).right}
    return [terms[term] for term in question.part_orders[0]]


def _pair_line(
    item: Matching, left: Term, given: Mapping[str, str], right: Mapping[str, tuple[str, Term]]
) -> Line:
    """Return a left term with its match, and with the right one where that is another."""
    wanted = dict(item.key)[left.id]
    letter, term = right[wanted]
    why = term.rationale or ""
    chosen = given.get(left.id)
    if chosen is None:
        mark = Mark("missed") if given else Mark("right", "Correct")
        return Line(letter, f"{left.text} → {term.text}", why, mark)
    if chosen == wanted:
        return Line(letter, f"{left.text} → {term.text}", why, Mark("right", "Right"))
    is_harm = any(
        pair.harm for pair in item.wrong_pairs if (pair.left, pair.right) == (left.id, chosen)
    )
    key, other = right[chosen]
    why = f"Right: {_sentence(term.text)} {why}".strip()
    return Line(key, f"{left.text} → {other.text}", why, Mark("wrong", harm=is_harm))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
