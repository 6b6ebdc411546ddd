"""The lock: ids never vanish, never come back, and points never change unnoticed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.items import Item
from quizapp.domain.scenarios import Effect, Outcome, Until
from quizapp.exchange.ids_lock import (
    LockLine,
    bank_lines,
    compare,
    read_lock,
    register_lines,
    renewed,
    scenario_hash,
    scoring_hash,
    write_lock,
    written_lock,
)
from quizapp.exchange.native_bank import load_bank
from quizapp.exchange.native_registers import load_registers
from tests.exchange.bank_files import write_bank, write_collection
from tests.unit.domain.item_factory import (
    option,
    options,
    single_best,
    true_false_reason,
    two_tier,
)
from tests.unit.domain.scenario_factory import scenario, with_action, with_scene


def test_the_hash_is_over_canonical_json_of_what_decides_the_points() -> None:
    item = true_false_reason(reasons=options("x", "y", "z"))
    reasons = ",".join(
        f'{{"correct":{correct},"harm":false,"id":"{name}"}}'
        for name, correct in (("a", "true"), ("b", "false"), ("c", "false"))
    )
    canonical = f'{{"answer":false,"kind":"true_false_reason","reasons":[{reasons}]}}'
    assert scoring_hash(item) == hashlib.sha256(canonical.encode()).hexdigest()[:16]


A = single_best(options=options("x", "y", "z"))


@pytest.mark.parametrize(
    "same",
    [
        replace(A, stem="Other words?", explanation="Others."),
        replace(A, options=A.options[::-1]),
        replace(A, options=options("p", "q", "r")),
    ],
)
def test_wording_and_order_are_not_in_the_hash(same: Item) -> None:
    assert scoring_hash(same) == scoring_hash(A)


@pytest.mark.parametrize(
    "other",
    [
        replace(A, options=options("x", "y", "z", right=1)),
        replace(A, options=(*A.options[:2], option("c", "z", harm=True))),
        replace(A, options=(*A.options, option("d", "w"))),
        replace(A, options=(*A.options[:2], option("d", "z"))),
        two_tier(options=A.options, reasons=A.options),
    ],
)
def test_what_decides_the_points_is_in_the_hash(other: Item) -> None:
    assert scoring_hash(other) != scoring_hash(A)


def test_the_answer_to_a_statement_is_in_the_hash() -> None:
    assert scoring_hash(true_false_reason(answer=True)) != scoring_hash(true_false_reason())


def test_the_hash_of_a_scenario_is_over_what_decides_points_outcome_and_harm() -> None:
    sound = scenario_hash(scenario())
    same = with_action("flat", "wait", text="Other words", cost_s=70, misconception=None)
    assert scenario_hash(same) == sound
    for other in (
        scenario(critical=("check",)),
        with_action("flat", "wait", effect=Effect.DELAY),
        with_action("flat", "wait", to="died"),
        with_action("flat", "wait", does=("stay",)),
        with_scene("flat", late=None),
        with_scene("flat", until=Until(("call",), "awake")),
        with_scene("died", end=Outcome.WORSE),
    ):
        assert scenario_hash(other) != sound


def test_every_id_of_bank_and_registers_has_a_line(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "collection")
    loaded = load_bank(folder / "banks" / "pharmacology.yaml", "b")
    assert loaded.bank is not None
    lines = [*bank_lines(loaded.bank, loaded.cases)]
    lines += register_lines(load_registers(folder).registers)
    assert [(line.kind, line.id) for line in lines] == [
        *(("item", f"q-{number}") for number in (1, 2, 3, 4, 5, 0)),
        ("case", "party"),
        ("claim", "C1"),
        ("claim", "C2"),
        ("reference", "R1"),
        ("misconception", "MC01"),
        ("wording", "SAF-01"),
    ]
    assert lines[0].revision == "1"
    assert (lines[5].state, lines[5].hash, lines[7].revision) == ("retired", "-", "-")


ITEM = LockLine("item", "q-1", "1", "0123456789abcdef")
CLAIM = LockLine("claim", "C1")
SCENE = LockLine("scenario", "BR01", "1", "0123456789abcdef")


def messages(then: LockLine | None, now: LockLine | None, *, is_complete: bool = True) -> list[str]:
    lock = {} if then is None else {then.id: then}
    current = {} if now is None else {now.id: now}
    return [clash.message for clash in compare(lock, current, is_complete=is_complete)]


@pytest.mark.parametrize(
    ("then", "now", "part"),
    [
        (ITEM, None, "has vanished; put it back, or list it under `retired:`"),
        (replace(ITEM, state="retired"), None, "has vanished"),
        (CLAIM, None, "write retired as its state"),
        (SCENE, None, "write retired as its state"),
        (SCENE, replace(SCENE, hash="f" * 16), "critical steps, ids, or what actions do"),
        (replace(ITEM, state="retired"), ITEM, "was retired and cannot come back"),
        (replace(CLAIM, state="retired"), CLAIM, "was retired and cannot come back"),
        (ITEM, LockLine("claim", "q-1"), "changed its kind from item to claim"),
        (ITEM, replace(ITEM, hash="f" * 16), "raise rev.scoring to 2"),
        (replace(ITEM, revision="3"), replace(ITEM, revision="2"), "went back from 3 to 2"),
    ],
)
def test_a_broken_promise_is_found(then: LockLine, now: LockLine | None, part: str) -> None:
    (message,) = messages(then, now)
    assert part in message


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (None, ITEM),
        (ITEM, ITEM),
        (CLAIM, CLAIM),
        (ITEM, replace(ITEM, revision="2", hash="f" * 16)),
        (ITEM, replace(ITEM, revision="2")),
        (ITEM, LockLine("item", "q-1", state="retired")),
        (replace(CLAIM, state="retired"), None),
        (LockLine("set", "before"), None),
        (LockLine("item", "q-1"), ITEM),
    ],
)
def test_what_is_allowed_is_no_clash(then: LockLine | None, now: LockLine | None) -> None:
    assert messages(then, now) == []


def test_nothing_has_vanished_when_only_a_part_is_looked_at() -> None:
    assert messages(ITEM, None, is_complete=False) == []


def test_a_new_lock_forgets_nothing() -> None:
    lock = {"q-1": ITEM, "C9": replace(CLAIM, id="C9", state="retired")}
    current = {"q-1": LockLine("item", "q-1", state="retired"), "C1": CLAIM}
    lines = renewed(lock, current)
    assert written_lock(lines) == (
        "claim\tC1\t-\t-\tactive\n"
        "claim\tC9\t-\t-\tretired\n"
        "item\tq-1\t1\t0123456789abcdef\tretired\n"
    )


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    write_lock(path, {"q-1": ITEM, "C1": CLAIM})
    lock = read_lock(path, "ids.lock")
    assert lock.lines == {"q-1": ITEM, "C1": CLAIM}
    assert (lock.numbers, lock.findings) == ({"C1": 1, "q-1": 2}, ())
    assert [file.name for file in tmp_path.iterdir()] == ["ids.lock"]


def test_a_lock_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    write_lock(path, {"C1": CLAIM})
    (tmp_path / "ids.lock.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_lock(path, {"q-1": ITEM})
    assert read_lock(path, "ids.lock").lines == {"C1": CLAIM}


@pytest.mark.parametrize(
    "line",
    [
        "item q-1 1 0123456789abcdef active",
        "item\tq-1\t1\t0123456789abcdef",
        "item\tq_1\t1\t0123456789abcdef\tactive",
        "item\tq-1\tone\t0123456789abcdef\tactive",
        "item\tq-1\t1\t0123456789abcdef\tgone",
        "<<<<<<< ours",
        "",
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "ids.lock"
    path.write_text(f"claim\tC1\t-\t-\tactive\n{line}\n", encoding="utf-8")
    lock = read_lock(path, "ids.lock")
    ((number, rule),) = [(found.line, found.rule) for found in lock.findings]
    assert (number, rule, list(lock.lines)) == (2, "lock", ["C1"])


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    path.write_text("claim\tC1\t-\t-\tactive\n" * 2, encoding="utf-8")
    (found,) = read_lock(path, "ids.lock").findings
    assert (found.line, found.item) == (2, "C1")


def test_a_lock_that_is_no_text_or_no_file_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    path.write_bytes(b"\xff\xfe")
    (found,) = read_lock(path, "ids.lock").findings
    assert "not text" in found.message
    (found,) = read_lock(tmp_path, "ids.lock").findings
    assert "not a file" in found.message


def test_a_bank_alone_can_be_locked_and_compared(tmp_path: Path) -> None:
    loaded = load_bank(write_bank(tmp_path), "b")
    assert loaded.bank is not None
    lines = {line.id: line for line in bank_lines(loaded.bank, loaded.cases)}
    path = tmp_path / "ids.lock"
    write_lock(path, lines)
    assert list(compare(read_lock(path, "l").lines, lines, is_complete=True)) == []
