"""Sets from a trainer in the pictures: made by a trainer of the same computer, taken by the learner."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from quizapp.application.sitting_views import SetOffer, Trust
from quizapp.bootstrap import Application
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.shell.set_opening import compare_dialog
from quizapp.ui.sitting import page
from tests.picture_stage import SETTLE_MS, Stage

_SPEC = """\
format: assignment/1
id: {id}
title: {title}
mode: {mode}
items: [{items}]
due: {due}
attempts: 2
{more}
"""


def _assigned(
    stage: Stage, mode: str, more: str = "", name: str = "week-3", items: str = ""
) -> str:
    """Make a set and take it for the learner; return its hash."""
    application = stage.enter()
    key = TrainerKey(bytes(range(32)))
    (application.data_dir / "trainer.key").write_text(key.to_line())
    application.database.execute(
        "INSERT OR IGNORE INTO trainer_key VALUES (?, ?, '2026-03-02')",
        (key.sign_key, key.box_key),
    )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "class.csv").write_text("name\nMaya\n", encoding="utf-8")
        application.cohorts.import_roster(folder / "class.csv")
        title = "What to do in an overdose" if name == "week-3" else "Receptors, again"
        due = "2026-11-23T18:00+00:00" if name == "week-3" else "2026-11-19T12:00+00:00"
        spec = folder / "spec.yaml"
        spec.write_text(
            _SPEC.format(
                id=name,
                title=title,
                mode=mode,
                due=due,
                more=more,
                items=items or _items(application),
            ),
            encoding="utf-8",
        )
        done = application.assigning.assign(spec, "class", folder, application.trainer.key())
        return _take(application, folder / done.files[0])


def _items(application: Application) -> str:
    rows = application.database.rows(
        "SELECT id FROM item WHERE active = 1 AND kind IN ('single_best', 'vignette') ORDER BY"
        " kind, topic <> 'overdose-response', id LIMIT 14"
    )
    return ", ".join(row[0] for row in rows)


def _take(application: Application, path: Path) -> str:
    learner = application.profiles.learners()[0].id
    sets = application.assigned_sets
    return sets.take(sets.look(path, learner), learner)


BAD_RUN = ("watch-chest", "cold-shower", "look-out")
"""Actions of the scenario BR01 that lead to its worst end."""
_LIMIT = "minutes: 20\npass: {score: 0.8, no_critical_error: true}"


def _show(stage: Stage, sha256: str) -> None:
    stage.window.workplace.show_set(sha256)
    QTest.qWait(SETTLE_MS)


def _click(stage: Stage, name: str) -> None:
    """Click the visible button of a name."""
    page = stage.window.workplace.sitting().page
    for button in page.findChildren(QPushButton, name):
        if button.isVisible():
            button.click()
            break
    QTest.qWait(SETTLE_MS)


def _choose(stage: Stage, tile: int = 0) -> None:
    """Choose an option of the question in front."""
    view = stage.window.workplace.sitting().page.frame.run.pane.view
    tiles = [one for one in view.findChildren(Tile) if one.isVisible()]
    tiles[tile].click()
    QTest.qWait(5)


def today(stage: Stage) -> None:
    """Show Today with four sets: one to do, one begun, one to save, and one that is saved."""
    application = stage.enter()
    saved = _assigned(stage, "practice", name="week-0")
    application.assigned_sets.begin(saved).hand_in()
    (kept,) = application.assigned_sets.view(saved).hand_ins
    with tempfile.TemporaryDirectory() as folder:
        application.assigned_sets.export(saved, kept.sha256, Path(folder) / kept.name)
    done = _assigned(stage, "practice", name="week-1")
    stage.window.workplace.show_set(done)
    _click(stage, "go")
    _click(stage, "overview")
    _click(stage, "go")
    started = _assigned(stage, "practice", name="week-2")
    _assigned(stage, "exam", _LIMIT)
    _show(stage, started)
    _click(stage, "go")
    _choose(stage)
    _click(stage, "check")
    _click(stage, "leave")
    stage.show("today")
    # The page grows to its rows in a round of events of its own.
    QTest.qWait(5 * SETTLE_MS)


def start(stage: Stage) -> None:
    """Show what an exam is before it is begun."""
    _show(stage, _assigned(stage, "exam", _LIMIT))


def question(stage: Stage) -> None:
    """Show the third question of an exam with a limit."""
    start(stage)
    _click(stage, "go")
    _choose(stage)
    _click(stage, "check")
    _click(stage, "check")
    _choose(stage, 1)


def overview(stage: Stage) -> None:
    """Show what is missing before an exam is handed in."""
    question(stage)
    _click(stage, "flag")
    _click(stage, "overview")


def exam_end(stage: Stage) -> None:
    """Show an exam that was handed in."""
    overview(stage)
    _click(stage, "go")


def exam_saved(stage: Stage) -> None:
    """Show an exam whose result was saved."""
    exam_end(stage)
    with (
        tempfile.TemporaryDirectory() as made,
        patch.object(page, "save_file", lambda _p, _t, name, _f: Path(made, name)),
    ):
        _click(stage, "go")


def practice(feedback: str, *, ends: bool) -> Callable[[Stage], None]:
    """Return how to show a practice set: an answer with its feedback, or its end."""

    def prepare(stage: Stage) -> None:
        _show(stage, _assigned(stage, "practice", f"feedback: {feedback}\n{_LIMIT}"))
        _click(stage, "go")
        _choose(stage)
        _click(stage, "check")
        if ends:
            _click(stage, "overview")
            _click(stage, "go")

    return prepare


def scenario(feedback: str, *actions: str) -> Callable[[Stage], None]:
    """Return how to show the scenario of a practice set after some actions."""

    def prepare(stage: Stage) -> None:
        more = f"feedback: {feedback}\nminutes: 30"
        items = f"BR01, {_items(stage.enter())}"
        sha256 = _assigned(stage, "practice", more, items=items)
        run = stage.enter().assigned_sets.begin(sha256)
        for action in actions:
            run.scenario(0).act(action, 4000)
        _show(stage, sha256)
        _click(stage, "go")
        if actions:
            page = stage.window.workplace.sitting().page
            page.asking.ask(0)
            QTest.qWait(SETTLE_MS)

    return prepare


def consequence(stage: Stage) -> None:
    """Show what came of an action in the scenario of a set."""
    scenario("at_once", "speak-up")(stage)
    page = stage.window.workplace.sitting().page.asking.scenarios.page
    page.frame.scene.actions_pane.actions_list.choose(1)
    page.enter()
    QTest.qWait(SETTLE_MS)


def compare(stage: Stage) -> None:
    """Show the words of a trainer whose first set this is."""
    application = stage.enter()
    sha256 = _assigned(stage, "exam", _LIMIT)
    view = application.assigned_sets.view(sha256)
    offer = SetOffer(
        raw=b"",
        sha256=sha256,
        plan=view.row.plan,
        questions=view.row.questions,
        sign_key=b"",
        fingerprint=view.fingerprint,
        trust=Trust.FIRST,
        is_there=False,
    )
    compare_dialog(stage.window, offer).open()
    QTest.qWait(SETTLE_MS)
