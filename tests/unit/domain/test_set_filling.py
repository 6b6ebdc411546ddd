"""Filling a set by topic: what is drawn, what cannot meet, and what is missing."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from random import Random

import pytest

from quizapp.domain.items import Level
from quizapp.domain.set_filling import Fillable, Filled, FillLine, Shortage, Sort, fill

RECALL, APPLY = Level.RECALL, Level.APPLY


def question(
    item_id: str, topic: str = "t", level: Level = RECALL, kind: str = "single_best", case: str = ""
) -> Fillable:
    return Fillable(item_id, Sort(topic, level, kind), case or None)


def cueing(*pairs: str) -> Callable[[str], Collection[str]]:
    """Return the cues of pairs such as "ab"."""
    return lambda item: {other for pair in pairs if item in pair for other in pair} - {item}


def draw(lines: Iterable[FillLine], pool: Iterable[Fillable], *cues: str, **more: int) -> Filled:
    return fill(list(lines), pool, cueing(*cues), Random(7), **more)  # type: ignore[arg-type]


def test_each_line_gets_as_many_as_it_asks_for_and_topics_alternate() -> None:
    pool = [question(f"{topic}{n}", topic) for topic in "xy" for n in range(9)]
    filled = draw([FillLine("x", 3), FillLine("y", 3)], pool)
    (form,) = filled.forms
    assert Counter(item[0] for item in form) == {"x": 3, "y": 3}
    assert len(set(form)) == 6
    assert filled.shortages == ()
    assert all(one[0] != other[0] for one, other in itertools.pairwise(form))


def test_a_question_moves_to_another_line_when_that_makes_room() -> None:
    pool = [question("a", level=APPLY), question("b", level=APPLY), question("c")]
    lines = [FillLine("t", 1), FillLine("t", 1, RECALL), FillLine("t", 1, APPLY)]
    for seed in range(20):
        filled = fill(lines, pool, cueing(), Random(seed))
        assert sorted(filled.forms[0]) == ["a", "b", "c"]
        assert filled.shortages == ()


def test_lines_of_levels_and_of_kinds_share_questions_as_well_as_can_be() -> None:
    pool = [
        question("a", level=APPLY, kind="numeric"),
        question("b", level=APPLY),
        question("c", kind="numeric"),
    ]
    lines = [FillLine("t", 1, APPLY), FillLine("t", 2, kind="numeric")]
    assert sorted(draw(lines, pool).forms[0]) == ["a", "b", "c"]
    assert draw([FillLine("u", 1)], pool).forms == ((),)


def test_what_is_missing_is_told_with_what_was_left_out_as_seen() -> None:
    pool = [question(item) for item in "abcde"]
    line = FillLine("t", 4)
    filled = fill([line], pool, cueing(), Random(7), seen={"a", "b"}, kept=("c",))
    assert sorted(filled.forms[0]) == ["d", "e"]
    assert filled.shortages == (Shortage(line, found=2, fitting=2, seen=2),)


def test_questions_that_give_each_other_away_never_meet() -> None:
    pool = [question(item) for item in "abcd"]
    assert len(draw([FillLine("t", 3)], pool, "ab", "ac", "ad").forms[0]) == 3
    line = FillLine("t", 4)
    filled = draw([line], pool, "ab")
    assert len(filled.forms[0]) == 3
    assert filled.shortages == (Shortage(line, found=3, fitting=4, seen=0),)
    kept = fill([FillLine("t", 1)], pool[:2], cueing("ab"), Random(7), kept=("a",))
    assert kept.forms == ((),)


def test_a_case_is_taken_whole_or_not_at_all() -> None:
    case = [question("a", case="hall"), question("b", level=APPLY, case="hall")]
    single = question("c")
    whole = draw([FillLine("t", 2)], [*case, single])
    assert sorted(whole.forms[0]) in (["a", "b"], ["c"])
    assert sorted(draw([FillLine("t", 3)], [*case, single]).forms[0]) == ["a", "b", "c"]
    assert draw([FillLine("t", 1)], [*case, single]).forms == (("c",),)
    only_recall = draw([FillLine("t", 2, RECALL)], [*case, single])
    assert only_recall.forms == (("c",),)
    seen = fill([FillLine("t", 2)], [*case, single], cueing(), Random(7), seen={"b"})
    assert seen.forms == (("c",),)


def test_a_case_that_finds_room_for_a_part_only_leaves_no_trace() -> None:
    case = [question("a", case="hall"), question("b", level=APPLY, case="hall")]
    pool = [*case, *(question(f"x{n}", level=APPLY) for n in range(3)), question("y")]
    lines = [FillLine("t", 1, RECALL), FillLine("t", 1, APPLY)]
    for seed in range(20):
        (form,) = fill(lines, pool, cueing(), Random(seed)).forms
        assert len(form) == 2
        assert ("a" in form) == ("b" in form)


@pytest.mark.parametrize("seed", range(10))
def test_parallel_forms_share_nothing_and_match_question_by_question(seed: int) -> None:
    levels = [RECALL, APPLY]
    pool = [question(f"q{n}", level=levels[n % 2]) for n in range(12)]
    pool += [question(f"c{n}", level=levels[n % 2], case=f"case{n // 2}") for n in range(4)]
    sorts = {one.item_id: one.sort for one in pool}
    filled = fill([FillLine("t", 6)], pool, cueing(), Random(seed), forms=2)
    one, other = filled.forms
    assert len(one) == len(other) == 6
    assert not set(one) & set(other)
    assert [sorts[item] for item in one] == [sorts[item] for item in other]


def test_a_question_without_a_partner_stands_in_no_form() -> None:
    pool = [question("a"), question("b"), question("c", level=APPLY)]
    line = FillLine("t", 2)
    filled = draw([line], pool, forms=2)
    assert sorted(item for form in filled.forms for item in form) == ["a", "b"]
    assert filled.shortages == (Shortage(line, found=1, fitting=3, seen=0),)


def test_of_two_forms_each_takes_what_does_not_give_its_own_questions_away() -> None:
    pool = [question(item) for item in "abcd"]
    filled = draw([FillLine("t", 2)], pool, "ac", "bd", forms=2)
    assert filled.shortages == ()
    for form in filled.forms:
        assert "".join(sorted(form)) not in {"ac", "bd"}


def test_ten_thousand_questions_take_no_noticeable_time() -> None:
    kinds = ("single_best", "numeric", "matching")
    pool = [
        question(f"q{n}", f"t{n % 8}", (RECALL, APPLY)[n % 2], kinds[n % 3]) for n in range(10_000)
    ]
    lines = [FillLine(f"t{n}", 25, APPLY) for n in range(8)]
    lines += [FillLine(f"t{n}", 30, kind="numeric") for n in range(8)]
    filled = draw(lines, pool)
    # Topics of even number hold recall only, so their eight times 25 find nothing.
    assert len(filled.forms[0]) == 4 * 25 + 8 * 30
    assert {one.line.topic for one in filled.shortages} == {"t0", "t2", "t4", "t6"}


def test_a_line_asks_for_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        FillLine("t", 0)
