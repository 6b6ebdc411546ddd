"""The tab of scenarios: what there is to play, how far one has come, and the runs played so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import date_words
from quizapp.application.scenario_views import CardState
from quizapp.application.words import LEVELS
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import EmergencyLine
from quizapp.ui.components.cards import Card, EmptyState
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.pages.practise.critical_record import RecordCard
from quizapp.ui.pages.practise.tab import PractiseTab
from quizapp.ui.scenario.words import OUTCOME_LOOKS, best_words, history_words, state_pill
from quizapp.ui.session.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.scenario_views import HistoryRow, ScenarioCard
    from quizapp.ui.shell.page import Desk

#: Runs that the history shows before it is asked for all of them.
_SHOWN_AT_FIRST: Final = 6
_ACTS: Final = {
    CardState.NOT_TRIED: ("Start", "play"),
    CardState.UNDER_WAY: ("Go on", "play"),
    CardState.TRIED: ("Try again", "rotate-ccw"),
}


class ScenarioCardView(Card):
    """A scenario: what one is told, how far one has come, and the way in.

    Attributes:
        play_requested: carries the id of the scenario to start.
        go_on_requested: carries the id of the run to go on with.
    """

    play_requested = Signal(str)
    go_on_requested = Signal(str)

    def __init__(self) -> None:
        self._card: ScenarioCard | None = None
        self._title = Label("", "heading", wrap=True)
        self._stem = Label("", "body", "text2", wrap=True)
        self._level, self._state = Pill(), Pill()
        self._best = Label("", "label", "text3", weight=400, wrap=True)
        self._go = Button("Start", icon="play")
        self._anew = Button("Start anew", "ghost")
        super().__init__(
            column(
                self._title,
                self._stem,
                None,
                Flow(self._level, self._state),
                self._best,
                row(self._go, self._anew, None, spacing=8),
                spacing=10,
            )
        )
        self._go.clicked.connect(self._on_go)
        self._anew.clicked.connect(self._on_anew)

    def show_scenario(self, card: ScenarioCard) -> None:
        """Show a scenario."""
        self._card = card
        self._title.setText(card.title)
        self._stem.setText(card.stem)
        self._level.set_content(LEVELS[card.level])
        self._state.set_content(*state_pill(card))
        best = best_words(card)
        self._best.setText(best)
        self._best.setVisible(bool(best))
        act, icon = _ACTS[card.state]
        self._go.setText(act)
        self._go.set_icon(icon)
        self._go.set_name(f"{act}: {card.title}")
        self._go.setAccessibleDescription(f"{self._state.text()}. {best}".strip())
        self._go.setObjectName(f"go-{card.id}")
        self._anew.set_name(f"Start anew: {card.title}")
        self._anew.setObjectName(f"anew-{card.id}")
        self._anew.setVisible(card.state is CardState.UNDER_WAY)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the buttons in the order in which Tab passes them."""
        return self._go, self._anew

    @Slot()
    def _on_go(self) -> None:
        assert self._card is not None
        if self._card.run_id is not None:
            self.go_on_requested.emit(self._card.run_id)
        else:
            self.play_requested.emit(self._card.id)

    @Slot()
    def _on_anew(self) -> None:
        assert self._card is not None
        self.play_requested.emit(self._card.id)


class HistoryLine(QWidget):
    """A run that reached an end, and the way back to it.

    Attributes:
        look: the button that opens it.
        open_requested: carries the id of the run.
    """

    open_requested = Signal(str)

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self._run_id = ""
        self._icon = IconView("heart-pulse", size=18)
        self._title = Label("", "body", weight=500, wrap=True)
        self._text = Label("", "label", "text3", weight=400, wrap=True)
        self._passed = Pill("Passed", "ok", icon="check")
        self.look = Button("Look at it", "ghost")
        self.look.clicked.connect(self._on_look)
        words = column(self._title, self._text, spacing=1)
        sign = column(2, self._icon, None)
        line = row(sign, (words, 1), self._passed, self.look, spacing=12, margins=(0, 8, 0, 8))
        self.setLayout(line if is_first else column(Divider(), line, spacing=0))

    def show_run(self, run: HistoryRow) -> None:
        """Show another run."""
        self._run_id = run.run_id
        role, icon = OUTCOME_LOOKS[run.outcome]
        day, result = date_words(run.day), history_words(run)
        self._icon.set_icon(icon, role)
        self._title.setText(run.title)
        self._text.setText(f"{day} · {result}")
        self._passed.setVisible(run.passed)
        self.look.set_name(f"Look at the run of {run.title}, {day}")
        self.look.setAccessibleDescription(result)
        self.look.setObjectName(f"run-{run.run_id}")

    @Slot()
    def _on_look(self) -> None:
        self.open_requested.emit(self._run_id)


class HistoryCard(Card):
    """The runs that reached an end, the newest first; it keeps its lines and fills them anew.

    Attributes:
        open_requested: carries the id of a run to look at again.
    """

    open_requested = Signal(str)

    def __init__(self) -> None:
        self._runs: tuple[HistoryRow, ...] = ()
        self._shows_all = False
        self._lines: list[HistoryLine] = []
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._all = Button("", "ghost")
        self._all.setObjectName("all-runs")
        self._all.clicked.connect(self._on_all)
        super().__init__(
            column(
                Label("Runs you have finished", "heading"),
                self._place,
                row(self._all, None),
                spacing=8,
            )
        )

    def show_history(self, runs: Sequence[HistoryRow]) -> None:
        """Show these runs."""
        self._runs = tuple(runs)
        self.setVisible(bool(runs))
        self._show()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the buttons in the order in which Tab passes them."""
        return *(line.look for line in self._lines), self._all

    def _show(self) -> None:
        shown = self._runs if self._shows_all else self._runs[:_SHOWN_AT_FIRST]
        while len(self._lines) < len(shown):
            line = HistoryLine(is_first=not self._lines)
            line.open_requested.connect(self.open_requested)
            self._lines.append(line)
            self._place.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        for line, run in zip(self._lines, shown, strict=False):
            line.show_run(run)
        self._all.setText(f"Show all {len(self._runs)} runs")
        self._all.setVisible(len(shown) < len(self._runs))

    @Slot()
    def _on_all(self) -> None:
        self._shows_all = True
        self._show()
        tab_through(self.tab_stops())
        # The button is gone: the keyboard goes on where the rows begin that it has shown.
        self._lines[_SHOWN_AT_FIRST].look.setFocus()


class ScenariosTab(PractiseTab):
    """The scenarios as cards, and below them what was played."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._views: list[ScenarioCardView] = []
        self._about = Label(
            "You find somebody and act. Only your actions move the clock, and every run can be"
            " left and gone on with.",
            "body",
            "text2",
            wrap=True,
        )
        self._cards = Reflow(min_cell=380)
        self._record = RecordCard()
        self._history = HistoryCard()
        self._line = EmergencyLine()
        self._empty = EmptyState(
            "heart-pulse",
            "No scenarios yet",
            "They appear here once a scenario file has been read.",
        )
        self.setLayout(
            column(
                self._about,
                self._cards,
                self._record,
                self._history,
                self._line,
                self._empty,
                spacing=16,
            )
        )
        self._history.open_requested.connect(self.scenario_started)

    def refresh(self) -> None:
        """Show the scenarios and the runs as they are now."""
        scenarios = self.desk.application.scenarios
        cards = scenarios.list(self.desk.learner_id)
        if len(cards) != len(self._views):
            self._make_views(len(cards))
        for view, card in zip(self._views, cards, strict=True):
            view.show_scenario(card)
        self._record.show_record(scenarios.critical_record(self.desk.learner_id))
        self._history.show_history(scenarios.history(self.desk.learner_id))
        for part in (self._about, self._cards, self._line):
            part.setVisible(bool(cards))
        stops = [stop for view in self._views for stop in view.tab_stops()]
        tab_through((*stops, *self._record.tab_stops(), *self._history.tab_stops()))
        self._empty.setVisible(not cards)

    def _make_views(self, count: int) -> None:
        """Have as many cards as there are scenarios."""
        del self._views[count:]
        while len(self._views) < count:
            view = ScenarioCardView()
            view.play_requested.connect(self._on_play)
            view.go_on_requested.connect(self.scenario_started)
            self._views.append(view)
        self._cards.set_cells(self._views)
        for view in self._views:
            # Qt shows them later by itself, and until then the page would be laid out without them.
            view.show()

    @Slot(str)
    def _on_play(self, scenario_id: str) -> None:
        try:
            run_id = self.desk.application.scenarios.start(self.desk.learner_id, scenario_id)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self, error.message, error.hint)
            self.refresh()
            return
        self.scenario_started.emit(run_id)
