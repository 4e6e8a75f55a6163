# What can be done here: `make help`.
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONPATH := src

.DEFAULT_GOAL := help
.PHONY: help run test deep dev lint bench screenshots lock migration phrases clean

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/.base: requirements/build.txt requirements/base.txt pyproject.toml tools/setup
	@tools/setup base

$(VENV)/.dev: requirements/build.txt requirements/dev.txt pyproject.toml tools/setup
	@tools/setup dev

run: $(VENV)/.base ## Serve the demo municipality on this machine
	@$(VENV)/bin/mandat demo

dev: $(VENV)/.dev ## Set up everything for changing Mandat

lint: $(VENV)/.dev ## Check style, types and the order of imports
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/lint-imports --config pyproject.toml && $(VENV)/bin/mypy

test: $(VENV)/.dev ## Everything CI runs: lint, SQLite, PostgreSQL, a real browser
	@tools/test

deep: $(VENV)/.dev ## What takes longer: simulations, fuzzing, kill tests
	@tools/browser && $(PY) -m pytest -q -n 2 -m deep -p no:cacheprovider
	@MANDAT_TEST_DATABASE=postgresql $(PY) -m pytest -q -n 2 -m "not browser and not deep" tests/rooms/growth

bench: $(VENV)/.dev ## Measure speed; ratios side by side
	@for b in bench/bench_*.py; do echo "== $$b"; $(PY) $$b || exit 1; done

screenshots: $(VENV)/.dev ## Take pictures of every page, wide and narrow, light and dark, both languages
	@tools/browser && $(PY) tools/screenshots.py

lock: $(VENV)/.dev ## Resolve the requirements anew
	@tools/lock

migration: $(VENV)/.dev ## Write the one first migration anew (until the first release)
	@rm -f src/mandat/migrations/0001_initial.py && $(PY) -m django makemigrations mandat -n initial --no-header --skip-checks --settings mandat.settings

phrases: $(VENV)/.dev ## Gather sentences to translate, and compile the catalogues
	@$(PY) tools/phrases.py

clean: ## Remove the environment and the demo's data
	@rm -rf $(VENV) data
