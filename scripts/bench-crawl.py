"""Pages a second of `audit scan` beside wget, wget2 and Scrapy, on nginx on this machine.

usage: bench-crawl.py AUDIT PAGES ROUNDS CORPORA...

Serves the HTML pages and style sheets of the portals, copied until there are PAGES of them, lets each tool crawl them with 16
connections and no pause, in turns, and prints the median of ROUNDS: HTML pages a second (200 answers by nginx's log, over
wall time), and the processor time of the tool a page. Needs nginx; tools that are missing are left out.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONNECTIONS = 16
with socket.socket() as _probe:
    _probe.bind(("127.0.0.1", 0))
    PORT = _probe.getsockname()[1]
SPIDER = """
import scrapy
from scrapy.linkextractors import LinkExtractor

class Portal(scrapy.Spider):
    name = "portal"
    start_urls = ["http://127.0.0.1:%d/"]
    allowed_domains = ["127.0.0.1"]
    custom_settings = dict(CONCURRENT_REQUESTS=%d, CONCURRENT_REQUESTS_PER_DOMAIN=%d, DOWNLOAD_DELAY=0, LOG_ENABLED=False,
        ROBOTSTXT_OBEY=True, TELNETCONSOLE_ENABLED=False)
    links = LinkExtractor(tags=("a", "area", "frame", "iframe"), attrs=("href", "src"))

    def parse(self, response):
        if isinstance(response, scrapy.http.HtmlResponse):
            for link in self.links.extract_links(response):
                yield response.follow(link, self.parse)
""" % (PORT, CONNECTIONS, CONNECTIONS)


def build_site(root, corpora, wanted):
    """Copies portals until there are enough pages; links that begin at the root stay within their copy."""
    files = []
    for folder in corpora:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in (".html", ".htm", ".css") and path.is_file():
                files.append((Path(folder), path))
    pages, copy = [], 0
    while len(pages) < wanted:
        copy += 1
        for folder, path in files:
            relative = path.relative_to(folder)
            prefix = f"c{copy}/{folder.name}"
            target = root / prefix / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            body = re.sub(rb"""((?:href|src|action)\s*=\s*["'])/(?!/)""", rb"\1/" + prefix.encode() + b"/", path.read_bytes())
            target.write_bytes(body)
            if path.suffix.lower() != ".css" and len(pages) < wanted:
                pages.append(f"/{prefix}/{relative}")
    per_list = 100
    lists = []
    for start in range(0, len(pages), per_list):
        name = f"/list-{start // per_list}.html"
        items = "".join(f'<li><a href="{page}">{page}</a>' for page in pages[start:start + per_list])
        (root / name[1:]).write_text(f"<!DOCTYPE html><html lang=en><title>{name}</title><ul>{items}</ul>")
        lists.append(name)
    items = "".join(f'<li><a href="{name}">{name}</a>' for name in lists)
    (root / "index.html").write_text(f"<!DOCTYPE html><html lang=en><title>Start</title><ul>{items}</ul>")


def start_nginx(work, root):
    configuration = f"""
daemon off; user root; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log crit;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html htm; text/css css; image/png png; image/gif gif; image/jpeg jpg; }}
    default_type application/octet-stream; sendfile on; keepalive_requests 1000000;
    log_format short '$status $sent_http_content_type $body_bytes_sent $request_uri'; access_log {work}/access.log short;
    client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3; uwsgi_temp_path {work}/t4;
    scgi_temp_path {work}/t5;
    server {{ listen 127.0.0.1:{PORT}; root {root}; index index.html; }}
}}
"""
    (work / "nginx.conf").write_text(configuration)
    server = subprocess.Popen(["nginx", "-c", str(work / "nginx.conf")])
    for _ in range(50):
        time.sleep(0.1)
        if server.poll() is not None:
            sys.exit("nginx did not start; see its message above")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return server
    server.terminate()
    sys.exit("nginx does not answer")


def commands(audit, work):
    start = f"http://127.0.0.1:{PORT}/"
    scan = [audit, "scan", start, "--delay", "0", "--requests-at-once", str(CONNECTIONS), "--no-progress",
            "--refetch", "--store", str(work / "store.sqlite")]
    tags = "--follow-tags=a,area,frame,iframe"
    wget2 = ["wget2", "-q", "-r", "-l", "inf", f"--max-threads={CONNECTIONS}", "-P", str(work / "out")]
    wget = ["wget", "-q", "-r", "-l", "inf", "-P", str(work / "out")]
    all_tools = {
        "audit scan": scan,
        "audit scan --no-check": scan + ["--no-check"],
        "wget2 -r": wget2 + [start],
        "wget2 -r, links only": wget2 + [tags, start],
        "wget -r": wget + [start],
        "wget -r, links only": wget + [tags, start],
        "Scrapy": [sys.executable, "-m", "scrapy", "runspider", str(work / "spider.py")],
    }
    (work / "spider.py").write_text(SPIDER)
    return {name: command for name, command in all_tools.items() if shutil.which(command[0])}


def measure(command, work):
    """Wall seconds, processor seconds, peak MB, and what nginx's log says: HTML pages, other answers."""
    for leftover in work.glob("store.sqlite*"):
        leftover.unlink()
    shutil.rmtree(work / "out", ignore_errors=True)
    (work / "access.log").write_text("")
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=work)
    message = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    lines = (work / "access.log").read_text().splitlines()
    pages = sum(1 for line in lines if line.startswith("200 text/html"))
    if process.returncode not in (0, 4, 8):
        print(f"{command[0]} ended with {process.returncode}: {message[-300:]}", file=sys.stderr)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, pages, len(lines) - pages


def main():
    audit, wanted, rounds, corpora = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    work = Path(tempfile.mkdtemp(prefix="bench-crawl-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    server = None
    try:
        build_site(work / "site", corpora, wanted)
        server = start_nginx(work, work / "site")
        tools = commands(audit, work)
        results = {name: [] for name in tools}
        for _ in range(rounds):
            for name, command in tools.items():
                results[name].append(measure(command, work))
                seconds, cpu, memory, pages, others = results[name][-1]
                print(f"  {name}: {pages} pages, {others} other answers, {seconds:.1f} s, {cpu:.1f} s CPU, {memory:.0f} MB",
                      file=sys.stderr)
        print("| tool | HTML pages | other answers | pages/s | CPU ms a page | peak MB |\n|---|---:|---:|---:|---:|---:|")
        for name, runs in results.items():
            rate = statistics.median(pages / seconds for seconds, _, _, pages, _ in runs)
            cost = statistics.median(1000 * cpu / max(pages, 1) for _, cpu, _, pages, _ in runs)
            peak = statistics.median(run[2] for run in runs)
            print(f"| {name} | {runs[-1][3]} | {runs[-1][4]} | {rate:.0f} | {cost:.1f} | {peak:.0f} |")
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, median of {rounds}")
    finally:
        if server:
            server.terminate()
            server.wait()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
