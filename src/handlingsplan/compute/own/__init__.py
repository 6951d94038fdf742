"""Hold a plan against what it demands itself in rules.yaml, and keep what it has accepted apart."""
