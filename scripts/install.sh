#!/usr/bin/env bash
# Makes .venv and installs exact, hash-checked versions. Does nothing when that is done already.
#   scripts/install.sh        what the program needs
#   scripts/install.sh dev    what its tests and checks need as well
# A failed first installation leaves no .venv behind; one sentence tells why it failed, install.log the rest.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=requirements.txt
[ "${1:-}" = dev ] && lock=requirements-dev.txt
log=install.log
step=venv

fail() {
    echo "$1" >&2
    exit 1
}

find_python() {
    local name
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    fail "安装需要 Python 3.11 或更新的版本，没有找到 (Python 3.11 or newer needed)；请安装后再运行，或用 make PYTHON=路径 指定"
}

digest_of() { # what an installation rests on: the lock, this package's own settings, the folder it lies in
    cat "$1" requirements-build.txt pyproject.toml scripts/install.sh <(pwd) | cksum
}

why() { # the reason in the log, as one sentence
    if grep -qi 'no space left' "$log"; then
        echo "磁盘没有空间 (no space left)；请腾出约 2 GB 再运行"
    elif grep -qi 'permission denied\|read-only file system' "$log"; then
        echo "没有写入权限 (no write permission)；请检查 $(pwd) 和临时文件夹的权限"
    elif grep -qi 'ensurepip' "$log"; then
        echo "这个 Python 没有 venv 模块 (venv is missing)；Debian、Ubuntu 请先安装 python3-venv"
    elif grep -qi 'do not match the hashes' "$log"; then
        echo "下载的文件与锁定的摘要不符 (hash mismatch)；请检查软件源后再运行"
    elif grep -qi 'connection\|timed out\|resolve' "$log" || { [ "$step" = build ] && grep -qi 'from versions: none' "$log"; }; then
        echo "连不上软件源 (package index not reached)；请检查网络或代理后再运行"
    elif grep -qi 'no matching distribution' "$log"; then
        echo "这个平台没有所需的安装包 (no wheel for this platform)：$(grep -i 'no matching distribution' "$log" | head -1)；支持 Linux x64、arm64（glibc）和 macOS arm64"
    else
        echo "安装没有完成 (installation failed)：$(tail -1 "$log")"
    fi
}

if [ -x .venv/bin/lianmeng ] && [ "$(cat ".venv/.installed-$lock" 2>/dev/null)" = "$(digest_of "$lock")" ]; then
    bash scripts/pictures.sh "${1:-run}"
    exit 0
fi
: 2>/dev/null >"$log" || fail "没有写入权限 (no write permission)：$(pwd)；请检查权限或剩余空间"
fresh=no
if ! [ -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(find_python)
    rm -rf .venv
    fresh=yes
fi
give_up() {
    [ "$fresh" = yes ] && rm -rf .venv
    fail "$(why)；详情见 $log"
}
trap '[ "$fresh" = yes ] && rm -rf .venv; fail "已中断，没有装完 (interrupted)；再次运行会重新安装"' INT TERM

echo "正在安装（首次约需几分钟）…… (installing, a few minutes the first time)" >&2
if [ "$fresh" = yes ]; then
    "$python" -m venv .venv >"$log" 2>&1 || give_up
fi
rm -f .venv/.installed-*
install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@" >>"$log" 2>&1 || give_up
}
step=build # these run on every platform: one that is not found means that no index is
install --require-hashes --only-binary :all: -r requirements-build.txt
step=packages
install --require-hashes --no-build-isolation -r "$lock"
install --no-deps --no-build-isolation --editable .
bash scripts/pictures.sh "${1:-run}"
digest_of "$lock" >".venv/.installed-$lock"
# The larger lock holds all that the smaller one does.
[ "$lock" = requirements-dev.txt ] && digest_of requirements.txt >.venv/.installed-requirements.txt
rm -f "$log"
