"""The cards of Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.meters import Ring, WeekDots
from quizapp.ui.components.pills import Pill
from quizapp.ui.pages.today import words
from quizapp.ui.theme import topic_role

if TYPE_CHECKING:
    from quizapp.application.today_views import StreakView, TodayView, TopicView
    from quizapp.ui.pages.today.words import Hero

_LETTERS = "MTWTFSS"


class HeroCard(Card):
    """The first card: the one thing to do now, and how far the day's goal is."""

    def __init__(self) -> None:
        self._title = Label("", "title", wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        self._urgent_text = Label("", "label", "bad", wrap=True)
        self._urgent = box(
            row(IconView("shield-alert", "bad", 18), (self._urgent_text, 1), spacing=8)
        )
        self.first = Button("", "primary", icon="play", large=True)
        self.first.setObjectName("hero-first")
        self.second = Button("", "ghost", large=True)
        self.second.setObjectName("hero-second")
        self._ring = Ring(0.0, 96, thickness=8, name="Answers today")
        words_column = column(
            None,
            self._title,
            self._text,
            self._urgent,
            10,
            row(self.first, self.second, None, spacing=8),
            None,
            spacing=6,
        )
        super().__init__(row((words_column, 1), self._ring, spacing=24), padding=24)

    def show_hero(self, hero: Hero, view: TodayView) -> None:
        """Show what there is to do and how many answers the day has seen."""
        self._title.setText(hero.title)
        self._text.setText(hero.text)
        urgent = "" if view.open_run else words.urgent_line(view.urgent)
        self._urgent_text.setText(urgent)
        self._urgent.setVisible(bool(urgent))
        self.first.setText(hero.first[0])
        self.second.setVisible(hero.second is not None)
        if hero.second is not None:
            self.second.setText(hero.second[0])
        self._ring.set_value(min(1.0, view.answered / view.goal), f"{view.answered}/{view.goal}")


class StreakCard(Card):
    """The last seven days."""

    def __init__(self) -> None:
        self._title = Label("", "heading")
        self._text = Label("", "label", "text2", weight=400, wrap=True)
        self._days = WeekDots()
        super().__init__(
            column(
                row(IconView("flame", "warn", 18), (self._title, 1), spacing=6),
                self._text,
                8,
                None,
                self._days,
                spacing=4,
            )
        )

    def show_streak(self, streak: StreakView) -> None:
        """Show the days in a row and the last seven days."""
        self._title.setText(words.streak_title(streak))
        self._text.setText(words.streak_text(streak))
        self._days.set_days([(_LETTERS[day.weekday()], done) for day, done in streak.week])


class TopicCard(CardButton):
    """A topic: how well it is known and what is due; a click goes on to practise it."""

    def __init__(self, topic_id: str) -> None:
        self._ring = Ring(0.0, 68, topic_role(topic_id))
        self._title = Label("", "heading", wrap=True)
        self._count = Label("", "label", "text3", weight=400)
        self._pill = Pill()
        words_column = column(
            None, self._title, self._count, 6, row(self._pill, None), None, spacing=2
        )
        super().__init__(row(self._ring, (words_column, 1), spacing=16), "")
        self.setObjectName(f"topic-{topic_id}")

    def show_topic(self, topic: TopicView) -> None:
        """Show the figures of the topic."""
        self._ring.set_value(topic.mastery.share)
        self._title.setText(topic.title)
        count = plural(topic.mastery.items, "question")
        self._count.setText(count)
        if topic.due:
            self._pill.set_content(f"{topic.due} due", "warn")
        elif topic.mastery.answered:
            self._pill.set_content("Up to date", "ok", "check")
        else:
            self._pill.set_content("New", "accent")
        self.set_name(
            f"Practise {topic.title}",
            f"Mastery {self._ring.value()} percent, {count}, {self._pill.text()}",
        )
