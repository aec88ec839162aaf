# make run    a desk with the demonstration corpus on loopback
# make dev    the same with DEBUG and reloading
# make test   the test suite on SQLite and PostgreSQL, with a browser
# make test-whole  the same, with every page on PostgreSQL too
# make races  requests that meet, between real processes, on both databases; minutes
# make check  everything else that CI checks
# make bench  figures, each with its floor
# make lock   the lock files from pyproject.toml

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# What a desk on loopback needs to know. A real one sets these itself: see README.md.
LOOPBACK = SECRET_KEY_FILE=var/secret-key ALLOWED_HOSTS=127.0.0.1,localhost HTTPS=false \
	EMAIL_URL=$${EMAIL_URL:-consolemail://} SITE=http://127.0.0.1:$(PORT)

.PHONY: run dev test test-whole races check bench lock install install-dev secrets

run: install secrets
	@$(LOOPBACK) $(MANAGE) migrate --no-input --verbosity 0
	@$(LOOPBACK) $(MANAGE) collectstatic --no-input --verbosity 0
	@$(LOOPBACK) $(MANAGE) load_seeds --if-empty --password-file var/demo-password
	@echo; echo "The desk is at  http://127.0.0.1:$(PORT)/   (Ctrl-C ends it)"; echo
	@$(LOOPBACK) exec $(BIN)/gunicorn factcheck.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --log-level warning

dev: install-dev secrets
	@$(LOOPBACK) $(MANAGE) migrate --no-input --verbosity 0
	@$(LOOPBACK) $(MANAGE) load_seeds --if-empty --password-file var/demo-password
	@$(LOOPBACK) DEBUG=true $(MANAGE) runserver 127.0.0.1:$(PORT)

test: install-dev
	@$(BIN)/python tests/run.py

test-whole: install-dev
	@$(BIN)/python tests/run.py --whole

races: install-dev
	@$(BIN)/python tests/races.py

check: install-dev
	@$(BIN)/python tests/check.py

bench: install-dev
	@$(BIN)/python -m bench

lock: install-dev
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile $(LOCK) --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

install: .venv/run
install-dev: .venv/dev

.venv/run: requirements.txt
	@test -x $(BIN)/python || { echo "Making .venv …"; $(PYTHON) -m venv .venv; }
	@echo "Installing what requirements.txt pins …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Installing what requirements-dev.txt pins …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

secrets: var/secret-key var/demo-password

# Made on first start, readable by their owner alone, outside git.
var/secret-key var/demo-password:
	@mkdir -p var
	@umask 077; $(PYTHON) -c "import secrets; print(secrets.token_urlsafe($(if $(findstring key,$@),50,9)))" > $@
