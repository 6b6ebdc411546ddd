"""One file for a cohort in the terminal, from the invitation to the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizapp.bootstrap import open_application
from tests.delivery.cohort_steps import BY_KIND
from tests.delivery.world import BANK, SPEC
from tests.e2e.conftest import Command, Done


@pytest.fixture
def trainer(quizapp: Command, tmp_path: Path) -> Path:
    """A trainer's folder with a cohort of Maya and Jonas, an invitation and a specification."""
    (tmp_path / "own.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "class.csv").write_text("name\nMaya\nJonas\n", encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(SPEC.format(mode="exam", attempts=1), encoding="utf-8")
    quizapp("trainer", "init", "--backup", tmp_path / "backup.txt", typed="amber birch cedar\n")
    quizapp("roster", "import", tmp_path / "class.csv")
    quizapp("roster", "invite", "--cohort", "class", "--out", tmp_path / "class.quizinvite")
    return tmp_path


def learner(folder: Path, *names: str) -> Path:
    """Make a data folder with learners."""
    app = open_application(folder / "learner")
    for name in names:
        app.profiles.create(name)
    app.close()
    return folder / "learner"


def enrol(quizapp: Command, folder: Path, name: str) -> Done:
    code = folder / f"{name}.quizenrol"
    invitation = folder / "class.quizinvite"
    quizapp("--data-dir", folder / "learner", "enrol", invitation, "--learner", name, "--out", code)
    return quizapp("roster", "enrol", code)


def assign(quizapp: Command, folder: Path, *more: str) -> Done:
    out = folder / "sets"
    return quizapp("assign", folder / "spec.yaml", "--cohort", "class", "--out", out, *more)


def hand_in(quizapp: Command, folder: Path, *more: object) -> Done:
    """Look at the questions and answer them all rightly."""
    words = ("--data-dir", folder / "learner", "hand-in", folder / "sets" / "week-3-cohort.quizset")
    asked = quizapp(*words, *more)
    if asked.status:
        return asked
    questions = json.loads(asked.out)["questions"]
    path = folder / "answers.json"
    path.write_text(json.dumps({at: right(one) for at, one in questions.items()}))
    return quizapp(*words, "--answers", path, "--out", folder / "inbox", *more)


def right(question: dict[str, Any]) -> dict[str, Any]:
    """Return the right answer to a question in the letters in which it is shown."""

    def letter(value: Any, number: int) -> Any:
        if isinstance(value, list):
            return [letter(one, number) for one in value]
        if isinstance(value, dict):
            return {at: letter(one, number) for at, one in value.items()}
        shown = question["choices"][number] if question["choices"] else {}
        return {text: at for at, text in shown.items()}.get(value, value)

    return {
        name: letter(value, int(name == "reason" and len(question["choices"]) > 1))
        for name, value in BY_KIND[question["kind"]].items()
    }


def test_the_whole_way_with_one_file(quizapp: Command, trainer: Path) -> None:
    learner(trainer, "Maya")
    assert enrol(quizapp, trainer, "Maya").out.startswith("Maya.quizenrol: recognised; Maya")
    assert quizapp("roster", "list", "--cohort", "class").out == (
        "Maya: 0 sets sent, 0 handed in, enrolled\nJonas: 0 sets sent, 0 handed in\n"
    )
    done = assign(quizapp, trainer, "--one-file")
    assert (done.status, done.err) == (0, "")
    assert "week-3: 8 questions for 2 learners; 2 files written in" in done.out
    assert "week-3-cohort.quizset is for all who have enrolled: 1 so far." in done.out
    assert "With a file of their own, as they have not enrolled or have conditions" in done.out
    assert "of their own: Jonas." in done.out
    assert "knows you by the code with which you enrolled" in done.out
    assert "The file is yours alone" in done.out
    handed = hand_in(quizapp, trainer)
    assert (handed.status, handed.err) == (0, "")
    assert "late; Maya, week-3; 8 of 8 right" in quizapp("collect", trainer / "inbox").out
    told = quizapp("report", "week-3", "--out", trainer / "reports").out
    assert told.startswith("1 of 2 learners handed in, 1 passed.")


@pytest.mark.parametrize("option", ["--learner", "--name"])
def test_whoever_only_uses_the_terminal_enrols_by_name(
    quizapp: Command, trainer: Path, option: str
) -> None:
    invitation, code = trainer / "class.quizinvite", trainer / "maya.quizenrol"
    words = ("--data-dir", trainer / "learner", "enrol")
    nobody = quizapp(*words, invitation, "--out", code)
    assert "There is no learner in this data folder." in nobody.err
    assert "--learner NAME" in nobody.err
    quizapp(*words, trainer / "spec.yaml", option, "Maya")
    quizapp(*words, invitation, option, "Maya", "--out", code)
    assert quizapp("roster", "enrol", code).out.startswith("maya.quizenrol: recognised; Maya")
    assign(quizapp, trainer, "--one-file")
    hand_in(quizapp, trainer)
    assert "Maya, week-3; 8 of 8 right" in quizapp("collect", trainer / "inbox").out
    app = open_application(trainer / "learner")
    assert [learner.name for learner in app.profiles.learners()] == ["Maya"]
    app.close()


def test_the_field_of_the_specification_asks_for_one_file(quizapp: Command, trainer: Path) -> None:
    learner(trainer, "Maya", "Jonas")
    for name in ("Maya", "Jonas"):
        enrol(quizapp, trainer, name)
    with (trainer / "spec.yaml").open("a", encoding="utf-8") as spec:
        spec.write("one_file: true\n")
    done = assign(quizapp, trainer)
    assert "for 2 learners; 1 file written in" in done.out
    assert "The file is yours alone" not in done.out
    again = assign(quizapp, trainer, "--one-file")
    assert again.out == done.out
    several = hand_in(quizapp, trainer)
    assert (several.status, "Choose one with --learner: Maya, Jonas" in several.err) == (1, True)
    for name in ("Maya", "Jonas"):
        assert hand_in(quizapp, trainer, "--learner", name).status == 0
    told = quizapp("collect", trainer / "inbox").out
    assert told.count("8 of 8 right") == 2
    assert {"Maya", "Jonas"} <= set(told.replace(",", ";").replace(" ", "").split(";"))


def test_who_has_not_enrolled_is_told_so_in_one_line(quizapp: Command, trainer: Path) -> None:
    assign(quizapp, trainer, "--one-file")
    learner(trainer, "Kim")
    refused = hand_in(quizapp, trainer)
    assert refused.status == 1
    assert refused.out == ""
    assert "on this computer you have not enrolled in it. Enrol with" in refused.err
    assert refused.err.count("\n") == 1


def test_that_the_message_does_not_tell_terms_of_single_learners_is_said(
    quizapp: Command, trainer: Path
) -> None:
    with (trainer / "spec.yaml").open("a", encoding="utf-8") as file:
        file.write("minutes: 10\noverrides: [{learner: Maya, time_factor: 2}]\n")
    lines = assign(quizapp, trainer).out.splitlines()
    (told,) = [line for line in lines if line.startswith("1 learner with extra time")]
    assert told.endswith(": their files say so, what is to be pasted does not.")
    assert any("You have 10 minutes" in line for line in lines)
