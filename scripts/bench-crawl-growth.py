"""Peak memory and time of `audit scan` as the site grows, on nginx on this machine.

usage: bench-crawl-growth.py AUDIT [SIZE...]     (default 1000 10000 100000)

Each site is a tree of small pages, ten links to a page. The memory of the largest site must stay within 1.3 times that of
the smallest; ends with 1 where it does not.
"""

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

_spec = importlib.util.spec_from_file_location("bench_crawl", Path(__file__).with_name("bench-crawl.py"))
bench = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(bench)
BOUND = 1.3


def path(number):
    return f"p/{number // 1000}/{number}.html"


def build_site(root, size):
    for number in range(size):
        children = range(10 * number + 1, min(10 * number + 11, size))
        links = "".join(f'<li><a href="/{path(child)}">Page {child}</a>' for child in children)
        text = (f"<!DOCTYPE html><html lang=en><title>Page {number}</title><main><h1>Page {number}</h1>"
                f"<ul>{links}</ul><p>Text {number * number}</main>")
        target = root / (path(number) if number else "index.html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def main():
    audit, sizes = sys.argv[1], [int(size) for size in sys.argv[2:]] or [1_000, 10_000, 100_000]
    peaks = []
    print("| pages | seconds | ms a page | CPU ms a page | peak MB | store MB |\n|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        work = Path(tempfile.mkdtemp(prefix="bench-growth-", dir="/dev/shm"))
        server = None
        try:
            build_site(work / "site", size)
            server = bench.start_nginx(work, work / "site")
            command = bench.commands(str(Path(audit).resolve()), work)["audit scan"]
            seconds, cpu, memory, pages, _ = bench.measure(command, work)
            store = (work / "store.sqlite").stat().st_size / 1e6
            print(f"| {pages} | {seconds:.1f} | {1000 * seconds / pages:.2f} | {1000 * cpu / pages:.2f} | {memory:.0f} | {store:.0f} |",
                  flush=True)
            peaks.append(memory)
        finally:
            if server:
                server.terminate()
                server.wait()
            shutil.rmtree(work, ignore_errors=True)
    growth = peaks[-1] / peaks[0]
    print(f"memory grew {growth:.2f} times from {sizes[0]} to {sizes[-1]} pages (bound {BOUND})")
    sys.exit(growth > BOUND)


if __name__ == "__main__":
    main()
