"""A cohort's set from anywhere: refused in a sentence, whatever its bytes are."""

from __future__ import annotations

import json
import random
import time
import zlib
from typing import Any

import pytest

from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.seats import seated
from quizapp.delivery.set_files import MOST_APART, read_set
from tests.delivery.cohort_steps import assign_one_file, enrolled, take
from tests.delivery.spoilt_files import fuzzed, pack_any, refusal, signed
from tests.delivery.world import World

FUZZED = 4_000


@pytest.mark.no_cover
def test_no_byte_of_a_cohorts_set_can_be_changed(world: World) -> None:
    raw = assign_one_file(world, "practice").read_bytes()
    known = frozenset([world.key.sign_key])
    for place in range(len(raw)):
        for flip in (1, 0x20, 0x80):
            spoilt = bytearray(raw)
            spoilt[place] ^= flip
            refusal(lambda spoilt=bytes(spoilt): read_set(spoilt, known))
    for cut in (raw + b" ", b" " + raw, raw[:-1], raw[: len(raw) // 2], b""):
        assert refusal(lambda cut=cut: read_set(cut)) is Reason.DAMAGED


@pytest.mark.no_cover
def test_fuzzed_sets_of_a_cohort_never_crash_or_hang(world: World) -> None:
    raw = assign_one_file(world, "practice").read_bytes()
    inside = json.dumps(unpack(raw, SET_KIND).fields).encode()
    rng = random.Random(2027)
    slowest, sound = 0.0, 0
    for number in range(FUZZED):
        start = time.process_time()
        is_inside = number % 2 == 1
        spoilt = fuzzed(inside if is_inside else raw, rng)
        try:
            opened = read_set(signed(zlib.compress(spoilt, 1)) if is_inside else spoilt)
            seated(opened, "0" * 32, bytes(32))
        except RefusedFile:
            pass
        else:
            sound += 1
            # Only what somebody signed anew can be another sound set.
            assert is_inside or spoilt == raw
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1
    assert sound < FUZZED / 4


@pytest.mark.parametrize(
    "changes",
    [
        {"cohort": "../x"},
        {"cohort": 1},
        {"cohort": ""},
        {"cohort": None},
        {"shuffled": 1},
        {"shuffled": None},
        {"apart": "0" * 32},
        {"apart": ["0" * 31]},
        {"apart": ["G" * 32]},
        {"apart": [1]},
        {"apart": ["0" * 32] * (MOST_APART + 1)},
        {"learner": "x"},
        {"seat": "x"},
    ],
    ids=lambda changes: str(changes)[:40],
)
def test_a_cohorts_set_whose_signature_holds_is_read_strictly(world: World, changes: Any) -> None:
    fields = unpack(assign_one_file(world).read_bytes(), SET_KIND).fields
    assert refusal(lambda: read_set(pack_any(fields | changes))) is Reason.TAMPERED


@pytest.mark.parametrize("missing", ["cohort", "shuffled", "apart"])
def test_nothing_may_be_missing_from_a_cohorts_set(world: World, missing: str) -> None:
    fields = unpack(assign_one_file(world).read_bytes(), SET_KIND).fields
    del fields[missing]
    assert refusal(lambda: read_set(pack_any(fields))) is Reason.TAMPERED


@pytest.mark.parametrize("orders", [[], [["right"]], [["right", "wrong", "worse"], ["x"]]])
def test_answers_that_do_not_fit_a_cohorts_questions_are_refused(
    world: World, orders: list[list[str]]
) -> None:
    ((app, maya),) = enrolled(world, "maya")
    path = assign_one_file(world, "practice")
    fields = unpack(path.read_bytes(), SET_KIND).fields
    fields["answers"][0]["orders"] = orders
    path.write_bytes(pack(SET_KIND, fields, world.key.signing_seed))
    assert refusal(lambda: take(path, app, maya)) is Reason.TAMPERED
    assert app.database.rows("SELECT * FROM assigned_set") == []
