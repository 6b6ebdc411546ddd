"""Seats at a set for a whole cohort: who answers it, with which key, and in which order.

The file names nobody. A learner who has enrolled in the cohort takes a seat: the id and the key
that the trainer knows from the enrolment. The hash of file and id together stands for the set from
then on; it binds what is handed in to both, and gives each seat its order.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.delivery.values import nonsense
from quizapp.domain.seating import in_order, seating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.delivery.set_files import OpenedSet

_PADDING = 8


def seat_hash(file_sha256: str, enrolled_as: str) -> str:
    """Return what a seat is known by, as hex digits.

    Args:
        file_sha256: hash of the file.
        enrolled_as: what the learner is called towards the cohort.
    """
    return hashlib.sha256(f"quizapp seat {file_sha256} {enrolled_as}".encode()).hexdigest()


def seated(opened: OpenedSet, enrolled_as: str, seat_seed: bytes) -> OpenedSet:
    """Return a cohort's set as one learner answers it.

    Args:
        opened: the set, as it is in the file.
        enrolled_as: what the learner is called towards the cohort.
        seat_seed: the key that the learner enrolled with.

    Raises:
        RefusedFile: the answers that travel with it do not fit its questions.
    """
    sheet = opened.sheet
    sha256 = seat_hash(opened.sha256, enrolled_as)
    kinds = [(one.kind, _sizes(one.parts)) for one in sheet.questions]
    if sheet.answers is not None and any(
        _sizes(orders) != sizes
        for (_item, orders), (_kind, sizes) in zip(sheet.answers, kinds, strict=True)
    ):
        raise nonsense()
    order = seating(sha256, kinds, shuffles=sheet.plan.shuffles_questions)
    questions = tuple(
        replace(one, parts=_arranged(one.parts, parts))
        for one, parts in zip(in_order(sheet.questions, order.places), order.parts, strict=True)
    )
    answers = sheet.answers and tuple(
        (item, _arranged(orders, parts))
        for (item, orders), parts in zip(
            in_order(sheet.answers, order.places), order.parts, strict=True
        )
    )
    own = replace(
        sheet, member_id=enrolled_as, seat_seed=seat_seed, questions=questions, answers=answers
    )
    return replace(opened, sheet=own, sha256=sha256)


def apart_mark(assignment_id: str, enrolled_as: str) -> str:
    """Return the mark of a learner who has a file of their own; nobody else can tell whose it is.

    Args:
        assignment_id: the mark is another one in each assignment.
        enrolled_as: what the learner is called towards the cohort, which travels sealed only.
    """
    told = f"quizapp apart {assignment_id} {enrolled_as}".encode()
    return hashlib.sha256(told).hexdigest()[:32]


def apart_marks(assignment_id: str, enrolled: Sequence[str]) -> tuple[str, ...]:
    """Return the marks of some learners among marks of nobody, so that they cannot be counted."""
    marks = [apart_mark(assignment_id, one) for one in enrolled]
    marks += [os.urandom(16).hex() for _ in range(_PADDING - len(marks) % _PADDING)]
    return tuple(sorted(marks))


def _sizes(parts: Sequence[Sequence[str]]) -> list[int]:
    return [len(part) for part in parts]


def _arranged(
    values: Sequence[Sequence[str]], orders: Sequence[Sequence[int]]
) -> tuple[tuple[str, ...], ...]:
    return tuple(in_order(one, order) for one, order in zip(values, orders, strict=True))
