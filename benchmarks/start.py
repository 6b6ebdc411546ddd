"""Start-up: first paint of Today against a bare PySide6 window, by turns."""

from __future__ import annotations

from benchmarks.children import APP_WINDOW, BARE_WINDOW, open_window
from benchmarks.data import SMALL, copy_of
from benchmarks.figures import heading, line, median, spread

ROUNDS = 15
WARM_UP = 2
GOAL = 1.6


def measure() -> None:
    heading("Start of the process to first paint, 600 responses")
    with copy_of(SMALL) as folder:
        for _ in range(WARM_UP):
            open_window(*BARE_WINDOW)
            window = open_window(APP_WINDOW, str(folder))
        assert window.said["page"] == "TodayPage", window.said
        pairs = [
            (open_window(*BARE_WINDOW), open_window(APP_WINDOW, str(folder))) for _ in range(ROUNDS)
        ]
    bare = [pair[0].painted_ms for pair in pairs]
    ours = [pair[1].painted_ms for pair in pairs]
    line("Bare window", spread(bare), ratio=1.0)
    line("Today", spread(ours), ratio=median(ours) / median(bare), goal=GOAL)
    by_turns = median([ours[i] / bare[i] for i in range(ROUNDS)])
    line("Median of the ratios of neighbours", "", ratio=by_turns)
    busy = median([pair[1].busy_ms for pair in pairs]) / median([pair[0].busy_ms for pair in pairs])
    line("Processor time until then", "", ratio=busy)
    line("Heavy packages loaded at first paint", pairs[0][1].said["heavy"])
