#!/bin/sh
# Writes every report of an ordinary and of a hostile store and has each format read by a tool of its own.
# Usage: check-report-formats.sh AUDIT [FOLDER]
set -eu
audit=$1
root=$(cd "$(dirname "$0")" && pwd)
out=${2:-$(mktemp -d)}
python3 "$root/make-report-files.py" "$audit" "$out"
python3 "$root/check-report-formats.py" "$audit" "$out/ordinary" "$out/hostile"
