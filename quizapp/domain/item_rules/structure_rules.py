"""L28: ordering, matching and numeric items hang together, and so do items and their diagrams.

What makes an item impossible, such as a precedence that runs in a circle, the item itself refuses.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from quizapp.domain.part_items import Hotspot, Matching, Ordering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.item_rules.rule import ItemView
    from quizapp.domain.items import Item
    from quizapp.domain.registers import Registers

MOST_ORDERS = 24
"""More accepted orders than this, and nearly any answer is right."""


def hangs_together(view: ItemView) -> Iterator[str]:
    """L28."""
    item = view.item
    yield from _diagram_problems(item, view.context.registers)
    if isinstance(item, Ordering):
        count = accepted_orders(item)
        if count > MOST_ORDERS:
            yield f"{count} orders are accepted, more than {MOST_ORDERS}; say what goes before what"
    elif isinstance(item, Matching):
        used = {right for _left, right in item.key}
        if len(item.right) == len(used) == len(item.left):
            yield "The last pair is given away; add a right term that is left over, or use one twice"
    elif isinstance(item, Hotspot):
        parts = [region.part for region in item.regions]
        if len(set(parts)) != len(parts):
            yield "Two regions name the same part of the diagram"


def _diagram_problems(item: Item, registers: Registers) -> Iterator[str]:
    if item.diagram is None:
        return
    diagram = registers.diagrams.get(item.diagram)
    if diagram is None:
        yield f"The diagram {item.diagram} is not known"
    elif isinstance(item, Hotspot):
        parts = {part.id for part in diagram.parts}
        for region in item.regions:
            if region.part not in parts:
                yield f"regions[{region.id}]: the diagram {diagram.id} has no part {region.part}"


def accepted_orders(item: Ordering) -> int:
    """Return in how many orders all pairs of the precedence hold (at most seven steps)."""
    steps = [step.id for step in item.steps]
    return sum(
        all(order.index(earlier) < order.index(later) for earlier, later in item.precedence)
        for order in permutations(steps)
    )
