"""Fields of the set builder: values to choose from, a moment to type, and the mix of topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy

from quizapp.application.local_times import local_text, read_local
from quizapp.ui.components.choices import Segmented, Select
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.painting import draw_box, mirrored_f, painter_on
from quizapp.ui.theme import theme, topic_role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, time, tzinfo

    from PySide6.QtGui import QPaintEvent

WordsFor = Callable[[Any], str]

_FILE_EACH: Final = "Each learner gets a file of their own. Nobody needs to have enrolled."
_ONE_FILE: Final = (
    "All who have enrolled open the same file, each in another order. The others, and those with"
    " conditions of their own, still get one each."
)


class ValueSelect(Select):
    """A drop-down list of values, each with its words."""

    value_chosen = Signal(object)

    def __init__(self, values: Sequence[Any], words: WordsFor, *, name: str) -> None:
        super().__init__([words(value) for value in values], name=name)
        self._values, self._words = list(values), words
        self.activated.connect(self._on_activated)

    def value(self) -> Any:
        """Return the value that is chosen."""
        return self._values[self.currentIndex()]

    def set_value(self, value: Any) -> None:
        """Choose a value without a signal; one that is not offered so far is added."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(self._words(value))
        self.setCurrentIndex(self._values.index(value))

    def set_values(self, values: Sequence[Any], value: Any) -> None:
        """Offer other values and choose one of them, without a signal."""
        if list(values) != self._values or [self._words(one) for one in values] != [
            self.itemText(index) for index in range(self.count())
        ]:
            self.clear()
            self._values = list(values)
            self.addItems([self._words(one) for one in values])
        self.set_value(value)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.value_chosen.emit(self._values[index])


class MomentField(Field):
    """A date and time to type, in local time; what is no moment is said below and not taken."""

    moment_typed = Signal(object)
    """The moment, in UTC; None for an empty field."""

    is_taken: bool
    """Whether what stands in the field is a moment, or nothing."""

    def __init__(self, label: str, zone: tzinfo | None, usual: time, *, name: str = "") -> None:
        self._entry = TextField(placeholder="2026-12-01 18:00", name=name or label)
        super().__init__(label, self._entry)
        self._zone, self._usual = zone, usual
        self._moment: datetime | None = None
        self.is_taken = True
        self._entry.editingFinished.connect(self._on_finished)

    def moment(self) -> datetime | None:
        """Return the moment that was taken last."""
        return self._moment

    def set_moment(self, moment: datetime | None) -> None:
        """Show a moment without a signal."""
        self._moment, self.is_taken = moment, True
        self._entry.setText(local_text(moment, self._zone))
        self.set_error("")

    @Slot()
    def _on_finished(self) -> None:
        try:
            moment = read_local(self._entry.text(), self._zone, self._usual)
        except ValueError as error:
            self.set_error(str(error))
            self.is_taken = False
            return
        self.set_error("")
        self.is_taken = True
        if moment != self._moment:
            self._moment = moment
            self.moment_typed.emit(moment)


class FilesField(Field):
    """Whether each learner gets a file, or the cohort gets one, with what that means below."""

    shared_chosen = Signal(bool)
    """Whether the cohort is to get one file."""

    def __init__(self) -> None:
        self._choice = Segmented(["One each", "One for the cohort"], 0, name="Set files")
        super().__init__("Set files", self._choice)
        self._choice.chosen.connect(self._on_chosen)

    def set_shared(self, *, is_shared: bool) -> None:
        """Show a choice without a signal."""
        self._choice.set_current(int(is_shared))
        self.set_help(_ONE_FILE if is_shared else _FILE_EACH)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self.shared_chosen.emit(bool(index))


class MixBar(QLabel):
    """How the questions of a set are spread over topics: one length of the bar each."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_parts(self, parts: Sequence[tuple[str, int]], sentence: str) -> None:
        """Show other topics by id, each with its number of questions; `sentence` says the same."""
        self._parts = tuple(parts)
        self.setAccessibleName(sentence)
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(8))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(80), theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lengths, with a gap between them."""
        painter = painter_on(self)
        total = sum(count for _topic, count in self._parts)
        high = self.height()
        if not total:
            draw_box(painter, QRectF(self.rect()), fill=theme.color("h0"), radius=high / 2)
            return
        gap = theme.px(4)
        room = self.width() - gap * (len(self._parts) - 1)
        x = 0.0
        for topic, count in self._parts:
            wide = room * count / total
            place = mirrored_f(self, QRectF(x, 0, wide, high))
            radius = min(wide, high) / 2
            draw_box(painter, place, fill=theme.color(topic_role(topic)), radius=radius)
            x += wide + gap
