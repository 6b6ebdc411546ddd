"""The commands `check` and `lock`, run as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli import main
from tests.e2e.conftest import Done
from tests.exchange.bank_files import spoil, write_collection, write_documents
from tests.exchange.scenario_files import write_scenario

# What runs in a process of its own here is measured where it runs in the one of its test.
pytestmark = pytest.mark.usefixtures("unmeasured")

Run = Callable[..., Done]
NO_LOCK = "There is no ids.lock, which keeps ids stable; run `quizapp lock`."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "collection")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder, in the test's own process."""

    def run_one(*arguments: str, cwd: Path, sources: Path | None = None) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("QUIZAPP_SOURCES", str(sources or ""))
        status = main(list(arguments))
        return Done(status, *capsys.readouterr())

    return run_one


def run_alone(*arguments: str, cwd: Path) -> Done:
    """Run a command as a user does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "QUIZAPP_SOURCES": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_the_bundled_questions_pass(tmp_path: Path) -> None:
    done = run_alone("check", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "0 errors" in done.out.splitlines()[-1]


def test_findings_are_printed_one_a_line_with_a_summary(run: Run, folder: Path) -> None:
    spoil(folder / "banks" / "pharmacology.yaml", "references: [R1]", "references: [R9, R1]")
    done = run("check", "collection", cwd=folder.parent)
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[:2] == [
        "collection/banks/pharmacology.yaml:10: error L21 q-1: The reference R9 is not known.",
        f"collection/ids.lock:0: warning lock: {NO_LOCK}",
    ]
    assert lines[-1] == "1 bank, 5 questions: 1 error, 1 warning"


def test_what_is_said_about_all_questions_together_stands_before_the_summary(
    run: Run, folder: Path
) -> None:
    plan = "topics:\n- {id: pharmacology, kinds: {single_best: 2}, levels: {recall: 2}}\n"
    (folder / "blueprint.yaml").write_text(f"format: blueprint/1\n{plan}", encoding="utf-8")
    done = run("check", "collection", cwd=folder.parent)
    lines = done.out.splitlines()
    assert done.status == 1
    assert lines[0].endswith(
        "pharmacology has 1 questions of the kind single_best, and 2 are planned."
    )
    assert (
        "  ok   L07b    -0.35   1.65  the longest option is the key: 1 of 4, by chance 1.3" in lines
    )
    assert "Blueprint: 12 of 13 lines met; questions there/planned by topic" in lines
    assert "  pharmacology             5/2    recall 2/2, apply 2/0, analyse 1/0" in lines
    assert "Claims: 2, 2 of them teachable; without a question: C2" in lines
    assert "4 drafts, not asked until a second reader has agreed" in lines


def test_a_list_of_claims_alone_is_not_said_to_be_unused(run: Run, folder: Path) -> None:
    done = run("check", "claims.yaml", cwd=folder)
    assert (
        "Claims: 2, 2 of them teachable; whether questions use them is seen when the whole"
        " collection is checked"
    ) in done.out.splitlines()
    report = json.loads(run("check", "claims.yaml", "--json", cwd=folder).out)
    assert report["claims"] == {"total": 2, "teachable": 2, "unused": None}


def test_scenarios_count_as_questions(run: Run, folder: Path) -> None:
    write_scenario(folder)
    done = run("check", "collection", cwd=folder.parent)
    assert done.out.splitlines()[-1] == (
        "1 bank, 6 questions, 1 scenario among them: 0 errors, 1 warning"
    )
    report = json.loads(run("check", "collection", "--json", cwd=folder.parent).out)
    assert (report["scenarios"], report["items"], report["by_kind"]["scenario"]) == (1, 6, 1)
    assert report["by_topic"]["overdose-response"] == 1


def test_the_report_can_be_had_as_json(run: Run, folder: Path) -> None:
    done = run("check", "collection", "--json", cwd=folder.parent)
    report = json.loads(done.out)
    assert done.status == 0
    assert list(report) == [
        "banks",
        "scenarios",
        "items",
        "by_kind",
        "by_topic",
        "by_level",
        "blueprint",
        "claims",
        "bank_tests",
        "findings",
    ]
    assert report["claims"] == {"total": 2, "teachable": 2, "unused": ["C2"]}
    assert list(report["bank_tests"][0]) == ["rule", "n", "statistic", "limit", "passed"]
    assert (report["banks"], report["items"], report["by_topic"]) == (1, 5, {"pharmacology": 5})
    (finding,) = report["findings"]
    assert list(finding) == ["file", "line", "item", "rule", "level", "message"]
    assert (finding["file"], finding["line"], finding["level"]) == (
        "collection/ids.lock",
        0,
        "warning",
    )


def test_the_lines_of_the_bundled_blueprint_are_met(run: Run, tmp_path: Path) -> None:
    done = run("check", "--json", cwd=tmp_path)
    report = json.loads(done.out)
    rows = report["blueprint"]
    assert rows
    assert [row for row in rows if row["have"] < row["want"]] == []
    assert all((row["kind"] is None) != (row["level"] is None) for row in rows)
    assert [test["rule"] for test in report["bank_tests"] if not test["passed"]] == []
    assert report["claims"]["unused"] == []


def test_the_documents_are_found_through_the_environment(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    documents = write_documents(tmp_path / "documents")
    found = run("check", "collection", cwd=tmp_path, sources=documents)
    assert found.status == 0
    (documents / "a copy.txt").write_text("Something else.", encoding="utf-8")
    missing = run("check", "collection", cwd=tmp_path, sources=documents)
    assert missing.status == 1
    assert "sources.yaml:3: error L17 D1: The document D1" in missing.out


def test_a_path_that_is_no_bank_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "picture.yaml").write_bytes(bytes(range(256)))
    done = run_alone("check", "nowhere.yaml", "picture.yaml", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines()[:2] == [
        "nowhere.yaml:0: error file: There is no such file or folder.",
        "picture.yaml:1: error yaml: This is not a text file; save the bank as UTF-8 text.",
    ]


def test_a_collection_is_locked_after_a_clean_check_only(run: Run, folder: Path) -> None:
    done = run("lock", "collection", "--schema", cwd=folder.parent)
    assert done.status == 0
    assert "Wrote collection/ids.lock." in done.out
    assert (folder / "schema" / "bank.json").exists()
    spoil(folder / "banks" / "pharmacology.yaml", "answer: false", "answer: true")
    before = (folder / "ids.lock").read_bytes()
    done = run("lock", "collection", cwd=folder.parent)
    assert done.status == 1
    assert "raise rev.scoring to 2" in done.out
    assert done.out.endswith("Nothing was written: mend the errors first.\n")
    assert (folder / "ids.lock").read_bytes() == before


def test_importing_the_commands_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys, quizapp.cli.check_commands\n"
        "print(sorted({'yaml', 'msgspec', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
