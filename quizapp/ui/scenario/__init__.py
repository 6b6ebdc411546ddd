"""The player of scenarios: a scene, what came of an action, and how it ended."""
