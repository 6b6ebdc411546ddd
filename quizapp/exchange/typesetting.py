"""Sets PDF pages from templates; the one place where the typesetter is spoken to.

What people wrote reaches a template as data only, never as source, so that nothing in a name can
be taken for an instruction. No network is needed, nor the fonts of the system: these come in only
for a page with signs that Inter and Source Serif have not, such as a name in Chinese.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from quizapp.domain.errors import UserError
from quizapp.resources import asset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

STAND_IN = "\N{WHITE SQUARE}"
"""Stands for a sign that no font has: such a sign would make the whole PDF fail its standard."""

_FONT_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4")
# Marks that would turn the text around them, and could make a name read as another.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Typesetter:
    """Sets pages from one template of `assets/reports`; kept, it sets the next ones faster."""

    def __init__(self, template: str) -> None:
        """Take a template.

        Args:
            template: its name without `.typ`, such as `report`.
        """
        self._path = asset(f"reports/{template}.typ")
        self._compiler = _compiler(self._path, with_system_fonts=False)
        self._wider: typst.Compiler | None = None

    def pdf(self, data: Mapping[str, Any], made_at: datetime) -> bytes:
        """Return a tagged PDF (PDF/UA-1).

        Args:
            data: what the template reads as JSON from `sys.inputs.data`.
            made_at: what the PDF says of when it was made; with a time zone.

        Raises:
            UserError: the pages cannot be set.
        """
        text = json.dumps(_plain(data), ensure_ascii=False)
        try:
            return _set(self._compiler, text, made_at)
        except typst.TypstError as error:
            if not _lacking(error):
                raise _unset(error) from error
        return self._set_with_more_fonts(text, made_at)

    def _set_with_more_fonts(self, text: str, made_at: datetime) -> bytes:
        if self._wider is None:
            self._wider = _compiler(self._path, with_system_fonts=True)
        try:
            return _set(self._wider, text, made_at)
        except typst.TypstError as error:
            text = _without(text, _lacking(error))
        try:
            return _set(self._wider, text, made_at)
        except typst.TypstError as error:
            raise _unset(error) from error


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


def _plain(value: Any) -> Any:
    """Return data whose texts hold no control signs and nothing that turns text around."""
    if isinstance(value, str):
        return "".join(sign for sign in value if not _is_unseen(sign))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _is_unseen(sign: str) -> bool:
    return ord(sign) in _TURNING or (unicodedata.category(sign) == "Cc" and sign != "\n")


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
