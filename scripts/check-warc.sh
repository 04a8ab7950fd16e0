#!/bin/sh
# Has warcio (PyPI) validate a WARC file that `audit scan --warc` wrote of the example portal; needs python3 with venv.
# Usage: check-warc.sh AUDIT [PORTAL]
set -eu
audit=${1:?the audit command}
portal=${2:-examples/portal}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install warcio
python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$portal" >"$work/log" 2>&1 &
server=$!
while ! grep -q 'port [0-9]' "$work/log"; do sleep 0.1; done
port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/log" | head -n 1)
"$audit" scan "http://127.0.0.1:$port/" --delay 0 --store "$work/a.sqlite" --warc "$work/scan.warc.gz" --no-progress
"$work/venv/bin/warcio" check -v "$work/scan.warc.gz" | tail -n 3
"$work/venv/bin/warcio" check "$work/scan.warc.gz"
"$audit" scan --from "$work/scan.warc.gz" --store "$work/b.sqlite" --no-progress
"$audit" check "$work/scan.warc.gz" >/dev/null
