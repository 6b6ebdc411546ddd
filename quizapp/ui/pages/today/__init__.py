"""The first page: what to do today."""

from quizapp.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
