"""Pictures as somebody sees them who cannot tell red from green."""

from __future__ import annotations

from array import array

from PySide6.QtGui import QColor, QImage

#: Deuteranopia, for linear light: Machado, Oliveira and Fernandes, 2009, severity 1.
_DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def seen_without_green(image: QImage) -> QImage:
    """Return a picture in the colours that an eye without green cones sees."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = array("I", bytes(plain.constBits()))
    seen = {pixel: _seen(QColor.fromRgb(pixel)).rgb() for pixel in set(pixels)}
    raw = array("I", map(seen.__getitem__, pixels)).tobytes()
    size = plain.size()
    return QImage(
        raw, size.width(), size.height(), plain.bytesPerLine(), QImage.Format.Format_RGB32
    ).copy()


def _seen(color: QColor) -> QColor:
    light = [_to_linear(share) for share in (color.redF(), color.greenF(), color.blueF())]
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in _DEUTERANOPIA)
    return QColor.fromRgbF(*(_to_display(min(1.0, max(0.0, share))) for share in mixed))


def _to_linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _to_display(share: float) -> float:
    return share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
