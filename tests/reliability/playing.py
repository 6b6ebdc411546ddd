"""Plays a scenario as fast as it can until it is killed, and says of each action when it is saved.

Usage: python -m tests.reliability.playing DATA_FOLDER LEARNER_ID SEED
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from quizapp.bootstrap import open_application


def main(folder: Path, learner_id: str, rng: random.Random) -> None:
    app = open_application(folder)
    while True:
        left = app.practice.open_scenario(learner_id)
        run_id = left.run_id if left else app.scenarios.start(learner_id, "T01")
        session = app.scenarios.open(run_id)
        view = session.scene()
        while not view.is_end:
            action = rng.choice(view.actions)
            view = session.act(action.id, 1000)
            print(json.dumps([run_id, len(view.path) - 1, action.id]), flush=True)
        session.summary()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3])))
