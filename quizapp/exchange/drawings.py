"""Looks the parts of diagrams up in their drawings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.resources import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.registers import Diagram, Registers

_ELEMENT = re.compile(r"<\w+(?:\s[^<>]*)?\sid=\"([^\"]+)\"")


def undrawn(registers: Registers) -> Iterator[tuple[str, str]]:
    """Give each drawing that is not there, and each part that is not drawn; tables have none.

    Yields:
        The id of the diagram, and one sentence.
    """
    for diagram in registers.diagrams.values():
        for message in _problems(diagram):
            yield diagram.id, message


def _problems(diagram: Diagram) -> Iterator[str]:
    if diagram.file is None:
        return
    try:
        drawn = set(_ELEMENT.findall(asset(f"diagrams/{diagram.file}").read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        yield f"There is no drawing {diagram.file} in assets/diagrams; mend the name of the file."
        return
    for part in diagram.parts:
        if part.id not in drawn:
            yield f"The drawing {diagram.file} has no element with the id {part.id}."
