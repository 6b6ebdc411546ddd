"""The first tab of Progress: figures, mastery, retention, reviews a day and weakest items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import plural
from quizapp.ui.charts.base import ChartCard
from quizapp.ui.charts.forecast import ForecastChart, ForecastData
from quizapp.ui.charts.heat_map import HeatLegend, HeatMapData, ReviewHeatMap
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card, StatTile
from quizapp.ui.components.choices import Select
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.meters import Bar, Ring
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.pages.progress import words
from quizapp.ui.theme import topic_role

if TYPE_CHECKING:
    from quizapp.application.today_views import TopicView
    from quizapp.application.views import ProgressView, WeakItem
    from quizapp.domain.passing import TopicPass

_LOW = 0.4
_ALL = "All topics"


class MasteryCard(Card):
    """Each topic with its mastery and how long it holds."""

    def __init__(self) -> None:
        self._rows: QVBoxLayout = column(spacing=14)
        super().__init__(column(Label("Mastery by topic", "heading"), self._rows, None, spacing=14))

    def show_topics(self, topics: tuple[TopicView, ...], passes: tuple[TopicPass, ...]) -> None:
        """Show these topics, and below a topic that can be passed whether it is."""
        clear_layout(self._rows)
        standings = {standing.topic: standing for standing in passes}
        for topic in topics:
            days = topic.mastery.holds_days
            holds = "" if days is None else f"holds about {plural(days, 'day')}"
            bar = Bar(topic.mastery.share, topic_role(topic.id), name=f"{topic.title}, mastery")
            head = row(
                (Label(topic.title, "body", weight=500, elide=True), 1),
                Label(holds, "label", "text3", weight=400),
                Label(f"{bar.value()}%", "body", weight=600, tabular=True),
                spacing=10,
            )
            lines = column(head, bar, spacing=6)
            if topic.id in standings:
                standing = standings[topic.id]
                tone = "ok" if standing.passed else "text2"
                said = words.standing_sentence(standing)
                lines.addWidget(Label(said, "label", tone, weight=400, wrap=True))
            self._rows.addLayout(lines)


class WeakestCard(Card):
    """The items that go wrong most often."""

    practise_requested = Signal(object)

    def __init__(self) -> None:
        self._items: tuple[str, ...] = ()
        self._rows: QVBoxLayout = column(spacing=8)
        self._practise = Button("Practise these", "ghost", icon="arrow-right")
        self._practise.setObjectName("practise-weakest")
        head = row((Label("Weakest items", "heading", elide=True), 1), self._practise, spacing=8)
        content = column(head, self._rows, None, spacing=8)
        super().__init__(content)
        content.setContentsMargins(20, 11, 12, 20)
        self._practise.clicked.connect(self._on_practise)

    def show_items(self, items: tuple[WeakItem, ...]) -> None:
        """Show these items."""
        self._items = tuple(item.item_id for item in items)
        self._practise.setVisible(bool(items))
        clear_layout(self._rows)
        for item in items:
            share = item.right / item.answers
            ring = Ring(share, 38, "bad" if share < _LOW else "accent", thickness=4, name="Right")
            about = f"{item.topic_title} · {item.right} of {item.answers} right"
            about_item = column(
                None,
                Label(item.stem, "label", weight=600, elide=True),
                Label(about, "label", "text2", weight=400, elide=True),
                None,
                spacing=0,
            )
            self._rows.addLayout(row(ring, (about_item, 1), 8, spacing=12))
        if not items:
            text = "Items that go wrong more than once appear here."
            self._rows.addWidget(Label(text, "label", "text2", weight=400, wrap=True))

    @Slot()
    def _on_practise(self) -> None:
        self.practise_requested.emit(self._items)


class Overview(QWidget):
    """All of the first tab."""

    practise_requested = Signal(object)
    topic_chosen = Signal(object)
    """The forecast is wanted for another topic: its id, or None for all."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = [StatTile() for _figure in range(4)]
        self._mastery = MasteryCard()
        self._forecast = ForecastChart()
        self._topic = Select((_ALL,), name="Topic of the retention curve")
        self._topic.setObjectName("forecast-topic")
        self._topic_ids: list[str | None] = [None]
        self._forecast_text = Label("", "label", "text2", weight=400, wrap=True)
        self._forecast_card = ChartCard("Retention", self._forecast, control=self._topic)
        below = self._forecast_card.layout()
        assert below is not None
        below.addWidget(self._forecast_text)
        self._reviews = ReviewHeatMap()
        self._weakest = WeakestCard()
        reviews = ChartCard("Reviews per day", self._reviews, control=HeatLegend())
        self.setLayout(
            column(
                Reflow(*self._tiles, min_cell=200),
                Reflow(self._mastery, self._forecast_card, min_cell=400),
                Reflow(reviews, self._weakest, min_cell=340, weights=(3, 2)),
                spacing=16,
            )
        )
        self._topic.activated.connect(self._on_topic)
        self._weakest.practise_requested.connect(self.practise_requested)

    def show_view(self, view: ProgressView) -> None:
        """Show these figures."""
        for tile, figure in zip(self._tiles, words.figures(view), strict=True):
            tile.set_content(*figure)
        self._mastery.show_topics(view.topics, view.passes)
        self._offer_topics(view.topics)
        data = ForecastData(view.answers_ever, view.forecast, view.retention)
        self._forecast.set_data(data)
        self._forecast_text.setText(words.forecast_note(data.falls_on))
        self._forecast_text.setVisible(bool(view.forecast))
        last_day = view.reviews[-1][0]
        self._reviews.set_data(HeatMapData(last_day, tuple(n for _day, n in view.reviews)))
        self._weakest.show_items(view.weakest)

    def _offer_topics(self, topics: tuple[TopicView, ...]) -> None:
        ids: list[str | None] = [None, *(topic.id for topic in topics)]
        if ids != self._topic_ids:
            self._topic_ids = ids
            self._topic.clear()
            self._topic.addItems([_ALL, *(topic.title for topic in topics)])

    @Slot(int)
    def _on_topic(self, index: int) -> None:
        self.topic_chosen.emit(self._topic_ids[index])
