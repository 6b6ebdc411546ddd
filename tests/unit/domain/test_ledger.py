"""The ledger of misconceptions: which answers make one held, wavering, cleared or come back."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.confidence import Confidence
from quizapp.domain.ledger import BeliefState, Encounter, Need, Standing, after, standing_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
S = BeliefState


def encounter(
    number: int, sign: str, day: int = 0, item: str = "", confidence: Confidence | None = None
) -> Encounter:
    """Make an answer from a letter.

    C gave it away, K did so for certain, R was right, G right by a guess, W wrong otherwise.
    """
    said = {"K": Confidence.CERTAIN, "G": Confidence.GUESS}.get(sign, confidence)
    return Encounter(
        at=START + timedelta(days=day, minutes=number),
        day=(START + timedelta(days=day)).date().isoformat(),
        run_id="run",
        place=number,
        item_id=item or f"item-{number}",
        chosen=sign in "CK",
        right=sign in "RG",
        confidence=said,
    )


def story(signs: str, *, same_day: bool = False, same_item: bool = False) -> Standing:
    """Tell a story in letters, one answer a day and to another question each, unless said."""
    return standing_of(
        encounter(number, sign, 0 if same_day else number, "item" if same_item else "")
        for number, sign in enumerate(signs)
    )


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        ("", S.NEVER_MET),
        ("R", S.MET),
        ("W", S.MET),
        ("RRG", S.MET),
        ("C", S.WAVERING),
        ("RC", S.WAVERING),
        ("CR", S.WAVERING),
        ("CRR", S.WAVERING),
        ("CRC", S.WAVERING),
        ("CWWW", S.WAVERING),
        ("CC", S.HELD),
        ("RCC", S.HELD),
        ("CCR", S.WAVERING),
        ("K", S.HELD),
        ("KR", S.HELD),
        ("KRR", S.WAVERING),
        ("KRRR", S.CLEARED),
        ("RRR", S.CLEARED),
        ("CRRR", S.CLEARED),
        ("CRGRR", S.WAVERING),
        ("RRRW", S.CLEARED),
        ("RRRG", S.CLEARED),
        ("RRRC", S.CAME_BACK),
        ("RRRCC", S.CAME_BACK),
        ("RRRKRR", S.CAME_BACK),
        ("RRRCRRR", S.CLEARED),
        ("RRRCRRRC", S.CAME_BACK),
    ],
)
def test_the_last_answers_decide_how_a_misconception_stands(signs: str, state: S) -> None:
    assert story(signs).state is state


def test_three_right_answers_on_one_day_clear_nothing_yet() -> None:
    assert story("RRR", same_day=True).state is S.MET
    assert story("CRRR", same_day=True).state is S.WAVERING


def test_three_right_answers_to_one_question_clear_nothing_yet() -> None:
    assert story("RRR", same_item=True).state is S.MET


def test_two_days_and_two_questions_are_enough() -> None:
    answers = [encounter(0, "R", 0, "a"), encounter(1, "R", 0, "a"), encounter(2, "R", 1, "b")]
    assert standing_of(answers).state is S.CLEARED


def test_an_answer_without_a_word_on_confidence_counts_like_a_sure_one() -> None:
    answers = [encounter(number, "R", number, confidence=None) for number in range(3)]
    assert standing_of(answers).state is S.CLEARED


def test_the_answer_that_brought_a_state_about_is_kept() -> None:
    standing = story("RRRCRR")
    assert standing.since is not None
    assert standing.since.place == 3
    assert (standing.met, standing.chosen) == (6, 1)


def test_the_evidence_holds_the_last_three_answers_and_the_last_slip() -> None:
    assert [one.place for one in story("RCRRG").evidence] == [4, 3, 2, 1]
    assert [one.place for one in story("RRC").evidence] == [2, 1, 0]
    assert story("").evidence == ()


@pytest.mark.parametrize(
    ("signs", "need"),
    [
        ("", Need(3, other_day=True, other_item=True)),
        ("C", Need(3, other_day=True, other_item=True)),
        ("CR", Need(2, other_day=True, other_item=True)),
        ("CRR", Need(1, other_day=False, other_item=False)),
        ("CRRRC", Need(3, other_day=True, other_item=True)),
        ("RRR", None),
    ],
)
def test_what_is_missing_to_clear_it_is_known(signs: str, need: Need | None) -> None:
    assert story(signs).need == need


def test_after_three_right_answers_of_one_day_another_day_is_missing() -> None:
    assert story("RRR", same_day=True).need == Need(1, other_day=True, other_item=False)
    assert story("RRR", same_item=True).need == Need(1, other_day=False, other_item=True)


ENCOUNTERS = st.lists(
    st.tuples(st.sampled_from("CKRGW"), st.integers(0, 1), st.sampled_from(["a", "b", "c"])),
    max_size=12,
)


def told(answers: list[tuple[str, int, str]]) -> list[Encounter]:
    day = 0
    made = []
    for number, (sign, days, item) in enumerate(answers):
        day += days
        made.append(encounter(number, sign, day, item))
    return made


@pytest.mark.no_cover
@given(ENCOUNTERS, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_are_handed_in_and_repeats_do_not_matter(
    answers: list[tuple[str, int, str]], rng: random.Random
) -> None:
    encounters = told(answers)
    mixed = encounters + encounters[:3]
    rng.shuffle(mixed)
    assert standing_of(mixed) == standing_of(encounters)


@pytest.mark.no_cover
@given(ENCOUNTERS)
def test_after_any_answers_there_is_one_state_that_fits_them(
    answers: list[tuple[str, int, str]],
) -> None:
    standing = Standing()
    cleared = False
    for one in told(answers):
        standing = after(standing, one)
        cleared = cleared or standing.state is S.CLEARED
        # The words that users read.
        assert standing.state is not S.NEVER_MET
        assert (standing.state in {S.CLEARED, S.CAME_BACK}) == cleared
        assert not (one.chosen and standing.state in {S.MET, S.CLEARED})
        assert (standing.state is S.MET) <= (standing.chosen == 0)
        assert (standing.need is None) == (standing.state is S.CLEARED)
    assert standing == standing_of(told(answers))


@given(ENCOUNTERS)
def test_whatever_was_answered_what_is_needed_clears_it(
    answers: list[tuple[str, int, str]],
) -> None:
    encounters = told(answers)
    need = standing_of(encounters).need
    if need is not None:
        more = [
            encounter(50 + number, "R", 50 if need.other_day else 49, f"new{number}")
            for number in range(need.answers)
        ]
        if need.other_day and need.answers > 1:
            more[-1] = encounter(60, "R", 60, "last")
        assert standing_of([*encounters, *more]).state is S.CLEARED
