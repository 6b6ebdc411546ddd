"""The panel "Your set" of the set builder: everything about a set but its questions."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.local_times import LAST_MINUTE, zone_words
from quizapp.application.phrases import minutes, plural
from quizapp.domain.assignments import MOST_ATTEMPTS, AssignmentMode, Feedback
from quizapp.domain.attempts import PassRule
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox, Segmented
from quizapp.ui.components.inputs import Field, Stepper, TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.trainer.set_fields import FilesField, MixBar, MomentField, ValueSelect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from quizapp.application.set_review import SetReview
    from quizapp.domain.rosters import CohortCounts
    from quizapp.domain.set_drafts import SetDraft

_MODES: Final = (AssignmentMode.PRACTICE, AssignmentMode.EXAM)
_MODE_HELP: Final = {
    AssignmentMode.PRACTICE: "The answers travel with the set, so that they can be shown.",
    AssignmentMode.EXAM: "No answers travel with the set. You mark it when it comes back.",
}
_LIMITS: Final = (None, *(60 * count for count in (5, 10, 15, 20, 30, 45, 60, 90, 120)))
_PASS_MARKS: Final = (None, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0)
_FEEDBACK: Final = {
    Feedback.AT_ONCE: "After each answer",
    Feedback.AT_END: "After handing in",
    Feedback.AFTER_DUE: "After the due date",
    Feedback.NEVER: "Never",
}


class SetPanel(QWidget):
    """The fields of a draft, filled anew whenever it changes.

    Attributes:
        plan_changed: fields of the plan are to have other values; carries them by name.
        cohort_changed: it is for other learners; carries the id of their cohort.
        topics_requested: conditions for single topics are to be chosen.
        overrides_requested: conditions for single learners are to be chosen.
        make_cohort: the button that leads to the cohorts while there is none.
    """

    plan_changed = Signal(object)
    cohort_changed = Signal(object)
    topics_requested = Signal()
    overrides_requested = Signal()

    def __init__(self, zone: tzinfo | None, now: datetime) -> None:
        super().__init__()
        self._draft: SetDraft | None = None
        self._cohorts: dict[str, CohortCounts] = {}
        self._count = Pill("", "accent")
        self.name = TextField(name="Name")
        self.name.textEdited.connect(self._on_name)
        self._cohort = ValueSelect([""], self._cohort_words, name="For")
        self._cohort.value_chosen.connect(self.cohort_changed)
        self._mode = Segmented(["Practice", "Exam"], 0, name="Mode")
        self._mode.chosen.connect(self._on_mode)
        self._mode_field = Field("Mode", self._mode)
        self.due = MomentField("Due", zone, LAST_MINUTE)
        self.due.set_help(f"Your time, {zone_words(now, zone)} today. Empty means any time.")
        self.due.moment_typed.connect(self._on_due)
        self.opens = MomentField("Opens", zone, time(0))
        self.opens.moment_typed.connect(self._on_opens)
        self._limit = ValueSelect(_LIMITS, _limit_words, name="Time limit")
        self._limit.value_chosen.connect(self._on_limit)
        self._attempts = Stepper(1, MOST_ATTEMPTS, value=1, name="Attempts")
        self._attempts.value_changed.connect(self._on_attempts)
        self._mark = ValueSelect(_PASS_MARKS, _mark_words, name="Pass mark")
        self._mark.value_chosen.connect(self._on_mark)
        self._safe = _box(
            "No critical error", "To pass, no answer may be one that could harm somebody."
        )
        self._safe.clicked.connect(self._on_safe)
        self._shuffle = _box(
            "Shuffle questions", "Each learner gets them in another order; so are answers, always."
        )
        self._shuffle.clicked.connect(self._on_shuffle)
        self._feedback = ValueSelect(tuple(_FEEDBACK), _FEEDBACK.__getitem__, name="Feedback")
        self._feedback.value_chosen.connect(self._on_feedback)
        self._feedback_field = Field("Right answers are shown", self._feedback)
        self.files = FilesField()
        self.files.shared_chosen.connect(self._on_files)
        self._mix = MixBar()
        self._mix_words = Label("", "caption", "text2", wrap=True)
        self._time = Label("", "caption", "text2", wrap=True)
        self._topics = Button("Topics to pass…", "ghost", icon="target")
        self._topics.clicked.connect(self.topics_requested)
        self._overrides = Button("Single learners…", "ghost", icon="user")
        self._overrides.clicked.connect(self.overrides_requested)
        self._said = column(spacing=6)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row((Label("Your set", "heading"), 1), self._count)
        self.make_cohort = Button("Make a cohort first…", "ghost", icon="users")
        lines = column(
            head,
            Field("Name", self.name),
            Field("For", self._cohort),
            row(self.make_cohort, None),
            self._mode_field,
            self._said,
            self.due,
            row(
                (Field("Time limit", self._limit), 1),
                (Field("Pass mark", self._mark), 1),
                spacing=12,
            ),
            self._safe,
            Label("Mix", "label", "text2"),
            self._mix,
            self._mix_words,
            self._time,
            self._shuffle,
            self._feedback_field,
            self.opens,
            row((Field("Attempts", self._attempts), 1), None, spacing=12),
            row(self._topics, None),
            row(self._overrides, None),
            self.files,
            None,
            spacing=10,
        )
        # Room for the scroll bar of the panel.
        self.setLayout(row((lines, 1), 12, spacing=0))

    def show_cohorts(self, cohorts: Sequence[CohortCounts]) -> None:
        """Offer other cohorts; called before `show_draft`."""
        self._cohorts = {one.cohort.id: one for one in cohorts}

    def show_draft(self, draft: SetDraft, review: SetReview, titles: Mapping[str, str]) -> None:
        """Show a draft as it is now."""
        self._draft = draft
        plan = draft.plan
        self._count.set_content(plural(len(draft.items), "question"))
        if self.name.text() != plan.title:
            self.name.setText(plan.title)
            self.name.setCursorPosition(0)
        self._cohort.set_values(["", *self._cohorts], draft.cohort_id)
        self.make_cohort.setVisible(not self._cohorts)
        self._mode.set_current(_MODES.index(plan.mode))
        self._mode_field.set_help(_MODE_HELP[plan.mode])
        self.due.set_moment(plan.due_at)
        self.opens.set_moment(plan.opens_at)
        self._limit.set_value(plan.time_limit_s)
        self._attempts.set_value(plan.attempts)
        self._mark.set_value(plan.passes.score if plan.passes else None)
        self._safe.setChecked(bool(plan.passes and plan.passes.no_critical_error))
        self._safe.setEnabled(plan.passes is not None)
        self._shuffle.setChecked(plan.shuffles_questions)
        self._feedback.set_value(plan.feedback)
        self._feedback_field.setVisible(plan.mode is AssignmentMode.PRACTICE)
        self._topics.setEnabled(plan.passes is not None)
        own = len(plan.passes.topics) if plan.passes else 0
        self._topics.setText(f"Topics to pass: {own}" if own else "Topics to pass…")
        many = len(plan.overrides)
        self._overrides.setText(f"Single learners: {many}" if many else "Single learners…")
        self._overrides.setEnabled(bool(draft.cohort_id))
        self.files.set_shared(is_shared=plan.shares_file)
        self._show_review(review, titles)

    def refuse_exam(self, sentence: str) -> None:
        """Say why the set stays a practice set."""
        self._mode.set_current(_MODES.index(AssignmentMode.PRACTICE))
        self._mode_field.set_error(sentence)

    def set_passed_topics(self, topics: tuple[tuple[str, float], ...]) -> None:
        """Ask for other conditions for single topics."""
        self._change_passes(topics=topics)

    def _show_review(self, review: SetReview, titles: Mapping[str, str]) -> None:
        words = " · ".join(
            f"{count}\N{NO-BREAK SPACE}{titles.get(topic, topic)}" for topic, count in review.mix
        )
        self._mix.set_parts(review.mix, f"Mix: {words}" if words else "Mix: no questions yet")
        self._mix_words.setText(words or "No questions yet")
        self._time.setText(f"{review.time_words}.")
        self._time.setVisible(bool(review.time_words))
        clear_layout(self._said)
        for sentence in review.remarks:
            sign = box(column(IconView("triangle-alert", "warn", 14), None))
            text = Label(sentence, "caption", "text2", wrap=True)
            self._said.addLayout(row(sign, (text, 1), spacing=6))

    def _cohort_words(self, cohort_id: str) -> str:
        found = self._cohorts.get(cohort_id)
        if found is None:
            return "A cohort that is gone" if cohort_id else "Choose a cohort"
        return f"{found.cohort.name} ({plural(found.members, 'learner')})"

    def _change(self, **fields: Any) -> None:
        self.plan_changed.emit(fields)

    def _change_passes(self, **fields: Any) -> None:
        assert self._draft is not None
        old = self._draft.plan.passes
        known: dict[str, Any] = {
            "score": old.score if old else 0.8,
            "no_critical_error": old.no_critical_error if old else False,
            "topics": old.topics if old else (),
        }
        self._change(passes=PassRule(**{**known, **fields}))

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self._change(title=text)

    @Slot(int)
    def _on_mode(self, index: int) -> None:
        self._change(mode=_MODES[index])

    @Slot(object)
    def _on_due(self, moment: datetime | None) -> None:
        self._change(due_at=moment)

    @Slot(object)
    def _on_opens(self, moment: datetime | None) -> None:
        self._change(opens_at=moment)

    @Slot(object)
    def _on_limit(self, limit: int | None) -> None:
        self._change(time_limit_s=limit)

    @Slot(int)
    def _on_attempts(self, attempts: int) -> None:
        # Showing a draft sets the number, too, and changes nothing.
        if self._draft is not None and attempts != self._draft.plan.attempts:
            self._change(attempts=attempts)

    @Slot(object)
    def _on_mark(self, score: float | None) -> None:
        if score is None:
            self._change(passes=None)
        else:
            self._change_passes(score=score)

    @Slot(bool)
    def _on_safe(self, is_on: bool) -> None:
        self._change_passes(no_critical_error=is_on)

    @Slot(bool)
    def _on_shuffle(self, is_on: bool) -> None:
        self._change(shuffles_questions=is_on)

    @Slot(bool)
    def _on_files(self, is_shared: bool) -> None:
        self._change(shares_file=is_shared)

    @Slot(object)
    def _on_feedback(self, feedback: Feedback) -> None:
        self._change(feedback=feedback)


def _box(label: str, tip: str) -> CheckBox:
    made = CheckBox(label)
    made.setToolTip(tip)
    return made


def _limit_words(limit: int | None) -> str:
    return "No time limit" if limit is None else minutes(round(limit / 60))


def _mark_words(score: float | None) -> str:
    return "No pass mark" if score is None else f"{score:.0%}"
