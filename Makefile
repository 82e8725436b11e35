# NovaPOS: `make run` starts everything, `make test` runs every test. Each target ends with a plain line; `make help` lists them.

SHELL := bash
export CARGO_TARGET_DIR ?= $(HOME)/.cache/novapos/target
# SQL is checked against the committed answers in .sqlx: a build needs no database.
export SQLX_OFFLINE ?= true
# What `make run` builds: fast enough to sell with, and built in half the time of a release (Cargo.toml).
PROGRAM := $(CARGO_TARGET_DIR)/quick/novapos
RELEASE := $(CARGO_TARGET_DIR)/release/novapos

.PHONY: help run test test-full check-vault check-kafka-tls check-https restore-newer faults-distributed smoke journeys bench bench-events bench-till mutants sqlx lint lint-deploy format screenshots setup build build-web web-packages

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

run: ## Build what changed and start everything (ARGS="--port 8090" for options of `novapos up`)
	@tools/run.sh

test: ## Every test and lint; ends with `N passed, N failed`
	@tools/test.sh

test-full: ## The same with many more seeds for the random tests and the kills, every fault of the distributed shape, and newer versions of Postgres
	@PROPTEST_CASES=20000 CARTS=200000 NOVAPOS_KILL_SEEDS=100 tools/test.sh && tools/faults-distributed.sh && tools/restore-newer.sh

check-vault: ## The tests of Vault against a real OpenBao: one of its own, or that at VAULT_ADDR, as VAULT_TOKEN
	@tools/check-vault.sh

check-kafka-tls: ## The tests of Kafka over TLS and with a password, against a broker of their own; gets OpenSSL's headers where they are missing
	@tools/check-kafka-tls.sh

check-https: build build-web ## A tablet's sale over https in a real browser that was told to trust the shop; needs an address of a home network
	@tools/setup-chromium.sh
	@tools/https-journeys.sh $(PROGRAM)

restore-newer: ## Restore a backup into newer major versions of Postgres, which are fetched; ends with `N passed, N failed`
	@tools/restore-newer.sh

faults-distributed: ## Every fault of the distributed shape; ends with `N passed, N failed` (figures want a quiet machine)
	@tools/faults-distributed.sh

smoke: build ## One sale and its void over HTTP on fresh data, then `novapos verify`
	@tools/with-server.sh $(PROGRAM) tools/smoke.sh

journeys: build build-web ## All journeys through both apps, in a real browser; ends with `N passed, N failed`
	@tools/setup-chromium.sh
	@tools/journeys.sh $(PROGRAM)

bench: ## Measure the checkout against the physical limit; the report is bench/results/latest.json
	@cargo build --release --quiet -p novapos -p bench
	@$(CARGO_TARGET_DIR)/release/bench run --novapos $(RELEASE) --out bench/results/latest.json

bench-events: ## Measure how sales reach the stock, on Postgres's log and on a Kafka that is killed meanwhile; ends with the figures
	@tools/setup-kafka.sh
	@cargo build --release --quiet -p novapos -p bench
	@$(CARGO_TARGET_DIR)/release/bench events --novapos $(RELEASE) --out bench/results/events.json

bench-till: build-web ## Measure the till with 100,000 goods in a real Chromium; ends with the figures
	@tools/setup-chromium.sh
	@cargo build --release --quiet -p novapos
	@tools/with-server.sh $(RELEASE) tools/bench-till.sh

mutants: ## Plant faults in a copy and see the tests notice each
	@tools/setup-postgres.sh && tools/setup-kafka.sh && node tools/mutants/run.mjs

sqlx: ## Check all SQL against the migrated tables and write .sqlx
	@tools/setup-postgres.sh && tools/sqlx.sh prepare

lint: web-packages ## Formatting, clippy, types, biome
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets --quiet -- -D warnings
	@npm run typecheck --prefix web --silent && npm run lint --prefix web --silent
	@echo 'No complaints.'

lint-deploy: ## Check deploy/: image, compose, chart, Terraform, Prometheus; the first time gets its tools, which takes some minutes
	@tools/lint-deploy.sh

format: web-packages ## Format everything
	@cargo fmt --all && npm run format --prefix web --silent
	@echo 'Formatted.'

screenshots: build build-web ## Every screen at three sizes, light and dark, into web/screenshots
	@tools/setup-chromium.sh
	@tools/with-server.sh $(PROGRAM) npm run screenshots --prefix web --silent
	@echo 'The screens are in web/screenshots.'

setup: ## Check what builds need, install Postgres, Redis and Kafka (for tests), Chromium and pdftotext where they are missing
	@tools/setup-check.sh && tools/setup-postgres.sh && tools/setup-redis.sh && tools/setup-kafka.sh && tools/setup-chromium.sh && tools/setup-poppler.sh && tools/setup-promtool.sh
	@echo 'Everything that NovaPOS needs is there.'

build: ## The program
	@tools/build.sh
	@echo 'Built $(PROGRAM).'

WEB_SOURCES := $(shell find web/apps web/packages web/scripts web/package-lock.json web/tsconfig.base.json crates/pricing/src crates/pricing-wasm/src \
	-type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

build-web: web-packages web/apps/admin/dist/index.html ## Both web apps
	@echo 'Built the web apps.'

# Only when something that they are made of has changed.
web/apps/admin/dist/index.html: $(WEB_SOURCES) | web-packages
	@npm run build --prefix web --silent
	@touch $@

web-packages: web/node_modules/.installed

web/node_modules/.installed: web/package-lock.json
	@npm ci --prefix web --loglevel error --no-progress --no-update-notifier >/dev/null
	@touch $@
