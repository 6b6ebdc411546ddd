"""One report on the screen: figures, scores, the question to look at, and the tables."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import plural, times
from quizapp.application.reports.noted import noted_words
from quizapp.application.reports.pages import score_bars
from quizapp.application.reports.wording import own_terms_words
from quizapp.ui.charts.base import ChartCard
from quizapp.ui.charts.histogram import ScoreBins, ScoreHistogram
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import Card, StatTile
from quizapp.ui.components.choices import Segmented, Select
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.dialogs import show_message
from quizapp.ui.trainer import report_words as words
from quizapp.ui.trainer.report_tables import MapTable, SortableRows, SortableTable

ATTEMPTS: Final = {
    "first": "First attempts",
    "last": "Last attempts",
    "highest": "Best attempts",
    "all": "All attempts",
}
_TABLES: Final = ("Questions", "Learners", "Beliefs", "Matrix")
_OWN_TERMS: Final = 6
_QUESTIONS, _LEARNERS, _BELIEFS, _MATRIX = range(4)
_NOTES: Final = (
    "Click a heading to sort; Enter shows the answers",
    "Click a heading to sort; Enter tells what the computer noted",
    "Answers that gave a belief away, of those that could have",
    "1 right, 0 not right, ! could harm somebody, – no answer",
)


class TablesCard(Card):
    """The tables of a report, one at a time."""

    question_chosen = Signal(int)
    """A question is to be shown; its place in the report, from 0."""

    def __init__(self) -> None:
        self._tabs = Segmented(_TABLES, 0, name="Table")
        self._tabs.setObjectName("report-tables")
        self._note = Label("", "label", "text2", wrap=True, align="trailing")
        self._nothing = Label("", "body", "text2", wrap=True)
        self._tables: dict[int, QWidget] = {}
        self._rows = column(spacing=12)
        head = row(self._tabs, (self._note, 1), spacing=16)
        super().__init__(column(head, self._nothing, self._rows, spacing=12))
        self._is_empty = [True] * len(_TABLES)
        self._screen: words.Screen | None = None
        self._stale: set[int] = set()
        self._tabs.chosen.connect(self._on_tab)

    @cached_property
    def questions(self) -> SortableTable:
        """The table of questions; each table is built when it first comes to the front."""
        heads = ("No.", "Question", "Right", "Discrimination", "Verdict", "Most chosen wrong")
        table = SortableTable(
            SortableRows(heads, numbers=(0, 3)),
            {0: 52, 2: 130, 3: 136, 4: 172, 5: 210},
            "Questions",
            stretch=1,
            first_to_go=(5, 4, 3),
        )
        table.activated.connect(self._on_activated)
        return table

    @cached_property
    def learners(self) -> SortableTable:
        """The table of learners."""
        heads = ("Learner", "Handed in", "Score", "Passed", "Critical errors", "Time", "Own terms")
        table = SortableTable(
            SortableRows(heads, numbers=(4, 5)),
            {1: 118, 2: 116, 3: 80, 4: 108, 5: 130, _OWN_TERMS: 188},
            "Learners",
            stretch=0,
            first_to_go=(5, 1, 3, _OWN_TERMS),
        )
        table.activated.connect(self._on_learner)
        return table

    @cached_property
    def beliefs(self) -> MapTable:
        """The map of learners against beliefs."""
        return MapTable("Learners and beliefs", 184)

    @cached_property
    def matrix(self) -> MapTable:
        """The map of learners against questions."""
        return MapTable("Learners and questions", 52)

    def show_screen(self, screen: words.Screen) -> None:
        """Show the tables of another report; each is filled when it comes to the front."""
        self._screen = screen
        self._stale = set(range(len(_TABLES)))
        self._is_empty = [
            not screen.questions,
            not screen.learners,
            not (screen.report.beliefs and screen.handed_in),
            not screen.handed_in,
        ]
        self._on_tab()

    def _fill_table(self, place: int) -> None:
        """Build a table if it has never been shown, and fill it if it holds another report."""
        if self._screen is None or place not in self._stale or self._is_empty[place]:
            return
        self._stale.remove(place)
        rising = Qt.SortOrder.AscendingOrder
        table: QWidget
        if place == _QUESTIONS:
            table = self.questions
            self.questions.show_lines(self._screen.questions, 2, rising)
        elif place == _LEARNERS:
            table = self.learners
            has_own = self._screen.report.has_own_terms
            self.learners.leave_out(frozenset() if has_own else frozenset({_OWN_TERMS}))
            self.learners.show_lines(self._screen.learners, 0, rising)
        elif place == _BELIEFS:
            table = self.beliefs
            self.beliefs.show_map(self._screen.beliefs)
        else:
            table = self.matrix
            self.matrix.show_map(self._screen.matrix)
        if place not in self._tables:
            self._tables[place] = table
            self._rows.addWidget(table)

    @Slot()
    def _on_tab(self) -> None:
        shown = self._tabs.current()
        self._fill_table(shown)
        empty = self._is_empty[shown]
        for place, table in self._tables.items():
            table.setVisible(place == shown and not empty)
        self._note.setText("" if empty else _NOTES[shown])
        self._nothing.setVisible(empty)
        is_beliefs = shown == _BELIEFS and not self._is_empty[_MATRIX]
        self._nothing.setText(
            "No answer gave a misconception away."
            if is_beliefs
            else "This table fills once a result is taken in."
        )

    @Slot(QModelIndex)
    def _on_learner(self, index: QModelIndex) -> None:
        assert self._screen is not None
        report = self._screen.report
        score = report.scores[self.learners.rows.number_at(index.row())]
        says = noted_words(score, report.zone)
        own = report.plan.own_terms(score.member.id)
        if own is not None:
            # The column has no room in a narrow window.
            says += f" Terms of their own: {own_terms_words(own, report.zone)}."
        show_message(self, report.names[score.member.id], says)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.question_chosen.emit(self.questions.rows.number_at(index.row()))


class ReportView(QWidget):
    """All that is shown of one report."""

    back = Signal()
    attempts_chosen = Signal(str)
    export_wanted = Signal()
    intake_wanted = Signal()
    marks_wanted = Signal()
    question_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        back = self.back_button = Button("All results", "ghost", icon="arrow-left")
        back.setObjectName("all-results")
        back.clicked.connect(self.back)
        marks = Button("Regrade, compare, certify", "ghost", icon="sliders")
        marks.setObjectName("to-marks")
        marks.clicked.connect(self.marks_wanted)
        self._title = Label("", "title", wrap=True)
        self._about = Label("", "body", "text2", wrap=True)
        self._attempts = Select(tuple(ATTEMPTS.values()), name="Attempts that count")
        self._attempts.setObjectName("attempts")
        self._attempts.activated.connect(self._on_attempts)
        self.export = Button("Export report", "primary", icon="download")
        self.export.setObjectName("export-report")
        self.export.clicked.connect(self.export_wanted)
        actions = box(column(row(None, self._attempts, self.export, spacing=8), None))
        head = Reflow(
            box(column(self._title, self._about, None, spacing=2)),
            actions,
            min_cell=360,
            weights=(3, 2),
        )
        self._tiles = [StatTile() for _figure in range(6)]
        first, second = (Reflow(*self._tiles[start : start + 3], min_cell=170) for start in (0, 3))
        self._histogram = ScoreHistogram()
        self._scores = ChartCard("Scores", self._histogram)
        self._look = Button("Show the answers")
        self._look.setObjectName("show-worst")
        self._look.clicked.connect(self._on_worst)
        self._hint = HintCard("triangle-alert", "", "", self._look)
        self._worst: int | None = None
        self.tables = TablesCard()
        self.tables.question_chosen.connect(self.question_chosen)
        self.setLayout(
            column(
                row(back, None, marks),
                head,
                first,
                second,
                Reflow(self._scores, self._hint, min_cell=330, weights=(2, 1)),
                self.tables,
                None,
                spacing=16,
            )
        )

    def show_screen(self, screen: words.Screen) -> None:
        """Show another report."""
        report = screen.report
        self._title.setText(report.plan.title)
        regraded = f"regraded {times(report.regrades)}" if report.regrades else ""
        parts = [report.cohort, plural(len(report.items), "question"), regraded]
        self._about.setText(" · ".join(filter(None, parts)))
        for tile, content in zip(self._tiles, screen.tiles, strict=True):
            tile.set_content(*content)
        bars, _ = score_bars(report)
        rule = report.plan.passes
        labels = tuple(bar.label.removesuffix("%") for bar in bars)
        mark = None if rule is None else rule.score
        self._histogram.set_data(ScoreBins(report.figures.bins, labels, mark))
        self._scores.set_note(plural(screen.handed_in, "learner"))
        self._show_hint(screen)
        self.tables.show_screen(screen)

    def _show_hint(self, screen: words.Screen) -> None:
        statistics = screen.report.statistics
        title, text = screen.hint
        flagged = () if statistics is None else statistics.flagged
        self._hint.set_content("triangle-alert" if flagged else "info", title, text)
        self._look.setText("Take in results" if statistics is None else "Show the answers")
        self._look.setVisible(bool(flagged) or statistics is None)
        self._worst = flagged[0] if flagged else None

    @Slot(int)
    def _on_attempts(self, index: int) -> None:
        self.attempts_chosen.emit(list(ATTEMPTS)[index])

    @Slot()
    def _on_worst(self) -> None:
        if self._worst is None:
            self.intake_wanted.emit()
        else:
            self.question_chosen.emit(self._worst)
