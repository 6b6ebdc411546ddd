"""Exports that are not whole are refused with one sentence, and nothing of them is taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.application import transfer
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from tests.conftest import Clock, open_template
from tests.unit.application.steps import begin, live, tame
from tests.unit.application.transfers import exported, tables

Items = list[SingleBest]


@pytest.fixture(scope="module")
def kept(compiled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a learner with a bit of everything has exported, made once."""
    folder = tmp_path_factory.mktemp("exported")
    app = open_template(compiled_folder, folder / "data")
    learner_id = app.profiles.create("Maya").id
    clock = app.environment.now
    assert isinstance(clock, Clock)
    live(app, learner_id, tame(app), clock)
    raw = exported(app, learner_id, folder).read_bytes()
    app.close()
    return raw


@pytest.fixture
def whole(kept: bytes, tmp_path: Path) -> Path:
    """A whole export, to be spoilt."""
    path = tmp_path / "maya.json"
    path.write_bytes(kept)
    return path


def owner(export: Path) -> str:
    """Return the id of the learner whose data an export holds."""
    return str(json.loads(export.read_bytes())["learner"]["id"])


def refused(app: Application, path: Path, learner_id: str) -> UserError:
    """Return how a file is refused, after making sure that nothing of it was taken in."""
    before = tables(app, learner_id), app.profiles.learners()
    with pytest.raises(UserError) as caught:
        app.transfer.import_json(path)
    assert (tables(app, learner_id), app.profiles.learners()) == before
    return caught.value


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_truncated_file_is_refused(
    other_computer: Application, whole: Path, share: float
) -> None:
    raw, learner_id = whole.read_bytes(), owner(whole)
    whole.write_bytes(raw[: int(len(raw) * share)])
    error = refused(other_computer, whole, learner_id)
    assert error.message == "maya.json is not a whole JSON file."
    assert error.hint == "Export the data again on the other computer."


@pytest.mark.parametrize(
    "content", ["[]", "7", '{"format": "quizapp-learner/2"}', '{"learner": {}}', "null"]
)
def test_a_foreign_file_is_refused(
    app: Application, learner_id: str, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    error = refused(app, path, learner_id)
    assert error.message == "other.json is not an export of a learner's data."


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 200_000])
def test_a_file_that_is_no_json_is_refused(
    app: Application, learner_id: str, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "photo.json"
    path.write_bytes(content)
    assert "not a whole JSON file" in refused(app, path, learner_id).message


def test_a_file_that_is_not_there_or_far_too_large_is_refused(
    app: Application, learner_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "maya.json"
    assert "could not be read: No such file" in refused(app, path, learner_id).message
    path.write_text("{} " * 10, encoding="utf-8")
    monkeypatch.setattr(transfer, "LARGEST_BYTES", 10)
    assert refused(app, path, learner_id).message == "maya.json is larger than 2 GB."


def tampered(path: Path, *place: str | int, value: object = None, drop: bool = False) -> None:
    """Change one value of an export by hand."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    target = stored
    for step in place[:-1]:
        target = target[step]
    if drop:
        del target[place[-1]]
    else:
        target[place[-1]] = value
    path.write_text(json.dumps(stored), encoding="utf-8")


@pytest.mark.parametrize(
    "place",
    [
        ("learner",),
        ("learner", "settings"),
        ("attempts",),
        ("attempts", 0, "spec"),
        ("attempts", 0, "slots"),
        ("responses",),
        ("responses", 3, "points"),
        ("flags",),
        ("notes", 0, "text"),
    ],
)
def test_an_export_with_something_missing_is_refused(
    other_computer: Application, whole: Path, place: tuple[str | int, ...]
) -> None:
    learner_id = owner(whole)
    tampered(whole, *place, drop=True)
    error = refused(other_computer, whole, learner_id)
    assert error.message == f"maya.json is not a whole export of Quizapp: '{place[-1]}' is missing."
    assert error.hint


TAMPERED: list[tuple[tuple[str | int, ...], object]] = [
    (("learner",), []),
    (("learner", "id"), ""),
    (("learner", "name"), 7),
    (("learner", "created_at"), "yesterday"),
    (("learner", "created_at"), "2026-03-02T09:00:00"),
    (("learner", "settings", "daily_goal"), 0),
    (("learner", "settings", "unknown"), 1),
    (("attempts",), 5),
    (("attempts", 0, "state"), "lost"),
    (("attempts", 0, "seed"), 2**70),
    (("attempts", 0, "started_at"), "0001-01-01T00:00:00+14:00"),
    (("attempts", 0, "slots", 0), ["a"]),
    (("attempts", 0, "slots", 0, 1), 0),
    (("attempts", 0, "slots", 0, 0), "od-999"),
    (("attempts", 0, "mastery_before"), []),
    (("attempts", 1, "id"), "someone-else"),
    (("responses", 0, "attempt_id"), "id9999"),
    (("responses", 0, "position"), 99),
    (("responses", 0, "position"), -1),
    (("responses", 0, "kind"), "essay"),
    (("responses", 4, "kind"), "essay"),
    (("responses", 0, "answer"), '{"text": "a"}'),
    (("responses", 0, "points"), 2.0),
    (("responses", 0, "points"), "many"),
    (("responses", 0, "points"), float("nan")),
    (("responses", 0, "misconceptions"), "5"),
    (("responses", 0, "confidence"), "very"),
    (("responses", 0, "elapsed_ms"), "long"),
    (("responses", 0, "elapsed_ms"), -5),
    (("responses", 0, "elapsed_ms"), 2**70),
    (("responses", 0, "answered_at"), "2026-03-02T09:00:00"),
    (("responses", 0, "sequence_at"), 5),
    (("responses", 0, "day"), "20260302"),
    (("responses", 0, "day"), "9999-12-31"),
    (("responses", 0, "retention"), 1.5),
    (("responses", 0, "retention"), float("inf")),
    (("responses", 0, "topic"), None),
    (("responses", 0, "topic"), ["a"]),
    (("flags", 0), "flag"),
    (("flags", 0, "flagged_at"), "soon"),
    (("wishes", 0, "item_id"), 5),
    (("notes", 0, "text"), ""),
    (("reports", 0, "scoring_rev"), 0),
    (("reports", 0, "reported_at"), "soon"),
]


@pytest.mark.parametrize(("place", "value"), TAMPERED, ids=str)
def test_a_tampered_export_is_refused_with_one_sentence_and_nothing_is_taken_in(
    other_computer: Application, whole: Path, place: tuple[str | int, ...], value: object
) -> None:
    learner_id = owner(whole)
    tampered(whole, *place, value=value)
    error = refused(other_computer, whole, learner_id)
    assert error.message.startswith("maya.json is not a whole export of Quizapp: ")
    assert "\n" not in error.message


def test_an_answer_cannot_be_slipped_into_the_run_of_somebody_else(
    app: Application, history: str, items: Items, tmp_path: Path
) -> None:
    other = app.profiles.create("Jonas")
    run = begin(app, other.id, items[:2])
    path = exported(app, history, tmp_path)
    tampered(path, "responses", 0, "attempt_id", value=run.attempt_id)
    refused(app, path, other.id)
    text = exported(app, history, tmp_path).read_text(encoding="utf-8")
    first = json.loads(text)["attempts"][0]["id"]
    path.write_text(text.replace(f'"{first}"', f'"{run.attempt_id}"'), encoding="utf-8")
    message = refused(app, path, other.id).message
    assert f"the run {run.attempt_id} is here with other questions" in message
