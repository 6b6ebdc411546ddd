"""Qt widgets: they show frozen values and call use cases."""
