"""The pool: shipped questions, the trainer's own, and what is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.own_banks import read_banks
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.storage.bank_store import BankCompiler
from tests.delivery.world import BANK, World
from tests.unit.application.steps import begin, reply, right, tame, wrong


def write_bank(app: Application, text: str = BANK, name: str = "own.yaml") -> Path:
    folder = app.data_dir / "banks"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_without_own_banks_the_pool_holds_what_came_with_quizapp(app: Application) -> None:
    pool = app.question_pool.load()
    assert len(pool.questions) == len(
        app.question_pool.items([one.id for one in pool.questions], {})
    )
    assert len(pool.questions) > 200
    assert all(one.is_shipped for one in pool.questions)
    assert (pool.own, pool.problems, pool.usual_ms) == ({}, (), {})
    assert pool.titles["overdose-response"] == "Overdose response"
    assert pool.questions[0].fillable.sort == pool.questions[0].sort


def test_own_questions_stand_after_the_shipped_ones_and_are_secret_unless_worded_alike(
    app: Application,
) -> None:
    shipped = app.question_pool.load().questions[0]
    write_bank(app, BANK.replace("stem: Which one?", f'stem: "{shipped.stem.upper()}"'))
    pool = app.question_pool.load()
    own = [one for one in pool.questions if one.id.startswith("own-")]
    assert pool.questions[-8:] == tuple(own)
    assert [one.is_shipped for one in own] == [True, *[False] * 7]
    assert pool.titles["own"] == "Own"
    assert own[4].case_id == "own/hall"
    (one, other) = app.question_pool.items(["own-1", "od-001", "none"], pool.own)
    assert (one.id, other.id) == ("own-1", "od-001")


def test_drafts_are_left_out_and_a_bank_with_an_error_is_named(app: Application) -> None:
    write_bank(app, BANK.replace("second_read", "draft", 1))
    write_bank(app, "format: bank/1\nbank: [\n", "bad.yaml")
    pool = app.question_pool.load()
    assert "own-1" not in pool.own
    assert len(pool.own) == 7
    (problem,) = pool.problems
    assert "bad.yaml:" in problem
    with pytest.raises(UserError, match=r"bad\.yaml"):
        read_banks([app.data_dir / "banks" / "bad.yaml"]).refuse_problems()
    read_banks([]).refuse_problems()


def test_a_missing_file_is_a_problem_too(tmp_path: Path) -> None:
    assert "no such file" in read_banks([tmp_path / "gone.yaml"]).problems[0]


def test_how_often_a_question_was_right_here_and_how_long_its_kind_takes(
    app: Application, learner_id: str
) -> None:
    items = [item for item in tame(app) if item.kind == "single_best"][:5]
    session = begin(app, learner_id, items)
    for number in range(5):
        reply(session, wrong if number == 0 else right, Confidence.FAIRLY)
    pool = app.question_pool.load()
    shares = {one.id: one.right for one in pool.questions}
    assert sorted(shares[item.id] or 0 for item in items) == [0, 1, 1, 1, 1]
    assert set(pool.usual_ms) == {"single_best"}


def test_pairs_that_give_each_other_away_are_known_for_shipped_and_own(app: Application) -> None:
    BankCompiler(app.database).save_cues([("od-001", "od-002")])
    assert app.question_pool.load().cues("od-001") == {"od-002"}
    option = "text: Amber, correct: true"
    text = BANK.replace(option, "text: golden amber resin hardens, correct: true", 1)
    write_bank(app, text.replace("stem: Which ones?", "stem: Why does golden amber resin harden?"))
    assert "own-2" in app.question_pool.load().cues("own-1")


def test_questions_of_a_case_come_with_each_other(app: Application) -> None:
    pool = app.question_pool.load()
    case = [one.id for one in pool.questions if one.case_id == "kitchen"]
    assert len(case) == 2
    assert set(pool.with_cases([case[0], "od-001"])) == {*case, "od-001"}


def test_what_a_cohort_was_sent_is_known(
    tmp_path: Path, app: Application, open_app: object, environment: object
) -> None:
    world = World.make(tmp_path, lambda: app, environment)  # type: ignore[arg-type]
    cohort = app.cohorts.find("class")
    assert app.question_pool.sent_to(cohort.id) == set()
    world.assign()
    assert app.question_pool.sent_to(cohort.id) == {f"own-{n}" for n in range(1, 9)}
