# Every target does all the set-up it needs; `make help` lists them.
# Packages come from wherever pip is set up to look (PIP_FIND_LINKS and the like are pip's own).

SHELL := /bin/bash
.DEFAULT_GOAL := help
PROJECT ?= algorithms/intraday_momentum
RUNS ?= 300
REGRESSION ?= ../shared/lean/regression
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PURE := $(PIP) --require-hashes --requirement

.PHONY: backtest test torture reproduce verify-lean lint format bench report clean help

backtest: .venv/compiled ## Run the first strategy over 23 years of hourly SPY and write its report
	@$(BIN)/minilean data ensure
	@$(BIN)/minilean backtest $(PROJECT) --report

report: .venv/core ## Write the HTML report of the newest back test of PROJECT
	@result=$$(ls -t $(PROJECT)/backtests/*/*.json 2>/dev/null | grep -m 1 '/[^/-]*\.json$$'); \
	if [ -z "$$result" ]; then echo "no back test of $(PROJECT) yet: run make backtest"; exit 1; fi; \
	$(BIN)/minilean report "$$result"

test: .venv/dev ## Run every test
	@$(BIN)/minilean data ensure
	@$(BIN)/python -m pytest -n auto

torture: .venv/dev ## Run RUNS (300) algorithms that trade at random and check their books
	@$(BIN)/minilean data ensure
	@MINILEAN_TORTURE=$(RUNS) $(BIN)/python -m pytest -q -n auto tests/torture

reproduce: .venv/compiled ## Run every strategy over its full period and print it beside what was measured elsewhere
	@$(BIN)/minilean data ensure
	@$(BIN)/python -m research.reproduction

verify-lean: .venv/core ## Hold minilean to LEAN's own regression algorithms: make verify-lean LEAN=<checkout of LEAN>
	@if [ ! -d "$(LEAN)/Algorithm.Python" ]; then \
		echo "LEAN=$(LEAN) is no checkout of QuantConnect/Lean: give its folder, as in make verify-lean LEAN=../Lean"; exit 1; \
	fi
	@$(BIN)/minilean verify --algorithms $(LEAN)/Algorithm.Python --golden $(REGRESSION) --data-folder $(LEAN)/Data

lint: .venv/dev ## Check format, style, types, imports and sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=Library $(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

format: .venv/dev ## Format the Python files and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: .venv-bench/ready ## Time the speed runs, the peers and the growth, and write benchmarks/RESULTS.md
	@$(BIN)/minilean data ensure
	@.venv-bench/bin/python benchmarks/bench.py

clean: ## Remove the environment and caches; market data and results stay
	rm -rf .venv .venv-bench build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The environment. Each stamp is newer than the requirements it was made from.
.venv/pip:
	@python=""; for name in python3.11 python3 python; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; then python="$$name"; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Python 3.11 is needed and was not found as python3.11, python3 or python"; exit 1; fi; \
	echo "setting up .venv with $$("$$python" --version)"; \
	"$$python" -m venv --clear .venv
	@touch $@

.venv/core: requirements/core.txt pyproject.toml | .venv/pip
	@echo "installing what minilean needs"
	@$(PURE) requirements/core.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/compiled: .venv/core $(shell find minilean Library -name '*.py')
	@$(BIN)/python -m compileall -q minilean Library
	@touch $@

# The engines minilean is measured against have an environment of their own.
.venv-bench/ready: requirements/bench.txt pyproject.toml .venv/core
	@echo "installing what minilean is measured against"
	@$(BIN)/python -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bench.txt
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/core
	@echo "installing what the tests need"
	@$(PURE) requirements/dev.txt
	@touch $@
