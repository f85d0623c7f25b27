# Needs Python 3.11 or later with venv, and make; everything else comes into .venv.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak pictures format clean

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 6
ARGS ?=

# Without its bytecode the program starts three times as slowly.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@echo 'make demo      open a sample team, ready for its weekly meeting (ARGS="--lang zh": in Chinese)'
	@echo 'make test      every check and every test'
	@echo 'make check     the checks alone: format, lint, types, layers'
	@echo 'make bench     how fast it is, and against what'
	@echo 'make soak      the long tests that make test leaves out'
	@echo 'make pictures  draw docs/pictures anew'
	@echo 'make format    format the code, mend what the linter can mend'
	@echo 'make clean     remove what was built'

demo: $(VENV)/.program
	@$(BIN)/okrtui demo $(ARGS)

test: check
	$(BIN)/pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/.tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.tools
	$(BIN)/python -m bench $(ARGS)

soak: $(VENV)/.tools
	$(BIN)/pytest -m soak $(ARGS)

pictures: $(VENV)/.tools
	$(BIN)/python -m tools.pictures

format: $(VENV)/.tools
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist .bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@python=; for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo 'okrtui needs Python 3.11 or later: install it, or name it with make PYTHON=…' >&2; exit 1; fi; \
	$$python -m venv $(VENV)
	@touch $@

# What it takes to run the program: make demo waits for nothing more.
$(VENV)/.program: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# Dependency groups need pip 25.1.
$(VENV)/.tools: $(VENV)/.program
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
