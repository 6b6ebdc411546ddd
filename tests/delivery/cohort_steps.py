"""A set for a whole cohort, and learners who enrol in it and go through it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quizapp.application.enrolling import EnrolRow
from quizapp.application.sitting_run import SittingRun
from quizapp.bootstrap import Application
from quizapp.delivery.enrolment import enrolled_as
from quizapp.delivery.seats import seated
from quizapp.delivery.set_files import OpenedSet, read_set
from quizapp.domain.confidence import Confidence
from quizapp.domain.sheets import read_answer
from quizapp.storage.enrolment_store import EnrolmentStore
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import ALL_RIGHT, BODIES, World, lettered, name_in

BY_KIND = dict(zip(BODIES, ALL_RIGHT.values(), strict=True))


def enrol(world: World, name: str) -> tuple[Application, str]:
    """Let a learner enrol on a computer of their own; the code is not with the trainer yet."""
    app = world.learner(name)
    learner = app.profiles.create(name.capitalize())
    code(world, app, learner.id)
    return app, learner.id


def code(world: World, app: Application, learner_id: str) -> str:
    """Return what a learner sends to enrol."""
    cohort = world.trainer.cohorts.find("class").id
    invitation = app.enrolling.open(world.trainer.enrolling.invite(cohort, world.key))
    return app.enrolling.enrol(invitation, learner_id, app.profiles.get(learner_id).name)


def let_in(world: World, app: Application, learner_id: str) -> EnrolRow:
    """Let the trainer take an enrolment in."""
    (row,) = world.trainer.enrolling.take_in([("mail", code(world, app, learner_id))], world.key)
    return row


def enrolled(world: World, *names: str) -> list[tuple[Application, str]]:
    """Let learners enrol and the trainer let them in."""
    found = [enrol(world, name) for name in names]
    for app, learner_id in found:
        let_in(world, app, learner_id)
    return found


def assign_one_file(world: World, mode: str = "exam", attempts: int = 1, more: str = "") -> Path:
    """Assign a set with one file for the cohort, and return its path."""
    world.assign(mode, attempts, due=f"one_file: true\n{more}due")
    return world.folder / "sets" / "week-3-cohort.quizset"


def take(path: Path, app: Application, learner_id: str) -> Pupil:
    """Open a set and take it."""
    offer = app.assigned_sets.look(path, learner_id)
    return Pupil(app, learner_id, path, app.assigned_sets.take(offer, learner_id))


def seat(path: Path, app: Application, learner_id: str) -> OpenedSet:
    """Return the cohort's set as a learner has it."""
    opened = read_set(path.read_bytes())
    (enrolment,) = EnrolmentStore(app.database).of(learner_id)
    return seated(opened, enrolled_as(learner_id, enrolment.cohort_id), enrolment.seat_seed)


def answer(run: SittingRun, wrong: Iterable[str] = ()) -> None:
    """Answer each question rightly, or leave it where its kind is among `wrong`."""
    questions = run._sheet.questions
    given: dict[str, Any] = {str(at): BY_KIND[one.kind] for at, one in enumerate(questions, 1)}
    letters = lettered(run._opened, given)
    for position, question in enumerate(questions):
        if question.kind not in wrong:
            found = read_answer(question, letters[str(position + 1)])
            assert found is not None
            run.answer(position, found, Confidence.CERTAIN, 1000 + position)


def sit(world: World, pupil: Pupil, name: str, wrong: Iterable[str] = ()) -> Path:
    """Go through a set, hand in, and send the result to the trainer."""
    run = pupil.begin()
    answer(run, wrong)
    run.hand_in()
    path = world.inbox / f"{name}.quizresult"
    pupil.sets.export(pupil.sha256, run.end().hand_in.sha256, path)
    return path


def outcomes(world: World) -> list[tuple[str, str, str]]:
    return [(name_in(row), row.outcome.value, row.reason) for row in world.collect()]
