"""Answers questions as fast as it can until it is killed, and says of each when it is saved.

Usage: python -m tests.reliability.answering DATA_FOLDER LEARNER_ID SEED
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from quizapp.application.demo_data import made_up_answer
from quizapp.bootstrap import open_application
from quizapp.domain.answers import answer_to_json
from quizapp.domain.attempts import QuizSpec


def main(folder: Path, learner_id: str, rng: random.Random) -> None:
    app = open_application(folder)
    while True:
        left = app.practice.today(learner_id).open_run
        attempt_id = (
            left.attempt_id if left else app.practice.start(learner_id, QuizSpec(length=None))
        )
        session = app.sessions.open(attempt_id)
        while (question := session.question()) is not None:
            answer = made_up_answer(question.item, rng, is_right=rng.random() < 0.5)
            feedback = session.answer(answer, None, 1000)
            assert feedback.answer == answer
            saved = [attempt_id, question.position, answer_to_json(answer)]
            print(json.dumps(saved), flush=True)
        session.summary()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3])))
