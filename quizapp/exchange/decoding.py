"""Turns what YAML holds into structs, and what msgspec says about it into plain sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from quizapp.domain.errors import UserError
from quizapp.exchange.wire import CHOICES, ID_PATTERN, PATTERNS
from quizapp.exchange.yaml_subset import YamlList, YamlMap

Shape = TypeVar("Shape")
Steps = list[str | int]

SHOWN_LENGTH = 80
"""How many characters of a value stand in a message."""

_AT = " - at `"
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`", re.DOTALL)
_ID = re.compile(ID_PATTERN)
_PATTERNS = {repr(pattern): words for pattern, words in PATTERNS.items()}
_STEP = re.compile(r"\.([^.\[\]`]+)|\[(\d+)\]")

_DUE = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a set of fields",
}


class FieldProblem(UserError):
    """A field that does not fit its format.

    Attributes:
        line: from 1.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def convert(
    data: Any, shape: type[Shape], line: int, *, marks: YamlMap | None = None, within: str = ""
) -> Shape:
    """Return `data` as a struct.

    Args:
        data: what the YAML reader gave.
        shape: the struct.
        line: the line of `data` in the file, used when nothing more exact is known.
        marks: where to look lines up, when `data` is a copy that has none.
        within: the way to `data` in words, when messages are to begin with it.

    Raises:
        FieldProblem: `data` does not fit; the message names the field.
    """
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(_AT)
        steps: Steps = [int(index) if index else name for name, index in _STEP.findall(path)]
        unknown = _UNKNOWN.match(problem)
        if unknown:
            steps.append(unknown[1])
        found, way = _place(data if marks is None else marks, steps)
        way = ".".join(part for part in (within, way) if part)
        sentence = _sentence(problem, _value_at(data, steps), steps)
        text = f"{way}: {sentence}." if way else f"{sentence[:1].upper()}{sentence[1:]}."
        raise FieldProblem(found or line, text) from None


def _value_at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else data[step]
    return data


def _place(data: Any, steps: Steps) -> tuple[int, str]:
    """Return the line of the value at `steps`, and the way to it in words.

    Entries of a list are named by their `id` where they have one, else counted from 1.
    """
    line, way = getattr(data, "line", 0), ""
    for step in steps:
        if isinstance(data, YamlMap) and isinstance(step, str):
            line = data.lines.get(step, line)
            way = f"{way}.{step}" if way else step
            data = data.get(step)
        elif isinstance(data, YamlList) and isinstance(step, int):
            line = data.lines[step]
            data = data[step]
            own_id = data.get("id") if isinstance(data, YamlMap) else None
            is_id = isinstance(own_id, str) and _ID.search(own_id)
            way = f"{way}[{own_id if is_id else step + 1}]"
    return line, shown(way)


def shown(value: Any) -> str:
    """Return a value as it may stand in a message: on one line, and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"


def _sentence(problem: str, value: Any, steps: Steps) -> str:
    """Return the problem in words, or as msgspec puts it when no words are known."""
    for pattern, words in _SENTENCES:
        match = pattern.match(problem)
        if match:
            return words(match, value, steps)
    return problem


def _missing(match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return f"the field `{match[1]}` is missing"


def _unknown(_match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return (
        "this field is not known here; mend its name, or put quotes around text with a comma in"
        " one-line {…}"
    )


def _wrong_type(match: re.Match[str], value: Any, _steps: Steps) -> str:
    due, got = match["due"].split(" | ")[0], match["got"]
    if got == "null":
        return "there is no value; give it one, or leave the field out"
    if due == "str" and got in {"int", "float", "bool"}:
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return f"text is due and {written} is not; put quotes around it"
    return f"{_DUE.get(due, due)} is due here"


def _wrong_choice(_match: re.Match[str], value: Any, steps: Steps) -> str:
    choices = CHOICES.get(str(steps[-1]) if steps else "")
    allowed = ", ".join(choices) if choices else ""
    return f"'{shown(value)}' is not known here" + (f"; it is one of: {allowed}" if allowed else "")


def _wrong_pattern(match: re.Match[str], value: Any, _steps: Steps) -> str:
    words = _PATTERNS.get(match[1], "the text has another form than it should")
    return f"{words}, and this is '{shown(value)}'" if shown(value) else "the text is empty"


def _too_long(match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return f"at most {match[1]} characters are allowed"


def _too_few(match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return f"at least {match[1]} is needed in this list"


def _too_many(match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return f"at most {match[1]} are allowed in this list"


def _wrong_count(match: re.Match[str], _value: Any, _steps: Steps) -> str:
    return f"the list has {match[2]} entries and needs {match[1]}"


def _too_small(match: re.Match[str], value: Any, _steps: Steps) -> str:
    return f"the number must be {match[1].removesuffix('.0')} or more{_and_is(value)}"


def _too_large(match: re.Match[str], value: Any, _steps: Steps) -> str:
    return f"the number must be {match[1].removesuffix('.0')} or less{_and_is(value)}"


def _and_is(value: Any) -> str:
    """Name a number that does not fit; of fields named freely it is not known which one it is."""
    return f", and this is {value}" if isinstance(value, int | float) else ""


_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Any, Steps], str]], ...] = (
    (re.compile(r"Object missing required field `(.+)`"), _missing),
    (_UNKNOWN, _unknown),
    (re.compile(r"Expected `array` of length >= (\d+)"), _too_few),
    (re.compile(r"Expected `array` of length <= (\d+)"), _too_many),
    (re.compile(r"Expected `array` of length (\d+), got (\d+)"), _wrong_count),
    (re.compile(r"Expected `str` of length <= (\d+)"), _too_long),
    (re.compile(r"Expected `str` matching regex (.+)"), _wrong_pattern),
    (re.compile(r"Expected `(?:int|float)` >= (-?\d+(?:\.\d+)?)"), _too_small),
    (re.compile(r"Expected `(?:int|float)` <= (-?\d+(?:\.\d+)?)"), _too_large),
    (re.compile(r"Invalid (?:enum )?value", re.DOTALL), _wrong_choice),
    (re.compile(r"Expected `(?P<due>[^`]+)`, got `(?P<got>\w+)`"), _wrong_type),
)
