"""Reads the answers that a script gives to a set: JSON, from the number of a question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2**20


def read_answers(path: Path) -> dict[str, Any]:
    """Return the fields of a file of answers; what stands in them is not looked at.

    Raises:
        UserError: the file cannot be read, or is no set of fields.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{path.name} is larger than 1 MB, which no answers are.")
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        found = json.loads(raw, object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path.name} is not written in UTF-8.", "Save it as UTF-8 in your editor."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{path.name} is not JSON: {error}.",
            'Write it as {"1": {"option": "b"}, "2": null}.',
        ) from error
    if not isinstance(found, dict):
        raise UserError(
            f"{path.name} holds no answers by number.",
            'Write it as {"1": {"option": "b"}, "2": null}.',
        )
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands twice")
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
