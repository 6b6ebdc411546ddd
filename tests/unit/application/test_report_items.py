"""Statistics of the questions of an assignment."""

from __future__ import annotations

import pytest

from quizapp.application.reports.item_report import MOST_RESPONSES, item_report, mark_table
from quizapp.application.reports.responses import layers, response_words
from quizapp.application.reports.values import ItemReport, OptionPart, SetReport
from quizapp.bootstrap import Application
from quizapp.domain.answers import NumberAnswer
from quizapp.domain.statistics.intervals import fisher
from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.domain.statistics.verdicts import Verdict
from quizapp.storage.bank_store import BankCompiler
from tests.report_class import class_of, of_every_kind
from tests.unit.application.reporting import (
    HARM,
    RIGHT,
    WRONG,
    nobody_waits,
    question,
    report_on,
    returned,
)

ITEMS = [question(1), question(2), question(3)]
LOW, HIGH = [RIGHT, WRONG, None], [RIGHT, RIGHT, RIGHT]


def statistics_of(report: SetReport) -> ItemReport:
    assert report.statistics is not None
    return report.statistics


@pytest.mark.parametrize(
    ("which", "n", "right"),
    [
        (WhichAttempts.FIRST, 2, 1),
        (WhichAttempts.LAST, 2, 1),
        (WhichAttempts.HIGHEST, 2, 2),
        (WhichAttempts.ALL, 4, 2),
    ],
)
def test_any_attempts_can_be_counted(
    app: Application, which: WhichAttempts, n: int, right: int
) -> None:
    found = returned(ITEMS, [LOW, HIGH], [HIGH, LOW])
    statistics = statistics_of(report_on(app, found, which))

    assert (statistics.analysis.test.n, statistics.attempts) == (n, 4)
    assert statistics.rows[1].right.value == right / n
    assert [(gain.to_try, gain.n, gain.mean) for gain in statistics.gains] == [(2, 2, 0.0)]


def test_each_option_is_counted_also_those_that_nobody_chose(app: Application) -> None:
    found = returned(ITEMS, [HIGH], [HIGH], [LOW], [[HARM, WRONG, RIGHT]], [LOW])
    row = statistics_of(report_on(app, found)).rows[1]

    assert [(one.text, one.count, one.is_right) for one in row.options] == [
        ("Amber", 2, True),
        ("Birch", 3, False),
        ("Cedar", 0, False),
    ]
    assert row.lure is not None
    assert row.lure.text == "Birch"
    birch = row.options[1].point_biserial
    assert birch.value is not None
    assert birch.interval == fisher(birch.value, 5)
    assert row.options[2].point_biserial.value is None


def test_blanks_harm_time_and_guessing_stand_beside_the_figures(app: Application) -> None:
    found = returned(ITEMS, [[HARM, WRONG, None]], [HIGH])
    first, _, last = statistics_of(report_on(app, found)).rows

    assert (first.critical, first.blanks, first.guess) == (1, 0, pytest.approx(1 / 3))
    assert (last.blanks, last.lure) == (1, None)
    assert last.time is not None
    assert last.time.median == 30


def test_part_marks_are_exact_whatever_their_floats(
    app: Application, class_report: SetReport
) -> None:
    results = [one for _, one in class_report.handed]
    table = mark_table(class_report.items, results)

    for place, column in enumerate(table.columns):
        for mark, one in zip(column.marks, results, strict=True):
            assert mark / table.scale == pytest.approx(one.grades[place].points, abs=1e-12)


def test_the_question_that_the_better_ones_get_wrong_is_named_first(
    class_report: SetReport,
) -> None:
    statistics = statistics_of(class_report)

    assert statistics.flagged == (2,)
    assert statistics.rows[2].verdict is Verdict.NEEDS_A_LOOK
    assert statistics.sentences[0].startswith("Question 3: those who did better elsewhere")
    assert "too few answers to say" in statistics.sentences[-1]


def test_every_kind_of_item_has_its_answers_counted(class_report: SetReport) -> None:
    for row in statistics_of(class_report).rows:
        answered = row.figures.n - row.blanks
        for part in {one.part for one in row.options}:
            counted = sum(one.count for one in row.options if one.part is part)
            if row.item.kind in {"ordering", "numeric"}:
                assert 0 < counted <= answered
            elif row.item.kind == "multiple_response":
                assert counted >= answered
            else:
                assert counted == answered * len(layers(row.item)) / len(
                    {one.part for one in layers(row.item)}
                )


def test_of_what_learners_write_the_commonest_is_told(app: Application) -> None:
    items = of_every_kind(BankCompiler(app.database).active_items(), 9)
    number = next(item for item in items if item.kind == "numeric")
    numbers = [*range(1000, 1000 + MOST_RESPONSES + 3), 1004]
    found = returned([number], *([[NumberAnswer(str(one), str(one))]] for one in numbers))
    (row,) = statistics_of(report_on(app, found)).rows

    assert len(row.options) == MOST_RESPONSES
    assert (row.options[0].text, row.options[0].count) == ("1004", 2)
    assert not row.options[0].is_right


def test_answers_are_told_in_words(class_report: SetReport) -> None:
    told = {
        item.kind: response_words(item, answer)
        for _, result in class_report.handed
        for item, answer in zip(class_report.items, result.answers, strict=True)
        if answer is not None
    }

    assert all(told.values())
    assert told["true_false_reason"].split("\n")[0] in {"True", "False"}
    assert "→" in told["ordering"]
    assert response_words(class_report.items[0], None) == ""


def test_verdict_and_reason_are_told_apart(class_report: SetReport) -> None:
    rows = statistics_of(class_report).rows
    row = next(one for one in rows if one.item.kind == "true_false_reason")

    assert [one.part for one in row.options[:2]] == [OptionPart.VERDICT] * 2
    assert {one.part for one in row.options[2:]} == {OptionPart.REASON}


def test_no_results_have_no_statistics() -> None:
    assert item_report(ITEMS, [], WhichAttempts.FIRST, nobody_waits) is None


@pytest.mark.no_cover
def test_a_thousand_learners_are_worked_out_in_a_moment(app: Application) -> None:
    items = of_every_kind(BankCompiler(app.database).active_items(), 9)
    report = report_on(app, class_of(1000, items, absent=3))

    assert report.handed_in == 997
    assert statistics_of(report).flagged[0] == 2
