# 联盟图谱 lianmeng. The two commands that a newcomer needs: `make run` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check format lock clean
BIN := .venv/bin

help:
	@echo "make run      安装、读入 data/seed、回答三个问题、在 http://127.0.0.1:8000 提供服务 (install, ingest, serve)"
	@echo "make test     安装测试所需，运行全部测试 (all tests)"
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

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/check_seed.py
	@bash scripts/lock.sh --check
	$(BIN)/python scripts/check_licences.py

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install-dev
	@bash scripts/lock.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis install.log
