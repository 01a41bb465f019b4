# `make` lists what there is. Every target installs what it needs itself.
SHELL := /bin/bash
VENV := .venv/bin
PORT ?= 8000
DEMO ?= 1
export PORT DEMO
# Behind a proxy with its own certificate uv trusts what the system trusts.
export UV_SYSTEM_CERTS := 1

.PHONY: help run test lint bench lock assets

help:    ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: .venv/run static/vendor/made    ## web and worker, with the demo on an empty database (PORT, DEMO=0, CHAPTERAPP_INSTANCE, DATABASE_URL)
	@exec $(VENV)/python -m scripts.start

test: .venv/dev static/vendor/made    ## lint, types, floors, all tests on SQLite and PostgreSQL, journeys in Chromium
	@$(VENV)/python -m scripts.check

lint: .venv/dev    ## style, templates, types and floors
	@$(VENV)/python -m scripts.check lint

bench: .venv/dev static/vendor/made    ## measure; ONLY=word runs the lines whose name begins with it
	@$(VENV)/python -m bench $(if $(ONLY),"$(ONLY)")

lock: .venv/uv    ## lock the requirements anew
	@$(VENV)/uv pip compile -q --universal --no-header --generate-hashes pyproject.toml -o requirements.lock
	@$(VENV)/uv pip compile -q --universal --no-header --generate-hashes pyproject.toml --group dev -o requirements-dev.lock

assets: .venv/run    ## copy and compress what the pages use
	@$(VENV)/python -m scripts.assets

static/vendor/made: .venv/run scripts/assets.py $(wildcard static/css/* static/js/*)
	@$(VENV)/python -m scripts.assets

.venv/uv:
	@scripts/venv

.venv/run: .venv/uv requirements.lock scripts/system
	@scripts/system run
	@$(VENV)/uv pip install -q --compile-bytecode --require-hashes -r requirements.lock
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	@scripts/system test
	@$(VENV)/uv pip install -q --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@
