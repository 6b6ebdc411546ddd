"""Every attack that is known ends as the trainer is promised."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import read_result
from quizapp.delivery.set_files import read_set, write_set
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.assignments import AssignmentMode, Feedback, SittingRecord
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.storage.assignment_store import AssignmentStore
from tests.conftest import START, Clock
from tests.delivery.world import ALL_RIGHT, BODIES, OTHER_ROOT, World, give_key, lettered, name_in


def outcomes(world: World) -> list[tuple[str, str]]:
    return [(row.outcome.value, row.reason) for row in world.collect()]


def stored(world: World) -> int:
    (count,) = world.trainer.database.row("SELECT count(*) FROM received_result") or (0,)
    return int(count)


# The honest way ----------------------------------------------------------------------------


def test_an_exam_goes_out_is_answered_handed_in_and_marked(world: World) -> None:
    done = world.assign()
    assert (done.new, done.questions, done.shipped) == (2, 8, 0)
    handed = world.hand_in(world.sets()[0])
    assert (handed.number, handed.revision, handed.unanswered) == (1, 1, 0)
    assert handed.grades is None
    (row,) = world.collect()
    assert (row.outcome, name_in(row), row.assignment_id) == ("taken in", "Maya", "week-3")
    assert row.result is not None
    assert (row.result.right, row.result.critical) == (8, 0)


def test_a_practice_set_brings_its_answers_along(world: World) -> None:
    world.assign("practice")
    wrong = {**ALL_RIGHT, "1": {"option": "Cedar"}, "6": {"order": ["Gorse", "Fir", "Elm"]}}
    handed = world.hand_in(world.sets()[0], wrong)
    assert handed.grades is not None
    assert [grade.points for grade in handed.grades] == [0, 1, 1, 1, 1, 0, 1, 1]
    (row,) = world.collect()
    assert row.result is not None
    assert row.result.grades == handed.grades
    assert row.result.critical == 1


def test_a_learner_who_lost_the_file_hands_in_the_same_bytes_again(world: World) -> None:
    world.assign()
    first = world.hand_in(world.sets()[0])
    before = first.path.read_bytes()
    first.path.unlink()
    again = world.hand_in(world.sets()[0])
    assert again.is_again
    assert again.path.read_bytes() == before


def test_an_answer_with_nothing_in_it_counts_as_none_on_both_sides(world: World) -> None:
    world.assign()
    maya, jonas = world.sets()
    nothing = {"2": {"options": []}, "7": {"pairs": {}}}
    assert world.hand_in(maya, ALL_RIGHT | nothing).unanswered == 2
    given = lettered(read_set(jonas.read_bytes()), ALL_RIGHT | nothing)
    world.put(world.forged(jonas, answers=tuple(given.values())))
    for row in world.collect():
        assert row.result is not None
        assert (row.result.right, row.result.answers.count(None)) == (6, 2)
    (first, second) = AssignmentStore(world.trainer.database).results("week-3")
    assert first.answers.count(None) == second.answers.count(None) == 2


# What the files hold -----------------------------------------------------------------------


def test_an_exam_holds_no_key_no_rationale_and_no_id_of_the_bank(world: World) -> None:
    world.assign()
    for path in world.sets():
        text = json.dumps(unpack(path.read_bytes(), SET_KIND).fields)
        telling = ("UNSAID", "correct", "right", "harm", "MC01", "7312", "precedence", "own-1")
        assert [word for word in telling if word in text] == []
        assert [word for word in ("Maya", "Jonas", "wrong", '"ro"', "first") if word in text] == []


def test_the_place_of_the_right_answer_is_left_to_chance(world: World) -> None:
    rows = "".join(f"Learner {number}\n" for number in range(150))
    (world.folder / "class.csv").write_text("name\n" + rows)
    world.trainer.cohorts.import_roster(world.folder / "class.csv")
    world.assign()
    places = [0, 0, 0]
    for path in world.sets():
        sheet = read_set(path.read_bytes()).sheet
        places[sheet.questions[0].parts[0].index("Amber")] += 1
    assert sum(places) == 152
    # A third of 152 is 51; by chance fewer than 20 anywhere comes once in 100 million times.
    assert min(places) >= 20


def test_an_exam_is_never_written_with_its_answers(world: World) -> None:
    world.assign("practice")
    sheet = read_set(world.sets()[0].read_bytes()).sheet
    exam = replace(sheet.plan, mode=AssignmentMode.EXAM, feedback=Feedback.NEVER)
    with pytest.raises(ValueError, match="practice sets and with nothing else"):
        write_set(replace(sheet, plan=exam), world.key.signing_seed)


def test_a_result_shows_nobodys_name_or_answers(world: World) -> None:
    world.assign()
    handed = world.hand_in(world.sets()[0])
    raw = handed.path.read_bytes()
    assert handed.sheet.member_id.encode() not in raw
    assert b"week-3" not in raw


# Attacks on the way to the learner ---------------------------------------------------------


def resigned(world: World, path: Path, root: bytes, **changes: object) -> Path:
    """Return a set with other content, signed with somebody's own key."""
    fields = unpack(path.read_bytes(), SET_KIND).fields
    thief = TrainerKey(root)
    target = world.folder / "resigned.quizset"
    target.write_bytes(pack(SET_KIND, fields | changes, thief.signing_seed))
    return target


def test_a_set_with_the_key_swapped_is_refused_where_the_trainer_is_known(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    swapped = resigned(world, world.sets()[0], OTHER_ROOT)
    with pytest.raises(RefusedFile, match="a key that is not known here") as caught:
        world.hand_in(swapped)
    assert caught.value.reason is Reason.TAMPERED


def test_a_due_date_altered_and_signed_again_is_refused_by_app_and_intake(world: World) -> None:
    world.assign()
    path = world.sets()[0]
    later = resigned(world, path, OTHER_ROOT, due="2030-01-01T00:00:00+00:00")
    with pytest.raises(UserError, match="not the words given"):
        world.hand_in(later, words=world.key.fingerprint)
    # An app that trusts anybody gets no further than the trainer's intake.
    world.put(world.forged(later))
    assert outcomes(world) == [("refused", "wrong set")]


def test_the_words_of_a_second_trainer_make_their_sets_welcome(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    second = resigned(world, world.sets()[0], OTHER_ROOT)
    words = TrainerKey(OTHER_ROOT).fingerprint
    assert world.learner().handing_in.sheet(second, words.replace("-", " ").upper())
    world.hand_in(second, words=words)
    assert world.hand_in(second).is_again


# Attacks on the way back -------------------------------------------------------------------


def test_the_same_file_twice_is_already_there(world: World) -> None:
    world.assign()
    handed = world.hand_in(world.sets()[0])
    world.put(handed.path.read_bytes(), "copy.quizresult")
    assert outcomes(world) == [("taken in", ""), ("already there", "")]
    assert outcomes(world) == [("already there", "")] * 2
    assert stored(world) == 1


def test_an_older_revision_after_a_newer_one_is_refused(world: World) -> None:
    world.assign()
    first = world.hand_in(world.sets()[0])
    old = first.path.read_bytes()
    first.path.unlink()
    second = world.hand_in(world.sets()[0], {"1": None})
    assert (second.number, second.revision) == (1, 2)
    assert outcomes(world) == [("taken in", "")]
    world.put(old)
    assert ("refused", "older revision") in outcomes(world)
    assert stored(world) == 1


def test_the_last_revision_of_an_attempt_counts(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    world.hand_in(world.sets()[0], {"1": None})
    assert outcomes(world) == [("taken in", "")] * 2
    (score, _) = world.trainer.score_reporting.report("week-3").scores
    assert score.best is not None
    assert (score.best.revision, score.best.right, len(score.attempts)) == (2, 0, 1)


def test_two_different_revisions_with_one_number_are_a_forgery(world: World) -> None:
    world.assign()
    world.put(world.forged(world.sets()[0]), "1.quizresult")
    world.put(world.forged(world.sets()[0], answers=(None,) * 8), "2.quizresult")
    assert outcomes(world) == [("taken in", ""), ("refused", "tampered")]


def test_a_revision_that_does_not_follow_on_the_one_before_is_a_forgery(world: World) -> None:
    world.assign()
    world.put(world.forged(world.sets()[0]), "1.quizresult")
    world.put(world.forged(world.sets()[0], revision=2, previous="f" * 64), "2.quizresult")
    assert outcomes(world) == [("taken in", ""), ("refused", "tampered")]


def test_more_attempts_than_allowed_are_refused_by_app_and_intake(world: World) -> None:
    world.assign(attempts=2)
    path = world.sets()[0]
    world.hand_in(path)
    assert world.hand_in(path, anew=True).number == 2
    with pytest.raises(UserError, match="takes 2 attempts, and no more"):
        world.hand_in(path, anew=True)
    assert outcomes(world) == [("taken in", "")] * 2
    world.put(world.forged(path, attempt="third"))
    assert ("refused", "too many attempts") in outcomes(world)


def test_a_result_signed_as_somebody_else_is_refused(world: World) -> None:
    world.assign()
    maya, jonas = world.sets()
    own = read_set(jonas.read_bytes()).sheet
    world.put(world.forged(maya, own.seat_seed))
    assert outcomes(world) == [("refused", "tampered")]


def test_a_refused_result_names_the_learner_only_where_that_learner_s_key_signed_it(
    world: World,
) -> None:
    world.assign()
    maya, jonas = world.sets()
    other = read_set(jonas.read_bytes()).sheet
    world.put(world.forged(maya, revision=3), "1.quizresult")
    world.put(world.forged(maya, revision=2), "2.quizresult")
    world.put(world.forged(maya, other.seat_seed), "3.quizresult")
    named = [(row.reason, name_in(row), row.assignment_id) for row in world.collect()]
    name = named[0][1]
    assert name
    assert named[1:] == [("older revision", name, "week-3"), ("tampered", "", "")]


def test_an_unknown_learner_and_an_unknown_assignment_are_refused(world: World) -> None:
    world.assign()
    world.put(world.forged(world.sets()[0], member_id="zed"), "1.quizresult")
    world.put(world.forged(world.sets()[0], assignment_id="week-9"), "2.quizresult")
    assert outcomes(world) == [
        ("refused", "unknown learner"),
        ("refused", "not for this data folder"),
    ]


def test_a_practice_set_handed_in_for_an_exam_is_refused(world: World) -> None:
    world.assign()
    exam = world.sets()[0]
    practice = world.trainer.assigning.assign(
        world.spec("practice", week_3="week-4"), "class", world.folder / "sets", world.key
    )
    other = read_set((world.folder / "sets" / practice.files[0]).read_bytes())
    world.put(world.forged(exam, set_sha256=other.sha256))
    assert outcomes(world) == [("refused", "wrong set")]


def test_a_result_for_another_trainer_is_refused_by_name(world: World) -> None:
    world.assign()
    handed = world.hand_in(world.sets()[0])
    with pytest.raises(RefusedFile) as caught:
        read_result(handed.path.read_bytes(), TrainerKey(OTHER_ROOT))
    assert caught.value.reason is Reason.OTHER_TRAINER


def test_answers_that_do_not_fit_the_questions_are_refused(world: World) -> None:
    world.assign()
    sheets = world.sets()
    world.put(world.forged(sheets[0], answers=(None,) * 7), "1.quizresult")
    world.put(world.forged(sheets[0], answers=({"option": "z"},) + (None,) * 7), "2.quizresult")
    world.put(world.forged(sheets[0], answers=({"harm": 1},) + (None,) * 7), "3.quizresult")
    assert outcomes(world) == [("refused", "tampered")] * 3


def test_lateness_is_judged_by_receipt_and_not_by_the_learners_clock(
    world: World, clock: Clock
) -> None:
    world.assign()
    early = START - timedelta(days=1)
    world.put(world.forged(world.sets()[0], handed_in_at=early))
    clock.advance(days=30)
    (row,) = world.collect()
    assert row.outcome == "late"
    assert row.result is not None
    assert (row.result.claimed_at, row.result.received_at) == (early, clock.now)


def test_a_learner_with_a_later_due_date_is_not_late_when_the_others_are(
    world: World, clock: Clock
) -> None:
    world.assign(due="overrides: [{learner: Maya, due: 2026-03-20T18:00+01:00}]\ndue")
    for number, path in enumerate(world.sets()):
        world.put(world.forged(path), f"{number}.quizresult")
    clock.advance(days=14)
    assert [(name_in(row), row.outcome.value) for row in world.collect()] == [
        ("Maya", "taken in"),
        ("Jonas", "late"),
    ]


def test_extra_time_travels_to_the_learner_who_has_it_and_to_nobody_else(world: World) -> None:
    world.assign(due="minutes: 10\noverrides: [{learner: Maya, time_factor: 1.5}]\ndue")
    plans = [read_set(path.read_bytes()).sheet.plan for path in world.sets()]
    assert [plan.time_limit_s for plan in plans] == [900, 600]
    assert [plan.overrides for plan in plans] == [(), ()]


def test_what_a_sitting_records_is_taken_in_with_the_answers(world: World) -> None:
    world.assign()
    record = SittingRecord(
        started_at=START, focus_losses=2, away_ms=9000, clock_jumps=(-3_600_000,)
    )
    sure = (Confidence.CERTAIN, *[None] * 7)
    times = (1500, *[None] * 7)
    raw = world.forged(world.sets()[0], confidences=sure, times_ms=times, record=record)
    world.put(raw)
    (row,) = world.collect()
    assert row.result is not None
    assert (row.result.confidences, row.result.times_ms, row.result.record) == (sure, times, record)
    (kept,) = AssignmentStore(world.trainer.database).results("week-3")
    assert kept == row.result


def test_questions_in_an_order_of_chance_are_marked_as_those_in_order(world: World) -> None:
    world.assign(due="shuffle_questions: true\ndue")
    path = world.sets()[0]
    kinds = [one.kind for one in read_set(path.read_bytes()).sheet.questions]
    assert kinds != list(BODIES)
    by_kind = dict(zip(BODIES, ALL_RIGHT.values(), strict=True))
    world.hand_in(path, {str(at): by_kind[kind] for at, kind in enumerate(kinds, 1)})
    (row,) = world.collect()
    assert row.result is not None
    assert row.result.right == 8
    (kept,) = AssignmentStore(world.trainer.database).results("week-3")
    assert kept.answers == row.result.answers
    assert kept.answers[0] == OptionAnswer("right")


def test_a_set_is_not_handed_in_before_it_opens(world: World, clock: Clock) -> None:
    world.assign(due="opens: 2026-03-05T09:00+01:00\ndue")
    opens = r"opens on 5 March 2026, 09:00 \(UTC\+01:00\)"
    with pytest.raises(UserError, match=opens):
        world.hand_in(world.sets()[0])
    with pytest.raises(UserError, match=opens):
        world.learner().handing_in.sheet(world.sets()[0])
    clock.advance(days=4)
    assert world.hand_in(world.sets()[0]).number == 1


def test_a_trainer_may_say_when_results_were_received_but_not_in_the_future(
    world: World, clock: Clock
) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    clock.advance(days=30)
    with pytest.raises(UserError, match="in the future"):
        world.collect(received_at=clock.now + timedelta(seconds=1))
    (row,) = world.collect(received_at=START + timedelta(days=2))
    assert row.outcome == "taken in"


def test_questions_that_came_with_quizapp_are_counted(world: World) -> None:
    path = world.spec()
    text = path.read_text(encoding="utf-8").replace("own-2", "od-001")
    path.write_text(text, encoding="utf-8")
    done = world.trainer.assigning.assign(path, "class", world.folder / "sets", world.key)
    assert (done.questions, done.shipped) == (8, 1)


def test_refused_files_are_set_aside_with_the_reason_and_over_no_other(world: World) -> None:
    world.assign()
    for _ in range(2):
        world.put(b"")
        assert outcomes(world) == [("refused", "damaged")]
    aside = world.inbox / "set-aside"
    assert sorted(path.name for path in aside.iterdir()) == [
        "x-2.quizresult",
        "x-2.quizresult.txt",
        "x.quizresult",
        "x.quizresult.txt",
    ]
    assert "damaged" in (aside / "x.quizresult.txt").read_text(encoding="utf-8")


def test_a_lost_key_leaves_results_closed_until_it_is_put_back(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    (world.trainer.data_dir / "trainer.key").unlink()
    with pytest.raises(UserError, match="key is missing"):
        world.trainer.trainer.key()
    stranger = give_key(world.learner("stranger"), OTHER_ROOT)
    (row,) = world.trainer.intake.collect(world.inbox, stranger)
    assert row.reason == "not for this trainer"


def test_trainers_who_share_a_folder_each_take_their_own_results_and_move_no_others(
    world: World,
) -> None:
    world.assign()
    mine = world.hand_in(world.sets()[0]).path
    other = give_key(world.learner("other-trainer"), OTHER_ROOT)
    world.put(world.forged(world.sets()[1], assignment_id="week-9"), "elsewhere.quizresult")
    world.put(b"junk", "bad.quizresult")
    (bad, elsewhere, theirs) = world.learner("other-trainer").intake.collect(world.inbox, other)
    assert [row.reason for row in (bad, elsewhere, theirs)] == ["damaged"] + [
        "not for this trainer"
    ] * 2
    assert (bad.set_aside, elsewhere.set_aside) == (world.inbox / "set-aside", None)
    assert theirs.message.endswith("It was left where it is.")
    assert outcomes(world) == [("refused", "not for this data folder"), ("taken in", "")]
    assert sorted(path.name for path in world.inbox.glob("*.quizresult")) == [
        "elsewhere.quizresult",
        mine.name,
    ]
