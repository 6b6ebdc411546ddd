"""Certificates for those who passed, with a code that the trainer's own Quizapp can check."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.assignment_lookup import find_assignment
from quizapp.application.certificate_words import page
from quizapp.application.local_times import local_day
from quizapp.application.reports.values import nobody_waits
from quizapp.application.table_files import name_part, whole_files
from quizapp.domain.assignments import scores_of
from quizapp.domain.certificates import (
    CODE_LENGTH,
    Certificate,
    Certified,
    TopicNeeded,
    code_of,
    shown_code,
    typed_code,
)
from quizapp.domain.errors import UserError
from quizapp.storage.certificate_store import StoredCertificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from quizapp.application.reports.values import Tell
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.assignments import LearnerScore, MarkedResult, Member
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.certificate_store import CertificateStore

_ID_SHOWN = 12
_NAMES = tuple(one.name for one in fields(Certified) if one.name not in ("received_on", "topics"))
# It is as late as this somewhere on earth, or as early.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)


class CertificateStores(NamedTuple):
    """What certificates are made of: results, those that were issued, and titles of topics."""

    assignments: AssignmentStore
    certificates: CertificateStore
    banks: BankStore


class Issued(NamedTuple):
    """A certificate and the file that it was written to.

    Attributes:
        lacking: signs that no font of this computer has; □ stands for each of them in the file.
    """

    certificate: Certificate
    path: Path
    lacking: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a code stands for.

    Attributes:
        right: right answers as marked now, where a regrade has changed them since; `None` where
            nothing has changed. `questions` goes with it.
        passes: whether the result passes as marked now; `None` where there is none any more under
            this learner.
    """

    certificate: Certificate
    right: int | None
    questions: int
    passes: bool | None


class Certificates:
    """Issues certificates and checks their codes.

    Args:
        stores: what it reads and keeps.
        now: tells the time.
        zone: by which days are told; `None` for that of the computer.
    """

    def __init__(
        self, stores: CertificateStores, now: Callable[[], datetime], zone: tzinfo | None
    ) -> None:
        self._store, self._certificates, self._banks = stores
        self._now, self._zone = now, zone

    def issue(
        self,
        assignment_id: str,
        folder: Path,
        key: TrainerKey,
        learner: str = "",
        tell: Tell = nobody_waits,
    ) -> tuple[Issued, ...]:
        """Write a certificate for each learner who passes, as marked now.

        The same result gets the same code again, and the date on which it was issued first.

        Args:
            assignment_id: the assignment.
            folder: where to write; made if need be.
            key: the trainer's.
            learner: name, reference or id of one learner; nothing for all.
            tell: hears how many are set; when it raises, no file has been written.

        Raises:
            UserError: nobody passes, the learner named is not there or does not pass, or the folder
                cannot be written to.
        """
        from quizapp.exchange.typesetting import Typesetter

        assignment = find_assignment(self._store, assignment_id)
        passing = self._passing(assignment, learner)
        typesetter = Typesetter("certificate")
        made = []
        with whole_files(folder) as files:
            for place, (score, result) in enumerate(passing):
                tell(place, len(passing))
                said = self._certified(assignment, score.member, result)
                one = self._kept(said, result.received_at, key)
                pages = typesetter.pages(page(one, key), one.issued_at)
                whose = f"{name_part(said.name)}-{said.member_id[:_ID_SHOWN]}"
                name = f"{assignment_id}-certificate-{whose}.pdf"
                with files.open(name) as file:
                    file.write(pages.pdf)
                made.append(Issued(one, folder / name, pages.lacking))
        return tuple(made)

    def passing(self, assignment_id: str) -> tuple[Member, ...]:
        """Return the learners who pass as marked now.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = find_assignment(self._store, assignment_id)
        return tuple(
            one.member
            for one in self._scores(assignment)
            if one.best is not None and one.best.passed(assignment.plan.passes)
        )

    def check(self, typed: str, key: TrainerKey) -> Checked:
        """Return what a code stands for.

        Args:
            typed: the code as somebody typed it.
            key: the trainer's.

        Raises:
            UserError: it is no code, none that this key has made, or its record was altered.
        """
        code = typed_code(typed)
        if code is None:
            raise UserError(
                f"A check code has {CODE_LENGTH} letters and digits.",
                "Type it as it stands on the certificate.",
            )
        stored = self._certificates.get(code)
        if stored is None:
            raise UserError(
                f"No certificate with the code {shown_code(code)} was issued from this data folder.",
                "Compare the code sign by sign. If it is right, this certificate is not from here.",
            )
        if not hmac.compare_digest(code_of(key.proof(stored.fields.encode())), code):
            raise UserError(
                "The record of this certificate was altered, or made with another key.",
                "Take it for not checked.",
            )
        return self._as_marked_now(self._issued(stored))

    def _passing(
        self, assignment: StoredAssignment, learner: str
    ) -> list[tuple[LearnerScore, MarkedResult]]:
        rule, assignment_id = assignment.plan.passes, assignment.plan.id
        if rule is None:
            raise UserError(
                f"Nothing is passed or failed in {assignment_id}.",
                "Assign a set with a `pass` line to certify something.",
            )
        scores = self._scores(assignment)
        if learner:
            scores = _named(scores, learner)
        passing = [
            (one, one.best) for one in scores if one.best is not None and one.best.passed(rule)
        ]
        if not passing:
            who = scores[0].member.name if learner else "Nobody"
            raise UserError(
                f"{who} {'does not pass' if learner else 'passes'} {assignment_id} as it is marked"
                " now.",
                "Collect results first, if some are still to come.",
            )
        return passing

    def _scores(self, assignment: StoredAssignment) -> Sequence[LearnerScore]:
        assignment_id = assignment.plan.id
        return scores_of(
            self._store.members(assignment_id),
            self._store.results(assignment_id),
            assignment.plan.passes,
        )

    def _certified(
        self, assignment: StoredAssignment, member: Member, result: MarkedResult
    ) -> Certified:
        rule, asked = assignment.plan.passes, Counter(result.topics)
        assert rule is not None
        return Certified(
            member_id=member.id,
            name=member.name,
            assignment_id=assignment.plan.id,
            title=assignment.plan.title,
            right=result.right,
            questions=len(result.grades),
            needed=rule.needed(len(result.grades)),
            no_critical_error=rule.no_critical_error,
            received_on=local_day(result.received_at, self._zone),
            topics=tuple(
                TopicNeeded(
                    assignment.topic_titles.get(topic) or self._banks.topic_title(topic),
                    needed,
                    asked[topic],
                )
                for topic, needed in rule.topics_needed(asked).items()
            ),
        )

    def _kept(self, said: Certified, received_at: datetime, key: TrainerKey) -> Certificate:
        """Return the certificate that says this, the one that was issued first if there is one."""
        for text in (_text(one) for one in _dated(said, received_at)):
            stored = self._certificates.get(code_of(key.proof(text.encode())))
            if stored is not None:
                return self._issued(stored)
        text = _text(said)
        code = code_of(key.proof(text.encode()))
        stored = StoredCertificate(code, said.assignment_id, said.member_id, text, self._now())
        self._certificates.add(stored)
        return self._issued(stored)

    def _issued(self, stored: StoredCertificate) -> Certificate:
        issued_at = stored.issued_at
        return Certificate(
            stored.code,
            _certified_from(stored.fields),
            issued_at,
            local_day(issued_at, self._zone),
        )

    def _as_marked_now(self, certificate: Certificate) -> Checked:
        said = certificate.said
        assignment = find_assignment(self._store, said.assignment_id)
        rule = assignment.plan.passes
        # Whoever it was issued to may have turned out to be the double of somebody.
        person = self._store.doubles(said.assignment_id).get(said.member_id, said.member_id)
        best = [one.best for one in self._scores(assignment) if one.member.id == person]
        now = best[0] if best else None
        if now is None:
            return Checked(certificate, None, said.questions, passes=None)
        has_changed = (now.right, len(now.grades)) != (said.right, said.questions)
        return Checked(
            certificate,
            now.right if has_changed else None,
            len(now.grades),
            passes=bool(now.passed(rule)),
        )


def _dated(said: Certified, received_at: datetime) -> Iterator[Certified]:
    """Return what is certified with each date that it is somewhere when a result is received.

    Trainers travel, and once these dates were those of Greenwich: the code stays what it was.
    """
    earliest, latest = (received_at - _WEST).date(), (received_at + _EAST).date()
    for days in range((latest - earliest).days + 1):
        yield replace(said, received_on=earliest + timedelta(days))


def _text(said: Certified) -> str:
    """Return what is certified as the text that its code is made from.

    Where no topic has a condition it is what it was before topics were named: so is the code.
    """
    values = [getattr(said, name) for name in _NAMES]
    topics = [said.topics] if said.topics else []
    return json.dumps([*values, said.received_on.isoformat(), *topics], ensure_ascii=False)


def _certified_from(text: str) -> Certified:
    *values, received_on, topics = (*json.loads(text), ())[: len(_NAMES) + 2]
    return Certified(
        **dict(zip(_NAMES, values, strict=True)),
        received_on=date.fromisoformat(received_on),
        topics=tuple(TopicNeeded(*one) for one in topics),
    )


def _named(scores: Sequence[LearnerScore], learner: str) -> list[LearnerScore]:
    found = [
        one for one in scores if learner in (one.member.id, one.member.reference, one.member.name)
    ]
    if len(found) != 1:
        raise UserError(
            f"{len(found) or 'Nobody'} of those who were sent a set {'are' if found else 'is'}"
            f" called {learner}.",
            "Name one learner, by the reference of the roster or by the full name; those who share"
            " a name and have no reference by what `quizapp roster list --json` calls `learner`.",
        )
    return found
