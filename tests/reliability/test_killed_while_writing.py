"""A process killed while a question is written or published leaves whole files and the last text."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable

import pytest

from quizapp.bootstrap import Application, Environment
from tests.reliability.killing import killed
from tests.unit.application.authors import publish, ready

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

KILLS = 6


def test_kills_lose_no_text_that_was_said_to_be_kept(
    app: Application, open_app: Callable[..., Application]
) -> None:
    item = publish(app.authoring, ready(app.authoring))
    app.close()
    rng = random.Random(2026)
    for seed in range(1, KILLS + 1):
        said = killed(app.data_dir, item.id, seed, rng.uniform(0, 0.15), "writing")
        again = open_app(env=Environment())
        authoring = again.authoring
        assert authoring.shelf.problems() == ()
        (row,) = authoring.shelf.questions()
        assert row.bank.is_owned
        kept = re.search(r"number (\d+)", authoring.drafts.open(item.id).explanation)
        assert kept is not None
        last = json.loads(said[-1])
        # At the kill one more may have been kept that there was no time to say.
        assert int(kept[1]) in {last, last + 1}
        again.close()
    final = open_app(env=Environment())
    publish(final.authoring, final.authoring.drafts.open(item.id))
    assert final.banks.sync() == ()
