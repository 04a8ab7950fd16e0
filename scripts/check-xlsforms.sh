#!/bin/sh
# Exports every checklist in every extent as an XLSForm and as an XForm; pyxform reads the first, and its ODK Validate
# (needs Java) both. Usage: check-xlsforms.sh path/to/audit [folder]. Installs pyxform into a virtual environment there.
set -eu

audit=$1
work=${2:-$(mktemp -d)}
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/python" -c "import pyxform" 2>/dev/null || "$work/venv/bin/pip" install -q pyxform

ids=$("$audit" checklist list --format json | python3 -c 'import json, sys; print(*[c["id"] for c in json.load(sys.stdin)])')
for id in $ids; do
    for extent in "" -short -full; do
        "$audit" checklist export "$id$extent" --format xlsform --drawings --output "$work/$id$extent.xlsx"
        "$audit" checklist export "$id$extent" --format xform --drawings --output "$work/$id$extent.xml"
    done
done

# xls2xform ends with 0 even where the form is refused; convert() raises.
"$work/venv/bin/python" - "$work" <<'PYTHON'
import pathlib, subprocess, sys, xml.etree.ElementTree as tree
import pyxform
from pyxform.xls2xform import convert

failures = 0
work = pathlib.Path(sys.argv[1])
files = sorted(work.glob("*.xlsx"))

def asked(text):
    """The paths that an XForm binds, but for what pyxform adds of its own."""
    model = tree.fromstring(text)
    paths = {bind.get("nodeset") for bind in model.iter("{http://www.w3.org/2002/xforms}bind")}
    return {"/" + path.split("/", 2)[2] for path in paths} - {"/meta/instanceID", "/meta/instanceName", "/meta/audit"}

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
    ours = asked(file.with_suffix(".xml").read_text())
    theirs = asked(result.xform)
    if ours != theirs:
        failures += 1
        print(f"{file.stem}: the XForm asks otherwise: {sorted(ours ^ theirs)[:5]}")
print(f"{len(files) - failures} of {len(files)} XLSForms accepted, their XForms ask the same")

jar = pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
forms = sorted(work.glob("*.xml"))
refused = 0
for form in forms:
    result = subprocess.run(["java", "-jar", str(jar), str(form)], capture_output=True, text=True)
    if result.returncode:
        refused += 1
        print(f"{form.name}: {(result.stderr or result.stdout)[-600:]}")
print(f"{len(forms) - refused} of {len(forms)} XForms accepted")
sys.exit(1 if failures or refused or not files else 0)
PYTHON
