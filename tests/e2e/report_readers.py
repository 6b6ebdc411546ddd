"""Reports as other programs read them: a browser's parser, a reader of PDF, a check by schema."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_CHECKS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "required": (dict, lambda value, wanted: set(wanted) <= value.keys()),
    "minimum": ((int, float), lambda value, wanted: value >= wanted),
    "maximum": ((int, float), lambda value, wanted: value <= wanted),
    "minItems": (list, lambda value, wanted: len(value) >= wanted),
    "maxItems": (list, lambda value, wanted: len(value) <= wanted),
    "pattern": (str, lambda value, wanted: re.search(wanted, value) is not None),
}
_PARTS = ("properties", "items", "additionalProperties")
_WORDS = {"$schema", "$defs", "title", "description", "default"}


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of their columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# HTML -------------------------------------------------------------------------------------------


class WebPage(HTMLParser):
    """A page as a browser would take it apart.

    Attributes:
        lang: the language it says it is in.
        tags: all tags in their order, with their attributes.
        headings: level and words of each heading, in order.
        text: all that is read, with one blank between words.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.lang = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._said: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.text = " ".join(" ".join(self._said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "html":
            self.lang = dict(attrs)["lang"] or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self._said.append(data)
        if any(re.fullmatch("h[1-6]", tag) for tag in self._open):
            level, words = self.headings[-1]
            self.headings[-1] = level, words + data

    def scopes(self) -> list[str | None]:
        """Return what each head of a row or column says it is the head of."""
        return [attributes.get("scope") for tag, attributes in self.tags if tag == "th"]


# PDF --------------------------------------------------------------------------------------------


class Printed:
    """A PDF as another program reads it.

    Attributes:
        pages: the text of each page, with one blank between words.
        fonts: the names of the fonts, without the tag of a subset.
    """

    def __init__(self, path: Path) -> None:
        reader = pypdf.PdfReader(path)
        self.pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        self.lang = str(reader.root_object["/Lang"])
        self.is_tagged = bool(reader.root_object["/MarkInfo"]["/Marked"])
        self.fonts = {
            str(font.get_object()["/BaseFont"]).removeprefix("/").split("+")[-1]
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        }

    @property
    def text(self) -> str:
        """All pages, one after the other."""
        return " ".join(self.pages)


# JSON -------------------------------------------------------------------------------------------


def breaches(value: Any, rule: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield where a value is not as a JSON schema says, by the words that our schemas use."""
    for word, wanted in rule.items():
        if word == "$ref":
            yield from breaches(value, root["$defs"][wanted.rsplit("/", 1)[1]], root, at)
        elif word == "anyOf":
            if all(any(breaches(value, one, root, at)) for one in wanted):
                yield f"{at}: fits none"
        elif word not in (*_WORDS, *_PARTS) and not _holds(value, word, wanted):
            yield f"{at}: {value!r} is not {word} {wanted!r}"
    if isinstance(value, list) and "items" in rule:
        for number, one in enumerate(value):
            yield from breaches(one, rule["items"], root, f"{at}/{number}")
    if isinstance(value, dict):
        yield from _fields(value, rule, root, at)


def _fields(
    value: dict[str, Any], rule: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    known, others = rule.get("properties", {}), rule.get("additionalProperties", True)
    for name, one in value.items():
        wanted = known.get(name, others)
        if isinstance(wanted, dict):
            yield from breaches(one, wanted, root, f"{at}/{name}")
        elif not wanted:
            yield f"{at}: {name} has no place here"


def _holds(value: Any, word: str, wanted: Any) -> bool:
    if word == "type":
        is_bool = isinstance(value, bool) and wanted != "boolean"
        return isinstance(value, _TYPES[wanted]) and not is_bool
    if word == "enum":
        return value in wanted
    kind, holds = _CHECKS[word]
    # What is of another type is caught by the word that names the type.
    return not isinstance(value, kind) or holds(value, wanted)
