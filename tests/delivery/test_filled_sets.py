"""Sets whose questions are drawn when they are assigned."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.assigning import Assigned
from quizapp.domain.errors import UserError
from tests.delivery.world import World


def filling(world: World, *lines: str, more: str = "") -> Path:
    """A spec that asks for so many of each instead of naming questions."""
    text = world.spec().read_text(encoding="utf-8")
    start = text.index("items:")
    asked = "fill:\n" + "".join(f"- {{{line}}}\n" for line in lines) + more
    world_spec = world.folder / "fill.yaml"
    world_spec.write_text(text[:start] + asked + text[text.index("due:") :], encoding="utf-8")
    return world_spec


def assign_filled(world: World, spec: Path) -> Assigned:
    return world.trainer.assigning.assign(spec, "class", world.folder / "sets", world.key)


def test_a_set_is_filled_by_topic_once_and_sent_again_as_it_was(world: World) -> None:
    spec = filling(
        world, "topic: own, count: 3", "topic: overdose-response, count: 2, level: apply"
    )
    done = assign_filled(world, spec)
    assert (done.questions, done.shipped) == (5, 2)
    raw = (world.folder / "sets" / done.files[0]).read_bytes()
    again = assign_filled(world, spec)
    assert (again.new, (world.folder / "sets" / again.files[0]).read_bytes()) == (0, raw)


def test_what_a_set_cannot_be_filled_with_is_said(world: World) -> None:
    world.assign()
    for lines, more, problem in (
        (["topic: own, count: 9"], "", "Own: 8 of 9. There are 8"),
        (["topic: own, count: 3"], "leave_out_seen: true\n", "8 more were sent to this cohort"),
        (["topic: overdose-response, count: 1, kind: hotspot"], "", "fill.yaml:6: .* 0 of 1"),
        (["topic: cooking, count: 1"], "", "no topic cooking. There are: .*own"),
        (["topic: own, count: 1, kind: riddle"], "", "there is no kind riddle"),
    ):
        spec = filling(world, *lines, more=more)
        text = spec.read_text(encoding="utf-8").replace("week-3", "week-4")
        spec.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=problem):
            assign_filled(world, spec)
