"""Settings: how the app looks, how the learner studies, the profile, the data, and About."""

from quizapp.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
