"""Bytes from anywhere: refused in a sentence, in little time and memory."""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from quizapp.delivery import envelope
from quizapp.delivery.envelope import MAX_VALUES, SET_KIND, from_text, pack, unpack
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import read_result
from quizapp.delivery.set_files import read_set
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.errors import UserError
from tests.delivery.spoilt_files import SEED, fuzzed, pack_any, refusal, sealed, signed
from tests.delivery.world import ALL_RIGHT, ROOT, World

TOP = Path(__file__).parents[2]
FUZZED = 10_000
RECORD: dict[str, Any] = {
    "started": "2026-03-02T09:00:00+00:00",
    "focus_losses": 0,
    "away": 0,
    "clock_jumps": [],
}


@pytest.mark.no_cover
def test_no_byte_of_a_set_can_be_changed(world: World) -> None:
    world.assign("practice")
    raw = world.sets()[0].read_bytes()
    known = frozenset([world.key.sign_key])
    for place in range(len(raw)):
        for flip in (1, 0x20, 0x80):
            spoilt = bytearray(raw)
            spoilt[place] ^= flip
            refusal(lambda spoilt=bytes(spoilt): read_set(spoilt, known))


@pytest.mark.no_cover
def test_no_byte_of_a_result_can_be_changed(world: World) -> None:
    world.assign()
    raw = world.hand_in(world.sets()[0]).path.read_bytes()
    for place in range(len(raw)):
        for flip in (1, 0x20, 0x80):
            spoilt = bytearray(raw)
            spoilt[place] ^= flip
            refusal(lambda spoilt=bytes(spoilt): read_result(spoilt, world.key))


@pytest.mark.parametrize("more", [b"\n", b" ", b"x"])
def test_nothing_can_be_added_to_a_file_or_cut_off(world: World, more: bytes) -> None:
    world.assign()
    raw = world.sets()[0].read_bytes()
    result = world.hand_in(world.sets()[0]).path.read_bytes()
    for spoilt in (raw + more, more + raw, raw[:-1], raw[: len(raw) // 2], b""):
        assert refusal(lambda spoilt=spoilt: read_set(spoilt)) is Reason.DAMAGED
    for spoilt in (result + more, more + result, result[:-1], result[: len(result) // 2], b""):
        assert refusal(lambda spoilt=spoilt: read_result(spoilt, world.key)) is Reason.DAMAGED


def test_each_kind_is_told_from_the_others(world: World) -> None:
    world.assign()
    raw = world.sets()[0].read_bytes()
    result = world.hand_in(world.sets()[0]).path.read_bytes()
    assert refusal(lambda: read_set(result)) is Reason.OTHER_KIND
    assert refusal(lambda: read_result(raw, world.key)) is Reason.OTHER_KIND
    assert refusal(lambda: unpack(raw, "result")) is Reason.OTHER_KIND
    # A set in the seal of a result is still a set.
    smuggled = sealed(zlib.compress(raw), world.key)
    assert refusal(lambda: read_result(smuggled, world.key)) is Reason.OTHER_KIND


def test_damage_on_the_way_is_told_from_tampering(world: World) -> None:
    world.assign()
    raw = world.hand_in(world.sets()[0]).path.read_bytes()
    spoilt = raw[:100] + (b"A" if raw[100:101] != b"A" else b"B") + raw[101:]
    assert refusal(lambda: read_result(spoilt, world.key)) is Reason.DAMAGED
    other = TrainerKey(b"o" * 32)
    to_me = base64.b64encode(world.key.box_key)
    swapped = sealed(b"x", other).replace(base64.b64encode(other.box_key), to_me)
    assert refusal(lambda: read_result(swapped, world.key)) is Reason.TAMPERED


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 50_000,
        b'{"a":' * 50_000,
        b"[" + b"0," * MAX_VALUES + b"0]",
        b"\xff\xfe",
        b'{"questions": 1}',
    ],
    ids=lambda plain: plain[:12].decode("latin-1"),
)
def test_nonsense_that_is_signed_is_still_refused(plain: bytes) -> None:
    assert refusal(lambda: read_set(signed(zlib.compress(plain)))) in set(Reason)


def test_compressed_bytes_that_are_cut_or_followed_by_more_are_refused() -> None:
    body = zlib.compress(b"{}")
    for spoilt in (body[:-1], body + b"x", b"", b"junk"):
        raw = signed(spoilt or b"x")
        assert refusal(lambda raw=raw: unpack(raw, SET_KIND)) is Reason.DAMAGED


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    raw = pack(SET_KIND, {}, SEED)
    key = base64.b64encode(bytes(SigningKey(SEED).verify_key))
    for other in (bytes(32), b"\xff" * 32, b"\x01" + bytes(31)):
        spoilt = raw.replace(key, base64.b64encode(other))
        assert refusal(lambda spoilt=spoilt: unpack(spoilt, SET_KIND)) is Reason.TAMPERED


def test_an_untrusted_key_is_refused_before_the_inside_is_looked_at() -> None:
    bomb = signed(zlib.compress(b"0" * 20_000_000))
    assert refusal(lambda: unpack(bomb, SET_KIND, frozenset())) is Reason.TAMPERED


def test_base64_that_could_be_written_otherwise_is_refused() -> None:
    assert from_text("QQ==") == b"A"
    for other in ("QR==", "QQ=", "Q", "QQ==\n", "Q Q="):
        assert refusal(lambda other=other: from_text(other)) is Reason.DAMAGED


def test_nothing_is_written_that_could_not_be_read() -> None:
    with pytest.raises(UserError, match="too much for a set"):
        pack(SET_KIND, {"a": [0] * MAX_VALUES}, SEED)
    with pytest.raises(UserError, match="too much for a set"):
        pack(SET_KIND, {"a": "x" * envelope.MAX_INFLATED[SET_KIND]}, SEED)


@pytest.mark.no_cover
def test_ten_thousand_fuzzed_envelopes_never_crash_or_hang(world: World) -> None:
    world.assign()
    path = world.sets()[0]
    raw, result = path.read_bytes(), world.hand_in(path).path.read_bytes()
    inside = json.dumps(unpack(raw, SET_KIND).fields).encode()
    rng = random.Random(2026)
    slowest = 0.0
    for number in range(FUZZED):
        start = time.process_time()
        # In turn: the file itself, what a signature covers, what a seal covers, a result.
        sort = number % 4
        spoilt = fuzzed((raw, inside, raw, result)[sort], rng)
        try:
            if sort == 3:
                read_result(spoilt, world.key)
            elif sort == 2:
                read_result(sealed(zlib.compress(spoilt, 1), world.key), world.key)
            else:
                read_set(spoilt if sort == 0 else signed(zlib.compress(spoilt, 1)))
        except RefusedFile:
            pass
        else:
            # Only what somebody signed anew can be another sound set.
            assert sort == 1 or spoilt in (raw, result)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1


BOMBS = """
import resource, sys, time, zlib
from pathlib import Path
from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.result_files import read_result
from quizapp.delivery.set_files import read_set
from quizapp.delivery.trainer_keys import TrainerKey

def peak():
    # In kilobytes on Linux.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

key = TrainerKey(bytes(range(32)))
read = read_set if sys.argv[1] == "set" else lambda raw: read_result(raw, key)
raw = Path(sys.argv[2]).read_bytes()
before, start = peak(), time.process_time()
try:
    read(raw)
except RefusedFile:
    print(time.process_time() - start, peak() - before)
"""


@pytest.mark.parametrize("kind", ["set", "result"])
@pytest.mark.parametrize("content", ["zeros", "lists", "deep", "large"])
def test_bombs_are_refused_within_a_second_and_100_mb(
    tmp_path: Path, unmeasured: None, kind: str, content: str
) -> None:
    plain = {
        "zeros": lambda: b"0" * 200_000_000,
        "lists": lambda: b"[" + b"[]," * 2_700_000 + b"0]",
        "deep": lambda: b"[" * 8_000_000,
        "large": lambda: random.Random(1).randbytes(700_000),
    }[content]()
    packed = zlib.compress(plain)
    file = tmp_path / "bomb"
    inner = signed(packed, kind) if kind == "result" else packed
    key = TrainerKey(ROOT)
    file.write_bytes(sealed(zlib.compress(inner), key) if kind == "result" else signed(packed))
    done = subprocess.run(
        [sys.executable, "-c", BOMBS, kind, str(file)],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 1
    assert megabytes < 100


def test_files_of_100_mb_are_refused_unread(world: World) -> None:
    world.assign()
    large = world.inbox / "large.quizresult"
    with large.open("wb") as file:
        file.truncate(100 * 2**20)
    start = time.process_time()
    (row,) = world.collect()
    assert (row.outcome, row.reason) == ("refused", "damaged")
    aside = world.inbox / "set-aside" / "large.quizresult"
    with pytest.raises(RefusedFile, match="larger than 8 MB"):
        world.learner().handing_in.sheet(aside)
    assert time.process_time() - start < 1
    with pytest.raises(RefusedFile, match="larger than 1 MB"):
        read_result(bytes(2**20 + 1), world.key)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "\x1b[2J"},
        {"title": "\ud800"},
        {"title": ""},
        {"mode": "game"},
        {"mode": "practice"},
        {"due": "soon"},
        {"due": "2026-03-02"},
        {"due": "9999-12-31T23:59:00-14:00"},
        {"attempts": 0},
        {"attempts": True},
        {"opens": "soon"},
        {"opens": "2030-03-02T00:00:00+00:00"},
        {"limit": 59},
        {"limit": 86_401},
        {"limit": 90.5},
        {"feedback": "at_once"},
        {"feedback": "always"},
        {"pass": []},
        {"pass": {"score": 2, "no_critical_error": True, "topics": {}}},
        {"pass": {"score": "1", "no_critical_error": True, "topics": {}}},
        {"pass": {"score": 1, "no_critical_error": 1, "topics": {}}},
        {"pass": {"score": 1, "no_critical_error": True, "topics": {"own": True}}},
        {"pass": {"score": 1, "no_critical_error": True, "topics": {"../x": 1}}},
        {"pass": {"score": 1, "no_critical_error": True, "topics": {"a": 1}, "titles": ["a"]}},
        {"pass": {"score": 1, "no_critical_error": True, "topics": {"a": 1}, "titles": {"a": 1}}},
        {"pass": {"score": 1, "no_critical_error": True, "topics": {}, "titles": {"a": "A"}}},
        {
            "pass": {
                "score": 1,
                "no_critical_error": True,
                "topics": dict.fromkeys(map(str, range(501)), 1),
            }
        },
        {"seat": base64.b64encode(b"short").decode()},
        {"learner": "../x"},
        {"questions": []},
        {"questions": [1]},
        {"answers": [1]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_set_whose_signature_holds_is_read_strictly(world: World, changes: Any) -> None:
    world.assign()
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    assert refusal(lambda: read_set(pack_any(fields | changes))) is Reason.TAMPERED


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "essay"},
        {"parts": []},
        {"parts": [[]]},
        {"parts": [["x"] * 27]},
        {"parts": [["\x07"]]},
        {"parts": ["x"]},
        {"left": ["x"]},
        {"case": None},
    ],
    ids=str,
)
def test_a_question_whose_signature_holds_is_read_strictly(world: World, changes: Any) -> None:
    world.assign()
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    fields["questions"][0] |= changes
    assert refusal(lambda: read_set(pack_any(fields))) is Reason.TAMPERED


@pytest.mark.parametrize(
    "answer",
    [
        1,
        {"item": {}, "orders": 1},
        {"item": {}, "orders": [1]},
        {"item": {}, "orders": [["x" * 201]]},
        {"item": {}, "orders": [["a"]]},
        {"item": {"kind": "numeric", "answer": True}, "orders": []},
    ],
    ids=str,
)
def test_answers_that_come_with_a_practice_set_are_read_strictly(world: World, answer: Any) -> None:
    world.assign("practice")
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    fields["answers"][0] = answer
    path = world.folder / "odd.quizset"
    given = world.answers(world.sets()[0], ALL_RIGHT)
    path.write_bytes(pack(SET_KIND, fields, world.key.signing_seed))
    reason = refusal(lambda: world.learner().handing_in.hand_in(path, given, world.inbox))
    assert reason is Reason.TAMPERED
    assert list(world.inbox.iterdir()) == []


def test_the_answers_of_a_practice_set_must_be_those_of_its_questions(world: World) -> None:
    world.assign("practice")
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    fields["answers"][0], fields["answers"][4] = fields["answers"][4], fields["answers"][0]
    path = world.folder / "odd.quizset"
    path.write_bytes(pack(SET_KIND, fields, world.key.signing_seed))
    reason = refusal(lambda: world.hand_in(path, {}))
    assert reason is Reason.TAMPERED


def test_a_trainers_key_that_nothing_can_be_sealed_to_is_refused(world: World) -> None:
    world.assign()
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    path = world.folder / "odd.quizset"
    zeros = base64.b64encode(bytes(32)).decode()
    path.write_bytes(pack(SET_KIND, fields | {"box": zeros}, world.key.signing_seed))
    assert refusal(lambda: world.hand_in(path, {})) is Reason.TAMPERED
    assert world.learner().database.rows("SELECT * FROM known_trainer") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"attempt": "\ud800"},
        {"attempt": ""},
        {"revision": 0},
        {"answers": [1]},
        {"confidences": []},
        {"confidences": ["certain"]},
        {"answers": [None], "confidences": ["surely"]},
        {"answers": [None], "confidences": [[]]},
        {"answers": [None], "times": [-1]},
        {"answers": [None], "times": [1.5]},
        {"answers": [None], "times": [True]},
        {"answers": [None], "times": [10**12]},
        {"record": 1},
        {"record": {}},
        {"record": RECORD | {"focus_losses": -1}},
        {"record": RECORD | {"away": 10**12}},
        {"record": RECORD | {"clock_jumps": [0] * 101}},
        {"record": RECORD | {"clock_jumps": [10**12]}},
        {"record": RECORD | {"clock_jumps": [None]}},
        {"record": RECORD | {"started": "2026-03-02"}},
        {"answers": [None], "handed_in": "0001-01-01T00:00:00+14:00"},
    ],
    ids=str,
)
def test_a_result_whose_signature_holds_is_read_strictly(world: World, changes: Any) -> None:
    fields = {
        "assignment": "week-3",
        "set": "x",
        "learner": "x",
        "attempt": "x",
        "revision": 1,
        "previous": None,
        "answers": [],
        "confidences": None,
        "times": None,
        "record": None,
        "handed_in": "2026-03-02T09:00:00+00:00",
    }
    raw = pack_any(fields | changes, "result")
    sealed_raw = sealed(zlib.compress(raw), world.key)
    assert refusal(lambda: read_result(sealed_raw, world.key)) is Reason.TAMPERED


def test_a_file_whose_name_is_no_text_is_taken_in_all_the_same(world: World) -> None:
    import os

    world.assign()
    handed = world.hand_in(world.sets()[0])
    handed.path.rename(os.fsdecode(os.fsencode(world.inbox) + b"/\xff.quizresult"))
    (row,) = world.collect()
    assert (row.file, row.outcome) == ("?.quizresult", "taken in")
