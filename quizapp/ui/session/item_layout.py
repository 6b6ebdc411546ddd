"""What Qt asks of every layout, for those that place their parts themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QLayoutItem


class ItemLayout(QLayout):
    """Keeps the parts of a layout, whose height follows from its width."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[QLayoutItem] = []

    @property
    def is_mirrored(self) -> bool:
        """Whether the parts stand from right to left."""
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self.items.append(item)

    def count(self) -> int:
        """Return the number of parts."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None beyond the last."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away, or None beyond the last."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def hasHeightForWidth(self) -> bool:
        """Return True: parts wrap."""
        return True


def height_at(item: QLayoutItem, width: int) -> int:
    """Return the height that a part takes at a width, both in pixels."""
    # Nearly all parts wrap; to ask first whether one does costs as much as the height itself.
    high = item.heightForWidth(width)
    return high if high > 0 else item.sizeHint().height()
