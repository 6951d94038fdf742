"""The records of a plan: one class a kind, one object a file; values, no I/O."""
