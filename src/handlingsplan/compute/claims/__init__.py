"""Hold what documents state: what each claim is about, what the plan's files give, and whether they agree."""
