"""The YAML subset: what is text, what is refused, and in which line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.exchange import yaml_subset
from quizapp.exchange.yaml_subset import YamlProblem, parse


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", "Yes"),
        ("no", "no"),
        ("True", "True"),
        ("1:30", "1:30"),
        ("2026-11-21", "2026-11-21"),
        ("007", "007"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("~", "~"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("5", 5),
        ("-3", -3),
        ("0.5", 0.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
    ],
)
def test_only_numbers_true_false_and_null_are_not_text(written: str, value: object) -> None:
    read = parse(f"field: {written}\n".encode())["field"]
    assert read == value
    assert type(read) is type(value)


def test_every_field_and_entry_knows_its_line() -> None:
    data = parse(b"a: 1\n\nlist:\n- x\n- {b: 1,\n   c: 2}\n")
    assert data.lines == {"a": 1, "list": 3}
    assert data["list"].lines == [4, 5]
    assert data["list"][1].lines == {"b": 5, "c": 6}


def test_a_byte_order_mark_in_front_is_no_part_of_the_text() -> None:
    data = parse(b"\xef\xbb\xbfa: 1\nb: caf\xc3\xa9\n")
    assert (data, data.lines) == ({"a": 1, "b": "café"}, {"a": 1, "b": 2})


REFUSED = {
    "an empty file": (b"", 1, "empty"),
    "comments alone": (b"# nothing\n", 1, "empty"),
    "a list": (b"- a\n", 1, "must hold fields"),
    "a text": (b"a text\n", 1, "must hold fields"),
    "a tag": (b"a: 1\nb: !!str 5\n", 2, "Tags"),
    "a tag of one's own": (b"a: !me {}\n", 1, "Tags"),
    "an anchor": (b"a: &x 1\n", 1, "Anchors"),
    "an alias": (b"a: *x\n", 1, "Aliases"),
    "a merge key": (b"<<: {a: 1}\n", 1, "Merge keys"),
    "a directive": (b"%YAML 1.1\n---\na: 1\n", 1, "Directives"),
    "two documents": (b"a: 1\n---\nb: 1\n", 2, "one document"),
    "a duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, "`a` stands twice, first in line 1"),
    "a number as name": (b"5: a\n", 1, "put quotes around it"),
    "a missing name": (b"? \n: a\n", 1, "missing before the colon"),
    "a list as name": (b"? [a]\n: 1\n", 1, "plain text"),
    "a long number": (b"a: 1234567890123456789012\n", 1, "18 digits"),
    "a colon in text": (b"a: b: c\n", 1, "Put quotes around text that holds a colon"),
    "a tab": (b"a:\n\tb: 1\n", 2, "Indent with spaces"),
    "an open quotation": (b"a: 'x\n", 2, "never closed"),
    "wrong indentation": (b"a: 1\n b: 2\n", 2, "cannot be read"),
    "a byte order mark in the text": (b"a: 1\nb: x\xef\xbb\xbf\n", 2, "U+FEFF"),
    "Latin-1": (b"a: 1\nb: caf\xe9\n", 2, "not UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "not a text file"),
    "a program": (b"\x7fELF\x00\x01", 1, "not a text file"),
    "a control character": (b"a: 1\nb: x\x07\n", 2, "U+0007"),
    "an escaped control character": (b'a: 1\nb: "\\x1b"\n', 2, "U+001B"),
    "text that runs backwards": ("a: \u202eabc\n".encode(), 1, "U+202E"),
    "deep lists": (b"a: " + b"[" * 100_000, 1, "nested"),
    "deep fields": (b"{a: " * 1000, 1, "nested"),
}


@pytest.mark.parametrize(("raw", "line", "part"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_in_the_subset_is_refused_with_its_line(
    raw: bytes, line: int, part: str
) -> None:
    with pytest.raises(YamlProblem) as caught:
        parse(raw)
    assert caught.value.line == line
    assert part in str(caught.value)


def test_too_large_a_file_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_subset, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 1024 * 1024 + 1)
    with pytest.raises(YamlProblem, match="larger than 1 MB"):
        yaml_subset.read_bytes(path)
    with pytest.raises(YamlProblem, match="larger than 1 MB"):
        parse(b" " * (1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/nowhere/at-all.yaml", "no such file"),
        ("/dev/null", "not a file"),
        ("/" + "x" * 5000, "cannot be read"),
    ],
)
def test_what_is_no_file_is_said_plainly(path: str, part: str) -> None:
    with pytest.raises(YamlProblem, match=part) as caught:
        yaml_subset.read_bytes(Path(path))
    assert caught.value.line == 0
