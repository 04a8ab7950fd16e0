#!/usr/bin/env python3
"""Holds roles, names and the colours of contrast failures against Chromium, scripts off, at 1280 x 720.

Needs Debian's chromium and the Python package playwright.
usage: compare-with-chromium.py tree AUDIT PAGES FOLDER...   (PAGES of each folder, drawn with a fixed seed)
       compare-with-chromium.py contrast AUDIT FOLDER...     (each failure of contrast once a defect)
"""
import collections
import functools
import glob
import http.server
import json
import os
import random
import re
import subprocess
import sys
import threading

from playwright.sync_api import Error, sync_playwright

SEED = 7
LOAD_LIMIT = 8_000  # milliseconds
# What Chromium calls otherwise than WAI-ARIA, and the roles whose names are compared.
ALIASES = {"image": "img", "presentation": "none"}
NAMED = set(
    "link button img heading textbox combobox checkbox radio listbox searchbox spinbutton table list figure group "
    "navigation menuitem tab option columnheader".split()
)
ROLES = NAMED | set("listitem paragraph cell row rowheader banner contentinfo main complementary region form article".split())
COLOURS = """path => {
  const element = document.evaluate(path, document, null, 9, null).singleNodeValue;
  if (!element) return null;
  for (let box = element; box; box = box.parentElement) {
    const parts = getComputedStyle(box).backgroundColor.match(/[\\d.]+/g);
    if (parts.length < 4 || parts[3] > 0)
      return [getComputedStyle(element).color, getComputedStyle(box).backgroundColor];
  }
  return [getComputedStyle(element).color, "rgb(255, 255, 255)"];
}"""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def visit(page, address):
    try:
        page.goto(address, wait_until="load", timeout=LOAD_LIMIT)
    except Error:
        pass  # What has loaded by then is compared.


def collapsed(text):
    return re.sub(r"\s+", " ", text or "").strip()


def paths(root):
    """The path of each element of a DOM snapshot by its backend id."""
    found, pending = {}, [(root, "")]
    while pending:
        node, path = pending.pop()
        counts = collections.Counter()
        for child in node.get("children", []):
            if child["nodeType"] == 1:
                counts[child["localName"]] += 1
                own = f"{path}/{child['localName']}[{counts[child['localName']]}]"
                found[child["backendNodeId"]] = own
                pending.append((child, own))
    return found


def compare_trees(page, audit, pages, folders):
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    totals, random_source = collections.Counter(), random.Random(SEED)
    for folder in folders:
        base = serve(folder)
        files = sorted(glob.glob(os.path.join(folder, "**", "*.html"), recursive=True))
        for file in random_source.sample(files, min(pages, len(files))):
            visit(page, base + os.path.relpath(file, folder))
            where = paths(session.send("DOM.getDocument", {"depth": -1})["root"])
            theirs = {}
            for node in session.send("Accessibility.getFullAXTree")["nodes"]:
                path = where.get(node.get("backendDOMNodeId"))
                if path and not node["ignored"]:
                    role = node["role"]["value"]
                    theirs[path] = ALIASES.get(role, role), collapsed(node.get("name", {}).get("value"))
            ours = json.loads(subprocess.run([audit, "tree", file, "--format", "json"], capture_output=True).stdout)
            totals["pages"] += 1
            for element in ours["elements"]:
                role, name = theirs.get(element["xpath"], (None, ""))
                if role not in ROLES:
                    continue
                totals["nodes"] += 1
                own, own_name = ALIASES.get(element["role"], element["role"]), collapsed(element["name"])
                if role != own:
                    totals["roles that differ"] += 1
                    print(f"{file}:{element['line']}: role {own}, Chromium {role}")
                elif role in NAMED:
                    totals["names"] += 1
                    if name != own_name:
                        totals["names that differ"] += 1
                        print(f"{file}:{element['line']}: {role} “{own_name}”, Chromium “{name}”")
    print(dict(totals))


def hexadecimal(colour):
    return "#" + "".join(f"{int(float(part)):02x}" for part in re.findall(r"[\d.]+", colour)[:3])


def compare_contrast(page, audit, folders):
    totals = collections.Counter()
    for folder in folders:
        base, seen = serve(folder), set()
        command = [audit, "check", folder, "--format", "ndjson", "--lang", "en", "--quiet", "--rule", "text-has-contrast"]
        for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
            record = json.loads(line)
            for finding in record.get("findings", []):
                if finding["outcome"] != "failed" or finding["defect"] in seen:
                    continue
                seen.add(finding["defect"])
                wanted = re.findall(r"#[0-9a-f]{6}", finding["message"])[:2]
                visit(page, base + record["page"])
                found = page.evaluate(COLOURS, finding["xpath"])
                totals["failures"] += 1
                if found is None or [hexadecimal(colour) for colour in found] != wanted:
                    totals["that differ"] += 1
                    print(f"{folder}/{record['page']}:{finding['line']}: {wanted}, Chromium {found}")
    print(dict(totals))


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("tree", "contrast"):
        sys.exit(__doc__)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 720}, java_script_enabled=False)
        page = context.new_page()
        if sys.argv[1] == "tree":
            compare_trees(page, sys.argv[2], int(sys.argv[3]), sys.argv[4:])
        else:
            compare_contrast(page, sys.argv[2], sys.argv[3:])
        browser.close()


main()
