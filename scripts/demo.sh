#!/bin/sh
# Serves examples/portal on 127.0.0.1, scans it, imports examples/forms and writes demo/report.html.
set -eu

audit=$1
root=$(cd "$(dirname "$0")/.." && pwd)
out="$root/demo"
rm -rf "$out"
mkdir -p "$out"

python3 -u - "$root/examples/portal" >"$out/port" 2>"$out/server.log" <<'PYTHON' &
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
PYTHON
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT INT TERM

tries=0
while [ ! -s "$out/port" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "the example server did not start: see demo/server.log" >&2
        exit 1
    fi
    sleep 0.1
done
port=$(cat "$out/port")

cd "$root"
"$audit" scan "http://127.0.0.1:$port/" --store "$out/audit.sqlite" \
    --subject qinghe-portal --name "青禾区人民政府门户网站" --unit "青禾区人民政府办公室"
for form in examples/forms/*.yaml; do
    "$audit" checklist import "$form" --store "$out/audit.sqlite"
done
"$audit" report --store "$out/audit.sqlite" --lang zh-Hans --output "$out/report.html"
"$audit" report --store "$out/audit.sqlite" --lang en --output "$out/report.en.html"
rm -f "$out/port"
echo
echo "demo/report.html     报告（中文）"
echo "demo/report.en.html  the report in English"
echo "demo/audit.sqlite    the store: audit findings list --store demo/audit.sqlite"
