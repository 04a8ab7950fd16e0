#!/usr/bin/env python3
"""Checks that nobody is kept out of our own reports, and that nothing in them runs.

Every HTML file in the folders is opened in Chromium in light and dark, at 320 and 1280 pixels, with and without scripts.
axe-core may find no violation, the page may not scroll sideways, no script but ours may run, the policy may not be broken
and nothing may be asked from the network; our own rules may find no failure.

Usage: check-reports.py AUDIT FOLDER… [--quick] [--shots FOLDER]   (FOLDERs from make-report-files.py)
--quick opens each file once and leaves axe-core out: does anything run, is anything asked for?
Needs Debian's chromium and the Python packages playwright and axe-playwright-python (which carries axe.min.js).
"""
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import axe_playwright_python
from playwright.sync_api import sync_playwright

WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]


def axe_source():
    for folder, _, files in os.walk(os.path.dirname(axe_playwright_python.__file__)):
        if "axe.min.js" in files:
            return pathlib.Path(folder, "axe.min.js").read_text(encoding="utf-8")
    sys.exit("axe.min.js is not in axe-playwright-python")


def open_page(browser, path, width, scheme, scripts, problems):
    """Opens the file as a reader would and returns the tab."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts)
    tab = context.new_page()
    tab.on("console", lambda message: problems.append(f"console: {message.text[:200]}") if message.type == "error" else None)
    tab.on("pageerror", lambda error: problems.append(f"script: {error}"))
    tab.on("dialog", lambda dialog: (problems.append("a dialog opened"), dialog.dismiss()))
    tab.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else problems.append(f"asked for {request.url[:100]}"))
    tab.goto(path.as_uri(), wait_until="load")
    return tab


def check(browser, axe, path, width, scheme, scripts, shots):
    """What is wrong with one view of a file; axe-core looks only where it is given."""
    problems = []
    if scripts:
        tab = open_page(browser, path, width, scheme, True, problems)
    else:
        # What a reader without scripts sees; axe itself needs them, so ours is taken out of a copy.
        copy = path.with_suffix(".plain.tmp.html")
        copy.write_bytes(re.sub(rb"<script>.*?</script>", b"", path.read_bytes(), flags=re.S))
        tab = open_page(browser, copy, width, scheme, True, problems)
    try:
        if tab.evaluate("window.__ran"):
            problems.append("a payload ran")
        for focusable in ["[autofocus]", "[onmouseover]", "iframe", "base", "object", "embed", "meta[http-equiv=refresh]"]:
            if tab.query_selector(focusable):
                problems.append(f"{focusable} is in the page")
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            problems.append("scrolls sideways: " + str(tab.evaluate(
                "document.documentElement.scrollWidth")))
        if scripts and tab.query_selector("table.sortable"):
            if not tab.query_selector("table.sortable th button"):
                problems.append("the script did not run")
            else:
                tab.click("table.sortable th button")
                if not tab.query_selector("th[aria-sort]"):
                    problems.append("nothing was sorted")
        found = []
        if axe:
            tab.evaluate(axe)
            found = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
        for violation in found:
            node = violation["nodes"][0]
            problems.append(f"axe {violation['id']} ({len(violation['nodes'])}): {node['html'][:160]} {node['failureSummary'][:200]!r}")
        if shots:
            name = f"{path.parent.name}-{path.stem}-{scheme}-{width}{'' if scripts else '-plain'}.png"
            tab.screenshot(path=str(shots / name))
    finally:
        tab.context.close()
        if not scripts:
            copy.unlink()
    return problems


def own_rules(audit, path):
    done = subprocess.run([audit, "check", str(path), "--format", "ndjson"], capture_output=True)
    problems = []
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        if entry["type"] == "page":
            if entry["status"] != "checked":
                problems.append(f"not checked: {entry['reason']}")
            for finding in entry["findings"]:
                if finding["outcome"] == "failed":
                    problems.append(f"{finding['rule']} {finding['xpath']} {finding['snippet'][:120]}")
    return problems


def main(arguments):
    shots = None
    if "--shots" in arguments:
        position = arguments.index("--shots")
        shots = pathlib.Path(arguments[position + 1])
        shots.mkdir(parents=True, exist_ok=True)
        del arguments[position:position + 2]
    quick = "--quick" in arguments
    audit, *folders = [argument for argument in arguments if argument != "--quick"]
    files = [path for folder in folders for path in sorted(pathlib.Path(folder).resolve().glob("*.html"))]
    chromium = shutil.which("chromium") or sys.exit("chromium is not installed")
    axe = None if quick else axe_source()
    failed, views = 0, 0
    with sync_playwright() as playwright:
        # As root Chromium refuses its sandbox.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for path in files:
            seen, began = {}, time.monotonic()
            for problem in own_rules(audit, path):
                seen.setdefault(problem, []).append("our rules")
            for width, scheme, scripts in itertools.product(*([[1280], ["light"], [True]] if quick else [WIDTHS, SCHEMES, [True, False]])):
                views += 1
                for problem in check(browser, axe, path, width, scheme, scripts, shots):
                    seen.setdefault(problem, []).append(f"{width} {scheme}{'' if scripts else ' without scripts'}")
            for problem, where in seen.items():
                failed += 1
                print(f"{path.parent.name}/{path.name}: {problem} [{', '.join(where)}]", flush=True)
            # The report on a hostile store has more than thirty thousand elements: minutes for axe-core in eight views.
            print(f"{path.parent.name}/{path.name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        browser.close()
    print(f"{len(files)} files, {views} views, {failed} problems")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
