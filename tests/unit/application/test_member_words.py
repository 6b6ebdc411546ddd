"""Learners of one name are told apart wherever no reference stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from quizapp.application import comparison_words
from quizapp.application.comparing import SimilarityReport
from quizapp.application.member_words import told_apart
from quizapp.application.reports.pages import set_document
from quizapp.application.shared_sets import Recipients
from quizapp.application.terms_words import change_words
from quizapp.bootstrap import Application, Environment
from quizapp.domain.assignments import Member
from quizapp.domain.statistics.similarity import AlikePair, Similarity
from quizapp.exchange.documents import Grid, Notice
from tests.delivery.terms_steps import change, timed
from tests.delivery.world import World
from tests.unit.application.reporting import HARM, question, report_on, returned
from tests.unit.application.test_comparison_words import PLANS

MAYAS = (Member("a", "Maya", "6"), Member("b", "Maya"), Member("c", "Jonas", "7"))


def test_only_those_who_share_a_name_get_their_reference() -> None:
    assert told_apart(MAYAS) == {"a": "Maya (6)", "b": "Maya", "c": "Jonas"}


def test_a_pair_of_namesakes_can_be_told_apart() -> None:
    pair = AlikePair(
        first=0,
        second=1,
        questions=24,
        same=24,
        same_wrong=8,
        expected=12.0,
        chance=1e-9,
        false_alarms=1e-7,
    )
    report = SimilarityReport(PLANS[0], MAYAS, Similarity(3, 3, (pair,), True))
    assert comparison_words.pair_words(report, pair).startswith("Maya (6) and Maya: 24 of 24")


def test_whoever_of_two_namesakes_gets_a_file_of_their_own_is_told_from_the_other() -> None:
    ada, other = Member("a", "Ada", "6"), Member("b", "Ada", "7")
    for people in (Recipients((ada,), (other,), ()), Recipients((ada,), (), (other,))):
        assert people.sentences[-1].endswith(": Ada (7).")


def test_changes_of_terms_say_which_namesake_has_them(
    tmp_path: Path, open_app: Callable[..., Application], environment: Environment
) -> None:
    world = World.make(tmp_path, open_app, environment)
    (tmp_path / "class.csv").write_text("name,id\nAda,6\nAda,7\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(tmp_path / "class.csv")
    timed(world)
    change(world, "Ada", 1.5)
    standing = world.trainer.changing_terms.standing("week-3")
    (told,) = standing.changes
    assert "Ada (6): 1.5 times the time" in change_words(told, standing, UTC)


def test_a_report_tells_namesakes_apart_where_their_errors_and_points_stand(
    app: Application,
) -> None:
    found = returned([question(1)], [[HARM]], [[HARM]])
    namesakes = tuple(replace(one, name="Maya") for one in found.members)
    blocks = set_document(report_on(app, replace(found, members=namesakes))).blocks
    notices = [one.points for one in blocks if isinstance(one, Notice)]
    assert ("Learners: Maya (r1) (1 answer); Maya (r2) (1 answer).",) in notices
    by_learner = [one for one in blocks if isinstance(one, Grid) and len(one.rows) == 2]
    heads = [[row[0].text for row in grid.rows] for grid in by_learner]
    assert heads.count(["Maya (r1)", "Maya (r2)"]) == 3
