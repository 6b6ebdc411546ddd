"""Assigning: from what a trainer asks for to signed sets, one a learner or one for the cohort."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quizapp.application.asked_sets import (
    fingerprint,
    refuse_items,
    refuse_nobody,
    refuse_twin,
    refuse_unreadable,
    with_overrides,
)
from quizapp.application.fill_words import shortage_words
from quizapp.application.own_banks import read_banks
from quizapp.application.set_writing import Assigned, with_notices, write_sets
from quizapp.application.shared_sets import recipients, seats_at, shared_sheet
from quizapp.application.table_files import whole_files
from quizapp.delivery.set_files import Sheet, hash_of, seat_key_of, write_set
from quizapp.domain.assignments import AssignmentMode, shipped_among
from quizapp.domain.errors import UserError
from quizapp.domain.set_filling import fill
from quizapp.domain.sheets import sheet_question, shuffled_orders
from quizapp.exchange.native_assignments import load_assignment
from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment, StoredSheet
from quizapp.storage.codec import item_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from quizapp.application.cohorts import Cohorts
    from quizapp.application.own_banks import OwnBanks
    from quizapp.application.question_pool import QuestionPool
    from quizapp.application.shared_sets import Recipients
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.assignments import AssignmentPlan, Member
    from quizapp.domain.items import Item
    from quizapp.exchange.native_assignments import WrittenAssignment
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.candidate_store import CandidateStore
    from quizapp.storage.set_store import SetStore
    from quizapp.storage.shared_sheet_store import EnrolledMember, SharedSheet, SharedSheetStore
    from quizapp.storage.terms_store import TermsStore


@dataclass(frozen=True, slots=True)
class AssigningStores:
    """What assigning reads and writes."""

    assignments: AssignmentStore
    banks: BankStore
    candidates: CandidateStore
    sets: SetStore
    pool: QuestionPool
    shared: SharedSheetStore
    terms: TermsStore


def _nothing() -> None:
    """Do nothing along with keeping an assignment."""


def _unheard(_done: int, _steps: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where sets go, and with what.

    Attributes:
        folder: where to write; made if need be.
        key: the trainer's.
        report: told for how many learners it is done, and of how many, while a set that is made
            and not written is half done; what it raises stops everything, and nothing is kept.
        along: what is to be done in the same transaction.
    """

    folder: Path
    key: TrainerKey
    report: Callable[[int, int], None] = _unheard
    along: Callable[[], None] = _nothing


class Assigning:
    """Makes assignments.

    Args:
        stores: what is read and written.
        cohorts: whom sets are for.
        now: gives the moment.
        rng: shuffles what can be chosen; not one that could be guessed.
    """

    def __init__(
        self,
        stores: AssigningStores,
        cohorts: Cohorts,
        now: Callable[[], datetime],
        rng: Random,
    ) -> None:
        self._stores = stores
        self._cohorts = cohorts
        self._now = now
        self._rng = rng

    def assign(
        self,
        spec: Path,
        cohort: str,
        folder: Path,
        key: TrainerKey,
        *,
        one_file: bool = False,
    ) -> Assigned:
        """Make sets for the members of a cohort and write them all.

        Doing it again writes the same bytes again, and sets for those who joined since: that is
        also how a run that was cut off, or a set that was lost, is made good.

        Args:
            spec: what is asked for, in the format assignment/1.
            cohort: name of the cohort.
            folder: where to write; made if need be.
            key: the trainer's.
            one_file: write one file for the cohort, also where `spec` does not say so.

        Raises:
            UserError: something asked for is not there or cannot be, or the folder cannot be
                written to.
        """
        found = self._cohorts.find(cohort)
        written = load_assignment(spec)
        if one_file:
            written = replace(written, plan=replace(written.plan, shares_file=True))
        refuse_nobody(written.plan, self._cohorts.members(found.id), found.name)
        return self.assign_written(written, found.id, Outgoing(folder, key))

    def assign_written(
        self, written: WrittenAssignment, cohort_id: str, going: Outgoing
    ) -> Assigned:
        """Do the same for what was not read from a file. Raises what `assign` raises."""
        asked = fingerprint(written, cohort_id)
        assignment = self._stores.assignments.get(written.plan.id)
        if assignment is None:
            refuse_twin(written.plan.id, self.ids())
            own = read_banks(written.banks)
            items = self._items(written, cohort_id, own)
            plan = with_overrides(written, self._cohorts.members(cohort_id))
            assignment = StoredAssignment(
                # A draft may be older than the finding that two entries are one person.
                plan=self._stores.terms.for_people(plan, cohort_id),
                cohort_id=cohort_id,
                sign_key=going.key.sign_key,
                sent=items,
                spec_sha256=asked,
                made_at=self._now(),
                topic_titles=self._titles(items, own),
            )
        elif (assignment.spec_sha256, assignment.sign_key) != (asked, going.key.sign_key):
            raise UserError(
                f"{written.plan.id} was assigned before, with other content, to another"
                " cohort or with another key.",
                "Give this one an id of its own.",
            )
        return self._send(assignment, going)

    def send_again(self, assignment_id: str, going: Outgoing) -> Assigned:
        """Write the sets of an assignment again, byte for byte, and new ones for who joined.

        Those whose terms were changed since get their sets with the new terms.

        Raises:
            UserError: there is no such assignment, somebody joined and the key is another one
                than before, or the folder cannot be written to.
        """
        return self._send(self.get(assignment_id), going)

    def get(self, assignment_id: str) -> StoredAssignment:
        """Return an assignment.

        Raises:
            UserError: it is not there any more.
        """
        found = self._stores.assignments.get(assignment_id)
        if found is None:
            raise UserError("This assignment is not there any more.", "Choose another one.")
        return found

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all assignments."""
        return self._stores.assignments.ids()

    def _send(self, assignment: StoredAssignment, going: Outgoing) -> Assigned:
        """Make the sheets that are missing, write all files beside their places, and keep both.

        Nothing is kept before everything is on disk, so that stopping leaves nothing half done.
        """
        plan, store = assignment.plan, self._stores.assignments
        members = self._cohorts.members(assignment.cohort_id)
        there = store.sheets(plan.id)
        joined = [member for member in members if member.id not in there]
        if joined and assignment.sign_key != going.key.sign_key:
            raise UserError(
                f"{plan.id} was assigned with another key, so nobody can be added to it.",
                "Put that key back, or assign it anew.",
            )
        steps = len(joined) + len(members)

        def report(done: int) -> None:
            going.report(done * len(members) // steps, len(members))

        shared, new = self._made(assignment, joined, going.key, report)
        raw = there | {member_id: sheet.raw for member_id, sheet in new.items()}
        terms = self._stores.terms
        own, for_all = with_notices(raw, dict(terms.sent(plan.id)), shared, terms.notices(plan.id))
        with whole_files(going.folder) as files:
            written = write_sets(
                files, plan.id, members, own, for_all, lambda done: report(len(joined) + done)
            )
            with store.in_one_go():
                self._refuse_others(plan.id, there, shared)
                store.add(assignment, [*new.values()])
                if shared is not None:
                    self._stores.shared.add(plan.id, shared)
                going.along()
        return Assigned(
            plan=plan,
            members=members,
            files=written.files,
            send_list=written.send_list,
            new=len(new),
            questions=len(assignment.sent),
            shipped=len(self._shipped(assignment.sent)),
            shared=written.shared,
        )

    def _made(
        self,
        assignment: StoredAssignment,
        joined: Sequence[Member],
        key: TrainerKey,
        report: Callable[[int], None],
    ) -> tuple[SharedSheet | None, dict[str, StoredSheet]]:
        """Make the sheets that are missing: that of the cohort, and by id one for who joined."""
        answers = _answers(assignment)
        enrolled = self._stores.shared.enrolled(assignment.cohort_id)
        shared = self._shared_sheet(assignment, answers, enrolled, key)
        seats = seats_at(shared, assignment, enrolled)
        new: dict[str, StoredSheet] = {}
        for member in joined:
            report(len(new))
            sheet = seats.get(member.id) or self._sheet(assignment, answers, member, key)
            if not new:
                # All sets hold the same texts, so the first one tells.
                refuse_unreadable(shared.raw if shared else sheet.raw)
            new[member.id] = sheet
        return shared, new

    def _refuse_others(
        self, assignment_id: str, there: Mapping[str, bytes], shared: SharedSheet | None
    ) -> None:
        """Refuse to keep sheets where another window has kept some since `there` was read."""
        now_there = self._stores.shared.sha256(assignment_id)
        is_other = shared is not None and now_there not in ("", shared.sha256)
        if self._stores.assignments.sheets(assignment_id).keys() != there.keys() or is_other:
            raise UserError(
                f"{assignment_id} was assigned by another window just now.", "Do it again."
            )

    def recipients(self, plan: AssignmentPlan, cohort_id: str) -> Recipients:
        """Return who would get which file, were there one for the cohort."""
        members = self._cohorts.members(cohort_id)
        plan = self._stores.terms.for_people(plan, cohort_id)
        return recipients(plan, members, self._stores.shared.enrolled(cohort_id))

    def _shared_sheet(
        self,
        assignment: StoredAssignment,
        answers: list[Any] | None,
        enrolled: Sequence[EnrolledMember],
        key: TrainerKey,
    ) -> SharedSheet | None:
        """Return the file for the cohort, made if there is none yet; `None` where none is wanted."""
        if not assignment.plan.shares_file:
            return None
        known = self._stores.shared.get(assignment.plan.id)
        if known is not None:
            return known
        return shared_sheet(assignment, answers, enrolled, key, self._now(), self._rng)

    def _sheet(
        self,
        assignment: StoredAssignment,
        answers: list[Any] | None,
        member: Member,
        key: TrainerKey,
    ) -> StoredSheet:
        seed = os.urandom(32)
        places = list(range(len(assignment.sent)))
        if assignment.plan.shuffles_questions:
            self._rng.shuffle(places)
        items = [assignment.sent[place] for place in places]
        orders = tuple(shuffled_orders(item, self._rng) for item in items)
        pairs = zip(items, orders, strict=True)
        raw = write_set(
            Sheet(
                plan=assignment.plan_for(member.id),
                member_id=member.id,
                seat_seed=seed,
                box_key=key.box_key,
                made_at=self._now(),
                questions=tuple(sheet_question(item, order) for item, order in pairs),
                answers=None
                if answers is None
                else tuple(
                    (answers[place], order) for place, order in zip(places, orders, strict=True)
                ),
            ),
            key.signing_seed,
        )
        return StoredSheet(member.id, hash_of(raw), seat_key_of(seed), orders, tuple(places), raw)

    def _titles(self, items: Sequence[Item], own: OwnBanks) -> dict[str, str]:
        """Return what the topics of questions are called: what is compiled goes before other banks."""
        compiled = {topic: title for topic, title, _items in self._stores.banks.topics()}
        known = {**own.titles, **compiled}
        return {item.topic: known[item.topic] for item in items if item.topic in known}

    def _items(self, written: WrittenAssignment, cohort_id: str, own: OwnBanks) -> tuple[Item, ...]:
        own.refuse_problems()
        if written.fill:
            ids = self._drawn(written, cohort_id)
        else:
            ids = written.items or self._set_items(written)
        active = set(self._stores.candidates.active_ids())
        items = []
        for item_id in dict.fromkeys(ids):
            item = own.items.get(item_id)
            if item is None and item_id in active:
                item = self._stores.banks.item(item_id)
            if item is None:
                item = self._stores.pool.scenario(item_id)
            if item is None:
                raise UserError(
                    f"{written.place(item_id)}There is no question {item_id} in the banks named,"
                    " nor among those that ship with Quizapp.",
                    "Mend the id, or name its bank under `banks`.",
                )
            items.append(item)
        refuse_items(items, ids, written)
        return tuple(items)

    def _drawn(self, written: WrittenAssignment, cohort_id: str) -> tuple[str, ...]:
        pool = self._stores.pool.load(written.banks)
        topics = dict.fromkeys([*pool.titles, *(one.sort.topic for one in pool.questions)])
        unknown = next((line.topic for line in written.fill if line.topic not in topics), None)
        if unknown is not None:
            raise UserError(
                f"{written.asked_place}There is no topic {unknown}.",
                f"There are: {', '.join(topics)}.",
            )
        seen = self._stores.pool.sent_to(cohort_id) if written.leaves_out_seen else ()
        fillable = pool.fillable(written.plan.mode)
        filled = fill(written.fill, fillable, pool.cues, self._rng, seen=seen)
        if filled.shortages:
            short = " ".join(shortage_words(filled, pool.titles))
            raise UserError(f"{written.asked_place}{short}", "Ask for fewer, or name more banks.")
        return filled.forms[0]

    def _set_items(self, written: WrittenAssignment) -> tuple[str, ...]:
        offered = {one.id: one.items for one in self._stores.sets.sets()}
        if written.set_id not in offered:
            there = f"There are: {', '.join(offered)}." if offered else "There is none at all."
            raise UserError(
                f"{written.asked_place}There is no ready-made set {written.set_id}.", there
            )
        return offered[written.set_id]

    def _shipped(self, items: Sequence[Item]) -> tuple[Item, ...]:
        return shipped_among(items, self._stores.candidates.shipped())


def _answers(assignment: StoredAssignment) -> list[Any] | None:
    """Return what the sheets of a practice set hold of each question, and nothing in an exam."""
    if assignment.plan.mode is AssignmentMode.EXAM:
        return None
    return [json.loads(item_to_json(item)) for item in assignment.sent]
