"""A learner takes a set, goes through it, and hands it in; nothing is lost and no time gained."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from quizapp.application.sitting_views import SetState, Trust
from quizapp.application.views import SlotMark, Tone
from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.part_items import Ordering
from quizapp.storage.hand_in_store import SAVED_RESULTS
from tests.conftest import START, Clock
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import OTHER_ROOT, World

# Taking a set ------------------------------------------------------------------------------


def test_the_first_trainers_words_are_shown_before_a_set_is_taken(world: World) -> None:
    world.assign()
    app = world.learner()
    maya = app.profiles.create("Maya")
    offer = app.assigned_sets.look(world.sets()[0], maya.id)
    assert (offer.trust, offer.fingerprint) == (Trust.FIRST, world.key.fingerprint)
    assert (offer.questions, offer.is_there) == (8, False)
    assert app.assigned_sets.rows(maya.id) == ()
    sha256 = app.assigned_sets.take(offer, maya.id)
    (row,) = app.assigned_sets.rows(maya.id)
    assert (row.sha256, row.state, row.questions) == (sha256, SetState.NEW, 8)
    again = app.assigned_sets.look(world.sets()[0], maya.id)
    assert (again.trust, again.is_there) == (Trust.KNOWN, True)


def test_a_second_trainer_is_let_in_by_their_words_only(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    fields = unpack(world.sets()[1].read_bytes(), SET_KIND).fields
    thief = TrainerKey(OTHER_ROOT)
    other = world.folder / "other.quizset"
    other.write_bytes(pack(SET_KIND, fields, thief.signing_seed))
    offer = pupil.sets.look(other, pupil.id)
    assert offer.trust is Trust.STRANGER
    with pytest.raises(UserError, match="not the words of the key"):
        pupil.sets.take(offer, pupil.id, world.key.fingerprint)
    pupil.sets.take(offer, pupil.id, thief.fingerprint.replace("-", " ").upper())
    assert len(pupil.sets.rows(pupil.id)) == 2


def test_a_set_belongs_to_the_learner_who_opened_it(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    other = pupil.app.profiles.create("Jonas")
    with pytest.raises(UserError, match="Another learner of this computer"):
        pupil.sets.look(pupil.path, other.id)


@pytest.mark.parametrize("name", ["gone.quizset", "own.yaml"])
def test_what_is_no_set_is_refused_in_a_sentence(world: World, name: str) -> None:
    app = world.learner()
    maya = app.profiles.create("Maya")
    with pytest.raises(UserError):
        app.assigned_sets.look(world.folder / name, maya.id)


def test_what_no_window_could_show_is_refused(world: World) -> None:
    world.assign("practice")
    app = world.learner()
    maya = app.profiles.create("Maya")
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields | {
        "mode": "exam",
        "feedback": "never",
        "answers": None,
    }
    path = world.folder / "odd.quizset"
    for changes, said in (
        ({"parts": [list("abcdefghij")]}, "more than 9 things"),
        ({"kind": "hotspot", "diagram": "none", "parts": [["a"]]}, "asks about the diagram none"),
    ):
        fields["questions"][0] |= changes
        path.write_bytes(pack(SET_KIND, fields, world.key.signing_seed))
        with pytest.raises(UserError, match=said):
            app.assigned_sets.look(path, maya.id)


def test_a_set_that_nothing_could_be_handed_in_of_is_refused_before_it_is_answered(
    world: World,
) -> None:
    world.assign()
    app = world.learner()
    maya = app.profiles.create("Maya")
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    path = world.folder / "odd.quizset"
    box = base64.b64encode(bytes(32)).decode()
    path.write_bytes(pack(SET_KIND, fields | {"box": box}, world.key.signing_seed))
    with pytest.raises(UserError, match="not what Quizapp writes"):
        app.assigned_sets.look(path, maya.id)


# Going through it --------------------------------------------------------------------------


def test_an_exam_is_asked_answered_handed_in_and_marked_by_the_trainer(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, *range(1, 9))
    run.hand_in()
    end = run.end()
    assert (end.answered, end.total, end.result, end.ran_out) == (8, 8, None, False)
    pupil.sets.export(pupil.sha256, end.hand_in.sha256, world.inbox / end.hand_in.name)
    (row,) = world.collect()
    assert row.result is not None
    assert (row.result.right, row.result.times_ms) == (8, (1000,) * 8)
    assert row.result.record == end.record


def test_nothing_of_what_is_right_is_in_memory_while_an_exam_is_asked(world: World) -> None:
    world.assign()
    run = Pupil.make(world).begin()
    for position in range(run.total):
        view = run.question(position)
        assert not any(option.correct for options in view.option_sets for option in options)
        assert "UNSAID" not in repr(view)
    ordering = run.question(5).item
    assert isinstance(ordering, Ordering)
    assert ordering.precedence == ()
    with pytest.raises(UserError, match="not shown here"):
        run.feedback(0)


def test_answers_outlive_the_app_and_can_be_changed_until_they_are_handed_in(
    world: World,
) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, 1, 2)
    run.flag(1, is_on=True)
    run.leave(2, 500)
    run.leave(3, 0)
    again = pupil.begin()
    assert again.first_open == 2
    assert (again.place(1).is_flagged, again.place(2).elapsed_ms) == (True, 500)
    pupil.answer(again, 1, given={"1": {"option": "Birch"}})
    assert again.place(0).elapsed_ms == 2000
    assert [one.is_answered for one in again.places()] == [True, True] + [False] * 6
    (row,) = pupil.sets.rows(pupil.id)
    assert (row.state, row.answered) == (SetState.STARTED, 2)
    assert pupil.sets.view(pupil.sha256).refusal == ""
    assert again.question(2).marks[:4] == (
        SlotMark.DONE,
        SlotMark.DONE,
        SlotMark.NOW,
        SlotMark.OPEN,
    )


def test_what_was_handed_in_in_one_window_is_over_in_the_other(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    first, second = pupil.begin(), pupil.begin()
    pupil.answer(second, 1)
    first.hand_in()
    assert first.end().answered == 1
    with pytest.raises(UserError, match="was handed in"):
        pupil.answer(second, 2)
    with pytest.raises(UserError, match="was handed in"):
        second.hand_in()
    with pytest.raises(UserError, match="All attempts"):
        pupil.begin()


def test_several_attempts_are_handed_in_one_after_the_other(world: World) -> None:
    world.assign(attempts=2)
    pupil = Pupil.make(world)
    for number in (1, 2):
        run = pupil.begin()
        pupil.answer(run, 1)
        run.hand_in()
        assert run.end().hand_in.number == number
    view = pupil.sets.view(pupil.sha256)
    assert (view.row.state, view.row.attempts_left) == (SetState.HANDED_IN, 0)
    assert [one.number for one in view.hand_ins] == [1, 2]
    assert view.refusal == "All attempts at this set were handed in."
    assert pupil.sets.look_back(pupil.sha256).end().hand_in.number == 2


def test_an_attempt_that_the_terminal_took_is_not_handed_in_once_more(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    answers = world.answers(pupil.path, {"1": None})
    pupil.app.handing_in.hand_in(pupil.path, answers, world.inbox)
    with pytest.raises(UserError, match="All attempts"):
        run.hand_in()


def test_a_set_waits_until_it_opens(world: World, clock: Clock) -> None:
    world.assign(due="opens: 2026-03-05T09:00+01:00\ndue")
    pupil = Pupil.make(world)
    assert pupil.sets.rows(pupil.id)[0].state is SetState.NOT_OPEN
    with pytest.raises(UserError, match="opens on 5 March, 09:00"):
        pupil.begin()
    clock.advance(days=3)
    assert pupil.sets.rows(pupil.id)[0].state is SetState.NEW
    assert pupil.begin().total == 8


# What is noted meanwhile -----------------------------------------------------------------


def test_what_was_in_front_instead_is_counted_and_handed_in(world: World, clock: Clock) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    run.watch.away(0, is_new=True)
    clock.advance(seconds=20)
    assert run.watch.remaining_ms() is None
    run.watch.keep()
    run.watch.keep()
    run.watch.away(20_000, is_new=False)
    run = pupil.begin()
    run.hand_in()
    run.watch.away(1, is_new=True)
    record = run.end().record
    assert (record.focus_losses, record.away_ms, record.started_at) == (1, 20_000, START)


# Practice ----------------------------------------------------------------------------------


def test_practice_with_feedback_at_once_explains_each_answer_which_then_stands(
    world: World,
) -> None:
    world.assign("practice", due="feedback: at_once\ndue")
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, 1, given={"1": {"option": "Cedar"}})
    feedback = run.feedback(0)
    assert feedback.verdict.tone is Tone.HARM
    assert (feedback.grade.critical_error, feedback.is_last) == (True, False)
    assert run.question(1).marks[:2] == (SlotMark.WRONG, SlotMark.NOW)
    with pytest.raises(UserError, match="stands"):
        pupil.answer(run, 1)
    with pytest.raises(UserError, match="not shown"):
        run.feedback(1)


def test_practice_with_feedback_at_the_end_tells_what_it_came_to(world: World) -> None:
    rule = "pass: {score: 0.5, no_critical_error: true, topics: {own: 0.9}}\n#"
    world.assign("practice", **{"pass": rule})
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, *range(1, 8), given={"1": {"option": "Cedar"}})
    with pytest.raises(UserError, match="not shown"):
        run.feedback(0)
    run.hand_in()
    result = pupil.sets.look_back(pupil.sha256).end().result
    assert result is not None
    assert (result.right, result.total, result.critical, result.topics_met) == (6, 8, 1, False)
    assert result.passed is not None
    assert not result.passed.passed
    assert [miss.chosen for miss in result.misses] == ["Cedar", "No answer"]
    assert run.feedback(7).verdict.title == "No answer"
    assert run.question(0).marks[1] is SlotMark.RIGHT


def test_questions_that_ship_with_quizapp_are_asked_marked_and_explained_as_practice(
    world: World,
) -> None:
    path = world.spec("practice")
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [one for one in lines if not one.startswith(("items", "banks", "pass"))]
    more = [
        "items: [od-050, od-001, od-002]",
        "pass: {score: 0, no_critical_error: false, topics: {overdose-response: 0}}",
    ]
    path.write_text("\n".join([*kept, *more]), encoding="utf-8")
    world.trainer.assigning.assign(path, "class", world.folder / "sets", world.key)
    world.learner().banks.sync()
    pupil = Pupil.make(world)
    assert pupil.sets.view(pupil.sha256).row.topics == ("Overdose response",)
    run = pupil.begin()
    views = [run.question(at) for at in range(run.total)]
    assert {"hotspot"} < {view.item.kind for view in views}
    assert all(view.diagram for view in views if view.item.kind == "hotspot")
    run.hand_in()
    result = run.end().result
    assert result is not None
    assert (result.topics_met, result.total) == (True, 3)
    assert run.feedback(0).citations


@pytest.mark.parametrize(("days", "is_shown"), [(1, False), (10, True)])
def test_feedback_after_the_due_date_waits_for_it(
    world: World, clock: Clock, days: int, *, is_shown: bool
) -> None:
    world.assign("practice", due="feedback: after_due\ndue")
    pupil = Pupil.make(world)
    run = pupil.begin()
    run.hand_in()
    clock.advance(days=days)
    end = pupil.sets.look_back(pupil.sha256).end()
    assert (end.result is not None) is is_shown


# Files -------------------------------------------------------------------------------------


def test_a_result_is_not_done_with_until_it_is_saved_as_a_file(world: World) -> None:
    world.assign(attempts=2)
    pupil = Pupil.make(world)
    path = world.inbox / "a.quizresult"

    def said() -> tuple[bool, bool]:
        (row,) = pupil.sets.rows(pupil.id)
        return row.is_saved, pupil.sets.view(pupil.sha256).row.is_done

    assert said() == (True, False)
    for _ in range(2):
        pupil.begin().hand_in()
        assert said() == (False, False)
        pupil.sets.export(pupil.sha256, pupil.sets.view(pupil.sha256).hand_ins[-1].sha256, path)
        assert said() == (True, True)


def test_a_result_from_the_terminal_is_saved_and_one_that_cannot_be_noted_is_offered(
    world: World,
) -> None:
    world.assign()
    pupil = Pupil.make(world)
    noted = pupil.app.data_dir / SAVED_RESULTS
    noted.mkdir()
    world.hand_in(pupil.path)
    assert not pupil.sets.rows(pupil.id)[0].is_saved
    noted.rmdir()
    world.hand_in(pupil.path)
    assert pupil.sets.rows(pupil.id)[0].is_done


def test_what_was_handed_in_is_written_again_byte_for_byte(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    run.hand_in()
    (kept,) = pupil.sets.view(pupil.sha256).hand_ins
    first, second = world.folder / "a.quizresult", world.folder / "b.quizresult"
    for path in (first, second):
        pupil.sets.export(pupil.sha256, kept.sha256, path)
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(UserError, match="not handed in on this computer"):
        pupil.sets.export(pupil.sha256, "none", first)


def test_a_set_that_went_with_its_learner_is_named_and_not_gone_on_with(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    with pytest.raises(UserError, match="No attempt at this set has ended"):
        pupil.sets.look_back(pupil.sha256)
    pupil.app.profiles.delete(pupil.id)
    with pytest.raises(UserError, match="not here any more"):
        pupil.begin()


def test_how_sure_the_learner_was_is_handed_in(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, 1)
    answer = run.place(0).answer
    assert answer is not None
    run.answer(0, answer, Confidence.CERTAIN, 10)
    run.hand_in()
    view = pupil.sets.view(pupil.sha256)
    pupil.sets.export(pupil.sha256, view.hand_ins[0].sha256, world.inbox / "x.quizresult")
    (row,) = world.collect()
    assert row.result is not None
    assert row.result.confidences[0] is Confidence.CERTAIN


def test_what_waits_comes_before_what_was_handed_in(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    pupil.begin().hand_in()
    world.trainer.assigning.assign(
        world.spec(week_3="week-4"), "class", world.folder / "sets", world.key
    )
    (path,) = [
        path
        for path in (world.folder / "sets").glob("week-4-*.quizset")
        if path.name.endswith(world.sets()[0].name.removeprefix("week-3"))
    ]
    pupil.sets.take(pupil.sets.look(path, pupil.id), pupil.id)
    states = [row.state for row in pupil.sets.rows(pupil.id)]
    assert states == [SetState.NEW, SetState.HANDED_IN]
    assert pupil.app.clock.now() - START < timedelta(days=1)
