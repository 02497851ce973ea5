# `make demo` shows what reviewlint does; `make test` proves it. Both set up .venv when they must.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPHINX := $(BIN)/sphinx-build --quiet --nitpicky --fail-on-warning --keep-going

.PHONY: demo test lint docs archive bench goldens clean

demo: $(VENV)/for-demo
	@echo "== Five reviews with something wrong in each family of rules: examples/broken"
	@cd examples/broken && ../../$(BIN)/reviewlint check --fail-on never
	@echo
	@echo "== The reviews of a small archive: examples/archive"
	@cd examples/archive && ../../$(BIN)/reviewlint check
	@$(SPHINX) --doctree-dir build/doctrees/archive examples/archive build/archive
	@echo
	@echo "The archive is built. Open $(CURDIR)/build/archive/index.html"

test: $(VENV)/for-dev
	$(BIN)/pytest

lint: $(VENV)/for-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/for-dev
	$(SPHINX) --doctree-dir build/doctrees/docs docs build/docs

archive: $(VENV)/for-dev
	$(SPHINX) --doctree-dir build/doctrees/archive examples/archive build/archive

bench: $(VENV)/for-dev
	$(BIN)/python -m benchmarks.run

# The expected output of two examples: read the difference before you commit it.
goldens: $(VENV)/for-dev
	for site in broken house-rules; do \
		( cd examples/$$site && ../../$(BIN)/reviewlint check --verbose --today 2026-01-31 --fail-on never \
			--output text=expected.txt --output json=expected.json > /dev/null ) || exit; \
	done
	git diff --stat -- examples

clean:
	rm -rf $(VENV) build dist

# What is installed is kept as long as pyproject.toml stays as it is.
$(VENV)/for-demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[sphinx]' furo
	@touch $@

$(VENV)/for-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/for-demo $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reviewlint needs Python 3.11 or later: say which with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
