# Two commands matter: `make demo` (set-up, build, scan of the bundled example, report) and `make test`.
# Both install the Debian packages they need, through sudo where the caller is not root.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PACKAGES = ca-certificates git libbrotli-dev libcurl4-openssl-dev libexif-dev libidn2-dev libqrencode-dev libsqlite3-dev \
	libssl-dev libturbojpeg0-dev libxlsxwriter-dev libxml2-dev libzip-dev libzstd-dev make openssl pkg-config python3 zlib1g-dev
BENCH_PACKAGES = libgumbo-dev
BIN = .build/release/audit

.PHONY: help setup build demo test lint format install uninstall bench bench-crawl fuzz conformance clean

help:
	@echo "make demo     set up, build, scan examples/portal, import examples/forms, write demo/report.html"
	@echo "make test     set up, build, run all tests"
	@echo "make bench    speed of parser, pages and growth beside their peers"
	@echo "make conformance  outcomes on the graded ACT cases"
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

# Figures of docs/performance.md; CORPORA holds one folder a portal, PORTALS names those that are measured.
CORPORA ?= ../shared/corpora
PORTALS ?= cn-zhangjiagang-trading cn-daozhen-hr
AXE_PAGES ?= 40

bench: setup
	$(SWIFT) build -c release --static-swift-stdlib --product AuditBench
	.build/release/AuditBench parser $(PORTALS:%=$(CORPORA)/%)
	.build/release/AuditBench pages $(PORTALS:%=$(CORPORA)/%)
	.build/release/AuditBench growth
	@$(MAKE) bench-crawl
	.build/release/AuditBench report
	@python3 -c "import playwright, axe_playwright_python" 2>/dev/null \
		&& python3 scripts/bench-axe.py $(AXE_PAGES) $(PORTALS:%=$(CORPORA)/%) \
		|| echo "axe-core was not measured: it needs chromium, playwright and axe-playwright-python"

# Crawling beside wget, wget2 and Scrapy on nginx; memory and time as a site grows. Tools that are missing are left out.
CRAWL_PAGES ?= 5000
CRAWL_ROUNDS ?= 5
CRAWL_PORTALS ?= cn-jinzhong cn-zhangjiagang-trading cn-daozhen-hr cn-changxing cn-stats-gbk ca-ircc

bench-crawl: build
	@command -v nginx >/dev/null || { echo "crawling was not measured: it needs nginx"; exit 0; }; \
		python3 scripts/bench-crawl.py $(BIN) $(CRAWL_PAGES) $(CRAWL_ROUNDS) $(CRAWL_PORTALS:%=$(CORPORA)/%) \
		&& python3 scripts/bench-crawl-growth.py $(BIN)

# Damaged pages for FUZZ_SECONDS, from case number FUZZ_CASE on; fails on a crash, a hang over 2 s or memory over 1 GB.
FUZZ_SECONDS ?= 600
FUZZ_CASE ?= 1

fuzz: setup
	$(SWIFT) build --product AuditBench
	.build/debug/AuditBench fuzz $(FUZZ_SECONDS) $(FUZZ_CASE) $(PORTALS:%=$(CORPORA)/%)

# Outcomes on the graded ACT cases, rule by rule.
conformance: setup
	$(SWIFT) build --build-tests
	AUDIT_ACT_TABLE=1 $(SWIFT) test --skip-build --filter ACTConformanceTests

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
