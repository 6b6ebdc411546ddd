"""What the rules find in the draft, with the reason of each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import plural
from quizapp.domain.banks import Severity
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import EdgePanel, ScrollPage, box, column, page_side, row
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.authoring_views import FindingView

_HEIGHT = 150
_SHARE = 0.24
_SIGN = 16


class FindingRow(QWidget):
    """One finding: what it is, where to mend it, and why the rule is there.

    Attributes:
        field_requested: carries a field and a part of the draft.
    """

    field_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._finding: FindingView | None = None
        self._sign = IconView("triangle-alert", "bad", _SIGN)
        self._says = Label("", "label", wrap=True)
        self._rule = Label("", "caption", "text3")
        self._why = Label("", "caption", "text2", wrap=True)
        self._why.hide()
        self._show = Button("Show", "ghost")
        self._ask = Button("Why", "ghost")
        self._ask.setObjectName("why")
        line = row(self._sign, (self._says, 1), self._rule, self._show, self._ask, spacing=8)
        # As wide as the sign, so that the reason stands below the finding.
        self._indent = QWidget()
        self.setLayout(column(line, row(self._indent, (self._why, 1)), spacing=0))
        self._show.clicked.connect(self._on_show)
        self._ask.clicked.connect(self._on_why)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self._indent.setFixedSize(theme.px(_SIGN), 0)

    def show_finding(self, finding: FindingView) -> None:
        """Show another finding; the reason of the same one stays open."""
        if finding == self._finding:
            return
        self._finding = finding
        is_error = finding.level is Severity.ERROR
        self._sign.set_icon(
            "circle-x" if is_error else "triangle-alert", "bad" if is_error else "warn"
        )
        self._says.setText(finding.says)
        self._rule.setText(f"{'Error' if is_error else 'Hint'} · {finding.rule}")
        self._why.setText(finding.why)
        self._why.hide()
        self._show.setVisible(bool(finding.field))
        self._show.set_name(f"Show where: {finding.says}")
        self._ask.set_name(f"Why: {finding.says}")

    @Slot()
    def _on_show(self) -> None:
        assert self._finding is not None
        self.field_requested.emit(self._finding.field, self._finding.part)

    @Slot()
    def _on_why(self) -> None:
        self._why.setVisible(self._why.isHidden())


class FindingsPanel(EdgePanel):
    """All findings, errors first, below the form.

    Attributes:
        field_requested: carries a field and a part of the draft.
    """

    field_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("bottom")
        self._rows: list[FindingRow] = []
        self._findings: tuple[FindingView, ...] = ()
        self._count = Label("", "label", weight=600)
        self._count.setObjectName("finding-count")
        self._toggle = Button("Hide", "ghost", name="Hide the findings")
        self._toggle.setObjectName("toggle-findings")
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self._page = ScrollPage(box(column(self._place, None)), max_width=4_000, top=0)
        self._head = row(self._count, None, self._toggle, spacing=8)
        self.setLayout(column(self._head, self._page, spacing=0))
        self._toggle.clicked.connect(self._on_toggle)

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Show other findings."""
        self._findings = tuple(findings)
        while len(self._rows) < len(findings):
            made = FindingRow()
            made.field_requested.connect(self.field_requested)
            self._rows.append(made)
            self._place.addWidget(made)
        for number, shown in enumerate(self._rows):
            shown.setVisible(number < len(findings))
            if number < len(findings):
                shown.show_finding(findings[number])
        self._count.setText(count_words(self._findings))

    @Slot()
    def _on_toggle(self) -> None:
        is_shown = self._page.isHidden()
        self._page.setVisible(is_shown)
        self._toggle.setText("Hide" if is_shown else "Show")
        self._toggle.set_name(f"{'Hide' if is_shown else 'Show'} the findings")

    def fit(self, height: int) -> None:
        """Take no more than its share of the height of the editor, in pixels."""
        self._page.setFixedHeight(min(theme.px(_HEIGHT), round(height * _SHARE)))
        side = page_side(self)
        self._head.setContentsMargins(side, 4, side, 0)


def count_words(findings: Sequence[FindingView]) -> str:
    """Return how many findings there are of each level, in words."""
    errors = sum(one.level is Severity.ERROR for one in findings)
    hints = len(findings) - errors
    if not findings:
        return "The rules find nothing. It can be published."
    if not errors:
        return f"{plural(hints, 'hint')}. It can be published."
    more = f" and {plural(hints, 'hint')}" if hints else ""
    return f"{plural(errors, 'error')}{more}. Errors keep it from being published."
