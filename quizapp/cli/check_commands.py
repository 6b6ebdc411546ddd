"""Checking and locking banks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counts = [_counted(report.banks, "bank"), _counted(report.items, "question")]
    if report.scenarios:
        counts.append(f"{_counted(report.scenarios, 'scenario')} among them")
    click.echo(f"{', '.join(counts)}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}")


def _line(finding: Finding) -> str:
    item = f" {finding.item}" if finding.item else ""
    place = f"{finding.file}:{finding.line}"
    return f"{place}: {finding.level} {finding.rule}{item}: {finding.message}"


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
