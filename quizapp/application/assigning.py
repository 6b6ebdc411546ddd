"""Assigning: from what a trainer asks for to one signed set a learner."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quizapp.application.bank_collections import find_collections, load
from quizapp.application.table_files import plain_cell, whole_file
from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.set_files import SUFFIX, Sheet, hash_of, read_set, seat_key_of, write_set
from quizapp.domain.assignments import (
    MOST_QUESTIONS,
    AssignmentMode,
    Feedback,
    Override,
    shipped_among,
)
from quizapp.domain.banks import Severity
from quizapp.domain.errors import UserError
from quizapp.domain.part_items import Hotspot
from quizapp.domain.sheets import sheet_question, shuffled_orders
from quizapp.exchange.native_assignments import load_assignment
from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment, StoredSheet
from quizapp.storage.codec import item_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from quizapp.application.cohorts import Cohorts
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.assignments import AssignmentPlan, Member
    from quizapp.domain.items import Item
    from quizapp.exchange.native_assignments import WrittenAssignment
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.candidate_store import CandidateStore
    from quizapp.storage.set_store import SetStore

_ID_SHOWN = 12


@dataclass(frozen=True, slots=True)
class AssigningStores:
    """What assigning reads and writes."""

    assignments: AssignmentStore
    banks: BankStore
    candidates: CandidateStore
    sets: SetStore


@dataclass(frozen=True, slots=True)
class Assigned:
    """What assigning did.

    Attributes:
        files: one a learner, by name within the folder; `send_list` says whose is which.
        new: how many of them are for learners who had none yet; the others are written again,
            byte for byte.
        questions: how many there are; `shipped` of them have their answers on every learner's
            computer, because they came with Quizapp.
    """

    plan: AssignmentPlan
    files: tuple[str, ...]
    send_list: str
    new: int
    questions: int
    shipped: int


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

    def assign(self, spec: Path, cohort: str, folder: Path, key: TrainerKey) -> Assigned:
        """Make a set for each member of a cohort and write them all.

        Doing it again writes the same bytes again, and sets for those who joined since: that is
        also how a run that was cut off, or a set that was lost, is made good.

        Args:
            spec: what is asked for, in the format assignment/1.
            cohort: name of the cohort.
            folder: where to write; made if need be.
            key: the trainer's.

        Raises:
            UserError: something asked for is not there or cannot be, or the folder cannot be
                written to.
        """
        return self.assign_written(load_assignment(spec), cohort, folder, key)

    def assign_written(
        self, written: WrittenAssignment, cohort: str, folder: Path, key: TrainerKey
    ) -> Assigned:
        """Do the same for what was not read from a file. Raises what `assign` raises."""
        found = self._cohorts.find(cohort)
        members = self._cohorts.members(found.id)
        plan = _with_overrides(written, members)
        store = self._stores.assignments
        with store.in_one_go():
            assignment = store.get(written.plan.id)
            asked = _fingerprint(written, found.id)
            if assignment is None:
                items = self._items(written)
                assignment = StoredAssignment(
                    plan=plan,
                    cohort_id=found.id,
                    sign_key=key.sign_key,
                    sent=items,
                    spec_sha256=asked,
                    made_at=self._now(),
                )
            elif (assignment.spec_sha256, assignment.sign_key) != (asked, key.sign_key):
                raise UserError(
                    f"{written.plan.id} was assigned before, with other content, to another"
                    " cohort or with another key.",
                    "Give this one an id of its own.",
                )
            there = store.sheets(assignment.plan.id)
            answers = _answers(assignment)
            new = [
                self._sheet(assignment, answers, member, key)
                for member in members
                if member.id not in there
            ]
            _refuse_unreadable(new)
            store.add(assignment, new)
            shipped = self._shipped(assignment.sent)
        raw = there | {sheet.member_id: sheet.raw for sheet in new}
        names, send_list = _write(folder, assignment.plan.id, members, raw)
        return Assigned(
            assignment.plan, names, send_list, len(new), len(assignment.sent), len(shipped)
        )

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
                plan=assignment.plan.for_member(member.id),
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

    def _items(self, written: WrittenAssignment) -> tuple[Item, ...]:
        known = own_items(written.banks)
        ids = written.items or self._set_items(written.set_id)
        active = set(self._stores.candidates.active_ids())
        items = []
        for item_id in dict.fromkeys(ids):
            item = known.get(item_id)
            if item is None and item_id in active:
                item = self._stores.banks.item(item_id)
            if item is None:
                raise UserError(
                    f"There is no question {item_id} in the banks named, nor among those that"
                    " ship with Quizapp.",
                    "Mend the id, or name its bank under `banks`.",
                )
            items.append(item)
        _refuse(items, len(ids), written.plan.mode)
        return tuple(items)

    def _set_items(self, set_id: str) -> tuple[str, ...]:
        for one in self._stores.sets.sets():
            if one.id == set_id:
                return one.items
        raise UserError(f"There is no ready-made set {set_id}.", "Mend its id.")

    def _shipped(self, items: Sequence[Item]) -> tuple[Item, ...]:
        ids = self._stores.candidates.shipped_ids()
        return shipped_among(items, self._stores.banks.items(ids))


def own_items(banks: Sequence[Path]) -> dict[str, Item]:
    """Return the items of the trainer's own banks by id."""
    if not banks:
        return {}
    collections, findings = find_collections(banks)
    loaded = [bank for collection in collections for bank in load(collection).banks]
    findings += [finding for bank in loaded for finding in bank.findings]
    for finding in findings:
        if finding.level is Severity.ERROR:
            place = f"{finding.file}:{finding.line}" if finding.line else finding.file
            raise UserError(f"{place}: {finding.message}", "`quizapp check` lists all there is.")
    return {item.id: item for bank in loaded if bank.bank for item in bank.bank.items}


def _refuse(items: Sequence[Item], asked: int, mode: AssignmentMode) -> None:
    if asked != len(items):
        raise UserError("A question stands twice in this assignment.", "Take one of them out.")
    if len(items) > MOST_QUESTIONS:
        raise UserError(f"An assignment has at most {MOST_QUESTIONS} questions.", "Split it.")
    for item in items:
        if not item.is_served:
            raise UserError(
                f"The question {item.id} is a draft, which is not asked.", "Let it be read first."
            )
        if mode is AssignmentMode.EXAM and isinstance(item, Hotspot):
            raise UserError(
                f"The question {item.id} asks for a place in a diagram, whose parts are named in"
                " every copy of Quizapp: an exam could not hide its answer.",
                "Take it out, or make this a practice set.",
            )


def _refuse_unreadable(sheets: Sequence[StoredSheet]) -> None:
    """Refuse what no learner could open. The first sheet tells: all hold the same texts."""
    try:
        for sheet in sheets[:1]:
            read_set(sheet.raw)
    except RefusedFile as refused:
        raise UserError(
            "These questions do not fit into a set: a text is too long or there are too many"
            " things to choose from.",
            "Shorten them.",
        ) from refused


def _answers(assignment: StoredAssignment) -> list[Any] | None:
    """Return what the sheets of a practice set hold of each question, and nothing in an exam."""
    if assignment.plan.mode is AssignmentMode.EXAM:
        return None
    return [json.loads(item_to_json(item)) for item in assignment.sent]


def _with_overrides(written: WrittenAssignment, members: Sequence[Member]) -> AssignmentPlan:
    """Return the plan with its overrides, each for the one member whom it names."""
    overrides = list(written.plan.overrides)
    for one in written.overrides:
        named = [
            member
            for member in members
            if one.learner in (member.id, member.reference, member.name)
        ]
        if len(named) != 1:
            raise UserError(
                f"An override is for {one.learner}, and {len(named) or 'nobody'} in the cohort"
                f" {'are' if named else 'is'} called so.",
                "Name one learner, by the reference of the roster or by the full name.",
            )
        overrides.append(Override(named[0].id, one.time_factor, one.due_at))
    try:
        return replace(written.plan, overrides=tuple(overrides))
    except ValueError as error:
        raise UserError(f"The overrides cannot be so: {error}.", "Mend them.") from error


def _fingerprint(written: WrittenAssignment, cohort_id: str) -> str:
    """Return what tells whether the same is asked for again."""
    plan = written.plan
    due = _stamp(plan.due_at)
    passes = plan.passes and (plan.passes.score, plan.passes.no_critical_error)
    asked: list[object] = [
        plan.title,
        plan.mode,
        due,
        plan.attempts,
        passes,
        written.items,
        written.set_id,
        cohort_id,
    ]
    usual = Feedback.NEVER if plan.mode is AssignmentMode.EXAM else Feedback.AT_END
    # What is as usual leaves no trace, so that what was assigned by older versions stays known.
    more = {
        "opens": _stamp(plan.opens_at),
        "limit": plan.time_limit_s,
        "shuffled": plan.shuffles_questions,
        "feedback": None if plan.feedback is usual else plan.feedback,
        "topics": plan.passes and plan.passes.topics,
        "overrides": [
            (one.learner, one.time_factor, _stamp(one.due_at)) for one in written.overrides
        ],
        "own": [(one.member_id, one.time_factor, _stamp(one.due_at)) for one in plan.overrides],
    }
    if any(more.values()):
        asked.append(more)
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _stamp(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _write(
    folder: Path, assignment_id: str, members: Sequence[Member], raw: dict[str, bytes]
) -> tuple[tuple[str, ...], str]:
    """Write the sets and the list of whose is which; names stand in the list only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror}.") from error
    rows = []
    for member in members:
        name = f"{assignment_id}-{member.id[:_ID_SHOWN]}{SUFFIX}"
        with whole_file(folder / name) as file:
            file.write(raw[member.id].decode("ascii"))
        rows.append((member.name, member.reference, name))
    send_list = f"{assignment_id}-send-list.csv"
    with whole_file(folder / send_list) as file:
        writer = csv.writer(file)
        writer.writerow(("name", "reference", "file"))
        writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return tuple(name for _, _, name in rows), send_list
