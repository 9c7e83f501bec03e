# Everything a person or CI types. Set-up happens by itself, once.
PYTHON ?= python3
SEED ?= 0
PY := .venv/bin/python

.PHONY: setup test test-all test-oldest demo demo-nano check docs clean

setup: .venv/.ok
.venv/.ok: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Palaestra needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train,dev]'
	touch $@

test: setup
	$(PY) -m pytest -q -n auto --dist worksteal

test-all: setup
	timeout 3500 $(PY) -m pytest -q -n auto --dist worksteal --slow --laws-seeds 200

# The environments on the oldest releases allowed, without torch and without most referees.
test-oldest: .venv-oldest/.ok
	.venv-oldest/bin/python -m pytest -q -n auto --dist worksteal tests/test_golden.py tests/test_conformance.py tests/envs tests/wrappers
.venv-oldest/.ok: pyproject.toml constraints-oldest.txt
	$(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check -c constraints-oldest.txt -e '.[games]' pytest pytest-xdist hypothesis networkx pyarrow z3-solver
	touch $@

demo: setup
	$(PY) -m palaestra demo --seed $(SEED)

demo-nano: setup
	$(PY) -m palaestra demo --nano --seed $(SEED)

check: setup
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy

docs: setup
	$(PY) -m palaestra docs docs/tasks
	$(PY) -m palaestra gallery docs/gallery

clean:
	rm -rf .venv .venv-oldest build dist *.egg-info
