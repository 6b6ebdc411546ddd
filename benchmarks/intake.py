"""Taking in a thousand results of two hundred questions: opened, judged, marked and kept.

They come the way they come from learners: a set is signed for each member of a cohort, read again,
answered, and handed in as a file that is signed by its seat and sealed to the trainer.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import heading, limit, line, timed
from quizapp.bootstrap import open_application
from quizapp.delivery.result_files import Result, write_result
from quizapp.delivery.set_files import OpenedSet, read_set
from quizapp.domain.sheets import SheetQuestion, left_numbers

if TYPE_CHECKING:
    from quizapp.bootstrap import Application
    from quizapp.delivery.trainer_keys import TrainerKey

LEARNERS, QUESTIONS = 1_000, 200
MOST_MS = 5_000
_SPEC = """\
format: assignment/1
id: benchmark
title: Benchmark
mode: practice
items: [{items}]
pass: {{score: 0.8, no_critical_error: true}}
"""


def measure() -> None:
    heading(f"Intake of {LEARNERS:,} results of {QUESTIONS} questions")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = open_application(place / "data")
        app.banks.sync()
        key = app.trainer.init("amber birch cedar dogwood", place / "backup.txt")
        assign_ms = timed(lambda: _assign(app, place, key))
        line("Assigning: so many sets signed and written", f"{assign_ms:.0f} ms")
        line(
            "Handing in: so many results signed and sealed", f"{timed(lambda: _fill(place)):.0f} ms"
        )
        rows: list[Any] = []
        took = timed(lambda: rows.extend(app.intake.collect(place / "inbox", key)))
        assert [row.outcome for row in rows] == ["taken in"] * LEARNERS
        limit("Intake", took, MOST_MS)
        again: list[Any] = []
        took = timed(lambda: again.extend(app.intake.collect(place / "inbox", key)))
        assert {row.outcome for row in again} == {"already there"}
        line("The same files once more", f"{took:.0f} ms")
        line(
            "Scores of all of them",
            f"{timed(lambda: app.score_reporting.report('benchmark')):.0f} ms",
        )
        app.close()


def _assign(app: Application, place: Path, key: TrainerKey) -> None:
    roster = "".join(f"Learner {number}\n" for number in range(LEARNERS))
    (place / "class.csv").write_text(f"name\n{roster}", encoding="utf-8")
    app.cohorts.import_roster(place / "class.csv")
    ids = app.database.rows("SELECT id FROM item WHERE active ORDER BY id LIMIT ?", (QUESTIONS,))
    items = ", ".join(item for (item,) in ids)
    (place / "spec.yaml").write_text(_SPEC.format(items=items), encoding="utf-8")
    done = app.assigning.assign(place / "spec.yaml", "class", place / "sets", key)
    assert (len(done.files), done.questions) == (LEARNERS, QUESTIONS)


def _fill(place: Path) -> None:
    """Answer every set by chance, each learner otherwise, and hand in."""
    (place / "inbox").mkdir()
    rng = random.Random(1)
    for path in (place / "sets").glob("*.quizset"):
        opened = read_set(path.read_bytes())
        raw = _handed_in(opened, rng)
        (place / "inbox" / path.with_suffix(".quizresult").name).write_bytes(raw)


def _handed_in(opened: OpenedSet, rng: random.Random) -> bytes:
    sheet = opened.sheet
    result = Result(
        assignment_id=sheet.plan.id,
        set_sha256=opened.sha256,
        member_id=sheet.member_id,
        attempt=sheet.member_id,
        revision=1,
        previous="",
        answers=tuple(_answer(question, rng) for question in sheet.questions),
        handed_in_at=sheet.made_at,
    )
    raw, _ = write_result(result, sheet.seat_seed, sheet.box_key)
    return raw


def _answer(question: SheetQuestion, rng: random.Random) -> dict[str, Any]:
    """Return some answer of the right form, in the letters of the sheet."""
    if question.kind == "numeric":
        return {"number": str(rng.randint(1, 9))}
    letters = question.letters()
    letter = rng.choice(letters)
    match question.kind:
        case "multiple_response":
            return {"options": sorted(rng.sample(letters, 2))}
        case "true_false_reason":
            return {"verdict": rng.random() < 0.5, "reason": letter}
        case "two_tier":
            return {"option": letter, "reason": rng.choice(question.letters(1))}
        case "ordering":
            return {"order": rng.sample(letters, len(letters))}
        case "matching":
            return {"pairs": {number: rng.choice(letters) for number in left_numbers(question)}}
        case "hotspot":
            return {"region": letter}
    return {"option": letter}
