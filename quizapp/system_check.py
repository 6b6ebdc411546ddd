"""Looks, before Qt does, whether a window can open: without a display or library Qt just aborts.

Set-up asks here too, with whatever Python the system has, so this is standard library only.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

# Library on the left, Debian's and Ubuntu's package for it on the right. What these packages
# bring along themselves is not listed.
_EVERY_PLATFORM = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_BY_PLATFORM = {"xcb": _X11, "wayland": _WAYLAND}


def what_is_wrong(environ: Mapping[str, str]) -> str:
    """Return why no window can open in this environment, as half a sentence; "" if one can.

    Args:
        environ: the variables that choose display and Qt platform, usually `os.environ`.
    """
    if sys.platform != "linux":
        return ""
    platform, display = _platform(environ), environ.get("DISPLAY", "")
    if not platform or (platform == "xcb" and not display):
        return "there is no display here"
    libraries = _EVERY_PLATFORM | _BY_PLATFORM.get(platform, {})
    missing = _missing(libraries)
    if missing:
        return _libraries_wanted(missing, [libraries[name] for name in missing])
    if platform == "xcb" and not _x_server_answers(display):
        return f"the display {display} does not answer"
    return ""


def missing_for_set_up(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the libraries that set-up has to bring: name to Debian package.

    Without a platform chosen by `QT_QPA_PLATFORM` that is all of X11's too, so that what is set
    up over a remote shell works at the screen as well.
    """
    chosen = _first_choice(environ) or "xcb"
    libraries = _EVERY_PLATFORM | _BY_PLATFORM.get(chosen, {})
    return {name: libraries[name] for name in _missing(libraries)}


def _platform(environ: Mapping[str, str]) -> str:
    """Return the Qt platform that will be used, by its first name; "" where there is none."""
    chosen = _first_choice(environ)
    if chosen:
        return chosen
    if _wayland_answers(environ) and not (environ.get("DISPLAY") and _missing(_WAYLAND)):
        return "wayland"
    return "xcb" if environ.get("DISPLAY") else ""


def _first_choice(environ: Mapping[str, str]) -> str:
    """Return "vnc" of `QT_QPA_PLATFORM=vnc:size=800x600;offscreen`."""
    return environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]


def _missing(libraries: Iterable[str]) -> list[str]:
    return [name for name in libraries if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _libraries_wanted(names: list[str], packages: list[str]) -> str:
    wanted = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing"
    if not Path("/usr/bin/apt-get").exists():
        return wanted
    return f"{wanted} (`sudo apt-get install --no-install-recommends {' '.join(packages)}`)"


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    """Return whether the compositor's socket is there; a terminal can outlive its session."""
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(environ.get("XDG_RUNTIME_DIR", ""), name).exists()


def _x_server_answers(display: str) -> bool:
    """Return whether an X server takes a connection, without which Qt aborts."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
