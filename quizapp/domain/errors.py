"""What goes wrong for a reason the user can do something about."""

from __future__ import annotations


class UserError(Exception):
    """A failure to be said to the user in one plain sentence.

    Everything that is not a `UserError` is a bug and flies to the one handler.

    Args:
        message: what happened, one sentence.
        hint: what the user can do about it; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint as one line, for the terminal and the log."""
        return f"{self.message} {self.hint}".strip()
