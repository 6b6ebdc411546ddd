"""A small sound collection as text, to be spoilt one line at a time."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.source_texts import passage_hash, text_hash

DOCUMENT = """A page about channels
The drug works by plugging the channel of a receptor that lies between two cells.
Some say more.
"""
PASSAGE = DOCUMENT.splitlines()[1]
SHORT_PASSAGE = "Some say more."

BANK = """\
format: bank/1
bank: pharmacology
title: Pharmacology
topic: pharmacology
language: en
cases:
  party:
    text: A man lies on the floor. He snores and his lips are blue.
items:
- id: q-1
  kind: single_best
  rev: {scoring: 1, text: 1}
  level: recall
  stem: Which receptor is the main target of ketamine?
  options:
  - {id: a, text: NMDA receptor, correct: true, rationale: Its channel is blocked.}
  - {id: b, text: Mu-opioid receptor, misconception: MC01, rationale: Opioids act here.}
  - {id: c, text: GABA-A receptor, rationale: Sedatives act here.}
  explanation: &text >-
    Pain relief does not make a drug an opioid. What counts is the place where it acts, and here
    that is the channel.
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: documents
  review: {status: draft, writer: w1}
- id: q-2
  kind: multiple_response
  rev: {scoring: 1, text: 1}
  level: recall
  stem: Which signs point to an opioid? Choose all that apply.
  options:
  - {id: a, text: Tiny pupils, correct: true, rationale: A sign.}
  - {id: b, text: Slow breathing, correct: true, rationale: A sign.}
  - {id: c, text: Fast pulse, rationale: No sign.}
  - {id: d, text: Fever, rationale: No sign.}
  explanation: *text
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: documents
  review: {status: draft, writer: w1}
- id: q-3
  kind: true_false_reason
  rev: {scoring: 1, text: 1}
  level: apply
  stem: Ketamine belongs to the opioids.
  answer: false
  reasons:
  - {id: a, text: Its main target is a channel., correct: true, rationale: So it is none.}
  - {id: b, text: It relieves pain well., misconception: MC01, rationale: Others do too.}
  - {id: c, text: It is sold as a spray., rationale: Form is no class.}
  explanation: *text
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: documents
  review: {status: draft, writer: w1}
- id: q-4
  kind: two_tier
  rev: {scoring: 1, text: 1}
  level: analyse
  stem: Can glutamate bind while the channel is blocked?
  options:
  - {id: a, text: Yes, correct: true, rationale: The sites are apart.}
  - {id: b, text: No, rationale: The sites are apart.}
  reasons:
  - {id: a, text: The sites are apart., correct: true, rationale: Seen so.}
  - {id: b, text: They share one site., rationale: They do not.}
  - {id: c, text: One breaks the other down., rationale: It is no enzyme.}
  explanation: *text
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: documents
  review: {status: second_read, writer: w1, reader: r1, date: 2026-11-21, agreed: true}
- id: q-5
  kind: vignette
  case: party
  rev: {scoring: 1, text: 1}
  level: apply
  stem: What should you do next?
  options:
  - {id: a, text: Call for help, correct: true, rationale: Help is needed now.}
  - {id: b, text: Let him sleep, harm: true, rationale: He may die.}
  - {id: c, text: Splash some water, rationale: That wastes time.}
  explanation: *text
  citations: [{claim: C1, use: supports}]
  references: [R1]
  grounding: documents
  review: {status: draft, writer: w1}
retired:
- {id: q-0, since: 2026-11-21, reason: It asked nothing.}
"""
_EXPLANATION = (
    ">-\n    Pain relief does not make a drug an opioid. What counts is the place where it acts,"
    " and here\n    that is the channel."
)
# The aliases above keep this page short; the format does not allow them.
BANK = BANK.replace("&text ", "").replace("*text", _EXPLANATION)

REGISTERS = {
    "sources": f"""\
format: sources/1
documents:
- id: D1
  title: A page about channels
  publisher: Sunnyside Recovery
  date: null
  sha256: {text_hash(DOCUMENT)}
  length: {len(DOCUMENT)}
  headings:
  - {{at: 0, text: A page about channels}}
""",
    "claims": f"""\
format: claims/1
claims:
- id: C1
  document: D1
  at: [{DOCUMENT.index(PASSAGE)}, {DOCUMENT.index(PASSAGE) + len(PASSAGE)}]
  starts: The drug works
  ends: between two cells.
  sha256: {passage_hash(PASSAGE)}
  says: The channel is blocked.
  topic: pharmacology
  judgement: supported
  teach: as_is
  references: [R1]
- id: C2
  document: D1
  at: [{DOCUMENT.index(SHORT_PASSAGE)}, {DOCUMENT.index(SHORT_PASSAGE) + len(SHORT_PASSAGE)}]
  starts: Some say more.
  sha256: {passage_hash(SHORT_PASSAGE)}
  says: There may be another effect.
  topic: pharmacology
  judgement: contested
  teach: with_qualification
  note: Nobody knows.
""",
    "references": """\
format: references/1
references:
- id: R1
  org: A journal
  title: A paper
  year: 2021
  url: https://example.org/paper
  seen: original
  says: It plugs the channel.
""",
    "misconceptions": """\
format: misconceptions/1
misconceptions:
- id: MC01
  name: Pain relief means opioid
  statement: Any strong pain-relieving drug is an opioid.
  why: Both are used in hospitals.
  refutation: Class follows the target.
  citations: [{claim: C1, use: supports}]
  references: [R1]
""",
    "safety": """\
format: safety/1
wordings:
- id: SAF-01
  about: Help
  harm: Help comes late.
  wording: Call for help first. Then stay beside the person until the ambulance crew takes over.
  references: [R1]
""",
}


def write_bank(folder: Path, text: str = BANK, name: str = "pharmacology.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def write_collection(folder: Path) -> Path:
    """Write a collection of one bank and all registers, and return its folder."""
    (folder / "banks").mkdir(parents=True)
    write_bank(folder / "banks")
    for name, text in REGISTERS.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_documents(folder: Path) -> Path:
    """Write the document of the collection under a name of its own, with other line ends."""
    folder.mkdir()
    (folder / "a copy.txt").write_bytes(DOCUMENT.replace("\n", "\r\n").encode())
    return folder


def spoil(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replace text in a file, and fail when there is nothing to replace."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
