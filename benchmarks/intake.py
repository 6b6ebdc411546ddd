"""Taking in a thousand results of two hundred questions: opened, judged, marked and kept.

They come the way they come from learners: a set is signed for each member of a cohort, or one for
all of them, read again, answered, and handed in as a file that is signed by its seat and sealed to
the trainer.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import heading, limit, line, timed
from quizapp.bootstrap import open_application
from quizapp.delivery.enrolment import enrolled_as, read_invitation, write_enrolment
from quizapp.delivery.result_files import Result, write_result
from quizapp.delivery.seats import seated
from quizapp.delivery.set_files import OpenedSet, read_set
from quizapp.domain.sheets import SheetQuestion, left_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
one_file: {one_file}
pass: {{score: 0.8, no_critical_error: true}}
"""


def measure() -> None:
    heading(f"Intake of {LEARNERS:,} results of {QUESTIONS} questions, a set for each learner")
    _measure(_Own())
    heading("The same, handed in from one set for the whole cohort")
    _measure(_Shared())


def _measure(way: _Own | _Shared) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = open_application(place / "data")
        app.banks.sync()
        key = app.trainer.init("amber birch cedar dogwood", place / "backup.txt")
        (place / "inbox").mkdir()
        way.prepare(app, place, key)
        took = timed(lambda: _assign(app, place, key, way))
        line("Assigning: sets signed and written", f"{took:.0f} ms")
        took = timed(lambda: _fill(way.sets(app, place), place / "inbox"))
        line("Handing in: results signed and sealed", f"{took:.0f} ms")
        _collect(app, place, key)
        app.close()


def _collect(app: Application, place: Path, key: TrainerKey) -> None:
    rows: list[Any] = []
    took = timed(lambda: rows.extend(app.intake.collect(place / "inbox", key)))
    assert [row.outcome for row in rows] == ["taken in"] * LEARNERS
    limit("Intake", took, MOST_MS)
    again: list[Any] = []
    took = timed(lambda: again.extend(app.intake.collect(place / "inbox", key)))
    assert {row.outcome for row in again} == {"already there"}
    line("The same files once more", f"{took:.0f} ms")
    took = timed(lambda: app.score_reporting.report("benchmark"))
    line("Scores of all of them", f"{took:.0f} ms")


def _assign(app: Application, place: Path, key: TrainerKey, way: _Own | _Shared) -> None:
    ids = app.database.rows("SELECT id FROM item WHERE active ORDER BY id LIMIT ?", (QUESTIONS,))
    items = ", ".join(item for (item,) in ids)
    spec = _SPEC.format(items=items, one_file=str(way.is_shared).lower())
    (place / "spec.yaml").write_text(spec, encoding="utf-8")
    done = app.assigning.assign(place / "spec.yaml", "class", place / "sets", key)
    assert (len(done.files), done.questions) == (LEARNERS, QUESTIONS)


class _Own:
    """A set for each learner."""

    is_shared = False

    def prepare(self, app: Application, place: Path, _key: TrainerKey) -> None:
        _add_class(app, place)

    def sets(self, _app: Application, place: Path) -> Iterator[OpenedSet]:
        for path in (place / "sets").glob("*.quizset"):
            yield read_set(path.read_bytes())


class _Shared:
    """One set for the cohort, answered by learners who enrolled."""

    is_shared = True

    def __init__(self) -> None:
        self._people = [(f"{number:032x}", number.to_bytes(32)) for number in range(LEARNERS)]

    def prepare(self, app: Application, place: Path, key: TrainerKey) -> None:
        _add_class(app, place)
        invitation = read_invitation(app.enrolling.invite(app.cohorts.find("class").id, key))
        codes = [
            ("mail", write_enrolment(invitation, one, f"Learner {number}", seed))
            for number, (one, seed) in enumerate(self._people)
        ]
        took = timed(lambda: app.enrolling.take_in(codes, key))
        line("Enrolling: learners let in", f"{took:.0f} ms")

    def sets(self, app: Application, place: Path) -> Iterator[OpenedSet]:
        (path,) = (place / "sets").glob("*.quizset")
        opened, cohort = read_set(path.read_bytes()), app.cohorts.find("class").id
        for one, seed in self._people:
            yield seated(opened, enrolled_as(one, cohort), seed)


def _add_class(app: Application, place: Path) -> None:
    roster = "".join(f"Learner {number}\n" for number in range(LEARNERS))
    (place / "class.csv").write_text(f"name\n{roster}", encoding="utf-8")
    app.cohorts.import_roster(place / "class.csv")


def _fill(sets: Iterable[OpenedSet], inbox: Path) -> None:
    """Answer every set by chance, each learner otherwise, and hand in."""
    rng = random.Random(1)
    for number, opened in enumerate(sets):
        (inbox / f"{number}.quizresult").write_bytes(_handed_in(opened, rng))


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
