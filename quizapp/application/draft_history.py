"""Undo and redo of what is written, as a row of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.drafts import changed

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft

MOST_STEPS = 200


class DraftHistory:
    """The states that a draft went through.

    Changes with one key, such as the letters typed into a field, are one step until `settle`.
    """

    def __init__(self, draft: Draft) -> None:
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._key = ""
        self.draft = draft

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._future)

    def take(self, draft: Draft, key: str = "") -> None:
        """Take a new state; with the key of the last one it belongs to the same step."""
        if draft == self.draft:
            return
        if not key or key != self._key:
            self._past = [*self._past[-MOST_STEPS + 1 :], self.draft]
        self._future.clear()
        self._key = key
        self.draft = draft

    def go_on_as(self, draft: Draft) -> None:
        """Go on as another question: `draft` is in force, and the other states are of it, too."""
        same = {"id": draft.id, "rev": draft.rev, "case": draft.case, "origin": draft.origin}
        self._past = [changed(one, **same) for one in self._past]
        self._future = [changed(one, **same) for one in self._future]
        self.draft = draft

    def settle(self) -> None:
        """End the step: what comes next is another one, whatever its key."""
        self._key = ""

    def undo(self) -> None:
        """Go back one step, if there is one."""
        if self._past:
            self._future.append(self.draft)
            self.draft = self._past.pop()
        self.settle()

    def redo(self) -> None:
        """Go forward again, if a step was taken back."""
        if self._future:
            self._past.append(self.draft)
            self.draft = self._future.pop()
        self.settle()
