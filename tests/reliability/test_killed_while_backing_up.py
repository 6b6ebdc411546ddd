"""A process killed while it backs up or restores loses no question and leaves whole files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from quizapp.bootstrap import Application, Environment, closed_backups
from tests.reliability.killing import killed
from tests.unit.application.authors import bank_of, published, ready
from tests.unit.application.test_backed_up_questions import contents

KILLS = 8
Open = Callable[..., Application]


def test_kills_while_backing_up_leave_only_back_ups_that_are_whole(
    app: Application, open_app: Open
) -> None:
    published(app.authoring)
    app.close()
    rng = random.Random(2026)
    said = [
        name
        for seed in range(KILLS)
        for name in killed(
            app.data_dir, "manual", seed, rng.uniform(0, 0.3), "backing_up", 1 + seed % 3
        )
        if name != "begun"
    ]
    listed = open_app(env=Environment()).backups.list()
    assert listed
    assert all(backup.is_ok and backup.file_count == 2 for backup in listed)
    newest = {backup.path.name for backup in listed}
    assert set(said[-5:]) <= newest  # The oldest beyond ten are dropped.


def test_kills_while_restoring_lose_no_question_and_restoring_again_works(
    app: Application, open_app: Open, data_folder: Path
) -> None:
    published(app.authoring)
    app.profiles.create("Maya")
    first = app.backups.make("first")
    ready(app.authoring, bank_of(app.authoring))
    app.profiles.create("Jonas")
    second = app.backups.make("second")
    then = contents(app.question_folder)
    app.close()
    rng = random.Random(2026)
    for seed in range(KILLS):
        names = f"{first.name},{second.name}"
        killed(data_folder, names, seed, rng.uniform(0, 0.3), "restoring", 1 + seed % 3)
        # A start finds a database, before or after, and questions that can all be read.
        again = open_app(env=Environment())
        assert again.authoring.shelf.problems() == ()
        assert len(again.profiles.learners()) in {1, 2}
        again.close()
    kept = list(data_folder.glob("banks-replaced-*Z"))
    assert any(contents(folder) == then for folder in kept)
    closed_backups(data_folder).restore(second)
    assert contents(data_folder / "banks") == then
    assert len(open_app(env=Environment()).profiles.learners()) == 2
