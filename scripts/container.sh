#!/bin/sh
# Runs lianmeng inside a container: account and password come from the secret file that Neo4j reads too (user/password).
set -eu
if [ -n "${NEO4J_AUTH_FILE:-}" ]; then
    auth=$(cat "$NEO4J_AUTH_FILE")
    export NEO4J_USERNAME="${auth%%/*}" NEO4J_PASSWORD="${auth#*/}"
fi
exec lianmeng "$@"
