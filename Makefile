# Everything here sets up what it needs first: system libraries, .venv and Python packages.
# make PYTHON=/path/to/python3 … picks another Python.

ARGS ?=
OUT ?= pictures
TESTS ?=
ifdef PYTHON
export PYTHON
endif

BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen
PYTEST := $(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist worksteal
# Compile all there is once: each process would do it, and three times as slowly while it measures.
COMPILE = export PYTHONDONTWRITEBYTECODE= $(OFFSCREEN); $(BIN)/python -m compileall -q -j 2 quizapp; \
	$(BIN)/python -m pytest --collect-only -qq tests/ui >/dev/null & \
	$(BIN)/python -m pytest --collect-only -qq --ignore=tests/ui -p no:cacheprovider >/dev/null; wait
CORE_IS_COVERED = $(BIN)/python -m coverage report \
	--include='quizapp/domain/*,quizapp/application/*' --fail-under=100

.PHONY: help run test coverage check format pictures rehearsal bench dev

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ## Open Quizapp; make run ARGS=--demo shows it with a made-up learner
	@sh .ci/set-up run
	@$(BIN)/python -m quizapp $(ARGS)

test: dev ## Run all tests and measure coverage below the user interface; make test TESTS=tests/unit runs a part
ifeq ($(TESTS),)
	@$(COMPILE)
	$(PYTEST) --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=90 --omit='quizapp/ui/*,quizapp/gui.py'
	$(CORE_IS_COVERED)
else
	$(PYTEST) $(TESTS)
endif

coverage: dev ## Run all tests and measure coverage everywhere, which takes longer than make test
	@$(COMPILE)
	$(PYTEST) --cov --cov-report= --measure-ui
	$(BIN)/python -m coverage report --fail-under=90
	$(CORE_IS_COVERED)

check: dev ## Check format, lint, layers, types and question banks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m quizapp check

format: dev ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: dev ## Draw every screen in every variant into the folder OUT
	$(OFFSCREEN) $(BIN)/python -m tests.pictures OUT=$(OUT)

rehearsal: dev ## Write what a set on several computers leaves into the folder OUT, to be looked at
	$(OFFSCREEN) $(BIN)/python -m tests.rehearsal OUT=$(OUT)

bench: dev ## Measure speed and memory against their limits; make bench ARGS=start a part, --help lists them
	$(OFFSCREEN) $(BIN)/python -m benchmarks $(ARGS)

dev:
	@$(OFFSCREEN) sh .ci/set-up dev
