#!/usr/bin/env python3
"""Writes every report of two stores, an ordinary one and one full of hostile texts, for the scripts that check them.

Usage: make-report-files.py AUDIT FOLDER      (AUDIT is the command; FOLDER is made anew)

The ordinary store holds two scans of examples/portal, the second after a repair, a suppression, a sample, and examples/forms,
one of them returned; its reports hold the indicators of examples/plan.yaml. The hostile one holds pages whose titles, markup,
names of files and encodings try to break out of a report, sites whose names and units do, a form whose notes and review do,
and a plan whose texts do.
"""
import functools
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ["zh-Hans", "en"]
WHOLE = ["html", "csv", "xlsx", "json", "sarif", "earl", "junit", "markdown", "notice", "notice-xlsx", "pdf"]
DRAFTS = ["statement", "self-assessment", "openacr"]
ENDINGS = {
    "sarif": "sarif.json", "earl": "earl.json", "junit": "junit.xml", "markdown": "md", "notice": "notice.html",
    "notice-xlsx": "notice.xlsx", "statement": "statement.html", "self-assessment": "self-assessment.html",
    "openacr": "openacr.yaml",
}
# A script that ran leaves this behind.
RUN = "window.__ran=1"

# What a person or a page could write wherever a report shows text.
PAYLOADS = [
    f"<script>{RUN}</script>", f"</title><script>{RUN}</script>", f"<img src=x onerror={RUN}>",
    f"\"><svg onload={RUN}>", f"'><iframe srcdoc='<script>parent.__ran=1</script>'>", f"</style><script>{RUN}</script>",
    f"</script><script>{RUN}</script>", f"<a href=\"javascript:{RUN}\">x</a>", f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"<!--><script>{RUN}</script>-->", f"<details open ontoggle={RUN}>",
    f"<body onload={RUN}>", f"<style>@import 'http://127.0.0.1:9/x'</style>", "<base href=http://127.0.0.1:9/>",
    "<meta http-equiv=refresh content=0;url=http://127.0.0.1:9/>", "<plaintext>", "<textarea>", "<noscript>",
    "&lt;script&gt;", "&#60;script&#62;", "&#0;", "&unknown;", "\" onmouseover=\"" + RUN, "' autofocus onfocus='" + RUN,
    "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "=HYPERLINK(\"http://127.0.0.1:9\";\"x\")", "=cmd|' /C calc'!A0", "\t=1+1",
    "\r=1+1", "＝1+1", "＠SUM(1)", "|x", "%0A=1+1", "\u202egpj.exe", "\u2066x\u2069", "\u200f\u061c\u200e",
    "\u2028\u2029", "\ufeff", "\x01\x08\x0b\x0c\x1f", "\x7f\x80\x9f", "\ufffe\uffff", "]]>", "<![CDATA[x", "<?xml?>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]>", "`` ` ``", "```\n# x\n```", "[x](javascript:alert(1))", "![x](http://127.0.0.1:9/)",
    "@everyone #1", "a|b\\|c", "\\", "\\u0000", "{\"@id\":\"x\"}", "key: [1, *a, &b]", "--- !!python/object", "a\nb\r\nc",
    "W" * 5000, "长" * 5000, "e\u0301" * 500, "\U0001f469\u200d\U0001f9bd", "../../etc/passwd", "a:b", "%zz%",
]
# Bytes that are no text.
BYTES = [b"\x00<script>" + RUN.encode() + b"</script>", b"\xc3\x28\xa0\xa1", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"a\x00b"]


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


def run(audit, *arguments, may_fail=False):
    done = subprocess.run([audit, *arguments], capture_output=True, cwd=ROOT)
    if done.returncode != 0 and not may_fail:
        sys.exit(f"audit {arguments}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout.decode(errors="replace")


def reports(audit, store, out, draft_subject, plan):
    for language in LANGUAGES:
        for form in WHOLE + DRAFTS:
            if form == "pdf" and not shutil.which("chromium"):
                print("no chromium: no PDF was made")
                continue
            name = out / f"{language}.{ENDINGS.get(form, form)}"
            subject = ["--subject", draft_subject] if form in DRAFTS else []
            indicators = ["--plan", str(plan)] if form in ["html", "pdf", "json"] else []
            run(audit, "report", "--store", store, "--lang", language, "--format", form, "--output", str(name), "--quiet", *subject,
                *indicators)
        for checklist in ["crossing"]:
            name = out / f"{language}.printed.html"
            run(audit, "checklist", "export", checklist, "--format", "print", "--lang", language, "--output", str(name), "--quiet")


def send_back(audit, store, form, reason):
    """Returns a form that was handed in."""
    instance = re.search(r"^instance: *(\S+)", form.read_text(encoding="utf-8"), re.M)[1]
    run(audit, "checklist", "review", instance, "--return", "--by", "auditor-2", f"--reason={reason}", "--store", store, "--quiet")


def suppress(audit, store, reason, approver):
    """Puts aside what the last rule with a failed violation of a page found."""
    found = [json.loads(line) for line in run(audit, "findings", "list", "--store", store, "--format", "ndjson").splitlines()]
    rule = [one["requirement"] for one in found if one["domain"] == "web" and one["kind"] == "violation"
            and one["outcome"] == "failed"][-1]
    run(audit, "findings", "suppress", "--rule", rule, "--store", store, "--reason-code", "plannedRemoval", f"--reason={reason}",
        f"--approver={approver}", "--until", "2030-01-01")


def ordinary(audit, out):
    out.mkdir(parents=True)
    site, store = out / "site", str(out / "audit.sqlite")
    shutil.copytree(ROOT / "examples/portal", site)
    server, base = serve(site)
    scan = ["scan", base, "--store", store, "--subject", "qinghe-portal", "--name", "青禾区人民政府门户网站",
            "--unit", "青禾区人民政府办公室", "--delay", "0", "--quiet"]
    run(audit, *scan, may_fail=True)
    # Repaired, broken and lost, so that there is something to compare.
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8", errors="surrogateescape").replace("user-scalable=no", "user-scalable=yes")
        if page.name == "login.html":
            text = text.replace("</h1>", "</h1><img src=new.png>", 1)
        page.write_text(text, encoding="utf-8", errors="surrogateescape")
    next(site.rglob("map.html")).unlink()
    run(audit, *scan, may_fail=True)
    for form in sorted((ROOT / "examples/forms").glob("*.yaml")):
        run(audit, "checklist", "import", str(form), "--store", store, "--quiet")
    suppress(audit, store, "栏目下月下线", "li")
    send_back(audit, store, ROOT / "examples/forms/parking.yaml", "坡度读数请复核")
    run(audit, "sample", "pages", "--store", store, "--random", "5", "--seed", "7", "--quiet")
    server.shutdown()
    reports(audit, store, out, "qinghe-portal", ROOT / "examples/plan.yaml")


def hostile(audit, out):
    out.mkdir(parents=True)
    site, store = out / "site", str(out / "audit.sqlite")
    site.mkdir()
    links = []
    for number, payload in enumerate([text.encode("utf-8", "surrogatepass") for text in PAYLOADS] + BYTES):
        page = site / f"{number}.html"
        quoted = payload.replace(b'"', b"&quot;")
        page.write_bytes(
            b"<!DOCTYPE html><html><head><meta charset=utf-8><title>" + payload + b"</title></head><body><h1>x</h1>"
            b'<img src="' + quoted + b'"><a href="/' + quoted + b'"></a><input name="' + quoted + b'" title="' + quoted + b'">'
            b"<p>" + payload + b"</p></body></html>"
        )
        links.append(page.name)
        # A name a file may have: no slash, no NUL, not too long.
        name = payload.replace(b"/", b"_").replace(b"\x00", b"_")[:120] + b".html"
        with open(os.path.join(os.fsencode(site), name), "wb") as file:
            file.write(page.read_bytes())
    (site / "index.html").write_text(
        "<!DOCTYPE html><html lang=en><title>x</title>" + "".join(f"<a href={link}>{link}</a>" for link in links),
        encoding="utf-8",
    )
    server, base = serve(site)
    run(audit, "scan", base, "--store", store, "--subject", "site", "--name", PAYLOADS[0], "--unit", PAYLOADS[1], "--delay", "0",
        "--quiet", may_fail=True)
    for number, payload in enumerate(PAYLOADS):
        if number % 3 == 0:
            run(audit, "scan", base + f"{number}.html", "--scope", "page", "--store", store, "--subject", f"s{number}",
                f"--name={payload}", f"--unit={payload}", "--delay", "0", "--quiet", may_fail=True)
    form = (ROOT / "examples/forms/crossing.yaml").read_text(encoding="utf-8")
    for payload, note in zip(PAYLOADS, ["坡口路缘石未磨平，雨天积水", "西侧面最陡", "三根石墩，轮椅从东侧绕行车道"]):
        form = form.replace(note, "'" + payload.replace("'", "''") + "'")
    filled = out / "form.yaml"
    filled.write_text(form, encoding="utf-8")
    run(audit, "checklist", "import", str(filled), "--store", store, "--quiet", may_fail=True)
    suppress(audit, store, PAYLOADS[2], PAYLOADS[3])
    send_back(audit, store, filled, PAYLOADS[4])
    run(audit, "sample", "pages", "--subject", "site", "--store", store, "--random", "20", "--seed", "7", "--quiet")
    server.shutdown()
    reports(audit, store, out, "site", plan(out / "plan.yaml"))


def plan(path):
    """A plan whose every text is a payload; JSON is YAML."""
    def indicator(number, payload):
        return {"id": f"i{number}", "name": {"zh": payload, "en": payload}, "unit": payload, "nature": "binding",
                "target": {"year": 2030, "value": 1}, "source": payload,
                "entered": [{"round": payload, "value": 0.5, "source": payload}]}
    shown = [text for text in PAYLOADS if text.strip() and text.isprintable() and len(text) < 100]
    content = {"title": {"zh": shown[0], "en": shown[0]}, "indicators": [indicator(*pair) for pair in enumerate(shown)]}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def main(audit, folder):
    out = pathlib.Path(folder).resolve()
    shutil.rmtree(out, ignore_errors=True)
    ordinary(os.path.abspath(audit), out / "ordinary")
    hostile(os.path.abspath(audit), out / "hostile")
    print(f"{sum(1 for _ in out.glob('*/*.*'))} files in {out}; {len(PAYLOADS) + len(BYTES)} payloads")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
