"""Cohorts in the terminal: made, filled, enrolled into, merged and archived."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import Command

PASSPHRASE = "amber birch cedar\n"


def listed(quizapp: Command, *more: str) -> list[dict[str, object]]:
    done = quizapp("roster", "list", "--json", *more)
    assert (done.status, done.err) == (0, "")
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def test_a_cohort_is_made_filled_and_archived(quizapp: Command) -> None:
    assert quizapp("roster", "list").out == "There is no cohort yet.\n"
    assert quizapp("roster", "new", "Group A").out == "The cohort Group A is made.\n"
    assert quizapp("roster", "list", "--cohort", "group a").out == "There is nobody yet.\n"
    done = quizapp("roster", "add", "Ada Lind", "--reference", "7", "--cohort", "Group A")
    assert done.out == "Ada Lind added.\n"
    assert quizapp("roster", "rename", "Group A", "Group B").status == 0
    assert quizapp("roster", "archive", "Group B").out == "The cohort Group B is archived.\n"
    assert quizapp("roster", "list").out == "Group B: 1 learner, 0 sets, archived\n"
    assert "is archived" in quizapp("roster", "add", "Bo", "--cohort", "Group B").err
    assert quizapp("roster", "bring-back", "group b").out == "The cohort Group B is back.\n"
    assert "no cohort called C" in quizapp("roster", "bring-back", "C").err
    done = quizapp("roster", "list", "--cohort", "Group B")
    assert done.out == "Ada Lind (7): 0 sets sent, 0 handed in\n"


def test_an_encoding_that_was_assumed_is_told_with_names_to_check(
    quizapp: Command, tmp_path: Path
) -> None:
    (tmp_path / "ward.csv").write_bytes("name;id\nJörg Müller;1\nBo;2\n".encode("cp1252"))
    done = quizapp("roster", "import", tmp_path / "ward.csv")
    assert done.out == "ward: 2 learners added, 0 there already.\n"
    assert done.err.startswith("ward.csv is not UTF-8 and was read as Windows-1252")
    assert "Check whether these are right: Jörg Müller." in done.err
    assert [one["name"] for one in listed(quizapp, "--cohort", "ward")] == ["Jörg Müller", "Bo"]


def test_the_columns_of_an_export_can_be_named(quizapp: Command, tmp_path: Path) -> None:
    (tmp_path / "ward.csv").write_text("Vorname;Nachname;Nr\nAda;Lind;7\n")
    columns = ("--name-column", "vorname", "--surname-column", "nachname")
    assert "--surname-column" in quizapp("roster", "import", tmp_path / "ward.csv").err
    quizapp("roster", "import", tmp_path / "ward.csv", *columns, "--reference-column", "Nr")
    (one,) = listed(quizapp, "--cohort", "ward")
    assert (one["name"], one["reference"]) == ("Ada Lind", "7")


def test_doubles_are_merged_after_a_look_and_separated_again(quizapp: Command) -> None:
    quizapp("roster", "new", "A")
    for reference in ("1", "2"):
        quizapp("roster", "add", "Ada", "--reference", reference, "--cohort", "A")
    quizapp("roster", "add", "Bo", "--cohort", "A")
    assert "their references: 1, 2" in quizapp("roster", "merge", "Bo", "Ada", "--cohort", "A").err
    dry = quizapp("roster", "merge", "1", "2", "--cohort", "A", "--dry-run")
    assert dry.out.startswith("Ada would count as Ada, with 0 sets sent")
    assert len(listed(quizapp, "--cohort", "A")) == 3
    assert quizapp("roster", "merge", "1", "2", "--cohort", "A").status == 0
    assert [one["also"] for one in listed(quizapp, "--cohort", "A")] == [["Ada"], []]
    assert quizapp("roster", "separate", "2", "--cohort", "A").status == 0
    assert "was merged" in quizapp("roster", "separate", "2", "--cohort", "A").err
    assert quizapp("roster", "remove", "bo", "--cohort", "A").out == "Bo removed.\n"
    assert "nobody called Bo" in quizapp("roster", "remove", "Bo", "--cohort", "A").err
    assert len(listed(quizapp, "--cohort", "A")) == 2


def test_an_entry_is_not_merged_with_itself(quizapp: Command) -> None:
    quizapp("roster", "new", "A")
    quizapp("roster", "add", "Ada", "--reference", "7", "--cohort", "A")
    done = quizapp("roster", "merge", "Ada", "7", "--cohort", "A")
    assert (done.status, done.out) == (1, "")
    assert "Ada and 7 are one entry of A. Name the two entries" in done.err


def test_a_learner_enrols_with_an_invitation(quizapp: Command, tmp_path: Path) -> None:
    invitation, code = tmp_path / "a.quizinvite", tmp_path / "maya.quizenrol"
    quizapp("trainer", "init", "--backup", tmp_path / "backup.txt", typed=PASSPHRASE)
    quizapp("roster", "new", "A")
    asked = quizapp("roster", "invite", "--cohort", "A")
    written = quizapp("roster", "invite", "--cohort", "A", "--out", invitation)
    assert invitation.read_text() == asked.out
    learner = tmp_path / "learner"
    quizapp("--data-dir", learner, "practise", "--learner", "Maya", typed="q\n")
    shown = quizapp("--data-dir", learner, "enrol", invitation, "--name", "Maya Lind")
    assert shown.out.startswith("quizapp-enrolment/1:")
    assert shown.err.split(": ")[1] == written.err.split(": ")[1]
    pasted = quizapp("--data-dir", learner, "enrol", asked.out.strip())
    assert (pasted.status, pasted.err) == (0, shown.err)
    quizapp("--data-dir", learner, "enrol", invitation, "--out", code)
    done = quizapp("roster", "enrol", code, code)
    assert done.out == (
        "maya.quizenrol: added; Maya; A\n"
        "maya.quizenrol: there already; Maya; A; This learner enrolled before.\n"
    )
    (row,) = json.loads(quizapp("roster", "enrol", code, "--json").out)
    assert (row["fate"], row["cohort"]) == ("there already", "A")


def test_another_back_up_opens_with_its_own_passphrase(quizapp: Command, tmp_path: Path) -> None:
    quizapp("trainer", "init", "--backup", tmp_path / "old.txt", typed=PASSPHRASE)
    done = quizapp("trainer", "backup", tmp_path / "new.txt", typed="dogwood elder fir\n")
    assert "was opened again with your passphrase" in done.out
    put_back = quizapp(
        "--data-dir",
        tmp_path / "other",
        "trainer",
        "restore",
        tmp_path / "new.txt",
        typed="dogwood elder fir\n",
    )
    assert put_back.status == 0


def test_a_namesake_without_a_reference_is_named_by_id(quizapp: Command, tmp_path: Path) -> None:
    (tmp_path / "A.csv").write_text("name,id\nAda,\nAda,7\n", encoding="utf-8")
    quizapp("roster", "import", tmp_path / "A.csv")
    refused = quizapp("roster", "merge", "Ada", "7", "--cohort", "A")
    assert "by what `quizapp roster list --json` calls `learner`" in refused.err
    keep = listed(quizapp, "--cohort", "A")[0]["learner"]
    assert quizapp("roster", "merge", keep, "7", "--cohort", "A").status == 0
    assert [one["name"] for one in listed(quizapp, "--cohort", "A")] == ["Ada"]
