"""A question with its options: as it is asked, and in the same place as it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from quizapp.application.words import CONTESTED, LEVELS
from quizapp.domain.items import Evidence
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.views import view_of
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import Wrapping, column
from quizapp.ui.components.pills import KeyHint, Pill
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.session.flow import Flow

if TYPE_CHECKING:
    from quizapp.application.views import FeedbackView, GlossView, QuestionView
    from quizapp.domain.answers import Answer

#: Key hints are for the first answers of a learner; later they are a key press away.
HINTS_UNTIL: Final = 20
_MOST_KEYS: Final = 9
_USUAL_KIND: Final = "single_best"


class _Hints(Flow):
    """The keys of a question, for those who are new."""

    def __init__(self) -> None:
        self._choose, self._moves = KeyHint(), KeyHint()
        space = KeyHint("Space", "choose")
        self._enter = KeyHint("Enter", "check")
        self._words = KeyHint("Alt+W", "words explained")
        self._single = (KeyHint("M", "flag"), KeyHint("?", "all keys"))
        super().__init__(
            self._choose,
            self._moves,
            space,
            self._enter,
            self._words,
            *self._single,
            spacing=24,
            line_spacing=6,
        )
        self._space = space

    def show_enter(self, does: str) -> None:
        """Show what Enter does, as the button says that it presses."""
        self._enter.set_content("Enter", does[:1].lower() + does[1:])

    def show_words(self, *, is_there: bool) -> None:
        """Show the key that explains words, where any are explained."""
        self._words.setVisible(is_there)

    def show_keys(self, view: AnswerView, *, single_keys: bool) -> None:
        """Show the keys of a view; without single keys, those that are left."""
        choices = view.choices()
        # Where one types there is nothing to choose from, and single keys are text.
        single_keys = single_keys and choices > 0
        self._moves.set_content(*view.moves)
        self._moves.setVisible(bool(view.moves[0]))
        self._choose.set_content(f"1–{min(choices, _MOST_KEYS)}", "choose")
        self._choose.setVisible(single_keys and choices > 1)
        for hint in self._single:
            hint.setVisible(single_keys)
        self._space.setVisible(not single_keys and view.moves == AnswerView.moves)


class QuestionPane(Wrapping):
    """Pills, stem, options and key hints; it keeps its parts and fills them anew.

    Attributes:
        changed: what is chosen has changed.
        reveal_requested: carries a widget that should be scrolled into view.
        layouts: all layouts of its parts, which are to keep still while it is filled.
    """

    changed = Signal()
    reveal_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[object, ...] | None = None
        self._topic = Pill("", "accent")
        self._level = Pill()
        self._contested = Pill(CONTESTED, "warn")
        self._stem = Label("", "stem", wrap=True)
        self._stem.setObjectName("stem")
        self._instruction = Label("", "label", "text2", weight=600, wrap=True)
        self._hints = _Hints()
        self._shows_hints = self._has_single_keys = self._is_review = self._has_words = False
        self._views: dict[str, AnswerView] = {}
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setLayout(
            column(
                Flow(self._topic, self._level, self._contested),
                6,
                self._stem,
                self._instruction,
                10,
                self._place,
                8,
                self._hints,
                None,
                spacing=6,
            )
        )
        self.layouts = self.findChildren(QLayout)
        self._view = self._view_of(_USUAL_KIND)

    @property
    def view(self) -> AnswerView:
        """The view of the kind that is shown."""
        return self._view

    def show_question(self, question: QuestionView, *, single_keys: bool) -> None:
        """Ask a question, with nothing chosen."""
        self._asked = _content(question, single_keys=single_keys)
        self._show_stem(question, question.gloss, is_review=False)
        self._view.ask(question)
        self._has_words = bool(question.gloss.terms)
        self._shows_hints = question.answered_ever < HINTS_UNTIL
        self._has_single_keys = single_keys
        self._show_hints()

    def show_enter(self, does: str) -> None:
        """Show among the keys what Enter does, as the button says that it presses."""
        self._hints.show_enter(does)

    def asks(self, question: QuestionView, *, single_keys: bool) -> bool:
        """Return whether it shows just this question, asked in just this way."""
        return self._asked == _content(question, single_keys=single_keys)

    def show_feedback(self, feedback: FeedbackView) -> None:
        """Show a question as it was answered."""
        self._asked = None
        self._show_stem(feedback.question, feedback.gloss, is_review=True)
        self._view.review(feedback)
        self._view.explain_words(feedback.gloss)
        self._shows_hints = False
        self._show_hints()

    def answer(self) -> Answer | None:
        """Return what is chosen, or None while it is not complete."""
        return self._view.answer()

    def focus_first(self) -> None:
        """Give the keyboard to the first option."""
        self._view.focus_first(Qt.FocusReason.OtherFocusReason)

    def context(self, question: QuestionView) -> str:
        """Return the text to keep beside a question, such as a case; empty for none."""
        return self._view_of(question.item.kind).context(question.item)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the options of all kinds met so far in the order in which Tab passes them."""
        return tuple(stop for view in self._views.values() for stop in view.tab_stops())

    def _show_stem(self, question: QuestionView, gloss: GlossView, *, is_review: bool) -> None:
        item = question.item
        self._topic.set_content(question.topic_title)
        self._level.set_content(LEVELS[item.level])
        # A set that a trainer sent names neither.
        for pill in (self._topic, self._level):
            pill.setVisible(bool(question.topic_title))
        self._contested.setVisible(is_review and item.evidence is Evidence.CONTESTED)
        if is_review != self._is_review:
            self._is_review = is_review
            self._stem.set_role("body" if is_review else "stem")
            self._stem.set_color("text2" if is_review else "text")
        self._stem.setText(item.stem)
        self._stem.set_terms(gloss.in_text(item.stem))
        view = self._view_of(item.kind)
        if view is not self._view:
            self._view.hide()
            self._view = view
        self._instruction.setText(view.instruction)
        self._instruction.setVisible(bool(view.instruction) and not is_review)
        view.setAccessibleName(item.stem)
        words = self._stem.accessibleDescription()
        view.setAccessibleDescription(f"{words} Alt+W lists them." if words else "")
        view.show()

    def _show_hints(self) -> None:
        self._hints.setVisible(self._shows_hints)
        if self._shows_hints:
            self._hints.show_keys(self._view, single_keys=self._has_single_keys)
            self._hints.show_words(is_there=self._has_words)

    def _view_of(self, kind: str) -> AnswerView:
        """Return the view of a kind, which is built when the kind is first met."""
        view = self._views.get(kind)
        if view is None:
            view = view_of(kind)()
            view.setObjectName(f"answer_{kind}")
            view.hide()
            view.changed.connect(self._on_view_changed)
            view.reveal_requested.connect(self._on_reveal_requested)
            self._place.addWidget(view)
            self.layouts += view.findChildren(QLayout)
            tab_through((*self.tab_stops()[-1:], *view.tab_stops()))
            self._views[kind] = view
        return view

    @Slot()
    def _on_view_changed(self) -> None:
        if self.sender() is self._view:
            self._show_hints()
            self.changed.emit()

    @Slot(object)
    def _on_reveal_requested(self, widget: QWidget) -> None:
        self._show_hints()
        self.reveal_requested.emit(widget)


def _content(question: QuestionView, *, single_keys: bool) -> tuple[object, ...]:
    """Return all that a pane shows of a question; time, flag and note stand elsewhere."""
    return (
        question.item,
        question.topic_title,
        question.option_sets,
        question.part_orders,
        question.diagram,
        question.gloss,
        question.answered_ever < HINTS_UNTIL,
        single_keys,
    )
