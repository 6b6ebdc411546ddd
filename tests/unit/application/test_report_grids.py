"""Tables on pages: they say what the tables for spreadsheets say, and are easy to look down."""

from __future__ import annotations

from quizapp.application.reports.grids import QUESTIONS_ABREAST, learner_grid, matrix_grids
from quizapp.application.reports.sheets import sheets
from quizapp.bootstrap import Application
from tests.unit.application.reporting import RIGHT, question, report_on, returned


def test_who_has_not_handed_in_is_told_in_the_same_words_everywhere(app: Application) -> None:
    report = report_on(app, returned([question(1)], [[RIGHT]], absent=1))
    scores = next(one for one in sheets(report) if one.name == "scores")
    state = scores.headers.index("state")

    on_pages = [row[2].text for row in learner_grid(report).rows]
    assert on_pages == [row[state] for row in scores.rows] == ["in time", "not handed in"]


def test_questions_have_columns_of_one_width_in_all_parts_of_the_matrix(app: Application) -> None:
    count = QUESTIONS_ABREAST + 3
    items = [question(number) for number in range(count)]
    grids = list(matrix_grids(report_on(app, returned(items, [[RIGHT] * count]))))

    assert [len(grid.columns) for grid in grids] == [QUESTIONS_ABREAST + 1, 4]
    shares = {
        column.width / sum(one.width for one in grid.columns)
        for grid in grids
        for column in grid.columns[1:]
    }
    assert len(shares) == 1
