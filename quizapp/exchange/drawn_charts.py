"""Charts as SVG, for pages: nothing in them but numbers and words of the house."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from quizapp.resources import asset

_FONT = "Inter, sans-serif"


@cache
def printed_colours() -> dict[str, str]:
    """Return the colours of everything that is printed, by what they are for."""
    found: dict[str, str] = json.loads(asset("reports/colours.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; `is_pale` marks those below the line."""

    label: str
    count: int
    is_pale: bool = False


def histogram(bars: Sequence[Bar], line: tuple[float, str] | None = None) -> str:
    """Return bars with their counts above them.

    Args:
        bars: one or more, from the start.
        line: how many bars lie before a dashed line, whole or not, and what it is called.
    """
    width, height, base, top = 640, 230, 200, 46
    colours = printed_colours()
    step = width / len(bars)
    most = max(1, *(bar.count for bar in bars))
    parts = []
    for place, bar in enumerate(bars):
        high = max(2.0, (base - top) * bar.count / most)
        middle = (place + 0.5) * step
        fill = "line" if not bar.count else "pale" if bar.is_pale else "accent"
        parts.append(_rect(place * step + 3, base - high, step - 6, high, fill))
        if bar.count:
            parts.append(_text(middle, base - high - 6, str(bar.count)))
        parts.append(_text(middle, base + 18, bar.label, fill="quiet"))
    if line is not None:
        before, said = line
        x = before * step
        parts.append(
            f'<path d="M{x:.1f} 24V{base}" stroke="{colours["caution"]}" stroke-width="1.5"'
            ' stroke-dasharray="5 4" fill="none"/>'
        )
        is_late = before > len(bars) / 2
        parts.append(
            _text(
                x + (-6 if is_late else 6),
                18,
                said,
                fill="caution",
                side="end" if is_late else "start",
            )
        )
    return _svg(width, height, parts)


def rising_shares(shares: Sequence[float | None], labels: Sequence[str]) -> str:
    """Return dots for shares from 0 to 1, joined; a missing one leaves a gap.

    Args:
        shares: from the start.
        labels: one a share.
    """
    width, height, left, base, top = 640, 170, 50, 135, 15
    colours = printed_colours()
    step = (width - left - 90) / max(1, len(shares) - 1)
    parts = []
    for line in (0.0, 0.5, 1.0):
        y = base - (base - top) * line
        parts.append(f'<path d="M{left} {y:.1f}H{width}" stroke="{colours["line"]}" fill="none"/>')
        parts.append(_text(left - 6, y + 4, f"{line:.0%}", fill="quiet", side="end"))
    points: list[str] = []
    for place, (share, label) in enumerate(zip(shares, labels, strict=True)):
        x = left + 45 + place * step
        parts.append(_text(x, base + 18, label, fill="quiet"))
        if share is not None:
            y = base - (base - top) * min(1.0, max(0.0, share))
            points.append(f"{x:.1f},{y:.1f}")
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colours["accent"]}"/>')
    joined = " ".join(points)
    parts.append(
        f'<polyline points="{joined}" fill="none" stroke="{colours["accent"]}" stroke-width="2"/>'
    )
    return _svg(width, height, parts)


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"'
        f' fill="{printed_colours()[fill]}"/>'
    )


def _text(x: float, y: float, text: str, *, fill: str = "ink", side: str = "middle") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{_FONT}" font-size="13" fill="{printed_colours()[fill]}"'
        f' text-anchor="{side}">{escape(text)}</text>'
    )


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        + "".join(parts)
        + "</svg>"
    )
