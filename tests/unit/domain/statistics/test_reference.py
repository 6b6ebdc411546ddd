"""The statistics against those of other programs for the same marks."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache

import pytest

from quizapp.domain.statistics.analysis import Analysis, analyse
from quizapp.domain.statistics.groups import cuts
from quizapp.domain.statistics.items import ItemFigures
from quizapp.domain.statistics.marks import TableMaker
from tests.unit.domain.statistics import reference

pytestmark = reference.needs_reference

WITHIN = 1e-5
WITHIN_FOR_TEST = 1.5e-5


@cache
def set_of_25() -> Analysis:
    return analyse(reference.table_of_25())


def of_item(figures: ItemFigures) -> dict[str, float | None]:
    """Return the figures under the names of the reference data."""
    spread = figures.spread
    return {
        "s": figures.n,
        "facility": figures.facility.value,
        "sd": figures.sd,
        "effectiveweight": figures.effective_weight,
        "covariance": spread.together,
        "markvariance": spread.marks,
        "othermarkvariance": spread.rest,
        "covariancemax": spread.greatest,
        "discriminationindex": figures.discrimination_index.value,
        "discriminativeefficiency": figures.discriminative_efficiency.value,
    }


def named(row: dict[str, str]) -> tuple[str, str | None]:
    return row["slot"], row["subqname"] or row["variant"] or None


def known_of_25() -> Iterator[tuple[str, float, float | None]]:
    """Give each known figure of an item: what it is, what it should be, and what it is here."""
    ours = {(one.slot, one.item): of_item(one) for one in set_of_25().items}
    for row in reference.rows("qstats00.csv"):
        for name, value in row.items():
            if name in ours[named(row)] and value not in {"", "**NULL**"}:
                yield f"{named(row)} {name}", float(value), ours[named(row)][name]


def test_items_drawn_items_and_variants_of_25_attempts() -> None:
    known = list(known_of_25())
    assert len(known) == 85
    for what, theirs, ours in known:
        assert ours == pytest.approx(theirs, rel=WITHIN), what


def test_the_whole_test_of_25_attempts() -> None:
    test = set_of_25().test
    ours = {
        "median": test.median,
        "avg": test.mean,
        "standarddeviation": test.sd,
        "skewness": test.skewness,
        "kurtosis": test.kurtosis,
        "cic": test.cic.value,
        "errorratio": test.error_ratio.value,
        "standarderror": test.standard_error.value,
    }
    theirs = reference.expected("exp")
    assert set(theirs) == set(ours)
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value, rel=WITHIN_FOR_TEST), name


def test_20_items_of_22_attempts_of_which_some_are_worth_nothing() -> None:
    items = [of_item(one) for one in analyse(reference.table_of_22()).items]
    compared = 0
    for name, (theirs, factor) in reference.expected("E").items():
        for number, (value, ours) in enumerate(zip(theirs, items, strict=True), 1):
            compared += 1
            found = ours[name]
            if value is None:
                # There nothing and undefined are the same.
                assert not found, f"{name} of {number}"
            else:
                assert found is not None, f"{name} of {number}"
                assert found * factor == pytest.approx(value, abs=WITHIN), f"{name} of {number}"
    assert compared == 100


def test_responses_are_counted_as_there() -> None:
    options = {
        (one.slot, one.item, option.option): option.count
        for one in set_of_25().items
        for option in one.options
    }
    compared = 0
    for row in reference.rows("responsecounts00.csv"):
        if int(row["slot"]) != reference.MATCHING_SLOT:
            compared += 1
            met = row["randq"] or row["variant"]
            assert options[row["slot"], met, row["actualresponse"]] == int(row["totalcount"])
    assert compared == 13


def test_the_parts_of_a_matching_item_are_counted_as_there() -> None:
    maker = TableMaker(with_options=True)
    for step in reference.rows("steps00.csv"):
        for part in reference.PARTS:
            chosen = step[f"responses.3.{part}"]
            maker.add((step["quizattempt"], 1), part, (0, 1), option=chosen)
    found = {
        (part.item, option.option): option.count
        for part in analyse(maker.made()).items
        for option in part.options
    }
    assert found == {
        (row["modelresponse"].split(":")[0], row["actualresponse"]): int(row["totalcount"])
        for row in reference.rows("responsecounts00.csv")
        if int(row["slot"]) == reference.MATCHING_SLOT
    }


def test_responses_are_counted_try_by_try_as_there() -> None:
    maker = TableMaker(with_options=True)
    tries: dict[str, int] = {}
    learner = ""
    for step in reference.rows("steps02.csv"):
        learner = step["quizattempt"] or learner
        if step["responses.1.-submit"] == "1":
            tries[learner] = tries.get(learner, 0) + 1
            for part in reference.PARTS:
                chosen = step[f"responses.1.{part}"]
                maker.add((learner, tries[learner]), part, (0, 1), option=chosen)
    for part in analyse(maker.made()).items:
        found = {option.option: option for option in part.options}
        rows = [
            row
            for row in reference.rows("responsecounts02.csv")
            if row["modelresponse"].startswith(f"{part.item}:")
        ]
        assert len(rows) == len(found)
        for row in rows:
            option = found[row["actualresponse"]]
            assert option.count == int(row["totalcount"])
            by_try = tuple(int(row[f"count{number}"]) for number in range(1, 6))
            # There the fifth column holds all later tries too.
            assert (*option.by_try[:4], sum(option.by_try[4:])) == by_try


def other() -> dict[str, dict[str, object]]:
    return json.loads((reference.FOLDER / "canvas_reference.json").read_text(encoding="utf-8"))


def test_alpha_and_the_spread_of_the_population() -> None:
    known = other()
    maker = TableMaker()
    for number, row in enumerate(known["alpha"]["matrix_rows_are_students"]):
        for item, mark in enumerate(row):
            maker.add((str(number), 1), str(item), (mark, 1))
    test = analyse(maker.made()).test
    within = known["alpha"]["tolerance"]
    assert test.cic.value / 100 == pytest.approx(known["alpha"]["expected"], abs=within)
    population = test.sd**2 * (test.n - 1) / test.n
    assert population == pytest.approx(known["population_variance"]["expected"])
    assert math.sqrt(population) == pytest.approx(known["population_sd"]["expected"], abs=1e-6)


def test_point_biserials_facility_and_the_spread_of_an_item() -> None:
    known = other()["point_biserial"]
    maker = TableMaker(with_options=True)
    for number, (total, chose) in enumerate(
        zip(known["totals"], known["chose_right"], strict=True)
    ):
        option = "right" if chose else "wrong"
        maker.add((str(number), 1), "q", (chose, 1), option=option)
        maker.add((str(number), 1), "rest", (total - chose, 3))
    item, _ = analyse(maker.made()).items
    found = {option.option: option.point_biserial for option in item.options}
    assert found["right"] == pytest.approx(known["expected_right"])
    assert found["wrong"] == pytest.approx(known["expected_wrong"])
    assert item.facility.value == pytest.approx(2 / 3)
    assert math.sqrt(item.spread.marks * 2 / 3) == pytest.approx(math.sqrt(2) / 3)


def test_equal_totals_move_up_as_there() -> None:
    known = other()["buckets_ties"]
    right = [sum(map(str.__eq__, student, known["key"])) for student in known["students"]]
    names, shares = zip(*known["cut"], strict=True)
    groups = cuts(sorted(right), shares[:-1])
    sizes = {name: end - begin for name, (begin, end) in zip(names, groups, strict=True)}
    assert sizes == known["expected_sizes"]
