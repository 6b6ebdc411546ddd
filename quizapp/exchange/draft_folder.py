"""The drafts of a trainer's own questions: a folder in which each is a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.errors import UserError
from quizapp.exchange.draft_files import draft_text, read_draft
from quizapp.exchange.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.domain.drafts import Draft


@dataclass(frozen=True, slots=True)
class KeptDrafts:
    """The drafts of a folder, and one sentence for each file that is none."""

    drafts: tuple[Draft, ...]
    problems: tuple[str, ...]


class DraftFolder:
    """Keeps drafts.

    Args:
        folder: where; it is made when a draft is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> KeptDrafts:
        """Return all drafts that are kept, by id."""
        drafts, problems = [], []
        for path in sorted(self._folder.glob("*.json")):
            try:
                drafts.append(read_draft(path))
            except UserError as problem:
                problems.append(str(problem))
        return KeptDrafts(tuple(drafts), tuple(problems))

    def get(self, draft_id: str) -> Draft | None:
        """Return a draft, or None where none is kept.

        Raises:
            UserError: its file is damaged.
        """
        path = self._path(draft_id)
        return read_draft(path) if path.exists() else None

    def holds(self, draft_id: str, known: Draft | None) -> bool:
        """Return whether a draft is kept just as it is known; with None, whether none is kept.

        Raises:
            UserError: its file is damaged.
        """
        kept = self.get(draft_id)
        if kept is None or known is None:
            return kept is known
        # As texts, too: what is typed need not be the same value once it was written and read.
        return kept == known or draft_text(kept) == draft_text(known)

    def keep(self, draft: Draft) -> None:
        """Write a draft.

        Raises:
            UserError: it cannot be written.
        """
        write_own(self._path(draft.id), draft_text(draft))

    def drop(self, draft_id: str) -> None:
        """Delete a draft, if there is one.

        Raises:
            UserError: it cannot be deleted.
        """
        path = self._path(draft_id)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"{path} could not be deleted: {error.strerror}.") from error

    def _path(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.json"


def write_own(path: Path, text: str) -> None:
    """Write a file of the trainer's own whole, and make its folder if need be.

    Raises:
        UserError: it cannot be written; the old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise UserError(
            f"{path} could not be written: {error.strerror}.",
            "Free some space, or choose another folder for your questions.",
        ) from error
