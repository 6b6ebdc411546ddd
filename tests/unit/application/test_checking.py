"""Checking collections, folders, banks and registers, as a user names them."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from quizapp.application.checking import CheckReport, check, check_loaded_bank
from quizapp.application.locking import lock
from quizapp.domain.banks import Severity
from quizapp.exchange.native_bank import load_bank
from quizapp.exchange.native_registers import load_registers
from quizapp.resources import questions_dir
from tests.exchange.bank_files import (
    BANK,
    REGISTERS,
    spoil,
    write_bank,
    write_collection,
    write_documents,
)
from tests.exchange.scenario_files import SCENARIO, write_scenario


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound collection with its lock."""
    folder = write_collection(tmp_path / "collection")
    lock(folder, None, with_schemas=False)
    return folder


def rules(report: CheckReport) -> list[tuple[str, str, str]]:
    """File name, rule and level of each finding."""
    return [(Path(one.file).name, one.rule, one.level.value) for one in report.findings]


def test_a_sound_collection_is_counted_and_has_no_finding(folder: Path) -> None:
    report = check([folder], None)
    assert report.findings == ()
    assert report.is_clean
    assert (report.banks, report.items) == (1, 5)
    assert report.by_kind == {
        "multiple_response": 1,
        "single_best": 1,
        "true_false_reason": 1,
        "two_tier": 1,
        "vignette": 1,
    }
    assert report.by_topic == {"pharmacology": 5}
    assert report.by_level == {"analyse": 1, "apply": 2, "recall": 2}


def test_a_finding_has_the_path_as_the_user_named_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    spoil(folder / "banks" / "pharmacology.yaml", "ketamine?", "a drug? It is not an?")
    (found,) = [one for one in check([Path("collection")], None).findings if one.rule == "L10"]
    assert found.file == "collection/banks/pharmacology.yaml"
    assert (found.line, found.item, found.level) == (10, "q-1", Severity.ERROR)


def test_a_link_that_leads_nowhere_is_a_finding(folder: Path) -> None:
    (folder / "banks" / "circle.yaml").symlink_to("circle.yaml")
    assert rules(check([folder], None)) == [("circle.yaml", "file", "error")]


def test_a_bank_is_called_like_the_link_to_it(folder: Path) -> None:
    bank = folder / "banks" / "pharmacology.yaml"
    bank.rename(folder.parent / "version-2.yaml")
    bank.symlink_to(folder.parent / "version-2.yaml")
    assert check([folder], None).findings == ()


def test_hidden_files_that_editors_leave_are_passed_over(folder: Path) -> None:
    (folder / "banks" / ".#pharmacology.yaml").symlink_to("somebody@somewhere.1234")
    (folder / "banks" / ".draft.yaml").write_text("half a", encoding="utf-8")
    assert check([folder], None).findings == ()


def test_without_a_path_the_bundled_questions_are_checked() -> None:
    report = check([], None)
    assert report.is_clean, report.findings
    assert report.items > 0
    assert all(not Path(one.file).is_absolute() for one in report.findings)


@pytest.mark.skipif(
    "QUIZAPP_SOURCES" not in os.environ,
    reason="QUIZAPP_SOURCES names no folder of source documents",
)
def test_the_bundled_claims_stand_in_their_documents() -> None:
    assert check([], Path(os.environ["QUIZAPP_SOURCES"])).is_clean


def test_a_bank_alone_is_checked_against_the_bundled_registers(tmp_path: Path) -> None:
    registers = load_registers(questions_dir()).registers
    claim = next(one for one in registers.claims.values() if one.judgement == "supported")
    reference = next(one for one in registers.references.values() if one.seen == "original")
    text = BANK.replace("C1", claim.id).replace("R1", reference.id).replace("supports", "qualified")
    report = check([write_bank(tmp_path, text)], None)
    assert rules(report) == []
    assert report.items == 5


def test_a_bank_of_a_collection_is_checked_against_its_registers_and_its_lock(
    folder: Path,
) -> None:
    bank = folder / "banks" / "pharmacology.yaml"
    assert check([bank], None).findings == ()
    spoil(bank, "answer: false", "answer: true")
    (found,) = check([bank], None).findings
    assert (found.rule, found.item, found.line) == ("lock", "q-3", 43)
    spoil(folder / "references.yaml", "id: R1", "id: R2")
    assert ("pharmacology.yaml", "L21", "error") in rules(check([bank], None))


def test_a_folder_of_banks_is_checked_against_the_registers_above_it(folder: Path) -> None:
    assert check([folder / "banks"], None).findings == ()


def test_banks_may_lie_beside_the_registers(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "flat")
    (folder / "banks" / "pharmacology.yaml").rename(folder / "pharmacology.yaml")
    (folder / "banks").rmdir()
    write_bank(folder, BANK.replace("format: bank/1", "format: set/1"), "later.yaml")
    report = check([folder], None)
    assert report.banks == 1
    assert rules(report) == [
        ("ids.lock", "lock", "warning"),
        ("later.yaml", "file", "warning"),
    ]


def test_files_that_were_saved_with_a_byte_order_mark_are_known_and_read(folder: Path) -> None:
    (folder / "banks" / "pharmacology.yaml").rename(folder / "pharmacology.yaml")
    (folder / "banks").rmdir()
    for file in (*folder.glob("*.yaml"), folder / "ids.lock"):
        file.write_bytes(BOM_UTF8 + file.read_bytes())
    report = check([folder], None)
    assert (report.banks, report.items, report.findings) == (1, 5, ())


def test_a_folder_of_banks_without_registers_needs_no_lock(tmp_path: Path) -> None:
    write_bank(tmp_path)
    assert {rule for _, rule, _ in rules(check([tmp_path], None))} == {"L17", "L21"}


def test_a_register_that_a_collection_lacks_is_the_bundled_one(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "collection")
    (folder / "safety.yaml").unlink()
    spoil(folder / "banks" / "pharmacology.yaml", "  level:", "  safety: [SAF-01]\n  level:")
    assert rules(check([folder], None)) == [("ids.lock", "lock", "warning")]


def test_a_register_alone_is_checked_with_those_beside_it(folder: Path) -> None:
    path = folder / "claims.yaml"
    assert check([path], None).findings == ()
    spoil(path, "document: D1", "document: D9")
    spoil(folder / "safety.yaml", "references: [R1]", "references: [R9]")
    assert rules(check([path], None)) == [("claims.yaml", "register", "error")]


def test_a_register_may_have_another_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(REGISTERS["references"], encoding="utf-8")
    assert check([tmp_path / "mine.yaml"], None).findings == ()


def test_a_register_that_cannot_be_read_is_named_as_one(folder: Path) -> None:
    path = folder / "claims.yaml"
    path.write_bytes(b"\xff")
    assert rules(check([path], None)) == [("claims.yaml", "yaml", "error")]


def test_the_same_file_named_twice_is_checked_once(folder: Path) -> None:
    bank = folder / "banks" / "pharmacology.yaml"
    report = check([folder, bank, folder / "banks"], None)
    assert (report.items, report.findings) == (5, ())


def test_paths_that_hold_no_bank_are_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / "nowhere", tmp_path / "empty", Path("/dev/null"), Path("/" + "x" * 5000)]
    report = check(paths, None)
    assert {one.message for one in report.findings} == {
        "There is no such file or folder.",
        "There is no bank in this folder; banks are called *.yaml.",
        "This is not a file.",
        "This cannot be read: File name too long.",
    }
    assert all(one.line == 0 and one.rule == "file" for one in report.findings)
    assert report.count(Severity.ERROR) == 4


def test_files_that_this_version_does_not_read_are_a_warning(folder: Path) -> None:
    (folder / "lessons").mkdir()
    (folder / "lessons" / "first.yaml").write_text("format: lesson/1\n", encoding="utf-8")
    (folder / "banks" / "extra.yml").write_text(BANK, encoding="utf-8")
    assert rules(check([folder], None)) == [
        ("extra.yml", "file", "warning"),
        ("first.yaml", "file", "warning"),
    ]


def test_an_id_is_unique_over_all_files_of_a_collection(folder: Path) -> None:
    text = BANK.replace("bank: pharmacology", "bank: second").replace("id: q-", "id: r-")
    write_bank(folder / "banks", text.replace("id: r-1", "id: C1"), "second.yaml")
    found = [one for one in check([folder], None).findings if one.rule == "id"]
    assert {(Path(one.file).name, one.item) for one in found} == {
        ("second.yaml", "C1"),
        ("second.yaml", "party"),
    }


def test_a_near_duplicate_is_found_within_a_bank(folder: Path) -> None:
    path = folder / "banks" / "pharmacology.yaml"
    start, end = BANK.index("- id: q-1"), BANK.index("- id: q-2")
    spoil(path, "retired:", BANK[start:end].replace("q-1", "q-7") + "retired:")
    (found,) = [one for one in check([path], None).findings if one.rule == "L22"]
    assert (found.item, found.message) == (
        "q-7",
        "The stem is nearly that of q-1; ask something else.",
    )


def test_a_collection_without_a_lock_is_a_warning(folder: Path) -> None:
    (folder / "ids.lock").unlink()
    report = check([folder], None)
    assert rules(report) == [("ids.lock", "lock", "warning")]
    assert report.is_clean


def test_a_lock_that_is_behind_is_a_warning(folder: Path) -> None:
    spoil(folder / "banks" / "pharmacology.yaml", "scoring: 1", "scoring: 2")
    (found,) = check([folder], None).findings
    assert (found.level, found.message) == (
        Severity.WARNING,
        "The lock is behind by 1 id; run `quizapp lock`.",
    )


def test_a_vanished_id_is_found_where_the_lock_has_it(folder: Path) -> None:
    spoil(folder / "banks" / "pharmacology.yaml", "id: q-0", "id: q-9")
    found = check([folder], None).findings
    assert ("ids.lock", "q-0", 4) in {(Path(one.file).name, one.item, one.line) for one in found}


def test_nothing_counts_as_vanished_from_a_bank_that_cannot_be_read(folder: Path) -> None:
    spoil(folder / "banks" / "pharmacology.yaml", "answer: false", "answer: perhaps")
    assert rules(check([folder], None)) == [("pharmacology.yaml", "field", "error")]


def test_a_bank_that_is_no_bank_does_not_hide_the_rest(folder: Path) -> None:
    (folder / "banks" / "second.yaml").write_text("format: bank/9\n", encoding="utf-8")
    report = check([folder], None)
    assert rules(report) == [("second.yaml", "field", "error")]
    assert (report.banks, report.items) == (1, 5)


def test_registers_that_are_nowhere_are_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "quizapp.application.bank_collections.questions_dir", lambda: tmp_path / "nowhere"
    )
    found = check([write_bank(tmp_path)], None).findings
    assert {one.rule for one in found} == {"L16", "L17", "L21"}


def test_a_damaged_lock_is_found_once(folder: Path) -> None:
    spoil(folder / "ids.lock", "item\tq-1", "item q-1")
    assert rules(check([folder], None)) == [("ids.lock", "lock", "error")]


def test_passages_are_looked_up_when_the_documents_are_there(folder: Path, tmp_path: Path) -> None:
    documents = write_documents(tmp_path / "documents")
    assert check([folder], documents).findings == ()
    spoil(folder / "claims.yaml", "starts: The drug works", "starts: A drug works")
    assert rules(check([folder], documents)) == [("claims.yaml", "L17", "error")]
    (documents / "a copy.txt").unlink()
    assert rules(check([folder], documents)) == [("sources.yaml", "L17", "error")]


def test_a_folder_of_documents_that_is_not_there_is_said_plainly(folder: Path) -> None:
    (found,) = check([folder], Path("/nowhere")).findings
    assert found.message.startswith("The folder of source documents cannot be read")


def test_a_loaded_bank_has_its_errors_before_its_warnings(folder: Path) -> None:
    path = folder / "banks" / "pharmacology.yaml"
    spoil(path, "text: Fast pulse", "text: " + "A very fast pulse " * 3)
    spoil(path, "Can glutamate bind while the channel is blocked?", "Can glutamate bind?")
    registers = load_registers(folder).registers
    found = check_loaded_bank(load_bank(path, "b"), registers)
    assert [(one.rule, one.level.value, one.item) for one in found] == [
        ("L13", "error", "q-4"),
        ("L12", "warning", "q-2"),
    ]


def test_a_bank_that_could_not_be_read_has_the_findings_of_reading_it(tmp_path: Path) -> None:
    loaded = load_bank(tmp_path / "nowhere.yaml", "b")
    assert check_loaded_bank(loaded, load_registers(tmp_path).registers) == loaded.findings


# Scenarios ---------------------------------------------------------------------------------------


@pytest.fixture
def with_scenario(folder: Path) -> Path:
    """The sound collection with a scenario, locked."""
    write_scenario(folder)
    lock(folder, None, with_schemas=False)
    return folder


def test_a_scenario_counts_as_a_question_of_its_topic_and_level(with_scenario: Path) -> None:
    report = check([with_scenario], None)
    assert report.findings == ()
    assert (report.scenarios, report.items, report.by_kind["scenario"]) == (1, 6, 1)
    assert report.by_topic == {"overdose-response": 1, "pharmacology": 5}
    assert report.by_level["analyse"] == 2


def test_what_is_wrong_with_a_scenario_is_named_with_line_and_place(with_scenario: Path) -> None:
    path = with_scenario / "scenarios" / "T01.yaml"
    spoil(path, "cost_s: 10, effect: good", "cost_s: 10, effect: delay")
    locked, mistake = check([path], None).findings
    assert (mistake.rule, mistake.line, mistake.item) == ("S07", 18, "T01")
    assert mistake.message == (
        "floor.shout: `reference_path` takes this action, which is not good."
    )
    assert (locked.rule, locked.line, locked.item) == ("lock", 1, "T01")
    spoil(path, "He dies. Breaths would have been right.", "He dies.")
    assert ("S13", 24) in {(one.rule, one.line) for one in check([with_scenario], None).findings}


def test_a_breach_without_a_scene_stands_at_the_first_line(with_scenario: Path) -> None:
    spoil(with_scenario / "scenarios" / "T01.yaml", "claim: C1", "claim: C9")
    (found,) = check([with_scenario], None).findings
    assert (found.rule, found.line) == ("L17", 1)


def test_a_scenario_that_cannot_be_read_is_not_checked_further(with_scenario: Path) -> None:
    spoil(with_scenario / "scenarios" / "T01.yaml", "effect: harm", "effect: bad")
    assert rules(check([with_scenario], None)) == [("T01.yaml", "field", "error")]


def test_a_scenario_alone_and_a_folder_of_scenarios_can_be_checked(with_scenario: Path) -> None:
    assert check([with_scenario / "scenarios"], None).scenarios == 1
    path = with_scenario / "scenarios" / "T01.yaml"
    assert (check([path], None).scenarios, check([path], None).findings) == (1, ())
    path.write_text("nothing\n", encoding="utf-8")
    assert rules(check([path], None)) == [("T01.yaml", "yaml", "error")]


def test_a_folder_of_sets_can_be_checked(with_scenario: Path) -> None:
    folder = with_scenario / "sets"
    folder.mkdir()
    (folder / "before.yaml").write_text("format: set/1\nid: after\n", encoding="utf-8")
    assert rules(check([folder], None)) == [("before.yaml", "field", "error")]


def test_a_scenario_may_not_take_the_id_of_an_item(with_scenario: Path) -> None:
    text = SCENARIO.replace("id: T01", "id: q-1")
    write_scenario(with_scenario, text, "q-1.yaml")
    found = {(one.rule, one.item) for one in check([with_scenario], None).findings}
    assert ("id", "q-1") in found


def test_a_scenario_that_has_vanished_is_found(with_scenario: Path) -> None:
    (with_scenario / "scenarios" / "T01.yaml").unlink()
    (found,) = check([with_scenario], None).findings
    assert (found.item, found.message) == (
        "T01",
        "The scenario T01 has vanished; put it back, or write retired as its state in the lock.",
    )
