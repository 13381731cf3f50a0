# `make run` builds the archive of the corpus and serves it; `make test` runs every test. The rest is for developers.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8001
# `make hashes` writes a lock file with the hashes of your index; `make run LOCK=requirements.hashes.lock` holds it to them.
LOCK ?= requirements.lock

.PHONY: run test lint check bench accuracy lock hashes sbom audit clean

$(VENV)/.ready: pyproject.toml $(LOCK)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name another with PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

run: $(VENV)/.ready
	$(BIN)/minutebook ingest corpus --archive $(DATA) || test $$? -eq 3
	$(BIN)/minutebook publish --archive $(DATA)
	$(BIN)/minutebook stats --archive $(DATA)
	$(BIN)/minutebook serve --archive $(DATA) --port $(PORT)

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks.bench

accuracy: $(VENV)/.ready
	$(BIN)/python -m benchmarks.accuracy

lock: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra test --no-emit-index-url --no-emit-find-links --no-annotate --strip-extras --output-file requirements.lock pyproject.toml

# The tools look at the environment from outside, in one of their own, so that they are not part of what they list.
.venv-audit/.ready:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet cyclonedx-bom pip-audit pip-tools
	touch $@

hashes: .venv-audit/.ready
	.venv-audit/bin/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-annotate --strip-extras --output-file requirements.hashes.lock requirements.lock

sbom: $(VENV)/.ready .venv-audit/.ready
	.venv-audit/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --output-format JSON --output-file sbom.json

audit: .venv-audit/.ready
	.venv-audit/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip --strict

clean:
	rm -rf $(VENV) .venv-audit $(DATA)
