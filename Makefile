# Two commands do everything on a machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# one BLAS thread: the arrays are small, and a forking parent must have a single thread
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1

.PHONY: help demo test test-slow lab release picture lint clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint constraints.txt
	touch $@

demo: $(VENV)/installed ## build the course, grade a class whose truth is known, write build/demo/report.html
	$(BIN)/grader demo

test: $(VENV)/installed ## the default tests, under 6 minutes
	$(BIN)/pytest -m "not slow" $(ARGS)

test-slow: $(VENV)/installed ## the tests that take longer: nbgrader's own commands, a browser
	$(BIN)/pytest -m slow $(ARGS)

lab: $(VENV)/installed ## open the released notebooks in JupyterLab, as a student
	$(BIN)/jupyter lab --ServerApp.root_dir=assignments

release: $(VENV)/installed ## rebuild assignments/ from solutions/*.py
	$(BIN)/grader release

picture: $(VENV)/installed ## take the README's picture anew (needs chromium and chromium-driver)
	mkdir -p docs/images
	$(BIN)/python -m tests.browser.picture docs/images/check.png

lint: $(VENV)/installed ## format and lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what was built
	rm -rf build $(VENV) .pytest_cache .ruff_cache
