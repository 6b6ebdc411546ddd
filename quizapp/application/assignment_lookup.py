"""Finding an assignment by its id, or saying which ones there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment


def find_assignment(store: AssignmentStore, assignment_id: str) -> StoredAssignment:
    """Return an assignment.

    Raises:
        UserError: there is none with that id.
    """
    found = store.get(assignment_id)
    if found is None:
        ids = ", ".join(store.ids())
        raise UserError(
            f"There is no assignment {assignment_id}.",
            f"There are: {ids}." if ids else "Make one: `quizapp assign`.",
        )
    return found
