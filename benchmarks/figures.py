"""Medians, percentiles, and the lines in which they are printed."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds `act` takes."""
    started = perf_counter()
    act()
    return (perf_counter() - started) * 1000


def repeated(act: Callable[[], object], times: int) -> float:
    """Return the median of several timings of `act`, in milliseconds."""
    return median([timed(act) for _ in range(times)])


def heading(title: str) -> None:
    load = os.getloadavg()[0]
    print(f"\n{title}  (load {load:.1f})", flush=True)


def line(name: str, value: str, *, ratio: float | None = None, goal: float | None = None) -> None:
    """Print a figure, and where there is a goal for its ratio, whether that is met."""
    said = f"  {name:<52} {value:>24}"
    if ratio is not None:
        said += f"   {ratio:6.2f} ×"
    if ratio is not None and goal is not None:
        said += f"  goal ≤ {goal:g} ×: {'met' if ratio <= goal else 'NOT MET'}"
    print(said, flush=True)


def limit(name: str, ms: float, most_ms: float) -> None:
    """Print a figure whose goal is a time that people or displays set, such as one frame."""
    verdict = "met" if ms <= most_ms else "NOT MET"
    print(f"  {name:<52} {ms:>21.2f} ms   goal ≤ {most_ms:g} ms: {verdict}", flush=True)


def spread(values: Sequence[float]) -> str:
    """Return the median of milliseconds with the least and the greatest."""
    return f"{median(values):.1f} ms ({min(values):.1f}–{max(values):.1f})"


def tail(values: Sequence[float]) -> str:
    """Return the median of milliseconds with the 99th percentile."""
    return f"p50 {percentile(values, 50):.2f}  p99 {percentile(values, 99):.2f} ms"
