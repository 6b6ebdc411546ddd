"""The side bar: which page is shown, the settings, and who is learning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy

from quizapp.ui.components.buttons import Button, HoverButton
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import EdgePanel, box, column, row
from quizapp.ui.components.painting import RADIUS_CONTROL, draw_box, painter_on
from quizapp.ui.icons import app_pixmap, icon
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent


class PageEntry(NamedTuple):
    """A page as the side bar names it."""

    key: str
    title: str
    icon: str


PAGES: Final = (
    PageEntry("today", "Today", "house"),
    PageEntry("practise", "Practise", "list-checks"),
    PageEntry("progress", "Progress", "chart-line"),
    PageEntry("sources", "Sources", "library"),
)
TRAINER: Final = PageEntry("trainer", "Trainer", "graduation-cap")
SETTINGS: Final = PageEntry("settings", "Settings", "settings")
_ALL: Final = (*PAGES, TRAINER, SETTINGS)
WIDTH: Final = 220
_MARGIN: Final = 16
_MARK: Final = 36


class Mark(QLabel):
    """The icon of the app; its name stands beside it or in a tooltip."""

    def __init__(self, edge: int = _MARK) -> None:
        super().__init__()
        self._edge = edge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.draw()
        theme.changed.connect(self.draw)

    @Slot()
    def draw(self) -> None:
        """Draw the icon at the present text scale."""
        self.setPixmap(app_pixmap(theme.px(self._edge), self.devicePixelRatioF()))


class PersonTile(HoverButton):
    """Who is learning; opens the menu of profiles."""

    focus_radius = RADIUS_CONTROL

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = Label(name, "label", weight=600, elide=True)
        self._words = box(
            column(
                None,
                self._name,
                Label("Learner", "caption", "text3", weight=400, elide=True),
                None,
                spacing=0,
            )
        )
        self._picture = IconView("user", "text2", 16, tile="h0")
        # Neither part takes the pointer from the button below it.
        for part in (self._picture, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row(self._picture, (self._words, 1), spacing=10, margins=(4, 0, 4, 0))
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        theme.changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        """Show another name."""
        self._name.setText(name)
        self.setAccessibleName(f"{name}, profile menu")

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the picture alone, in the middle, or the name beside it."""
        self._words.setVisible(not is_narrow)
        middle = Qt.AlignmentFlag.AlignCenter if is_narrow else Qt.AlignmentFlag(0)
        self._row.setAlignment(self._picture, middle)
        self.setToolTip(self._name.text() if is_narrow else "")

    def sizeHint(self) -> QSize:
        """Return the size of the picture with its margins."""
        return QSize(theme.px(48), theme.px(48))

    def minimumSizeHint(self) -> QSize:
        """Return the same; a long name is shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a ground while the pointer is here."""
        share = 1.0 if self.isDown() else self._hover.value
        if share:
            ground: QColor = theme.color("sunken")
            ground.setAlphaF(share)
            draw_box(painter_on(self), QRectF(self.rect()), fill=ground, radius=RADIUS_CONTROL)


class SideBar(EdgePanel):
    """The way to every page."""

    page_chosen = Signal(str)
    profiles_requested = Signal()
    new_learner_requested = Signal()
    profile_requested = Signal()

    def __init__(self, learner_name: str) -> None:
        super().__init__("trailing")
        self._is_narrow = False
        self._news: dict[str, int] = {}
        self._mark = Mark()
        self._title = Label("Quizapp", "heading", weight=700)
        self._buttons = {entry.key: self._button(entry) for entry in _ALL}
        self.person = PersonTile(learner_name)
        self.person.setObjectName("person")
        self.person.clicked.connect(self._show_menu)
        pages = [self._buttons[entry.key] for entry in (*PAGES, TRAINER)]
        self._layout = column(
            row(self._mark, self._title, None, spacing=10),
            20,
            *pages,
            None,
            self._buttons[SETTINGS.key],
            4,
            self.person,
            spacing=6,
            margins=(_MARGIN, 20, _MARGIN, 12),
        )
        self.setLayout(self._layout)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _button(self, entry: PageEntry) -> Button:
        button = Button(entry.title, "nav", icon=entry.icon, name=entry.title)
        button.setObjectName(f"nav-{entry.key}")
        button.clicked.connect(self._on_clicked)
        return button

    def choose(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def focus_page(self, key: str) -> None:
        """Give the keyboard to the button of a page."""
        self._buttons[key].setFocus()

    def tell(self, key: str, news: int) -> None:
        """Say beside a page's name how many things have come in there."""
        self._news[key] = news
        self._name_buttons()

    def _name_buttons(self) -> None:
        for entry in _ALL:
            button, news = self._buttons[entry.key], self._news.get(entry.key, 0)
            said = f"{entry.title}, {news} new" if news else entry.title
            full = f"{entry.title} ({news})" if news else entry.title
            button.setText("" if self._is_narrow else full)
            button.set_icon("inbox" if news and self._is_narrow else entry.icon)
            button.setToolTip(said if self._is_narrow else "")
            button.set_name(said)

    def offer_trainer(self, *, is_offered: bool) -> None:
        """Show the way to the trainer's page, or take it away."""
        self._buttons[TRAINER.key].setVisible(is_offered)

    def set_learner_name(self, name: str) -> None:
        """Show who is learning."""
        self.person.set_name(name)

    def fit(self, window_width: int) -> None:
        """Become a strip of icons where words would leave too little room for the page."""
        is_narrow = window_width - theme.px(WIDTH) < theme.px(480)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._name_buttons()
            self._title.setVisible(not is_narrow)
            self._mark.setToolTip("Quizapp" if is_narrow else "")
            self.person.set_narrow(is_narrow=is_narrow)
            self._restyle()

    @property
    def is_narrow(self) -> bool:
        """Whether the side bar is a strip of icons."""
        return self._is_narrow

    @Slot()
    def _restyle(self) -> None:
        side = 8 if self._is_narrow else _MARGIN
        self._layout.setContentsMargins(side, 20, side, 12)
        self.setFixedWidth(theme.px(48) + 2 * side if self._is_narrow else theme.px(WIDTH))
        self._mark.setMinimumWidth(theme.px(48) if self._is_narrow else 0)
        self._mark.setAlignment(
            Qt.AlignmentFlag.AlignCenter if self._is_narrow else Qt.AlignmentFlag.AlignLeft
        )

    @Slot()
    def _on_clicked(self) -> None:
        clicked = self.sender()
        for key, button in self._buttons.items():
            if button is clicked:
                self.page_chosen.emit(key)

    @Slot()
    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(theme.font("body"))
        menu.addAction(icon("users", "text2", 18), "Switch learner…", self.profiles_requested.emit)
        menu.addAction(
            icon("user-plus", "text2", 18), "New learner…", self.new_learner_requested.emit
        )
        menu.addSeparator()
        menu.addAction(icon("user", "text2", 18), "Your profile", self.profile_requested.emit)
        menu.ensurePolished()
        corner = self.person.mapToGlobal(QPoint(0, 0))
        menu.popup(corner - QPoint(0, menu.sizeHint().height() + 4))
