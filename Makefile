# Two commands matter: `make demo` (set-up, build, scan of the bundled example, report) and `make test`.
# Both install the Debian packages they need, through sudo where the caller is not root.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PACKAGES = ca-certificates git libbrotli-dev libcurl4-openssl-dev libidn2-dev libsqlite3-dev libssl-dev libxml2-dev \
	libzstd-dev make openssl pkg-config python3 zlib1g-dev
BENCH_PACKAGES = libgumbo-dev
BIN = .build/release/audit

.PHONY: help setup build demo test lint format install uninstall bench conformance clean

help:
	@echo "make demo     set up, build, scan examples/portal, import examples/forms, write demo/report.html"
	@echo "make test     set up, build, run all tests"
	@echo "make lint     check the format of all Swift files"
	@echo "make install  install the command and its checklists under PREFIX (now $(PREFIX))"

setup:
	@PACKAGES="$(PACKAGES) $(BENCH_PACKAGES)" sh scripts/setup.sh

build: setup
	$(SWIFT) build -c release --static-swift-stdlib --product audit

demo: build
	@sh scripts/demo.sh $(BIN)

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

lint:
	$(SWIFT) format lint --strict -r -p Package.swift Sources Tests

format:
	$(SWIFT) format -i -r -p Package.swift Sources Tests

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/audit"
	install -m 755 $(BIN) "$(DESTDIR)$(PREFIX)/bin/audit"
	rm -rf "$(DESTDIR)$(PREFIX)/share/audit/checklists"
	cp -R checklists "$(DESTDIR)$(PREFIX)/share/audit/checklists"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/audit"

uninstall:
	rm -rf "$(DESTDIR)$(PREFIX)/bin/audit" "$(DESTDIR)$(PREFIX)/share/audit"

clean:
	$(SWIFT) package clean
	rm -rf demo
