"""Checking and locking banks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.application.checking import CheckReport
    from quizapp.domain.banks import Finding

_sources = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    envvar="QUIZAPP_SOURCES",
    help="Folder of the source documents, in which passages are looked up"
    " (environment: QUIZAPP_SOURCES).",
)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@_sources
@click.pass_context
def check(
    context: click.Context, paths: tuple[Path, ...], sources: Path | None, *, as_json: bool
) -> None:
    """Check banks and registers of questions.

    PATH is a collection of banks, a folder of banks, a bank or a register; without PATH the
    questions that ship with Quizapp are checked. The exit code is 1 when an error is found.
    """
    from quizapp.application import checking

    report = checking.check(paths, sources)
    if as_json:
        click.echo(_as_json(report))
    else:
        _print(report)
    context.exit(0 if report.is_clean else 1)


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--schema", "with_schemas", is_flag=True, help="Write the JSON Schemas too.")
@_sources
@click.pass_context
def lock(
    context: click.Context, folder: Path | None, sources: Path | None, *, with_schemas: bool
) -> None:
    """Write ids.lock of a collection anew, after a check without errors.

    DIR is the folder of the collection; without it, the questions that ship with Quizapp.
    """
    from quizapp.application import locking

    done = locking.lock(folder, sources, with_schemas=with_schemas)
    _print(done.check)
    for path in done.written:
        click.echo(f"Wrote {path}.")
    if not done.written:
        click.echo("Nothing was written: mend the errors first.")
    context.exit(0 if done.written else 1)


def _print(report: CheckReport) -> None:
    from quizapp.domain.banks import Severity

    for finding in report.findings:
        click.echo(_line(finding))
    for line in _table(report):
        click.echo(line)
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counts = [_counted(report.banks, "bank"), _counted(report.items, "question")]
    if report.scenarios:
        counts.append(f"{_counted(report.scenarios, 'scenario')} among them")
    click.echo(f"{', '.join(counts)}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}")


def _line(finding: Finding) -> str:
    item = f" {finding.item}" if finding.item else ""
    place = f"{finding.file}:{finding.line}"
    return f"{place}: {finding.level} {finding.rule}{item}: {finding.message}"


def _table(report: CheckReport) -> Iterator[str]:
    """Give what is said about all questions together, before the findings."""
    whole = report.whole
    if whole.tests:
        yield "Rules over all questions (rule, statistic, limit)"
    for test in whole.tests:
        mark = "ok  " if test.passed else "FAIL"
        yield (
            f"  {mark} {test.rule:<5}{_number(test.statistic):>8}{_number(test.limit):>7}"
            f"  {test.says}"
        )
    if whole.plan:
        met = sum(row.have >= row.want for row in whole.plan)
        yield f"Blueprint: {met} of {len(whole.plan)} lines met; questions there/planned by topic"
    for topic in dict.fromkeys(row.topic for row in whole.plan):
        levels = [row for row in whole.plan if row.topic == topic and row.level is not None]
        want, have = sum(row.want for row in levels), sum(row.have for row in levels)
        parts = ", ".join(f"{row.level} {row.have}/{row.want}" for row in levels)
        yield f"  {topic:<22}{have:>4}/{want:<4} {parts}"
    if whole.claims.total:
        unused = whole.claims.unused
        used = "whether questions use them is seen when the whole collection is checked"
        if unused is not None:
            used = f"without a question: {', '.join(unused) or 'none'}"
        yield f"Claims: {whole.claims.total}, {whole.claims.teachable} of them teachable; {used}"
    for form in whole.forms:
        counts = ", ".join(f"{name} {one}/{other}" for name, one, other in form.counts)
        yield (
            f"{form.before} and {form.after}: {counts}; {form.alike} of"
            f" {_counted(form.questions, 'question')} have a partner of like area, kind and level"
        )
    if whole.drafts:
        yield f"{_counted(whole.drafts, 'draft')}, not asked until a second reader has agreed"


def _number(value: float) -> str:
    return f"{value:.2f}" if value % 1 else f"{value:.0f}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _as_json(report: CheckReport) -> str:
    import json

    return json.dumps(
        {
            "banks": report.banks,
            "scenarios": report.scenarios,
            "items": report.items,
            "by_kind": report.by_kind,
            "by_topic": report.by_topic,
            "by_level": report.by_level,
            "blueprint": [
                {
                    "topic": row.topic,
                    "kind": row.kind,
                    "level": row.level,
                    "want": row.want,
                    "have": row.have,
                }
                for row in report.whole.plan
            ],
            "claims": {
                "total": report.whole.claims.total,
                "teachable": report.whole.claims.teachable,
                "unused": report.whole.claims.unused,
            },
            "bank_tests": [
                {
                    "rule": test.rule,
                    "n": test.n,
                    "statistic": round(test.statistic, 4),
                    "limit": round(test.limit, 4),
                    "passed": test.passed,
                }
                for test in report.whole.tests
            ],
            "findings": [
                {
                    "file": finding.file,
                    "line": finding.line,
                    "item": finding.item,
                    "rule": finding.rule,
                    "level": finding.level.value,
                    "message": finding.message,
                }
                for finding in report.findings
            ],
        },
        indent=2,
        ensure_ascii=False,
    )
