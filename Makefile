# Tasks. `make help` lists them.

PYTHON ?= python3.11
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help install run ingest lint check test format eval figures train clean

help: ## list the tasks
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

install: .venv/installed ## make .venv with the exact versions of requirements.lock

.venv/checks-installed: .venv/installed requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock -r requirements-dev.lock
	@touch $@

.venv/installed: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name one with PYTHON=…"; exit 2; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

run: install ## read data/ when needed and serve the pages on http://127.0.0.1:7860
	$(PY) app.py

ingest: install ## read data/, or the folder POLICY_DATA, into the store
	$(PY) -m ingest $${POLICY_DATA:-data}

format: .venv/checks-installed ## format the code
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lint: .venv/checks-installed ## check the format, lint and types; change nothing
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

check: lint ## lint and the fast tests
	$(PY) -m pytest -m "not integration"

test: .venv/checks-installed ## every test
	$(PY) -m pytest

eval: install ## answer the project's own questions and hold the figures to the baseline
	$(PY) -m eval eval/questions/2022-education.jsonl --docs data --keep-store var/eval/store --baseline eval/baseline.json --output var/eval

figures: install ## measure the table of eval/RESULTS.md anew; SETS names the folder of the public question sets, ALONE=1 leaves the baselines out
	$(PY) -m eval.experiments $(SETS) $(if $(ALONE),--alone) --update eval/RESULTS.md

train: install ## learn ranking and abstention anew; SETS names the folder of the public question sets
	$(PY) -m eval.training $(SETS)

clean: ## remove the environment and var/: store, log of answers, reviews, removed documents
	rm -rf .venv var
