# SPDX-License-Identifier: GPL-3.0-or-later
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT_FLAGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
ZHUNSHENG := .build/debug/zhunsheng
RELEASE := .build-release/release/zhunsheng
# A harmless remark of the package manager on what pkg-config says of glib.
QUIET := 2> >(grep -v 'prohibited flag(s)' >&2)

.PHONY: help setup ocr demo test build lint format samples samples-check docs bench bench-ocr bench-engine bench-round release install clean

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: ## install what building and testing need (Debian 12; does nothing where it is there)
	@Tools/setup.sh

ocr: ## fetch what scans are recognised with again
	@Tools/setup-ocr.sh

demo: build ## build, check three sample packages, issue and verify a receipt
	@Tools/demo.sh

build: setup ## debug build
	@swift build --product zhunsheng $(SWIFT_FLAGS) $(QUIET)

# The run of the Swift tests comes last, so that its last line is the last line of all.
test: setup ## build everything, lint and test the checklist, run all tests
	@swift build --build-tests $(SWIFT_FLAGS) $(QUIET)
	@$(ZHUNSHENG) checklist lint
	@$(ZHUNSHENG) checklist test
	@$(ZHUNSHENG) checklist coverage | tail -1
	@$(ZHUNSHENG) checklist docs | diff - docs/conditions.md > /dev/null || { echo "docs/conditions.md is not current: make docs" >&2; exit 1; }
	@swift test --skip-build $(SWIFT_FLAGS)

lint: build ## formatting and rules of the Swift sources; the checklist
	@swift format lint --strict --parallel --recursive Sources Tests Package.swift
	@$(ZHUNSHENG) checklist lint

format: ## put the Swift sources into form
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

docs: build ## write docs/conditions.md from the checklist again
	@$(ZHUNSHENG) checklist docs > docs/conditions.md

samples: .venv-samples ## make the sample packages again
	@.venv-samples/bin/python Samples/make_samples.py

samples-check: .venv-samples ## do the generators still give the bytes that are here?
	@.venv-samples/bin/python Samples/make_samples.py --check

.venv-samples: Samples/requirements.txt
	@python3 -m venv $@
	@$@/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

bench: setup ## measure (see Benchmarks/)
	@if [ -x Benchmarks/run.sh ]; then Benchmarks/run.sh; else echo "Benchmarks/run.sh is not there." >&2; exit 1; fi

bench-ocr: setup ## measure the recognition of scans (see Benchmarks/)
	@Benchmarks/ocr.sh

bench-engine: setup ## measure the judging of dossiers (see Benchmarks/)
	@Benchmarks/engine.sh

bench-round: release ## rounds of generated packages: kill -9, two jobs against one, memory (see Benchmarks/)
	@python3 Benchmarks/round.py speed --xml 200 --pdf 6
	@python3 Benchmarks/round.py memory --xml 100,1000
	@python3 Benchmarks/round.py kill --xml 200 --pdf 6 --times 50

release: setup ## release build that needs no Swift where it runs
	@swift build -c release --static-swift-stdlib --product zhunsheng --scratch-path .build-release $(SWIFT_FLAGS) $(QUIET)
	@ls -lh $(RELEASE)

install: release ## install into PREFIX (/usr/local)
	@install -D -m 755 -s $(RELEASE) $(DESTDIR)$(PREFIX)/bin/zhunsheng
	@mkdir -p $(DESTDIR)$(PREFIX)/share/zhunsheng
	@rm -rf $(DESTDIR)$(PREFIX)/share/zhunsheng/Checklists
	@cp -R --no-preserve=ownership Checklists $(DESTDIR)$(PREFIX)/share/zhunsheng/Checklists
	@echo "$(DESTDIR)$(PREFIX)/bin/zhunsheng"

clean: ## remove builds and reports
	@rm -rf .build .build-* .venv .venv-*
	@find Output -mindepth 1 ! -name .gitkeep -delete
