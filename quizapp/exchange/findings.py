"""Collects what the readers of one file find."""

from __future__ import annotations

from quizapp.domain.banks import Finding, Severity

FILE_RULE = "file"
YAML_RULE = "yaml"
FIELD_RULE = "field"
ID_RULE = "id"
CASE_RULE = "case"


class Findings:
    """The findings of one file.

    Args:
        name: the file as the user knows it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[Finding] = []

    def error(self, line: int, rule: str, message: str, item: str = "") -> None:
        """Add an error."""
        self._found.append(Finding(self.name, line, item, rule, Severity.ERROR, message))

    def warning(self, line: int, rule: str, message: str, item: str = "") -> None:
        """Add a warning."""
        self._found.append(Finding(self.name, line, item, rule, Severity.WARNING, message))

    def in_order(self) -> tuple[Finding, ...]:
        """Return the findings by line."""
        return tuple(sorted(self._found, key=by_place))


def by_place(finding: Finding) -> tuple[str, int, str, str]:
    """Order findings by file, line, rule and message."""
    return finding.file, finding.line, finding.rule, finding.message
