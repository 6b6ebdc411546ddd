"""The file `ids.lock`: every id that a collection has ever used, and what decides its points.

One line an id, tab-separated and sorted: kind, id, scoring revision, hash, state.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.items import TrueFalseReason
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.exchange import entries, findings, yaml_subset
from quizapp.exchange.findings import Findings
from quizapp.exchange.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.domain.banks import Bank, Finding
    from quizapp.domain.items import Item
    from quizapp.domain.registers import Registers
    from quizapp.domain.scenarios import Scenario

LOCK_FILE = "ids.lock"
LOCK_RULE = "lock"

ACTIVE = "active"
RETIRED = "retired"
NOTHING = "-"

ITEM = "item"
SCENARIO = "scenario"
KINDS = frozenset(
    {
        ITEM,
        SCENARIO,
        "case",
        "claim",
        "contradiction",
        "diagram",
        "misconception",
        "reference",
        "set",
        "term",
        "wording",
    }
)
"""The kinds of id that this version of Quizapp reads; lines of other kinds are kept as they are."""

_DECIDING = {
    ITEM: "kind, ids, or which options are correct or harmful",
    SCENARIO: "critical steps, ids, or what actions do and where they lead",
}
_HASHED = frozenset({ITEM, SCENARIO})
_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LockLine:
    """What the lock says about one id; only items and scenarios have `revision` and `hash`."""

    kind: str
    id: str
    revision: str = NOTHING
    hash: str = NOTHING
    state: str = ACTIVE

    def written(self) -> str:
        """Return the line as it stands in the file."""
        return f"{self.kind}\t{self.id}\t{self.revision}\t{self.hash}\t{self.state}"


@dataclass(frozen=True, slots=True)
class IdsLock:
    """A lock as read: lines by id, with their line numbers, and what did not fit."""

    lines: Mapping[str, LockLine]
    numbers: Mapping[str, int]
    findings: tuple[Finding, ...]


class Clash(NamedTuple):
    """An id that does not agree with the lock; `is_lost` when it is in the lock alone."""

    id: str
    message: str
    is_lost: bool


def scoring_hash(item: Item) -> str:
    """Return the hash over what decides the points of an item; wording and order are not in it."""
    decides: dict[str, Any] = {"kind": item.kind}
    names = ("reasons",) if isinstance(item, TrueFalseReason) else ("options", "reasons")
    for name, options in zip(names, item.option_sets, strict=False):
        decides[name] = [
            {"id": option.id, "correct": option.correct, "harm": option.harm}
            for option in sorted(options, key=lambda option: option.id)
        ]
    if isinstance(item, TrueFalseReason):
        decides["answer"] = item.answer
    decides.update(_decides_by_kind(item))
    return _hash_of(decides)


def _hash_of(decides: dict[str, Any]) -> str:
    canonical = json.dumps(decides, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:_HASH_DIGITS]


def scenario_hash(scenario: Scenario) -> str:
    """Return the hash over what decides points, outcome and harm of a scenario; no wording."""
    scenes = {
        scene.id: {
            "actions": [
                {
                    "id": action.id,
                    "does": sorted(action.does),
                    "effect": action.effect,
                    "to": action.to,
                }
                for action in sorted(scene.actions, key=lambda action: action.id)
            ],
            "until": scene.until and {"done": sorted(scene.until.done), "to": scene.until.to},
            "late": scene.late and {"after_s": scene.late.after_s, "to": scene.late.to},
            "end": scene.end,
        }
        for scene in scenario.scenes.values()
    }
    return _hash_of(
        {
            "kind": SCENARIO,
            "critical": sorted(scenario.critical),
            "start": scenario.start,
            "scenes": scenes,
        }
    )


def _decides_by_kind(item: Item) -> dict[str, Any]:
    """Return what decides the points of the kinds that have no options."""
    match item:
        case Ordering():
            return {
                "steps": sorted(step.id for step in item.steps),
                "precedence": sorted(item.precedence),
            }
        case Matching():
            return {
                "left": sorted(term.id for term in item.left),
                "right": sorted(term.id for term in item.right),
                "key": dict(item.key),
                "wrong_pairs": sorted(
                    [wrong.left, wrong.right] for wrong in item.wrong_pairs if wrong.harm
                ),
            }
        case Numeric():
            return {"answer": {"min": item.answer.min, "max": item.answer.max}}
        case Hotspot():
            return {
                "regions": [
                    {
                        "id": region.id,
                        "part": region.part,
                        "correct": region.correct,
                        "harm": region.harm,
                    }
                    for region in sorted(item.regions, key=lambda region: region.id)
                ]
            }
        case _:
            return {}


def bank_lines(bank: Bank, cases: Iterable[str]) -> Iterator[LockLine]:
    """Give the lines of a bank: its items, retired items and cases."""
    for item in bank.items:
        yield LockLine(ITEM, item.id, str(item.rev.scoring), scoring_hash(item))
    for retired in bank.retired:
        yield LockLine(ITEM, retired.id, state=RETIRED)
    for case in cases:
        yield LockLine("case", case)


def scenario_line(scenario: Scenario) -> LockLine:
    """Return the line of a scenario."""
    return LockLine(SCENARIO, scenario.id, str(scenario.rev.scoring), scenario_hash(scenario))


def register_lines(registers: Registers) -> Iterator[LockLine]:
    """Give the lines of the registers."""
    for kind, ids in (
        ("claim", registers.claims),
        ("reference", registers.references),
        ("misconception", registers.misconceptions),
        ("wording", registers.wordings),
        ("contradiction", registers.contradictions),
        ("diagram", registers.diagrams),
        ("term", registers.terms),
    ):
        for own_id in ids:
            yield LockLine(kind, own_id)


def read_lock(path: Path, name: str) -> IdsLock:
    """Read a lock. Nothing is raised: what does not fit is in the findings."""
    found = Findings(name)
    return _read(_text_of(path, found), found)


def known_lines(content: bytes) -> Mapping[str, LockLine]:
    """Return those lines of a lock that can be read; none of what is not text."""
    return _read(content.decode("utf-8-sig", "replace"), Findings(LOCK_FILE)).lines


def _read(text: str, found: Findings) -> IdsLock:
    lines: dict[str, LockLine] = {}
    numbers: dict[str, int] = {}
    for number, written in enumerate(text.splitlines(), start=1):
        line = _line(written)
        if line is None:
            found.error(
                number,
                LOCK_RULE,
                "This line must hold kind, id, revision, hash and state, parted by tabs; restore"
                " the file from a copy.",
            )
        elif line.id in lines:
            found.error(number, LOCK_RULE, f"The id {line.id} stands twice in the lock.", line.id)
        else:
            lines[line.id] = line
            numbers[line.id] = number
    return IdsLock(lines, numbers, found.in_order())


def _text_of(path: Path, found: Findings) -> str:
    try:
        return yaml_subset.read_bytes(path).decode("utf-8-sig")
    except yaml_subset.YamlProblem as problem:
        found.error(0, findings.FILE_RULE, str(problem))
    except UnicodeDecodeError:
        found.error(0, findings.FILE_RULE, "The lock is not text; restore it from a copy.")
    return ""


def _line(written: str) -> LockLine | None:
    parts = written.split("\t")
    if len(parts) != 5 or not entries.is_id(parts[1]) or parts[4] not in {ACTIVE, RETIRED}:
        return None
    line = LockLine(*parts)
    is_hashed = line.kind in _HASHED and line.revision != NOTHING
    return None if is_hashed and not line.revision.isdecimal() else line


def compare(
    lock: Mapping[str, LockLine], current: Mapping[str, LockLine], *, is_complete: bool
) -> Iterator[Clash]:
    """Give every id that broke its promise.

    Args:
        lock: the lock as it was written last.
        current: the lines of the files as they are.
        is_complete: `current` holds the whole collection, so what is not in it has vanished.
    """
    for own_id, now in current.items():
        then = lock.get(own_id)
        message = "" if then is None else _broken_promise(then, now)
        if message:
            yield Clash(own_id, message, is_lost=False)
    for own_id, then in lock.items():
        if not is_complete or own_id in current or then.kind not in KINDS:
            continue
        if then.kind == ITEM:
            yield Clash(
                own_id,
                f"The item {own_id} has vanished; put it back, or list it under `retired:` in its"
                " bank.",
                is_lost=True,
            )
        elif then.state == ACTIVE:
            yield Clash(
                own_id,
                f"The {then.kind} {own_id} has vanished; put it back, or write {RETIRED} as its"
                " state in the lock.",
                is_lost=True,
            )


def _broken_promise(then: LockLine, now: LockLine) -> str:
    if then.kind != now.kind:
        return f"The id {now.id} changed its kind from {then.kind} to {now.kind}; take a new id."
    if now.state == RETIRED:
        return ""
    if then.state == RETIRED:
        return f"The {now.kind} {now.id} was retired and cannot come back; take a new id."
    if now.kind not in _HASHED or then.revision == NOTHING:
        return ""
    if int(now.revision) < int(then.revision):
        return f"rev.scoring went back from {then.revision} to {now.revision}; revisions only rise."
    if now.hash != then.hash and now.revision == then.revision:
        return f"What decides the points has changed ({_DECIDING[now.kind]}); raise rev.scoring to {int(then.revision) + 1}."
    return ""


def renewed(lock: Mapping[str, LockLine], current: Mapping[str, LockLine]) -> dict[str, LockLine]:
    """Return the lines that a new lock must hold: those of today and every id of the past."""
    lines = dict(lock)
    for own_id, now in current.items():
        then = lock.get(own_id)
        if now.state == RETIRED and then is not None:
            lines[own_id] = replace(then, state=RETIRED)
        else:
            lines[own_id] = now
    return lines


def written_lock(lines: Mapping[str, LockLine]) -> str:
    """Return the text of a lock."""
    return "".join(f"{line}\n" for line in sorted(line.written() for line in lines.values()))


def write_lock(path: Path, lines: Mapping[str, LockLine]) -> None:
    """Write a lock in one go, so that a failure leaves the old one as it was.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(path, written_lock(lines))
