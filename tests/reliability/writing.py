"""Writes at a question and publishes it until it is killed, and says of each text when it is kept.

Usage: python -m tests.reliability.writing DATA_FOLDER QUESTION SEED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from quizapp.bootstrap import open_application
from quizapp.domain.drafts import changed
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.rewording import Change


def main(folder: Path, question: str, seed: int) -> None:
    authoring = open_application(folder).authoring
    context = RuleContext(authoring.registers.all)
    number = seed * 100_000
    while True:
        number += 1
        explanation = (
            f"Ketamine blocks the channel of this receptor, as text number {number} says in a"
            " dozen words or some more."
        )
        draft = changed(authoring.drafts.open(question), explanation=explanation)
        authoring.drafts.keep(draft)
        print(json.dumps(number), flush=True)
        if number % 3 == 0:
            authoring.publishing.publish(draft, Change.WORDING, context)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
