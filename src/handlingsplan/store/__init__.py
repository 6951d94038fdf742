"""The only layer that touches files, git and YAML."""
