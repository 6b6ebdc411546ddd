"""One file for a cohort in the pictures: choosing it, sending it, and answering it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from quizapp.application.set_messages import set_message
from quizapp.application.sitting_views import NotEnrolled
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Override
from quizapp.domain.set_drafts import SetDraft
from quizapp.ui.shell.set_opening import not_enrolled_dialog
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.sending import SentDialog
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_cohort, add_draft, open_draft
from tests.picture_stage import SETTLE_MS, Stage

Prepare = Callable[[Stage], None]

_LEARNERS = 24


def enrol_some(application: Application, cohort: str, many: int) -> None:
    """Let the first learners of a cohort of made-up ones have enrolled."""
    with application.rosters.opened() as rosters:
        for number in range(1, many + 1):
            key = number.to_bytes(32)
            rosters.enrol(cohort, f"{number:032x}", f"Learner {number:04}", key)


def _draft(stage: Stage, enrolled: int) -> tuple[Application, SetDraft]:
    application = stage.enter()
    give_key(application, ROOT)
    cohort = add_cohort(application, "Paramedic cohort B", _LEARNERS)
    enrol_some(application, cohort, enrolled)
    members = application.cohorts.members(cohort)
    draft = add_draft(application, cohort, is_exam=True)
    plan = replace(draft.plan, shares_file=True, overrides=(Override(members[2].id, 1.5),))
    return application, application.set_drafts.save(replace(draft, plan=plan))


def _panel(stage: Stage) -> None:
    _application, draft = _draft(stage, 20)
    stage.show("trainer", part="sets")
    page = open_draft(stage.window, draft)
    assert page.builder is not None
    page.builder.show_second_step()
    QTest.qWait(SETTLE_MS)
    panel = page.builder.panel
    parent = panel.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    assert isinstance(parent, QScrollArea)
    parent.ensureWidgetVisible(panel.files)
    QTest.qWait(SETTLE_MS)


def _ask(enrolled: int) -> Prepare:
    def prepare(stage: Stage) -> None:
        _application, draft = _draft(stage, enrolled)
        stage.show("trainer", part="sets")
        page = open_draft(stage.window, draft)
        builder = stage.window.findChild(BuilderPane)
        review = builder.editing.review()
        page._sender.question(draft, review, "Paramedic cohort B", _LEARNERS).open()
        QTest.qWait(SETTLE_MS)

    return prepare


def _sent(stage: Stage) -> None:
    application, draft = _draft(stage, 20)
    stage.show("trainer", part="sets")
    key = application.trainer.key()
    with TemporaryDirectory() as made:
        folder = Path(made)
        done = application.set_sending.assign(draft, folder, key, lambda _d, _s: None)
    message = partial(set_message, key_words=key.fingerprint, zone=None)
    SentDialog(stage.window, done, Path("/home/trainer/sets"), message).open()
    QTest.qWait(SETTLE_MS)


def _opened(*, has_enrolled: bool) -> Prepare:
    def prepare(stage: Stage) -> None:
        application, draft = _draft(stage, 20)
        learner = application.profiles.learners()[0]
        key = application.trainer.key()
        if has_enrolled:
            enrolling = application.enrolling
            invited = enrolling.open(enrolling.invite(draft.cohort_id, key))
            enrolling.enrol(invited, learner.id, learner.name)
        with TemporaryDirectory() as made:
            folder = Path(made)
            done = application.set_sending.assign(draft, folder, key, lambda _d, _s: None)
            sets = application.assigned_sets
            if has_enrolled:
                offer = sets.look(folder / done.shared, learner.id)
                stage.window.workplace.show_set(sets.take(offer, learner.id))
            else:
                stage.show("today")
                with pytest.raises(NotEnrolled) as caught:
                    sets.look(folder / done.shared, learner.id)
                not_enrolled_dialog(stage.window, caught.value).open()
        QTest.qWait(SETTLE_MS)

    return prepare


COHORT_SET_PLACES: dict[str, Prepare] = {
    "panel": _panel,
    "ask": _ask(20),
    "ask-nobody": _ask(0),
    "sent": _sent,
    "start": _opened(has_enrolled=True),
    "not-enrolled": _opened(has_enrolled=False),
}
