# The commands of this project. "make" alone lists them.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test check sample benchmarks audit sbom clean

help:
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: .venv/for-running ## set up, and open the dashboard on 127.0.0.1:8501 (PORT, CME_DATA_DIR)
# The made-up authority is for looking around; where CME_DATA_DIR names a store, that one is opened as it is.
ifndef CME_DATA_DIR
	@$(BIN)/python -m cme_data sample-store --data .data/sample
endif
	@echo "The dashboard opens on http://127.0.0.1:$(PORT) (Ctrl+C ends it)."
	@exec $(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.headless true

test: .venv/for-testing check ## set up, check and test, in a real browser too where there is one
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

check: .venv/for-testing ## style, types and the layers, without the tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

sample: .venv/for-running ## write the made-up workbooks of sample_data/ again
	$(BIN)/python sample_data/generate.py

benchmarks: .venv/for-testing ## measure speed and print the figures (some minutes)
	$(BIN)/python -m tests.benchmarks

audit: .venv/for-testing ## look every fixed package up among the known vulnerabilities (asks over the internet)
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --no-deps -r requirements-dev.txt -r constraints.txt

sbom: .venv/for-testing ## write sbom.json: every fixed package, as CycloneDX lists them
	grep --no-filename == requirements.txt constraints.txt | $(BIN)/cyclonedx-py requirements --output-reproducible -o sbom.json -

clean: ## remove what the commands above made; an authority's own store is never touched
	rm -rf .venv .data/sample .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	rm -rf tests/browser/shots sbom.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed again only when the requirements change; a new Python version needs "make clean" first.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up .venv (a few minutes, once) ..."
	$(PYTHON) -m venv .venv

.venv/for-running: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing the pinned packages ..."
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/for-testing: requirements-dev.txt requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing the pinned packages and the test tools ..."
	$(INSTALL) -r requirements-dev.txt
	@touch $@ .venv/for-running
