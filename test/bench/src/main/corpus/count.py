"""Counts what the engine said of the tests of an attack corpus. usage: count.py PLACE [-v] [-g FIRST] FOLDER [TECHNIQUE...]

An alert belongs to a test if its process, or an ancestor of it, has the test's mark in its environment; an incident if one of its steps
is such an alert or came in the time of the test.
"""
import collections
import json
import pathlib
import re
import sys

import tests

# The techniques of the tactic Discovery (https://attack.mitre.org/tactics/TA0007/). They are signals, which raise no alert alone.
DISCOVERY = set("T1007 T1016 T1018 T1033 T1046 T1049 T1057 T1069 T1082 T1083 T1087 T1120 T1124 T1135 T1201 T1217 T1482 T1518 T1526 T1580 "
                "T1613 T1614 T1615 T1619 T1652 T1654".split())

place = pathlib.Path(sys.argv[1])
chosen = tests.options(sys.argv[2:])
lines = lambda name: [json.loads(line) for line in (place / name).read_text(errors="replace").splitlines() if line.startswith("{")] \
    if (place / name).exists() else []
runs = {run["guid"]: run for run in lines("runs.jsonl")}
named = collections.defaultdict(lambda: collections.defaultdict(set))  # guid -> rule -> techniques
incidents = collections.defaultdict(set)
for alert in lines("out"):
    fields = alert["output_fields"]
    techniques = {tag for tag in alert.get("tags") or [] if re.fullmatch(r"T\d{4}(\.\d{3})?", tag)}
    if alert["rule"] == "Incident":
        at = fields["incident.start"]
        for guid, run in runs.items():
            if run["begin"] <= at <= run["end"]:
                incidents[guid] |= set(fields["incident.techniques"])
        continue
    mark = fields.get("test") or fields.get("parent_test") or ""
    if mark in runs:
        named[mark][alert["rule"]] |= techniques


def fits(one, other):
    return one.split(".")[0] == other.split(".")[0] if "." not in one or "." not in other else one == other


effective = right = seen = alone = 0
for test in tests.read(chosen):
    run = runs.get(test.guid)
    if run is None:
        continue
    alerts = named[test.guid]
    techniques = set().union(*alerts.values(), incidents[test.guid])
    isright = any(fits(test.technique, technique) for technique in techniques)
    took = run["status"] == 0
    if took and test.technique.split(".")[0] in DISCOVERY:
        alone += 1
        took = False
    effective += took
    right += took and isright
    seen += took and bool(techniques)
    word = "right" if isright else "other" if techniques else "nothing"
    print(f"{test.technique:10} {test.guid[:8]} {word:8} {'effect' if run['status'] == 0 else run['status']!s:8} {test.name}")
    if chosen.verbose:
        for rule, of in sorted(alerts.items()):
            print(f"    {rule} ({' '.join(sorted(of))})")
        if incidents[test.guid]:
            print(f"    Incident ({' '.join(sorted(incidents[test.guid]))})")
print(f"{len(runs)} tests, {effective + alone} took effect, {alone} of these are discovery alone; of the other {effective}, {right} named "
      f"with their technique ({100 * right / max(1, effective):.0f} %), {seen} with any")
