# Everything that is done with the shop. `make` alone says what there is.

PYTHON ?= python3
BIN := .venv/bin
# Where the shop keeps what it makes, as its settings have it.
VAR := $(or $(VAR_DIR),var)
# What the checks need to know of a production shop; nothing here is secret, and nothing is served with it.
PRODUCTION := env SECRET_KEY=$(shell printf 'check-%s-' 1 2 3 4 5 6 7 8 9 a b c) ALLOWED_HOSTS=shop.example \
  DEBUG=0 HTTPS=1 TRUST_PROXY=1 DATABASE_URL=sqlite://:memory: PAYMENT_PROVIDERS=bank_transfer \
  BANK_TRANSFER_INSTRUCTIONS=account
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
  CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --generate-hashes --allow-unsafe --strip-extras --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --quiet
PYTEST := $(BIN)/python -m pytest
# To compile all tests takes longer than to collect them: what one run has compiled is there for the next.
unexport PYTHONDONTWRITEBYTECODE
# A file stays in one process, so that the shops that its tests open are opened once. shop.testing.plugin orders them.
PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder
# What needs no server, no browser and nothing of a database's own.
QUICK := -m 'not (served or postgresql or slow)' shop cart

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## say what there is
	@echo 'make <target>:'
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-18s %s\n", $$1, $$2 }'

.PHONY: run
run: .venv/run.stamp .env $(VAR)/static.stamp ## open the shop at http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(BIN)/python -m shop.serve --prepare

.PHONY: dev
dev: .venv/dev.stamp .env ## open the shop for its developer: what is changed is on the next request
	@mkdir -p $(VAR)
	@exec env DEBUG=1 HTTPS=0 $(BIN)/python -m shop.develop

.PHONY: test
test: test-house test-e2e ## run every test, the browser's included

.PHONY: test-quick
test-quick: .venv/dev.stamp ## run what needs no server and no browser: what a change most likely breaks, in under a minute
	@$(PYTEST) $(PARALLEL) --quiet $(QUICK)

.PHONY: test-house
test-house: .venv/dev.stamp ## run the tests that need no browser, also on PostgreSQL where it answers
	@$(BIN)/python -m shop.testing.services
	@echo '== tests without a browser, on SQLite'
	@$(PYTEST) $(PARALLEL) shop cart
	@services=$$($(BIN)/python -m shop.testing.services --environment) && if [ -n "$$services" ]; then \
	  echo '== tests without a browser, on PostgreSQL' && env $$services $(PYTEST) $(PARALLEL) -m 'postgresql and not served' shop cart; fi

.PHONY: test-e2e
test-e2e: .venv/dev.stamp ## run the browser tests
	@echo '== browser tests'
	@$(BIN)/python -m e2e.browser
	@$(BIN)/python -m e2e.engines
	@$(PYTEST) $(PARALLEL) e2e

.PHONY: test-next
test-next: .venv/dev.stamp ## run the quick tests on the newest Python and Django that are found here
	@$(BIN)/python -m shop.testing.next_release $(PARALLEL) $(QUICK)

.PHONY: soak
soak: .venv/dev.stamp ## run what finds more the longer it runs
	@echo '== the cart against a plain dict, with new random steps'
	@HYPOTHESIS_PROFILE=soak $(PYTEST) -s cart/tests/test_state_machine.py
	@echo '== the sums of 20,000 carts of each currency'
	@SOAK_CARTS=20000 $(PYTEST) shop/checkout/tests/test_printing_what_is_charged.py
	@echo '== crowds that confirm at the same moment, ten times; a server that is killed under load, twenty times'
	@SOAK_ROUNDS=10 SOAK_KILLS=20 $(PYTEST) -s shop/orders/tests/test_racing_for_the_last_one.py \
	  cart/tests/test_racing_for_the_cart.py shop/checkout/tests/test_adding_while_the_key_changes.py \
	  shop/checkout/tests/test_racing_for_the_goods.py \
	  shop/checkout/tests/test_confirming_many_times_at_once.py shop/checkout/tests/test_surviving_a_killed_server.py

.PHONY: bench
bench: .venv/dev.stamp ## measure how fast the shop is, beside a bare Django view; the table is kept in var/bench.md
	@$(BIN)/python -m e2e.bench

.PHONY: check
check: check-format check-lint check-types check-arrows check-templates check-names check-docstrings check-migrations check-deploy ## run every check

.PHONY: check-format
check-format: .venv/dev.stamp ## the source is in the house's format
	@echo '== format (ruff)'
	@$(BIN)/ruff format --check .
.PHONY: check-lint
check-lint: .venv/dev.stamp ## ruff finds no fault
	@echo '== lint (ruff)'
	@$(BIN)/ruff check .
.PHONY: check-types
check-types: .venv/dev.stamp ## the types agree (mypy --strict)
	@echo '== types (mypy)'
	@$(BIN)/mypy
.PHONY: check-arrows
check-arrows: .venv/dev.stamp ## imports point down (import-linter)
	@echo '== import arrows (import-linter)'
	@$(BIN)/lint-imports --no-cache
.PHONY: check-templates
check-templates: .venv/dev.stamp ## every template compiles
	@echo '== templates compile'
	@$(PYTEST) -q shop/tests/test_compiling_templates.py
.PHONY: check-names
check-names: .venv/dev.stamp ## no module, class, function or template is named by nothing, and none that is named is missing
	@echo '== names'
	@$(PYTEST) -q shop/tests/test_naming_what_is_there.py
.PHONY: check-docstrings
check-docstrings: .venv/dev.stamp ## what writes, queries or raises says so
	@echo '== docstrings'
	@$(PYTEST) -q shop/tests/test_documenting_what_functions_do.py
.PHONY: check-migrations
check-migrations: .venv/dev.stamp ## no migration is missing
	@echo '== migrations are complete'
	@$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
.PHONY: check-deploy
check-deploy: .venv/dev.stamp ## Django's deploy check passes on production settings
	@echo '== deploy check (production settings)'
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: format
format: .venv/dev.stamp ## put the source into the house's format
	@$(BIN)/ruff check --fix --select I .
	@$(BIN)/ruff format .

.PHONY: lock
lock: .venv/dev.stamp ## pin the newest versions that pyproject.toml allows, with their hashes
	@$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	@$(COMPILE) --upgrade --extra s3 --constraint requirements.lock --output-file requirements-s3.lock pyproject.toml
	@$(COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

.PHONY: picture
picture: .venv/dev.stamp ## take the README's picture of the demo shop
	@$(BIN)/python -m e2e.picture static/img/readme.jpg

.PHONY: clean
clean: ## remove what was installed and collected; the shop's data and its secret key stay
	@rm -rf .venv $(VAR)/static $(VAR)/static.stamp var/e2e .mypy_cache .ruff_cache .pytest_cache
	@find shop cart e2e -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'The shop needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing python3-venv ...' && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	  else \
	    echo 'Python cannot make virtual environments here. Install the package python3-venv (Debian) and try again.' >&2; exit 1; \
	  fi
	@rm -rf .venv && $(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo 'Installing what the shop runs on ...'
	@$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	@echo 'Installing what the shop is built with ...'
	@$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp

.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > .env.new && \
	  printf 'ALLOWED_HOSTS=127.0.0.1,localhost,[::1]\nHTTPS=0\n' >> .env.new && mv .env.new .env

$(VAR)/static.stamp: requirements.lock shop/settings.py shop/staticfiles.py .env $(shell find static) | .venv/run.stamp
	@echo 'Collecting and compressing static files ...'
	@mkdir -p $(VAR) && $(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@touch $@
