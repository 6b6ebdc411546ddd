"""What learners are called where no column beside them holds their reference."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.domain.assignments import Member


def told_apart(members: Iterable[Member]) -> dict[str, str]:
    """Return the name of each member by id; the reference behind it where several have the name."""
    known = tuple(members)
    counts = Counter(one.name for one in known)
    return {one.id: one.called if counts[one.name] > 1 else one.name for one in known}
