"""The report on an assignment, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.application.reports.learner_pages import learner_document
from quizapp.application.reports.making import ReportMaker
from quizapp.application.reports.pages import judgement_sentences
from quizapp.application.reports.scoring import bin_of, spread
from quizapp.application.reports.values import Spread
from quizapp.application.words import certainty_sentence
from quizapp.bootstrap import Application
from quizapp.domain.attempts import PassRule
from quizapp.domain.confidence import Confidence
from quizapp.domain.statistics.intervals import wilson
from quizapp.exchange.documents import Fact, Facts, Paragraph
from quizapp.storage.bank_store import BankStore
from tests.unit.application.reporting import (
    HARM,
    PLAN,
    RIGHT,
    WRONG,
    question,
    report_on,
    result,
    returned,
)

ITEMS = [question(1), question(2), question(3, "other"), question(4, "other")]
GOOD, FAIR, BAD = [RIGHT] * 4, [RIGHT, RIGHT, WRONG, None], [RIGHT, RIGHT, RIGHT, HARM]


def test_scores_are_shares_of_right_answers_in_the_results_that_count(app: Application) -> None:
    report = report_on(app, returned(ITEMS, [GOOD], [FAIR, BAD], [BAD], absent=1))

    assert report.figures.spread == Spread(3, 0.75, 0.625, 0.875)
    assert report.figures.bins == (0, 0, 0, 0, 0, 1, 0, 1, 0, 1)
    assert (report.handed_in, report.passed, report.figures.late) == (3, 2, 0)
    assert report.figures.passed.value == pytest.approx(2 / 3)
    assert report.figures.passed.interval == wilson(2 / 3, 3)
    assert [member.name for member in report.missing] == ["Learner 4"]


def test_without_a_rule_for_passing_nothing_is_passed_or_failed(app: Application) -> None:
    report = report_on(app, returned(ITEMS, [GOOD], passes=None))

    assert (report.passed, report.figures.passed.value) == (None, None)


def test_answers_that_would_harm_somebody_are_counted_apart_with_who_gave_them(
    app: Application,
) -> None:
    report = report_on(app, returned(ITEMS, [BAD], [GOOD], [[HARM, HARM, RIGHT, RIGHT]]))

    told = [(member.name, count) for member, count in report.critical.learners]
    assert told == [("Learner 3", 2), ("Learner 1", 1)]
    assert report.critical.total == 3


def test_topics_are_told_apart_in_the_order_in_which_they_are_met(app: Application) -> None:
    first, other = report_on(app, returned(ITEMS, [FAIR], [GOOD])).topics

    assert (first.topic, first.questions, first.right.n, first.right.value) == ("own", 2, 4, 1)
    assert (other.topic, other.right.n, other.right.value) == ("other", 4, 0.5)
    assert other.right.interval == wilson(0.5, 4)


def test_time_is_that_of_the_results_that_count(app: Application) -> None:
    report = report_on(app, returned(ITEMS, [GOOD], [FAIR]))

    assert report.time == Spread(2, 2.0, 2.0, 2.0)


def test_confidence_is_held_against_right_answers_and_blanks_are_left_alone(
    app: Application,
) -> None:
    found = returned(ITEMS, [FAIR])
    (only,) = found.results
    said = (Confidence.CERTAIN, None, Confidence.GUESS, None)
    report = report_on(app, replace(found, results=(replace(only, confidences=said),)))
    judged = report.judgement

    assert (judged.judgement.answers, judged.left_out) == (2, 1)
    assert judged.judgement.brier == pytest.approx((0.05**2 + 0.3**2) / 2)
    assert judged.judgement.certainty_mark == (3 + 0) / 2
    assert "Certainty marks: +1.5 an answer on average." in " ".join(judgement_sentences(report))


def test_an_average_that_is_nothing_has_no_sign_and_one_below_has_a_minus() -> None:
    assert certainty_sentence(-0.01).startswith("Certainty marks: 0.0 an answer")
    assert certainty_sentence(-1.25).startswith("Certainty marks: −1.2 an answer")


def test_beliefs_are_told_learner_by_learner_and_the_commonest_first(app: Application) -> None:
    report = report_on(app, returned(ITEMS, [FAIR], [BAD], [[WRONG, RIGHT, WRONG, None]]))

    sleep, unknown = report.beliefs
    assert (sleep.belief, sleep.held.value, sleep.held.n) == ("MC01", pytest.approx(2 / 3), 3)
    assert sleep.name != "MC01"
    assert [(cell.told, cell.met) for cell in sleep.cells] == [(1, 3), (0, 4), (2, 3)]
    assert (unknown.name, unknown.held.value) == ("ZZ9", pytest.approx(1 / 3))


def test_a_belief_that_nobody_could_give_away_any_more_is_still_told(app: Application) -> None:
    found = returned(ITEMS, [FAIR])
    kept = (ITEMS[0].options[0], ITEMS[0].options[2])
    items = tuple(replace(one, options=kept) for one in ITEMS)

    (belief,) = report_on(app, replace(found, items=items)).beliefs
    assert (belief.held.value, belief.cells[0].met) == (None, 0)


def test_what_was_not_recorded_is_missing_and_nothing_else_is(app: Application) -> None:
    found = returned(ITEMS, [GOOD])
    bare = replace(found.results[0], answers=(), confidences=(), times_ms=())
    report = report_on(app, replace(found, results=(bare,)))

    assert (report.time, report.judgement.judgement.answers) == (None, 0)
    assert report.figures.spread == Spread(1, 1.0, 1.0, 1.0)


def test_of_an_attempt_the_last_revision_counts(app: Application) -> None:
    found = returned(ITEMS, [FAIR])
    mended = result(found.members[0], 1, list(ITEMS), list(GOOD), revision=2)
    report = report_on(app, replace(found, results=(*found.results, mended)))

    assert report.figures.spread == Spread(1, 1.0, 1.0, 1.0)
    assert report.statistics is not None
    assert report.statistics.attempts == 1


def test_with_nothing_handed_in_there_is_nothing_to_say(app: Application) -> None:
    report = report_on(app, returned(ITEMS, absent=2))

    assert (report.figures.spread, report.statistics, report.handed) == (None, None, ())
    assert (report.figures.passed.value, report.topics[0].right.value) == (None, None)
    assert len(report.missing) == 2


@pytest.mark.parametrize(
    ("score", "place"), [(0.0, 0), (0.09, 0), (0.1, 1), (0.7, 7), (0.99, 9), (1.0, 9)]
)
def test_scores_fall_into_tenths_and_all_right_into_the_last(score: float, place: int) -> None:
    assert bin_of(score) == place


def test_an_assignment_without_questions_scores_nothing(app: Application) -> None:
    report = report_on(app, returned([], [[]]))

    assert (report.figures.spread, report.statistics) == (Spread(1, 0.0, 0.0, 0.0), None)


def test_the_middle_half_lies_between_the_quartiles() -> None:
    assert spread([1, 2, 3, 4, 5]) == Spread(5, 3, 2.0, 4.0)
    assert spread([]) is None


def test_the_plan_is_that_of_the_assignment(app: Application) -> None:
    assert report_on(app, returned(ITEMS)).plan == PLAN


def test_a_learner_who_missed_the_condition_on_a_topic_reads_of_it(app: Application) -> None:
    rule = PassRule(0.5, no_critical_error=False, topics=(("other", 1.0),))
    report = report_on(app, returned(ITEMS, [FAIR], passes=rule))
    mine = ReportMaker(BankStore(app.database)).of_learner(report, report.scores[0])

    facts = next(
        block
        for block in learner_document(mine, with_answers=False).parts
        if isinstance(block, Facts)
    )
    assert facts.facts[1] == Fact("Result", "Not passed yet", "pass mark 50%, 100% in other")


@pytest.mark.parametrize("is_shuffled", [True, False])
def test_a_learner_whose_questions_were_shuffled_is_told_whose_numbers_these_are(
    app: Application, *, is_shuffled: bool
) -> None:
    report = report_on(app, returned(ITEMS, [FAIR], shuffles_questions=is_shuffled))
    mine = ReportMaker(BankStore(app.database)).of_learner(report, report.scores[0])

    said = [
        block.text
        for block in learner_document(mine, with_answers=False).parts
        if isinstance(block, Paragraph)
    ]
    assert any("your trainer's numbers" in text for text in said) is is_shuffled
