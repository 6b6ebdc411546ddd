"""A process killed while sets are written leaves none half-written, and going on works."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.delivery.set_files import read_set
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_cohort, add_draft
from tests.picture_cohort_sets import enrol_some
from tests.reliability.killing import killed

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

KILLS = 8
LEARNERS = 60


@pytest.mark.parametrize("enrolled", [0, LEARNERS // 2])
def test_kills_while_assigning_leave_a_draft_or_a_whole_assignment(
    app: Application, open_app: Callable[..., Application], tmp_path: Path, enrolled: int
) -> None:
    key = give_key(app, ROOT)
    cohort = add_cohort(app, "class", LEARNERS)
    enrol_some(app, cohort, enrolled)
    draft = add_draft(app, cohort).with_plan(shares_file=bool(enrolled))
    app.set_drafts.save(draft)
    out = tmp_path / "out"
    app.close()
    rng = random.Random(2026)
    for seed in range(KILLS):
        killed(app.data_dir, str(out), seed, rng.uniform(0, 0.6), "assigning")
        again = open_app()
        sets = again.set_drafts.list()
        # It is a draft as it was, or an assignment with a set for everybody.
        assert (sets.drafts, [row.sent for row in sets.assigned]) in (
            ((draft,), []),
            ((), [LEARNERS]),
        )
        for file in out.glob("*.quizset"):
            assert read_set(file.read_bytes(), frozenset([key.sign_key])).sheet.plan.title
        assert again.database.row("PRAGMA integrity_check") == ("ok",)
        again.close()
    last = open_app()
    sets = last.set_drafts.list()
    if sets.drafts:
        done = last.set_sending.assign(draft, out, key, lambda _done, _steps: None)
    else:
        plan = sets.assigned[0].plan
        done = last.set_sending.send_again(plan.id, out, key, lambda _done, _steps: None)
    assert sorted(path.name for path in out.iterdir()) == sorted({*done.files, done.send_list})
