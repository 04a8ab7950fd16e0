#!/usr/bin/env python3
"""Fills the short form of the service hall in a terminal under tmux, kills the program half way and goes on: nothing is lost.

Usage: check-fill.py path/to/audit [folder]. Needs tmux.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

AUDIT = os.path.abspath(sys.argv[1])
WORK = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
FORM = WORK / "hall.yaml"
SESSION = f"audit-fill-{os.getpid()}"
CHECKLIST = "service-hall-short"
ANSWERS = [
    (r"^Inspector", "u-1"), (r"^Date", "2026-08-20"), (r"^How the place", "random"), (r"^Permanent id", "QH-SH-0001"), (r"^Name of the place", "东城政务服务中心"),
    (r"^Address", '1 "Main": #Street'), (r"Latitude, longitude", "31.01877, 117.09921 gcj02"), (r"^Responsible", "局"),
    (r"^Supervising", "住建"), (r": 0 so far", "no. 1"), (r"so far", ""), (r"^Why", "no instrument: # at 'hand'"),
]


def tmux(*arguments):
    return subprocess.run(["tmux", *arguments], capture_output=True, text=True, check=True).stdout


def start(*options):
    command = " ".join(f"'{part}'" for part in [AUDIT, "checklist", "fill", str(FORM), "--lang", "en", *options])
    tmux("new-session", "-d", "-s", SESSION, "-x", "180", "-y", "3000", f"{command}; echo ended=$?; sleep 600")


def screen():
    return [line for line in tmux("capture-pane", "-p", "-J", "-t", SESSION).splitlines() if line.strip()]


def wait(lines):
    """The screen once it has at least so many lines and has stopped changing."""
    last = []
    for _ in range(400):
        now = screen()
        if now == last and len(now) >= lines:
            return now
        last = now
        time.sleep(0.03)
    raise SystemExit("the program does not answer: " + "\n".join(last[-5:]))


def answer(question, number):
    for pattern, text in ANSWERS:
        if re.search(pattern, question):
            return text
    if question.endswith("[yes / no]"):
        return ["yes", "no", "not_checked"][number % 3]
    return "1" if "[1 = " in question else "not_checked"


def fill(limit):
    """Answers up to `limit` questions; says how many lines, how many whole answers, and the exit code once it has ended."""
    shown = wait(3)
    whole = 0
    for number in range(limit):
        ended = re.search(r"^ended=(\d+)", shown[-1]) or re.search(r"^audit: exit=", shown[-1])
        if ended:
            return number, whole, next(int(m.group(1)) for m in (re.match(r"ended=(\d+)", line) for line in wait(1)[::-1]) if m)
        if any(line.startswith("! ") for line in shown[-2:]):
            raise SystemExit("refused: " + "\n".join(shown[-4:]))
        text = answer(shown[-1], number)
        if shown[-1].startswith("Why") or text in ("yes", "no", "1"):
            whole += 1
        if text:
            tmux("send-keys", "-t", SESSION, "-l", text)
        tmux("send-keys", "-t", SESSION, "Enter")
        # What was typed stands in a line of its own, and so does the next question.
        shown = wait(len(shown) + (2 if text else 1))
    return limit, whole, None


def kill():
    """Ends the program as a power cut would."""
    pane = tmux("list-panes", "-t", SESSION, "-F", "#{pane_pid}").strip()
    children = subprocess.run(["pgrep", "-P", pane], capture_output=True, text=True).stdout.split()
    os.kill(int(children[0]), signal.SIGKILL)
    tmux("kill-session", "-t", SESSION)


def answers():
    return re.findall(r"^ +([a-z0-9.-]+):\n +answer: *(.*)", FORM.read_text(), re.M)


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    FORM.unlink(missing_ok=True)
    start("--checklist", CHECKLIST)
    wait(3)
    # What follows from the choice of the checklist is answered already.
    known = len(answers())
    given, whole, _ = fill(30)
    kill()
    before = answers()
    start()
    more, further, code = fill(500)
    tmux("kill-session", "-t", SESSION)
    after = answers()
    # The answer whose reason was not given yet is not whole, and is asked again.
    kept = len(before) == known + whole and after[: len(before)] == before and len(after) == known + whole + further
    print(f"{given} lines typed, {known} known and {whole} answers, killed with {len(before)} in the file")
    print(f"{more} lines more, {further} answers, then exit {code} with {len(after)} in the file")
    result = subprocess.run(
        [AUDIT, "checklist", "import", str(FORM), "--store", str(WORK / "a.sqlite"), "--lang", "en"], capture_output=True, text=True
    )
    print((result.stdout + result.stderr).strip())
    if not before or not kept or code != 0 or result.returncode:
        raise SystemExit("something was lost, or the form is not final")


if __name__ == "__main__":
    main()
