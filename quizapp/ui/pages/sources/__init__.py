"""Sources: the documents that questions cite, and the passages that they use."""

from quizapp.ui.pages.sources.page import SourcesPage

__all__ = ["SourcesPage"]
