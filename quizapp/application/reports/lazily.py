"""Parts of a report that are made when they are written, since a large one has a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

Source = TypeVar("Source")
Made = TypeVar("Made")


class Lazily(Sequence[Made], Generic[Source, Made]):
    """What is made of each of some values, anew whenever it is asked for."""

    def __init__(self, source: Sequence[Source], make: Callable[[Source], Made]) -> None:
        self._source, self._make = source, make

    def __len__(self) -> int:
        return len(self._source)

    @overload
    def __getitem__(self, place: int) -> Made: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...

    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        if isinstance(place, slice):
            return Lazily(self._source[place], self._make)
        return self._make(self._source[place])
