#!/usr/bin/env bash
# Writes the lock files from pyproject.toml, or (--check) tells whether they are in step with it.
# Pins that still fit are kept; `scripts/lock.sh --upgrade` takes the newest instead.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
options=(--universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet)

compile() { # FILE ARGUMENTS…
    "$uv" pip compile "${options[@]}" "${@:2}" -o "$1" >/dev/null
}

write() { # FOLDER ARGUMENTS…
    compile "$1/requirements.txt" pyproject.toml "${@:2}"
    compile "$1/requirements-dev.txt" pyproject.toml --group dev --extra pandas --extra py2neo "${@:2}"
    compile "$1/requirements-build.txt" --group build "${@:2}"
    compile "$1/requirements-node.txt" --group node "${@:2}"
}

if [ "${1:-}" != "--check" ]; then
    write . "$@"
    exit
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp requirements.txt requirements-dev.txt requirements-build.txt requirements-node.txt "$folder"
write "$folder"
for file in requirements.txt requirements-dev.txt requirements-build.txt requirements-node.txt; do
    if ! diff -u "$file" "$folder/$file"; then
        echo "$file 与 pyproject.toml 不一致 (out of step)；请运行 scripts/lock.sh" >&2
        exit 1
    fi
    if grep -nE '^ *--(index-url|extra-index-url|find-links)|://' "$file"; then
        echo "$file 含有地址 (an address in a lock file)；请用 scripts/lock.sh 重写" >&2
        exit 1
    fi
done
