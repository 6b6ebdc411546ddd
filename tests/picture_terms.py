"""New terms in the pictures: asking for them, the files that tell of them, and a learner's side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest

from quizapp.application.assigning import Outgoing
from quizapp.application.changing_terms import TermsGiven, TermsWish
from quizapp.application.set_messages import terms_message
from quizapp.application.sitting_words import news_words
from quizapp.application.terms_words import WHAT_LEARNERS_DO, given_sentences
from quizapp.bootstrap import Application
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.sending import SentDialog
from quizapp.ui.trainer.sets_page import SetsPage
from quizapp.ui.trainer.terms_dialog import TermsDialog
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_cohort, add_draft
from tests.picture_stage import NOW, SETTLE_MS, Stage

Prepare = Callable[[Stage], None]

_DUE = NOW + timedelta(days=9)


def _assigned(stage: Stage, folder: Path, learners: int = 24) -> tuple[Application, str]:
    """Assign an exam of half an hour, and return its id."""
    application = stage.enter()
    give_key(application, ROOT)
    cohort = add_cohort(application, "Paramedic cohort B", learners)
    draft = add_draft(application, cohort, is_exam=True)
    draft = application.set_drafts.save(draft.with_plan(due_at=NOW + timedelta(days=7)))
    key = application.trainer.key()
    done = application.set_sending.assign(draft, folder, key, lambda _d, _s: None)
    return application, done.plan.id


def _change(application: Application, set_id: str, wish: TermsWish, folder: Path) -> TermsGiven:
    going = Outgoing(folder, application.trainer.key())
    return application.changing_terms.change(set_id, wish, going)


def _wish(application: Application, set_id: str, place: int) -> TermsWish:
    member = application.changing_terms.standing(set_id).members[place]
    return TermsWish(member.id, 1.5, None, _DUE)


def _listed(stage: Stage) -> None:
    with TemporaryDirectory() as made:
        _assigned(stage, Path(made))
    stage.show("trainer", part="sets")
    table = stage.window.findChild(SetsPage).list.table
    flag = QItemSelectionModel.SelectionFlag
    index = table.model().index(table.model().rowCount() - 1, 0)
    table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
    QTest.qWait(SETTLE_MS)


def _asked(*, is_wrong: bool, changes: int) -> Prepare:
    def prepare(stage: Stage) -> None:
        with TemporaryDirectory() as made:
            application, set_id = _assigned(stage, Path(made))
            for place in range(changes):
                _change(application, set_id, _wish(application, set_id, place), Path(made))
        stage.show("trainer", part="sets")
        dialog = TermsDialog(stage.window, application, application.changing_terms.standing(set_id))
        if is_wrong:
            dialog._due.set_moment(NOW + timedelta(days=1))
            dialog.accept()
        dialog.open()
        QTest.qWait(SETTLE_MS)

    return prepare


def _sent(*, is_one: bool) -> Prepare:
    def prepare(stage: Stage) -> None:
        with TemporaryDirectory() as made:
            application, set_id = _assigned(stage, Path(made))
            wish = _wish(application, set_id, 0) if is_one else TermsWish("", due_at=_DUE)
            given = _change(application, set_id, wish, Path(made))
        stage.show("trainer", part="sets")
        words = application.trainer.key().fingerprint
        message = partial(terms_message, key_words=words, zone=None)
        remarks = (*given_sentences(given), WHAT_LEARNERS_DO)
        folder = Path("/home/trainer/sets")
        SentDialog(stage.window, given.sent, folder, message, remarks).open()
        QTest.qWait(SETTLE_MS)

    return prepare


def _opened(*, says: bool) -> Prepare:
    def prepare(stage: Stage) -> None:
        with TemporaryDirectory() as made:
            folder = Path(made)
            application, set_id = _assigned(stage, folder)
            learner, sets = application.profiles.learners()[0].id, application.assigned_sets
            given = _change(application, set_id, _wish(application, set_id, 0), folder)
            offer = sets.look(folder / given.sent.files[0], learner)
            sha256 = sets.take(offer, learner)
        stage.window.workplace.show_set(sha256)
        if says:
            title, text = news_words(sets.view(sha256), offer.news, application.environment.zone)
            dialog = Dialog(stage.window, title)
            dialog.add_text(text)
            dialog.add_action("Close", "primary", accept=True)
            dialog.open()
        QTest.qWait(SETTLE_MS)

    return prepare


TERMS_PLACES: dict[str, Prepare] = {
    "list": _listed,
    "ask": _asked(is_wrong=False, changes=0),
    "ask-again": _asked(is_wrong=False, changes=4),
    "ask-wrong": _asked(is_wrong=True, changes=0),
    "sent": _sent(is_one=True),
    "sent-all": _sent(is_one=False),
    "start": _opened(says=False),
    "told": _opened(says=True),
}
