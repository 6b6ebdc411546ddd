"""A small collection with one item of each kind, and runs through it, for the tests of a run."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.banks import Bank
from quizapp.domain.items import (
    Area,
    Citation,
    CitationUse,
    Evidence,
    Grounding,
    Item,
    Level,
    MultipleResponse,
    Option,
    Review,
    ReviewStatus,
    Revision,
    SingleBest,
    TrueFalseReason,
    TwoTier,
    Vignette,
)
from quizapp.domain.registers import (
    Claim,
    Document,
    Heading,
    Judgement,
    Misconception,
    Reference,
    Registers,
    SafetyWording,
    Seen,
    Teach,
    Term,
)
from quizapp.domain.source_texts import passage_hash, text_hash
from quizapp.storage.bank_store import BankCompiler, CompiledFile

DOCUMENT_TEXT = (
    "Two receptors\n\n"
    "What blocks what\n\n"
    "Ketamine sits in the channel of the NMDA receptor and keeps it shut. "
    "Naloxone pushes opioids off the mu receptor and does nothing at the other one.\n"
)
_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _passage(words: str) -> tuple[int, int]:
    start = DOCUMENT_TEXT.index(words)
    return start, start + len(words)


def _claim(claim_id: str, words: str, says: str, judgement: Judgement, teach: Teach) -> Claim:
    split = words.split()
    return Claim(
        id=claim_id,
        document="doc",
        at=_passage(words),
        starts=" ".join(split[:3]),
        ends=" ".join(split[-3:]),
        sha256=passage_hash(words),
        says=says,
        topic="overdose-response",
        judgement=judgement,
        teach=teach,
    )


REGISTERS = Registers(
    documents={
        "doc": Document(
            id="doc",
            title="Two receptors",
            publisher="A publisher",
            sha256=text_hash(DOCUMENT_TEXT),
            length=len(DOCUMENT_TEXT),
            headings=(Heading(DOCUMENT_TEXT.index("What blocks"), "What blocks what"),),
        )
    },
    claims={
        "c-ketamine": _claim(
            "c-ketamine",
            "Ketamine sits in the channel of the NMDA receptor and keeps it shut.",
            "Ketamine plugs the NMDA receptor channel.",
            Judgement.SUPPORTED,
            Teach.AS_IS,
        ),
        "c-naloxone": _claim(
            "c-naloxone",
            "Naloxone pushes opioids off the mu receptor and does nothing at the other one.",
            "Naloxone acts at opioid receptors alone.",
            Judgement.CONTESTED,
            Teach.WITH_QUALIFICATION,
        ),
    },
    references={
        "r-who": Reference(
            "r-who",
            "World Health Organization",
            "Community management of opioid overdose",
            2014,
            "https://www.who.int/",
            Seen.ORIGINAL,
        ),
        "r-nature": Reference(
            "r-nature",
            "Nature",
            "Structural basis of ketamine action on human NMDA receptors, volume 596",
            2021,
            "https://www.nature.com/",
            Seen.COPY,
        ),
    },
    misconceptions={
        "mc-all": Misconception(
            id="mc-all",
            name="Naloxone wakes everybody",
            statement="Naloxone reverses every sedative drug.",
            why="People have seen it wake someone within minutes and take it for a cure-all.",
            refutation="It only takes opioids off their own receptors. Other sedatives stay put.",
            citations=(),
            references=(),
        )
    },
    wordings={
        "saf": SafetyWording(
            id="saf",
            about="Naloxone and unknown drugs",
            harm="Naloxone is withheld.",
            wording=(
                "You rarely know what somebody has taken. If they cannot be woken or do not breathe"
                " normally, call for help, give naloxone if you have it, and give breaths."
            ),
            references=(),
        )
    },
    terms={
        term.id: term
        for term in (
            Term("nmda", "NMDA receptor", "A channel that lets calcium in.", ("NMDA receptors",)),
            Term("naloxone", "naloxone", "It wears off after 30 to 90 minutes."),
            Term("xylazine", "xylazine", "A sedative for animals."),
        )
    },
)

_COMMON = {
    "bank": "world",
    "topic": "overdose-response",
    "rev": Revision(1, 1),
    "citations": (
        Citation("c-ketamine", CitationUse.SUPPORTS),
        Citation("c-naloxone", CitationUse.QUALIFIED),
    ),
    "references": ("r-who", "r-nature"),
    "grounding": Grounding.DOCUMENTS_AND_OUTSIDE,
    "review": Review(ReviewStatus.SECOND_READ, "w1", "r1"),
    "area": Area.NALOXONE,
}

SINGLE = SingleBest(
    id="single",
    level=Level.APPLY,
    stem=(
        "Someone found asleep after an unknown powder breathes slowly. Naloxone is given twice and"
        " nothing changes. The laboratory later finds ketamine and no opioid. Why did naloxone not"
        " help?"
    ),
    explanation=(
        "It is easy to think that more naloxone would have worked. Naloxone pushes opioids off mu"
        " receptors; ketamine sits in the NMDA receptor channel, where there is nothing to push."
    ),
    options=(
        Option("a", "The doses were too small to push ketamine off the opioid receptor.",
               "No dose would do: the main target of ketamine is another receptor.",
               misconception="mc-all"),
        Option("b", "Ketamine mainly blocks NMDA receptors, and naloxone only takes drugs off"
               " opioid receptors.", "Antidote and drug act at different receptors.", correct=True),
        Option("c", "Naloxone should be kept until breathing stops.",
               "Waiting for that costs the brain its oxygen.", harm=True),
    ),
    safety=("saf",),
    evidence=Evidence.CONTESTED,
    **_COMMON,
)  # fmt: skip
MULTI = MultipleResponse(
    id="multi",
    level=Level.RECALL,
    stem="Which signs point to an opioid overdose?",
    explanation="Three signs go together. Do not wait for all of them before you act.",
    options=(
        Option("a", "Tiny pupils", "One of the three.", correct=True),
        Option("b", "Slow or no breathing", "One of the three, and the one that kills.",
               correct=True),
        Option("c", "No reaction to voice or touch", "One of the three.", correct=True),
        Option("d", "A racing heart", "This points to a stimulant."),
        Option("e", "Jerking eyes", "This points to ketamine."),
    ),
    **_COMMON,
)  # fmt: skip
TRUE_FALSE = TrueFalseReason(
    id="true-false",
    level=Level.APPLY,
    stem="Naloxone is of no use when a friend collapses after taking ketamine at a party.",
    explanation="Ketamine itself does not answer to naloxone, but an opioid may be there as well.",
    answer=False,
    reasons=(
        Option("a", "An opioid may be there too, and naloxone does no harm if it is not.",
               "That is the ground for giving it.", correct=True),
        Option("b", "Naloxone pushes ketamine out of the NMDA receptor.",
               "It does not act there.", misconception="mc-all"),
        Option("c", "Ketamine does not answer to naloxone, so the kit should be kept.",
               "What was sold as ketamine may hold an opioid.", harm=True),
    ),
    safety=("saf",),
    **_COMMON,
)  # fmt: skip
TWO_TIER = TwoTier(
    id="two-tier",
    level=Level.ANALYSE,
    stem="A stranger breathes three times a minute and nobody knows why. Should you give naloxone?",
    explanation="Waiting to be sure feels careful, but the brain is short of oxygen now.",
    options=(
        Option("a", "Yes", "Much to gain and little to lose.", correct=True),
        Option("b", "No", "Waiting for certainty harms the brain.", harm=True),
    ),
    reasons=(
        Option("a", "It works on each common sedative, so the cause does not matter.",
               "It works on opioids only.", misconception="mc-all"),
        Option("b", "It should wait until a test has shown an opioid.",
               "Minutes without oxygen count.", harm=True),
        Option("c", "It may bring breathing back, and it does no harm without opioids.",
               "Just so.", correct=True),
    ),
    **_COMMON,
)  # fmt: skip
_CASE = (
    'At a festival a 22-year-old is found slumped against a fence. Her friends say, "It was only'
    ' ketamine." She does not answer to shouting, her lips are blue-grey, her pupils are tiny and'
    " she takes about four breaths a minute. Somebody has already called for help."
)
CASE_1 = Vignette(
    id="case-1",
    case="festival",
    case_text=_CASE,
    level=Level.APPLY,
    stem="What should you do next?",
    explanation="The name on a bag is no diagnosis: her signs point to an opioid.",
    options=(
        Option("a", "Keep the naloxone, since ketamine is no opioid", "Her signs say otherwise.",
               harm=True),
        Option("b", "Give naloxone and rescue breaths", "Tiny pupils and slow breathing decide.",
               correct=True),
        Option("c", "Roll her on her side and wait", "Four breaths a minute are not enough."),
    ),
    safety=("saf",),
    **_COMMON,
)  # fmt: skip
CASE_2 = Vignette(
    id="case-2",
    case="festival",
    case_text=_CASE,
    level=Level.RECALL,
    stem="Which of her signs matters most for what you do first?",
    explanation="People die of the breathing that stops, so that comes first.",
    options=(
        Option("a", "The breathing", "It kills first.", correct=True),
        Option("b", "The pupils", "They help to tell the cause."),
        Option("c", "The age", "It changes nothing."),
    ),
    **_COMMON,
)  # fmt: skip
ITEMS: tuple[Item, ...] = (SINGLE, MULTI, TRUE_FALSE, TWO_TIER, CASE_1, CASE_2)


def compiled_file(path: str, bank: str = "") -> CompiledFile:
    """Return a file that was compiled without a finding."""
    return CompiledFile(
        path=path,
        bank=bank,
        sha256="0",
        size=0,
        mtime_ns=0,
        is_ok=True,
        message="",
        good_sha256="0",
        compiled_at=_NOW.isoformat(),
    )


def open_world(folder: Path, now: Callable[[], datetime] = lambda: _NOW) -> Application:
    """Open an application whose only questions are the ones above."""
    ids, seeds = itertools.count(1), itertools.count(1)
    environment = Environment(
        now=now,
        zone=ZoneInfo("Europe/Berlin"),
        new_id=lambda: f"id{next(ids):04d}",
        new_seed=lambda: next(seeds),
        questions=folder / "no-questions",
    )
    app = open_application(folder, environment=environment)
    compiler = BankCompiler(app.database)
    compiler.save_registers(compiled_file("registers"), REGISTERS)
    bank = Bank("world", "Overdose response", "overdose-response", "en", ITEMS)
    compiler.save_bank(compiled_file("banks/world.yaml", "world"), bank, 0)
    return app


def open_run(
    app: Application,
    learner_id: str,
    *items: Item,
    mode: Mode = Mode.LEARN,
    time_limit_s: int | None = None,
) -> QuizSession:
    """Start a run through items, in their order, and open it."""
    spec = QuizSpec(
        items=tuple(item.id for item in items), length=None, mode=mode, time_limit_s=time_limit_s
    )
    return app.sessions.open(app.practice.start(learner_id, spec))


def add_document(app: Application, folder: Path) -> None:
    """Add the text of the document that the items cite."""
    path = folder / "two-receptors.txt"
    path.write_text(DOCUMENT_TEXT, encoding="utf-8")
    app.sources.add(path)
