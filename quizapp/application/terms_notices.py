"""The notices that a change of terms takes: one for each set whose terms it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.delivery.seats import apart_marks, seat_hash
from quizapp.delivery.terms_files import Notice, write_notice
from quizapp.domain.assignments import AssignmentPlan, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.set_terms import TermsChange
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment
    from quizapp.storage.shared_sheet_store import SharedSheetStore
    from quizapp.storage.terms_store import TermsStore


class TermsStores(NamedTuple):
    """What changing terms reads and writes."""

    assignments: AssignmentStore
    terms: TermsStore
    shared: SharedSheetStore


class NewNotices(NamedTuple):
    """Notices of one change, by the hash of the set, and the number that all of them have."""

    number: int
    notices: Mapping[str, bytes]


class _Addressee(NamedTuple):
    """Somebody's sets, or that of the cohort.

    Attributes:
        member_id: empty for the cohort.
        kept: the hashes under which a notice is kept; `sets` are all that it is for.
        apart: marks of those who have terms of their own.
    """

    member_id: str
    kept: tuple[str, ...]
    sets: tuple[str, ...]
    apart: tuple[str, ...] = ()


def notices_for(
    stores: TermsStores,
    assignment: StoredAssignment,
    after: AssignmentPlan,
    change: TermsChange,
    key: TrainerKey,
) -> NewNotices:
    """Return the notices that tell of a change; none where nothing is changed.

    Args:
        stores: what is read.
        assignment: with the terms of before.
        after: the plan with the change.
        change: what is changed.
        key: the trainer's.
    """
    number = max(stores.terms.last_number(after.id) + 1, int(change.made_at.timestamp()))
    found: dict[str, bytes] = {}
    for one in _addressees(stores, assignment, after, change):
        before = assignment.plan.for_member(one.member_id)
        then = after.for_member(one.member_id)
        if _terms(before, number, change.made_at) != _terms(then, number, change.made_at):
            notice = Notice(
                assignment_id=after.id,
                terms=_terms(then, number, change.made_at),
                sets=one.sets,
                apart=one.apart,
            )
            raw = write_notice(notice, key.signing_seed)
            found |= dict.fromkeys(one.kept, raw)
    return NewNotices(number, found)


def _terms(plan: AssignmentPlan, number: int, at: datetime) -> Terms:
    return Terms(number, plan.opens_at, plan.due_at, plan.time_limit_s, at)


def _addressees(
    stores: TermsStores,
    assignment: StoredAssignment,
    after: AssignmentPlan,
    change: TermsChange,
) -> Iterator[_Addressee]:
    """Give those who may need a notice: the learner whom it is for, or everybody."""
    shared_sha256 = stores.shared.sha256(after.id)
    enrolled = stores.shared.enrolled(assignment.cohort_id) if shared_sha256 else ()
    seats: dict[str, list[str]] = {}
    for one in enrolled:
        seats.setdefault(one.person.id, []).append(seat_hash(shared_sha256, one.enrolled_as))
    kept: dict[str, list[str]] = {}
    for person_id, sha256 in stores.terms.sent(after.id):
        kept.setdefault(person_id, []).append(sha256)
    own_sets = {person for person, raw in stores.assignments.sheets(after.id).items() if raw}
    has_notice = stores.terms.notices(after.id).keys()
    special = {one.member_id for one in after.overrides}
    for person_id, hashes in kept.items():
        is_apart = person_id in own_sets | special or not has_notice.isdisjoint(hashes)
        if change.member_id == person_id or (change.is_for_all and is_apart):
            sets = dict.fromkeys([*hashes, *seats.get(person_id, ())])
            yield _Addressee(person_id, tuple(hashes), tuple(sets))
    if change.is_for_all and shared_sha256:
        marks = apart_marks(
            after.id, [one.enrolled_as for one in enrolled if one.person.id in special]
        )
        yield _Addressee("", (shared_sha256,), (shared_sha256,), marks)
