"""The pool: shipped questions, the trainer's own, and what is known of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.application.own_banks import read_banks
from quizapp.bootstrap import Application
from quizapp.domain.assignments import AssignmentMode
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import Vignette
from quizapp.exchange.native_bank import load_bank
from quizapp.storage.bank_store import OWN_PREFIX, BankCompiler, CompiledFile
from tests.delivery.world import BANK, World
from tests.exchange.scenario_files import BUNDLED_SCENARIO
from tests.unit.application.steps import begin, reply, right, tame, wrong


def add_own(app: Application, folder: Path, text: str = BANK) -> None:
    """Compile a bank of the trainer's own, whose sources nobody knows."""
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    bank = load_bank(path, path.name).bank
    assert bank is not None
    name = f"{OWN_PREFIX}banks/own.yaml"
    file = CompiledFile(name, bank.id, "", 0, 0, True, "", "x", "2026-03-02")
    BankCompiler(app.database).save_bank(file, bank, 99)


def test_without_own_banks_the_pool_holds_what_came_with_quizapp(app: Application) -> None:
    pool = app.question_pool.load()
    assert len(pool.questions) > 200
    assert all(one.is_shipped for one in pool.questions)
    assert (pool.further, pool.problems, pool.usual_ms) == ({}, (), {})
    assert pool.titles["overdose-response"] == "Overdose response"
    assert pool.questions[0].fillable.sort == pool.questions[0].sort


def test_own_questions_are_secret_unless_they_are_worded_like_shipped_ones(
    app: Application, tmp_path: Path
) -> None:
    shipped = app.question_pool.load().questions[0]
    add_own(app, tmp_path, BANK.replace("stem: Which one?", f'stem: "{shipped.stem.upper()}"'))
    pool = app.question_pool.load()
    own = [one for one in pool.questions if one.id.startswith("own-")]
    assert [one.is_shipped for one in own] == [True, *[False] * 7]
    assert pool.titles["own"] == "Own"
    (one, other) = app.question_pool.items(["own-1", "od-001", "none"], pool)
    assert (one.id, other.id) == ("own-1", "od-001")


@pytest.mark.parametrize(("is_copied", "shipped"), [(False, []), (True, ["own-5"])])
def test_a_case_of_one_s_own_may_end_in_a_question_that_came_with_quizapp(
    app: Application, tmp_path: Path, *, is_copied: bool, shipped: list[str]
) -> None:
    known = app.question_pool.load()
    one = next(one for one in known.questions if one.sort.kind == "vignette")
    (item,) = app.question_pool.items([one.id], known)
    assert isinstance(item, Vignette)
    text = BANK.replace("stem: What now?", f"stem: {json.dumps(item.stem)}")
    if is_copied:
        text = text.replace("A man lies in a hall.", json.dumps(item.case_text))
    add_own(app, tmp_path, text)
    (tmp_path / "own.yaml").write_text(text.replace("bank: own", "bank: other"), encoding="utf-8")
    for pool in (app.question_pool.load(), app.question_pool.load([tmp_path / "own.yaml"])):
        own = [one for one in pool.questions if one.id.startswith("own-")]
        assert [one.id for one in own if one.is_shipped] == shipped


def test_banks_that_are_named_are_read_without_their_drafts(
    app: Application, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(BANK.replace("second_read", "draft", 1), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("format: bank/1\nbank: [\n", encoding="utf-8")
    pool = app.question_pool.load([tmp_path / "own.yaml", tmp_path / "bad.yaml"])
    questions = [one for one in pool.questions if one.sort.kind != "scenario"]
    assert [one.id for one in questions[-7:]] == [f"own-{n}" for n in range(2, 9)]
    assert questions[-4].case_id == "own/hall"
    (problem,) = pool.problems
    assert "bad.yaml:" in problem
    (item,) = app.question_pool.items(["own-2"], pool)
    assert item.id == "own-2"
    with pytest.raises(UserError, match=r"bad\.yaml"):
        read_banks([tmp_path / "bad.yaml"]).refuse_problems()
    read_banks([]).refuse_problems()
    assert "no such file" in read_banks([tmp_path / "gone.yaml"]).problems[0]


def test_a_scenario_with_an_error_is_named_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "T01.yaml"
    path.write_text(BUNDLED_SCENARIO, encoding="utf-8")
    assert list(read_banks([path]).items) == ["T01"]
    path.write_text(BUNDLED_SCENARIO.replace("rev:", "revision:", 1), encoding="utf-8")
    read = read_banks([path])
    assert not read.items
    assert "T01.yaml" in read.problems[0]


def test_a_bank_of_ones_own_that_is_left_out_is_named(app: Application) -> None:
    name = f"{OWN_PREFIX}banks/own.yaml"
    file = CompiledFile(name, "own", "", 0, 0, False, "line 3: wrong", "", "2026-03-02")
    BankCompiler(app.database).save_rejected(file)
    assert app.question_pool.load().problems == ("own/banks/own.yaml: line 3: wrong",)


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


def test_pairs_that_give_each_other_away_are_known_for_all_banks(
    app: Application, tmp_path: Path
) -> None:
    BankCompiler(app.database).save_cues([("od-001", "od-002")])
    assert app.question_pool.load().cues("od-001") == {"od-002"}
    option = "text: Amber, correct: true"
    text = BANK.replace(option, "text: golden amber resin hardens, correct: true", 1)
    text = text.replace("stem: Which ones?", "stem: Why does golden amber resin harden?")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    assert "own-2" in app.question_pool.load([tmp_path / "own.yaml"]).cues("own-1")


def test_an_exam_is_filled_without_places_in_diagrams(app: Application) -> None:
    pool = app.question_pool.load()
    kinds = {one.sort.kind for one in pool.fillable(AssignmentMode.EXAM)}
    assert "hotspot" not in kinds
    assert len(pool.fillable(AssignmentMode.PRACTICE)) == len(pool.questions)


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
