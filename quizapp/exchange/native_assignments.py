"""Reads what a trainer asks for in an assignment."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import UNSET

from quizapp.domain.assignments import (
    TIME_FACTORS,
    AssignmentMode,
    AssignmentPlan,
    Feedback,
    PlanProblem,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.days import zoned_moment
from quizapp.domain.errors import UserError
from quizapp.domain.items import Level
from quizapp.domain.kinds import SCENARIO, SET_KINDS
from quizapp.domain.set_filling import FillLine
from quizapp.exchange import entries, findings, wire_plans
from quizapp.exchange.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from msgspec import UnsetType

    from quizapp.exchange.yaml_subset import YamlMap

ASSIGNMENT_FORMAT = "assignment/1"
_ASKING = ("items", "set", "fill")


@dataclass(frozen=True, slots=True)
class WrittenOverride:
    """What one learner has other than the rest, as a trainer wrote it.

    Attributes:
        learner: reference, name or id of a member of the cohort.
        time_factor: on the time limit: 1, 1.25, 1.5 or 2.
        due_at: a later due date; `None` for that of the others.
        place: where it stands, as the beginning of a message.
    """

    learner: str
    time_factor: float
    due_at: datetime | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class WrittenAssignment:
    """An assignment as a trainer wrote it.

    Attributes:
        plan: without `overrides`, which name learners of a cohort that is not known here.
        items: ids of the questions in order; empty when `set_id` names them.
        banks: files and folders with banks of the trainer's own.
        fill: how many of each are drawn, where neither `items` nor `set_id` names them.
        leaves_out_seen: whether what the cohort was sent before is not drawn.
        places: file and line where a question is named, by its id; none where no file was read.
        asked_at: file and line of what says which questions; empty where no file was read.
    """

    plan: AssignmentPlan
    items: tuple[str, ...]
    set_id: str
    banks: tuple[Path, ...]
    overrides: tuple[WrittenOverride, ...] = ()
    fill: tuple[FillLine, ...] = ()
    leaves_out_seen: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    asked_at: str = ""

    def place(self, item_id: str) -> str:
        """Return where a question is named, as the beginning of a message; empty if unknown."""
        place = self.places.get(item_id)
        return f"{place}: " if place else ""

    @property
    def asked_place(self) -> str:
        """Where it says which questions, as the beginning of a message; empty if unknown."""
        return f"{self.asked_at}: " if self.asked_at else ""


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
    loaded = None
    if data is not None and written is not None:
        loaded = _loaded(path, data, written, found)
    problems = found.in_order()
    if problems or loaded is None:
        place = f"{path}:{problems[0].line}" if problems[0].line else str(path)
        raise UserError(f"{place}: {problems[0].message}")
    return loaded


def _loaded(
    path: Path, data: YamlMap, written: wire_plans.AssignmentFile, found: Findings
) -> WrittenAssignment | None:
    if [written.items, written.set, written.fill].count(UNSET) != 2:
        message = "Say which questions with one of `items`, `set` and `fill`."
        found.error(data.line, findings.FIELD_RULE, message)
    if written.leave_out_seen and written.fill is UNSET:
        message = "leave_out_seen: only questions that are drawn (`fill`) can be left out."
        found.error(data.lines["leave_out_seen"], findings.FIELD_RULE, message)
    moments = {
        name: _moment(name, value, data.lines.get(name, data.line), found)
        for name, value in (("opens", written.opens), ("due", written.due))
    }
    banks = _banks(path, data, written, found)
    overrides = _overrides(path, data, written, found)
    try:
        plan = AssignmentPlan(
            id=written.id,
            title=" ".join(written.title.split()),
            mode=written.mode,
            opens_at=moments["opens"],
            due_at=moments["due"],
            time_limit_s=written.minutes * 60 if isinstance(written.minutes, int) else None,
            attempts=written.attempts,
            passes=_passes(written.passes),
            shuffles_questions=written.shuffle_questions,
            feedback=_feedback(written),
            shares_file=written.one_file,
        )
    except PlanProblem as error:
        message = f"{error.field}: this cannot be asked for: {error}."
        found.error(data.lines.get(error.field, data.line), findings.FIELD_RULE, message)
        return None
    return WrittenAssignment(
        plan,
        written.items if isinstance(written.items, tuple) else (),
        written.set if isinstance(written.set, str) else "",
        banks,
        overrides,
        _fill(data, written, found),
        written.leave_out_seen,
        _places(path, data, written),
        next((f"{path}:{data.lines[name]}" for name in _ASKING if name in data.lines), ""),
    )


def _banks(
    path: Path, data: YamlMap, written: wire_plans.AssignmentFile, found: Findings
) -> tuple[Path, ...]:
    banks = []
    for number, named in enumerate(written.banks):
        bank = path.parent / named
        why = f"there is no file or folder {bank}"
        try:
            bank = path.parent / Path(named).expanduser()
            why = "" if bank.exists() else f"there is no file or folder {bank}"
        except RuntimeError:
            # The home of a user whom this computer does not know.
            pass
        except OSError as error:
            why = f"{bank} cannot be read: {error.strerror}"
        if why:
            found.error(data["banks"].lines[number], findings.FIELD_RULE, f"banks: {why}.")
        banks.append(bank)
    return tuple(banks)


def _places(path: Path, data: YamlMap, written: wire_plans.AssignmentFile) -> dict[str, str]:
    """Return where each question is named: ids that are not known yet are looked up later."""
    if not isinstance(written.items, tuple):
        return {}
    lines = data["items"].lines
    return {item_id: f"{path}:{line}" for item_id, line in zip(written.items, lines, strict=True)}


def _fill(
    data: YamlMap, written: wire_plans.AssignmentFile, found: Findings
) -> tuple[FillLine, ...]:
    lines = []
    for number, one in enumerate(written.fill if isinstance(written.fill, tuple) else ()):
        kind = one.kind if isinstance(one.kind, str) else None
        line = data["fill"].lines[number]
        if kind is not None and kind not in SET_KINDS:
            message = f"kind: there is no kind {kind}; there are {', '.join(SET_KINDS)}."
            found.error(line, findings.FIELD_RULE, message)
        if kind == SCENARIO and written.mode is AssignmentMode.EXAM:
            message = "kind: an exam cannot ask scenarios; they are for practice sets."
            found.error(line, findings.FIELD_RULE, message)
        level = one.level if isinstance(one.level, Level) else None
        lines.append(FillLine(one.topic, one.count, level, kind))
    return tuple(lines)


def _feedback(written: wire_plans.AssignmentFile) -> Feedback:
    if isinstance(written.feedback, Feedback):
        return written.feedback
    return Feedback.NEVER if written.mode is AssignmentMode.EXAM else Feedback.AT_END


def _passes(written: wire_plans.WireAssignmentPass | UnsetType) -> PassRule | None:
    if not isinstance(written, wire_plans.WireAssignmentPass):
        return None
    return PassRule(written.score, written.no_critical_error, tuple(written.topics.items()))


def _overrides(
    path: Path, data: YamlMap, written: wire_plans.AssignmentFile, found: Findings
) -> tuple[WrittenOverride, ...]:
    overrides = []
    for number, one in enumerate(written.overrides):
        line = data["overrides"].lines[number]
        if one.time_factor not in TIME_FACTORS:
            message = "time_factor: this is one of 1, 1.25, 1.5 and 2."
            found.error(line, findings.FIELD_RULE, message)
        due_at = _moment("due", one.due, line, found)
        place = f"{path}:{line}: "
        overrides.append(WrittenOverride(one.learner, one.time_factor, due_at, place))
    return tuple(overrides)


def _moment(name: str, text: str | UnsetType, line: int, found: Findings) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return zoned_moment(text)
    except ValueError:
        message = f"{name}: a moment is written with its time zone, such as 2026-12-08T18:00+01:00."
        found.error(line, findings.FIELD_RULE, message)
        return None
