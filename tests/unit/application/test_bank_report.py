"""What a check says about a collection as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.bank_report import FormView
from quizapp.application.checking import CheckReport, check
from quizapp.application.locking import lock
from quizapp.domain.item_rules.bank_rules import BankTest
from tests.exchange.bank_files import BANK, spoil, write_bank, write_collection
from tests.exchange.scenario_files import write_scenario

BLUEPRINT = """\
format: blueprint/1
every_claim: true
topics:
- id: pharmacology
  kinds: {single_best: 1}
  levels: {recall: 2}
"""
READ = "{status: second_read, writer: w1, reader: r1, date: 2026-11-21, agreed: true}"
SET = """\
format: set/1
id: ID
title: A set
items: [ITEMS]
pass: {score: 0.8, no_critical_error: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_collection(tmp_path / "collection")
    spoil(folder / "banks" / "pharmacology.yaml", "{status: draft, writer: w1}", READ, 9)
    (folder / "sets").mkdir()
    return folder


def write_set(folder: Path, set_id: str, items: str) -> None:
    text = SET.replace("ID", set_id).replace("ITEMS", items)
    (folder / "sets" / f"{set_id}.yaml").write_text(text, encoding="utf-8")


def messages(report: CheckReport, rule: str) -> list[str]:
    return [one.message for one in report.findings if one.rule == rule]


def test_a_collection_without_a_blueprint_has_no_lines_to_meet(folder: Path) -> None:
    whole = check([folder], None).whole
    assert (whole.plan, whole.forms, whole.drafts) == ((), (), 0)
    assert (whole.claims.total, whole.claims.teachable, whole.claims.unused) == (2, 2, ("C2",))


def test_claims_of_another_collection_do_not_count(tmp_path: Path) -> None:
    write_bank(tmp_path)
    whole = check([tmp_path], None).whole
    assert (whole.claims.total, whole.claims.unused) == (0, ())


def test_of_a_list_of_claims_alone_nobody_can_tell_which_are_used(folder: Path) -> None:
    whole = check([folder / "claims.yaml"], None).whole
    assert (whole.claims.total, whole.claims.unused) == (2, None)


def test_drafts_are_counted(tmp_path: Path) -> None:
    assert check([write_collection(tmp_path / "new")], None).whole.drafts == 4


def test_what_a_blueprint_wants_and_is_not_there_is_an_error_at_its_topic(folder: Path) -> None:
    text = BLUEPRINT.replace("single_best: 1", "single_best: 1, numeric: 2")
    (folder / "blueprint.yaml").write_text(text, encoding="utf-8")
    report = check([folder], None)
    found = [(one.line, one.item, one.message) for one in report.findings if one.rule == "L29"]
    assert found == [
        (0, "C2", "No question cites the claim C2."),
        (
            4,
            "pharmacology",
            "pharmacology has 0 questions of the kind numeric, and 2 are planned.",
        ),
    ]
    assert not report.is_clean
    assert len(report.whole.plan) == 13


def test_scenarios_count_for_the_blueprint(folder: Path) -> None:
    write_scenario(folder)
    text = BLUEPRINT.replace("id: pharmacology", "id: overdose-response")
    text = text.replace("single_best: 1", "scenario: 1").replace("recall: 2", "analyse: 1")
    (folder / "blueprint.yaml").write_text(text.replace("every_claim: true\n", ""), "utf-8")
    report = check([folder], None)
    assert messages(report, "L29") == []
    rows = [row for row in report.whole.plan if row.want]
    assert [(row.kind, row.have) for row in rows] == [("scenario", 1), (None, 1)]


def test_shares_that_the_blueprint_limits_are_tests_of_their_own(folder: Path) -> None:
    limits = "most_recall: 0.2\nbeyond_recall: {pharmacology: 0.6}\n"
    (folder / "blueprint.yaml").write_text(f"format: blueprint/1\n{limits}", encoding="utf-8")
    report = check([folder], None)
    tests = [(one.statistic, one.passed) for one in shares(report)]
    assert tests == [(0.4, False), (0.6, True)]
    assert messages(report, "L29") == [
        (
            "Recall over all topics: 2 of 5 questions (0.40, limit 0.20); write questions of the"
            " other levels."
        )
    ]


def shares(report: CheckReport) -> list[BankTest]:
    return [one for one in report.whole.tests if one.rule == "L29"]


def test_a_blueprint_that_does_not_fit_is_named(folder: Path) -> None:
    (folder / "blueprint.yaml").write_text("format: blueprint/1\nrecall: 0.2\n", encoding="utf-8")
    report = check([folder], None)
    assert messages(report, "field") == [
        (
            "recall: this field is not known here; mend its name, or put quotes around text with a"
            " comma in one-line {…}."
        )
    ]
    assert report.whole.plan == ()


def test_a_pattern_over_many_questions_is_an_error_of_the_banks(folder: Path) -> None:
    start, end = BANK.index("- id: q-1"), BANK.index("- id: q-2")
    block = BANK[start:end].replace("text: NMDA", "text: The well known NMDA")
    more = "".join(
        block.replace("q-1", f"q-{number}").replace("main target of ketamine", f"site {number}")
        for number in range(100, 130)
    )
    spoil(folder / "banks" / "pharmacology.yaml", "retired:", f"{more}retired:")
    report = check([folder], None)
    (found,) = [one for one in report.findings if one.rule == "L07b"]
    assert (Path(found.file).name, found.line, found.item) == ("banks", 0, "")
    assert found.message.startswith("The longest option is the key: 31 of 34, by chance 11.3 (")
    assert found.message.endswith("; shorten keys or give wrong options more to say.")


def test_sets_are_checked_with_the_questions_that_they_name(folder: Path) -> None:
    write_set(folder, "mine", "q-1, q-9")
    report = check([folder], None)
    (found,) = [one for one in report.findings if one.rule == "set"]
    assert (Path(found.file).name, found.line, found.item) == ("mine.yaml", 4, "mine")
    assert found.message == "There is no question q-9; mend the id or take it out."


def test_two_forms_of_one_test_are_compared(folder: Path) -> None:
    write_set(folder, "mine-before", "q-1, q-4")
    write_set(folder, "mine-after", "q-2, q-3")
    report = check([folder], None)
    assert messages(report, "set") == []
    counts = (("pharmacology", 2, 2), ("analyse", 1, 0), ("apply", 0, 1), ("recall", 1, 1))
    assert report.whole.forms == (FormView("mine-before", "mine-after", counts, 2, 0),)
    write_set(folder, "mine-after", "q-2, q-1")
    assert messages(check([folder], None), "set") == [
        "The question q-1 stands in mine-before too; two forms share none."
    ]


def test_a_set_or_a_blueprint_alone_is_checked_for_its_form(folder: Path) -> None:
    write_set(folder, "mine", "q-9")
    (folder / "blueprint.yaml").write_text(BLUEPRINT, encoding="utf-8")
    paths = [folder / "sets" / "mine.yaml", folder / "blueprint.yaml"]
    report = check(paths, None)
    assert (report.findings, report.whole.plan) == ((), ())
    spoil(paths[0], "title:", "name:")
    assert [one.line for one in check(paths, None).findings] == [3]


def test_sets_have_their_place_in_the_lock(folder: Path) -> None:
    write_set(folder, "mine", "q-1")
    lock(folder, None, with_schemas=False)
    assert "set\tmine\t-\t-\tactive\n" in (folder / "ids.lock").read_text(encoding="utf-8")
    (folder / "sets" / "mine.yaml").unlink()
    (message,) = messages(check([folder], None), "lock")
    assert message.startswith("The set mine has vanished; put it back")


def test_a_set_that_cannot_be_read_has_not_vanished(folder: Path) -> None:
    write_set(folder, "mine", "q-1")
    lock(folder, None, with_schemas=False)
    spoil(folder / "sets" / "mine.yaml", "title:", "name:")
    assert {one.rule for one in check([folder], None).findings} == {"field"}


def test_an_id_of_a_set_is_taken(folder: Path) -> None:
    write_set(folder, "q-1", "q-2")
    (message,) = messages(check([folder], None), "id")
    assert message.startswith("The id q-1 is taken in")


def test_several_collections_are_reported_together(folder: Path, tmp_path: Path) -> None:
    other = write_collection(tmp_path / "other")
    report = check([folder, other], None).whole
    assert (report.claims.total, report.drafts) == (4, 4)
    assert len(report.tests) == 2 * len(check([folder], None).whole.tests)
