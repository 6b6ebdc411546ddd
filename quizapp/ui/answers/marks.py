"""How each option of a reviewed question is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.ui.answers.option_list import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quizapp.domain.items import Option


def one_choice(options: Iterable[Option], chosen: str | None) -> list[Mark]:
    """Mark options of which one was to be chosen; `chosen` is None when the time ran out."""
    return [_mark_one(option, is_chosen=option.id == chosen) for option in options]


def several_choices(options: Iterable[Option], chosen: Collection[str] | None) -> list[Mark]:
    """Mark options of which several were to be chosen: right, wrong or missed."""
    if chosen is None:
        return one_choice(options, None)
    return [_mark_several(option, is_chosen=option.id in chosen) for option in options]


def _mark_one(option: Option, *, is_chosen: bool) -> Mark:
    if option.correct:
        return Mark("right", "Your answer, correct" if is_chosen else "Correct")
    return _wrong(option) if is_chosen else Mark("dim")


def _mark_several(option: Option, *, is_chosen: bool) -> Mark:
    if option.correct and not is_chosen:
        return Mark("missed")
    return _mark_one(option, is_chosen=is_chosen)


def _wrong(option: Option) -> Mark:
    return Mark("wrong", harm=option.harm)
