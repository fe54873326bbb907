# `make` builds the résumé, `make test` tests the tool; both set up what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
THEMES := $(filter-out base,$(notdir $(wildcard themes/*)))

unexport PYTHONDONTWRITEBYTECODE # each of many processes would compile all of it anew

.PHONY: resume themes variants setup test check format schema declarations languages previews bench clean

resume: $(VENV)/installed
	$(BIN)/resume build

themes: $(VENV)/installed
	$(BIN)/resume build $(THEMES:%=--theme %)

variants: $(VENV)/installed
	$(BIN)/resume build --all

setup: $(VENV)/installed

# Everything below works on the tool itself.

test: $(VENV)/developing
	$(BIN)/pytest --numprocesses auto --dist loadgroup

check: $(VENV)/developing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadgroup -m 'not wide' --cov --cov-report=term:skip-covered --cov-fail-under=96
	$(BIN)/pytest --numprocesses auto --dist loadgroup -m wide

format: $(VENV)/developing
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

schema: $(VENV)/installed
	$(BIN)/resume schema > resume.schema.json

declarations: $(VENV)/installed
	$(BIN)/python -c 'from resume.render import declarations as d; print(d.generate(d.installed()), end="")' > declarations.tmp
	mv declarations.tmp src/resume/render/pango_ffi.py

languages: $(VENV)/developing
	$(BIN)/python tests/view/test_dates.py > dates.tmp
	mv dates.tmp src/resume/languages/dates.json
	$(BIN)/python tests/importers/test_whereabouts.py > countries.tmp
	mv countries.tmp src/resume/languages/countries.json

previews: $(VENV)/developing
	$(BIN)/python tests/previews.py

bench: $(VENV)/developing
	$(BIN)/python -m tests.performance $(PEERS)

clean:
	rm -rf $(VENV) build dist output/*/ .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml
	.ci/system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/developing: $(VENV)/installed
	.ci/system-packages tests
	$(BIN)/python -m pip install --quiet --editable '.[check]' --group dev
	touch $@
