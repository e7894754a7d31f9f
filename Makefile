# Every step of CI is one of these targets. `make help` lists them.
CONFIGURATION ?= debug
BASE_URL ?= http://localhost:8080
export BASE_URL

# What people wrote; links and generated sources in Benchmarks are left out.
SWIFT_SOURCES := Package.swift Plugins Sources Tests Benchmarks/Package.swift \
	$(addprefix Benchmarks/Sources/,Documents Generated/ParsedBody.swift allocation-count validation schema-plan \
		schema-suite/main.swift)

.DEFAULT_GOAL := help
.PHONY: help setup build run image test lint scan-secrets format gen golden bundle release-bundle schema-suite allocations fuzz sanitize \
	bench-validation bench bench-bot bot-day smoke telegram clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: ## install the system libraries that are missing; checks the Swift toolchain
	@scripts/setup

build: setup ## build everything (CONFIGURATION=release for an optimised build)
	scripts/swift-build --configuration $(CONFIGURATION)

run: setup ## build the server and serve on http://localhost:8080, on SQLite, with development defaults
	scripts/swift-build --configuration $(CONFIGURATION) --product telegram-backend
	@exec .build/$(CONFIGURATION)/telegram-backend serve

IMAGE ?= telegram-backend:latest

image: ## build the container image of Dockerfile (IMAGE=, ENGINE=docker or podman)
	$(or $(ENGINE),docker) build --tag $(IMAGE) .

test: setup ## build and run all tests; the last line is "N passed, N failed"
	@scripts/test

lint: setup ## check format, contract and house rules
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)
	scripts/check-contract
	scripts/check-released
	scripts/check-settings
	scripts/check-style
	scripts/check-python

scan-secrets: ## look for secrets in the files and in the whole history
	@scripts/scan-secrets

format: ## format the Swift sources in place
	swift format format --in-place --recursive --parallel $(SWIFT_SOURCES)

gen: setup ## write the printed documents, the TypeScript client, and to .build/generated, to read it, what else there is
	scripts/swift-build --product contract-generator
	rm -rf .build/generated
	mkdir -p .build/generated/Generated .build/generated/Tests
	.build/debug/contract-generator generate --api api --output .build/generated/Generated
	.build/debug/contract-generator generate --api api --output .build/generated/Tests --tests
	.build/debug/contract-generator typescript --api api --output clients/typescript/src
	.build/debug/contract-generator rules --output docs/rules.md
	scripts/check-settings --write
	.build/debug/contract-generator generate --client --api api/services/telegram --output .build/generated/TelegramAPI
	@echo "Generated code is in .build/generated and clients/typescript/src"

golden: setup ## accept what the generator makes: write the golden output of its tests again
	@scripts/golden

schema-suite: setup ## judge generated validators by a folder of JSON Schema tests (SUITE=, REMOTES=; else the official)
	@scripts/schema-suite $(SUITE) $(REMOTES)

bundle: setup ## write the contract as one document to .build/openapi.json
	scripts/swift-build --product contract-generator
	.build/debug/contract-generator bundle api --output .build/openapi.json

release-bundle: setup ## make the present contract the released one, which `make lint` compares api/ with
	@scripts/release-bundle

allocations: setup ## count what decoding and whole requests allocate, compare with the tables; part of make test
	@scripts/bench allocations
	@scripts/bench request-allocations

fuzz: setup ## look for inputs that break the readers of untrusted bytes, 60 s each (TARGETS=, SECONDS_EACH=)
	@scripts/fuzz $(TARGETS)

sanitize: setup ## unit tests and a run under load with the thread and the address sanitizer; takes long (KINDS=)
	@scripts/sanitize $(KINDS)

bench-validation: setup ## time generated validators beside the PyPI package jsonschema-rs
	@scripts/bench validation

bench-bot: setup ## the bot beside aiogram and python-telegram-bot (OPTIONS=--help)
	@scripts/bench bots $(OPTIONS)

bot-day: setup ## a bot's day of 50,000 updates while processes are killed, on both databases
	scripts/swift-build --build-tests
	BOT_DAY_UPDATES=50000 swift test --skip-build --disable-xctest --filter DayTests

bench: setup ## the server beside FastAPI, Django, Go, nginx and bare epoll; half an hour (OPTIONS=--help)
	@scripts/bench servers $(OPTIONS)

smoke: setup ## ask a running server (BASE_URL) what it promises
	scripts/swift-build --configuration $(CONFIGURATION) --product telegram-backend
	@.build/$(CONFIGURATION)/telegram-backend smoke

telegram: setup ## serve Telegram's stand-in on http://127.0.0.1:8081, to develop a bot without Telegram (OPTIONS=--help)
	scripts/swift-build --product telegram-stand-in
	@exec .build/debug/telegram-stand-in $(OPTIONS)

clean: ## remove what was built; databases and .env stay
	rm -rf .build .venv Benchmarks/.build
