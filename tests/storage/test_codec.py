"""What is compiled into the database is what the files say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Override
from quizapp.domain.attempts import Include, Mode, QuizSpec
from quizapp.domain.items import Item
from quizapp.domain.learners import StudySettings
from quizapp.exchange.native_bank import load_bank
from quizapp.exchange.native_registers import load_registers
from quizapp.resources import questions_dir
from quizapp.storage.bank_store import BankStore
from quizapp.storage.codec import item_from_json, item_to_json, spec_from_json, spec_to_json
from quizapp.storage.plan_codec import plan_from_json, plan_to_json
from quizapp.storage.texts import settings_from_json, settings_to_json
from tests.unit.domain import samples


def test_every_bundled_item_is_read_back_as_it_was_written(app: Application) -> None:
    store = BankStore(app.database)
    for path in sorted((questions_dir() / "banks").glob("*.yaml")):
        bank = load_bank(path, path.name).bank
        assert bank is not None
        for item in bank.items:
            assert store.item(item.id) == item


def test_every_entry_of_the_registers_is_read_back_as_it_was_written(app: Application) -> None:
    store = BankStore(app.database)
    registers = load_registers(questions_dir()).registers
    assert {one.id: one for one in store.documents()} == registers.documents
    assert {one.id: one for one in store.claims()} == registers.claims
    assert {one.id: one for one in store.misconceptions()} == registers.misconceptions
    assert {one: store.reference(one) for one in registers.references} == registers.references
    assert {one: store.wording(one) for one in registers.wordings} == registers.wordings
    assert store.reference("R999") is None


@pytest.mark.parametrize(
    "item",
    [
        samples.single(),
        samples.multiple(),
        samples.true_false(),
        samples.two_tier(),
        samples.vignette(),
    ],
    ids=lambda item: item.kind,
)
def test_items_of_every_kind_survive(item: Item) -> None:
    assert item_from_json(item_to_json(item)) == item


def test_specs_and_settings_survive() -> None:
    spec = QuizSpec(
        topics=("a", "b"),
        include=(Include.DUE, Include.NEW),
        length=None,
        mode=Mode.TEST,
        time_limit_s=60,
        extra_time=1.5,
        items=("x-001",),
    )
    assert spec_from_json(spec_to_json(spec)) == spec
    settings = StudySettings(daily_goal=5, desired_retention=0.85, shows_streak=False)
    assert settings_from_json(settings_to_json(settings)) == settings


def test_a_plan_comes_back_with_what_single_learners_have_and_older_ones_do_too() -> None:
    moment = datetime(2026, 3, 10, 17, tzinfo=UTC)
    plan = AssignmentPlan(
        id="week-3",
        title="Week 3",
        mode=AssignmentMode.EXAM,
        due_at=moment,
        overrides=(
            Override("maya", 1.5),
            Override("jonas", 1.0, moment + timedelta(days=2), moment),
        ),
    )
    text = plan_to_json(plan)
    assert plan_from_json(text) == plan
    older = json.loads(text)
    older["overrides"] = [one[:3] for one in older["overrides"]]
    maya, jonas = plan_from_json(json.dumps(older)).overrides
    assert (maya, jonas.opens_at) == (plan.overrides[0], None)
