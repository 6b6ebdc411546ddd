"""Reads a file of the native format: its heading first, then its entries one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from quizapp.exchange import decoding, findings, yaml_subset
from quizapp.exchange.wire import ID_PATTERN
from quizapp.exchange.yaml_subset import YamlList, YamlMap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizapp.exchange.findings import Findings

Shape = TypeVar("Shape")

_ID = re.compile(ID_PATTERN)
_FORMAT = re.compile(rb"^(?:\xef\xbb\xbf)?format:[ ]*[\"']?([a-z]+)/", re.MULTILINE)
_PEEKED_BYTES = 4096


def read_fields(path: Path, found: Findings) -> tuple[str, YamlMap | None]:
    """Return a file's hash and fields; no fields when it cannot be read, which is then reported."""
    sha256 = ""
    try:
        raw = yaml_subset.read_bytes(path)
        sha256 = yaml_subset.hash_of(raw)
        return sha256, yaml_subset.parse(raw)
    except yaml_subset.YamlProblem as problem:
        rule = findings.YAML_RULE if problem.line else findings.FILE_RULE
        found.error(problem.line, rule, str(problem))
        return sha256, None


def read_heading(
    data: YamlMap, shape: type[Shape], wanted: str, inner: tuple[str, ...], found: Findings
) -> Shape | None:
    """Return the fields of a file without its entries, or None when they do not fit.

    Args:
        data: all fields of the file.
        shape: the struct of the file.
        wanted: the value that `format` must have.
        inner: the fields that hold entries, which are read one by one afterwards.
        found: takes what does not fit.
    """
    line = data.lines.get("format", data.line)
    if data.get("format") != wanted:
        given = f"'{decoding.shown(data['format'])}'" if "format" in data else "missing"
        found.error(
            line,
            findings.FIELD_RULE,
            f"format: this file must say '{wanted}', which is the format this version of Quizapp"
            f" reads here; it is {given}.",
        )
        return None
    if next(iter(data)) != "format":
        found.error(line, findings.FIELD_RULE, "format: this must be the first field of the file.")
    outer = {
        name: _EMPTY.get(type(value), value) if name in inner else value
        for name, value in data.items()
    }
    try:
        return decoding.convert(outer, shape, data.line, marks=data)
    except decoding.FieldProblem as problem:
        found.error(problem.line, findings.FIELD_RULE, str(problem))
        return None


_EMPTY: dict[type, Any] = {YamlMap: {}, YamlList: []}


def each_entry(data: YamlMap, field: str, found: Findings) -> Iterator[tuple[int, str, YamlMap]]:
    """Give line, id (empty when it has none) and fields of each entry of a list."""
    entries = data.get(field)
    if not isinstance(entries, YamlList):
        return
    for line, entry in zip(entries.lines, entries, strict=True):
        if isinstance(entry, YamlMap):
            own_id = entry.get("id")
            is_id = isinstance(own_id, str) and _ID.search(own_id) is not None
            yield line, str(own_id) if is_id else "", entry
        else:
            found.error(line, findings.FIELD_RULE, f"{field}: a set of fields is due here.")


def peeked_format(path: Path) -> str:
    """Return what a file calls its format, such as `bank`, or nothing when that is not plain."""
    try:
        with path.open("rb") as file:
            start = file.read(_PEEKED_BYTES)
    except OSError:
        return ""
    found = _FORMAT.search(start)
    return found[1].decode("ascii") if found else ""


def is_id(text: str) -> bool:
    """Return whether a text may be an id."""
    return len(text) <= 64 and _ID.search(text) is not None
