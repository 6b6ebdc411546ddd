"""The conditions of a draft: what its panel asks for is done to it, or refused in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from quizapp.application.set_review import no_exam_sentence
from quizapp.domain.assignments import AssignmentMode
from quizapp.ui.trainer.condition_dialogs import ask_overrides, ask_topics

if TYPE_CHECKING:
    from quizapp.bootstrap import Application
    from quizapp.ui.trainer.draft_editing import DraftEditing
    from quizapp.ui.trainer.set_panel import SetPanel


class SetConditions(QObject):
    """Goes between the panel of a set and the draft that is being edited."""

    def __init__(self, panel: SetPanel, editing: DraftEditing, application: Application) -> None:
        super().__init__(panel)
        self._panel, self._editing, self._application = panel, editing, application
        panel.plan_changed.connect(self._on_plan)
        panel.cohort_changed.connect(editing.choose_cohort)
        panel.topics_requested.connect(self._on_topics)
        panel.overrides_requested.connect(self._on_overrides)

    @Slot(object)
    def _on_plan(self, fields: dict[str, Any]) -> None:
        told = self._told_in_exam(fields)
        if told:
            self._panel.refuse_exam(no_exam_sentence(told))
            return
        if not self._editing.change_plan(fields):
            field = self._panel.opens if "opens_at" in fields else self._panel.due
            field.set_error("It must be due after it opens.")

    def _told_in_exam(self, fields: dict[str, Any]) -> int:
        """Return how many scenarios keep the set from becoming an exam, if it is to be one."""
        pool = self._editing.pool
        if fields.get("mode") is not AssignmentMode.EXAM or pool is None:
            return 0
        return len(pool.scenarios_among(self._editing.draft.items))

    @Slot()
    def _on_topics(self) -> None:
        editing = self._editing
        assert editing.pool is not None
        assert editing.draft.plan.passes is not None
        known = dict(editing.draft.plan.passes.topics)
        there = {item.topic for item in editing.items()} | set(known)
        titles = {topic: title for topic, title in editing.pool.titles.items() if topic in there}
        chosen = ask_topics(self._panel, titles, known)
        if chosen is not None:
            self._panel.set_passed_topics(chosen)

    @Slot()
    def _on_overrides(self) -> None:
        application, draft = self._application, self._editing.draft
        members = application.cohorts.members(draft.cohort_id)
        chosen = ask_overrides(self._panel, draft.plan, members, application.environment.zone)
        if chosen is not None:
            self._editing.change_plan({"overrides": chosen})
