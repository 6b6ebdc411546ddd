"""Two windows at one attempt: neither takes away what was answered in the other."""

from __future__ import annotations

from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World


def test_a_question_that_is_left_or_flagged_keeps_what_another_window_answered(
    world: World,
) -> None:
    world.assign()
    pupil = Pupil.make(world)
    run, other = pupil.begin(), pupil.begin()
    pupil.answer(other, 1, 2)
    run.leave(0, 500)
    run.flag(1, is_on=True)
    again = pupil.begin()

    assert [again.place(at).answer for at in range(2)] == [
        other.place(at).answer for at in range(2)
    ]
    assert (again.place(0).elapsed_ms, again.place(1).is_flagged) == (1500, True)
    assert run.place(0).is_answered
