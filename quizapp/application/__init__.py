"""Use cases, one module each; no SQL, no YAML, no Qt."""
