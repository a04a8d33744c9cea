#!/bin/sh
# Runs a private PostgreSQL cluster for as long as standard input stays open, then stops it and removes its folder.
# Whoever starts it holds the other end of that pipe, so even a killed test run leaves nothing behind.
# usage: postgres.sh FOLDER PORT LOCALE INITDB PG_CTL [FOLDER OF A DEAD RUN]...
set -eu
trap '' HUP INT TERM # Ctrl+C reaches the whole process group; the end of input is what ends us
folder=$1 port=$2 locale=$3 initdb=$4 pg_ctl=$5
shift 5

remove() {
    "$pg_ctl" -D "$1/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$1" 2>/dev/null || true
}

for dead; do remove "$dead"; done

mkdir -m 700 "$folder"
cd "$folder"
exec >"$folder/log" 2>&1
"$initdb" -D data -U postgres --auth=trust --encoding=UTF8 --locale="$locale" --no-sync
# Nothing here has to survive a power cut, so nothing waits for the disk.
cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
full_page_writes = off
jit = off
CONF
"$pg_ctl" -D data -l "$folder/server.log" -w -t 60 start || { cat "$folder/server.log"; exit 1; }
touch "$folder/ready"
cat >/dev/null || true
cd /
remove "$folder"
