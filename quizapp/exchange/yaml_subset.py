"""Reads the strict subset of YAML in which banks are written, with the line of every value.

Only `true`, `false`, `null`, whole numbers and decimals are not text. Tags, anchors, aliases,
merge keys, directives, several documents and duplicate keys are refused, and so is anything that
could be a trap: files that are not UTF-8, control characters, deep nesting, sheer size.
"""

from __future__ import annotations

import hashlib
import re
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

import yaml

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 32
MAX_DIGITS = 18

_NOT_PRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\u202c\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, surrogates, byte order marks within the text and overrides of the writing direction."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "": None}

_HINTS = {
    "mapping values are not allowed": "Put quotes around text that holds a colon.",
    "cannot start any token": "Indent with spaces, not tabs, and put quotes around text that"
    " starts with a sign.",
    "unexpected end of stream": "A quotation mark or bracket is never closed.",
    "expected ':'": "A field is written as its name, a colon, a space and its value.",
    "did not find expected": "Look at the indentation, the quotation marks and the brackets here"
    " and in the line above.",
}


class YamlProblem(UserError):
    """A file that is not in the subset.

    Attributes:
        line: from 1; 0 when the problem is the whole file.
    """

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.line = line


class YamlMap(dict[str, Any]):
    """Fields, with the line of each; `line` is where the first one stands."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlList(list[Any]):
    """A list, with the line of each entry; `line` is where it starts."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a bank or register.

    Raises:
        YamlProblem: the file is missing, unreadable, no plain file or too large.
    """
    try:
        # `exists` would call a path that cannot be looked at missing, since Python 3.14.
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise YamlProblem(0, "This is not a file.")
        if found.st_size > MAX_BYTES:
            raise YamlProblem(0, _too_large())
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise YamlProblem(0, "There is no such file.") from error
    except OSError as error:
        raise YamlProblem(0, f"The file cannot be read: {error.strerror or error}.") from error


def hash_of(raw: bytes) -> str:
    """Return the SHA-256 by which a file is known, as hex digits."""
    return hashlib.sha256(raw).hexdigest()


def parse(raw: bytes) -> YamlMap:
    """Read the fields of a file.

    Raises:
        YamlProblem: the bytes are not in the subset; the message says why and where.
    """
    if len(raw) > MAX_BYTES:
        raise YamlProblem(0, _too_large())
    text = _text_of(raw)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _scanner_problem(error) from error
    return builder.fields()


def _too_large() -> str:
    return f"The file is larger than {MAX_BYTES // (1024 * 1024)} MB; divide it into several banks."


def _text_of(raw: bytes) -> str:
    """Return the text, which is UTF-8 and without control characters.

    Editors of some systems put a byte order mark in front; it is no part of the text.
    """
    if b"\0" in raw:
        raise YamlProblem(1, "This is not a text file; save the bank as UTF-8 text.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlProblem(line, "The text is not UTF-8; save the file as UTF-8.") from error
    found = _NOT_PRINTABLE.search(text)
    if found:
        raise YamlProblem(text.count("\n", 0, found.start()) + 1, _control_character(found.group()))
    return text


def _control_character(character: str) -> str:
    return f"The text holds the control character U+{ord(character):04X}; take it out."


def _scanner_problem(error: yaml.MarkedYAMLError) -> YamlProblem:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "the file is not YAML"
    hint = next((hint for part, hint in _HINTS.items() if part in problem), "")
    return YamlProblem(mark.line + 1 if mark else 0, f"The file cannot be read: {problem}.", hint)


class _Builder:
    """Builds fields and lists from the parser's events, without recursion."""

    def __init__(self) -> None:
        self._open: list[YamlMap | YamlList] = []
        self._keys: list[tuple[str, int] | None] = []
        self._root: Any = None
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event)
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._refuse_extras(event)
                self._start(YamlMap(_line(event)), _line(event))
            case yaml.SequenceStartEvent():
                self._refuse_extras(event)
                self._start(YamlList(_line(event)), _line(event))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._keys.pop()
            case yaml.AliasEvent():
                raise YamlProblem(_line(event), "Aliases (*name) are not allowed.")
            case yaml.DocumentStartEvent():
                self._document(event)

    def fields(self) -> YamlMap:
        """Return what was read."""
        if self._root is None:
            raise YamlProblem(1, "The file is empty.")
        if not isinstance(self._root, YamlMap):
            raise YamlProblem(1, "The file must hold fields, the first of them `format`.")
        return self._root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise YamlProblem(_line(event), "A file holds one document: take out the line `---`.")
        if event.version or event.tags:
            raise YamlProblem(_line(event), "Directives (%YAML, %TAG) are not allowed.")

    def _refuse_extras(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        if event.anchor is not None:
            raise YamlProblem(_line(event), "Anchors (&name) are not allowed.")
        if event.tag is not None:
            raise YamlProblem(_line(event), "Tags (!name) are not allowed.")

    def _start(self, node: YamlMap | YamlList, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise YamlProblem(line, f"The fields are nested more than {MAX_DEPTH} deep.")
        if self._awaits_key():
            raise YamlProblem(line, "The name of a field must be plain text.")
        self._add(node, line)
        self._open.append(node)
        self._keys.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        is_plain = not event.style
        if not is_plain:
            found = _NOT_PRINTABLE.search(event.value)
            if found:
                raise YamlProblem(line, _control_character(found.group()))
        if self._awaits_key():
            self._keys[-1] = (self._key(event.value, line, is_plain=is_plain), line)
        else:
            self._add(_value(event.value, line) if is_plain else event.value, line)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], YamlMap) and self._keys[-1] is None

    def _key(self, text: str, line: int, *, is_plain: bool) -> str:
        """Return the name of a field."""
        if is_plain and text == "<<":
            raise YamlProblem(line, "Merge keys (<<) are not allowed.")
        if is_plain and not text:
            raise YamlProblem(line, "The name of a field is missing before the colon.")
        if is_plain and not isinstance(_value(text, line), str):
            raise YamlProblem(
                line, f"The name of a field must be text: put quotes around it ('{text}')."
            )
        first = self._open[-1]
        if isinstance(first, YamlMap) and text in first:
            raise YamlProblem(
                line,
                f"The field `{text}` stands twice, first in line {first.lines[text]};"
                " take one out.",
            )
        return text

    def _add(self, value: Any, line: int) -> None:
        if not self._open:
            self._root = value
            return
        parent = self._open[-1]
        if isinstance(parent, YamlList):
            parent.append(value)
            parent.lines.append(line)
            return
        key = self._keys[-1]
        assert key is not None
        self._keys[-1] = None
        parent[key[0]] = value
        parent.lines[key[0]] = key[1]


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 0


def _value(text: str, line: int) -> Any:
    """Return what a plain scalar stands for: a number, true, false, null or text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text):
        if len(text) > MAX_DIGITS:
            raise YamlProblem(
                line, f"A number has more than {MAX_DIGITS} digits; put quotes around it."
            )
        return float(text) if "." in text else int(text)
    return text
