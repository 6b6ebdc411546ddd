"""What the statistics of a table of marks say in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.application.item_statistics import StatisticsReport, report_on_file
from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.domain.statistics.verdicts import Verdict

Answer = Callable[[random.Random, bool], tuple[int, str]]
"""From chance, and whether the learner knows, to the mark and the option."""

LEARNERS = 200
BLANK = ""


def sound(rng: random.Random, knows: bool) -> tuple[int, str]:
    return (1, "A") if knows else (0, rng.choice("BC"))


def miskeyed(rng: random.Random, knows: bool) -> tuple[int, str]:
    return (0, "B") if knows else (1, "A")


def unrelated(rng: random.Random, knows: bool) -> tuple[int, str]:
    return (1, "A") if rng.random() < 0.5 else (0, BLANK)


def easy(rng: random.Random, knows: bool) -> tuple[int, str]:
    return (1, "A") if rng.random() < 0.97 else (0, "B")


def hard(rng: random.Random, knows: bool) -> tuple[int, str]:
    return (1, "A") if rng.random() < 0.1 else (0, rng.choice("BC"))


@pytest.fixture
def reported(tmp_path: Path) -> Callable[..., StatisticsReport]:
    """Makes a table of learners who answer six sound questions and those that are given."""

    def report(
        *answers: Answer, learners: int = LEARNERS, with_slots: bool = False
    ) -> StatisticsReport:
        rng = random.Random(11)
        lines = ["learner,attempt,item,mark,max_mark,option" + ",slot" * with_slots]
        for learner in range(learners):
            able = rng.gauss(0, 1)
            for number, answer in enumerate((*answers, *[sound] * 6), 1):
                mark, option = answer(rng, rng.gauss(0, 0.7) < able)
                slot = f",{number}" * with_slots
                lines.append(f"{learner},1,q{number},{mark},1,{option}{slot}")
        path = tmp_path / "marks.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return report_on_file(path, WhichAttempts.FIRST)

    return report


Reported = Callable[..., StatisticsReport]


def test_sound_questions_and_many_answers_leave_nothing_to_say(reported: Reported) -> None:
    report = reported()
    assert set(report.verdicts) == {Verdict.NO_FLAG}
    assert report.sentences == ("Nothing surely needs a look.",)
    assert [one for one, _ in report.told] == list(report.analysis.items)
    assert (report.attempts, report.gains) == (LEARNERS, ())


def test_a_wrong_key_is_told_with_the_option_that_the_better_ones_choose(
    reported: Reported,
) -> None:
    (sentence,) = reported(miskeyed).sentences
    assert sentence.startswith("q1: those who did better elsewhere did worse here: check the key")
    assert "; 200 answers). B is worth less and draws those with the higher totals." in sentence
    assert "(discrimination −" in sentence


def test_the_worst_three_are_told_with_the_reason_and_the_rest_counted(
    reported: Reported,
) -> None:
    sentences = reported(easy, hard, unrelated, miskeyed).sentences
    assert sentences[0].startswith("q4: those who did better")
    assert len(sentences) == 4
    assert sentences[3] == "1 more needs a look."
    assert reported(easy, hard, unrelated, miskeyed, miskeyed).sentences[3] == "2 more need a look."


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (easy, "who did well elsewhere; nearly everybody gets it right (discrimination"),
        (hard, "who did well elsewhere; few get it right: look whether it was taught (discrim"),
        (unrelated, "who did well elsewhere (discrimination"),
    ],
)
def test_a_question_that_tells_nobody_apart_is_told_with_the_reason(
    reported: Reported, answer: Answer, reason: str
) -> None:
    (sentence,) = reported(answer, learners=600).sentences
    assert sentence.startswith(f"q1: it hardly tells {reason}")
    assert sentence.endswith("; 600 answers).")


def test_few_answers_accuse_nobody(reported: Reported) -> None:
    sentences = reported(unrelated, learners=8).sentences
    assert sentences[0] == "Nothing surely needs a look."
    assert sentences[1].endswith("of 7 there are too few answers to say.")


def test_an_item_alone_in_its_slot_is_not_told_twice(reported: Reported) -> None:
    report = reported(miskeyed, with_slots=True)
    assert len(report.analysis.items) == len(report.verdicts) == 14
    assert [(one.slot, one.item) for one, _ in report.told] == [(str(n), None) for n in range(1, 8)]
    assert report.sentences[0].startswith("Slot 1: those who did better")


def test_an_item_among_others_in_its_slot_is_told_by_its_name(tmp_path: Path) -> None:
    rng = random.Random(5)
    lines = ["learner,attempt,item,mark,max_mark,slot,drawn"]
    for learner in range(400):
        able = rng.gauss(0, 1)
        met = rng.choice("xy")
        for slot in range(1, 8):
            mark = int(rng.gauss(0, 0.7) < able) ^ (slot == 1 and met == "x")
            lines.append(f"{learner},1,{met},{mark},1,{slot},{'yes' if slot == 1 else 'no'}")
    path = tmp_path / "marks.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = report_on_file(path, WhichAttempts.ALL)
    assert report.sentences[0].startswith("Slot 1, x: those who did better elsewhere")
    assert [(one.slot, one.item) for one, _ in report.told[:3]] == [
        ("1", None),
        ("1", "x"),
        ("1", "y"),
    ]
