"""Reports on results that came in as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.reports.writing import LearnerPages
from quizapp.domain.assignments import Override
from quizapp.domain.errors import UserError
from tests.delivery.terms_steps import FRIDAY, change, member_id
from tests.delivery.world import ALL_RIGHT, World


def nothing(_done: int, _total: int) -> None:
    """Nobody waits."""


def test_assignments_are_listed_with_how_many_handed_in(world: World) -> None:
    assert world.trainer.score_reporting.assignments() == ()
    world.assign()
    world.hand_in(world.sets()[0])
    world.collect()
    (one,) = world.trainer.score_reporting.assignments()

    assert (one.plan.id, one.cohort, one.learners, one.handed_in) == ("week-3", "class", 2, 1)


def test_learners_who_were_merged_are_one_in_the_list_as_in_the_report(world: World) -> None:
    world.assign()
    for path in world.sets():
        world.hand_in(path)
    world.collect()
    cohort = world.trainer.cohorts.find("class").id
    maya, jonas = (line.entry.id for line in world.trainer.rosters.view(cohort).lines)
    world.trainer.rosters.merge(maya, [jonas], cohort)
    reporting = world.trainer.score_reporting
    (one,) = reporting.assignments()
    report = reporting.report("week-3")

    assert (one.learners, one.handed_in) == (1, 1)
    assert (len(report.scores), report.handed_in) == (1, 1)


def test_a_report_names_cohort_questions_and_answers_as_they_were_given(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0], ALL_RIGHT | {"1": {"option": "Cedar"}})
    world.collect()
    report = world.trainer.score_reporting.report("week-3")

    assert report.cohort == "class"
    assert report.statistics is not None
    first = report.statistics.rows[0]
    assert [(one.text, one.count) for one in first.options] == [
        ("Amber", 0),
        ("Birch", 0),
        ("Cedar", 1),
    ]
    assert [(member.name, count) for member, count in report.critical.learners] == [("Maya", 1)]


def test_learners_who_handed_in_get_pages_of_their_own(world: World, tmp_path: Path) -> None:
    world.assign()
    reporting = world.trainer.score_reporting
    with pytest.raises(UserError, match="Nobody has handed in week-3 yet"):
        reporting.write_learners(
            reporting.report("week-3"), "html", tmp_path, LearnerPages(), nothing
        )
    world.hand_in(world.sets()[0])
    world.collect()
    report = reporting.report("week-3")
    written = reporting.write_learners(report, "html", tmp_path, LearnerPages(), nothing)
    (path,) = written.paths

    assert path.name == "week-3-learners-html.zip"


def test_a_report_tells_terms_that_were_given_when_it_was_assigned_and_those_given_later(
    world: World,
) -> None:
    own = "minutes: 10\noverrides:\n  - {learner: Maya, time_factor: 1.5}\ndue"
    world.assign(due=own)
    change(world, "Jonas", due=FRIDAY)
    plan = world.trainer.score_reporting.report("week-3").plan

    assert plan.own_terms(member_id(world, "Maya")) == Override(member_id(world, "Maya"), 1.5)
    jonas = plan.own_terms(member_id(world, "Jonas"))
    assert (jonas and jonas.time_factor, jonas and jonas.due_at) == (1.0, FRIDAY)


def test_terms_of_a_merged_entry_are_told_of_the_person(world: World) -> None:
    world.assign(due="minutes: 10\noverrides:\n  - {learner: Maya, time_factor: 1.5}\ndue")
    keep, double = member_id(world, "Jonas"), member_id(world, "Maya")
    world.trainer.rosters.merge(keep, [double], world.trainer.cohorts.find("class").id)
    (score,) = (report := world.trainer.score_reporting.report("week-3")).scores

    assert report.plan.own_terms(score.member.id) == Override(keep, 1.5)
