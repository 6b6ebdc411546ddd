"""What somebody types who answers the questions of a run in the terminal."""

from __future__ import annotations

import random
from collections.abc import Sequence

from quizapp.application.demo_data import made_up_answer
from quizapp.bootstrap import Application
from quizapp.domain.answers import NumberAnswer, OrderAnswer, PairsAnswer, RegionAnswer
from quizapp.domain.items import Item, MultipleResponse, TrueFalseReason
from quizapp.domain.part_items import Matching
from quizapp.storage.attempt_store import AttemptStore

LETTERS = "ABCDEFGHI"


def keys(app: Application, attempt_id: str, *, right: bool = True, sure: str = "3") -> str:
    """Return what has to be typed to answer a whole run, rightly or not."""
    attempt = AttemptStore(app.database).get(attempt_id)
    assert attempt is not None
    lines: list[str] = []
    for slot in attempt.slots:
        (item,) = app.sources.items([slot.item_id])
        if isinstance(item, TrueFalseReason):
            lines.append("t" if item.answer is right else "F")
        if not item.option_sets:
            lines.extend(typed_parts(item, slot.option_orders, right=right))
        for options, order in zip(item.option_sets, slot.option_orders, strict=False):
            wanted = [option.id for option in options if option.correct is right]
            letters = [LETTERS[order.index(option)] for option in wanted]
            lines.append("".join(letters) if isinstance(item, MultipleResponse) else letters[0])
        lines.append(sure)
    return "\n".join(lines) + "\n"


def typed_parts(item: Item, orders: Sequence[Sequence[str]], *, right: bool) -> list[str]:
    """Return what has to be typed to answer an item that has no options, rightly or not."""
    answer = made_up_answer(item, random.Random(1), is_right=right)
    if isinstance(answer, NumberAnswer):
        return [answer.typed]
    letters = dict(zip(orders[0], LETTERS, strict=False))
    if isinstance(answer, OrderAnswer):
        return ["".join(letters[step] for step in answer.order)]
    if isinstance(answer, PairsAnswer) and isinstance(item, Matching):
        given = dict(answer.pairs)
        return [letters[given[term.id]] for term in item.left]
    assert isinstance(answer, RegionAnswer)
    return [letters[answer.region]]
