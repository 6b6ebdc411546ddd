"""A run on screen: question, feedback and summary."""
