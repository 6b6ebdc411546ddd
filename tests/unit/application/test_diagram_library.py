"""Diagrams are listed with what they rest on and with the questions that use them."""

from __future__ import annotations

from quizapp.bootstrap import Application
from quizapp.storage.bank_store import BankCompiler


def test_all_diagrams_are_there_with_their_authorities(app: Application) -> None:
    entries = app.diagrams.diagrams()
    assert [entry.diagram.id for entry in entries] == [f"DG{n:02}" for n in range(1, 13)]
    for entry in entries:
        assert tuple(found.id for found in entry.references) == entry.diagram.references
        assert entry.references


def test_the_questions_of_a_diagram_are_those_that_name_it(app: Application) -> None:
    items = BankCompiler(app.database).active_items()
    for entry in app.diagrams.diagrams():
        naming = {item.id for item in items if item.diagram == entry.diagram.id}
        assert set(entry.item_ids) == naming
        assert len(entry.item_ids) == len(naming)


def test_a_question_that_is_asked_no_more_is_not_counted(app: Application) -> None:
    before = next(entry for entry in app.diagrams.diagrams() if entry.item_ids)
    app.database.execute("UPDATE item SET active = 0 WHERE id = ?", (before.item_ids[0],))
    after = {entry.diagram.id: entry for entry in app.diagrams.diagrams()}
    assert after[before.diagram.id].item_ids == before.item_ids[1:]


def test_an_authority_that_is_not_known_is_left_out(app: Application) -> None:
    entry = app.diagrams.diagrams()[0]
    app.database.execute(
        "DELETE FROM entry WHERE register = 'reference' AND id = ?", (entry.references[0].id,)
    )
    assert app.diagrams.diagrams()[0].references == entry.references[1:]
