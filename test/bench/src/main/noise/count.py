"""Counts alerts by the activity during which they happened. usage: count.py TIMES ALERTS MOST [-v]

TIMES: lines "activity TAB begin TAB end" in nanoseconds; ALERTS: what the engine wrote with json_output. Exits with 1 if there are more
than MOST alerts.
"""
import collections
import json
import sys

times, written, most, *verbose = sys.argv[1:]
activities = [(name, int(begin), int(end)) for name, begin, end in (line.rstrip("\n").split("\t") for line in open(times))]
alerts = collections.defaultdict(list)
for line in open(written, errors="replace"):
    if not line.startswith("{"):
        continue
    alert = json.loads(line)
    at = alert["output_fields"].get("evt.time", 0)
    for name, begin, end in activities:
        if begin <= at <= end and alert["rule"] != "Ready":
            alerts[name].append(alert)
total = 0
for name, _, _ in activities:
    rules = collections.Counter(alert["rule"] for alert in alerts[name])
    total += len(alerts[name])
    print("%-20s %3d  %s" % (name, len(alerts[name]), ", ".join("%s %d" % r for r in rules.most_common())))
    if verbose:
        for alert in alerts[name]:
            print("    " + alert["output"])
print("%d activities, %d alerts of Notice or above, at most %s wanted" % (len(activities), total, most))
sys.exit(total > int(most))
