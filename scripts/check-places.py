#!/usr/bin/env python3
"""Inspects generated places, exports them, and has the formats' own tools read them.

OpenSidewalks by python-osw-validation and by the whole schema it carries, GeoJSON by GDAL's ogrinfo.
Usage: check-places.py path/to/audit [folder]. Installs the validator into a virtual environment there; needs ogrinfo.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

AUDIT = os.path.abspath(sys.argv[1])
WORK = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
PYTHON = WORK / "venv/bin/python"
STORE = WORK / "places.sqlite"
ROOT = pathlib.Path(__file__).resolve().parent.parent


def audit(*arguments):
    result = subprocess.run([AUDIT, *arguments, "--lang", "en"], capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"audit {' '.join(arguments)}: {result.returncode}\n{result.stderr}")
    return result.stdout


def fill(checklist, subject, number):
    """The shipped example of the checklist, at another place."""
    text = (ROOT / f"examples/forms/{checklist}.yaml").read_text()
    lines = []
    inside = False
    for line in text.splitlines():
        if line.startswith("instance:"):
            line = f"instance: place-{number}-{subject}"
        if line.startswith("subject:"):
            inside = True
        elif line and not line.startswith(" "):
            inside = False
        if inside and line.strip().startswith("id:"):
            line = f"  id: {subject}"
        lines.append(line)
    path = WORK / f"{subject}.yaml"
    path.write_text("\n".join(lines) + "\n")
    return path


def fill_segment(subject, number):
    """A road segment of which only the width was looked at."""
    form = json.loads(audit("checklist", "new", "road-segment", "--format", "json"))
    form.update(instance=f"segment-{number:04}", state="final", inspector="u-1", date="2026-08-20", selection="random")
    form["subject"] = {"id": subject, "name": subject}
    skipped = {"answer": "not_checked", "reason": "only the width was measured"}
    blocks = [form["facts"]]
    for key, section in form["sections"].items():
        entries = section if isinstance(section, list) else [section]
        for entry in entries:
            blocks.append(entry["answers"])
            if "name" in entry:
                entry.update(name="1", latitude=31.0, longitude=117.1)
    for block in blocks:
        for item, given in block.items():
            if given["answer"] is None or isinstance(given["answer"], dict):
                block[item] = {"answer": [1.42, 1.5]} if item == "corridor.clear-width" else skipped
    path = WORK / f"{subject}.json"
    path.write_text(json.dumps(form, ensure_ascii=False))
    return path


def roads():
    """Two roads, one with a bend and a junction, as GeoJSON."""
    lines = {
        "R1": [[117.1, 31.0], [117.1, 31.004], [117.104, 31.006]],
        "R2": [[117.2, 31.0], [117.213, 31.001]],
    }
    features = [
        {"type": "Feature", "properties": {"id": key, "kind": "roadSegment", "name": f"{key} 路"}, "geometry": {"type": "LineString", "coordinates": line}}
        for key, line in lines.items()
    ]
    junction = {"id": "J1", "kind": "crossing", "name": "J1 路口", "parent": "R1"}
    features.append({"type": "Feature", "properties": junction, "geometry": {"type": "Point", "coordinates": [117.1001, 31.002]}})
    path = WORK / "roads.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
    return path


def check_open_sidewalks(path):
    """The file as a whole by the schema, and in the parts the validator asks for."""
    collection = json.loads(path.read_text())
    folder = WORK / "osw"
    folder.mkdir(exist_ok=True)
    parts = {"nodes": "Point", "edges": "LineString"}
    for name, shape in parts.items():
        features = [f for f in collection["features"] if f["geometry"]["type"] == shape]
        part = {"$schema": collection["$schema"], "type": "FeatureCollection", "features": features}
        (folder / f"opensidewalks.{name}.geojson").write_text(json.dumps(part, ensure_ascii=False))
    archive = WORK / "osw.zip"
    with zipfile.ZipFile(archive, "w") as pack:
        for name in parts:
            pack.write(folder / f"opensidewalks.{name}.geojson", f"opensidewalks.{name}.geojson")
    program = """
import json, pathlib, sys
import jsonschema_rs, python_osw_validation
from python_osw_validation import OSWValidation
schemas = pathlib.Path(python_osw_validation.__file__).parent / "schema"
schema = json.loads((schemas / "opensidewalks.schema-0.3.json").read_text())
whole = [str(e)[:300] for e in jsonschema_rs.validator_for(schema).iter_errors(json.loads(pathlib.Path(sys.argv[1]).read_text()))]
result = OSWValidation(zipfile_path=sys.argv[2]).validate()
print(json.dumps({"schema": whole[:5], "valid": result.is_valid, "errors": result.errors}))
"""
    said = subprocess.run([PYTHON, "-c", program, path, archive], capture_output=True, text=True)
    if said.returncode:
        raise SystemExit(said.stderr[-800:])
    found = json.loads(said.stdout.splitlines()[-1])
    count = len(collection["features"])
    print(f"OpenSidewalks: {count} features, schema {'met' if not found['schema'] else found['schema']}, validator {found}")
    return count > 0 and not found["schema"] and found["valid"]


def check_geojson(path):
    said = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], capture_output=True, text=True)
    wanted = len(json.loads(path.read_text())["features"])
    # One layer, or one for each shape.
    counts = [int(line.split(":")[1]) for line in said.stdout.splitlines() if line.startswith("Feature Count")]
    is_right = said.returncode == 0 and sum(counts) == wanted and wanted > 0 and "WGS 84" in said.stdout
    print(f"{path.name}: ogrinfo reads {sum(counts)} of {wanted} features{'' if is_right else ': ' + said.stderr}")
    return is_right


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    for old in WORK.glob("places.sqlite*"):
        old.unlink()
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "python-osw-validation"], check=True)
    store = ["--store", str(STORE)]
    audit("subjects", "import", str(roads()), *store)
    print(audit("subjects", "segment", "R1", "R2", "--length", "150", "--both-sides", *store).strip())
    forms = [fill("crossing", "J1", 1), fill("parking", "P1", 2), fill("service-hall", "H1", 3)]
    segments = [row["id"] for row in map(json.loads, audit("subjects", "list", "--format", "ndjson", *store).splitlines()) if row.get("parent")]
    forms += [fill_segment(segment, number) for number, segment in enumerate(segments) if segment != "J1" and segment.endswith("R")]
    audit("checklist", "import", *map(str, forms), *store)
    files = {}
    for format in ["geojson", "opensidewalks", "a11yjson"]:
        files[format] = WORK / f"subjects-{format}.geojson"
        audit("subjects", "export", "--format", format, "--output", str(files[format]), *store)
    findings = WORK / "findings.geojson"
    audit("findings", "export", "--format", "geojson", "--output", str(findings), *store)
    results = [check_open_sidewalks(files["opensidewalks"])]
    results += [check_geojson(path) for path in [*files.values(), findings]]
    if not all(results):
        raise SystemExit("something is not as it should be")


if __name__ == "__main__":
    main()
