"""The question editor: a form, the learner's view of it, and what the rules find."""
