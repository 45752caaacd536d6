# The one door to the project. `make` alone lists what it can do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.DEFAULT_GOAL := help
TRAIN := .venv-train
MODELS := src/tidings/data/models
SCRATCH := $(TRAIN)/scratch
.PHONY: help setup demo test check lint format bench train docs lock update-schema gate page browser clean

help:  ## list these habits
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMP)  ## build the virtual environment .venv, once

# uv is several times faster than pip; where it cannot reach the index, pip does the same work from the same lock.
$(STAMP): requirements/dev.txt requirements/bootstrap.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tidings needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bootstrap.txt
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt requirements/bootstrap.txt \
	  || $(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . \
	  || $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## code the sample archive, store it, look at it
	$(BIN)/python examples/demo.py

# The browser tests need Debian's Chromium; without it, and without the right to install it, they are skipped.
browser:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1 \
	  || echo "no Chromium here: the browser tests are skipped"

test: $(STAMP) browser  ## all tests
	$(BIN)/python -m pytest -q -n 2 --dist loadfile
	$(MAKE) --no-print-directory gate

check: lint test  ## what must pass before a change lands

gate: $(STAMP)  ## accuracy on our own gold set against its floors
	$(BIN)/python evaluation/gate.py

lint: $(STAMP)  ## style, types, import rules
	$(BIN)/ruff check src tests tools benchmarks evaluation examples training
	$(BIN)/ruff format --check src tests tools benchmarks evaluation examples training
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## lay the code out
	$(BIN)/ruff check --fix --quiet src tests tools benchmarks evaluation examples training || true
	$(BIN)/ruff format src tests tools benchmarks evaluation examples training

bench: $(STAMP)  ## speed, each as a ratio against a named reference
	$(BIN)/python benchmarks/run.py

# The trained models are committed: this is only for those who change the corpus. torch is the CPU build.
$(TRAIN)/.ready: requirements/train.txt requirements/train-base.txt
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet torch==2.13.0
	$(TRAIN)/bin/python -m pip install --quiet --require-hashes -r requirements/train.txt
	$(TRAIN)/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/train-base.txt
	$(TRAIN)/bin/python -m pip install --quiet --no-deps -e .
	@touch $@

train: $(TRAIN)/.ready  ## train all models anew on the corpus, about two hours on 2 cores
	$(TRAIN)/bin/python -m training.check
	$(TRAIN)/bin/python -m training.places.train --out src/tidings/data/places/weights.toml
	$(TRAIN)/bin/python -m training.gate.train --out $(MODELS)/gate.npz
	$(TRAIN)/bin/python -m training.coreference.train --out $(MODELS)/coreference.npz
	$(TRAIN)/bin/python -m training.articles.check
	$(TRAIN)/bin/python -m training.encoder.train --epochs 6 --weights $(SCRATCH)/plain.pt
	$(TRAIN)/bin/python -m training.encoder.teacher --epochs 3 --out $(SCRATCH)/taught.pkl
	$(TRAIN)/bin/python -m training.encoder.train --epochs 2 --start $(SCRATCH)/plain.pt --teacher $(SCRATCH)/taught.pkl --out $(MODELS)/events
	$(TRAIN)/bin/python -m training.encoder.calibrate $(MODELS)/events docs/images/reliability.svg
	$(TRAIN)/bin/python -m training.statements.train --out $(MODELS)/statements.npz

docs: $(STAMP)  ## build the documentation into docs/_build/html
	$(BIN)/python -m sphinx -n -W -q -b html docs docs/_build/html

page:  ## build the page of `tidings serve` from web/ (needs Node)
	cd web && npm ci --silent && npm run --silent build

update-schema: $(STAMP)  ## write the JSON Schema of the records anew
	$(BIN)/python tools/write_schema.py

lock: $(STAMP)  ## renew the lock files (no download addresses in them)
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header pyproject.toml --group train -o requirements/train.txt
	echo "uv" | $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header - -o requirements/bootstrap.txt

clean:  ## remove what was built
	rm -rf $(VENV) $(TRAIN) build dist docs/_build demo-out
