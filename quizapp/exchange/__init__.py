"""Bank formats: the only layer that knows YAML."""
