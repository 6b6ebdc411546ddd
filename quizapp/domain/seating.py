"""Seats: the order in which one learner of a cohort gets what stands in a set for all of them.

All have the same file, so its order must not be the one on everybody's screen: "3 is b" would be
passed on. Each learner's order follows from a seed that both sides can work out, so that the
trainer can read the answers without being told the order.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = TypeVar("Value")

_KEPT = frozenset(["hotspot", "ordering"])
"""Kinds whose parts stay as they are in the file: regions lie in a picture, and steps are never
shown in an order that is right, which nobody without the key could see to."""
_BYTES_EACH = 2


@dataclass(frozen=True, slots=True)
class Seating:
    """How a seat's set comes out of the file.

    Attributes:
        places: for each question of the seat, its place in the file, from 0.
        parts: for each question of the seat and each of its sets of parts, the place in the file
            of each part.
    """

    places: tuple[int, ...]
    parts: tuple[tuple[tuple[int, ...], ...], ...]


def seating(
    seed: str, questions: Sequence[tuple[str, Sequence[int]]], *, shuffles: bool
) -> Seating:
    """Return the order of a seat; the same seed always gives the same one.

    Args:
        seed: what tells the seat apart.
        questions: of the file, each with its kind and how many parts each of its sets has, at most
            26.
        shuffles: whether the questions have an order of chance, too.
    """
    places = list(range(len(questions)))
    if shuffles:
        places.sort(key=lambda place: _digest(seed, place))
    return Seating(
        tuple(places),
        tuple(
            tuple(
                tuple(range(size)) if kind in _KEPT else _order(seed, place, number, size)
                for number, size in enumerate(sizes)
            )
            for place, (kind, sizes) in ((place, questions[place]) for place in places)
        ),
    )


def in_order(values: Sequence[Value], order: Sequence[int]) -> tuple[Value, ...]:
    """Return values in an order of places."""
    return tuple(values[place] for place in order)


def _order(seed: str, place: int, number: int, size: int) -> tuple[int, ...]:
    chance = _digest(seed, place, number)
    return tuple(
        sorted(range(size), key=lambda at: chance[at * _BYTES_EACH : (at + 1) * _BYTES_EACH])
    )


def _digest(seed: str, *numbers: int) -> bytes:
    told = " ".join([seed, *map(str, numbers)])
    return hashlib.blake2b(told.encode(), person=b"quizapp seating").digest()
