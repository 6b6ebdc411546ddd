"""Memory with the large database open against a bare window."""

from __future__ import annotations

from benchmarks.children import APP_WINDOW, BARE_WINDOW, open_window
from benchmarks.data import LARGE, SMALL, copy_of
from benchmarks.figures import heading, line, median

ROUNDS = 3
SETTLED_S = 4
GOAL = 1.5


def measure() -> None:
    heading("Memory in use (resident), 4 s after the first paint")
    bare = median([open_window(*BARE_WINDOW).rss_mib for _ in range(ROUNDS)])
    line("Bare window", f"{bare:.1f} MiB", ratio=1.0)
    for name, size in (("600 responses", SMALL), ("100,000 items, 1,000,000 responses", LARGE)):
        with copy_of(size) as folder:
            windows = [open_window(APP_WINDOW, str(folder), str(SETTLED_S)) for _ in range(ROUNDS)]
        ours = median([window.rss_mib for window in windows])
        line(f"Today, {name}", f"{ours:.1f} MiB", ratio=ours / bare, goal=GOAL)
        line("  at its highest", f"{max(window.peak_mib for window in windows):.1f} MiB")
