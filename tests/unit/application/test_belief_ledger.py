"""The ledger of misconceptions as users see it: states, what says so, and working on one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quizapp.application.belief_views import BeliefTurn, Sign
from quizapp.application.belief_words import answer_line, next_step, reason, turns_sentence
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.domain.ledger import BeliefState, Need
from quizapp.storage.bank_store import BankCompiler
from tests.conftest import Clock
from tests.unit.application import scenario_steps
from tests.unit.application.belief_steps import BELIEF, OTHER, answer, revealing, row
from tests.unit.application.steps import begin, items_asked, reply, right, wrong

S = BeliefState
Items = list[SingleBest]


@pytest.fixture
def telling(app: Application) -> Items:
    """Six items that could show `BELIEF`, and no others."""
    return revealing(app, 6)


def cleared(app: Application, learner_id: str, telling: Items, clock: Clock) -> None:
    for item in telling[:3]:
        answer(app, learner_id, item, right)
        clock.advance(days=1)


# States -------------------------------------------------------------------------------------


def test_a_learner_who_has_answered_nothing_has_met_no_misconception(
    app: Application, learner_id: str, telling: Items
) -> None:
    view = app.ledger.view(learner_id)
    assert {row.state for row in view.rows} == {S.NEVER_MET}
    assert len(view.rows) == len({row.misconception.id for row in view.rows}) >= 31
    assert row(app, learner_id).can_work
    assert not row(app, learner_id, "MC05").can_work
    assert reason(row(app, learner_id)).startswith("No question that you answered")


def test_a_misconception_goes_through_all_states(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    steps = [
        (right, S.MET),
        (wrong, S.WAVERING),
        (wrong, S.HELD),
        (right, S.WAVERING),
        (right, S.WAVERING),
        (right, S.CLEARED),
        (wrong, S.CAME_BACK),
    ]
    for number, (how, state) in enumerate(steps):
        answer(app, learner_id, telling[number % 3], how)
        clock.advance(days=1)
        assert row(app, learner_id).state is state
    assert (row(app, learner_id).met, row(app, learner_id).chosen) == (7, 3)
    assert row(app, learner_id).since == date(2026, 3, 8)


def test_one_certain_answer_is_enough_to_hold_it(
    app: Application, learner_id: str, telling: Items
) -> None:
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    assert row(app, learner_id).state is S.HELD
    assert reason(row(app, learner_id)) == "You chose it, and were certain. Since 2 March."
    answer(app, learner_id, telling[1], wrong)
    assert reason(row(app, learner_id)).startswith("Your last two answers chose it")
    assert row(app, learner_id, OTHER).state is S.MET


def test_a_question_that_was_left_when_the_time_ran_out_says_nothing(
    app: Application, learner_id: str, telling: Items
) -> None:
    begin(app, learner_id, telling[:2]).time_out()
    assert row(app, learner_id).state is S.NEVER_MET


def test_those_that_want_work_come_first(app: Application, learner_id: str, telling: Items) -> None:
    answer(app, learner_id, telling[0], wrong)
    states = [row.state for row in app.ledger.view(learner_id).rows]
    assert states[:2] == [S.WAVERING, S.MET]
    assert set(states[2:]) == {S.NEVER_MET}


# What says so -------------------------------------------------------------------------------


def test_the_answers_that_say_so_are_told_newest_first(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    clock.advance(days=1)
    answer(app, learner_id, telling[1], right, Confidence.GUESS)
    answer(app, learner_id, telling[2], right, None)
    last, guess, slip = app.ledger.details(learner_id, BELIEF).answers
    assert [last.sign, guess.sign, slip.sign] == [Sign.SAW_THROUGH, Sign.GUESSED, Sign.GAVE_AWAY]
    assert (slip.asked, slip.chosen) == (telling[0].stem, telling[0].options[0].text)
    assert answer_line(slip) == "2 March · Certain"
    assert answer_line(last) == "3 March"


def test_a_wrong_answer_of_another_sort_is_told_apart(
    app: Application, learner_id: str, telling: Items
) -> None:
    answer(app, learner_id, telling[0], wrong)
    (told,) = app.ledger.details(learner_id, OTHER).answers
    assert told.sign is Sign.MISSED


def test_the_sources_of_the_refutation_are_told(app: Application, learner_id: str) -> None:
    details = app.ledger.details(learner_id, BELIEF)
    misconception = row(app, learner_id).misconception
    assert [one.claim_id for one in details.citations] == [
        citation.claim for citation in misconception.citations
    ]
    assert [one.id for one in details.references] == list(misconception.references)


def test_a_misconception_that_there_is_not_is_said_so(app: Application, learner_id: str) -> None:
    with pytest.raises(UserError, match="MC99 is not in the question banks"):
        app.ledger.details(learner_id, "MC99")


def test_an_item_that_has_another_key_since_keeps_what_it_said(
    app: Application, learner_id: str, telling: Items
) -> None:
    answer(app, learner_id, telling[0], wrong)
    item = telling[0]
    plain = tuple(replace(option, misconception=None) for option in item.options)
    revised = replace(item, rev=replace(item.rev, scoring=2), options=plain)
    with app.database.transaction():
        BankCompiler(app.database).save_item(revised, 0)
    app.rebuilding.rebuild()
    assert row(app, learner_id).state is S.WAVERING
    (told,) = app.ledger.details(learner_id, BELIEF).answers
    assert (told.asked, told.chosen) == (item.stem, "")


def test_an_item_that_is_not_there_any_more_keeps_what_it_said(
    app: Application, learner_id: str, telling: Items
) -> None:
    answer(app, learner_id, telling[0], wrong)
    app.database.execute("DELETE FROM item WHERE id = ?", (telling[0].id,))
    assert row(app, learner_id).state is S.WAVERING
    (told,) = app.ledger.details(learner_id, BELIEF).answers
    assert (told.asked, told.chosen) == ("", "")


# Scenarios ----------------------------------------------------------------------------------


def test_what_a_scenario_gives_away_counts_and_is_told(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    answer(app, learner_id, telling[0], right)
    clock.advance(hours=1)
    made = scenario_steps.served_scenario(app)
    scenario_steps.begin(app, learner_id, "shout", "wait")
    assert row(app, learner_id).state is S.WAVERING
    told, earlier = app.ledger.details(learner_id, BELIEF).answers
    assert (told.asked, told.chosen) == (made.title, made.scenes["flat"].action("wait").text)
    assert answer_line(told) == "2 March · in a scenario"
    assert earlier.sign is Sign.SAW_THROUGH


def test_what_a_scenario_does_not_give_away_clears_nothing(
    app: Application, learner_id: str, telling: Items
) -> None:
    scenario_steps.served_scenario(app)
    scenario_steps.begin(app, learner_id, "shout", "phone", "spray", "breathe")
    assert row(app, learner_id).state is S.NEVER_MET


def test_answers_and_scenarios_are_taken_in_the_order_of_time_after_the_clock_went_back(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    scenario_steps.served_scenario(app)
    cleared(app, learner_id, telling, clock)
    clock.advance(days=-10)
    scenario_steps.begin(app, learner_id, "shout", "wait")
    assert row(app, learner_id).state is S.CLEARED
    assert [one.sign for one in app.ledger.details(learner_id, BELIEF).answers] == [
        *[Sign.SAW_THROUGH] * 3,
        Sign.GAVE_AWAY,
    ]


# Working on one -----------------------------------------------------------------------------


def test_working_on_one_begins_with_its_refutation(
    app: Application, learner_id: str, telling: Items
) -> None:
    session = app.sessions.open(app.practice.start_work(learner_id, BELIEF))
    introduction = session.introduction()
    assert introduction is not None
    assert introduction.misconception.id == BELIEF
    assert introduction.references
    assert session.total == 3
    reply(session)
    assert session.introduction() is None
    assert begin(app, learner_id, telling[:1]).introduction() is None


def test_a_belief_that_has_left_the_banks_has_no_refutation_to_begin_with(
    app: Application, learner_id: str, telling: Items
) -> None:
    session = app.sessions.open(app.practice.start_work(learner_id, BELIEF))
    app.database.execute("DELETE FROM entry WHERE register = 'misconception'")
    assert session.introduction() is None


def test_the_questions_are_those_not_seen_or_seen_longest_ago_and_the_missed_ones_last(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    for item, how in zip(telling, (wrong, right, right, right), strict=False):
        answer(app, learner_id, item, how)
        clock.advance(hours=1)
    session = app.sessions.open(app.practice.start_work(learner_id, BELIEF))
    asked = {item.id for item in items_asked(session)}
    assert asked == {telling[4].id, telling[5].id, telling[1].id}


def test_questions_that_cue_each_other_do_not_meet_in_it(
    app: Application, learner_id: str, telling: Items
) -> None:
    BankCompiler(app.database).save_cues([(telling[0].id, telling[1].id)])
    session = app.sessions.open(app.practice.start_work(learner_id, BELIEF))
    asked = {item.id for item in items_asked(session)}
    assert len(asked) == 3
    assert not {telling[0].id, telling[1].id} <= asked


def test_a_belief_that_no_question_could_show_cannot_be_worked_on(
    app: Application, learner_id: str, telling: Items
) -> None:
    with pytest.raises(UserError, match="No question could show"):
        app.practice.start_work(learner_id, "MC05")


def test_it_is_offered_again_three_days_later_until_it_is_cleared(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    answer(app, learner_id, telling[5], wrong)
    items_asked(app.sessions.open(app.practice.start_work(learner_id, BELIEF)))
    assert row(app, learner_id).follow_up == date(2026, 3, 5)
    assert next_step(row(app, learner_id), date(2026, 3, 2)) == (
        "1 more right answer without guessing clears it, on another day."
        " You worked on it: it is offered again in 3 days."
    )
    clock.advance(days=2)
    assert app.practice.today(learner_id).follow_ups == ()
    clock.advance(days=1)
    (offered,) = app.practice.today(learner_id).follow_ups
    assert offered.misconception_id == BELIEF
    app.rebuilding.rebuild()
    assert app.practice.today(learner_id).follow_ups == (offered,)
    items_asked(app.sessions.open(app.practice.start_work(learner_id, BELIEF)))
    clock.advance(days=30)
    assert row(app, learner_id).state is S.CLEARED
    assert row(app, learner_id).follow_up is None
    assert app.practice.today(learner_id).follow_ups == ()


def test_a_summary_names_what_was_cleared_and_what_came_back(
    app: Application, learner_id: str, telling: Items, clock: Clock
) -> None:
    cleared(app, learner_id, telling[:2], clock)
    session = begin(app, learner_id, [telling[2]])
    reply(session)
    name = row(app, learner_id).misconception.name
    other = row(app, learner_id, OTHER).misconception.name
    turns = session.summary().turns
    assert turns == (BeliefTurn(name, S.CLEARED), BeliefTurn(other, S.CLEARED))
    assert turns_sentence(turns) == f"You cleared: {name}, {other}."
    session = begin(app, learner_id, [telling[3]])
    reply(session, wrong)
    assert session.summary().turns == (BeliefTurn(name, S.CAME_BACK),)
    assert turns_sentence(session.summary().turns).startswith("Came back")
    assert turns_sentence(()) == ""


def test_what_is_missing_is_said_in_words(
    app: Application, learner_id: str, telling: Items
) -> None:
    told = replace(row(app, learner_id), need=Need(1, other_day=False, other_item=False))
    today = date(2026, 3, 2)
    assert next_step(told, today) == "1 more right answer without guessing clears it."
    told = replace(told, need=Need(3, other_day=True, other_item=True))
    assert next_step(told, today) == (
        "3 more right answers without guessing clear it, at least one of them on another day"
        " and to another question."
    )
    assert next_step(replace(told, need=None), today) == ""


def test_the_ledger_and_what_was_worked_on_go_along_to_another_computer(
    app: Application,
    learner_id: str,
    telling: Items,
    clock: Clock,
    other_computer: Application,
    tmp_path: Path,
) -> None:
    revealing(other_computer, 6)
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    items_asked(app.sessions.open(app.practice.start_work(learner_id, BELIEF)))
    app.transfer.export_json(learner_id, tmp_path / "maya.json")
    other_computer.transfer.import_json(tmp_path / "maya.json")
    clock.advance(days=4)
    assert other_computer.ledger.view(learner_id) == app.ledger.view(learner_id)
    assert row(other_computer, learner_id).state is S.WAVERING
    (offered,) = other_computer.practice.today(learner_id).follow_ups
    assert offered.misconception_id == BELIEF
