"""One item each of the kinds that are answered with parts: steps, terms, a number, a region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.banks import Bank
from quizapp.domain.items import (
    Citation,
    CitationUse,
    Grounding,
    Item,
    Level,
    Review,
    ReviewStatus,
    Revision,
)
from quizapp.domain.part_items import (
    Hotspot,
    Matching,
    NumberRange,
    Numeric,
    Ordering,
    Region,
    Step,
    Term,
    WrongPair,
)
from quizapp.domain.registers import Diagram, DiagramPart
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.answers.base import AnswerView
from tests.ui.session_world import REGISTERS, compiled_file

#: Shows the view of an item, asked; returns it with its session.
Show = Callable[[Item], tuple[AnswerView, QuizSession]]

_COMMON = {
    "bank": "parts",
    "topic": "overdose-response",
    "rev": Revision(1, 1),
    "level": Level.APPLY,
    "citations": (Citation("c-ketamine", CitationUse.SUPPORTS),),
    "references": ("r-who",),
    "grounding": Grounding.OUTSIDE,
    "review": Review(ReviewStatus.SECOND_READ, "w1", "r1"),
}

ORDER = Ordering(
    id="order",
    stem="Somebody lies still and does not breathe normally. Put what you do in a safe order.",
    explanation="Look first. The call, the first dose and the breaths may come in any order.",
    steps=(
        Step("check", "Shout and rub the breastbone to see whether they react", "Always first."),
        Step("call", "Have the emergency number called"),
        Step("dose", "Give a first dose of naloxone"),
        Step("breaths", "Give rescue breaths"),
        Step("again", "Give a second dose if breathing has not come back after 2 to 3 minutes"),
        Step("side", "Roll them on their side once they breathe", "Only once they breathe."),
    ),
    precedence=(
        ("check", "call"),
        ("check", "dose"),
        ("check", "breaths"),
        ("call", "again"),
        ("dose", "again"),
        ("breaths", "again"),
        ("again", "side"),
    ),
    safety=("saf",),
    **_COMMON,
)
MATCH = Matching(
    id="match",
    stem="Match each drug with what it does. One is left over.",
    explanation="Opioids activate, naloxone occupies and blocks, and ketamine acts elsewhere.",
    left=(Term("morphine", "Morphine"), Term("naloxone", "Naloxone"), Term("ketamine", "Ketamine")),
    right=(
        Term("ago", "Activates mu-opioid receptors", "Agonists activate."),
        Term(
            "ant",
            "Occupies opioid receptors without activating them",
            "An antagonist blocks without switching the receptor off.",
        ),
        Term("pore", "Blocks the channel of the NMDA receptor", "Its main action."),
        Term("gaba", "Strengthens currents at GABA-A receptors", "Benzodiazepines do."),
    ),
    key=(("morphine", "ago"), ("naloxone", "ant"), ("ketamine", "pore")),
    wrong_pairs=(
        WrongPair("ketamine", "ago", misconception="mc-all"),
        WrongPair("naloxone", "gaba", harm=True),
    ),
    **_COMMON,
)
NUMBER = Numeric(
    id="number",
    stem="Breathing has not come back after one spray. After how many minutes may the next follow?",
    explanation="The leaflet says 2 to 3 minutes, with breaths meanwhile.",
    answer=NumberRange(2, 3, "minutes"),
    below="Sooner than 2 minutes gives the first dose too little time. Go on with breaths.",
    above="Longer than 3 minutes is more than the leaflet says.",
    **_COMMON,
)
SPOT = Hotspot(
    id="spot",
    stem="The diagram shows an NMDA receptor with both its messengers bound. Where does ketamine"
    " bind?",
    explanation="It lies in the cavity of the channel, below the gate.",
    diagram="DG02",
    regions=(
        Region("glu", "glutamate-site", "It does not compete here.", misconception="mc-all"),
        Region("gly", "glycine-site", "The site of the second messenger.", harm=True),
        Region("pore", "ketamine-site", "Seen by cryo-electron microscopy.", correct=True),
        Region("body", "glun1", "This half carries the glycine site."),
    ),
    **_COMMON,
)
PART_ITEMS: tuple[Item, ...] = (ORDER, MATCH, NUMBER, SPOT)

DIAGRAM = Diagram(
    id="DG02",
    title="Ketamine in the pore",
    alt="An NMDA receptor in a membrane, with ketamine in the cavity of its channel.",
    file="dg02.svg",
    parts=(
        DiagramPart("glutamate-site", "Square site on GluN2", "Glutamate binds here."),
        DiagramPart("glycine-site", "Round site on GluN1", "Glycine binds here."),
        DiagramPart("gate", "Upper narrow place", "The gate."),
        DiagramPart("ketamine-site", "Cavity between gate and filter", "Ketamine lodges here."),
        DiagramPart("selectivity-filter", "Lower narrow place", "The filter."),
        DiagramPart("glun1", "GluN1 subunit", "The half with the glycine site."),
    ),
    references=("r-nature",),
    caution="One state of the receptor.",
)


def add_part_items(app: Application) -> None:
    """Add the items and their diagram to a world."""
    compiler = BankCompiler(app.database)
    registers = replace(REGISTERS, diagrams={DIAGRAM.id: DIAGRAM})
    compiler.save_registers(compiled_file("registers"), registers)
    bank = Bank("parts", "Overdose response", "overdose-response", "en", PART_ITEMS)
    compiler.save_bank(compiled_file("banks/parts.yaml", "parts"), bank, 0)
