"""Diagrams to explore: what is drawn, what it rests on, and which questions use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.domain.registers import Diagram, Reference
    from quizapp.storage.bank_store import BankStore


@dataclass(frozen=True, slots=True)
class DiagramEntry:
    """A diagram with what it rests on.

    Attributes:
        references: the authorities of the diagram, in its order.
        item_ids: the active items that show it or ask about it.
    """

    diagram: Diagram
    references: tuple[Reference, ...]
    item_ids: tuple[str, ...]


class DiagramLibrary:
    """The diagrams of the collection."""

    def __init__(self, banks: BankStore) -> None:
        self._banks = banks

    def diagrams(self) -> tuple[DiagramEntry, ...]:
        """Return all diagrams by id; an authority that is not in the register is left out."""
        using = self._banks.items_by_diagram()
        entries = []
        for diagram in self._banks.diagrams():
            found = (self._banks.reference(reference) for reference in diagram.references)
            references = tuple(reference for reference in found if reference is not None)
            entries.append(DiagramEntry(diagram, references, using.get(diagram.id, ())))
        return tuple(entries)
