# run    build a release and run the main job on an embedded default
# test   everything that continuous integration runs
# lint   formatting, warnings as errors, the import table
# bench  speed and memory beside peers; writes bench/results.json
# install  PREFIX=/usr/local: binary, completions, manual, service unit
.PHONY: run test lint bench install fuzz setup
PREFIX ?= /usr/local
SHELL := /bin/bash
STRICT := TAMGA_STRICT=1
# Tests that keep deadlines over lines and doors; they run one by one when no other holds every core.
PATIENT := GatewayTests|DeliveryJourneys|RefusalJourneys|LedgerJourneys|ExchangeFaultJourneys|AttackJourneys|DiskJourneys|PeerJourneys
CHECKED := --explicit-target-dependency-import-check error

setup:
	@Scripts/setup.sh

run: setup
	swift build -c release --product tamga
	.build/release/tamga demo

test: setup
	@Scripts/setup.sh --tests
	$(STRICT) swift build --build-tests $(CHECKED)
	$(STRICT) swift test --skip-build --skip "$(PATIENT)"
	$(STRICT) swift test --skip-build --no-parallel --filter "$(PATIENT)"
	Scripts/fuzz.sh --brief

lint: setup
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzzing
	$(STRICT) swift build --build-tests $(CHECKED)
	$(STRICT) swift test --skip-build --filter ArchitectureTests

fuzz: setup
	Scripts/fuzz.sh

bench: setup
	@Scripts/setup.sh --bench
	swift build -c release --product tamga
	Scripts/bench.sh

install: setup
	swift build -c release --product tamga
	Scripts/install.sh "$(DESTDIR)$(PREFIX)"
