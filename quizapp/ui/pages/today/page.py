"""Today: what is due, the goal of the day, the streak and the topics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.pages.today import words
from quizapp.ui.pages.today.cards import HeroCard, StreakCard, TopicCard
from quizapp.ui.pages.today.words import Act
from quizapp.ui.shell.page import Page, Place

if TYPE_CHECKING:
    from quizapp.application.today_views import TodayView
    from quizapp.ui.pages.today.assigned import AssignedSection
    from quizapp.ui.pages.today.follow_up import FollowUpCard
    from quizapp.ui.pages.today.scenario_row import ScenarioRow
    from quizapp.ui.pages.today.words import Hero
    from quizapp.ui.shell.page import Desk

#: Where in the column of the page the scenario stands that was left.
_BELOW_THE_HERO: Final = 2


class TodayPage(Page):
    """The page that the app opens with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: TodayView | None = None
        self._hero: Hero | None = None
        self._greeting = Label("", "display", wrap=True)
        self._date = Label("", "body", "text2")
        self._card = HeroCard()
        self._card.first.clicked.connect(self._on_first)
        self._card.second.clicked.connect(self._on_second)
        self._streak = StreakCard()
        self._topics_title = Label("Topics", "heading")
        self._topics = Reflow(min_cell=280)
        self._topic_cards: dict[str, TopicCard] = {}
        self._bank_text = Label("", "label", "text2", wrap=True)
        which = Button("See which", "ghost")
        which.setObjectName("see-banks")
        which.clicked.connect(self._on_banks)
        self._banks = box(
            row(IconView("triangle-alert", "warn", 16), self._bank_text, which, None, spacing=8)
        )
        self._scenario: ScenarioRow | None = None
        self._assigned: AssignedSection | None = None
        self._follow_up: FollowUpCard | None = None
        self._open_set = Button("Open a set", "ghost", icon="inbox")
        self._open_set.setObjectName("open-set")
        self._open_set.setToolTip("Open a set that a trainer sent you, or drag it onto the window")
        self._open_set.clicked.connect(self._on_open_set)
        self._content = column(
            row((column(self._greeting, self._date, spacing=2), 1), self._open_set, spacing=16),
            Reflow(self._card, self._streak, min_cell=280, weights=(5, 2)),
            self._topics_title,
            self._topics,
            self._banks,
            None,
            spacing=16,
        )
        self._scroll = ScrollPage(self._content)
        self.setLayout(column(self._scroll, spacing=0))

    def refresh(self) -> None:
        """Show what is so now."""
        application = self.desk.application
        learner = application.profiles.get(self.desk.learner_id)
        view = self._view = application.practice.today(self.desk.learner_id)
        self._greeting.setText(words.greeting(view.now, learner.name.split()[0]))
        self._date.setText(words.long_date(view.now))
        self._hero = words.hero(view)
        self._card.show_hero(self._hero, view)
        self._streak.setVisible(view.streak is not None)
        if view.streak is not None:
            self._streak.show_streak(view.streak)
        self._show_scenario(view)
        self._show_assigned(view)
        self._show_follow_ups(view)
        self._show_topics(view)
        self._show_banks()

    def _show_scenario(self, view: TodayView) -> None:
        """Offer to go on with the scenario that was left, if there is one."""
        if self._scenario is None and view.open_scenario is not None:
            from quizapp.ui.pages.today.scenario_row import ScenarioRow

            self._scenario = ScenarioRow()
            self._scenario.go_on_requested.connect(self.scenario_started)
            self._content.insertWidget(_BELOW_THE_HERO, self._scenario)
            self.setTabOrder(self._card.second, self._scenario.go)
        if self._scenario is not None:
            self._scenario.show_run(view.open_scenario)

    def _show_assigned(self, view: TodayView) -> None:
        """Show the sets that trainers have sent, if there are any."""
        if self._assigned is None and view.has_sets:
            from quizapp.ui.pages.today.assigned import AssignedSection

            self._assigned = AssignedSection()
            self._assigned.set_requested.connect(self.set_requested)
            self._assigned.filled.connect(self._on_filled)
            self._content.insertWidget(self._content.indexOf(self._topics_title), self._assigned)
        if self._assigned is not None:
            application = self.desk.application
            rows = application.assigned_sets.rows(self.desk.learner_id)
            self._assigned.show_sets(rows, view.now, application.environment.zone)

    @Slot()
    def _on_filled(self) -> None:
        """Let Tab come by the sets where they stand, above the topics."""
        from quizapp.ui.components.tab_order import tab_as_laid_out

        tab_as_laid_out(self)

    def _show_follow_ups(self, view: TodayView) -> None:
        if self._follow_up is None and view.follow_ups:
            from quizapp.ui.pages.today.follow_up import FollowUpCard

            self._follow_up = FollowUpCard()
            self._follow_up.work_requested.connect(self._on_work)
            self._content.insertWidget(self._content.indexOf(self._topics_title), self._follow_up)
        if self._follow_up is not None:
            self._follow_up.setVisible(bool(view.follow_ups) and view.open_run is None)
            self._follow_up.show_follow_ups(view.follow_ups)

    def _show_topics(self, view: TodayView) -> None:
        if list(self._topic_cards) != [topic.id for topic in view.topics]:
            self._topic_cards = {}
            for topic in view.topics:
                card = TopicCard(topic.id)
                card.clicked.connect(partial(self._open_topic, topic.id))
                self._topic_cards[topic.id] = card
            self._topics.set_cells(list(self._topic_cards.values()))
        for topic in view.topics:
            self._topic_cards[topic.id].show_topic(topic)
        self._topics_title.setVisible(bool(view.topics))

    def _show_banks(self) -> None:
        problems = self.desk.application.banks.problems()
        count = len(problems)
        verb = "has a mistake and was" if count == 1 else "have mistakes and were"
        self._bank_text.setText(f"{plural(count, 'question bank')} {verb} left out.")
        self._banks.setVisible(bool(count))

    @Slot()
    def _on_first(self) -> None:
        assert self._hero is not None
        self._act(self._hero.first[1])

    @Slot()
    def _on_second(self) -> None:
        assert self._hero is not None
        assert self._hero.second is not None
        self._act(self._hero.second[1])

    def _act(self, act: Act) -> None:
        practice, learner_id = self.desk.application.practice, self.desk.learner_id
        if act is Act.CONTINUE:
            assert self._view is not None
            assert self._view.open_run is not None
            self.run_started.emit(self._view.open_run.attempt_id)
        elif act is Act.END_RUN:
            self._end_run()
        elif act is Act.BANKS:
            self._on_banks()
        elif act is Act.PRACTISE:
            self.place_requested.emit(Place(page="practise"))
        elif act is Act.REVIEW:
            self.start_run(partial(practice.start_review, learner_id))
        elif act is Act.QUICK:
            self.start_run(partial(practice.start_quick, learner_id))
        else:
            self.start_run(partial(practice.start_new, learner_id))

    def _end_run(self) -> None:
        from quizapp.ui.components.toast import show_toast

        assert self._view is not None
        assert self._view.open_run is not None
        self.desk.application.practice.end_open_run(self.desk.learner_id)
        show_toast(
            self,
            "The run is ended. Its answers are kept.",
            action="Undo",
            on_action=partial(self._reopen_run, self._view.open_run.attempt_id),
        )
        self.refresh()

    def _reopen_run(self, attempt_id: str) -> None:
        try:
            self.desk.application.practice.reopen_run(attempt_id)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self, error.message, error.hint)
        self.refresh()

    def _open_topic(self, topic_id: str) -> None:
        self.place_requested.emit(Place(page="practise", topic=topic_id))

    @Slot(str)
    def _on_work(self, misconception_id: str) -> None:
        practice = self.desk.application.practice
        self.start_run(partial(practice.start_work, self.desk.learner_id, misconception_id))

    @Slot()
    def _on_open_set(self) -> None:
        from quizapp.ui.shell.set_opening import choose_set

        sha256 = choose_set(self, self.desk)
        if sha256:
            self.refresh()
            self.set_requested.emit(sha256)

    @Slot()
    def _on_banks(self) -> None:
        self.place_requested.emit(Place(page="settings", part="data"))
