"""Cards that say one thing: a verdict, what a source says, what keeps people safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import clear_layout, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.glossary import TermMark

EMERGENCY_LINE: Final = "For learning only. In an emergency call your local emergency number."

BannerTone = Literal["ok", "bad", "warn", "accent"]

_BANNER_ICONS: Final = {
    "ok": "circle-check",
    "bad": "circle-x",
    "warn": "triangle-alert",
    "accent": "info",
}


class EmergencyLine(Label):
    """The fixed line of every screen about overdose."""

    def __init__(self) -> None:
        super().__init__(EMERGENCY_LINE, "caption", "text3", wrap=True)


class Banner(Card):
    """A verdict in a few words, on a ground of its colour and with an icon."""

    def __init__(self, tone: BannerTone = "ok", title: str = "", text: str = "") -> None:
        self._icon = IconView(_BANNER_ICONS[tone], tone, 24)
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "label", "text2", weight=400, wrap=True)
        words = column(self._title, self._text, spacing=2)
        super().__init__(row(self._icon, (words, 1), spacing=12), padding=16)
        self.set_content(tone, title, text)

    def set_content(self, tone: BannerTone, title: str, text: str = "") -> None:
        """Show another verdict: its tone, its title and a sentence of what follows."""
        ground = f"{tone}_soft"
        self.set_colors(ground, ground)
        self._icon.set_icon(_BANNER_ICONS[tone], tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(self.sentence())

    def sentence(self) -> str:
        """Return title and text as they should be spoken."""
        return ". ".join(part for part in (self._title.text(), self._text.text()) if part)


class QuoteCard(Card):
    """What a source says: where it stands, in our words or, once it was added, in its own."""

    show_in_source_requested = Signal()

    def __init__(self) -> None:
        self._head = Label("", "caption", "warn", weight=600)
        self._paraphrase = Label("", "body", wrap=True)
        self._passage = Label("", "quote", wrap=True)
        self._locator = Label("", "caption", "text2", wrap=True)
        self._show = Button("Show in source", "ghost", icon="arrow-right", trailing_icon=True)
        head = row(IconView("quote", "warn", 16), self._head, None, spacing=6)
        foot = row((self._locator, 1), self._show, spacing=8)
        super().__init__(
            column(head, self._paraphrase, self._passage, foot, spacing=8), padding=16, bar="warn"
        )
        self._show.clicked.connect(self.show_in_source_requested)

    def set_paraphrase(
        self,
        text: str,
        locator: str,
        *,
        can_show: bool = False,
        terms: tuple[TermMark, ...] = (),
    ) -> None:
        """Show our own words for a passage.

        Args:
            text: the paraphrase.
            locator: document, heading and where in it the passage begins and ends.
            can_show: whether the document is there to be opened.
            terms: where words stand in the paraphrase that are explained.
        """
        self._head.setText("What the source says, in our words")
        self._show_words(text, "", locator, can_show=can_show)
        self._paraphrase.set_terms(terms)

    def set_passage(self, text: str, locator: str) -> None:
        """Show a passage of a document that the learner has added, as it stands there."""
        self._head.setText("From the source")
        self._show_words("", f"“{text}”", locator, can_show=True)

    def _show_words(self, paraphrase: str, passage: str, locator: str, *, can_show: bool) -> None:
        for label, text in (
            (self._paraphrase, paraphrase),
            (self._passage, passage),
            (self._locator, locator),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._show.setVisible(can_show)
        self._show.setAccessibleDescription(locator)


class SafetyCard(Card):
    """Wording that keeps people safe; it is the same after right and after wrong answers."""

    def __init__(self, wordings: Sequence[str] = (), *, title: str = "Safety") -> None:
        self._texts = QVBoxLayout()
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.setSpacing(8)
        self._labels: list[Label] = []
        head = row(
            IconView("shield-alert", "accent", 20),
            (Label(title, "heading", "on_accent_soft"), 1),
            spacing=10,
        )
        content = column(head, self._texts, 2, EmergencyLine(), spacing=8)
        super().__init__(content, padding=16, fill="surface", border="accent", bar="accent")
        self.setAccessibleName(title)
        self.set_wordings(wordings)

    def set_wordings(self, wordings: Sequence[str]) -> None:
        """Show other wordings; without any the card is hidden."""
        if len(wordings) != len(self._labels):
            clear_layout(self._texts)
            self._labels = [Label("", "body", wrap=True) for _ in wordings]
            for label in self._labels:
                self._texts.addWidget(label)
        for label, text in zip(self._labels, wordings, strict=True):
            label.setText(text)
        if not wordings:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        else:
            # Shown without a parent it would be a window: let the card appear with its page.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)


class HintCard(Card):
    """Something worth knowing, in plain words, with at most one thing to do about it."""

    def __init__(self, icon: str, title: str, text: str, action: Button | None = None) -> None:
        self._icon = IconView(icon, "warn", 18)
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        content = column(row(self._icon, (self._title, 1), spacing=8), self._text, None, spacing=8)
        if action is not None:
            content.addLayout(row(action, None))
        super().__init__(content)
        self.set_content(icon, title, text)

    def set_content(self, icon: str, title: str, text: str) -> None:
        """Show another hint."""
        self._icon.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)
