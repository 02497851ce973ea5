# `make demo` shows what reviewlint does; `make test` proves it. Both set up .venv when they must.

PYTHON ?= python3
VENV := .venv
OLDEST := .venv-oldest
LIST_OLDEST := import tomllib; extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; \
	print(*(one.replace(">=", "==") for one in extras["sphinx"] if one.startswith(("Sphinx>", "myst-parser>"))))
BIN := $(VENV)/bin
SPHINX := $(BIN)/sphinx-build --quiet --nitpicky --fail-on-warning --keep-going

.PHONY: demo test oldest lint docs archive bench goldens clean

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
	$(BIN)/pytest --numprocesses auto --dist worksteal

# The archive with the oldest Sphinx and MyST that the extra `sphinx` allows.
oldest: $(OLDEST)/ready
	$(OLDEST)/bin/pytest --numprocesses auto --dist worksteal tests/sphinx

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
	rm -rf $(VENV) $(OLDEST) build dist

# What is installed is kept as long as pyproject.toml stays as it is.
$(VENV)/for-demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[sphinx]' furo
	@touch $@

$(VENV)/for-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/for-demo $@

$(OLDEST)/ready: pyproject.toml | $(BIN)/python
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --editable '.[test]' $$($(BIN)/python -c '$(LIST_OLDEST)')
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reviewlint needs Python 3.11 or later: say which with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
