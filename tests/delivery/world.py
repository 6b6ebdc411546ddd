"""A trainer and learners on computers of their own, with files going to and fro."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quizapp.application.handing_in import HandedIn
from quizapp.application.intake import IntakeRow
from quizapp.application.set_writing import Assigned
from quizapp.bootstrap import Application, Environment
from quizapp.delivery.result_files import Result, write_result
from quizapp.delivery.set_files import OpenedSet, read_set
from quizapp.delivery.trainer_keys import TrainerKey

ROOT, OTHER_ROOT = bytes(range(32)), bytes(range(1, 33))
ITEM_END = """\
  explanation: UNSAID, why it is so.
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: outside
  review: {status: second_read, writer: w1, reader: r1, agreed: true}
"""
ITEM_START = "- id: own-{0}\n  kind: {1}\n  rev: {{scoring: 1, text: 1}}\n  level: recall\n"
OPTIONS = """\
  - {id: right, text: Amber, correct: true, rationale: UNSAID one.}
  - {id: wrong, text: Birch, rationale: UNSAID two.}
  - {id: worse, text: Cedar, harm: true, misconception: MC01, rationale: UNSAID three.}
"""
BODIES = {
    "single_best": "  stem: Which one?\n  options:\n" + OPTIONS,
    "multiple_response": "  stem: Which ones?\n  options:\n"
    + OPTIONS
    + "  - {id: also, text: Dogwood, correct: true, rationale: UNSAID four.}\n",
    "true_false_reason": "  stem: It is so.\n  answer: false\n  reasons:\n" + OPTIONS,
    "two_tier": "  stem: Is it?\n  options:\n" + OPTIONS + "  reasons:\n" + OPTIONS,
    "vignette": "  case: hall\n  stem: What now?\n  options:\n" + OPTIONS,
    "ordering": "  stem: In which order?\n  steps:\n"
    "  - {id: first, text: Elm}\n  - {id: second, text: Fir}\n  - {id: third, text: Gorse}\n"
    "  precedence: [[first, second], [second, third]]\n",
    "matching": "  stem: Which goes with which?\n"
    "  left: [{id: one, text: Hazel}, {id: two, text: Ivy}]\n"
    "  right: [{id: ro, text: Juniper}, {id: rt, text: Kapok}, {id: rx, text: Larch}]\n"
    "  key: {one: ro, two: rt}\n",
    "numeric": "  stem: How many?\n  answer: {min: 7312, max: 7313, unit: trees}\n"
    "  below: UNSAID below.\n  above: UNSAID above.\n",
}
BANK = (
    "format: bank/1\nbank: own\ntitle: Own\ntopic: own\nlanguage: en\n"
    "cases:\n  hall:\n    text: A man lies in a hall.\nitems:\n"
    + "".join(
        ITEM_START.format(number, kind) + body + ITEM_END
        for number, (kind, body) in enumerate(BODIES.items(), 1)
    )
)
ALL_RIGHT = {
    "1": {"option": "Amber"},
    "2": {"options": ["Amber", "Dogwood"]},
    "3": {"verdict": False, "reason": "Amber"},
    "4": {"option": "Amber", "reason": "Amber"},
    "5": {"option": "Amber"},
    "6": {"order": ["Elm", "Fir", "Gorse"]},
    "7": {"pairs": {"1": "Juniper", "2": "Kapok"}},
    "8": {"number": "7312,5"},
}
SPEC = """\
format: assignment/1
id: week-3
title: Week 3
mode: {mode}
banks: [own.yaml]
items: [own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8]
due: 2026-03-10T18:00+01:00
attempts: {attempts}
pass: {{score: 0.8, no_critical_error: true}}
"""


@dataclass
class World:
    """What a test of delivery needs: the trainer's computer, and a way to make learners' ones."""

    folder: Path
    trainer: Application
    key: TrainerKey
    open_app: Callable[..., Application]
    environment: Environment

    @classmethod
    def make(
        cls, folder: Path, open_app: Callable[..., Application], environment: Environment
    ) -> World:
        trainer = open_app()
        key = give_key(trainer, ROOT)
        (folder / "own.yaml").write_text(BANK, encoding="utf-8")
        (folder / "class.csv").write_text("name\nMaya\nJonas\n", encoding="utf-8")
        trainer.cohorts.import_roster(folder / "class.csv")
        return cls(folder, trainer, key, open_app, environment)

    @property
    def inbox(self) -> Path:
        found = self.folder / "inbox"
        found.mkdir(exist_ok=True)
        return found

    def spec(self, mode: str = "exam", attempts: int = 1, **changes: str) -> Path:
        text = SPEC.format(mode=mode, attempts=attempts)
        for old, new in changes.items():
            text = text.replace(old.replace("_", "-"), new)
        path = self.folder / "spec.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def assign(self, *args: Any, **changes: Any) -> Assigned:
        return self.trainer.assigning.assign(
            self.spec(*args, **changes), "class", self.folder / "sets", self.key
        )

    def sets(self) -> list[Path]:
        """Maya's set, then Jonas's."""
        return [
            self.folder / "sets" / line.rsplit(",", 1)[1]
            for line in (self.folder / "sets" / "week-3-send-list.csv")
            .read_text(encoding="utf-8")
            .splitlines()[1:]
        ]

    def learner(self, name: str = "maya") -> Application:
        return self.open_app(self.folder / f"{name}-data")

    def answers(self, path: Path, given: dict[str, Any]) -> Path:
        """Write answers given in words as the letters of a set."""
        target = self.folder / "answers.json"
        target.write_text(json.dumps(lettered(read_set(path.read_bytes()), given)))
        return target

    def hand_in(self, path: Path, given: dict[str, Any] | None = None, **more: Any) -> HandedIn:
        answers = self.answers(path, ALL_RIGHT if given is None else given)
        return self.learner().handing_in.hand_in(path, answers, self.inbox, **more)

    def collect(self, **more: Any) -> list[IntakeRow]:
        return list(self.trainer.intake.collect(self.inbox, self.key, **more))

    def put(self, raw: bytes, name: str = "x.quizresult") -> None:
        (self.inbox / name).write_bytes(raw)

    def forged(self, path: Path, seed: bytes | None = None, **changes: Any) -> bytes:
        """Return a result as a patched app could make it: signed and sealed, with any content."""
        return forged(read_set(path.read_bytes()), self, seed, **changes)


def name_in(row: IntakeRow) -> str:
    """Return whom a row of an intake names, empty for nobody."""
    return "" if row.learner is None else row.learner.name


def forged(opened: OpenedSet, world: World, seed: bytes | None = None, **changes: Any) -> bytes:
    """Return a result of a set as a patched app could make it."""
    sheet = opened.sheet
    result = Result(
        assignment_id=sheet.plan.id,
        set_sha256=opened.sha256,
        member_id=sheet.member_id,
        attempt="attempt",
        revision=1,
        previous="",
        answers=tuple(lettered(opened, ALL_RIGHT).values()),
        handed_in_at=world.environment.now(),
    )
    return write_result(replace(result, **changes), seed or sheet.seat_seed, sheet.box_key)[0]


def give_key(app: Application, root: bytes) -> TrainerKey:
    """Make somebody a trainer without the second that a passphrase takes."""
    key = TrainerKey(root)
    (app.data_dir / "trainer.key").write_text(key.to_line())
    app.database.execute(
        "INSERT INTO trainer_key VALUES (?, ?, '2026-03-02')", (key.sign_key, key.box_key)
    )
    return app.trainer.key()


def put_learner(app: Application, learner_id: str) -> str:
    """Let a computer have a learner with a given id, and return the id."""
    app.database.execute(
        "INSERT OR IGNORE INTO learner (id, name, created_at, settings)"
        " VALUES (?, ?, '2026-03-02T09:00:00+00:00', '{}')",
        (learner_id, learner_id),
    )
    return learner_id


def lettered(opened: OpenedSet, given: dict[str, Any]) -> dict[str, Any]:
    """Return answers in words as answers in the letters of a set."""
    found: dict[str, Any] = {}
    for number, answer in given.items():
        if int(number) > len(opened.sheet.questions):
            break
        question = opened.sheet.questions[int(number) - 1]

        def put(value: Any, place: int = 0, parts: Any = question.parts) -> Any:
            if isinstance(value, list):
                return [put(one) for one in value]
            if isinstance(value, dict):
                return {name: put(one) for name, one in value.items()}
            if not isinstance(value, str) or not parts or value not in parts[place]:
                return value
            return "abcdefgh"[parts[place].index(value)]

        found[number] = answer and {
            name: put(value, 1 if name == "reason" and len(question.parts) > 1 else 0)
            for name, value in answer.items()
        }
    return found
