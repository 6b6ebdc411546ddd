"""The learner's side of an assignment in the terminal, for scripts too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import find_learner, opened

if TYPE_CHECKING:
    from quizapp.application.handing_in import HandedIn
    from quizapp.delivery.set_files import Sheet

_HONEST = (
    "Anyone who can open files of this computer account can read or change local progress and"
    " scores; only results taken in by the trainer count."
)


@click.command("hand-in")
@click.argument("file", metavar="SET", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON with the answers by number; without it, the questions are printed as JSON.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the result (usual: that of SET).",
)
@click.option("--trust", default="", metavar="WORDS", help="The trainer's key in words.")
@click.option(
    "--learner",
    help="Who answers a set that is for a whole cohort (usual: the only learner).",
)
@click.option("--new-attempt", is_flag=True, help="Begin another attempt.")
@click.pass_obj
def hand_in(
    data_dir: Path | None,
    file: Path,
    answers: Path | None,
    out: Path | None,
    trust: str,
    learner: str | None,
    *,
    new_attempt: bool,
) -> None:
    """Hand in answers to SET: the result is signed, sealed to the trainer, and kept.

    The same answers give the same file again, when it was lost. Other answers are a new revision.
    """
    with opened(data_dir) as app:
        handing_in = app.handing_in

        def who() -> str:
            return find_learner(app, learner).id

        if answers is None:
            click.echo(json.dumps(_asked(handing_in.sheet(file, trust, who)), indent=2))
            return
        target = out or file.parent
        done = handing_in.hand_in(file, answers, target, trust, anew=new_attempt, learner=who)
    _say(done)


def _say(done: HandedIn) -> None:
    from quizapp.application.phrases import plural
    from quizapp.application.sitting_words import NEWS

    plan = done.sheet.plan
    if NEWS[done.news]:
        click.echo(NEWS[done.news])
    if done.is_first_contact:
        click.echo(
            "This is the first set from this trainer here. Their key in words:"
            f" {done.fingerprint}. Ask them to read theirs out: if it differs, do not send this."
        )
    written = "written again, byte for byte" if done.is_again else "written"
    click.echo(f"{plan.title}: attempt {done.number} of {plan.attempts}, revision {done.revision}.")
    if done.unanswered:
        click.echo(f"{plural(done.unanswered, 'question')} without an answer.")
    if done.is_overdue:
        click.echo("By this computer's clock it is past the due date; the trainer's clock decides.")
    if done.grades is not None:
        right = sum(grade.is_right for grade in done.grades)
        click.echo(f"{right} of {plural(len(done.grades), 'question')} right.")
    click.echo(f"The result is {written}: {done.path}. Send it to your trainer.")
    click.echo(_HONEST)


def _asked(sheet: Sheet) -> dict[str, Any]:
    from quizapp.domain.sheets import LETTERS, example_answer

    plan, scenes = sheet.plan, _scenes(sheet)
    return {
        "assignment": plan.id,
        "title": plan.title,
        "mode": plan.mode.value,
        "opens_at": None if plan.opens_at is None else plan.opens_at.isoformat(),
        "due_at": None if plan.due_at is None else plan.due_at.isoformat(),
        "time_limit_s": plan.time_limit_s,
        "feedback": plan.feedback.value,
        "attempts": plan.attempts,
        "questions": {
            str(number): {
                "kind": question.kind,
                "case": question.case or None,
                "stem": question.stem,
                "choices": [dict(zip(LETTERS, texts, strict=False)) for texts in question.parts],
                "terms": {str(at): text for at, text in enumerate(question.left, 1)},
                "unit": question.unit or None,
                "diagram": question.diagram or None,
                "answer_looks_like": json.loads(example_answer(question.kind)),
                **scenes.get(number - 1, {}),
            }
            for number, question in enumerate(sheet.questions, 1)
        },
    }


def _scenes(sheet: Sheet) -> dict[int, dict[str, Any]]:
    """Return by place the scenes of scenarios, with what can be done in each."""
    from quizapp.application.handing_in import own_items
    from quizapp.domain.scenario_items import ScenarioItem

    if sheet.answers is None:
        return {}
    told = {
        at: item.scenario
        for at, (item, _) in enumerate(own_items(sheet))
        if isinstance(item, ScenarioItem)
    }
    return {
        at: {
            "begins_at": scenario.start,
            "scenes": {
                scene.id: {
                    "text": scene.text,
                    "actions": {action.id: action.text for action in scene.actions},
                }
                for scene in scenario.scenes.values()
            },
        }
        for at, scenario in told.items()
    }
