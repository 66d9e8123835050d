# The index of what one does here. `make` alone prints it.

PYTHON ?= python3
PYTEST_FLAGS ?=

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint bench wheel clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# Two of the reports in seeds/ disagree: the check ends with 1, as a check that finds something does.
demo: $(VENV)/.installed ## read seeds/ and check it: a table, the full tables in build/demo/, what does not agree
	$(BIN)/figures extract seeds --format table
	@mkdir -p build/demo
	$(BIN)/figures extract seeds --output build/demo/figures.csv
	@echo "Written:" && ls build/demo
	$(BIN)/figures check seeds || test $$? -eq 1

test: lint ## everything that must hold: lint, then the tests
	$(BIN)/python -m pytest -n auto $(PYTEST_FLAGS)

lint: $(VENV)/.installed-dev ## style, format, types, and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict figures
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## the benchmarks, each with its bars (benchmarks/README.md); a missed bar fails at the end
	@mkdir -p build/bench
	$(BIN)/python benchmarks/corpus.py --size 10MB --out build/bench/news.jsonl
	@missed=0; for script in "throughput.py --corpus build/bench/news.jsonl" startup.py hostile.py memory.py; do \
		printf '\n== %s\n' "$$script"; $(BIN)/python benchmarks/$$script || missed=1; \
	done; \
	$(BIN)/python -m pytest benchmarks --benchmark-only $(PYTEST_FLAGS) || missed=1; \
	exit $$missed

.PHONY: test-engines
test-engines: build/engines/.installed ## every engine for real: Spark, Dask, Ray, DuckDB, pandas, polars (needs Java 17)
	build/engines/bin/python -m pytest tests/engines -m "cluster or not cluster" $(PYTEST_FLAGS)

.PHONY: bench-engines
bench-engines: build/engines/.installed ## what the engines cost over the bare core, and what two workers gain
	build/engines/bin/python benchmarks/engines.py

.PHONY: bench-peers
bench-peers: $(VENV)/.installed-dev ## figures beside other extractors, installed into build/peers
	$(BIN)/python benchmarks/peers.py

wheel: $(VENV)/.installed-dev ## build the sdist and the wheel into dist/
	$(BIN)/pyproject-build --outdir dist

clean: ## remove what was built, and the virtual environment
	rm -rf $(VENV) build dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find figures grammars tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp for each way of installing, so that nothing is set up twice. A change of pyproject.toml sets up anew.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "figures needs Python 3.11 or newer; name one: make PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@$(BIN)/python -m compileall -q figures
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@$(BIN)/python -m compileall -q figures
	@touch $(VENV)/.installed $@

build/engines/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv build/engines
	build/engines/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[engines,pandas,testing]' \
		'pytest>=9.2'
	@touch $@
