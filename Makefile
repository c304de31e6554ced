# make evaluate   示例评估，生成全景图 · evaluates the sample city and shows where its report is
# make test       全部测试 · all tests
# make check      构建、测试与代码格式 · build, tests and format
# make bench      与其他工具比较速度（PEERS=脚本文件夹 PYTHON=装有其软件包的 Python）· speed beside other tools
# make golden     重写样例的既定结果 · writes the golden results of the samples anew
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup evaluate test check lint bench golden clean

SAMPLE := Samples/city-2025
# The same city a year before, so that the reports have a history to show.
EARLIER := Samples/city-2024
# A terminal sees the progress of a build, a log only what went wrong.
QUIET := $(shell test -t 2 || echo --quiet)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup:
	@.ci/setup

evaluate: setup
	@echo '构建 quanjing（首次需几分钟）· Building quanjing (a few minutes the first time)'
	@start=$$SECONDS; swift build -c release --product quanjing $(QUIET); \
	echo "构建用时 $$((SECONDS - start)) 秒 · Built in $$((SECONDS - start)) s"
	@mkdir -p $(SAMPLE)/output
	@quanjing="$$(swift build -c release --show-bin-path)/quanjing"; \
	"$$quanjing" evaluate $(EARLIER) --archive $(SAMPLE)/output/archive.sqlite >/dev/null; \
	"$$quanjing" evaluate $(SAMPLE)
	@echo '全景图 · Panorama: file://$(CURDIR)/$(SAMPLE)/output/round.html'

test: setup
	@echo '构建测试（首次需几分钟）· Building the tests (a few minutes the first time)'
	@swift build --build-tests $(QUIET)
	@swift test --skip-build $(QUIET)

lint:
	@echo '代码格式 · Format'
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

check: test lint

# The scripts of the peers and a Python with their packages; ROWS picks rows of the table.
PEERS ?= ../shared/peers
PYTHON ?= python3
DATA ?= /tmp/quanjing-bench
ROWS ?=

bench: setup
	@swift build -c release --product quanjing $(QUIET)
	@$(PYTHON) Tests/Benchmarks/bench.py --peers $(PEERS) --python $(PYTHON) --data $(DATA) \
		--program "$$(swift build -c release --show-bin-path)/quanjing" $(ROWS)

golden: setup
	@QUANJING_WRITE_GOLDEN=1 swift test --filter GoldenTests

clean:
	@rm -rf .build Samples/*/output
