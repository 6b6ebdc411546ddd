"""The two typefaces: Inter, in which the app speaks, and Source Serif, in which sources speak.

Both are variable fonts from packages of their own. Their weight is an axis of the font:
`QFont.setWeight` would only smear the regular weight.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

_SANS: Final = ("Inter", "Segoe UI Variable", "SF Pro Text", "Noto Sans", "DejaVu Sans")
# Inter lends Source Serif the one sign that it lacks, the raised plus.
_SERIF: Final = ("Source Serif 4", "Inter", "Georgia", "Noto Serif", "DejaVu Serif")
_WEIGHT_AXIS: Final = QFont.Tag("wght")
_TABULAR_FIGURES: Final = QFont.Tag("tnum")


@cache
def _load(package: str, file: str) -> bool:
    """Make one bundled font known to Qt and return whether that worked.

    The package is found, not imported: importing it costs more than loading its font.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return False
    return QFontDatabase.addApplicationFont(str(Path(spec.origin).parent / "files" / file)) >= 0


def load_sans() -> bool:
    """Load Inter, once; False when its package is missing and a system font will stand in."""
    return _load("fontpkg_inter", "Inter[opsz,wght].ttf")


def load_serif() -> bool:
    """Load Source Serif, once; it is wanted late, so `build` calls this when it is."""
    return _load("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")


def build(*, family: str, size: int, weight: int, spacing: float, tabular: bool) -> QFont:
    """Return a font.

    Args:
        family: "sans" or "serif".
        size: height in pixels.
        weight: 100 to 900, 400 being regular.
        spacing: letter spacing in percent.
        tabular: whether all digits are of one width.
    """
    font = QFont()
    if family == "serif":
        load_serif()
        font.setFamilies(_SERIF)
    else:
        font.setFamilies(_SANS)
    font.setPixelSize(size)
    font.setVariableAxis(_WEIGHT_AXIS, weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing != 100.0:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
    if tabular:
        font.setFeature(_TABULAR_FIGURES, 1)
    return font
