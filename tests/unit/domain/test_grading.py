"""What answers are worth, kind by kind."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import (
    ANSWERS,
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
    answer_from_json,
    answer_to_json,
    number_typed,
)
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade, grade, random_guess
from quizapp.domain.kinds import SET_KINDS
from tests.unit.domain import samples


def test_the_key_of_a_single_best_item_gets_full_points() -> None:
    graded = grade(samples.single(), OptionAnswer("b"))
    assert graded.points == 1.0
    assert graded.is_right


def test_a_distractor_gets_nothing_and_names_its_belief() -> None:
    graded = grade(samples.vignette(), OptionAnswer("a"))
    assert graded.points == 0.0
    assert graded.misconceptions == ("MC01",)
    assert not graded.critical_error


def test_a_harmful_option_is_a_critical_error() -> None:
    graded = grade(samples.single(), OptionAnswer("c"))
    assert graded.critical_error


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        ("abc", 1.0),
        ("ab", 2 / 3),
        ("abd", 1 / 3),
        ("abcd", 2 / 3),
        ("abcde", 1 / 3),
        ("de", 0.0),
        ("", 0.0),
    ],
)
def test_several_answers_earn_right_ones_minus_wrong_ones(chosen: str, points: float) -> None:
    graded = grade(samples.multiple(), OptionsAnswer(tuple(chosen)))
    assert graded.points == pytest.approx(points)
    assert graded.is_right is (points == 1.0)


@pytest.mark.parametrize(
    ("verdict", "reason", "points"),
    [(False, "b", 1.0), (False, "a", 0.0), (True, "b", 0.0), (True, "c", 0.0)],
)
def test_a_verdict_counts_only_with_the_right_reason(
    *, verdict: bool, reason: str, points: float
) -> None:
    assert grade(samples.true_false(), VerdictAnswer(verdict, reason)).points == points


def test_both_tiers_have_to_be_right() -> None:
    item = samples.two_tier()
    assert grade(item, TwoTierAnswer("y", "b")).is_right
    assert not grade(item, TwoTierAnswer("y", "a")).is_right
    assert grade(item, TwoTierAnswer("n", "b")).critical_error


@pytest.mark.parametrize(
    ("order", "points"),
    [
        ("check call spray roll", 1.0),
        ("check spray call roll", 1.0),
        ("call check spray roll", 4 / 5),
        ("roll spray call check", 0.0),
    ],
)
def test_an_order_earns_the_share_of_pairs_that_hold(order: str, points: float) -> None:
    graded = grade(samples.ordering(), OrderAnswer(tuple(order.split())))
    assert graded.points == pytest.approx(points)


@pytest.mark.parametrize("order", [("check",), ("check", "check", "call", "roll")])
def test_an_order_holds_each_step_once(order: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each step once"):
        grade(samples.ordering(), OrderAnswer(order))


def test_matching_earns_the_share_of_terms_and_names_beliefs() -> None:
    item = samples.matching()
    right = PairsAnswer((("morphine", "ago"), ("ketamine", "pore")))
    assert grade(item, right).is_right
    half = grade(item, PairsAnswer((("morphine", "ago"), ("ketamine", "ago"))))
    assert half.points == 0.5
    assert half.misconceptions == ("MC01",)
    assert grade(item, PairsAnswer((("morphine", "gaba"),))).critical_error
    with pytest.raises(ValueError, match="not there"):
        grade(item, PairsAnswer((("morphine", "nothing"),)))


@pytest.mark.parametrize(
    ("typed", "points"), [("2", 1.0), ("2,5", 1.0), ("3.0", 1.0), ("1.99", 0.0), ("-2", 0.0)]
)
def test_a_number_is_right_within_the_range_with_comma_or_point(typed: str, points: float) -> None:
    answer = number_typed(typed)
    assert answer is not None
    assert answer.typed == typed
    assert grade(samples.numeric(), answer).points == points


@pytest.mark.parametrize("typed", ["", "two", "1,5,0", "1e3", "--2", "."])
def test_what_is_no_number_is_not_taken_for_one(typed: str) -> None:
    assert number_typed(typed) is None


def test_a_region_is_right_wrong_or_harmful() -> None:
    item = samples.hotspot()
    assert grade(item, RegionAnswer("pore")).is_right
    assert grade(item, RegionAnswer("glu")).misconceptions == ("MC04",)
    assert grade(item, RegionAnswer("gly")).critical_error


def test_no_answer_earns_nothing_and_is_no_critical_error() -> None:
    assert grade(samples.single(), None) == Grade(0.0)


def test_an_answer_that_names_no_option_of_the_item_is_refused() -> None:
    with pytest.raises(ValueError, match="no option"):
        grade(samples.single(), OptionAnswer("z"))


@pytest.mark.parametrize("points", [-0.1, 1.1])
def test_points_lie_between_nothing_and_one(points: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Grade(points)


def test_the_chance_of_guessing_right_is_known_where_it_is_defined() -> None:
    assert random_guess(samples.single()) == pytest.approx(1 / 3)
    assert random_guess(samples.vignette()) == pytest.approx(1 / 3)
    assert random_guess(samples.true_false()) == pytest.approx(1 / 6)
    assert random_guess(samples.two_tier()) == pytest.approx(1 / 6)
    assert random_guess(samples.matching()) == pytest.approx(1 / 3)
    assert random_guess(samples.hotspot()) == pytest.approx(1 / 3)
    assert random_guess(samples.numeric()) == 0.0
    assert random_guess(samples.multiple()) is None
    assert random_guess(samples.ordering()) is None


@pytest.mark.parametrize(
    ("kind", "answer", "stored"),
    [
        ("single_best", OptionAnswer("b"), {"option": "b"}),
        ("multiple_response", OptionsAnswer(("c", "a", "a")), {"options": ["a", "c"]}),
        ("true_false_reason", VerdictAnswer(False, "a"), {"verdict": False, "reason": "a"}),
        ("two_tier", TwoTierAnswer("a", "c"), {"option": "a", "reason": "c"}),
        ("ordering", OrderAnswer(("b", "a")), {"order": ["b", "a"]}),
        ("matching", PairsAnswer((("z", "x"), ("a", "y"))), {"pairs": {"a": "y", "z": "x"}}),
        ("numeric", NumberAnswer("2.5", "2,5"), {"number": "2.5", "typed": "2,5"}),
        ("hotspot", RegionAnswer("pore"), {"region": "pore"}),
    ],
)
def test_answers_are_stored_as_ids_and_read_back(
    kind: str, answer: Answer, stored: dict[str, object]
) -> None:
    assert answer_to_json(answer) == stored
    assert answer_from_json(kind, stored) == answer


def test_each_kind_has_a_shape_of_answer_and_a_rule() -> None:
    for kind, item in {
        "single_best": samples.single(),
        "multiple_response": samples.multiple(),
        "true_false_reason": samples.true_false(),
        "two_tier": samples.two_tier(),
        "vignette": samples.vignette(),
        "ordering": samples.ordering(),
        "matching": samples.matching(),
        "numeric": samples.numeric(),
        "hotspot": samples.hotspot(),
    }.items():
        assert kind in ANSWERS
        assert grade(item, None).points == 0.0
        random_guess(item)
    assert set(ANSWERS) == set(SET_KINDS)


def test_confidence_words_stand_for_probabilities() -> None:
    assert [word.probability for word in Confidence] == [0.30, 0.50, 0.75, 0.95]
