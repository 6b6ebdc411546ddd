"""What stands behind an answer: the explanation, safety wording, sources and beliefs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.views import GlossView
from quizapp.application.words import CITATION_USES, GROUNDINGS
from quizapp.domain.items import CitationUse
from quizapp.domain.part_items import Hotspot
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import QuoteCard, SafetyCard
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import Pill, Tone
from quizapp.ui.session.diagram_fold import DiagramFold

if TYPE_CHECKING:
    from quizapp.application.views import CitationView, ContradictionView, FeedbackView
    from quizapp.domain.items import Grounding
    from quizapp.domain.registers import Diagram, Misconception, Reference, SafetyWording

#: Tone and icon of what a question does with a claim; red and green are for answers alone.
_USES: Final[dict[CitationUse, tuple[Tone, str]]] = {
    CitationUse.SUPPORTS: ("neutral", "check"),
    CitationUse.REFUTED: ("warn", "x"),
    CitationUse.QUALIFIED: ("warn", "info"),
}
_NO_GLOSS: Final = GlossView({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a question or a scenario teaches, and on what it stands.

    Attributes:
        misconceptions: the beliefs that were given away.
        contradictions: the disagreements that it shows.
        diagram: a picture that goes with it.
        gloss: the words in its texts that are explained.
    """

    explanation: str
    grounding: Grounding
    safety: tuple[SafetyWording, ...]
    misconceptions: tuple[Misconception, ...]
    contradictions: tuple[ContradictionView, ...]
    citations: tuple[CitationView, ...]
    references: tuple[Reference, ...]
    diagram: Diagram | None = None
    gloss: GlossView = _NO_GLOSS


def locator(citation: CitationView) -> str:
    """Return where a passage stands: document, heading, its first and last words."""
    words = f"“{citation.starts} … {citation.ends}”" if citation.ends else f"“{citation.starts} …”"
    return " · ".join(part for part in (citation.document.title, citation.heading, words) if part)


class CitationBlock(QWidget):
    """A cited claim with what the question does with it."""

    show_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._use = Pill()
        self._card = QuoteCard()
        self._citation: CitationView | None = None
        self.setLayout(column(row(self._use, None), self._card, spacing=6))
        self._card.show_in_source_requested.connect(self.show_in_source)

    @property
    def can_show(self) -> bool:
        """Whether the document is there to be opened."""
        return self._citation is not None and self._citation.passage is not None

    def show_citation(self, citation: CitationView, gloss: GlossView = _NO_GLOSS) -> None:
        """Show a claim: the passage where the document was added, else our words for it."""
        self._citation = citation
        tone, icon = _USES[citation.use]
        self._use.set_content(CITATION_USES[citation.use], tone, icon)
        if citation.passage is None:
            terms = gloss.in_text(citation.says)
            self._card.set_paraphrase(citation.says, locator(citation), terms=terms)
        else:
            self._card.set_passage(citation.passage, locator(citation))

    @Slot()
    def show_in_source(self) -> None:
        """Ask for the document to be opened at the passage."""
        if self._citation is not None:
            self.show_requested.emit(self._citation.document.id, self._citation.claim_id)


class ReferenceRow(QWidget):
    """An outside authority, with a button that opens its own page."""

    def __init__(self) -> None:
        super().__init__()
        self._source = Label("", "label", "text2", weight=600, wrap=True)
        self._title = Label("", "label", "text2", weight=400, wrap=True)
        self._open = Button(kind="ghost", icon="external-link", name="Open")
        self._url = ""
        words = column(self._source, self._title, spacing=0)
        self.setLayout(row((words, 1), self._open, spacing=8))
        self._open.clicked.connect(self._on_clicked)

    def show_reference(self, reference: Reference) -> None:
        """Show who says it, when and where."""
        source = f"{reference.org}, {reference.year}"
        self._url = reference.url
        self._source.setText(source)
        self._title.setText(reference.title)
        self._open.set_name(f"Open {source} in the browser")
        self._open.setToolTip(reference.url)

    @Slot()
    def _on_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(self._url))


class BeliefCard(Card):
    """A common belief that the answer gave away: why people hold it, and what is so."""

    def __init__(self) -> None:
        self._name = Label("", "heading", wrap=True)
        self._statement = Label("", "label", "text2", wrap=True)
        self._why = Label("", "body", "text2", wrap=True)
        self._refutation = Label("", "body", wrap=True)
        super().__init__(
            column(
                Label("A common belief", "caption", "text3"),
                self._name,
                self._statement,
                4,
                Label("Why people hold it", "caption", "text3"),
                self._why,
                4,
                Label("What is so", "caption", "text3"),
                self._refutation,
                spacing=2,
            ),
            padding=16,
        )

    def show_belief(self, belief: Misconception) -> None:
        """Show a belief."""
        self._name.setText(belief.name)
        self._statement.setText(belief.statement)
        self._why.setText(belief.why)
        self._refutation.setText(belief.refutation)


class DisagreementCard(Card):
    """A disagreement between the sources: who says what, and what decides."""

    def __init__(self) -> None:
        self._about = Label("", "heading", wrap=True)
        self._sides = Label("", "body", "text2", wrap=True)
        self._decides = Label("", "body", wrap=True)
        super().__init__(
            column(
                Label("Where sources disagree", "caption", "text3"),
                self._about,
                4,
                self._sides,
                4,
                Label("What decides", "caption", "text3"),
                self._decides,
                spacing=2,
            ),
            padding=16,
        )

    def show_contradiction(self, contradiction: ContradictionView) -> None:
        """Show a disagreement, each side on a line of its own."""
        self._about.setText(contradiction.about)
        self._sides.setText("\n".join(f"{who}: {says}" for who, says in contradiction.sides))
        self._decides.setText(contradiction.decides)


class EvidencePane(QWidget):
    """All that explains an answer; it keeps its parts and fills them anew.

    Attributes:
        show_requested: carries the ids of a document and of a claim to show in it.
        diagram: the diagram that goes with the question, if any.
    """

    show_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._why = Label("", "body", wrap=True)
        self._grounding = Pill(icon="book-open")
        self._note = Label("", "body", "text2", wrap=True)
        self._note_card = Card(column(_heading("Your note"), self._note, spacing=4), padding=16)
        self._safety = SafetyCard()
        self.diagram = DiagramFold()
        self._beliefs: list[BeliefCard] = []
        self._disagreements: list[DisagreementCard] = []
        self._citations: list[CitationBlock] = []
        self._references: list[ReferenceRow] = []
        self._belief_place = _stack(12)
        self._disagreement_place = _stack(12)
        self._citation_place = _stack(12)
        self._reference_place = _stack(4)
        self._reference_heading = _heading("References")
        self.setLayout(
            column(
                column(_heading("Why"), self._why, 4, row(self._grounding, None), spacing=2),
                self._safety,
                self.diagram,
                self._belief_place,
                self._note_card,
                self._disagreement_place,
                self._citation_place,
                column(self._reference_heading, self._reference_place, spacing=6),
                None,
                spacing=16,
            )
        )

    def show_feedback(self, feedback: FeedbackView) -> None:
        """Show what stands behind the answer."""
        item = feedback.question.item
        self.show_note(feedback.question.note)
        # A place in a diagram is answered in it: there it is shown already.
        is_answered_in_it = isinstance(item, Hotspot)
        self.show_grounds(
            Grounds(
                explanation=item.explanation,
                grounding=item.grounding,
                safety=feedback.safety,
                misconceptions=feedback.misconceptions,
                contradictions=feedback.contradictions,
                citations=feedback.citations,
                references=feedback.references,
                diagram=None if is_answered_in_it else feedback.question.diagram,
                gloss=feedback.gloss,
            )
        )

    def show_grounds(self, grounds: Grounds) -> None:
        """Show what is taught, and on what it stands."""
        self._why.setText(grounds.explanation)
        self._why.set_terms(grounds.gloss.in_text(grounds.explanation))
        self._grounding.set_content(GROUNDINGS[grounds.grounding], icon="book-open")
        self._safety.set_wordings([wording.wording for wording in grounds.safety])
        self.diagram.show_diagram(grounds.diagram)
        self._grow(grounds)
        for place, belief_card in enumerate(self._beliefs):
            belief_card.setVisible(place < len(grounds.misconceptions))
        for belief_card, belief in zip(self._beliefs, grounds.misconceptions, strict=False):
            belief_card.show_belief(belief)
        for place, card in enumerate(self._disagreements):
            card.setVisible(place < len(grounds.contradictions))
        for card, contradiction in zip(self._disagreements, grounds.contradictions, strict=False):
            card.show_contradiction(contradiction)
        for place, block in enumerate(self._citations):
            block.setVisible(place < len(grounds.citations))
        for block, citation in zip(self._citations, grounds.citations, strict=False):
            block.show_citation(citation, grounds.gloss)
        for place, line in enumerate(self._references):
            line.setVisible(place < len(grounds.references))
        for line, reference in zip(self._references, grounds.references, strict=False):
            line.show_reference(reference)
        self._reference_heading.setVisible(bool(grounds.references))

    def show_note(self, text: str) -> None:
        """Show the learner's note, if there is one."""
        self._note.setText(text)
        self._note_card.setVisible(bool(text))

    def show_first_source(self) -> bool:
        """Open the first source that is there to be opened; return whether there is one."""
        for block in self._citations:
            if block.isVisibleTo(self) and block.can_show:
                block.show_in_source()
                return True
        return False

    def _grow(self, grounds: Grounds) -> None:
        """Make the parts that are missing; they are kept for later questions."""
        while len(self._beliefs) < len(grounds.misconceptions):
            self._beliefs.append(BeliefCard())
            self._belief_place.addWidget(self._beliefs[-1])
        while len(self._disagreements) < len(grounds.contradictions):
            self._disagreements.append(DisagreementCard())
            self._disagreement_place.addWidget(self._disagreements[-1])
        while len(self._citations) < len(grounds.citations):
            block = CitationBlock()
            block.show_requested.connect(self.show_requested)
            self._citations.append(block)
            self._citation_place.addWidget(block)
        while len(self._references) < len(grounds.references):
            self._references.append(ReferenceRow())
            self._reference_place.addWidget(self._references[-1])


def _heading(text: str) -> Label:
    return Label(text, "label", "text3", weight=600)


def _stack(spacing: int) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
