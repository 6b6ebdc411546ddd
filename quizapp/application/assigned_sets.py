"""The sets that a learner was sent: taken from files, listed, begun and looked back on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.handing_in import (
    Submission,
    marked,
    read_set_bytes,
    result_name,
    sealed,
    write_bytes,
)
from quizapp.application.sitting_run import SittingRun
from quizapp.application.sitting_views import (
    HandInView,
    SetOffer,
    SetRow,
    SetState,
    SetView,
    Trust,
)
from quizapp.application.sitting_words import day_and_time
from quizapp.delivery.set_files import OpenedSet, Sheet
from quizapp.delivery.trainer_keys import fingerprint
from quizapp.domain.errors import UserError
from quizapp.domain.sittings import Sitting, SittingTime
from quizapp.storage.sitting_store import AssignedSet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizapp.application.set_reading import ReceivedSet, SetReader
    from quizapp.application.sitting_watch import SittingTools
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.storage.sitting_store import SetStanding

MOST_CHOICES = 9
"""How many things a question may have to choose from, for each to have a key."""


class _Opened(NamedTuple):
    opened: OpenedSet
    standing: SetStanding


class AssignedSets:
    """The sets of the learners of this computer.

    Args:
        tools: what attempts work with.
        reader: reads their files.
        new_id: gives an attempt its id of chance.
    """

    def __init__(self, tools: SittingTools, reader: SetReader, new_id: Callable[[], str]) -> None:
        self._tools = tools
        self._reader = reader
        self._store = tools.sittings
        self._new_id = new_id

    # Taking a set ----------------------------------------------------------------------------

    def look(self, path: Path, learner_id: str) -> SetOffer:
        """Return what a file holds and whether its trainer is known; nothing is kept.

        Raises:
            UserError: it is no set, is damaged or altered, belongs to another learner here, or is
                for a cohort that this learner has not enrolled in.
        """
        received = self._reader.read(read_set_bytes(path), lambda: learner_id)
        opened = received.opened
        sheet = opened.sheet
        marked(sheet, [None] * len(sheet.questions))
        # What could not be handed in is not answered first.
        blank = Submission(attempt="", number=1, revision=1, previous="", answers=[])
        sealed(opened, blank, self._tools.now())
        self._refuse_unshowable(sheet)
        sets = self._meant(received, learner_id)
        sha256 = sets[0]
        owner = self._store.owner(sha256)
        if owner not in ("", learner_id):
            raise UserError(
                "Another learner of this computer has opened this set.",
                "Ask your trainer for the one that is yours.",
            )
        known = self._tools.hand_ins.known_trainers()
        trust = Trust.KNOWN if opened.sign_key in known else Trust.STRANGER
        return SetOffer(
            raw=received.raw,
            sha256=sha256,
            plan=sheet.plan,
            questions=len(sheet.questions),
            sign_key=opened.sign_key,
            fingerprint=fingerprint(opened.sign_key),
            trust=trust if known else Trust.FIRST,
            is_there=bool(owner),
            hands_in_as=self._reader.name(opened, learner_id),
            news=self._reader.news(sha256, received.brought),
            brought=received.brought,
            sets=sets,
        )

    def _meant(self, received: ReceivedSet, learner_id: str) -> tuple[str, ...]:
        """Return the hashes of the sets of a learner that a file is about.

        New terms can be for two sets of one learner, who was sent a file and then answered the one
        for the cohort. Then it is the one that is here that they change.
        """
        opened, brought = received.opened, received.brought
        if brought is None or self._store.owner(opened.sha256) not in ("", learner_id):
            return (opened.sha256,)
        here = tuple(
            one.sha256
            for one in (standing.assigned for standing in self._store.standings(learner_id))
            # A trainer has no say over the sets of another one.
            if one.sha256 in {opened.sha256, *received.sets}
            and (one.sign_key, one.plan.id) == (opened.sign_key, opened.sheet.plan.id)
            and brought.terms.fits(one.plan)
        )
        return here or (opened.sha256,)

    def take(self, offer: SetOffer, learner_id: str, words: str = "") -> str:
        """Keep a set for a learner with the terms that came with it, and return its hash.

        Its trainer is trusted from now on.

        Args:
            offer: what was looked at.
            learner_id: whose it is.
            words: what a trainer who is not yet known says their key is in words; where none is
                known, the learner has compared what was shown.

        Raises:
            UserError: the words are those of another key.
        """
        said = "-".join(words.casefold().replace("-", " ").split())
        if offer.trust is Trust.STRANGER and said != offer.fingerprint:
            raise UserError(
                "These are not the words of the key that signed this set.",
                "Type them as your trainer says them. If they differ, do not answer this set.",
            )
        now = self._tools.now()
        assigned = AssignedSet(
            offer.sha256, learner_id, offer.sign_key, offer.plan, offer.questions, now
        )
        with self._store.in_one_go():
            self._tools.hand_ins.know_trainer(offer.sign_key, now)
            if not offer.is_there:
                self._store.add_set(assigned, offer.raw)
            if offer.brought is not None:
                for sha256 in offer.sets:
                    self._reader.terms.add(sha256, offer.brought)
        return offer.sha256

    def _refuse_unshowable(self, sheet: Sheet) -> None:
        """Refuse what no window could show."""
        for question in sheet.questions:
            if any(len(parts) > MOST_CHOICES for parts in question.parts):
                raise UserError(
                    f"A question of this set has more than {MOST_CHOICES} things to choose from,"
                    " which the window cannot show.",
                    "Answer it in the terminal: `quizapp hand-in`.",
                )
            if not question.diagram:
                continue
            diagram = self._tools.banks.diagram(question.diagram)
            known = {part.id for part in diagram.parts} if diagram else set()
            if not known.issuperset(question.parts[0]):
                raise UserError(
                    f"This set asks about the diagram {question.diagram}, which this version of"
                    " Quizapp does not have.",
                    "Bring Quizapp up to date, then open the set again.",
                )

    # Looking at them -------------------------------------------------------------------------

    def rows(self, learner_id: str) -> tuple[SetRow, ...]:
        """Return the sets of a learner: what waits first, soonest due first, then the rest."""
        unsaved = self._tools.hand_ins.unsaved_sets()
        rows = [self._row(one, unsaved) for one in self._store.standings(learner_id)]
        return tuple(sorted(rows, key=_urgency))

    def view(self, sha256: str) -> SetView:
        """Return all that there is to say of a set.

        Raises:
            UserError: it is not there any more.
        """
        found = self._found(sha256)
        row = self._row(found.standing, self._tools.hand_ins.unsaved_sets())
        return SetView(
            row=row,
            fingerprint=fingerprint(found.opened.sign_key),
            hand_ins=tuple(
                HandInView(
                    one.sha256,
                    one.number,
                    one.revision,
                    one.handed_in_at,
                    result_name(found.opened.sheet, one),
                )
                for one in self._tools.hand_ins.all_of(sha256)
            ),
            refusal=self._refusal(row),
            has_ended=any(one.ended_at for one in self._store.sittings(sha256)),
            hands_in_as=self._reader.name(found.opened, self._store.owner(sha256)),
            terms=found.standing.terms,
        )

    def export(self, set_sha256: str, sha256: str, path: Path) -> None:
        """Write what was handed in again, byte for byte.

        Raises:
            UserError: it is not there, or the file cannot be written.
        """
        for one in self._tools.hand_ins.all_of(set_sha256):
            if one.sha256 == sha256:
                write_bytes(path, one.raw)
                self._tools.hand_ins.note_saved(sha256)
                return
        raise UserError("This was not handed in on this computer.", "Look at the set again.")

    # Attempts --------------------------------------------------------------------------------

    def begin(self, sha256: str) -> SittingRun:
        """Go on with the attempt that is open, or begin one.

        Raises:
            UserError: the set is not open yet, all attempts were handed in, or it is gone.
        """
        found = self._found(sha256)
        with self._store.in_one_go():
            attempts = self._store.sittings(sha256)
            sitting = next((one for one in attempts if one.ended_at is None), None)
            if sitting is None:
                refusal = self._refusal(self._row(found.standing))
                if refusal:
                    raise UserError(refusal)
                sitting = self._new(sha256, len(attempts) + 1)
                self._store.save(sitting)
        return SittingRun(found.opened, sitting, self._tools)

    def look_back(self, sha256: str) -> SittingRun:
        """Return the attempt that ended last.

        Raises:
            UserError: none has ended, or the set is gone.
        """
        found = self._found(sha256)
        ended = [one for one in self._store.sittings(sha256) if one.ended_at is not None]
        if not ended:
            raise UserError("No attempt at this set has ended yet.", "Go on with it.")
        return SittingRun(found.opened, ended[-1], self._tools)

    # -----------------------------------------------------------------------------------------

    def _new(self, sha256: str, number: int) -> Sitting:
        now = self._tools.now()
        time = SittingTime(used_ms=0, seen_at=now, steady_ms=self._tools.steady_ms())
        return Sitting(
            id=self._new_id(), set_sha256=sha256, number=number, started_at=now, time=time
        )

    def _found(self, sha256: str) -> _Opened:
        raw = self._store.raw(sha256)
        owner = self._store.owner(sha256)
        standings = self._store.standings(owner)
        standing = next((one for one in standings if one.assigned.sha256 == sha256), None)
        if raw is None or standing is None:
            raise UserError("This set is not here any more.", "Open its file again.")
        return _Opened(self._reader.seated(raw, owner, standing.terms), standing)

    def _row(self, standing: SetStanding, unsaved: frozenset[str] = frozenset()) -> SetRow:
        plan = standing.assigned.plan
        left = plan.attempts - standing.handed_in
        if standing.open_sitting and left > 0:
            state = SetState.STARTED
        elif standing.handed_in:
            state = SetState.HANDED_IN
        elif plan.opens_at is not None and self._tools.now() < plan.opens_at:
            state = SetState.NOT_OPEN
        else:
            state = SetState.NEW
        return SetRow(
            sha256=standing.assigned.sha256,
            plan=plan,
            state=state,
            questions=standing.assigned.questions,
            answered=standing.answered,
            attempts_left=max(0, left),
            last_at=standing.last_at,
            is_saved=standing.assigned.sha256 not in unsaved,
            topics=self._topics(plan),
        )

    def _topics(self, plan: AssignmentPlan) -> tuple[str, ...]:
        """Return what the topics with conditions are called here, or else by the trainer."""
        named = plan.passes.topics if plan.passes is not None else ()
        titles = {topic: self._tools.banks.topic_title(topic) for topic, _ in named}
        told = dict(plan.topic_titles)
        return tuple(
            told.get(topic, topic) if title == topic else title for topic, title in titles.items()
        )

    def _refusal(self, row: SetRow) -> str:
        if row.state is SetState.STARTED:
            return ""
        if row.state is SetState.NOT_OPEN:
            assert row.plan.opens_at is not None
            return f"This set opens on {day_and_time(row.plan.opens_at, self._tools.zone)}."
        if not row.attempts_left:
            return "All attempts at this set were handed in."
        return ""


def _urgency(row: SetRow) -> tuple[bool, float, bool]:
    due_at = row.plan.due_at
    due = float("inf") if due_at is None else due_at.timestamp()
    return row.is_done, due, row.state is SetState.HANDED_IN
