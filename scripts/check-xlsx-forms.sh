#!/bin/sh
# Has LibreOffice open and save forms that were filled in as workbooks and as CSV, and imports them before and after:
# both say the same. Needs soffice, python3 with openpyxl. Usage: check-xlsx-forms.sh path/to/audit [folder].
set -eu

audit=$1
work=${2:-$(mktemp -d)}
mkdir -p "$work/saved"
here=$(dirname "$0")
failures=0

# What the store holds of each item, without the times.
facts() {
    rm -f "$work/a.sqlite"*
    "$audit" checklist import "$1" --store "$work/a.sqlite" --quiet >/dev/null
    "$audit" findings --store "$work/a.sqlite" --format ndjson |
        python3 -c 'import json, sys
for line in sys.stdin:
    found = json.loads(line)
    print(found.get("requirement") or found.get("rule"), found.get("outcome"), found.get("measurement"), found.get("place") or found.get("where"))'
}

for form in "$here"/../examples/forms/*.yaml; do
    name=$(basename "$form" .yaml)
    id=$(sed -n 's/^checklist: *//p' "$form")
    for format in xlsx csv; do
        file="$work/$name.$format"
        "$audit" checklist export "$id" --format "$format" --form "$form" --output "$file"
        [ "$format" = xlsx ] && python3 - "$file" <<'PYTHON'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
assert sheet.freeze_panes == "A2", sheet.freeze_panes
lists = sum(len(s.data_validations.dataValidation) for s in book.worksheets)
assert lists > 10, lists
PYTHON
        facts "$file" >"$work/before"
        if [ "$format" = csv ]; then
            # Comma, quotation mark, UTF-8: what the dialogue finds out by itself.
            soffice --headless --infilter="CSV:44,34,76" --convert-to "csv:Text - txt - csv (StarCalc):44,34,76" \
                --outdir "$work/saved" "$file" >/dev/null 2>&1
        else
            soffice --headless --convert-to xlsx --outdir "$work/saved" "$file" >/dev/null 2>&1
        fi
        facts "$work/saved/$name.$format" >"$work/after"
        if [ -s "$work/before" ] && cmp -s "$work/before" "$work/after"; then
            echo "$name.$format: the same after LibreOffice, $(wc -l <"$work/before") findings"
        else
            failures=1
            echo "$name.$format: LibreOffice changed it"
            diff "$work/before" "$work/after" | head -5
        fi
    done
done
exit $failures
