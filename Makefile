# From a clone to a running platform: make demo. To a tested one: make test.
# Nothing asks anything; what is there already is not made again.

PACK ?= moldova
PORT ?= 8000
# How many tests run side by side.
SIDE ?= 2

BIN := .venv/bin
RUN := $(BIN)/.run-made
DEV := $(BIN)/.dev-made
MANAGE := $(BIN)/python manage.py
# The first Python here that is new enough and can make an environment.
ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
# Ends with 98 when a program listens at a port of this machine.
TAKEN := import socket, sys; sys.exit(98 if socket.socket().connect_ex(('127.0.0.1', int(sys.argv[1]))) == 0 else 0)
INSTALL = $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes --requirement $(1) \
	|| $(BIN)/python -m pip install -qq --require-hashes --requirement $(1)

.PHONY: demo test test-faults check bench bench-large format browser port
.DEFAULT_GOAL := demo

demo: export ROOTBRIDGE_DEMO = 1
demo: export ROOTBRIDGE_BIND = 127.0.0.1
demo: export ROOTBRIDGE_PACK = $(PACK)
demo: export ROOTBRIDGE_ADDRESS = http://127.0.0.1:$(PORT)
demo: port $(RUN)
	@exec $(MANAGE) serve_platform --demo --pack "$(PACK)" --port "$(PORT)"

# Before the long work: is the port free? Whatever else may be wrong with it is said when it is opened.
port:
	@python3 -c "$(TAKEN)" "$(PORT)" 2>/dev/null; [ $$? -ne 98 ] || { \
		echo "Port $(PORT) is taken by another program. Choose another one: PORT=$$(($(PORT) + 1)) make demo" >&2; exit 1; }

test: $(DEV) browser
	@$(BIN)/python -m pytest -n $(SIDE) --dist worksteal; status=$$?; \
		$(MANAGE) stop_database --if-unused >/dev/null 2>&1 || true; exit $$status

# Kills, cuts and races alone. They are part of `make test` too, where fewer messages are counted.
test-faults: $(DEV)
	@ROOTBRIDGE_TEST_FULL=1 $(BIN)/python -m pytest -m faults

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) check_translations
	$(BIN)/python -m pytest tests/architecture

bench: $(DEV)
	$(BIN)/python -m bench

bench-large: $(DEV)
	$(BIN)/python -m bench --large

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What the tests in a browser need: brought where the machine lets us, named where it does not.
browser:
	@sh .ci/browser

$(BIN)/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c "$(ENOUGH)" 2>/dev/null; then exec "$$python" -m venv .venv; fi; \
	done; \
	echo "Rootbridge needs Python 3.11 or newer with venv, and $$(python3 --version 2>/dev/null || echo 'no python3') is here:" \
		"install the packages python3 and python3-venv, then run this again." >&2; exit 1

$(BIN)/uv: requirements/uv.txt | $(BIN)/python
	@echo "Bringing what Rootbridge stands on. The first time this takes about a minute."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
	@touch $@

$(RUN): requirements/run.txt $(BIN)/uv
	@$(call INSTALL,requirements/run.txt)
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@$(call INSTALL,requirements/dev.txt)
	@touch $@
