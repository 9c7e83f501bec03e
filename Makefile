# Everything a person or CI types. Set-up happens by itself, once.
PYTHON ?= python3
SEED ?= 0
PY := .venv/bin/python

.PHONY: setup test test-all demo demo-nano check docs clean

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
	rm -rf .venv build dist *.egg-info
