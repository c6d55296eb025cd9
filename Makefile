SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
SOURCES := .
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## List every target
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/runtime: requirements.lock
	@echo "Packages: installing into .venv…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make run PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "python3 cannot make .venv: install the package python3-venv."; rm -rf .venv; exit 1; }
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@touch $@

.venv/development: .venv/runtime requirements-dev.lock
	@echo "Packages: installing what the tests need…"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: run
run: export DJANGO_SETTINGS_MODULE ?= config.settings.standalone
run: export HOST := $(HOST)
run: export PORT := $(PORT)
run: export WAGTAILADMIN_BASE_URL ?= http://$(HOST):$(PORT)
run: .venv/runtime ## Serve the site with its content at http://127.0.0.1:8000 (HOST, PORT, ADMIN_PASSWORD)
	@$(BIN)/python site/languages/catalogues.py
	@$(BIN)/python manage.py prepare --host $(HOST) --port $(PORT)
	@echo "Serving: http://$(HOST):$(PORT)/ (CMS: /admin/). Stop with Ctrl+C."
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/honcho start

.PHONY: test
test: .venv/development ## Run every test (installs Chromium and gettext from Debian's packages when root)
	@bash tests/system_packages.sh
	@$(BIN)/python site/languages/catalogues.py
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

.PHONY: lint
lint: .venv/development ## Check code, templates and migrations
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check --quiet $(SOURCES)
	@$(BIN)/curlylint templates >/dev/null || { $(BIN)/curlylint templates; exit 1; }
	@$(BIN)/djhtml --tabwidth 2 --check templates 2>/dev/null || { echo "Templates are not indented: run make format."; exit 1; }
	@$(BIN)/python manage.py makemigrations --check --dry-run --settings config.settings.test >/dev/null || { echo "A migration is missing: run manage.py makemigrations."; exit 1; }

.PHONY: format
format: .venv/development ## Format code and indent templates
	@$(BIN)/ruff check --fix --quiet $(SOURCES)
	@$(BIN)/ruff format --quiet $(SOURCES)
	@$(BIN)/djhtml --tabwidth 2 templates 2>/dev/null || true

.PHONY: messages
messages: .venv/development ## Bring the gettext catalogues up to date with the code (needs gettext)
	@$(BIN)/python tests/catalogues/update.py

.PHONY: content
content: .venv/runtime ## Load content/ again; what was changed in the CMS stays
	@$(BIN)/python manage.py load_content --settings config.settings.standalone

.PHONY: pictures
pictures: .venv/development ## Render content/pictures/*.svg to PNG (needs Chromium)
	@$(BIN)/python -m tests.browser.render_pictures

.PHONY: screenshots
screenshots: .venv/development ## Photograph every page type of a running site into var/screenshots
	@$(BIN)/python -m tests.browser.screenshots --base http://$(HOST):$(PORT)

.PHONY: bench
bench: .venv/development ## Measure our pages beside other ways to serve them (needs wrk; nginx and WordPress if they are there)
	@PYTHONPATH=site $(BIN)/python -m bench.side_by_side

.PHONY: bench-web
bench-web: .venv/development ## Measure what pages weigh for readers, and ask Lighthouse (BASE: a running site)
	@PYTHONPATH=site $(BIN)/python -m bench.web --base "$(BASE)"

.PHONY: bench-growth
bench-growth: .venv/development ## Measure a site with 50, 1,000 and 5,000 articles in each language (needs wrk)
	@PYTHONPATH=site $(BIN)/python -m bench.growth

.PHONY: lock
lock: ## Pin the newest allowed packages with hashes (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.PHONY: clean
clean: ## Remove the environment and what the tests made; the site's data in var/ stays
	@rm -rf .venv var/test var/static
