"""Colours can be told apart, letters are there in every weight, and a look is in force at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication

import quizapp
from quizapp.ui import fonts
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.theme import (
    DARK,
    LIGHT,
    TOKENS,
    TYPE,
    Theme,
    system_is_dark,
    system_wants_contrast,
    theme,
    topic_role,
)

TEXT = 4.5
GRAPHIC = 3.0
PAIRS = [
    *product(("text", "text2", "text3"), ("bg", "surface", "raised"), (TEXT,)),
    *product(("text2", "text3"), ("sunken",), (TEXT,)),
    *product(("on_accent",), ("accent", "accent_hover", "accent_press"), (TEXT,)),
    *product(("accent", "ok", "bad", "warn"), ("bg", "surface"), (TEXT,)),
    *product(("on_accent_soft", "text", "text2"), ("accent_soft",), (TEXT,)),
    *product(("on_ok_soft", "text", "text2"), ("ok_soft",), (TEXT,)),
    *product(("on_bad_soft", "text", "text2"), ("bad_soft",), (TEXT,)),
    *product(("on_warn_soft", "text2"), ("warn_soft",), (TEXT,)),
    *product(("surface",), ("ok", "bad"), (TEXT,)),
    *product(("border_strong", "focus"), ("bg", "surface"), (GRAPHIC,)),
    *product(("t1", "t2", "t3", "t4", "h3", "h4"), ("surface",), (GRAPHIC,)),
]


def luminance(color: str) -> float:
    """Return the relative luminance of `#RRGGBB` as WCAG 2 defines it."""
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guidelines_define_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_all_forty_five_pairs_of_colours_are_measured() -> None:
    assert len(PAIRS) == 45
    assert len(set(PAIRS)) == 45


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "need"), PAIRS)
def test_a_pair_of_colours_has_enough_contrast(
    tone: str, front: str, ground: str, need: float
) -> None:
    assert contrast(TOKENS[tone][front], TOKENS[tone][ground]) >= need


def test_light_and_dark_name_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_only_the_theme_names_colours() -> None:
    package = Path(quizapp.__file__).parent
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\(|QColor\(\s*\d")
    guilty = [
        f"{path.relative_to(package)}: {found[0]}"
        for path in package.rglob("*.py")
        if path.name != "theme.py"
        for found in [literal.search(path.read_text("utf-8"))]
        if found
    ]
    assert guilty == []


@pytest.mark.parametrize("family", ["sans", "serif"])
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_greek_letters_signs_and_arrows_come_from_our_own_fonts(family: str, weight: int) -> None:
    wanted = {"sans": {"Inter"}, "serif": {"Source Serif 4", "Inter"}}[family]
    layout = QTextLayout("μκδα²⁺→✓≥", theme.font("body", weight, family))  # type: ignore[arg-type]
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == wanted
    assert all(0 not in run.glyphIndexes() for run in runs)


def test_a_heavier_weight_is_drawn_from_the_weight_axis() -> None:
    widths = {weight: theme.font("body", weight) for weight in (400, 700)}
    assert widths[400].variableAxisValue(QFont.Tag("wght")) == 400
    assert widths[700].variableAxisValue(QFont.Tag("wght")) == 700
    assert widths[700].weight() == QFont.Weight.Normal, "a set weight would be smeared on top"


@pytest.mark.parametrize("role", TYPE)
def test_no_text_is_smaller_than_twelve_pixels(role: str) -> None:
    assert theme.font(role).pixelSize() >= 12


def test_digits_of_timers_are_of_one_width() -> None:
    assert theme.font("label", tabular=True).featureValue(QFont.Tag("tnum")) == 1


def test_the_text_scale_reaches_fonts_and_lengths(look: Callable[..., None]) -> None:
    look(scale=1.5)
    assert theme.font("body").pixelSize() == 21
    assert theme.px(36) == 54


def test_a_changed_font_does_not_change_the_next_one() -> None:
    theme.font("body").setPixelSize(99)
    assert theme.font("body").pixelSize() == 14


def test_more_contrast_strengthens_edges_and_hints(look: Callable[..., None]) -> None:
    look(more_contrast=True)
    assert theme.hex("border") == LIGHT["border_strong"]
    assert theme.hex("text3") == LIGHT["text2"]
    assert theme.edge == 2


def test_a_new_look_is_told_to_everybody(qtbot, look: Callable[..., None]) -> None:  # type: ignore[no-untyped-def]
    with qtbot.waitSignal(theme.changed):
        look(dark=True)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name().upper() == DARK["bg"]


def test_what_is_on_the_screen_follows_a_new_look(qtbot, look: Callable[..., None]) -> None:  # type: ignore[no-untyped-def]
    card = Card()
    label = Label("Retention", "heading")
    button = Button("Start review", "primary")
    for widget in (card, label, button):
        qtbot.addWidget(widget)
    card.resize(80, 60)
    high = button.sizeHint().height()
    look(dark=True, scale=1.5)
    assert card.grab().toImage().pixelColor(40, 30).name().upper() == DARK["surface"]
    assert label.font().pixelSize() == 24
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK["text"]
    assert button.sizeHint().height() == high * 1.5


@pytest.mark.parametrize(
    ("topic", "role"),
    [
        ("receptor-mechanisms", "t1"),
        ("misconceptions", "t2"),
        ("overdose-response", "t3"),
        ("history", "t4"),
        ("a-bank-of-our-own", "t4"),
    ],
)
def test_a_topic_keeps_its_colour(topic: str, role: str) -> None:
    assert topic_role(topic) == role


def test_nothing_moves_where_motion_is_not_wanted(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Theme()
    monkeypatch.setattr(fresh, "_still", False)
    assert fresh.duration(120) == 120
    monkeypatch.setattr(fresh, "_reduce_motion", True)
    assert fresh.duration(120) == 0
    assert theme.duration(120) == 0, "tests never wait for motion"


def test_the_wishes_of_the_desktop_are_asked_for(qapp: QApplication) -> None:
    assert system_is_dark(qapp) is False
    assert system_wants_contrast(qapp) is False


def test_what_is_not_needed_at_the_start_is_not_loaded_at_the_start() -> None:
    look = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from quizapp.ui.theme import theme; theme.apply(app)\n"
        "import quizapp.ui.components.buttons, quizapp.ui.components.meters\n"
        "from PySide6.QtGui import QFontDatabase\n"
        "print('PySide6.QtSvg' in sys.modules, 'fontpkg' in sys.modules,"
        " 'Inter' in QFontDatabase.families(), 'Source Serif 4' in QFontDatabase.families())"
    )
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False", "True", "False"]


def test_without_its_package_a_font_of_the_system_stands_in() -> None:
    assert fonts._load("no_such_font_package", "any.ttf") is False


def test_an_unknown_colour_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.color("mauve")
