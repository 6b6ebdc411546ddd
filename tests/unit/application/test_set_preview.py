"""A set as a learner will see it."""

from __future__ import annotations

from quizapp.bootstrap import Application
from quizapp.domain.scenario_items import ScenarioItem
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.application.steps import harmful, right, tame
from tests.unit.domain.scenario_factory import PERFECT


def test_a_question_is_shown_with_all_its_answers_in_another_order(app: Application) -> None:
    items = tame(app)
    views = [app.set_preview.question(items, n, is_exam=False) for n in range(len(items))]
    assert [view.item for view in views] == items
    for view in views:
        assert set(view.option_sets[0]) == set(view.item.option_sets[0])
    assert any(view.option_sets != view.item.option_sets for view in views)
    assert (views[2].position, views[2].total) == (2, 15)


def test_neither_topic_nor_level_is_named_as_in_the_set_itself(app: Application) -> None:
    view = app.set_preview.question(tame(app), 0, is_exam=False)
    assert view.topic_title == ""


def test_an_exam_explains_no_words_and_practice_does(app: Application) -> None:
    items = app.question_pool.items(["hi-012"], app.question_pool.load())
    assert app.set_preview.question(items, 0, is_exam=False).gloss.terms
    assert not app.set_preview.question(items, 0, is_exam=True).gloss.terms


def test_a_diagram_is_there_where_the_question_is_about_one(app: Application) -> None:
    pool = app.question_pool.load()
    place = next(one.id for one in pool.questions if one.sort.kind == "hotspot")
    items = app.question_pool.items([place], pool)
    assert app.set_preview.question(items, 0, is_exam=False).diagram is not None


def test_a_scenario_is_played_to_its_end_and_nothing_of_it_is_recorded(app: Application) -> None:
    served_scenario(app)
    pool = app.question_pool.load()
    (item,) = app.question_pool.items(["T01"], pool)
    assert isinstance(item, ScenarioItem)
    path = app.set_preview.scenario(item, app.clock.today(), is_told=True)
    for action in PERFECT:
        path.act(action, 2000)
    assert path.summary().passed
    assert app.database.rows("SELECT * FROM scenario_run") == []


def test_after_an_answer_there_is_what_practice_shows_and_nothing_is_recorded(
    app: Application,
) -> None:
    items = tame(app)
    view = app.set_preview.question(items, 14, is_exam=False)
    shown = app.set_preview.feedback(view, right(view.item), app.clock.today())
    assert (shown.verdict.title, shown.is_last) == ("Right", True)
    bad = app.set_preview.feedback(view, harmful(view.item), app.clock.today())
    assert bad.grade.critical_error
    assert app.database.rows("SELECT * FROM response") == []
