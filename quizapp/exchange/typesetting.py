"""Sets PDF pages from templates; the one place where the typesetter is spoken to.

What people wrote reaches a template as data only, never as source, so that nothing in a name can
be taken for an instruction. No network is needed, nor the fonts of the system: these come in only
for a page with signs that Inter and Source Serif have not, such as a name in Chinese.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import typst

from quizapp.domain.errors import UserError
from quizapp.resources import asset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    Wait = Callable[[int], None]
    """Hears for how many seconds pages have been set; what it raises stops the work."""

STAND_IN = "\N{WHITE SQUARE}"
"""Stands for a sign that no font has: such a sign would make the whole PDF fail its standard."""

SYSTEM_FONTS = True
"""Whether a sign that the fonts of the house have not may come from one of this computer."""

_FONT_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4")
# What is left out of JSON: control signs as it writes them, those that it writes as they are, and
# marks that would turn the text around them, and could make a name read as another. A backslash is
# matched with its partner, so that what follows the two is not taken for a control sign.
_UNSEEN = re.compile(
    r"(\\\\|\\n)|\\(?:u00[01][0-9a-f]|[bfrt])|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", re.IGNORECASE
)
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_TOLD_PARTS = 500
# Pages of more data than this take longer than a second, in which nobody could stop them.
_LONG = 200_000


class Pages(NamedTuple):
    """Pages that were set.

    Attributes:
        pdf: the file.
        lacking: the signs that no font of this computer has; □ stands for each of them.
    """

    pdf: bytes
    lacking: str = ""


class Typesetter:
    """Sets pages from one template of `assets/reports`; kept, it sets the next ones faster."""

    def __init__(self, template: str) -> None:
        """Take a template.

        Args:
            template: its name without `.typ`, such as `report`.
        """
        self._template = template
        self._path = asset(f"reports/{template}.typ")
        self._compiler: typst.Compiler | None = None
        self._wider: typst.Compiler | None = None

    def pages(self, data: Mapping[str, Any], made_at: datetime, wait: Wait | None = None) -> Pages:
        """Return a tagged PDF (PDF/UA-1).

        Args:
            data: what the template reads as JSON from `sys.inputs.data`.
            made_at: what the PDF says of when it was made; with a time zone.
            wait: called again and again while many pages are set; what it raises stops the work.

        Raises:
            UserError: the pages cannot be set.
        """
        text = _json(data, wait)
        if wait is not None and len(text) > _LONG:
            from quizapp.exchange.typesetting_apart import set_apart

            return set_apart(self._template, text, made_at, wait)
        return self.set_text(text, made_at)

    def set_text(self, text: str, made_at: datetime) -> Pages:
        """Do what `pages` does with data that is JSON already, in one go."""
        if self._compiler is None:
            self._compiler = _compiler(self._path, with_system_fonts=False)
        try:
            return Pages(_set(self._compiler, text, made_at))
        except typst.TypstError as error:
            if not _lacking(error):
                raise _unset(error) from error
        return self._set_with_more_fonts(text, made_at)

    def _set_with_more_fonts(self, text: str, made_at: datetime) -> Pages:
        if self._wider is None:
            self._wider = _compiler(self._path, with_system_fonts=SYSTEM_FONTS)
        try:
            return Pages(_set(self._wider, text, made_at))
        except typst.TypstError as error:
            lacking = _lacking(error)
        try:
            pdf = _set(self._wider, _without(text, lacking), made_at)
        except typst.TypstError as error:
            raise _unset(error) from error
        return Pages(pdf, "".join(sorted(lacking)))


def _set(compiler: typst.Compiler, data: str, made_at: datetime) -> bytes:
    made = compiler.compile(
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _compiler(path: Path, *, with_system_fonts: bool) -> typst.Compiler:
    return typst.Compiler(
        path,
        root=path.parent,
        font_paths=_fonts(with_system_fonts=with_system_fonts),
        ignore_system_fonts=not with_system_fonts,
    )


@cache
def _fonts(*, with_system_fonts: bool) -> typst.Fonts:
    """Return the fonts to set with. Those of the house are found, their packages not imported."""
    specs = [find_spec(package) for package in _FONT_PACKAGES]
    folders = [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
    return typst.Fonts(
        include_system_fonts=with_system_fonts,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _json(data: Mapping[str, Any], wait: Wait | None) -> str:
    """Return data as JSON, made bit by bit: of a thousand learners it takes seconds."""
    fields = []
    for name, value in data.items():
        parts = []
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if wait is not None and number % _TOLD_PARTS == 0:
                wait(0)
            parts.append(_plain(msgspec.json.encode(one).decode()))
        text = ",".join(parts)
        fields.append(f'"{name}":[{text}]' if isinstance(value, list) else f'"{name}":{text}')
    return f"{{{','.join(fields)}}}"


def _plain(text: str) -> str:
    """Return JSON whose texts hold no control signs and nothing that turns text around."""
    return _UNSEEN.sub(lambda found: found[1] or "", text)


def _lacking(error: typst.TypstError) -> set[str]:
    """Return the signs that no font had."""
    said = f"{error.message}\n{error.diagnostic}"
    found = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(_LACKING.findall(said)))
    return set(found)


def _without(text: str, signs: set[str]) -> str:
    return text.translate({ord(sign): STAND_IN for sign in signs if ord(sign) > 0x7F})


def _unset(error: typst.TypstError) -> UserError:
    return UserError(
        f"The PDF could not be made: {error.message}.", "Choose another format, such as HTML."
    )
