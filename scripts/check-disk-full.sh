#!/bin/sh
# Fills a small tmpfs in the middle of a scan: the scan must end with 6, the store be intact, and --resume finish the job.
# Needs root for the mount. Usage: check-disk-full.sh AUDIT [PAGES]
set -eu

audit=$1
pages=${2:-500}
work=$(mktemp -d)
mkdir "$work/disk"
mount -t tmpfs -o size=2m tmpfs "$work/disk"
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null || true; umount "$work/disk"; rm -rf "$work"' EXIT INT TERM

python3 -u - "$pages" >"$work/port" 2>"$work/server.log" <<'PYTHON' &
import http.server, sys
count = int(sys.argv[1])
class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        known = self.path == "/" or (self.path[1:].isdigit() and int(self.path[1:]) < count)
        number = int(self.path[1:] or 0) if known else 0
        links = "".join(f"<a href='/{n}'>{n}</a>" for n in (2 * number + 1, 2 * number + 2) if n < count)
        body = f"<!DOCTYPE html><title>Page {number}</title><h1>Page {number}</h1><img src=x.png>{links}".encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
PYTHON
server=$!
while [ ! -s "$work/port" ]; do kill -0 "$server"; sleep 0.1; done
start="http://127.0.0.1:$(cat "$work/port")/"

status=0
"$audit" scan "$start" --store "$work/disk/audit.sqlite" --min-free 0 --no-progress || status=$?
test "$status" -eq 6 || { echo "the scan ended with $status instead of 6" >&2; exit 1; }
df -h "$work/disk" | tail -1

mount -o remount,size=64m "$work/disk"
status=0
"$audit" scan --resume --store "$work/disk/audit.sqlite" --no-progress || status=$?
test "$status" -eq 0 || { echo "the resumed scan ended with $status" >&2; exit 1; }
checked=$("$audit" pages --status checked --format ndjson --store "$work/disk/audit.sqlite" | wc -l)
"$audit" runs --store "$work/disk/audit.sqlite"
test "$checked" -eq "$pages" || { echo "$checked pages instead of $pages" >&2; exit 1; }
python3 - "$work/disk/audit.sqlite" <<'PYTHON'
import sqlite3, sys
answer = sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchall()
assert answer == [("ok",)], answer
PYTHON
echo "disk full: exit 6, store intact, resumed to $checked pages"
