"""Writing sets: a file a learner, the one for the cohort, and the list of whose is which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.set_messages import send_list_table
from quizapp.delivery.set_files import SUFFIX
from quizapp.delivery.terms_files import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quizapp.application.table_files import WholeFiles
    from quizapp.domain.assignments import AssignmentPlan, Member
    from quizapp.storage.shared_sheet_store import SharedSheet

_ID_SHOWN = 12
_FOR_ALL = "cohort"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What assigning did.

    Attributes:
        members: all whom it is for.
        files: one for each of `members`, by name within the folder; `send_list` says whose is which.
        shared: the file for the cohort, which is the one of many of `members`; empty where each
            has their own.
        new: how many of them are for learners who had none yet; the others are written again,
            byte for byte.
        questions: how many there are; `shipped` of them have their answers on every learner's
            computer, because they came with Quizapp.
    """

    plan: AssignmentPlan
    members: tuple[Member, ...]
    files: tuple[str, ...]
    send_list: str
    new: int
    questions: int
    shipped: int
    shared: str = ""

    @property
    def written(self) -> int:
        """How many sets were written: files, each of them once."""
        return len({*self.files, self.shared} - {""})

    @property
    def apart(self) -> tuple[tuple[Member, str], ...]:
        """The members who have a file of their own, with its name."""
        return tuple(
            (member, file)
            for member, file in zip(self.members, self.files, strict=True)
            if file != self.shared
        )

    def plan_for(self, number: int) -> AssignmentPlan:
        """Return the plan as it is for one of `members`, by number from 0, and their file."""
        plan = self.plan.for_member(self.members[number].id)
        return replace(plan, shares_file=bool(self.shared) and self.files[number] == self.shared)

    @property
    def together(self) -> int:
        """How many of the members can answer the file for the cohort."""
        return self.files.count(self.shared) if self.shared else 0


class WrittenSets(NamedTuple):
    """Names of files that were written.

    Attributes:
        files: one for each learner.
        shared: that for the cohort, or empty.
    """

    files: tuple[str, ...]
    shared: str
    send_list: str


def own_name(assignment_id: str, member: Member) -> str:
    """Return the name of the file that a learner alone gets."""
    return f"{assignment_id}-{member.id[:_ID_SHOWN]}{SUFFIX}"


def with_notices(
    raw: Mapping[str, bytes],
    hashes: Mapping[str, str],
    shared: SharedSheet | None,
    notices: Mapping[str, bytes],
) -> tuple[dict[str, bytes], bytes]:
    """Return the files of an assignment with the new terms that were given since.

    Args:
        raw: by id of a member the bytes of their set; empty for those who have the shared one.
        hashes: by id of a member the hash of their set, or of their seat.
        shared: the set for the cohort, if there is one.
        notices: the last notice for each set that has one, by its hash.

    Returns:
        The bytes of each member's file, empty for those who have the shared one, and its bytes.
    """
    files = {}
    for member_id, own in raw.items():
        notice = notices.get(hashes.get(member_id, ""), b"")
        sheet = own or (shared.raw if notice and shared else b"")
        files[member_id] = joined(notice, sheet)
    return files, joined(notices.get(shared.sha256, b""), shared.raw) if shared else b""


def write_sets(
    files: WholeFiles,
    assignment_id: str,
    members: Sequence[Member],
    raw: Mapping[str, bytes],
    shared: bytes,
    tell: Callable[[int], None],
) -> WrittenSets:
    """Write the sets of an assignment, to be put in place together.

    Args:
        files: where to.
        assignment_id: their names begin with it.
        members: all whom it is for.
        raw: by id of a member the exact bytes; empty for those who have the shared file.
        shared: the exact bytes of the file for the cohort, or empty.
        tell: hears how many members are done; what it raises stops the writing.
    """
    shared_name = f"{assignment_id}-{_FOR_ALL}{SUFFIX}" if shared else ""
    if shared:
        files.add(shared_name, shared.decode("ascii"))
    names: list[str] = []
    for member in members:
        tell(len(names))
        own = raw[member.id]
        names.append(own_name(assignment_id, member) if own else shared_name)
        if own:
            files.add(names[-1], own.decode("ascii"))
    send_list = f"{assignment_id}-send-list.csv"
    files.add(send_list, send_list_table(members, names))
    return WrittenSets(tuple(names), shared_name, send_list)
