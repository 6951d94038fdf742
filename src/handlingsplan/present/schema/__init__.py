"""Describe the plan's files to editors and other programs, as JSON Schema."""
