"""Where no window can open, Quizapp says so in one sentence; Qt would abort without one."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.__main__ import main
from quizapp.system_check import missing_for_set_up, what_is_wrong

SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
CURSOR = "libxcb-cursor.so.0"


def lacking(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr("quizapp.system_check._loads", lambda name: name not in libraries)


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of a display at which something welcomes whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        welcome = struct.pack("<BxHHH", 1, 11, 0, 8) + struct.pack("<IIIIHHBBBBBBBBI", *[0] * 15)

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(64)
                connection.sendall(welcome)
                connection.recv(64)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{port - 6000}"
        thread.join(timeout=5)


def test_without_a_display_the_program_says_so_and_offers_the_terminal() -> None:
    environ = {name: text for name, text in os.environ.items() if name not in SCREEN_VARIABLES}

    done = subprocess.run(
        [sys.executable, "-m", "quizapp"], env=environ, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "Quizapp cannot open its window because there is no display here;"
        " type `quizapp practise` to practise in the terminal instead.\n"
    )


def test_a_missing_library_is_named_with_the_line_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(monkeypatch, CURSOR)
    monkeypatch.setattr(sys, "argv", ["quizapp"])
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(Path, "exists", lambda path: True)

    assert main() == 2
    assert capsys.readouterr().err == (
        "Quizapp cannot open its window because libxcb-cursor.so.0 is missing"
        " (`sudo apt-get install --no-install-recommends libxcb-cursor0`);"
        " type `quizapp practise` to practise in the terminal instead.\n"
    )


def test_without_apt_the_libraries_are_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, CURSOR, "libEGL.so.1")
    monkeypatch.setattr(Path, "exists", lambda path: False)

    assert what_is_wrong({"DISPLAY": ":0"}) == "libEGL.so.1 and libxcb-cursor.so.0 are missing"


def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch)

    assert what_is_wrong({"DISPLAY": ":987"}) == "the display :987 does not answer"


def test_at_a_display_that_answers_nothing_is_wrong(
    monkeypatch: pytest.MonkeyPatch, x_server: str
) -> None:
    lacking(monkeypatch)

    assert what_is_wrong({"DISPLAY": x_server}) == ""


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600;offscreen"])
def test_a_platform_that_needs_no_display_needs_no_library_of_one(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    lacking(monkeypatch, CURSOR, "libwayland-client.so.0")

    assert what_is_wrong({"QT_QPA_PLATFORM": platform}) == ""


def test_x11_asked_for_by_name_needs_a_display() -> None:
    assert what_is_wrong({"QT_QPA_PLATFORM": "xcb"}) == "there is no display here"


def test_a_wayland_session_needs_no_x11(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lacking(monkeypatch, CURSOR)
    (tmp_path / "wayland-0").touch()

    assert what_is_wrong({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}) == ""


def test_a_terminal_that_outlived_its_wayland_session_has_no_display(tmp_path: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}

    assert what_is_wrong(environ) == "there is no display here"


def test_other_systems_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    assert what_is_wrong({}) == ""


def test_set_up_brings_x11_unless_another_platform_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lacking(monkeypatch, CURSOR, "libGL.so.1")

    assert missing_for_set_up({}) == {"libGL.so.1": "libgl1", CURSOR: "libxcb-cursor0"}
    assert missing_for_set_up({"QT_QPA_PLATFORM": "offscreen"}) == {"libGL.so.1": "libgl1"}


def test_the_systems_own_loader_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"}
    monkeypatch.setattr("quizapp.system_check._EVERY_PLATFORM", libraries)

    missing = missing_for_set_up({"QT_QPA_PLATFORM": "offscreen"})

    assert missing == {"libnowhere.so.1": "libnowhere1"}
