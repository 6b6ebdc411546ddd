"""The text of a bank in which a few items have changed, without writing and reading the others.

A bank of a thousand items takes a second to write and to read again. Items that stand in the file
as they are to stay keep their text: reading the file has shown what it says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.items import Vignette
from quizapp.exchange import native_writer
from quizapp.exchange.native_bank import read_bank

if TYPE_CHECKING:
    from quizapp.domain.banks import Bank
    from quizapp.domain.items import Item
    from quizapp.exchange.native_bank import LoadedBank

_ITEMS = "items:\n"
# Where an item or the next part of the file begins: at the start of a line, as nothing else does.
_STARTS = re.compile(r"^(?=\S)", re.MULTILINE)
_ID = re.compile(r"- (?:\{)?id: ([^\s,}]+)")


class Mended(NamedTuple):
    """A bank as it is to be written.

    Attributes:
        text: of the file, without the mark of the editor.
        lines: the line of each item and retired item in that text, from 1, by id.
    """

    text: str
    lines: dict[str, int]


def mended(text: str, loaded: LoadedBank, bank: Bank) -> Mended | None:
    """Return the text of a bank that is to take the place of another one.

    Args:
        text: of the file as it is.
        loaded: what reading it gave.
        bank: what is to be read from it.

    Returns:
        `None` where all of it has to be written and read: questions of one case depend on each
        other, what was found in the file might too, and what has changed must read alike.
    """
    old = loaded.bank
    ids = {item.id for item in bank.items}
    if old is None or loaded.findings or loaded.cases or len(ids) < len(bank.items):
        return None
    if any(isinstance(item, Vignette) for item in bank.items):
        return None
    chunks = _chunks(text)
    known = {item.id: item for item in old.items}
    changed = tuple(
        item for item in bank.items if known.get(item.id) != item or item.id not in chunks
    )
    rest = replace(bank, items=changed)
    fresh = native_writer.bank_text(rest)
    read, found = read_bank(fresh.encode("utf-8"), bank.id)
    if read != rest or found or not changed:
        return None
    chunks |= _chunks(fresh)
    return _put_together(bank.items, chunks, fresh) if ids <= chunks.keys() else None


def _put_together(items: tuple[Item, ...], chunks: dict[str, str], fresh: str) -> Mended:
    head, _, rest = fresh.partition(_ITEMS)
    tail = "".join(_parts_after_items(rest))
    text = f"{head}{_ITEMS}{''.join(chunks[item.id] for item in items)}{tail}"
    lines = {
        found[1]: number
        for number, line in enumerate(text.splitlines(), 1)
        if (found := _ID.match(line))
    }
    return Mended(text, lines)


def _parts_after_items(text: str) -> list[str]:
    parts = _STARTS.split(text)
    after = next((at for at, part in enumerate(parts) if part and part[0] != "-"), len(parts))
    return parts[after:]


def _chunks(text: str) -> dict[str, str]:
    """Return the text of each item by its id."""
    _, _, rest = text.partition(f"\n{_ITEMS}")
    parts = _STARTS.split(rest)
    after = len(parts) - len(_parts_after_items(rest))
    return {found[1]: part for part in parts[:after] if (found := _ID.match(part))}
