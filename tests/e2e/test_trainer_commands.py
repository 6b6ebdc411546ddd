"""A trainer and a learner in the terminal, from the key to the report."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.bootstrap import Application, open_application
from quizapp.delivery.set_files import read_set
from tests.delivery.world import ALL_RIGHT, BANK, SPEC, lettered
from tests.e2e.conftest import Command, Done

PASSPHRASE = "amber birch cedar\n"


@pytest.fixture
def assigned(quizapp: Command, tmp_path: Path) -> Path:
    """A set for a learner of a cohort; the trainer's key is backed up beside it."""
    (tmp_path / "own.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "class.csv").write_text("name;id\n=Maya;17\nJonas;18\n", encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(SPEC.format(mode="exam", attempts=1), encoding="utf-8")
    made = quizapp("trainer", "init", "--backup", tmp_path / "backup.txt", typed=PASSPHRASE)
    assert (made.status, made.err) == (0, "")
    assert "was opened again with your passphrase" in made.out
    taken = quizapp("roster", "import", tmp_path / "class.csv")
    assert taken.out == "class: 2 learners added, 0 there already.\n"
    done = assign(quizapp, tmp_path)
    assert (done.status, done.err) == (0, "")
    with (tmp_path / "sets" / "week-3-send-list.csv").open(encoding="utf-8") as table:
        rows = list(csv.reader(table))
    assert [row[0] for row in rows] == ["name", "'=Maya", "Jonas"]
    return tmp_path / "sets" / rows[1][2]


def assign(quizapp: Command, folder: Path) -> Done:
    return quizapp("assign", folder / "spec.yaml", "--cohort", "class", "--out", folder / "sets")


def hand_in(quizapp: Command, path: Path, given: dict[str, Any], *more: object) -> Done:
    answers = path.parent / "answers.json"
    answers.write_text(json.dumps(lettered(read_set(path.read_bytes()), given)))
    out = path.parent.parent / "inbox"
    learner = path.parent.parent / "learner"
    return quizapp(
        "--data-dir", learner, "hand-in", path, "--answers", answers, "--out", out, *more
    )


def test_the_whole_way_from_the_key_to_the_report(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    asked = quizapp("--data-dir", tmp_path / "learner", "hand-in", assigned)
    told = json.loads(asked.out)
    assert (told["questions"]["8"]["unit"], told["feedback"]) == ("trees", "never")
    first = hand_in(quizapp, assigned, ALL_RIGHT | {"8": None})
    assert first.status == 0
    assert "first set from this trainer here" in first.out
    assert "1 question without an answer." in first.out
    assert "only results taken in by the trainer count" in first.out
    again = hand_in(quizapp, assigned, ALL_RIGHT | {"8": None})
    assert "written again, byte for byte" in again.out
    collected = quizapp("collect", tmp_path / "inbox", "--received", "2026-03-01T12:00+01:00")
    assert "=Maya (17), week-3; 7 of 8 right" in collected.out
    (file,) = json.loads(quizapp("collect", tmp_path / "inbox", "--json").out)["files"]
    assert (file["outcome"], file["result"]) == ("already there", None)
    assert (file["learner"], file["reference"]) == ("=Maya", "17")
    report = quizapp("report", "week-3", "--out", tmp_path / "report")
    assert "1 of 2 learners handed in, 1 passed." in report.out
    with (tmp_path / "report" / "week-3-scores.csv").open(encoding="utf-8") as table:
        maya, jonas = csv.DictReader(table)
    assert (maya["name"], maya["right"], maya["passed"]) == ("'=Maya", "7", "yes")
    assert (jonas["state"], jonas["right"]) == ("not handed in", "")


def test_what_a_sitting_recorded_is_told_when_results_are_collected(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    app = open_application(tmp_path / "learner")
    sets, learner = app.assigned_sets, app.profiles.create("Maya").id
    run = sets.begin(sets.take(sets.look(assigned, learner), learner))
    run.watch.away(1500, is_new=True)
    run.hand_in()
    (kept,) = sets.view(run.watch.sitting.set_sha256).hand_ins
    sets.export(run.watch.sitting.set_sha256, kept.sha256, tmp_path / "inbox" / kept.name)
    app.close()
    (file,) = json.loads(quizapp("collect", tmp_path / "inbox", "--json").out)["files"]
    told = file["result"]["sitting"]
    assert (told["focus_losses"], told["away_ms"], told["clock_jumps_ms"]) == (1, 1500, [])


def test_the_report_as_json_holds_every_attempt_and_grade(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    hand_in(quizapp, assigned, ALL_RIGHT | {"1": {"option": "Cedar"}})
    rows = json.loads(quizapp("collect", tmp_path / "inbox", "--json").out)
    assert rows["counts"] == {"taken in": 0, "late": 1, "already there": 0, "refused": 0}
    assert rows["files"][0]["result"]["critical_errors"] == 1
    assert rows["files"][0]["result"]["sitting"] is None
    assert quizapp("report", "week-3", "--format", "json", "--out", tmp_path / "r").status == 0
    made = json.loads((tmp_path / "r" / "week-3-scores.json").read_text(encoding="utf-8"))
    (maya, jonas) = made["scores"]
    assert (made["learners"], made["handed_in"], made["passed"]) == (2, 1, 0)
    assert (maya["state"], jonas["best"]) == ("late", None)
    (attempt,) = maya["attempts"]
    assert attempt["grades"][0] == {
        "item": "own-1",
        "points": 0.0,
        "critical_error": True,
        "misconceptions": ["MC01"],
    }


def test_the_name_of_a_file_does_not_steer_the_terminal(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\x1b[2J\nb.quizresult").write_bytes(b"nothing")
    assert quizapp("collect", tmp_path / "in").out.startswith(
        "a\ufffd[2J\ufffdb.quizresult: refused"
    )


def test_collect_says_which_files_were_moved(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    hand_in(quizapp, assigned, ALL_RIGHT)
    bad, inbox = tmp_path / "inbox" / "bad.quizresult", tmp_path / "inbox"
    bad.write_bytes(b"junk")
    files = json.loads(quizapp("collect", inbox, "--json").out)["files"]
    assert [file["moved_into"] for file in files] == [str(inbox / "set-aside"), None]
    bad.write_bytes(b"junk")
    assert "; moved into set-aside\n" in quizapp("collect", inbox).out


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--format", "xlsx"), {"week-3-report.xlsx"}),
        (("--format", "html"), {"week-3-report.html"}),
        (("--format", "pdf", "--attempts", "all"), {"week-3-report.pdf"}),
        (("--format", "pdf", "--learners"), {"week-3-learners-pdf.zip"}),
        (("--format", "html", "--learners", "--answers", "--one-file"), {"week-3-learners.html"}),
    ],
)
def test_a_report_is_written_in_the_form_that_is_asked_for(
    quizapp: Command, assigned: Path, tmp_path: Path, arguments: tuple[str, ...], names: set[str]
) -> None:
    hand_in(quizapp, assigned, ALL_RIGHT | {"1": {"option": "Cedar"}})
    quizapp("collect", tmp_path / "inbox")
    done = quizapp("report", "week-3", "--out", tmp_path / "r", *arguments)

    assert (done.status, done.err) == (0, "")
    assert {path.name for path in (tmp_path / "r").iterdir()} == names
    assert all(f"Wrote {tmp_path / 'r' / name}." in done.out for name in names)


def test_pages_for_learners_need_a_form_with_pages_and_somebody_who_handed_in(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    nobody = quizapp("report", "week-3", "--out", tmp_path, "--format", "pdf", "--learners")
    hand_in(quizapp, assigned, ALL_RIGHT)
    quizapp("collect", tmp_path / "inbox")
    tables = quizapp("report", "week-3", "--out", tmp_path, "--learners")
    no_pages = quizapp("report", "week-3", "--out", tmp_path, "--answers")

    assert (nobody.status, "Nobody has handed in week-3 yet" in nobody.err) == (1, True)
    assert (tables.status, "Choose HTML or PDF" in tables.err) == (1, True)
    assert (no_pages.status, "Add --learners" in no_pages.err) == (1, True)


def test_an_exam_of_shipped_questions_says_that_it_hides_nothing(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    text = (tmp_path / "spec.yaml").read_text(encoding="utf-8").replace("week-3", "week-4")
    (tmp_path / "spec.yaml").write_text(text.replace("own-1,", "od-001,"), encoding="utf-8")
    one = assign(quizapp, tmp_path).out
    assert "1 of 8 questions came with Quizapp, so its answer stands on every learner's" in one
    assert "whoever has it can hand in in your name" in one
    text = text.replace("week-4", "week-5").replace("own-1, own-2,", "od-001, od-002,")
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    assert "2 of 8 questions came with Quizapp, so their answers stand" in (
        assign(quizapp, tmp_path).out
    )


def test_what_was_hardly_meant_is_said_after_assigning(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    text = (tmp_path / "spec.yaml").read_text(encoding="utf-8").replace("week-3", "week-4")
    text = text.replace("due: 2026", "due: 2020").replace("true}", "true, topics: {law: 0.9}}")
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    done = assign(quizapp, tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "Mind: It is due already: every result will be late." in done.out
    assert "Mind: What it takes to pass in law counts for nothing" in done.out


def test_a_practice_set_says_the_score_at_once_and_a_late_one_that_it_is_late(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    text = SPEC.format(mode="practice", attempts=1).replace("week-3", "week-4")
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    assert "came with Quizapp" not in assign(quizapp, tmp_path).out
    path = next(assigned.parent.glob("week-4-*.quizset"))
    said = hand_in(quizapp, path, ALL_RIGHT).out
    assert "8 of 8 questions right." in said
    assert "past the due date; the trainer's clock decides" in said
    assert "late; " in quizapp("collect", tmp_path / "inbox").out


def test_the_key_is_put_back_on_a_new_computer(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    missing = quizapp("--data-dir", new, "collect", tmp_path)
    assert (missing.status, missing.out) == (1, "")
    assert "or `quizapp trainer init`" in missing.err
    backup = tmp_path / "backup.txt"
    wrong = quizapp("--data-dir", new, "trainer", "restore", backup, typed="something else\n")
    assert "does not open backup.txt" in wrong.err
    other = quizapp("--data-dir", new, "trainer", "restore", assigned, typed=PASSPHRASE)
    assert f"{assigned.name} is no back-up of a trainer's key" in other.err
    done = quizapp("--data-dir", new, "trainer", "restore", backup, typed=PASSPHRASE)
    assert (done.status, "is in place" in done.out) == (0, True)


def test_times_without_a_zone_and_unknown_words_are_refused_in_one_line(
    quizapp: Command, assigned: Path, tmp_path: Path, open_app: Callable[..., Application]
) -> None:
    for time in ("tomorrow", "2026-03-01T12:00"):
        done = quizapp("collect", tmp_path, "--received", time)
        assert (done.status, done.err.count("\n")) == (1, 1)
    refused = hand_in(quizapp, assigned, ALL_RIGHT, "--trust", "lusab-babad")
    assert (refused.status, refused.out) == (1, "")
    assert "which are not the words given" in refused.err
    assert not (tmp_path / "inbox").exists()


def test_the_terminal_tells_the_scenes_of_a_scenario_and_takes_its_actions(
    quizapp: Command, assigned: Path, tmp_path: Path
) -> None:
    text = SPEC.format(mode="practice", attempts=1).replace("week-3", "week-4")
    text = text.replace("own-2, own-3, own-4, own-5, own-6, own-7, own-8", "BR01")
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    assert assign(quizapp, tmp_path).err == ""
    path = min(assigned.parent.glob("week-4-*.quizset"))
    learner = ("--data-dir", tmp_path / "learner", "hand-in", path)
    told = json.loads(quizapp(*learner).out)["questions"]["2"]
    assert "cold-shower" in told["scenes"][told["begins_at"]]["actions"]
    answers = tmp_path / "answers.json"
    answers.write_text('{"2": {"actions": ["cold-shower", "look-out"]}}')
    out = ("--out", tmp_path / "inbox")
    assert "0 of 2 questions right" not in quizapp(*learner, "--answers", answers, *out).err
    collected = quizapp("collect", tmp_path / "inbox", "--json")
    (file,) = json.loads(collected.out)["files"]
    assert file["result"]["critical_errors"] == 1
    answers.write_text('{"2": {"actions": ["fly"]}}')
    refused = quizapp(*learner, "--answers", answers, *out)
    assert "question 2: there is no action 'fly' where it was taken" in refused.err
