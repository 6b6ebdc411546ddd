"""Scenarios in the terminal: listed, played, left and gone on with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from tests.e2e.conftest import Command
from tests.unit.application.scenario_steps import begin, played, served_scenario
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

Open = Callable[..., Application]


@pytest.fixture(autouse=True)
def _served(app: Application) -> None:
    served_scenario(app)


@pytest.fixture
def keys(app: Application, open_app: Open, tmp_path: Path) -> Callable[..., str]:
    """Returns the numbers to type for some actions, found out on a copy of the data."""

    def find(run_id: str, *actions: str) -> str:
        shutil.copytree(app.data_dir, tmp_path / "copy")
        session = open_app(tmp_path / "copy").scenarios.open(run_id)
        typed = []
        for action in actions:
            numbers = {one.id: one.number for one in session.scene().actions}
            typed.append(f"{numbers[action]}\n")
            session.act(action, 0)
        return "".join(typed)

    return find


def test_the_list_tells_how_far_one_has_come(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    assert "T01    In the kitchen (not tried)" in quizapp("practise", "--scenario").out
    begin(app, learner_id, "look")
    assert "(under way, 1 action taken)" in quizapp("practise", "--scenario").out
    played(app, learner_id, *HARMFUL)
    done = quizapp("practise", "--scenario")
    assert "(tried once, best 80%, not passed yet)" in done.out
    played(app, learner_id, *PERFECT)
    assert "best 100%, passed)" in quizapp("practise", "--scenario").out


def test_the_list_ends_with_what_was_done_and_missed_over_all_runs(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    played(app, learner_id, *PERFECT)
    assert "Harmful" not in quizapp("practise", "--scenario").out
    played(app, learner_id, *HARMFUL)
    lines = quizapp("practise", "--scenario").out.splitlines()
    assert lines[2:] == [
        "Critical steps, over the runs that ended:",
        "- Call for help: 2 of 2",
        "- Check for a response: 2 of 2",
        "- Give breaths: 2 of 2",
        "- Give naloxone: 2 of 2",
        "- Stay until help takes over: 1 of 2",
        "",
        "Harmful, until the scenario is passed on a later day:",
        "x Do wait (In the kitchen, 2 March)",
        "x Do cancel (In the kitchen, 2 March)",
        "",
        "Play one with: quizapp practise --scenario ID",
    ]


def test_without_scenarios_the_list_says_so(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    app.database.execute("UPDATE scenario SET active = 0")
    done = quizapp("practise", "--scenario")
    assert (done.status, done.out) == (0, "There are no scenarios.\n")


def test_a_scenario_is_played_to_an_end_that_teaches(
    app: Application, learner_id: str, quizapp: Command, keys: Callable[..., str]
) -> None:
    run_id = app.scenarios.start(learner_id, "T01")
    done = quizapp("practise", "--scenario", "t01", typed="9\n" + keys(run_id, *HARMFUL))
    assert done.status == 0
    for part in (
        "For learning only. In an emergency call your local emergency number.",
        "What you know: He took something.",
        "Clock 0:00 He does not move.",
        "What you see: Does not respond. 4 breaths a minute. Colour: lips and nails grey.",
        "Type one of the numbers shown.",
        "> This helps (10 seconds). What shout brings.",
        "> This harms (60 seconds). What wait brings.",
        "WORSE OFF THAN NEED BE after 2:25",
        "4 of 5 critical steps, not passed.",
        "- Give naloxone: 1:45 (to compare: 0:45)",
        "- Stay until help takes over: missed (to compare: 6:15)",
        "x Do cancel",
        "What it was: Fentanyl.",
        "The belief behind it:",
        "Grounding: Outside sources.",
    ):
        assert part in " ".join(done.out.split())
    wording = app.scenarios.open(run_id).summary().safety[0].wording
    assert wording.split()[0] in done.out.split("! ", 1)[1][:40]


def test_a_scenario_that_was_left_is_gone_on_with(
    app: Application, learner_id: str, quizapp: Command, keys: Callable[..., str]
) -> None:
    run_id = app.scenarios.start(learner_id, "T01")
    typed = keys(run_id, *PERFECT).splitlines(keepends=True)
    left = quizapp("practise", "--scenario", "T01", typed="".join(typed[:2]) + "q\n")
    assert left.status == 0
    assert "`quizapp practise --scenario T01` goes on from here." in left.out
    done = quizapp("practise", "--scenario", "T01", typed="".join(typed[2:]))
    assert "Going on where you left off. So far:\n- Do shout\n- Do phone" in done.out
    assert "SAVED after 6:15" in done.out
    assert "5 of 5 critical steps, passed." in done.out
    assert len(app.scenarios.history(learner_id)) == 1


def test_a_new_run_is_begun_on_request(app: Application, learner_id: str, quizapp: Command) -> None:
    begin(app, learner_id, "look")
    done = quizapp("practise", "--scenario", "T01", "--new-run", typed="q\n")
    assert "Clock 0:00" in done.out
    found = app.practice.open_scenario(learner_id)
    assert found is not None
    assert found.steps_taken == 0


def test_a_scenario_that_is_not_there_is_named_with_those_that_are(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    done = quizapp("practise", "--scenario", "T99")
    assert (done.status, done.err) == (
        1,
        "quizapp: There is no scenario T99. There are: T01.\n",
    )


def test_runs_go_to_another_data_folder(
    app: Application, learner_id: str, quizapp: Command, tmp_path: Path
) -> None:
    begin(app, learner_id, "look")
    quizapp("export", tmp_path / "maya.json")
    done = quizapp("--data-dir", tmp_path / "other", "import", tmp_path / "maya.json")
    assert done.out.splitlines() == [
        "Maya: 0 answers taken in, 0 were there already.",
        "1 run of scenarios came along.",
    ]
