"""Attempts ranked by their totals and cut into groups; equal totals never part."""

from __future__ import annotations

import math
from collections.abc import Sequence

THIRDS = (0.73, 0.27)
"""The top 27%, the middle 46% and the bottom 27% (Kelley 1939), as they are cut off from the top."""

QUINTILES = (0.8, 0.6, 0.4, 0.2)

_HALF_UP = 0.5


def cuts(ranked: Sequence[int], shares: Sequence[float]) -> list[tuple[int, int]]:
    """Cut ranked totals into one group more than there are shares.

    Whoever has the same total as the lowest of a group moves up into it, so that groups can be
    larger than their share, and lower ones empty.

    Args:
        ranked: totals, the lowest first.
        shares: the share of attempts below each cut, from 1 to 0, falling.

    Returns:
        Where each group begins and ends in `ranked`, the top group first.
    """
    groups = []
    end = len(ranked)
    for share in (*shares, 0.0):
        begin = min(end, math.floor(share * len(ranked) + _HALF_UP))
        while 0 < begin < end and ranked[begin - 1] == ranked[begin]:
            begin -= 1
        groups.append((begin, end))
        end = begin
    return groups
