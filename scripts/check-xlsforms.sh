#!/bin/sh
# Exports every checklist in every extent as an XLSForm and has pyxform, with its ODK Validate (needs Java), read it.
# Usage: check-xlsforms.sh path/to/audit [folder]. Installs pyxform into a virtual environment in that folder.
set -eu

audit=$1
work=${2:-$(mktemp -d)}
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/python" -c "import pyxform" 2>/dev/null || "$work/venv/bin/pip" install -q pyxform

ids=$("$audit" checklist list --format json | python3 -c 'import json, sys; print(*[c["id"] for c in json.load(sys.stdin)])')
for id in $ids; do
    for extent in "" -short -full; do
        "$audit" checklist export "$id$extent" --format xlsform --output "$work/$id$extent.xlsx"
    done
done

# xls2xform ends with 0 even where the form is refused; convert() raises.
"$work/venv/bin/python" - "$work" <<'PYTHON'
import pathlib, sys
from pyxform.xls2xform import convert
failures = 0
files = sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx"))
for file in files:
    try:
        result = convert(str(file), validate=True)
    except Exception as problem:
        failures += 1
        print(f"{file.name}: {str(problem)[:600]}")
        continue
    for warning in result.warnings:
        # Photos are kept as they were taken.
        if "max-pixels" not in warning:
            print(f"{file.name}: warning: {warning[:300]}")
print(f"{len(files) - failures} of {len(files)} forms accepted")
sys.exit(1 if failures or not files else 0)
PYTHON
