"""Steps, terms, numbers and diagrams in the terminal."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from quizapp.application.views import QuestionView
from quizapp.bootstrap import Application
from quizapp.domain.items import Item, SingleBest
from quizapp.domain.part_items import (
    Hotspot,
    Matching,
    NumberRange,
    Numeric,
    Ordering,
    Region,
    Step,
    Term,
    WrongPair,
)
from quizapp.storage.bank_store import BankCompiler
from tests.e2e.conftest import Command
from tests.unit.application.steps import begin, tame

LETTERS = "ABCDEFGHI"


def ordering(**common: object) -> Ordering:
    steps = tuple(
        Step(step, f"Do {step}", f"About {step}.") for step in ("check", "call", "spray", "roll")
    )
    pairs = (("check", "call"), ("check", "spray"), ("call", "roll"), ("spray", "roll"))
    return Ordering(steps=steps, precedence=pairs, **common)  # type: ignore[arg-type]


def matching(**common: object) -> Matching:
    return Matching(
        left=(Term("one", "Left one"), Term("two", "Left two")),
        right=(
            Term("x", "Right x", "Why x."),
            Term("y", "Right y"),
            Term("z", "Right z", "Spare."),
        ),
        key=(("one", "x"), ("two", "y")),
        wrong_pairs=(WrongPair("two", "z", harm=True),),
        **common,  # type: ignore[arg-type]
    )


def numeric(**common: object) -> Numeric:
    answer = NumberRange(2, 3, "minutes")
    return Numeric(answer=answer, below="Too soon.", above="Too late.", **common)  # type: ignore[arg-type]


def hotspot(**common: object) -> Hotspot:
    common["diagram"] = "DG02"
    regions = (
        Region("glu", "glutamate-site", "It does not compete."),
        Region("gly", "glycine-site", "Another messenger.", harm=True),
        Region("pore", "ketamine-site", "It plugs the channel.", correct=True),
    )
    return Hotspot(regions=regions, **common)  # type: ignore[arg-type]


MAKERS = {"ordering": ordering, "matching": matching, "numeric": numeric, "hotspot": hotspot}


def common_of(item: SingleBest) -> dict[str, object]:
    """Return the fields that every kind has, with a stem and an explanation of their own."""
    names = (field.name for field in fields(Item))
    common = {name: getattr(item, name) for name in names}
    return common | {"stem": "What is so?", "explanation": "That is so."}


@pytest.fixture
def made(app: Application, learner_id: str):
    """Makes a run through one item of a kind."""

    def make(kind: str) -> tuple[Item, QuestionView]:
        (plain,) = tame(app)[:1]
        item = MAKERS[kind](**common_of(replace(plain, safety=(), contradictions=())))
        BankCompiler(app.database).save_item(item, 0)
        question = begin(app, learner_id, [item]).question()
        assert question is not None
        return item, question

    return make


def letters(question: QuestionView, *parts: str) -> str:
    return "".join(LETTERS[question.part_orders[0].index(part)] for part in parts)


def said(quizapp: Command, *typed: str) -> str:
    done = quizapp("practise", typed="\n".join([*typed, "3"]) + "\n")
    assert done.status == 0, done.err
    return " ".join(done.out.split())


def test_steps_are_put_in_order_by_their_letters(made, quizapp: Command) -> None:
    _item, question = made("ordering")
    typed = letters(question, "check", "spray", "call", "roll")
    out = said(quizapp, typed.lower())
    assert "1 of 1 right." in out
    assert "1. Do check. About check. 2. Do spray." in out
    assert "You had it after" not in out
    assert "Steps that are not named together may come in any order." in out


def test_steps_out_of_order_are_named_in_pairs(made, quizapp: Command) -> None:
    _item, question = made("ordering")
    out = said(quizapp, letters(question, "call", "check", "spray", "roll"))
    assert "x “Do check” has to come before “Do call”. You had it after." in out
    assert out.count("You had it after.") == 1
    assert "- “Do check” has to come before “Do spray”." in out


@pytest.mark.parametrize("typed", ["AB", "AABC", "ABCDE", "ABCX", "?"])
def test_an_order_without_each_letter_once_is_asked_again(
    made, quizapp: Command, typed: str
) -> None:
    _item, question = made("ordering")
    out = said(quizapp, typed, letters(question, "check", "call", "spray", "roll"))
    assert out.count("Type each letter shown once.") == 1


def test_each_left_term_is_asked_for_its_match(made, quizapp: Command) -> None:
    _item, question = made("matching")
    out = said(quizapp, letters(question, "x"), "Z", letters(question, "y"))
    assert "1 of 1 right." in out
    assert out.count("Type one of the letters shown.") == 1
    assert "- Left one: Right x (right). Why x." in out
    assert "- Left over: Right z. Spare." in out


def test_a_wrong_match_is_told_with_the_right_one(made, quizapp: Command) -> None:
    _item, question = made("matching")
    out = said(quizapp, letters(question, "x"), letters(question, "z"))
    assert "THIS ANSWER COULD HARM SOMEBODY" in out
    assert "x Left two: Right z (harmful). - Left two: Right y (right)." in out


@pytest.mark.parametrize(("typed", "right"), [("2,5", 1), ("3.0", 1), ("3,01", 0), ("1", 0)])
def test_a_number_is_typed_with_comma_or_point(
    made, quizapp: Command, typed: str, right: int
) -> None:
    made("numeric")
    out = said(quizapp, typed)
    assert f"{right} of 1 right." in out
    assert "Right is 2 to 3 minutes." in out
    assert "- Less: Too soon. - More: Too late." in out


def test_what_is_no_number_is_asked_again(made, quizapp: Command) -> None:
    made("numeric")
    out = said(quizapp, "two", "1.000,5", "2")
    assert out.count("Type one number in digits") == 2
    assert "Your answer: 2 minutes." in out


def test_the_diagram_of_a_question_is_told_in_words_after_the_answer(
    made, app: Application, quizapp: Command
) -> None:
    item, _question = made("numeric")
    BankCompiler(app.database).save_item(replace(item, diagram="DG10"), 0)
    out = said(quizapp, "2,5")
    asked, told = out.split("RIGHT", 1)
    assert "schematic timeline" not in asked
    assert "Diagram: Naloxone wearing off. A schematic timeline from 0 to 180 minutes" in told


def test_parts_of_a_diagram_are_told_by_where_they_lie(made, quizapp: Command) -> None:
    made("hotspot")
    out = said(quizapp, "C")
    asked, told = out.split("Your answer:", 1)
    assert "Parts of the diagram: A Square site on GluN2" in asked
    assert "C Cavity between gate and filter" in asked
    assert "etamine" not in asked.split("What is so?")[1]
    assert "1 of 1 right." in told
    assert "(right, your answer). It plugs the channel." in told
    assert "(harmful). Another messenger." in told


def test_a_part_that_is_wrong_is_told_beside_the_right_one(made, quizapp: Command) -> None:
    made("hotspot")
    out = said(quizapp, "a")
    assert "A Square site on GluN2 (not right, your answer). It does not compete." in out
    assert "C Cavity between gate and filter (right). It plugs the channel." in out
