"""A process killed while terms are changed loses none, and sending again makes it good."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.application.assigning import Outgoing
from quizapp.bootstrap import Application
from quizapp.delivery.set_files import read_set
from quizapp.delivery.terms_files import parted, read_notice
from tests.conftest import START
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_cohort, add_draft
from tests.reliability.test_killed_while_answering import killed

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

KILLS = 6
LEARNERS = 40


def dues(folder: Path, sign_key: bytes) -> set[object]:
    """Return the due dates of all files of a folder, each of which is whole."""
    found = set()
    for path in folder.glob("*.quizset"):
        parts = parted(path.read_bytes())
        due_at = read_set(parts.sheet, frozenset([sign_key])).sheet.plan.due_at
        if parts.notice:
            due_at = read_notice(parts.notice, sign_key).terms.due_at
        found.add(due_at)
    return found


def test_kills_while_changing_terms_leave_whole_files_and_a_record_to_write_them_from(
    app: Application, open_app: Callable[..., Application], tmp_path: Path
) -> None:
    key = give_key(app, ROOT)
    draft = add_draft(app, add_cohort(app, "class", LEARNERS))
    first = START + timedelta(days=7)
    draft = app.set_drafts.save(draft.with_plan(due_at=first))
    out = tmp_path / "out"
    set_id = app.set_sending.assign(draft, out, key, lambda _d, _s: None).plan.id
    app.close()
    rng = random.Random(2026)
    last = first
    for seed in range(KILLS):
        killed(app.data_dir, str(out), seed, rng.uniform(0, 0.4), "changing")
        again = open_app()
        now = again.changing_terms.standing(set_id).plan.due_at
        assert now is not None
        # No change that was kept is lost, and no file tells of one that was not.
        assert last <= now
        assert all(isinstance(due, type(now)) and due <= now for due in dues(out, key.sign_key))
        again.assigning.send_again(set_id, Outgoing(out, key))
        assert dues(out, key.sign_key) == {now}
        assert again.database.row("PRAGMA integrity_check") == ("ok",)
        again.close()
        last = now
    assert last > first
