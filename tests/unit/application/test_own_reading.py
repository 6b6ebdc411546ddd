"""Large banks of a trainer's own are read once, by whoever has the time for it."""

from __future__ import annotations

import os
from dataclasses import replace

from quizapp.bootstrap import Application
from quizapp.domain.banks import Bank
from quizapp.exchange.own_folder import OwnFolder
from tests.unit.domain import samples


def write_bank(app: Application, count: int) -> None:
    own = {"bank": "own", "topic": "own"}
    items = tuple(replace(samples.single(), id=f"own-{n}", **own) for n in range(count))
    OwnFolder(app.authoring.shelf.root).write_bank(Bank("own", "Own", "own", "en", items))


def test_a_small_bank_is_read_when_it_is_looked_at(app: Application) -> None:
    assert app.authoring.shelf.is_read
    write_bank(app, 3)
    shelf = app.authoring.shelf
    assert shelf.is_read
    assert len(shelf.questions()) == 3


def test_a_large_bank_that_was_read_elsewhere_is_read_until_its_file_changes(
    app: Application,
) -> None:
    write_bank(app, 120)
    shelf, elsewhere = app.authoring.shelf, app.authoring.shelf
    assert not shelf.is_read
    shelf.take(elsewhere.read())
    assert shelf.is_read
    assert len(shelf.questions()) == 120
    os.utime(shelf.root / "banks" / "own.yaml", (0, 0))
    assert not shelf.is_read


def test_what_an_editor_leaves_beside_a_bank_is_no_bank(app: Application) -> None:
    bank = app.authoring.shelf.make_bank("Ward")
    (app.authoring.shelf.root / "banks" / ".#own.yaml").symlink_to("maya@ward.4711:1")
    assert app.banks.sync() == ()
    assert app.authoring.shelf.banks() == (bank,)


def test_a_bank_that_leads_nowhere_is_named_and_the_others_go_on(app: Application) -> None:
    bank = app.authoring.shelf.make_bank("Ward")
    (app.authoring.shelf.root / "banks" / "ward.yaml").symlink_to("there-is-none.yaml")
    (problem,) = app.banks.sync()
    assert (problem.file, problem.message) == ("own/banks/ward.yaml", "There is no such file.")
    assert not app.banks.needs_sync()
    shelf = app.authoring.shelf
    assert shelf.problems() == ("ward.yaml, line 0: There is no such file.",)
    assert shelf.is_read
    assert bank in shelf.banks()
