"""A set that is named on a second command line goes to the window that is open already."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp import hand_over as handing
from quizapp.bootstrap import Application, Environment
from quizapp.hand_over import door, hand_over
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.set_reception import SetReception
from tests.delivery.world import World
from tests.ui.session_steps import Answers


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for sockets with a name that is short enough."""
    with TemporaryDirectory(prefix="quizapp-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def reception(qapp: QApplication, tmp_path: Path) -> Iterator[SetReception]:
    made = SetReception(tmp_path)
    yield made
    made.close()


def call(folder: Path, said: bytes) -> socket.socket:
    """Say something at the door of a window and return the line, to hear what it answers."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(5)
    line.connect(str(door(folder)))
    line.sendall(said)
    line.shutdown(socket.SHUT_WR)
    return line


def test_a_second_command_line_hands_its_set_to_the_open_window(
    qtbot: QtBot,
    tmp_path: Path,
    open_app: Callable[..., Application],
    environment: Environment,
    open_window: Callable[..., MainWindow],
) -> None:
    world = World.make(tmp_path, open_app, environment)
    world.assign()
    app = world.learner()
    app.profiles.create("Maya")
    window = open_window(app.data_dir)
    reception = SetReception(app.data_dir)
    reception.received.connect(window.take_set)
    answers = Answers("They are the same")
    words = ["-m", "quizapp", "--data-dir", str(app.data_dir), str(world.sets()[0])]
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
        told, _ = second.communicate()
    assert (second.returncode, told) == (0, "Quizapp is open: its window shows the set.\n")
    qtbot.waitUntil(lambda: bool(answers.title))
    assert window.workplace is not None
    sitting = window.workplace.sitting().page
    qtbot.waitUntil(lambda: window.screen_shown is sitting)
    reception.close()
    assert not hand_over(app.data_dir, world.sets()[0])


def test_a_path_arrives_as_it_is(qtbot: QtBot, tmp_path: Path, reception: SetReception) -> None:
    path = Path("/somewhere/wöche 3\n.quizset")
    with qtbot.waitSignal(reception.received) as got:
        line = call(tmp_path, os.fsencode(path))
    assert got.args == [path]
    assert line.recv(16) == handing.TAKEN
    line.close()


def test_who_says_nothing_is_not_answered(
    qtbot: QtBot, tmp_path: Path, reception: SetReception
) -> None:
    with qtbot.assertNotEmitted(reception.received, wait=100):
        line = call(tmp_path, b"")
    assert line.recv(16) == b""
    line.close()


def test_nobody_else_can_reach_the_door(reception: SetReception, tmp_path: Path) -> None:
    place = door(tmp_path)
    assert place is not None
    assert place.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_window_left_is_put_away(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    left = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    left.bind(str(door(tmp_path)))
    left.close()
    assert not hand_over(tmp_path, Path("/x.quizset"))
    reception = SetReception(tmp_path)
    with qtbot.waitSignal(reception.received):
        line = call(tmp_path, b"/x.quizset")
    line.close()
    reception.close()


def test_of_two_windows_the_first_one_goes_on_listening(
    qtbot: QtBot, tmp_path: Path, reception: SetReception
) -> None:
    second = SetReception(tmp_path)
    second.close()
    with qtbot.waitSignal(reception.received):
        line = call(tmp_path, b"/x.quizset")
    line.close()


def test_a_window_that_is_busy_is_not_waited_for(
    tmp_path: Path, reception: SetReception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "_PATIENCE_S", 0.05)
    assert not hand_over(tmp_path, Path("/x.quizset"))


def test_other_data_have_another_door(tmp_path: Path, runtime: Path) -> None:
    assert door(tmp_path / "a") is None  # Nothing can be open in a folder that is not there.
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = door(tmp_path / "a"), door(tmp_path / "b")
    assert here is not None
    assert there is not None
    assert here.parent == there.parent == runtime
    assert here != there
    assert not hand_over(tmp_path / "a", Path("/x.quizset"))


def test_without_a_folder_for_sockets_the_door_is_beside_the_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert door(Path("/data")) == Path("/data/window.socket")


def test_where_there_can_be_no_door_none_is_opened(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    deep = tmp_path / ("d" * 100)
    SetReception(deep).close()
    assert not hand_over(deep, Path("/x.quizset"))
    monkeypatch.delattr(socket, "AF_UNIX")
    assert door(Path("/data")) is None


def test_a_folder_that_takes_no_socket_is_no_mishap(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    SetReception(Path("/nowhere/at all")).close()
