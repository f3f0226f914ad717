# Everything a user or a developer does with a checkout. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

VENV ?= .venv
OUT ?= out
PYTEST_ARGS ?=
PY := $(VENV)/bin/python

.PHONY: help install dev demo serve test test-slow lint types imports docs refresh-docs picture check quality note table lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

install: ## Install counterclaim into .venv (locked versions)
	@tools/install.sh core $(VENV)

dev: ## Install it with what tests, checks and docs need
	@tools/install.sh dev $(VENV)

demo: install ## Run the main job on the two examples and print the addresses of the briefs
	@tools/demo.sh $(VENV) $(OUT)

serve: install ## Open the web app on the demo's ledger (run `make demo` first)
	@test -f $(OUT)/estuary.db || $(MAKE) --no-print-directory demo
	$(VENV)/bin/counterclaim serve --ledger $(OUT)/estuary.db

test: dev ## Run the tests (under 10 minutes)
	@tools/install_chromium.sh
	@tools/install_postgres.sh
	$(PY) -m pytest -n 2 -q $(PYTEST_ARGS)

test-slow: dev ## Run the tests that take longer (builds a small model server the first time)
	@tools/install_chromium.sh
	@tools/install_postgres.sh
	@tools/install_model_server.sh
	$(PY) -m pytest -m slow -q $(PYTEST_ARGS)

lint: dev ## Check style and formatting
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: dev ## Check types (strict)
	$(PY) -m mypy

imports: dev ## Check the import contract between the rooms
	$(PY) -c 'from importlinter.cli import lint_imports_command as c; c()'

docs: dev ## Build the documentation into site/, offline
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet

refresh-docs: dev ## Write into the documentation what the program prints now
	$(PY) tools/cli_reference.py
	$(PY) tools/note_reference.py
	$(PY) tools/refresh_docs.py

picture: dev demo ## Take the pictures of a brief and of the app that the README shows (needs Chromium)
	@tools/install_chromium.sh
	$(PY) tools/screenshot.py $(OUT)/estuary.html
	$(PY) tools/app_screenshot.py $(OUT)/estuary.db

quality: dev ## Hold the pinned floors on the labelled texts (COUNTERCLAIM_DATA says where they are)
	@tools/quality.sh $(PY) floors

note: dev ## Check the readings of the analyst's note (COUNTERCLAIM_DATA says where it is)
	@tools/quality.sh $(PY) note

table: dev ## Print how well texts are coded, measure by measure (COUNTERCLAIM_DATA says where they are)
	@tools/quality.sh $(PY) table

check: test lint types imports docs ## All of test, lint, types, imports and docs

lock: ## Make the locks anew after a change of dependencies in pyproject.toml
	@tools/lock.sh

clean: ## Remove what was built, not the virtual environment
	rm -rf out build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
