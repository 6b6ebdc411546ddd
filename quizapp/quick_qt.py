"""Makes Qt's Python side come up in two thirds of the time, without changing what it does.

Four ways round, all of them before the first paint; docs/adr/0013-start-up.md says why.
"""

from __future__ import annotations

import builtins
import enum
import marshal
import os
import re
import sys
from contextlib import contextmanager
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_IS_KNOWN = sys.version_info[:2] == (3, 11)
_usual_create = enum.EnumType._create_  # type: ignore[attr-defined]


def load_qt() -> None:
    """Import PySide6.QtCore, which sets up all that the other modules of Qt rest on.

    To be called before anything else imports PySide6, or it comes too late to be of use.
    """
    setattr(enum.EnumType, "_create_", _create)  # noqa: B010 - typeshed does not know it
    kept = Path(cache_from_source(__file__.replace("quick_qt", "shibokensupport")))
    with KeptCode(kept), patterns_later():
        import PySide6.QtCore  # noqa: F401
    # From here on PySide6 would read the source of every module that is imported, in search of
    # `from __feature__ import …`, a way to spell Qt's names that is not used here. What it has put
    # in the place of `import` for its own lazy classes stays.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _create(
    cls: type[enum.Enum],
    class_name: str,
    names: Any,
    *,
    boundary: enum.FlagBoundary | None = None,
    **usual: Any,
) -> type[enum.Enum]:
    """Make an enumeration out of pairs of name and value, in the place of `EnumType._create_`.

    Qt has hundreds, with thousands of members; 180 are made until the first paint. The standard
    library makes its own large ones the short way, with a decorator that leaves out the checks for
    what people may write by mistake. Qt's are known by their boundary, which nobody else asks for.
    """
    if boundary is not enum.KEEP or not isinstance(names, list):
        return _usual_create(cls, class_name, names, boundary=boundary, **usual)  # type: ignore[no-any-return]
    plain = _Plain()
    plain.__name__, plain.__dict__ = class_name, {} if _IS_KNOWN else dict(names)
    made: type[enum.Enum] = enum._simple_enum(cls, boundary=boundary)(plain)  # type: ignore[attr-defined]
    if _IS_KNOWN:
        _add_members(made, dict(names))
    return made


def _add_members(made: Any, names: dict[str, int]) -> None:
    """Give members to an enumeration that has none yet.

    Python 3.11 puts a property before each of them, which asks for it by name whenever it is
    wanted and takes a megabyte in all. Later versions put the member itself there, as here.
    """
    new, takes_value = made._new_member_, made._use_args_
    by_name, by_value, listed = made._member_map_, made._value2member_map_, made._member_names_
    is_flag = issubclass(made, enum.Flag)
    single = several = 0
    for name, value in names.items():
        member = by_value.get(value)
        if member is None:
            by_value[value] = member = new(made, value) if takes_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(listed)
            if not is_flag:
                listed.append(name)
            elif value and not value & (value - 1):
                listed.append(name)
                single |= value
            else:
                several |= value
        by_name[name] = member
        type.__setattr__(made, name, member)
    if is_flag:
        made._singles_mask_, made._flag_mask_ = single, single | several
        made._all_bits_ = (1 << made._flag_mask_.bit_length()) - 1
        values = [by_name[name]._value_ for name in listed]
        if values != sorted(values):
            made._iter_member_ = made._iter_member_by_def_


class _Plain:
    """What the decorator looks at of a class: its name and its members.

    A real class for each would be left over as garbage.
    """

    __slots__ = ("__dict__", "__name__")

    __name__: str


class _Later:
    """A pattern, or what can be asked of one, that is compiled when it is first used."""

    def __init__(self, compiled: Callable[[], Any]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> _Later:
        return _Later(lambda: getattr(self._compiled(), name))

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._compiled()(*arguments, **named)


@contextmanager
def patterns_later() -> Iterator[None]:
    """Put off the patterns that PySide6 compiles, until somebody asks for them.

    It has four large ones, for the descriptions of its functions: nobody reads these but editors
    and the messages about a call with wrong arguments.
    """
    usual = re.compile

    def compile_later(pattern: Any, flags: Any = 0) -> Any:
        asking = sys._getframe(1).f_globals.get("__name__", "")
        if not asking.startswith("shibokensupport."):
            return usual(pattern, flags)
        return _Later(cache(lambda: usual(pattern, flags)))

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = usual


class KeptCode:
    """Keeps the code of the modules that PySide6 carries inside a library.

    Python keeps what it compiles of a module's file beside it, but these thirteen have no files
    and are compiled at every start. What is compiled while this is entered is kept in one file
    among the others of this package, as safe as they are, and found there the next time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[bytes, CodeType] = {}
        self._used: dict[bytes, CodeType] = {}
        self._compile = compile

    def __enter__(self) -> None:
        try:
            content = self._path.read_bytes()
            # Another version of Python has another number, and writes the file anew.
            if content.startswith(MAGIC_NUMBER):
                self._kept = marshal.loads(content[len(MAGIC_NUMBER) :])  # noqa: S302
        except (OSError, EOFError, ValueError, TypeError):
            self._kept = {}
        builtins.compile = self._compile_once

    def __exit__(self, *_error: object) -> None:
        builtins.compile = self._compile
        if self._used.keys() != self._kept.keys() and not sys.dont_write_bytecode:
            self._save()

    def _compile_once(self, source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        if not isinstance(source, bytes) or more or named:
            return self._compile(source, filename, mode, *more, **named)
        key = source_hash(source)
        code = self._kept.get(key) or self._compile(source, filename, mode)
        self._used[key] = code
        return code

    def _save(self) -> None:
        """Write the file as a whole or not at all; where that is not allowed, do without."""
        passing = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            passing.write_bytes(MAGIC_NUMBER + marshal.dumps(self._used))
            passing.replace(self._path)
        except OSError:
            return
