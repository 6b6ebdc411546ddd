"""Enrolling: an invitation goes out, a name comes back that the trainer alone can read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from nacl.public import PublicKey, SealedBox

from quizapp.application.enrolling import EnrolFate, EnrolRow
from quizapp.delivery.enrolment import Invitation, read_invitation, write_invitation
from quizapp.delivery.envelope import to_text
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.errors import UserError
from tests.delivery.world import OTHER_ROOT, World, put_learner


def group(world: World) -> str:
    return world.trainer.cohorts.find("class").id


def enrol(world: World, name: str, learner: str = "l1", **more: str) -> str:
    """Return the code with which a learner enrols."""
    app = world.learner()
    enrolling = app.enrolling
    invitation = enrolling.open(
        world.trainer.enrolling.invite(more.get("cohort", group(world)), world.key)
    )
    assert invitation.fingerprint == world.key.fingerprint
    return enrolling.enrol(invitation, put_learner(app, learner), name)


def take(world: World, *codes: str) -> list[EnrolRow]:
    return list(world.trainer.enrolling.take_in([("mail", code) for code in codes], world.key))


def roster(world: World) -> list[tuple[str, str]]:
    lines = world.trainer.rosters.view(group(world)).lines
    return [(line.entry.name, line.entry.reference) for line in lines]


def sealed(world: World, inside: object, *, is_altered: bool = False) -> str:
    """Return an enrolment as a patched app could make it."""
    raw = inside if isinstance(inside, bytes) else json.dumps(inside).encode()
    box = SealedBox(PublicKey(world.key.box_key)).encrypt(raw)
    if is_altered:
        box = box[:-1] + bytes([box[-1] ^ 1])
    honest = enrol(world, "Ada")
    check = hashlib.sha256(box).hexdigest()[:16]
    return f"quizapp-enrolment/1:{to_text(box)}:{honest.split(':')[2]}:{check}:end"


def test_a_learner_enrols_once_however_often_the_code_is_sent(world: World) -> None:
    first, again = enrol(world, "  Ada   Lind "), enrol(world, "Ada Lind")
    assert first != again
    assert "Ada" not in first
    rows = take(world, f"Hello,\n{first[:40]}\n  {first[40:]}\nand{again} Bye")
    assert [(row.fate, row.name, row.cohort) for row in rows] == [
        (EnrolFate.ADDED, "Ada Lind", "class"),
        (EnrolFate.THERE, "Ada Lind", "class"),
    ]
    assert roster(world) == [("Maya", ""), ("Jonas", ""), ("Ada Lind", "")]


def test_a_name_that_stands_in_the_roster_is_recognised(world: World) -> None:
    (row,) = take(world, enrol(world, "maya"))
    assert (row.fate, row.change is not None) == (EnrolFate.RECOGNISED, True)
    assert roster(world) == [("Maya", ""), ("Jonas", "")]


def test_two_learners_of_one_name_are_both_let_in(world: World) -> None:
    rows = take(world, enrol(world, "Maya", "l1"), enrol(world, "Maya", "l2"))
    assert [row.fate for row in rows] == [EnrolFate.RECOGNISED, EnrolFate.ADDED]
    assert "merge the two" in rows[1].message
    assert rows[1].change is not None
    assert roster(world)[2] == ("Maya", f"enrolled-{rows[1].change.after[0].enrolled_as[:6]}")
    world.trainer.rosters.apply(rows[1].change.reversed())
    assert len(roster(world)) == 2


def test_the_reference_of_a_namesake_is_nobody_elses(world: World) -> None:
    take(world, enrol(world, "Maya", "l1"))
    (row,) = take(world, enrol(world, "Maya", "l2"))
    assert row.change is not None
    told = row.change.after[0].enrolled_as
    world.trainer.rosters.apply(row.change.reversed())
    world.trainer.rosters.add(group(world), [("Somebody", f"enrolled-{told[:6]}")])
    take(world, enrol(world, "Maya", "l2"))
    assert roster(world)[-1] == ("Maya", f"enrolled-{told[:7]}")


def test_many_are_let_in_together_and_each_is_taken_back_alone(world: World) -> None:
    names = ("Maya", "Ada", "Ada", "Cy")
    codes = [enrol(world, name, f"l{number}") for number, name in enumerate(names)]
    rows = take(world, *codes, "no code at all", codes[1])
    assert [row.fate.value for row in rows] == [
        "recognised",
        "added",
        "added",
        "added",
        "refused",
        "there already",
    ]
    changes = [row.change for row in rows if row.change is not None]
    world.trainer.rosters.apply(changes[1].reversed())
    assert [name for name, _ in roster(world)] == ["Maya", "Jonas", "Ada", "Cy"]


def test_namesakes_with_references_leave_the_plain_name_free(world: World) -> None:
    world.trainer.rosters.add(group(world), [("Ada", "1"), ("Ada", "2")])
    (row,) = take(world, enrol(world, "Ada"))
    assert row.fate is EnrolFate.ADDED
    assert roster(world)[-1] == ("Ada", "")


def test_who_had_left_comes_back_by_enrolling_again(world: World) -> None:
    world.assign()
    rosters, cohort = world.trainer.rosters, group(world)
    maya = rosters.view(cohort).lines[0].entry.id
    take(world, enrol(world, "Maya"))
    rosters.remove([maya], cohort)
    assert roster(world) == [("Jonas", "")]
    (row,) = take(world, enrol(world, "Maya"))
    assert row.fate is EnrolFate.RECOGNISED
    assert rosters.view(cohort).lines[0].entry.id == maya


def test_a_learner_is_called_otherwise_in_every_cohort(world: World) -> None:
    other = world.trainer.cohorts.new("other").id
    rows = take(world, enrol(world, "Ada"), enrol(world, "Ada", cohort=other))
    names = {row.change.after[0].enrolled_as for row in rows if row.change}
    assert len(names) == 2


def test_any_changed_letter_of_a_code_is_refused(world: World) -> None:
    code = enrol(world, "Ada")
    invitation = world.trainer.enrolling.invite(group(world), world.key)
    for place in range(0, len(code), 3):
        spoilt = code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :]
        (row,) = take(world, spoilt)
        assert row.fate is EnrolFate.REFUSED
    for place in range(0, len(invitation), 3):
        spoilt = invitation[:place] + ("A" if invitation[place] != "A" else "B")
        with pytest.raises(UserError):
            read_invitation(spoilt + invitation[place + 1 :])
    assert len(roster(world)) == 2


def test_codes_for_others_and_of_unknown_cohorts_are_refused_with_the_reason(world: World) -> None:
    other = TrainerKey(OTHER_ROOT)
    invitation = world.trainer.enrolling.open(write_invitation(group(world), other))
    put_learner(world.trainer, "l1")
    codes = [
        world.trainer.enrolling.enrol(invitation, "l1", "Ada"),
        enrol(world, "Ada", cohort="elsewhere"),
        "Hello",
    ]
    messages = [row.message for row in take(world, *codes)]
    assert [
        said
        for said, message in zip(
            ("another trainer", "not in this data folder", "no enrolment in this"),
            messages,
            strict=True,
        )
        if said in message
    ] == ["another trainer", "not in this data folder", "no enrolment in this"]


def test_what_a_patched_app_seals_is_refused(world: World) -> None:
    cohort, known_as = group(world), "0" * 32
    for inside in (
        b"\xff",
        b"[" * 5000,
        [1],
        {"cohort": cohort},
        {"cohort": cohort, "learner": "x", "name": "Ada"},
        {"cohort": cohort, "learner": known_as, "name": 7},
        {"cohort": cohort, "learner": known_as, "name": "A" * 121},
        {"cohort": cohort, "learner": known_as, "name": "A\u202e"},
    ):
        (row,) = take(world, sealed(world, inside))
        assert row.fate is EnrolFate.REFUSED
    (row,) = take(world, sealed(world, {}, is_altered=True))
    assert "was altered" in row.message
    assert len(roster(world)) == 2


def test_an_invitation_with_keys_that_are_none_hides_nothing_and_is_refused(world: World) -> None:
    with pytest.raises(UserError, match="no invitation"):
        world.learner().enrolling.enrol(Invitation("c", bytes(32), bytes(32)), "l1", "Ada")
    with pytest.raises(UserError, match="no invitation"):
        read_invitation(write_invitation("a cohort", world.key))
    with pytest.raises(UserError, match="A learner has a name"):
        enrol(world, "  ")


def test_codes_travel_as_files(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ada.quizenrol"
    world.learner().enrolling.write_file(path, enrol(world, "Ada"))
    rows = world.trainer.enrolling.take_in(world.trainer.enrolling.read([path]), world.key)
    assert [(row.source, row.fate) for row in rows] == [("ada.quizenrol", EnrolFate.ADDED)]
    path.write_bytes(b"x" * 70_000)
    with pytest.raises(UserError, match="larger than any"):
        world.trainer.enrolling.read_file(path)
    with pytest.raises(UserError, match="cannot be read"):
        world.trainer.enrolling.read([tmp_path / "none"])
