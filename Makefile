# The commands that developers use. `make check` is what CI runs.
PYTHON ?= .venv/bin/python

.PHONY: fmt test check golden

fmt:  ## put code in the house's layout
	$(PYTHON) -m ruff check --fix --quiet src tests benchmarks || true
	$(PYTHON) -m ruff format src tests benchmarks

test:  ## run the tests
	$(PYTHON) -m pytest

check:  ## lint, types, layers, tests with coverage, the plan and the example
	$(PYTHON) -m ruff check src tests benchmarks
	$(PYTHON) -m ruff format --check src tests benchmarks
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-cache
	$(PYTHON) -m pytest --cov --cov-fail-under=95
	$(PYTHON) -m handlingsplan check
	$(PYTHON) -m handlingsplan check --plan examples/ekbacken

golden:  ## write the expected screens anew; read the diff before it is committed
	HP_GOLDEN=write $(PYTHON) -m pytest -q tests/test_golden.py tests/test_report.py tests/test_codes.py tests/test_week.py
