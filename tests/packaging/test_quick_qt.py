"""Loading Qt the quick way: it changes how long that takes, and nothing else."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from quizapp.quick_qt import KeptCode

COMPARE = """
import enum
from quizapp import quick_qt

usual, made = enum.EnumType._create_, []

def both(cls, class_name, names, **more):
    quick = quick_qt._create(cls, class_name, names, **more)
    slow = usual(cls, class_name, names, **more)
    enum._test_simple_enum(slow, quick)
    assert [*slow.__members__] == [*quick.__members__]
    made.append((slow, quick))
    return quick

quick_qt.load_qt()
enum.EnumType._create_ = both
from PySide6 import QtCore, QtGui, QtWidgets
for module in (QtCore, QtGui, QtWidgets):
    for name in dir(module):
        getattr(module, name)
for slow, quick in made:
    # PySide6 says afterwards where the class stands.
    slow.__module__, slow.__qualname__ = quick.__module__, quick.__qualname__
    assert [repr(member) for member in slow] == [repr(member) for member in quick]
print(len(made))
"""

COMBINE = """
from quizapp.quick_qt import load_qt
load_qt()
from PySide6.QtCore import Qt
side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
print(side == Qt.AlignmentFlag(0x21), Qt.Key(0x41) is Qt.Key.Key_A, ~side & side == Qt.AlignmentFlag(0))
print(Qt.AlignmentFlag.AlignLeft in side, side.name, Qt.Key.Key_A.name, repr(Qt.Orientation.Vertical))
"""

WITHOUT = COMBINE.replace("from quizapp.quick_qt import load_qt\nload_qt()\n", "")

READ = """
import sys
LOAD_QT
import PySide6.QtCore
read = []
sys.addaudithook(lambda event, found: event == "open" and read.append(str(found[0])))
import quopri
print([path for path in read if path.endswith("quopri.py")] != [])
"""

DESCRIBE = """
import re
LOAD_QT
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from PySide6.support.signature import get_signature
print(get_signature(QWidget.setFocus), get_signature(QPainter.drawText))
try:
    QRect("not", "a", "rect")
except TypeError as error:
    print(error)
from shibokensupport.signature.lib.pyi_generator import Formatter
print(Formatter.split("a, (b, c), d"), Formatter.opt_uni_searcher.sub("?", "typing.Optional[int]"))
print(re.compile("a") is re.compile("a"), type(re.compile("b")).__name__)
"""

COMPILED = """
import re
compiled, usual = [], re._compiler.compile
re._compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or usual(pattern, flags)
LOAD_QT
import PySide6.QtWidgets
print(sum(len(pattern) for pattern in compiled if isinstance(pattern, str)))
"""

LOAD = "from quizapp.quick_qt import load_qt; load_qt(); print(type(compile).__name__)"


def said_by(program: str, **variables: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_enumeration_of_qt_is_as_it_would_be_without() -> None:
    (count,) = said_by(COMPARE)
    assert int(count) > 300


def test_enumerations_combine_compare_and_print_as_usual() -> None:
    assert said_by(COMBINE) == said_by(WITHOUT)


def test_the_source_of_what_is_imported_later_is_not_read() -> None:
    assert said_by(READ.replace("LOAD_QT", "")) == ["True"], "PySide6 does not read it any more"
    assert said_by(READ.replace("LOAD_QT", LOAD)) == ["builtin_function_or_method", "False"]


def test_what_qt_says_of_its_functions_is_the_same() -> None:
    told = said_by(DESCRIBE.replace("LOAD_QT", LOAD.partition(" print")[0]))
    assert told == said_by(DESCRIBE.replace("LOAD_QT", ""))


def test_patterns_that_nobody_uses_are_not_compiled() -> None:
    (usual,) = said_by(COMPILED.replace("LOAD_QT", ""))
    (later,) = said_by(COMPILED.replace("LOAD_QT", LOAD.partition(" print")[0]))
    assert int(later) < int(usual) / 2, "PySide6 does not compile large patterns any more"


def test_qts_own_modules_are_compiled_once_and_found_again(tmp_path: Path) -> None:
    said_by(LOAD, PYTHONPYCACHEPREFIX=str(tmp_path), PYTHONDONTWRITEBYTECODE="")
    (kept,) = tmp_path.rglob("shibokensupport.*")
    before = kept.stat().st_mtime_ns
    said_by(LOAD, PYTHONPYCACHEPREFIX=str(tmp_path), PYTHONDONTWRITEBYTECODE="")
    assert kept.stat().st_mtime_ns == before
    assert len(marshal.loads(kept.read_bytes()[len(MAGIC_NUMBER) :])) > 5


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(tmp_path: Path) -> None:
    said_by(LOAD, PYTHONPYCACHEPREFIX=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert not list(tmp_path.rglob("shibokensupport.*"))


@pytest.mark.parametrize(
    "content",
    [b"", b"another version's", MAGIC_NUMBER, MAGIC_NUMBER + marshal.dumps({})[:-1]],
    ids=["empty", "another Python's", "cut off at the beginning", "cut off at the end"],
)
def test_a_file_that_cannot_be_used_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "kept.pyc"
    path.write_bytes(content)
    with KeptCode(path):
        exec(compile(b"answer = 6 * 7", "embedded.py", "exec"))
    (code,) = marshal.loads(path.read_bytes()[len(MAGIC_NUMBER) :]).values()
    found: dict[str, int] = {}
    exec(code, found)
    assert found["answer"] == 42


def test_a_folder_that_cannot_be_written_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    with KeptCode(blocked / "kept.pyc"):
        assert eval(compile(b"6 * 7", "embedded.py", "eval")) == 42
