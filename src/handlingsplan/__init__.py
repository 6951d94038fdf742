"""A joint municipal action plan, kept in YAML files: its version."""

__version__ = "0.1.0"
