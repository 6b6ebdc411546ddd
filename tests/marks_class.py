"""A class that took the same test before and after a training, the way files bring it in."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.delivery.result_files import Result, write_result
from quizapp.delivery.set_files import OpenedSet, read_set
from tests.delivery.world import ROOT, give_key

if TYPE_CHECKING:
    from quizapp.bootstrap import Application

SPEC = """\
format: assignment/1
id: {0}
title: {1}
mode: practice
items: [{2}]
pass: {{score: 0.6, no_critical_error: true}}
"""
BEFORE, AFTER = "before", "after"
QUESTIONS = 24
NAMES = ("Ada Lind", "Bo Okafor", "Cyra Meyer", "Dov Sato", "Elif Novak", "Finn Reyes")


def fill(application: Application, folder: Path, learners: int, copies: bool = True) -> None:
    """Give a trainer's data folder a cohort that has handed both tests in.

    Args:
        application: of the trainer.
        folder: where files can go to and fro.
        learners: how many there are.
        copies: whether the second learner has all answers of the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key = give_key(application, ROOT)
    roster = "".join(
        f"{NAMES[at % 6]}{' ' + str(at // 6 + 1) if at >= 6 else ''}\n" for at in range(learners)
    )
    (folder / "class.csv").write_text(f"name\n{roster}", encoding="utf-8")
    application.cohorts.import_roster(folder / "class.csv", "Evening course")
    rows = application.database.rows(
        "SELECT id FROM item WHERE active AND kind = 'single_best' ORDER BY id LIMIT ?",
        (QUESTIONS,),
    )
    items = ", ".join(one for (one,) in rows)
    rng = random.Random(2026)
    for name, title, gain in ((BEFORE, "Before the course", 0), (AFTER, "After the course", 0.2)):
        (folder / "spec.yaml").write_text(SPEC.format(name, title, items), encoding="utf-8")
        done = application.assigning.assign(folder / "spec.yaml", "Evening course", folder, key)
        last: list[str] = []
        for at, file in enumerate(done.files):
            opened = read_set((folder / file).read_bytes())
            skill = rng.gauss(0.55 + gain, 0.15)
            chosen = last if copies and at == 1 else _chosen(opened, skill, rng)
            last = chosen
            raw = _handed_in(opened, chosen)
            (folder / Path(file).with_suffix(".quizresult").name).write_bytes(raw)
        assert {row.outcome for row in application.intake.collect(folder, key)} <= {
            "taken in",
            "already there",
        }


def _chosen(opened: OpenedSet, skill: float, rng: random.Random) -> list[Any]:
    """Return the id of an option for each question."""
    found = []
    for item, _ in opened.sheet.answers or ():
        right = [one["id"] for one in item["options"] if one.get("correct")]
        wrong = [one["id"] for one in item["options"] if not one.get("correct")]
        is_right = rng.random() < skill
        found.append(right[0] if is_right else wrong[int(rng.random() ** 2 * len(wrong))])
    return found


def _handed_in(opened: OpenedSet, chosen: list[Any]) -> bytes:
    sheet = opened.sheet
    answers = tuple(
        {"option": "abcdefgh"[list(orders[0]).index(one)]}
        for (_, orders), one in zip(sheet.answers or (), chosen, strict=True)
    )
    result = Result(
        assignment_id=sheet.plan.id,
        set_sha256=opened.sha256,
        member_id=sheet.member_id,
        attempt=sheet.member_id,
        revision=1,
        previous="",
        answers=answers,
        handed_in_at=sheet.made_at,
    )
    raw, _ = write_result(result, sheet.seat_seed, sheet.box_key)
    return raw
