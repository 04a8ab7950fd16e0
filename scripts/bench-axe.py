#!/usr/bin/env python3
"""Pages a second of axe-core in Chromium, one tab, on the pages of folders; the peer of `AuditBench pages`.

Needs Debian's chromium and the Python packages playwright and axe-playwright-python (which carries axe.min.js).
Usage: bench-axe.py PAGES FOLDER...   (PAGES of each folder are drawn with a fixed seed)
"""
import functools
import http.server
import os
import random
import sys
import threading
import time

import axe_playwright_python
from playwright.sync_api import Error, sync_playwright

LOAD_LIMIT = 15_000  # milliseconds for a page to load
SEED = 20261124


def axe_source():
    for folder, _, files in os.walk(os.path.dirname(axe_playwright_python.__file__)):
        if "axe.min.js" in files:
            with open(os.path.join(folder, "axe.min.js"), encoding="utf-8") as file:
                return file.read()
    sys.exit("axe.min.js is not in axe-playwright-python")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def pages_of(folder):
    found = []
    for path, _, files in os.walk(folder):
        for name in files:
            if name.lower().endswith((".html", ".htm")):
                found.append(os.path.relpath(os.path.join(path, name), folder))
    return sorted(found)


def check(tab, source, address):
    tab.goto(address, timeout=LOAD_LIMIT, wait_until="load")
    tab.evaluate(source)
    return tab.evaluate("axe.run().then(result => result.violations.length)")


def main(count, folders):
    source = axe_source()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for folder in folders:
            handler = functools.partial(Silent, directory=folder)
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_address[1]}/"
            chosen = pages_of(folder)
            random.Random(SEED).shuffle(chosen)
            chosen, done, start = chosen[:count], 0, time.monotonic()
            for page in chosen:
                tab = browser.new_page(viewport={"width": 1280, "height": 720})
                tab.set_default_timeout(LOAD_LIMIT)
                # The network beyond this machine would be measured, not the engine.
                tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith(base) else route.abort())
                try:
                    check(tab, source, base + page)
                    done += 1
                except Error:
                    pass
                tab.close()
            elapsed = time.monotonic() - start
            server.shutdown()
            print(f"axe: {os.path.basename(folder)}, {done} of {len(chosen)} pages: {len(chosen) / elapsed:.2f} pages/s")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
