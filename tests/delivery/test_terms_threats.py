"""Every attack on new terms that is known ends as promised."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.changing_terms import TermsWish
from quizapp.application.sitting_views import SetState, TermsNews
from quizapp.delivery.envelope import TERMS_KIND, pack, unpack
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.set_files import hash_of, read_set, write_set
from quizapp.delivery.terms_files import (
    SetParts,
    joined,
    parted,
    read_notice,
    refuse_others,
    write_notice,
)
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.errors import UserError
from quizapp.storage.assignment_store import AssignmentStore
from tests.conftest import Clock
from tests.delivery.cohort_steps import assign_one_file, enrolled, take
from tests.delivery.sitting_steps import Pupil
from tests.delivery.spoilt_files import refusal
from tests.delivery.terms_steps import (
    DUE,
    FRIDAY,
    SUNDAY,
    change,
    member_id,
    new_file,
    notice_in,
    open_file,
    row,
    timed,
)
from tests.delivery.world import OTHER_ROOT, World

USUAL: dict[str, Any] = {
    "assignment": "week-3",
    "number": 7,
    "sets": ["0" * 64],
    "apart": ["0" * 32],
    "opens": None,
    "due": "2026-03-13T18:00:00+01:00",
    "limit": 600,
    "made": "2026-03-02T10:00:00+01:00",
}


def put(world: World, notice: bytes, sheet: bytes) -> Path:
    path = world.folder / "put.quizset"
    path.write_bytes(joined(notice, sheet))
    return path


def refused(pupil: Pupil, path: Path) -> Reason:
    """Open a file that is refused, and make sure that nothing came of it."""
    before = row(pupil).plan
    reason = refusal(lambda: open_file(pupil, path))
    assert row(pupil).plan == before
    return reason


def test_a_forged_notice_is_refused(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    forger = TrainerKey(OTHER_ROOT)
    true = notice_in(world, new_file(world, "Maya", 2, due=FRIDAY))
    path = put(world, write_notice(true, forger.signing_seed), world.sets()[0].read_bytes())
    assert refused(pupil, path) is Reason.TAMPERED


def test_a_notice_of_another_trainer_before_a_set_of_theirs_is_a_set_of_a_stranger(
    world: World,
) -> None:
    timed(world)
    pupil = Pupil.make(world)
    forger = TrainerKey(OTHER_ROOT)
    sheet = write_set(read_set(world.sets()[0].read_bytes()).sheet, forger.signing_seed)
    offer = pupil.sets.look(put(world, b"", sheet), pupil.id)
    assert offer.trust == "stranger"
    with pytest.raises(UserError, match="not the words"):
        pupil.sets.take(offer, pupil.id, "some other words")
    assert row(pupil).plan.due_at == DUE


def test_a_trainer_changes_no_terms_of_another_one(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    other = TrainerKey(OTHER_ROOT)
    sheet = replace(read_set(world.sets()[0].read_bytes()).sheet, made_at=DUE)
    theirs = write_set(sheet, other.signing_seed)
    true = notice_in(world, new_file(world, "Maya", 2, due=FRIDAY))
    notice = replace(true, sets=(hash_of(theirs), pupil.sha256))
    offer = pupil.sets.look(put(world, write_notice(notice, other.signing_seed), theirs), pupil.id)
    assert (offer.is_there, offer.trust) == (False, "stranger")
    pupil.sets.take(offer, pupil.id, offer.fingerprint)
    assert pupil.sets.view(pupil.sha256).row.plan.due_at == DUE
    assert pupil.sets.view(offer.sha256).row.plan.due_at == FRIDAY


def test_older_terms_after_newer_ones_change_nothing(world: World, clock: Clock) -> None:
    timed(world)
    pupil = Pupil.make(world)
    old = new_file(world, "Maya", due=FRIDAY)
    clock.advance(hours=1)
    new = new_file(world, "Maya", due=SUNDAY)
    assert open_file(pupil, new) is TermsNews.NEW
    assert open_file(pupil, old) is TermsNews.OLDER
    assert open_file(pupil, world.sets()[0]) is TermsNews.OLDER
    assert row(pupil).plan.due_at == SUNDAY
    assert open_file(pupil, new) is TermsNews.SAME


def test_terms_that_come_in_the_wrong_order_at_first_end_with_the_newest(world: World) -> None:
    timed(world)
    old, new = new_file(world, "Maya", due=FRIDAY), new_file(world, "Maya", due=SUNDAY)
    pupil = Pupil.make(world, new)
    assert open_file(pupil, old) is TermsNews.OLDER
    assert row(pupil).plan.due_at == SUNDAY


def test_terms_of_another_learner_are_refused(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    theirs = parted(new_file(world, "Jonas", 2, due=FRIDAY).read_bytes())
    path = put(world, theirs.notice, world.sets()[0].read_bytes())
    assert refused(pupil, path) is Reason.WRONG_SET


def test_terms_of_another_seat_at_the_cohorts_file_are_refused(world: World) -> None:
    maya, _jonas = enrolled(world, "maya", "jonas")
    pupil = take(assign_one_file(world), *maya)
    assert refused(pupil, new_file(world, "Jonas", due=FRIDAY)) is Reason.WRONG_SET


def test_terms_of_another_assignment_are_refused(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    raw = write_notice(notice_in(world, new_file(world, "Maya", due=FRIDAY)), OTHER_ROOT)
    assert refusal(lambda: read_notice(raw, world.key.sign_key)) is Reason.TAMPERED
    fields = {**USUAL, "assignment": "week-4", "sets": [pupil.sha256]}
    signed = pack(TERMS_KIND, fields, world.key.signing_seed)
    assert refused(pupil, put(world, signed, world.sets()[0].read_bytes())) is Reason.WRONG_SET


def test_terms_before_other_questions_are_refused(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    notice = parted(new_file(world, "Maya", due=FRIDAY).read_bytes()).notice
    sheet = read_set(world.sets()[0].read_bytes()).sheet
    fewer = write_set_with(world, sheet.questions[:3])
    assert refused(pupil, put(world, notice, fewer)) is Reason.WRONG_SET


def write_set_with(world: World, questions: Any) -> bytes:
    """Return Maya's set with other questions, signed by her own trainer."""
    sheet = read_set(world.sets()[0].read_bytes()).sheet
    return write_set(replace(sheet, questions=questions), world.key.signing_seed)


def test_a_notice_brings_no_time_limit_to_a_set_without_one(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    signed = pack(TERMS_KIND, {**USUAL, "sets": [pupil.sha256]}, world.key.signing_seed)
    assert refused(pupil, put(world, signed, world.sets()[0].read_bytes())) is Reason.TAMPERED


def test_a_result_under_older_terms_is_taken_in_and_judged_by_those_of_now(
    world: World, clock: Clock
) -> None:
    timed(world)
    pupil = Pupil.make(world)
    change(world, "Maya", 2, due=FRIDAY)
    run = pupil.begin()
    run.hand_in()
    pupil.sets.export(pupil.sha256, run.end().hand_in.sha256, world.inbox / "a.quizresult")
    clock.set_by(days=10)
    (taken,) = world.collect()
    assert taken.outcome == "taken in"


def test_a_learner_who_keeps_to_the_old_file_has_the_old_limit(world: World, clock: Clock) -> None:
    timed(world)
    pupil = Pupil.make(world)
    change(world, "Maya", 2)
    run = pupil.begin()
    clock.advance(minutes=11)
    assert run.watch.remaining_ms() == 0
    assert row(pupil).state is SetState.STARTED


def test_terms_do_not_bring_back_a_set_that_another_learner_here_has(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    other = pupil.app.profiles.create("Jonas")
    path = new_file(world, "Maya", 2)
    with pytest.raises(UserError, match="Another learner"):
        pupil.sets.look(path, other.id)


def test_no_byte_of_the_file_can_be_changed(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    raw = new_file(world, "Maya", due=FRIDAY).read_bytes()
    notice_end = raw.index(b"\n")
    path = world.folder / "put.quizset"
    for at in [*range(0, notice_end + 3, 7), notice_end, len(raw) - 1]:
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        refused(pupil, path)
    for cut in (raw[:notice_end], raw[: notice_end + 1], raw + b"\n", raw + raw):
        path.write_bytes(cut)
        refused(pupil, path)


def test_fuzzed_files_end_in_a_refusal(world: World) -> None:
    timed(world)
    raw = new_file(world, "Maya", due=FRIDAY).read_bytes()
    rng = random.Random(2026)
    for _ in range(500):
        spoilt = bytearray(raw)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(spoilt))
            spoilt[at : at + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))
        parts = parted(bytes(spoilt))
        if bytes(spoilt) != raw:
            with pytest.raises(RefusedFile):
                read_both(parts, world.key.sign_key)


def read_both(parts: SetParts, sign_key: bytes) -> None:
    """Read set and notice of a file as they are read when it is opened."""
    opened = read_set(parts.sheet)
    refuse_others(read_notice(parts.notice, sign_key), opened, opened.sha256)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"number": 2**53 + 1},
        {"number": True},
        {"sets": ["0" * 63]},
        {"sets": [1]},
        {"sets": "0" * 64},
        {"sets": ["0" * 64] * 101},
        {"apart": ["x" * 32]},
        {"apart": ["0" * 32] * 10_001},
        {"due": "2026-03-13T18:00:00"},
        {"opens": 5},
        {"limit": 59},
        {"limit": 86_401},
        {"made": None},
        {"more": 1},
    ],
    ids=json.dumps,
)
def test_a_signed_notice_that_makes_no_sense_is_refused(
    world: World, wrong: dict[str, Any]
) -> None:
    raw = pack(TERMS_KIND, USUAL | wrong, world.key.signing_seed)
    with pytest.raises(RefusedFile) as caught:
        read_notice(raw, world.key.sign_key)
    assert caught.value.reason is Reason.TAMPERED


def test_a_notice_alone_and_a_set_that_is_too_large_are_refused(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    raw = new_file(world, "Maya", due=FRIDAY).read_bytes()
    alone = put(world, b"", parted(raw).notice)
    assert refused(pupil, alone) is Reason.OTHER_KIND
    for large in (b"x" * 2**20 + b"x\nx", b"x\n" + b"x" * (8 * 2**20 + 1)):
        path = put(world, b"", large)
        assert refused(pupil, path) is Reason.DAMAGED


def test_the_notice_holds_no_name_and_nothing_of_the_questions(world: World) -> None:
    timed(world)
    path = new_file(world, "Maya", 2, due=FRIDAY)
    fields = unpack(parted(path.read_bytes()).notice, TERMS_KIND).fields
    assert fields.keys() == USUAL.keys()
    assert fields["sets"] == [hash_of(world.sets()[0].read_bytes())]
    assert "Maya" not in json.dumps(fields)


# What a trainer cannot ask for --------------------------------------------------------------


def test_a_trainer_with_another_key_cannot_change_terms(world: World) -> None:
    timed(world)
    world.key = TrainerKey(OTHER_ROOT)
    with pytest.raises(UserError, match="assigned with another key"):
        change(world, "Maya", 2)


@pytest.mark.parametrize(
    ("name", "factor", "more", "said"),
    [
        ("Maya", 3.0, {}, "factor of 1, 1.25"),
        ("Maya", 1.0, {"due": DUE - timedelta(hours=1)}, "later than that of the others, 10 March"),
        ("Maya", 1.0, {"opens": FRIDAY}, "due before it opens"),
        ("", 1.0, {"opens": FRIDAY, "due": DUE}, "due before it opens"),
        ("Jonas", 1.0, {}, "Nothing would change|terms of Jonas already"),
    ],
)
def test_terms_that_cannot_be_are_refused_in_a_sentence(
    world: World, name: str, factor: float, more: dict[str, Any], said: str
) -> None:
    enrolled(world, "jonas")
    assign_one_file(world, more="minutes: 10\n")
    with pytest.raises(UserError, match=said):
        change(world, name, factor, **more)
    assert world.trainer.changing_terms.standing("week-3").changes == ()
    assert not (world.folder / "new").exists()


def test_extra_time_takes_a_limit_and_a_later_date_takes_a_date(world: World) -> None:
    world.assign(due="# due")
    with pytest.raises(UserError, match="no time limit"):
        change(world, "Maya", 2)
    with pytest.raises(UserError, match="no due date"):
        change(world, "Maya", due=FRIDAY)


def test_terms_can_be_tried_without_changing_anything(world: World) -> None:
    timed(world)
    terms = world.trainer.changing_terms
    terms.check("week-3", TermsWish(member_id(world, "Maya"), 2.0, None, FRIDAY))
    with pytest.raises(UserError, match="factor"):
        terms.check("week-3", TermsWish(member_id(world, "Maya"), 3.0))
    assert terms.standing("week-3").changes == ()


def test_feedback_after_the_due_date_keeps_one(world: World) -> None:
    world.assign("practice", due="feedback: after_due\ndue")
    with pytest.raises(UserError, match="needs one"):
        change(world, "")


def test_a_learner_who_was_not_sent_the_set_gets_no_terms(world: World) -> None:
    timed(world)
    (world.folder / "class.csv").write_text("name\nMaya\nJonas\nZoe\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(world.folder / "class.csv")
    with pytest.raises(UserError, match="not sent this set"):
        change(world, "Zoe", 2)


def test_a_change_by_another_window_meanwhile_stops_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed(world)
    monkeypatch.setattr(AssignmentStore, "is_current", lambda *_: False)
    with pytest.raises(UserError, match="another window"):
        change(world, "Maya", 2)
    assert not (world.folder / "new").exists()


def test_what_was_given_is_never_changed_or_deleted(world: World) -> None:
    timed(world)
    change(world, "Maya", 2)
    for table in ("terms_change", "terms_notice"):
        for statement in (f"UPDATE {table} SET assignment_id = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match="append-only"):
                world.trainer.database.execute(statement)
