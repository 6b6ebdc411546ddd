"""The set builder's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quizapp.bootstrap import Application
from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.attempts import PassRule
from quizapp.domain.set_drafts import SetDraft
from quizapp.ui.components.inputs import Stepper
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.fill_pane import FillPane
from quizapp.ui.trainer.set_fields import ValueSelect
from quizapp.ui.trainer.sets_page import SetsPage
from tests.delivery.world import ROOT, give_key
from tests.picture_stage import SETTLE_MS, Stage

Prepare = Callable[[Stage], None]


def add_cohort(application: Application, name: str, learners: int) -> str:
    """Make a cohort of made-up learners and return its id."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.csv"
        rows = ["name,id", *(f"Learner {n:04},{n}" for n in range(1, learners + 1))]
        path.write_text("\n".join(rows), encoding="utf-8")
        application.cohorts.import_roster(path, name)
    return application.cohorts.find(name).id


def add_draft(application: Application, cohort: str, *, is_exam: bool = False) -> SetDraft:
    """Make a draft of fifteen questions on three topics."""
    pool = application.question_pool.load()
    topics = ("receptor-mechanisms", "misconceptions", "overdose-response")
    items = [
        one.id
        for topic, count in zip(topics, (6, 3, 6), strict=True)
        for one in [one for one in pool.questions if one.sort.topic == topic and not one.case_id][
            :count
        ]
    ]
    draft = application.set_drafts.new("Naloxone: what it can and cannot reverse", items)
    draft = replace(draft, cohort_id=cohort).with_plan(
        due_at=datetime(2026, 12, 1, 17, tzinfo=UTC),
        passes=PassRule(0.6, no_critical_error=True),
        shuffles_questions=True,
        feedback=Feedback.AT_ONCE,
    )
    if is_exam:
        draft = draft.with_plan(mode=AssignmentMode.EXAM, time_limit_s=1800)
    return application.set_drafts.save(draft)


def _enter(stage: Stage, learners: int = 24) -> tuple[Application, str]:
    application = stage.enter()
    give_key(application, ROOT)
    return application, add_cohort(application, "Paramedic cohort B", learners)


def _sets(count: int) -> Prepare:
    def prepare(stage: Stage) -> None:
        application, cohort = _enter(stage)
        for number in range(count):
            draft = add_draft(application, cohort, is_exam=number % 3 == 0)
            if number % 2:
                with TemporaryDirectory() as folder:
                    application.set_sending.assign(
                        draft, Path(folder), application.trainer.key(), lambda _d, _s: None
                    )
        stage.show("trainer", part="sets")

    return prepare


def _builder(*, is_exam: bool = False, step: int = 1) -> Prepare:
    def prepare(stage: Stage) -> None:
        application, cohort = _enter(stage)
        draft = add_draft(application, cohort, is_exam=is_exam)
        stage.show("trainer", part="sets")
        page = open_draft(stage.window, draft)
        if step == 2:
            page.builder.show_second_step()
        QTest.qWait(SETTLE_MS)

    return prepare


def open_draft(window: QWidget, draft: SetDraft) -> SetsPage:
    """Open a draft on the page of a trainer, and wait until its questions are read."""
    page = window.findChild(SetsPage)
    page.list.open_requested.emit(draft.id)
    for _ in range(500):
        if page.builder is not None and page.builder.editing.pool is not None:
            break
        QTest.qWait(20)
    return page


def _picked(stage: Stage) -> None:
    _builder()(stage)
    builder = stage.window.findChild(BuilderPane)
    builder.card.show_picked()
    QTest.qWait(SETTLE_MS)


def _fill(*, is_short: bool) -> Prepare:
    def prepare(stage: Stage) -> None:
        _builder()(stage)
        builder = stage.window.findChild(BuilderPane)
        builder.fill_requested.emit()
        pane = stage.window.findChild(FillPane)
        for number, stepper in enumerate(pane.findChildren(Stepper)[:3]):
            stepper.set_value(5 + number)
        if is_short:
            pane.findChildren(Stepper)[3].set_value(60)
            pane.go()
        QTest.qWait(SETTLE_MS)

    return prepare


def _preview(stage: Stage) -> None:
    _builder()(stage)
    stage.window.findChild(BuilderPane).preview_requested.emit("")
    QTest.qWait(SETTLE_MS)


def _with_scenario(stage: Stage) -> BuilderPane:
    """Open a draft with a scenario in it, with all scenarios in the list."""
    _builder()(stage)
    builder: BuilderPane = stage.window.findChild(BuilderPane)
    builder.editing.tick(("BR01",), is_on=True)
    for select in builder.card.findChildren(ValueSelect):
        if select.accessibleName() == "Kind":
            select.set_value("scenario")
            select.value_chosen.emit("scenario")
    return builder


def _scenarios(stage: Stage) -> None:
    builder = _with_scenario(stage)
    builder.panel.plan_changed.emit({"mode": AssignmentMode.EXAM})
    QTest.qWait(SETTLE_MS)


def _preview_scenario(stage: Stage) -> None:
    _with_scenario(stage).preview_requested.emit("BR01")
    QTest.qWait(SETTLE_MS)


BUILDER_PLACES: dict[str, Prepare] = {
    "list": _sets(8),
    "none": _sets(0),
    "questions": _builder(),
    "exam": _builder(is_exam=True),
    "step-2": _builder(step=2),
    "picked": _picked,
    "fill": _fill(is_short=False),
    "fill-short": _fill(is_short=True),
    "preview": _preview,
    "scenarios": _scenarios,
    "preview-scenario": _preview_scenario,
}
