"""Runs the tests of an attack corpus, each as a session of its own. usage: run.py SANDBOX PLACE [-v] [-g FIRST] FOLDER [TECHNIQUE...]

Writes PLACE/runs.jsonl: guid, begin and end in nanoseconds, and status: that of the test's shell, 'time' after a minute, or the reason
why it could not begin. The end of the tests' processes ends what they left running.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

import tests

SECONDS = 60
READY_SECONDS = 10
NOT_READY = 97  # no test of the corpus ends with it
sandbox, place = sys.argv[1], pathlib.Path(sys.argv[2])
chosen = tests.options(sys.argv[3:])
groups = pathlib.Path("/sys/fs/cgroup")
groups = groups if (groups / "cgroup.procs").exists() else groups / "cpu"  # version 1


def script(test):
    """What the test needs is made first, within READY_SECONDS and where that needs no network; then the test runs."""
    ready = "".join(f"{one} || exit 1\n" for one in test.ready) or "true\n"
    return f"""cat > ready << 'END-OF-READY'
{ready}END-OF-READY
cat > prepare << 'END-OF-PREPARE'
{test.prepare}
END-OF-PREPARE
check() {{ timeout {READY_SECONDS} {test.shell} ready > /dev/null 2>&1; }}
check || {{ timeout {READY_SECONDS} {test.shell} prepare > /dev/null 2>&1; check; }} || exit {NOT_READY}
{test.script}
"""


def run(test, number):
    work = place / "sandbox"
    work.mkdir(exist_ok=True)
    file = place / "script"
    file.write_text(script(test))
    scope = groups / f"session-corpus{number}.scope"
    scope.mkdir(exist_ok=True)
    command = ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", "--propagation", "private", "bash",
               sandbox, str(work), str(file), test.shell, test.guid]
    begin = time.time_ns()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=open(place / "test.log", "w"), stderr=subprocess.STDOUT,
                               start_new_session=True, preexec_fn=lambda: (scope / "cgroup.procs").write_text(str(os.getpid())))
    try:
        status = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        status = "time"
    time.sleep(0.3)  # what it left running
    if status == NOT_READY:
        status = "what it needs is not there"
    with open(place / "runs.jsonl", "a") as out:
        print(json.dumps({"guid": test.guid, "begin": begin, "end": time.time_ns(), "status": status,
                          "log": (place / "test.log").read_text(errors="replace")[-300:]}), file=out)
    try:
        scope.rmdir()
    except OSError:
        pass  # a process of it has not ended yet


for number, test in enumerate(tests.read(chosen)):
    run(test, number)
