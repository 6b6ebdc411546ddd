"""Statistics of a table of marks in the terminal."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest

from quizapp.cli import main
from tests.unit.domain.statistics import golden, reference

HEADER = ["learner", "attempt", "item", "mark", "max_mark"]
OF_TEST = [
    "n",
    "mean",
    "median",
    "sd",
    "skewness",
    "kurtosis",
    "cic",
    "error_ratio",
    "standard_error",
]
OF_ITEM = [
    "item",
    "slot",
    "n",
    "facility",
    "sd",
    "discrimination_index",
    "discriminative_efficiency",
    "effective_weight",
    "intended_weight",
    "guess_score",
    "options",
]


@pytest.fixture
def stats(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Writes a table and runs the command on it; gives the exit status and what was printed."""

    def run(header: list[str], rows: list[list[str]], *words: str) -> tuple[int, str, str]:
        path = tmp_path / "marks.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        status = main(["stats", str(path), *words])
        return (status, *capsys.readouterr())

    return run


def golden_rows() -> list[list[str]]:
    return [
        [learner, "1", item, str(float(mark)), str(most)]
        for item, (most, marks) in golden.MARKS.items()
        for learner, mark in zip(golden.LEARNERS, marks, strict=True)
    ]


THRICE = [
    [learner, str(number), item, str(mark), "1", option]
    for learner, number, marks in (
        ("ann", 1, (0, 1)),
        ("ann", 2, (1, 1)),
        ("bob", 1, (1, 0)),
        ("cem", 1, (0, 0)),
    )
    for item, mark, option in zip(("q1", "q2"), marks, ("A", ""), strict=True)
]


def test_the_json_holds_the_figures_in_full_precision(stats) -> None:
    status, out, err = stats(HEADER, golden_rows(), "--json")
    assert (status, err) == (0, "")
    report = json.loads(out)
    assert list(report) == ["test", "items"]
    assert list(report["test"]) == OF_TEST
    assert [list(item)[: len(OF_ITEM)] for item in report["items"]] == [OF_ITEM] * 4
    assert report["test"]["cic"] == pytest.approx(float(100 * golden.alpha()), rel=1e-12)
    q1 = report["items"][0]
    marks, rest = golden.MARKS["q1"][1], golden.rest("q1")
    both = golden.covariance(marks, marks) * golden.covariance(rest, rest)
    index = float(100 * golden.covariance(marks, rest)) / math.sqrt(both)
    assert q1["discrimination_index"] == pytest.approx(index, rel=1e-12)
    low, high = q1["discrimination_index_interval"]
    assert low < index < high
    assert (q1["item"], q1["slot"], q1["guess_score"], q1["options"]) == ("q1", None, None, [])


def test_what_is_not_defined_is_null(stats) -> None:
    _, out, _ = stats(HEADER, [["ann", "1", "q1", "0", "0"]], "--json")
    report = json.loads(out)
    assert report["test"] == {**dict.fromkeys(OF_TEST), "n": 1, "mean": 0, "median": 0}
    (item,) = report["items"]
    known = {name: value for name, value in item.items() if value is not None}
    assert known.pop("curve")[-1] == {"n": 0, "facility": None}
    assert known == {"item": "q1", "n": 1, "options": [], "verdict": "too few answers to say"}


def test_options_are_counted_and_correlated(stats) -> None:
    _, out, _ = stats([*HEADER, "option"], THRICE, "--json", "--attempts", "all")
    q1, q2 = json.loads(out)["items"]
    assert q1["options"] == [{"option": "A", "count": 4, "point_biserial": None}]
    assert (q1["blanks"], q2["blanks"], q2["options"]) == (0, 4, [])


@pytest.mark.parametrize(
    ("which", "n", "mean"), [("first", 3, 2 / 3), ("last", 3, 1), ("highest", 3, 1), ("all", 4, 1)]
)
def test_which_attempts_count_can_be_chosen(stats, which: str, n: int, mean: float) -> None:
    _, out, _ = stats([*HEADER, "option"], THRICE, "--json", "--attempts", which)
    test = json.loads(out)["test"]
    assert (test["n"], test["mean"]) == (n, mean)


def test_the_table_shows_intervals_and_ends_with_plain_sentences(stats) -> None:
    status, out, err = stats(HEADER, golden_rows())
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0] == "7 attempts, the first of each learner"
    assert lines[1].split() == ["mean", "2.76", "of", "5.00"]
    assert lines[11].split()[:6] == ["q1", "7", "57", "(25", "to", "84)"]
    assert lines[14].split()[-4:] == ["marks", "do", "not", "vary"]
    assert lines[16] == "Facility in % by fifths of the total, the lowest first (answers)"
    assert lines[-2:] == [
        "Nothing surely needs a look.",
        "For 3 of 4 there are too few answers to say.",
    ]


def test_the_table_tells_of_repeated_tries_and_of_options(stats) -> None:
    _, out, _ = stats([*HEADER, "option"], THRICE)
    assert "3 of 4 attempts, the first of each learner" in out
    assert "Try 2 against the one before: +1.00 marks on average (1 learner)" in out
    _, out, _ = stats([*HEADER, "option"], THRICE, "--attempts", "all")
    lines = [line.split() for line in out.splitlines()]
    assert ["4", "attempts"] in lines
    assert ["q1", "A", "4", "–", "50", "1/2/1", "3/1"] in lines
    assert ["q2", "(blank)", "4"] in lines


def test_attempts_that_lack_an_item_are_told(stats) -> None:
    _, out, _ = stats([*HEADER, "option"], THRICE[1:], "--attempts", "all")
    assert "1 attempt lacks a mark for something that others were asked" in out


def test_slots_are_rows_and_below_them_what_was_met_in_them(stats) -> None:
    rows = [
        [learner, "1", item, mark, "1", slot, drawn]
        for learner, met, marks in (("a", "frog", "10"), ("b", "toad", "01"), ("c", "frog", "11"))
        for item, mark, slot, drawn in zip(
            (met, "a very long name that goes on"), marks, "12", ("yes", "no"), strict=True
        )
    ]
    _, out, _ = stats([*HEADER, "slot", "drawn"], rows, "--json")
    shown = [(row["slot"], row["item"], row["n"]) for row in json.loads(out)["items"]]
    assert shown[:3] == [("1", None, 3), ("1", "frog", 2), ("1", "toad", 1)]
    _, out, _ = stats([*HEADER, "slot", "drawn"], rows)
    names = [line[:8].rstrip() for line in out.splitlines()]
    assert [name for name in names if name in {"slot 1", "  frog", "  toad", "slot 2"}] == [
        *("slot 1", "  frog", "  toad", "slot 2"),
        *("slot 1", "  frog", "  toad", "slot 2"),
    ]
    assert "very long" not in out


def test_a_bad_table_is_one_sentence_and_no_traceback(stats) -> None:
    status, out, err = stats(HEADER, [["ann", "1", "q1", "2", "1"]])
    assert (status, out) == (1, "")
    assert err == (
        "quizapp: marks.csv, line 2: the mark 2 is above max_mark 1. Mend the mark or max_mark.\n"
    )


NAMES_OF_ITEM = {
    "n": "s",
    "facility": "facility",
    "sd": "sd",
    "effective_weight": "effectiveweight",
    "discrimination_index": "discriminationindex",
    "discriminative_efficiency": "discriminativeefficiency",
}
NAMES_OF_TEST = {
    "mean": "avg",
    "median": "median",
    "sd": "standarddeviation",
    "skewness": "skewness",
    "kurtosis": "kurtosis",
    "cic": "cic",
    "error_ratio": "errorratio",
    "standard_error": "standarderror",
}


@pytest.fixture
def set_of_25(stats) -> dict:
    _, out, _ = stats([*HEADER, "option", "slot", "drawn"], reference.lines_of_25(), "--json")
    return json.loads(out)


@reference.needs_reference
def test_the_command_gives_the_figures_of_other_programs(set_of_25: dict) -> None:
    expected = reference.expected("exp")
    for ours, theirs in NAMES_OF_TEST.items():
        assert set_of_25["test"][ours] == pytest.approx(expected[theirs], rel=1.5e-5)
    found = {(row["slot"], row["item"]): row for row in set_of_25["items"]}
    for row in reference.rows("qstats00.csv"):
        item = found[row["slot"], row["subqname"] or row["variant"] or None]
        for ours, theirs in NAMES_OF_ITEM.items():
            if row[theirs] == "**NULL**":
                assert item[ours] is None
            elif row[theirs]:
                assert item[ours] == pytest.approx(float(row[theirs]), rel=1e-5)


@reference.needs_reference
def test_the_command_counts_responses_as_other_programs_do(set_of_25: dict) -> None:
    found = {
        (row["slot"], row["item"], option["option"]): option["count"]
        for row in set_of_25["items"]
        for option in row["options"]
    }
    for row in reference.rows("responsecounts00.csv"):
        if int(row["slot"]) != reference.MATCHING_SLOT:
            met = row["randq"] or row["variant"]
            assert found[row["slot"], met, row["actualresponse"]] == int(row["totalcount"])


@reference.needs_reference
def test_the_command_agrees_where_items_are_worth_nothing(stats) -> None:
    _, out, _ = stats(HEADER, reference.lines_of_22(), "--json")
    found = json.loads(out)["items"]
    ours = {theirs: name for name, theirs in NAMES_OF_ITEM.items()}
    for name, (theirs, factor) in reference.expected("E").items():
        assert len(found) == len(theirs) == 20
        for row, value in zip(found, theirs, strict=True):
            figure = row[ours[name]]
            # There nothing and undefined are the same.
            assert (figure or 0) * factor == pytest.approx(value or 0, abs=1e-5)
