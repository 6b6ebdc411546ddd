"""Reads what a trainer asks for in an assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec import UNSET

from quizapp.domain.assignments import AssignmentPlan
from quizapp.domain.attempts import PassRule
from quizapp.domain.errors import UserError
from quizapp.exchange import entries, findings, wire_plans
from quizapp.exchange.findings import Findings

ASSIGNMENT_FORMAT = "assignment/1"


@dataclass(frozen=True, slots=True)
class WrittenAssignment:
    """An assignment as a trainer wrote it.

    Attributes:
        items: ids of the questions in order; empty when `set_id` names them.
        banks: files and folders with banks of the trainer's own.
    """

    plan: AssignmentPlan
    items: tuple[str, ...]
    set_id: str
    banks: tuple[Path, ...]


def load_assignment(path: Path) -> WrittenAssignment:
    """Read an assignment.

    Raises:
        UserError: it does not fit its format; the message names file, line and field.
    """
    found = Findings(path.name)
    _, data = entries.read_fields(path, found)
    written = None
    if data is not None:
        written = entries.read_heading(
            data, wire_plans.AssignmentFile, ASSIGNMENT_FORMAT, (), found
        )
    due_at = None
    if data is not None and written is not None:
        if (written.items is UNSET) == (written.set is UNSET):
            message = "Say which questions with either `items` or `set`."
            found.error(data.line, findings.FIELD_RULE, message)
        if isinstance(written.due, str):
            due_at = _moment(written.due)
            if due_at is None:
                message = (
                    "due: a moment is written with its time zone, such as 2026-12-08T18:00+01:00."
                )
                found.error(data.lines["due"], findings.FIELD_RULE, message)
    problems = found.in_order()
    if problems or written is None:
        place = f"{path}:{problems[0].line}" if problems[0].line else str(path)
        raise UserError(f"{place}: {problems[0].message}")
    passes = written.passes
    plan = AssignmentPlan(
        id=written.id,
        title=" ".join(written.title.split()),
        mode=written.mode,
        due_at=due_at,
        attempts=written.attempts,
        passes=PassRule(passes.score, passes.no_critical_error)
        if isinstance(passes, wire_plans.WirePass)
        else None,
    )
    return WrittenAssignment(
        plan,
        written.items if isinstance(written.items, tuple) else (),
        written.set if isinstance(written.set, str) else "",
        tuple(path.parent / Path(bank).expanduser() for bank in written.banks),
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
