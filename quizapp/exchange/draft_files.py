"""Drafts of questions, one file each: they may lack what a bank must not lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from quizapp.domain.drafts import PART_LISTS, Draft
from quizapp.domain.errors import UserError
from quizapp.exchange.entries import is_id
from quizapp.exchange.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

DRAFT_FORMAT = "draft/1"


def draft_text(draft: Draft) -> str:
    """Return the text of a draft's file."""
    fields = {"format": DRAFT_FORMAT, **msgspec.to_builtins(draft)}
    return msgspec.json.format(msgspec.json.encode(fields), indent=1).decode("utf-8") + "\n"


def write_draft(path: Path, draft: Draft) -> None:
    """Write a draft; whatever happens, the file holds the old or the new one.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(path, draft_text(draft))


def read_draft(path: Path) -> Draft:
    """Read a draft.

    Raises:
        UserError: the file is none; the message names it.
    """
    try:
        fields: dict[str, Any] = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        if fields.pop("format", None) != DRAFT_FORMAT:
            raise _problem(path, "its format is not one that this version of Quizapp reads")
        draft = msgspec.convert(fields, Draft)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _problem(path, f"{error}") from error
    except OSError as error:
        raise _problem(path, f"{error.strerror}") from error
    if draft.kind not in PART_LISTS or draft.id != path.stem or not is_id(draft.id):
        raise _problem(path, "its kind or its id is not what it should be")
    return draft


def _problem(path: Path, why: str) -> UserError:
    return UserError(
        f"The draft {path.name} cannot be read: {why}.",
        "Restore it from a copy, or delete the file.",
    )
