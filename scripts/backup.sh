#!/usr/bin/env bash
# Dumps the Neo4j of docker-compose.yml into a file and loads one back. Neo4j Community dumps only while it is stopped, so
# the graph is away for that time; `lianmeng serve` says so meanwhile and needs no restart.
#   scripts/backup.sh dump FOLDER     writes FOLDER/neo4j-<time>.dump, for you alone to read
#   scripts/backup.sh restore FILE    replaces the whole graph by the dump
# A Neo4j without Docker: NEO4J_ADMIN is its neo4j-admin, NEO4J_STOP and NEO4J_START are the commands that stop and start
# it (the latter returns when it answers), NEO4J_DATABASE is its database (neo4j).
set -euo pipefail
umask 077

admin=${NEO4J_ADMIN:-}
database=${NEO4J_DATABASE:-neo4j}
place=""   # a folder for one dump, taken away in the end
stopped="" # set while a server that was stopped here has not been started again

compose() {
    docker compose --project-directory "$(dirname "$0")/.." "$@"
}

stop() {
    stopped=yes
    if [ -n "$admin" ]; then bash -c "$NEO4J_STOP"; else compose stop neo4j; fi
}

start() {
    stopped=""
    if [ -n "$admin" ]; then bash -c "$NEO4J_START"; else compose up --detach --wait neo4j; fi
}

neo4j_admin() {
    if [ -n "$admin" ]; then "$admin" "$@"; else compose run --rm -T admin neo4j-admin "$@"; fi
}

# Whatever happens in between, the server is started again.
end() {
    [ -z "$stopped" ] || start
    [ -z "$place" ] || rm -rf "$place"
}
trap end EXIT

# The folder of dumps as neo4j-admin sees it: inside a container it is a volume.
seen() {
    if [ -n "$admin" ]; then echo "$place"; else echo /backups; fi
}

dump() { # FOLDER
    mkdir -p "$1"
    place=$(mktemp -d "$1/.dump.XXXXXX")
    stop
    neo4j_admin database dump "$database" "--to-path=$(seen)" --overwrite-destination=true
    start
    [ -n "$admin" ] || compose cp "neo4j:/backups/$database.dump" "$place/$database.dump"
    chmod 600 "$place/$database.dump"
    local file
    file="$1/neo4j-$(date -u +%Y%m%dT%H%M%SZ).dump"
    mv "$place/$database.dump" "$file" # it appears only when it is whole
    echo "$file"
}

restore() { # FILE
    [ -f "$1" ] || { echo "没有这个文件 (no such file)：$1" >&2; exit 1; }
    place=$(mktemp -d)
    cp "$1" "$place/$database.dump"
    [ -n "$admin" ] || compose cp "$place/$database.dump" "neo4j:/backups/$database.dump"
    # What is no dump is found out before the graph is touched.
    neo4j_admin database load "$database" "--from-path=$(seen)" --info
    stop
    neo4j_admin database load "$database" "--from-path=$(seen)" --overwrite-destination=true
    start
}

case "$#:${1:-}" in
    2:dump) dump "$2" ;;
    2:restore) restore "$2" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
