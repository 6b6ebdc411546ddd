"""Progress: what the learner knows, only thinks to know, and what comes back when."""

from quizapp.ui.pages.progress.page import ProgressPage

__all__ = ["ProgressPage"]
