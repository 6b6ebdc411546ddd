"""Making ledgers of misconceptions anew, apart from what reads them: most starts need no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.storage.ledger_store import LedgerStore


class LedgerRenewal:
    """Makes those ledgers anew that changed questions have made untrue."""

    def __init__(self, ledger: LedgerStore) -> None:
        self._ledger = ledger

    def renew(self, report: Callable[[int, int], None]) -> None:
        """Make the ledgers of all learners anew that have to be.

        Others can go on answering meanwhile.

        Args:
            report: told now and then how far it is; what it raises stops the work.
        """
        for learner_id in self._ledger.stale_learners():
            self._ledger.renew(learner_id, report)
