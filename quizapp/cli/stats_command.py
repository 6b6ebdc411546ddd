"""Statistics of a plain table of marks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.item_statistics import StatisticsReport
    from quizapp.domain.statistics.analysis import WholeFigures
    from quizapp.domain.statistics.figures import Figure, Interval
    from quizapp.domain.statistics.items import ItemFigures

_ATTEMPTS = ("first", "last", "highest", "all")
_NONE = "–"
_WIDEST = 30


@click.command()
@click.argument("marks", metavar="MARKS.csv", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option(
    "--attempts",
    type=click.Choice(_ATTEMPTS),
    default="first",
    show_default=True,
    help="Which attempts of each learner count.",
)
def stats(marks: Path, attempts: str, *, as_json: bool) -> None:
    """Work out item and test statistics of a table of marks.

    MARKS.csv has a row a mark, with the columns learner, attempt, item, mark and max_mark, and if
    need be option (the response), slot, and drawn (yes for an item drawn at random into its slot,
    no for a variant of the slot's question).
    """
    from quizapp.application.item_statistics import report_on_file
    from quizapp.domain.statistics.marks import WhichAttempts

    report = report_on_file(marks, WhichAttempts(attempts))
    if report.reading:
        click.echo(report.reading, err=True)
    for line in [_as_json(report)] if as_json else _lines(report):
        click.echo(line)


def _lines(report: StatisticsReport) -> Iterator[str]:
    items = [one for one, _ in report.told]
    yield from _about_test(report)
    yield ""
    yield from _table(
        ("", "n", "facility %", "SD", "discrimination", "efficiency", "weight", ""),
        [_item_row(one, verdict) for one, verdict in report.told],
        "<>>>>>><",
    )
    yield ""
    yield "Facility in % by fifths of the total, the lowest first (answers)"
    yield from _table(None, [_curve_row(one) for one in items], "<>>>>>")
    if any(one.blanks is not None for one in items):
        yield ""
        yield from _table(
            ("", "option", "n", "point-biserial", "credit %", "top/middle/bottom", "by try"),
            [row for one in items for row in _option_rows(one)],
            "<<>>>>>",
        )
    yield ""
    yield "In brackets: where the true value lies in 95 of 100 cases. Weight: effective/intended."
    yield from report.sentences


def _about_test(report: StatisticsReport) -> Iterator[str]:
    test = report.analysis.test
    counted = "" if report.which == "all" else f", the {report.which} of each learner"
    of_all = "" if test.n == report.attempts else f" of {report.attempts}"
    number = f"{test.n}{of_all}"
    yield f"{number} {'attempt' if number == '1' else 'attempts'}{counted}"
    yield from _table(None, _test_rows(test), "<>>")
    if test.incomplete:
        yield (
            f"{_counted(test.incomplete, 'attempt lacks', 'attempts lack')} a mark for something"
            " that others were asked, so that internal consistency is not defined."
        )
    for gain in report.gains:
        yield (
            f"Try {gain.to_try} against the one before: {_number(gain.mean, sign='+')} marks on"
            f" average ({_counted(gain.n, 'learner', 'learners')})"
        )


def _test_rows(test: WholeFigures) -> list[tuple[str, ...]]:
    return [
        ("mean", f"{_number(test.mean)} of {_number(test.max_mark)}", ""),
        ("median", _number(test.median), ""),
        ("standard deviation", _number(test.sd), ""),
        ("skewness", _number(test.skewness), ""),
        ("kurtosis", _number(test.kurtosis), ""),
        ("internal consistency", *_parts(test.cic, 1)),
        ("error ratio", *_parts(test.error_ratio, 1)),
        ("standard error", *_parts(test.standard_error, 2)),
    ]


def _parts(figure: Figure, digits: int) -> tuple[str, str]:
    """Return value and interval apart."""
    interval = figure.interval
    if interval is None:
        return _number(figure.value, digits), ""
    return (
        _number(figure.value, digits),
        f"({_number(interval.low, digits)} to {_number(interval.high, digits)})",
    )


def _item_row(figures: ItemFigures, verdict: str) -> tuple[str, ...]:
    weights = (figures.effective_weight, figures.intended_weight)
    return (
        _name(figures),
        str(figures.n),
        _in_words(figures.facility, 100),
        _number(figures.sd),
        _in_words(figures.discrimination_index),
        _in_words(figures.discriminative_efficiency),
        "/".join(_number(weight, 0) for weight in weights),
        verdict,
    )


def _curve_row(figures: ItemFigures) -> tuple[str, ...]:
    return (
        _name(figures),
        *(
            f"{_number(None if point.facility is None else 100 * point.facility, 0)} ({point.n})"
            for point in figures.curve
        ),
    )


def _option_rows(figures: ItemFigures) -> Iterator[tuple[str, ...]]:
    for one in figures.options:
        yield (
            _name(figures),
            _short(one.option),
            str(one.count),
            _number(one.point_biserial),
            _number(None if one.credit is None else 100 * one.credit, 0),
            "/".join(map(str, one.groups)),
            "/".join(map(str, one.by_try)),
        )
    if figures.blanks:
        yield _name(figures), "(blank)", str(figures.blanks), "", "", "", ""


def _in_words(figure: Figure, factor: float = 1) -> str:
    """Return a figure in whole numbers with its interval, such as "−7 (−45 to 33)"."""
    from quizapp.application.item_statistics import whole

    if figure.value is None:
        return _NONE
    text = whole(figure.value * factor)
    if figure.interval is None:
        return text
    return (
        f"{text} ({whole(figure.interval.low * factor)} to {whole(figure.interval.high * factor)})"
    )


def _name(figures: ItemFigures) -> str:
    """Return the name, set in where it stands below its slot."""
    if figures.item is None:
        return f"slot {_short(figures.slot or '')}"
    return _short(figures.item) if figures.slot is None else f"  {_short(figures.item)}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def _number(value: float | None, digits: int = 2, sign: str = "") -> str:
    return _NONE if value is None else f"{value:{sign}.{digits}f}".replace("-", "−")


def _table(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], alignment: str
) -> Iterator[str]:
    """Give the lines of a table whose columns are as wide as need be."""
    shown = [header, *rows] if header else rows
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = zip(row, alignment, widths, strict=True)
        yield "  ".join(f"{cell:{side}{width}}" for cell, side, width in cells).rstrip()


def _as_json(report: StatisticsReport) -> str:
    import json

    test = report.analysis.test
    return json.dumps(
        {
            "test": {
                "n": test.n,
                "mean": test.mean,
                "median": test.median,
                "sd": test.sd,
                "skewness": test.skewness,
                "kurtosis": test.kurtosis,
                "cic": test.cic.value,
                "error_ratio": test.error_ratio.value,
                "standard_error": test.standard_error.value,
            },
            "items": [
                _item_as_json(one, verdict)
                for one, verdict in zip(report.analysis.items, report.verdicts, strict=True)
            ],
        },
        indent=2,
        ensure_ascii=False,
        allow_nan=False,
    )


def _item_as_json(figures: ItemFigures, verdict: str) -> dict[str, Any]:
    index, efficiency = figures.discrimination_index, figures.discriminative_efficiency
    return {
        "item": figures.item,
        "slot": figures.slot,
        "n": figures.n,
        "facility": figures.facility.value,
        "sd": figures.sd,
        "discrimination_index": index.value,
        "discriminative_efficiency": efficiency.value,
        "effective_weight": figures.effective_weight,
        "intended_weight": figures.intended_weight,
        # What guessing gets depends on the kind of item, which a table of marks does not tell.
        "guess_score": None,
        "options": [
            {"option": one.option, "count": one.count, "point_biserial": one.point_biserial}
            for one in figures.options
        ],
        "blanks": figures.blanks,
        "facility_interval": _ends(figures.facility.interval),
        "discrimination_index_interval": _ends(index.interval),
        "discriminative_efficiency_interval": _ends(efficiency.interval),
        "curve": [{"n": point.n, "facility": point.facility} for point in figures.curve],
        "verdict": verdict,
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
