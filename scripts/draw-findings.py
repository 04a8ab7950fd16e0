#!/usr/bin/env python3
"""Draws failures of kind violation from the ndjson of `audit check`, one a defect, with a seed.

usage: audit check PORTAL… --format ndjson | draw-findings.py SEED [COUNT]
The kinds of the rules come from `audit rules --format json` in the file named by AUDIT_RULES.
"""
import json, os, random, sys

seed, count = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
kinds = {r["id"]: r["kind"] for r in json.load(open(os.environ["AUDIT_RULES"]))}
defects, total = {}, 0
for line in sys.stdin:
    record = json.loads(line)
    for finding in record.get("findings", []):
        if finding["outcome"] != "failed" or kinds.get(finding["rule"]) != "violation":
            continue
        total += 1
        page = finding.get("page", record.get("page"))
        defects.setdefault(finding["defect"], []).append((page, finding))
drawn = random.Random(seed).sample(sorted(defects), min(count, len(defects)))
print(f"{total} findings, {len(defects)} defects, seed {seed}")
for number, key in enumerate(drawn, 1):
    page, finding = sorted(defects[key], key=lambda f: (f[0], f[1]["offset"]))[0]
    print(f'{number}\t{page}:{finding["line"]}\t{finding["rule"]}\t{finding["message"]}\t{finding["snippet"]}')
